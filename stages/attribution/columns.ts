import {
  bool,
  type Column,
  column,
  field,
  float64,
  int32,
  list,
  measure,
  spanFields,
  struct,
  utf8,
} from '../columns.js';
import { MINIMUM_WORDS, ratePerThousand } from '../voice.js';
import type { Attribution } from './annotation.js';

const GROUP = 'Attribution';
const spans = list(struct(spanFields));
const all = { column: 'attributions', where: {} };

export const attributionColumns: readonly Column[] = [
  column(
    'attributions',
    list(
      struct([
        field(
          'type',
          utf8,
          '`direct`: in quotation marks; `indirect`: in the writer’s words; `mixed`: partly quoted.',
        ),
        field('source_kind', utf8, '`named`, `pronoun`, `nominal`, `generic` or `none`.'),
        field('generic', bool, 'Whether the source is vague or not named at all.'),
        field('source', spans, 'Who says or thinks it; empty where nobody is named.'),
        field('cue', spans, 'The words that attribute: "said", "according to".'),
        field('content', spans, 'What is said or thought, quotation marks included.'),
        field('sentence', int32, 'Index of the sentence in which it begins.', { unit: 'sentences' }),
        field('confidence', float64, 'Probability that this is an attribution.', { unit: 'probability' }),
        field('found_by', utf8, 'The rule or model that found it.'),
      ]),
    ),
    'Statements and thoughts given to somebody other than the writer, in text order (PolNeAR; Newell et al. 2018).',
  ),
  column(
    'words_author',
    int32,
    'Words in the author’s own voice: neither quoted nor in a reported statement or thought.',
    {
      unit: 'words',
    },
  ),
  column('words_source', int32, 'Words in sources’ voices: quoted, or in a reported statement or thought.', {
    unit: 'words',
  }),
  measure('attribution_rate', `Attributions per 1,000 words. Null under ${MINIMUM_WORDS} words.`, {
    unit: 'per 1,000 words',
    aggregate: { kind: 'rate' },
    title: 'Attributions',
    group: GROUP,
    range: [0, 1000],
    leading: true,
    evidence: all,
  }),
  measure(
    'source_voice_share',
    `Share of the words that stand in sources’ voices: quoted, or in a reported statement or thought. Null under ${MINIMUM_WORDS} words.`,
    {
      unit: 'share of words',
      aggregate: { kind: 'share', among: null },
      title: 'Words in sources’ voices',
      group: GROUP,
      range: [0, 1],
      leading: true,
      evidence: all,
    },
  ),
  measure(
    'direct_quotation_share',
    `Share of the words that stand inside quotation marks that quote; titles and scare quotes left out. Null under ${MINIMUM_WORDS} words.`,
    {
      unit: 'share of words',
      aggregate: { kind: 'share', among: null },
      title: 'Words in direct quotation',
      group: GROUP,
      range: [0, 1],
      evidence: { column: 'attributions', where: { type: ['direct', 'mixed'] } },
    },
  ),
  measure(
    'generic_attribution_share',
    'Share of the attributions whose source is vague ("experts", "critics", "many") or not named ("it is believed"). Null without attributions.',
    {
      unit: 'share of attributions',
      aggregate: { kind: 'share', among: {} },
      title: 'Attributions to generic sources',
      group: GROUP,
      range: [0, 1],
      evidence: { column: 'attributions', where: { generic: [true] } },
    },
  ),
];

/** The measures' values; null where words or attributions are too few to bear them. */
export function attributionMeasures(
  attributions: readonly Attribution[],
  words: number,
  wordsSource: number,
  wordsQuoted: number,
): Record<string, number | null> {
  const share = (part: number): number | null => (words < MINIMUM_WORDS ? null : part / words);
  return {
    attribution_rate: ratePerThousand(attributions.length, words),
    source_voice_share: share(wordsSource),
    direct_quotation_share: share(wordsQuoted),
    generic_attribution_share:
      attributions.length === 0
        ? null
        : attributions.filter(({ generic }) => generic).length / attributions.length,
  };
}
