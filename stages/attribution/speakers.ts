// Who speaks, within the phrase that names a source: not whoever else is named there.
import { FLAG, POS, type TokenisedDocument } from '../tokenising/annotation.js';
import type { TokenRange } from './proposal.js';

const RELATIVE = new Set(['who', 'whom', 'whose', 'which', 'that']);
const POSSESSIVE = new Set(['his', 'her', 'their', 'its', 'my', 'our', 'your', 'whose']);

/**
 * The part of a source's phrase that names the speaker: what stands after a possessor ("Crane's critics", "her doctor")
 * and before what a common noun is of or for ("opponents of Duarte", "a spokeswoman for Duarte"). A name keeps its "of"
 * ("Bank of England").
 */
export function speakerOf(d: TokenisedDocument, [first, after]: TokenRange): TokenRange {
  const word = (i: number): string => d.vocabulary.wordOf(d.word[i]!);
  let begin = first;
  for (let i = first; i < after - 1; i++) {
    const text = word(i);
    const genitive = text === "'s" || text === "'" || (text.length > 2 && text.endsWith("'s"));
    if (genitive || POSSESSIVE.has(text)) begin = i + 1;
  }
  let end = after;
  let headed = false;
  for (let i = begin; i < after; i++) {
    const pos = d.pos[i]!;
    if (headed && (pos === POS.ADP || RELATIVE.has(word(i))) && !joinsName(d, begin, i, after)) {
      end = i;
      break;
    }
    if (pos === POS.NOUN || pos === POS.PROPN || pos === POS.PRON || pos === POS.NUM || pos === POS.ADJ)
      headed = true;
  }
  return [begin, end];
}

/** "Bank of England": capitals on both sides, the first not only the sentence's. */
function joinsName(d: TokenisedDocument, begin: number, i: number, after: number): boolean {
  if (d.vocabulary.wordOf(d.word[i]!) !== 'of' || i === begin) return false;
  const capital = (k: number): boolean => (d.flags[k]! & FLAG.capitalised) !== 0;
  const before = i - 1;
  const onlyFirst =
    (d.flags[before]! & FLAG.sentenceStart) !== 0 && d.vocabulary.wordOf(d.word[before]!).endsWith('s');
  let next = i + 1;
  while (next < after && d.pos[next] === POS.DET) next++;
  return capital(before) && !onlyFirst && next < after && capital(next);
}
