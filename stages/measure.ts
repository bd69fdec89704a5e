/**
 * A measure is one object. Its columns, one for each voice, with title, unit, range and prose, its values, and the way in
 * which reports count it anew from some of its hits are all made from that object.
 */
import {
  type Aggregate,
  type Column,
  type Condition,
  type Evidence,
  field,
  float64,
  type Threshold,
} from './columns.js';

/** Over whose words: everybody's, the writer's own, or those of the people quoted and reported. */
export type MeasuredVoice = 'all' | 'author' | 'source';

/** Fewer words than this bear no rate: it would jump by several points with one hit. */
export const MINIMUM_WORDS = 50;

/** A measure of a stage, whose `Counts` are what the stage has counted in a document. */
export interface Measure<Counts> {
  /** The column; in the author's and in sources' voices with `_author` and `_source` behind it. */
  readonly name: string;
  /** A heading of a few words. */
  readonly title: string;
  /** What it measures. When it is null, and over whose words, is added. */
  readonly description: string;
  readonly unit: string;
  readonly range: readonly [number | null, number | null];
  readonly aggregate: Aggregate;
  readonly evidence: Evidence | null;
  /** Below it the measure is null. */
  readonly threshold: Threshold | null;
  /** In each voice too; without this in all voices together. A single voice: in that only. */
  readonly voices?: 'each' | MeasuredVoice;
  /** Whether it is among the dozen that a report leads with; of one in each voice, the author's leads. */
  readonly leading?: boolean;
  /** What the threshold is held against: the words, the sentences or the hits that bear the value. */
  base(counts: Counts, voice: MeasuredVoice): number;
  /** Asked only where the base reaches the threshold. */
  value(counts: Counts, voice: MeasuredVoice): number | null;
}

type Stated<Counts> = Pick<Measure<Counts>, 'name' | 'title' | 'description' | 'voices' | 'leading'>;

/** Hits per 1,000 words. */
export function rate<Counts>(
  of: Stated<Counts> & {
    readonly evidence: Evidence;
    /** Words that bear a rate; 50 by default. */
    readonly least?: number;
    hits(counts: Counts, voice: MeasuredVoice): number;
    words(counts: Counts, voice: MeasuredVoice): number;
  },
): Measure<Counts> {
  const { least = MINIMUM_WORDS, hits, words, ...stated } = of;
  return {
    ...stated,
    unit: 'per 1,000 words',
    range: [0, 1000],
    aggregate: { kind: 'rate' },
    threshold: { least, of: 'words' },
    base: words,
    value: (counts, voice) => (1000 * hits(counts, voice)) / words(counts, voice),
  };
}

/** Part of a whole, 0 to 1. */
export function share<Counts>(
  of: Stated<Counts> & {
    readonly unit: string;
    /** The hits of the part. */
    readonly evidence: Evidence | null;
    /** The hits of the whole, in the same column; null where the whole is no hits but words or sentences. */
    readonly among: Condition | null;
    readonly threshold: Threshold;
    part(counts: Counts, voice: MeasuredVoice): number;
    whole(counts: Counts, voice: MeasuredVoice): number;
  },
): Measure<Counts> {
  const { among, part, whole, ...stated } = of;
  return {
    ...stated,
    range: [0, 1],
    aggregate: { kind: 'share', among },
    base: whole,
    value: (counts, voice) => part(counts, voice) / whole(counts, voice),
  };
}

/** Mean over hits of a number that stands in them, or of the difference of two. */
export function mean<Counts>(
  of: Stated<Counts> & {
    readonly unit: string;
    readonly range: Measure<Counts>['range'];
    readonly evidence: Evidence;
    /** The field of the hits; of two fields, the first less the second. */
    readonly fields: readonly [plus: string] | readonly [plus: string, minus: string];
    readonly threshold: Threshold;
    sum(counts: Counts, voice: MeasuredVoice): number;
    hits(counts: Counts, voice: MeasuredVoice): number;
  },
): Measure<Counts> {
  const { fields, sum, hits, ...stated } = of;
  return {
    ...stated,
    aggregate: { kind: 'mean', fields },
    base: hits,
    value: (counts, voice) => sum(counts, voice) / hits(counts, voice),
  };
}

/** A property of the whole text, which no hit adds to by itself: a formula, an index, a score. */
export function ofText<Counts>(of: Omit<Measure<Counts>, 'aggregate'>): Measure<Counts> {
  return { ...of, aggregate: { kind: 'text' } };
}

/** The measures of a stage under one heading: their columns, and the function that gives their values. */
export interface MeasureSet<Counts> {
  readonly columns: readonly Column[];
  /** A value for each column, null where it is unknown. */
  values(counts: Counts): Record<string, number | null>;
}

const VOICES = [
  { voice: 'all', suffix: '', title: '', rate: '', other: '' },
  {
    voice: 'author',
    suffix: '_author',
    title: ", author's voice",
    rate: " Counted in the author's own voice, over the words in that voice.",
    other: " In the author's own voice only.",
  },
  {
    voice: 'source',
    suffix: '_source',
    title: ", sources' voices",
    rate: ' Counted in what is quoted or reported, over the words of that.',
    other: ' In what is quoted or reported only.',
  },
] as const;

/** The measures that reports show together under the heading `group`: "Hedging", "Framing: policy". */
export function measureSet<Counts>(group: string, measures: readonly Measure<Counts>[]): MeasureSet<Counts> {
  const asked = measures.flatMap((measure) =>
    measure.voices === 'each'
      ? VOICES.map(({ voice, suffix }) => ({ measure, voice, name: `${measure.name}${suffix}` }))
      : [{ measure, voice: measure.voices ?? 'all', name: measure.name }],
  );
  // Copied for each document: an object of one shape from the start.
  const unknown: Readonly<Record<string, number | null>> = Object.fromEntries(
    asked.map(({ name }) => [name, null]),
  );
  return {
    columns: measures.flatMap((measure) => columnsOf(group, measure)),
    values(counts) {
      const values = { ...unknown };
      for (const { measure, voice, name } of asked)
        if (measure.threshold === null || measure.base(counts, voice) >= measure.threshold.least)
          values[name] = measure.value(counts, voice);
      return values;
    },
  };
}

function columnsOf<Counts>(group: string, measure: Measure<Counts>): readonly Column[] {
  const { name, title, description, unit, range, aggregate, evidence, threshold, leading = false } = measure;
  const nullable = nullProse(threshold);
  const stored = { group, family: name, aggregate, threshold, range };
  if (measure.voices !== 'each')
    return [
      {
        ...field(name, float64, `${description}${nullable}`, { unit, nullable: true }),
        measure: { ...stored, title, voice: measure.voices ?? 'all', evidence, leading },
      },
    ];
  return VOICES.map(({ voice, suffix, title: ofVoice, rate: ofRate, other }) => {
    const note = aggregate.kind === 'rate' ? ofRate : other;
    return {
      ...field(`${name}${suffix}`, float64, `${description}${note}${nullable}`, { unit, nullable: true }),
      measure: {
        ...stored,
        ...(aggregate.kind === 'share' && aggregate.among !== null
          ? { aggregate: { ...aggregate, among: inVoice(aggregate.among, voice) } }
          : {}),
        title: `${title}${ofVoice}`,
        voice,
        evidence: evidence && { ...evidence, where: inVoice(evidence.where, voice) },
        leading: leading && voice === 'author',
      },
    };
  });
}

const inVoice = (where: Condition, voice: MeasuredVoice): Condition =>
  voice === 'all' ? where : { ...where, voice: [voice] };

function nullProse(threshold: Threshold | null): string {
  if (threshold === null) return '';
  const { least, of } = threshold;
  if (least > 1) return ` Null under ${least} ${of}.`;
  return of === 'words' ? ' Null for a text without words.' : ` Null without ${of}.`;
}
