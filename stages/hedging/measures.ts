/** The stage's measures: each one object, over the cues of a document and the words of each voice. */
import type { AttributionAnnotation } from '../attribution/annotation.js';
import type { Column, Condition } from '../columns.js';
import { type MeasuredVoice, mean, measureSet, ofText, rate, share } from '../measure.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import type { HedgingCue } from './annotation.js';

/** Fewer sentences than this bear no share. */
export const MINIMUM_SENTENCES = 5;
/** Fewer hedges and boosters together than this bear no balance. */
export const MINIMUM_CUES = 5;

interface Rate {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** The cues that it counts. */
  readonly where: Condition;
  readonly leading?: boolean;
}

const RATES: readonly Rate[] = [
  {
    name: 'hedge_rate',
    title: 'Hedges',
    description:
      'Hedge cues of all types decided in context, per 1,000 words (Hyland 2005; Prokofieva & Hirschberg 2014).',
    where: { series: ['hedge'] },
    leading: true,
  },
  {
    name: 'plausibility_rate',
    title: 'Plausibility shields',
    description:
      'Hedges of lowered certainty ("may", "perhaps", "seems") per 1,000 words (Prince et al. 1982).',
    where: { series: ['hedge'], type: ['plausibility'] },
  },
  {
    name: 'attribution_shield_rate',
    title: 'Attribution shields',
    description:
      'Hedges that shift responsibility to vague others ("reportedly", "critics say") per 1,000 words (Prince et al. 1982).',
    where: { series: ['hedge'], type: ['attribution'] },
  },
  {
    name: 'approximator_rate',
    title: 'Approximators',
    description:
      'Hedges that make a quantity or category fuzzy ("about 50", "sort of", "often") per 1,000 words (Prince et al. 1982).',
    where: { series: ['hedge'], type: ['approximator'] },
  },
  {
    name: 'conditional_rate',
    title: 'Conditional hedges',
    description: 'Hedges that make a claim depend on a condition ("if", "unless", "would") per 1,000 words.',
    where: { series: ['hedge'], type: ['conditional'] },
  },
  {
    name: 'booster_rate',
    title: 'Boosters',
    description: 'Cues of full commitment ("clearly", "of course") per 1,000 words (Hyland 2005).',
    where: { series: ['booster'] },
    leading: true,
  },
  {
    name: 'evidential_rate',
    title: 'Evidentials',
    description:
      'Cues that name the grounds of a claim ("according to", "data show") per 1,000 words (Hyland 2005).',
    where: { series: ['evidential'] },
  },
  {
    name: 'negated_cue_rate',
    title: 'Negated hedges',
    description: 'Hedge words negated into certainty ("no doubt", "cannot be denied") per 1,000 words.',
    where: { series: ['negated'] },
  },
];

const ALL_HEDGES = RATES.findIndex(({ name }) => name === 'hedge_rate');
const BOOSTERS = RATES.findIndex(({ name }) => name === 'booster_rate');

interface HedgingCounts {
  /** Cues of each rate. */
  readonly author: Int32Array;
  readonly source: Int32Array;
  readonly words: Readonly<Record<MeasuredVoice, number>>;
  readonly sentences: number;
  /** Sentences with a hedge. */
  readonly hedged: number;
  readonly hedges: number;
  /** Sum over the hedges. */
  readonly strength: number;
}

/** Each opens to its cues. */
const cuesWhere = (where: Condition) => ({ column: 'hedging_cues', where });
const cuesOf = ({ author, source }: HedgingCounts, rated: number, voice: MeasuredVoice): number =>
  (voice === 'source' ? 0 : author[rated]!) + (voice === 'author' ? 0 : source[rated]!);
const hedgesAndBoosters = ({ author }: HedgingCounts): number => author[ALL_HEDGES]! + author[BOOSTERS]!;

const measures = measureSet<HedgingCounts>('Hedging', [
  ...RATES.map(({ where, ...stated }, rated) =>
    rate<HedgingCounts>({
      ...stated,
      evidence: cuesWhere(where),
      voices: 'each',
      hits: (counts, voice) => cuesOf(counts, rated, voice),
      words: ({ words }, voice) => words[voice],
    }),
  ),
  share({
    name: 'hedged_sentence_share',
    title: 'Sentences hedged',
    description: 'Share of sentences with a word that hold at least one hedge cue, 0 to 1.',
    unit: 'share of sentences',
    evidence: cuesWhere({ series: ['hedge'] }),
    among: null,
    threshold: { least: MINIMUM_SENTENCES, of: 'sentences' },
    part: ({ hedged }) => hedged,
    whole: ({ sentences }) => sentences,
  }),
  ofText({
    name: 'hedge_booster_balance',
    title: "Hedges against boosters, author's voice",
    description:
      "(hedges - boosters) / (hedges + boosters) in the author's voice: 1 only hedges, -1 only boosters.",
    unit: 'balance',
    range: [-1, 1],
    evidence: cuesWhere({ series: ['hedge', 'booster'], voice: ['author'] }),
    voices: 'author',
    threshold: { least: MINIMUM_CUES, of: 'cues' },
    base: hedgesAndBoosters,
    value: (counts) => (counts.author[ALL_HEDGES]! - counts.author[BOOSTERS]!) / hedgesAndBoosters(counts),
  }),
  mean({
    name: 'hedge_strength',
    title: 'Strength of hedges',
    description: 'Mean strength of the hedge cues: 1 weak, 2 middle, 3 strong.',
    unit: 'strength',
    range: [1, 3],
    evidence: cuesWhere({ series: ['hedge'] }),
    fields: ['strength'],
    threshold: { least: MINIMUM_CUES, of: 'cues' },
    sum: ({ strength }) => strength,
    hits: ({ hedges }) => hedges,
  }),
]);

export const hedgingMeasures: readonly Column[] = measures.columns;

/** The rates that count a cue of a series and type, found once for each pair. */
const ratesOfKind = new Map<string, readonly number[]>();

function ratesOf({ series, type }: HedgingCue): readonly number[] {
  const kind = `${series}/${type}`;
  let rated = ratesOfKind.get(kind);
  if (rated === undefined) {
    const fields: Readonly<Record<string, unknown>> = { series, type };
    rated = RATES.flatMap(({ where }, r) =>
      Object.entries(where).every(([field, values]) => (values as readonly unknown[]).includes(fields[field]))
        ? [r]
        : [],
    );
    ratesOfKind.set(kind, rated);
  }
  return rated;
}

/** The values of the measures for one document. Cues are in text order. */
export function measureHedging(
  cues: readonly HedgingCue[],
  document: TokenisedDocument,
  { words_author, words_source }: AttributionAnnotation,
): Record<string, number | null> {
  const author = new Int32Array(RATES.length);
  const source = new Int32Array(RATES.length);
  let hedges = 0;
  let strength = 0;
  let hedged = 0;
  let lastHedged = -1;
  for (const cue of cues) {
    const counts = cue.voice === 'author' ? author : source;
    for (const rated of ratesOf(cue)) counts[rated]!++;
    if (cue.series !== 'hedge') continue;
    hedges++;
    strength += cue.strength;
    if (cue.sentence !== lastHedged) hedged++;
    lastHedged = cue.sentence;
  }
  const words = { all: words_author + words_source, author: words_author, source: words_source };
  const sentences = document.sentenceCount;
  return measures.values({ author, source, words, sentences, hedged, hedges, strength });
}
