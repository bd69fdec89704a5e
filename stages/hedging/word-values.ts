/** Values of a few words, by word id. */
import type { Vocabulary } from '../vocabulary.js';

/**
 * Values of a few words by word id, 0 for all others. The words are interned, at set-up, so their ids are permanent
 * and low: unlike `Vocabulary.table` it neither grows with the corpus nor looks at any other word.
 */
export function wordValues(
  vocabulary: Vocabulary,
  values: Iterable<readonly [word: string, value: number]>,
): (id: number) => number {
  const pairs = Array.from(values, ([word, value]) => [vocabulary.intern(word), value] as const);
  const byId = new Uint8Array(pairs.reduce((most, [id]) => Math.max(most, id + 1), 0));
  for (const [id, value] of pairs) byId[id] = value;
  return (id) => (id < byId.length ? byId[id]! : 0);
}

/** 1 for the words given, 0 for all others. */
export function wordSet(vocabulary: Vocabulary, words: Iterable<string>): (id: number) => number {
  return wordValues(
    vocabulary,
    Array.from(words, (word) => [word, 1] as const),
  );
}
