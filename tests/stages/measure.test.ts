import { describe, expect, it } from 'vitest';
import { type MeasuredVoice, mean, measureSet, ofText, rate, share } from '../../stages/measure.js';

interface Counts {
  readonly hits: Readonly<Record<MeasuredVoice, number>>;
  readonly words: Readonly<Record<MeasuredVoice, number>>;
}

const { columns, values } = measureSet<Counts>('Weather', [
  rate({
    name: 'rain_rate',
    title: 'Rain',
    description: 'Words for rain per 1,000 words.',
    evidence: { column: 'rains', where: { kind: ['drizzle', 'downpour'] } },
    voices: 'each',
    leading: true,
    hits: ({ hits }, voice) => hits[voice],
    words: ({ words }, voice) => words[voice],
  }),
  share({
    name: 'downpour_share',
    title: 'Downpours',
    description: 'Share of the words for rain that are of downpours.',
    unit: 'share of words for rain',
    evidence: { column: 'rains', where: { kind: ['downpour'] } },
    among: {},
    threshold: { least: 1, of: 'words for rain' },
    voices: 'each',
    part: ({ hits }, voice) => hits[voice] / 2,
    whole: ({ hits }, voice) => hits[voice],
  }),
  mean({
    name: 'wetness',
    title: 'Wetness',
    description: 'Mean wetness.',
    unit: 'score',
    range: [-1, 1],
    evidence: { column: 'rains', where: {} },
    fields: ['wet', 'dry'],
    threshold: { least: 3, of: 'words for rain' },
    voices: 'author',
    sum: () => 2,
    hits: ({ hits }) => hits.author,
  }),
  ofText({
    name: 'length',
    title: 'Length',
    description: 'Words.',
    unit: 'words',
    range: [0, null],
    evidence: null,
    threshold: { least: 1, of: 'words' },
    base: ({ words }) => words.all,
    value: ({ words }) => words.all,
  }),
]);

const column = (name: string) => columns.find((one) => one.name === name)!;

describe('a measure as one object', () => {
  it('gives a column for each voice, with title, prose, unit, range and evidence', () => {
    expect(columns.map(({ name }) => name)).toEqual([
      'rain_rate',
      'rain_rate_author',
      'rain_rate_source',
      'downpour_share',
      'downpour_share_author',
      'downpour_share_source',
      'wetness',
      'length',
    ]);
    expect(column('rain_rate_author')).toEqual({
      name: 'rain_rate_author',
      type: { kind: 'float64' },
      description:
        "Words for rain per 1,000 words. Counted in the author's own voice, over the words in that voice. Null under 50 words.",
      unit: 'per 1,000 words',
      nullable: true,
      measure: {
        title: "Rain, author's voice",
        group: 'Weather',
        family: 'rain_rate',
        voice: 'author',
        aggregate: { kind: 'rate' },
        threshold: { least: 50, of: 'words' },
        range: [0, 1000],
        leading: true,
        evidence: { column: 'rains', where: { kind: ['drizzle', 'downpour'], voice: ['author'] } },
      },
    });
    expect(column('rain_rate').measure!.leading).toBe(false);
  });

  it('says below which number it is null', () => {
    expect(column('downpour_share_source').description).toBe(
      'Share of the words for rain that are of downpours. In what is quoted or reported only. Null without words for rain.',
    );
    expect(column('wetness').description).toBe('Mean wetness. Null under 3 words for rain.');
    expect(column('length').description).toBe('Words. Null for a text without words.');
  });

  it('has the whole of a share in the same voice as its part', () => {
    expect(column('downpour_share_author').measure!.aggregate).toEqual({
      kind: 'share',
      among: { voice: ['author'] },
    });
  });

  it('is null below its threshold, in each voice by itself', () => {
    const counts = {
      hits: { all: 3, author: 3, source: 0 },
      words: { all: 100, author: 60, source: 40 },
    };
    expect(values(counts)).toEqual({
      rain_rate: 30,
      rain_rate_author: 50,
      rain_rate_source: null,
      downpour_share: 0.5,
      downpour_share_author: 0.5,
      downpour_share_source: null,
      wetness: 2 / 3,
      length: 100,
    });
    expect(values({ ...counts, hits: { all: 2, author: 2, source: 0 } }).wetness).toBeNull();
  });
});
