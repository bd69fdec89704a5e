import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromPackageRoot } from '../../base/package-root.js';
import { countWords, readLabels, stretchesOf } from '../../evaluation/furniture.js';

describe('furniture against labels', () => {
  const text = 'Advertisement\n\nThe mill closes. MORE here\n\nRead or share';

  it('finds labelled lines and stretches, blank lines left out', () => {
    const cut = stretchesOf(text, ['0', '15-31', '2']).map(([start, end]) => text.slice(start, end));
    expect(cut).toEqual(['Advertisement', 'The mill closes.', 'Read or share']);
    expect(() => stretchesOf(text, ['3'])).toThrow('no line 3');
  });

  it('counts words marked rightly, wrongly and missed', () => {
    const gold = stretchesOf(text, ['0', '2']);
    expect(countWords(text, gold, [[0, 13]])).toEqual([1, 0, 3]);
    expect(countWords(text, gold, stretchesOf(text, ['1', '2']))).toEqual([3, 5, 1]);
    expect(countWords(text, [], [])).toEqual([0, 0, 0]);
  });

  it('the labels are there, each document once', () => {
    const file = readFileSync(fromPackageRoot('evaluation/furniture/allsides-lines.tsv'), 'utf8');
    const labels = readLabels(file);
    expect(labels.size).toBe(
      file
        .trim()
        .split('\n')
        .filter((row) => !row.startsWith('#')).length - 1,
    );
    expect(new Set([...labels.values()].map(({ set }) => set))).toEqual(
      new Set(['first', 'second', 'third']),
    );
  });
});
