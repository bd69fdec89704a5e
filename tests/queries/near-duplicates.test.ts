import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/random.js';
import {
  BAND_BINS,
  BANDS,
  containmentSql,
  estimatedContainment,
  isCopySql,
  LEAST_CONTAINMENT,
  LEAST_RESEMBLANCE,
  RESEMBLANCE_FOR_CONTAINMENT,
  shinglesSql,
  wordsSql,
} from '../../queries/near-duplicates.js';
import { estimatedJaccard, shingleMinima } from '../../stages/lexis/shingles.js';

const random = seededRandom('copies');
const hashes = Array.from({ length: 4000 }, () => Math.floor(random.next() * 2 ** 32) | 0);
/** Words by Zipf's law, as numbers. */
const prose = (length: number): number[] => Array.from({ length }, () => Math.floor(4000 ** random.next()));

function signature(words: readonly number[]): number[] {
  const types = [...new Set(words)];
  const index = new Map(types.map((type, i) => [type, i]));
  const sequence = {
    length: words.length,
    types: Int32Array.from(words, (word) => index.get(word)!),
    typeCount: types.length,
    words: Int32Array.from(types),
  };
  return shingleMinima(sequence as Parameters<typeof shingleMinima>[0], (word) => hashes[word - 1] ?? word);
}

const meet = (a: readonly number[], b: readonly number[]): boolean =>
  Array.from({ length: BANDS }).some((_, band) =>
    Array.from({ length: BAND_BINS }).every((_bin, k) => {
      const at = band * BAND_BINS + k;
      return a[at]! >= 0 && a[at] === b[at];
    }),
  );

function found(original: readonly number[], copy: readonly number[]): boolean {
  const [a, b] = [signature(original), signature(copy)];
  const resemblance = estimatedJaccard(a, b)!;
  const containment = estimatedContainment(resemblance, original.length, copy.length);
  return (
    meet(a, b) &&
    (resemblance >= LEAST_RESEMBLANCE ||
      (containment >= LEAST_CONTAINMENT && resemblance >= RESEMBLANCE_FOR_CONTAINMENT))
  );
}

describe('near-duplicates', () => {
  it.each([
    ['a reprint', 1, (w: number[], o: number[]) => [...w, ...o.slice(0, 20)]],
    [
      'half of it under a new lead of 50 words',
      0.97,
      (w: number[], o: number[]) => [...o.slice(0, 50), ...w.slice(0, w.length / 2)],
    ],
    [
      'half of it under a lead half as long',
      0.9,
      (w: number[], o: number[]) => [...o.slice(0, w.length / 4), ...w.slice(0, w.length / 2)],
    ],
    [
      'a third of it under a lead of 30 words',
      0.8,
      (w: number[], o: number[]) => [...o.slice(0, 30), ...w.slice(0, w.length / 3)],
    ],
    [
      'a tenth of its words edited',
      0.75,
      (w: number[]) => w.map((word) => (random.next() < 0.1 ? prose(1)[0]! : word)),
    ],
  ])('%s: found in %d or more', (_, least, make) => {
    let count = 0;
    for (let i = 0; i < 100; i++) {
      const original = prose(400 + Math.floor(random.next() * 600));
      if (found(original, make(original, prose(600)))) count++;
    }
    expect(count / 100).toBeGreaterThanOrEqual(least);
  });

  it('texts that share a quotation of 60 words are none', () => {
    let count = 0;
    for (let i = 0; i < 200; i++) {
      const quotation = prose(60);
      if (found([...prose(400), ...quotation], [...quotation, ...prose(300)])) count++;
    }
    expect(count).toBe(0);
  });

  it('containment by hand, and in SQL', async () => {
    // |A| = 100, |B| = 40 of which 30 in A: r = 30 / 110, c = 30 / 40.
    expect(estimatedContainment(30 / 110, 104, 44)).toBeCloseTo(0.75, 12);
    expect(estimatedContainment(1, 50, 50)).toBe(1);
    expect(estimatedContainment(0.9, 1000, 20)).toBe(1);
    expect(estimatedContainment(0, 3, 900)).toBe(0);
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const result = await connection.runAndReadAll(
      `SELECT ${containmentSql('r', 'a', 'b')}, ${isCopySql('r', containmentSql('r', 'a', 'b'))} FROM (VALUES (30 / 110, 104, 44), (0.15, 400, 60), (0.5, 100, 100)) v(r, a, b)`,
    );
    const rows = result.getRows();
    expect(rows[0]![0]).toBeCloseTo(0.75, 12);
    expect(rows.map(([, copy]) => copy)).toEqual([true, false, true]);
    const words = await connection.runAndReadAll(
      `SELECT ${shinglesSql('w')}::VARCHAR FROM (SELECT ${wordsSql('t')} AS w FROM (VALUES ('One, two three four: FIVE six!'), ('a b c d'), ('a a a a a a a')) v(t))`,
    );
    expect(words.getRows().map(([list]) => String(list).slice(1, -1).split(', ').sort().join('|'))).toEqual([
      'one two three four five|two three four five six',
      '',
      'a a a a a',
    ]);
    connection.closeSync();
    instance.closeSync();
  });
});
