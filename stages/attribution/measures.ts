/** The stage's measures: each one object, over a document's attributions and the words in each voice. */
import type { Column } from '../columns.js';
import { type Measure, MINIMUM_WORDS, measureSet, rate, share } from '../measure.js';
import type { Attribution } from './annotation.js';

interface AttributionCounts {
  readonly attributions: number;
  /** Of them, those whose source is vague or not named. */
  readonly generic: number;
  readonly words: number;
  readonly wordsSource: number;
  readonly wordsQuoted: number;
}

const ALL = { column: 'attributions', where: {} };

const shareOfWords = (
  stated: Pick<Measure<AttributionCounts>, 'name' | 'title' | 'description' | 'leading'> & {
    readonly evidence: typeof ALL | { readonly column: string; readonly where: { readonly type: string[] } };
  },
  part: (counts: AttributionCounts) => number,
): Measure<AttributionCounts> =>
  share({
    ...stated,
    unit: 'share of words',
    among: null,
    threshold: { least: MINIMUM_WORDS, of: 'words' },
    part,
    whole: ({ words }) => words,
  });

const measures = measureSet<AttributionCounts>('Attribution', [
  rate({
    name: 'attribution_rate',
    title: 'Attributions',
    description: 'Attributions per 1,000 words.',
    evidence: ALL,
    leading: true,
    hits: ({ attributions }) => attributions,
    words: ({ words }) => words,
  }),
  shareOfWords(
    {
      name: 'source_voice_share',
      title: 'Words in sources’ voices',
      description:
        'Share of the words that stand in sources’ voices: quoted, or in a reported statement or thought.',
      evidence: ALL,
      leading: true,
    },
    ({ wordsSource }) => wordsSource,
  ),
  shareOfWords(
    {
      name: 'direct_quotation_share',
      title: 'Words in direct quotation',
      description:
        'Share of the words that stand inside quotation marks that quote; titles and scare quotes left out.',
      evidence: { column: 'attributions', where: { type: ['direct', 'mixed'] } },
    },
    ({ wordsQuoted }) => wordsQuoted,
  ),
  share({
    name: 'generic_attribution_share',
    title: 'Attributions to generic sources',
    description:
      'Share of the attributions whose source is vague ("experts", "critics", "many") or not named ("it is believed").',
    unit: 'share of attributions',
    evidence: { column: 'attributions', where: { generic: [true] } },
    among: {},
    threshold: { least: 1, of: 'attributions' },
    part: ({ generic }) => generic,
    whole: ({ attributions }) => attributions,
  }),
]);

export const attributionMeasureColumns: readonly Column[] = measures.columns;

/** The values of the measures for one document. */
export function attributionMeasures(
  attributions: readonly Attribution[],
  words: number,
  wordsSource: number,
  wordsQuoted: number,
): Record<string, number | null> {
  return measures.values({
    attributions: attributions.length,
    generic: attributions.filter(({ generic }) => generic).length,
    words,
    wordsSource,
    wordsQuoted,
  });
}
