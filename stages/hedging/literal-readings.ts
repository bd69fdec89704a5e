// Readings in which a word that hedges elsewhere is meant literally, whatever the classifier thinks of it.
import { POS, type TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import { wordSet } from './word-values.js';

/** Whether the word at `first` stands in a literal reading; for single words. */
export type LiteralReading = (document: TokenisedDocument, first: number) => boolean;

/** Tests for one vocabulary: "could not be reached", "all they could", "the column appears every Friday". */
export function literalReading(vocabulary: Vocabulary): LiteralReading {
  const among = (words: string): ((id: number) => number) => wordSet(vocabulary, words.split(' '));
  const isCould = among('could can');
  const isReached = among('reached contacted');
  const isBetween = among("not n't be immediately");
  const isWhole = among('all everything anything whatever what much best long fast hard often soon');
  const isTo = among('to');
  const isAppear = among('appear appears appeared appearing');
  const isSeeming = among('to as like that');
  const isTime = among('every each again daily weekly monthly yearly nightly here there everywhere');
  return (d, first) => {
    const s = d.sentenceOfToken[first]!;
    const begin = d.sentenceStart[s]!;
    const end = d.sentenceStart[s + 1]!;
    const id = d.word[first]!;
    if (isCould(id) === 1) {
      // "could not be reached for comment"
      let t = first + 1;
      while (t < Math.min(end, first + 5) && isBetween(d.word[t]!) === 1) t++;
      if (t > first + 1 && t < end && isReached(d.word[t]!) === 1) return true;
      // "did all they could", "as fast as he could": nothing follows that could be.
      const closes = first + 1 >= end || d.pos[first + 1] === POS.PUNCT || isTo(d.word[first + 1]!) === 1;
      if (!closes) return false;
      for (let k = first - 1; k >= Math.max(begin, first - 5); k--)
        if (isWhole(d.word[k]!) === 1) return true;
      return false;
    }
    if (isAppear(id) === 1) {
      // "appears every Friday", "appeared in court": is seen there, and not to seem.
      if (first + 1 >= end) return false;
      const next = d.word[first + 1]!;
      return isTime(next) === 1 || (d.pos[first + 1] === POS.ADP && isSeeming(next) === 0);
    }
    return false;
  };
}
