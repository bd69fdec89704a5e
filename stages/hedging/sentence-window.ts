// How much of a sentence is looked at around a cue.
import type { TokenisedDocument } from '../tokenising/annotation.js';

/** Tokens on each side beyond which nothing is looked at: time stays linear in what is no sentence. */
const REACH = 200;

/** The sentence of tokens [first, after), no farther than `REACH` from them: its first token and the one after its last. */
export function sentenceWindow(
  { sentenceOfToken, sentenceStart }: TokenisedDocument,
  first: number,
  after = first + 1,
): readonly [begin: number, end: number] {
  const s = sentenceOfToken[first]!;
  return [
    Math.max(sentenceStart[s]!, first - REACH),
    Math.min(sentenceStart[sentenceOfToken[after - 1]! + 1]!, after + REACH),
  ];
}
