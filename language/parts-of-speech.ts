/** The universal parts of speech, as the tokeniser numbers them and terms name them. */

/** Universal part-of-speech tags, in the order of their numbers in `TokenisedDocument.pos`. */
export const POS_TAGS = [
  'X',
  'ADJ',
  'ADP',
  'ADV',
  'AUX',
  'CCONJ',
  'DET',
  'INTJ',
  'NOUN',
  'NUM',
  'PART',
  'PRON',
  'PROPN',
  'PUNCT',
  'SCONJ',
  'SYM',
  'VERB',
] as const;

export type PosTag = (typeof POS_TAGS)[number];

/** The number of a part-of-speech tag: `POS.VERB`. */
export const POS = Object.fromEntries(POS_TAGS.map((tag, i) => [tag, i])) as Readonly<Record<PosTag, number>>;

export function isPosTag(name: string): name is PosTag {
  return (POS_TAGS as readonly string[]).includes(name);
}
