/** What linking knows of words, one bit each. */
import type { Vocabulary } from '../../vocabulary.js';
import type { Gazetteer } from '../gazetteer/gazetteer.js';

/** What linking knows of a word, one bit each. */
export const MARK = {
  role: 1,
  organisationRole: 2,
  placeRole: 4,
  maleNoun: 8,
  femaleNoun: 16,
  maleTitle: 32,
  femaleTitle: 64,
  title: 128,
  governmentNoun: 256,
  policyNoun: 512,
  actionVerb: 1024,
  locative: 2048,
  he: 4096,
  she: 8192,
  it: 16384,
  they: 32768,
  the: 65536,
  /** Words after "it" that make it stand for no thing: "it is clear that". */
  emptyIt: 131072,
  possessive: 262144,
  relationNoun: 524288,
  between: 1048576,
  and: 2097152,
  /** A title that stands before a name and is no part of it. */
  honorific: 4194304,
  its: 8388608,
} as const;

export const PRONOUN = MARK.he | MARK.she | MARK.it | MARK.they;

/** The marks of a word by its id, found once for each. */
export type WordMarks = (word: number) => number;

export function wordMarks({ lists }: Gazetteer, vocabulary: Vocabulary): WordMarks {
  const { titles_male: male, titles_female: female, titles_any: any } = lists;
  const marked: readonly (readonly [number, readonly string[]])[] = [
    [MARK.role, lists.roles],
    [MARK.organisationRole, lists.organisation_roles],
    [MARK.placeRole, lists.place_roles],
    [MARK.maleNoun, lists.male_nouns],
    [MARK.femaleNoun, lists.female_nouns],
    [MARK.maleTitle, male],
    [MARK.femaleTitle, female],
    [MARK.title, [...male, ...female, ...any]],
    [MARK.governmentNoun, lists.government_nouns],
    [MARK.policyNoun, lists.policy_nouns],
    [MARK.actionVerb, lists.action_verbs],
    [MARK.locative, lists.locative_prepositions],
    [MARK.he, ['he', 'him', 'his', 'himself']],
    [MARK.she, ['she', 'her', 'hers', 'herself']],
    [MARK.it, ['it', 'its', 'itself']],
    [MARK.they, ['they', 'them', 'their', 'theirs', 'themselves']],
    [MARK.the, ['the']],
    [MARK.emptyIt, ['is', "'s", 'was', 'seems', 'appears', 'would', 'will', 'may', 'might', 'takes', 'took']],
    [MARK.possessive, ["'s", "'"]],
    [MARK.relationNoun, lists.relation_nouns],
    [MARK.between, ['between']],
    [MARK.and, ['and', 'or']],
    [MARK.honorific, lists.honorifics],
    [MARK.its, ['its', 'itself']],
  ];
  const marks = new Map<string, number>();
  for (const [mark, words] of marked)
    for (const word of words) marks.set(word.toLowerCase(), (marks.get(word.toLowerCase()) ?? 0) | mark);
  return vocabulary.table((word) => marks.get(word) ?? 0);
}
