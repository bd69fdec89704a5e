// Readings in which a word that hedges elsewhere is meant literally, whatever the classifier thinks of it.
import { POS, type TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import { wordSet } from './word-values.js';

/** Whether the candidate, tokens [first, after), stands in a literal reading. */
export type LiteralReading = (document: TokenisedDocument, first: number, after: number) => boolean;

/** What has kinds in kitchen, nature and workshop. */
const THINGS =
  'bread cake cheese fish bird tree plant flower fruit vegetable grass bean pea nut rice wheat grain pasta noodle soup stew sauce wine beer tea coffee spirit sausage meat dog cat horse cow sheep goat snake lizard frog insect beetle butterfly moth ant bee spider whale dolphin shark bat monkey wood timber stone rock mineral metal cloth fabric paper glass boat ship drum flute guitar knife axe hat coat shoe boot bacteria bacterium virus fungus mushroom moss seaweed shrub weed dumpling pancake porridge pie pudding spice herb oil clay';

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
  const isKind = among('kind sort type');
  const isOf = among('of');
  const isThing = among(THINGS);
  return (d, first, after) => {
    const s = d.sentenceOfToken[first]!;
    const begin = d.sentenceStart[s]!;
    const end = d.sentenceStart[s + 1]!;
    if (after - first > 1) {
      // "a kind of bread": a kind among its kinds, and no comparison.
      if (isOf(d.word[after - 1]!) === 0 || isKind(d.word[after - 2]!) === 0) return false;
      let noun = after;
      while (noun < end && d.pos[noun] === POS.ADJ) noun++;
      return noun < end && isThing(d.word[noun]!) === 1;
    }
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
