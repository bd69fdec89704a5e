// Attributions counted one by one: found or not, and of those found whether the source and its vagueness are right.
import { partitionPoint } from '../base/bisect.js';
import type { Offsets, ScoredAttribution, ScoredRow } from './attribution-scores.js';

/** From this overlap of the contents' words (intersection over union) an attribution counts as found. */
export const FOUND_FROM = 0.5;

/** The numbers that the scores are made from, in this order. */
export const ONE_BY_ONE = {
  found: 0,
  predicted: 1,
  gold: 2,
  sourceRight: 3,
  vagueRight: 4,
  voicedRight: 5,
  voicedWrong: 6,
  voicedMissed: 7,
} as const;

/**
 * Counts of one text. Each attribution of the gold takes, in text order, the predicted one not yet taken whose content
 * overlaps most; a source is right where it shares a word with the gold's, or where neither has one.
 */
export function countOneByOne({ text, gold, predicted }: ScoredRow): number[] {
  const words = [...text.matchAll(/[\p{L}\p{N}_]+/gu)].map(
    ({ index, 0: word }): Offsets => [index, index + word.length],
  );
  const counts = new Array<number>(8).fill(0);
  const cover = (spans: readonly Offsets[]): Set<number> => coveredWords(words, spans);
  const contents = predicted.map(({ content }) => cover(content));
  const taken = new Set<number>();
  const said = new Set<number>();
  const heard = new Set<number>();
  for (const content of contents) for (const word of content) heard.add(word);
  for (const item of gold) {
    const content = cover(item.content);
    for (const word of content) said.add(word);
    let best = -1;
    let most = 0;
    contents.forEach((other, k) => {
      const overlap = taken.has(k) ? 0 : jaccard(content, other);
      if (overlap > most) {
        most = overlap;
        best = k;
      }
    });
    if (most < FOUND_FROM) continue;
    taken.add(best);
    counts[ONE_BY_ONE.found]!++;
    const other = predicted[best]!;
    if (sameSource(cover(item.source), cover(other.source))) counts[ONE_BY_ONE.sourceRight]!++;
    if (isVague(item) === isVague(other)) counts[ONE_BY_ONE.vagueRight]!++;
  }
  counts[ONE_BY_ONE.predicted] = predicted.length;
  counts[ONE_BY_ONE.gold] = gold.length;
  for (const word of heard) counts[said.has(word) ? ONE_BY_ONE.voicedRight : ONE_BY_ONE.voicedWrong]!++;
  for (const word of said) if (!heard.has(word)) counts[ONE_BY_ONE.voicedMissed]!++;
  return counts;
}

function isVague({ type }: ScoredAttribution): boolean {
  return type === 'generic';
}

function sameSource(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  if (a.size === 0 && b.size === 0) return true;
  for (const word of a) if (b.has(word)) return true;
  return false;
}

/** Indices of the words that spans touch; both in text order. */
function coveredWords(words: readonly Offsets[], spans: readonly Offsets[]): Set<number> {
  const covered = new Set<number>();
  for (const [start, end] of spans) {
    const first = partitionPoint(0, words.length, (k) => words[k]![1] <= start);
    for (let k = first; k < words.length && words[k]![0] < end; k++) covered.add(k);
  }
  return covered;
}

function jaccard(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let both = 0;
  for (const word of a) if (b.has(word)) both++;
  const all = a.size + b.size - both;
  return all === 0 ? 0 : both / all;
}
