// The names of the conditions that a lexicon's entries can ask for.

/**
 * The conditions that a lexicon entry can ask for under `when`. Each is a decision of the commentary codebook
 * (or of its reading here) put as a test of the tokens around the cue.
 */
export const CONDITION_NAMES = [
  'auxiliary',
  'possibility',
  'outcome',
  'condition',
  'before-number',
  'before-quantity',
  'after-quantity',
  'before-adjective',
  'before-verb',
  'not-before-than',
  'not-before-infinitive',
  'before-infinitive',
  'before-hyphen',
  'before-noun',
  'not-before-preposition',
  'not-after-determiner',
  'before-content',
  'clause-initial',
  'inverted',
  'timeless',
  'sentence-adverb',
  'before-judgement',
  'not-question',
  'evidence-subject',
  'source-follows',
  'impersonal-subject',
  'vague-subject',
  'passive',
  'no-named-subject',
  'not-negated',
] as const;

export type ConditionName = (typeof CONDITION_NAMES)[number];
