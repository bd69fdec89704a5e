import { describe, expect, it } from 'vitest';
import type { ArticleProfile } from '../../queries/baseline.js';
import { genreOf, genreSql } from '../../queries/genre.js';
import { ReferenceBaseline } from '../../queries/reference-baseline.js';
import type { Reference } from '../../queries/reference-file.js';

describe('genre of a document', () => {
  it('is what its section or address says, and not known where they say nothing', () => {
    for (const section of ['Opinion', 'OP-ED', 'Comment', 'Editorials', 'Perspectives', 'Blogs / Views'])
      expect(genreOf({ section, url: null })).toBe('opinion');
    for (const section of ['World', 'Politics', 'Reviews', 'Recommended', 'Columbia'])
      expect(genreOf({ section, url: null })).toBe('news');
    expect(genreOf({ section: 'World', url: 'https://example.org/opinion/2031/a' })).toBe('opinion');
    expect(genreOf({ section: null, url: 'https://example.org/opinionated-birds' })).toBeNull();
    expect(genreOf({ section: ' ', url: null })).toBeNull();
  });
  it('in SQL reads the columns there are', () => {
    const store = (...names: string[]) => ({
      column: (name: string) => (names.includes(name) ? ({ name } as never) : undefined),
    });
    expect(genreSql(store('outlet'))).toBeNull();
    expect(genreSql(store('opinion', 'url'))!.columns).toEqual(['opinion', 'url']);
    expect(genreSql(store('section'))!.sql).toContain('"section"');
  });
});

const distribution = (low: number, high: number) => ({
  n: 400,
  mean: (low + high) / 2,
  sd: 1,
  q: Array.from({ length: 201 }, (_, k) => low + ((high - low) * k) / 200),
});

const reference: Reference = {
  format: 'hedgerow-reference/1',
  title: 'A corpus',
  hedgerow: '0',
  key: '',
  documents: 800,
  words: 800_000,
  leftOut: [],
  stages: [],
  measures: { hedges: distribution(0, 30) },
  outlets: {},
  frames: {},
  actors: { known: [20, 40, 0, 0.1] },
  terms: { word: [900, 300, 0.2] },
  span: { first: '2012-01-02', last: '2020-05-06' },
  genres: {
    opinion: { documents: 300, words: 300_000, measures: { hedges: distribution(10, 30) }, frames: {} },
    news: { documents: 500, words: 500_000, measures: { hedges: distribution(0, 20) }, frames: {} },
  },
  resemblance: { measures: ['hedges'], means: [15], sds: [5], weights: [3], bias: 0, accuracy: 0.8 },
  termsCut: { count: 12, documents: 4 },
};

const profile = (facts: Partial<ArticleProfile['facts']>, hedges: number): ArticleProfile => ({
  shingles: null,
  measures: new Map([['hedges', hedges]]),
  profileMeasures: [],
  frames: new Map(),
  actors: new Map(
    ['known', 'a', 'b', 'c'].map((key) => [key, { name: key, mean: 0, mentions: 3, means: {} }]),
  ),
  termCounts: new Map(),
  terms: ['word', 'rareword'],
  hedges: [],
  facts: { section: null, url: null, published: null, ...facts },
  words: 700,
});

describe('the reference by genre', () => {
  const standing = async (baseline: ReferenceBaseline) =>
    (await baseline.measures(['hedges'])).get('hedges')!.standing!.below;
  it('sets an op-ed against opinion: what is high among all is the middle there', async () => {
    const opinion = new ReferenceBaseline(reference, profile({ section: 'Opinion' }, 20));
    expect(opinion.describe()).toMatchObject({
      title: 'A corpus, opinion',
      documents: 300,
      genre: { name: 'opinion', by: 'section', accuracy: null },
    });
    expect(await standing(opinion)).toBe(200);
    const all = new ReferenceBaseline({ ...reference, genres: undefined } as never, profile({}, 20));
    expect(await standing(all)).toBe(267);
    expect(all.describe().genre).toBeNull();
  });
  it('goes by resemblance where the article does not say, and tells how often that is right', () => {
    expect(new ReferenceBaseline(reference, profile({}, 28)).describe().genre).toEqual({
      name: 'opinion',
      by: 'resemblance',
      accuracy: 0.8,
    });
    expect(new ReferenceBaseline(reference, profile({}, 2)).describe().genre!.name).toBe('news');
  });
  it('says where an article lies outside of it', () => {
    const { outside } = new ReferenceBaseline(reference, profile({ published: '2024-01-01' }, 20)).describe();
    expect(outside).toHaveLength(2);
    expect(outside[0]).toContain('2024');
    expect(outside[1]).toContain('knows 1');
    expect(
      new ReferenceBaseline(reference, profile({ published: '2016' }, 20)).describe().outside,
    ).toHaveLength(1);
  });
  it('knows of a word off its list that it has it at most so often, never that it has none', async () => {
    const terms = await new ReferenceBaseline(reference, profile({}, 20)).terms();
    expect(terms.get('word')).toEqual({ count: 900, documents: 300, dispersion: 0.2 });
    expect(terms.get('rareword')).toEqual({ count: 12, documents: 4, dispersion: null, atMost: true });
    const { termsCut: _, ...old } = reference;
    expect((await new ReferenceBaseline(old, profile({}, 20)).terms()).get('rareword')).toMatchObject({
      count: 900,
      atMost: true,
    });
  });
});
