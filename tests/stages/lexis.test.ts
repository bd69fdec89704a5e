import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countSyllables } from '../../language/en/syllables.js';
import { mattr, mtld } from '../../stages/lexis/diversity.js';
import { estimatedJaccard } from '../../stages/lexis/shingles.js';
import { sortKey } from '../../stages/lexis/term-counts.js';
import { loadPlan, planStages } from '../../stages/plan.js';
import { documentOf } from '../document-of.js';

const annotate = await loadPlan(planStages({ stages: ['lexis'] }));
const lexis = async (text: string) => (await annotate(documentOf(text))).lexis! as Record<string, unknown>;

/** Type numbers of a sequence given as letters. */
const typesOf = (letters: string) => {
  const known = [...new Set(letters)];
  return [Int32Array.from(letters, (letter) => known.indexOf(letter)), known.length] as const;
};

describe('lexical diversity', () => {
  it('MATTR by hand: windows of 3 over a b a a b have 2, 2, 2 types', () => {
    expect(mattr(...typesOf('abaab'), 3)).toBeCloseTo(2 / 3, 12);
    expect(mattr(...typesOf('ab'), 3)).toBeNull();
  });
  it('MATTR is the mean over windows, whatever the words', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 5, maxLength: 40 }), (words) => {
        const windows = words
          .slice(0, words.length - 4)
          .map((_, k) => new Set(words.slice(k, k + 5)).size / 5);
        const mean = windows.reduce((a, b) => a + b, 0) / windows.length;
        expect(mattr(Int32Array.from(words), 7, 5)).toBeCloseTo(mean, 10);
      }),
    );
  });
  it('MTLD by hand: 120 words a b c a b c …, a factor every 5 words (3/5 < 0.72), 24 factors', () => {
    // 3 / 4 = 0.75 stays, 3 / 5 = 0.6 falls: factors of five words, the same backwards.
    expect(mtld(...typesOf('abc'.repeat(40)))).toBeCloseTo(120 / 24, 12);
    expect(mtld(...typesOf('abc'.repeat(20)))).toBeNull();
  });
});

describe('words', () => {
  it('counts syllables by spelling', () => {
    for (const [word, syllables] of [
      ['the', 1],
      ['make', 1],
      ['makes', 1],
      ['walked', 1],
      ['wanted', 2],
      ['table', 2],
      ['government', 3],
      ['create', 2],
      ['radio', 3],
      ['naïve', 2],
      ['2024', 4],
    ] as const)
      expect(countSyllables(word), word).toBe(syllables);
  });
  it('terms are sorted by code units for any words, and add up to the words', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.stringMatching(/^[a-zA-Z0-9éß'-]{1,9}$/), { maxLength: 60 }),
        async (words) => {
          const result = await annotate(documentOf(words.join(' ')));
          const counts = result.lexis!.term_counts as { term: string; count: number }[];
          const terms = counts.map(({ term }) => term);
          expect(terms).toEqual([...terms].sort((a, b) => (a < b ? -1 : 1)));
          expect(new Set(terms).size).toBe(terms.length);
          expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(result.tokenising!.word_count);
        },
      ),
    );
  });
  it('the sort key never contradicts the order of code units', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        if (sortKey(a) < sortKey(b)) expect(a < b).toBe(true);
      }),
    );
  });
});

describe('near-duplicate signatures', () => {
  const story = Array.from({ length: 300 }, (_, k) => `word${(k * 7919) % 1009}`);
  const signature = async (words: readonly string[]) =>
    (await lexis(words.join(' '))).shingle_minima as number[];
  it('are equal for equal texts, however they are spaced and capitalised', async () => {
    expect((await lexis(story.join('\n\n').toUpperCase())).shingle_minima).toEqual(await signature(story));
    expect(await signature(['four', 'words', 'are', 'few'])).toEqual([]);
  });
  it('estimate the Jaccard similarity within three standard errors', async () => {
    const changed = [...story.slice(0, 200), ...story.slice(200).map((word) => `${word}x`)];
    const shingles = (words: readonly string[]) =>
      new Set(words.slice(0, words.length - 4).map((_, k) => words.slice(k, k + 5).join(' ')));
    const a = shingles(story);
    const b = shingles(changed);
    const shared = [...a].filter((shingle) => b.has(shingle)).length;
    const exact = shared / (a.size + b.size - shared);
    expect(
      Math.abs(estimatedJaccard(await signature(story), await signature(changed))! - exact),
    ).toBeLessThan(0.19);
    expect(
      estimatedJaccard(await signature(story), await signature(story.map((word) => `${word}y`))),
    ).toBeLessThan(0.1);
  });
});
