import type { AttributionAnnotation } from '../attribution/annotation.js';
import type { Column } from '../columns.js';
import { measure } from '../columns.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import { setVoicedRates, voicedRateColumns, voicedRateNames } from '../voice.js';
import type { CueSeries, HedgeType, HedgingCue } from './annotation.js';

/** Fewer sentences than this bear no share. */
export const MINIMUM_SENTENCES = 5;
/** Fewer hedges and boosters together than this bear no balance. */
export const MINIMUM_CUES = 5;

interface Rate {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly series: CueSeries;
  readonly type: HedgeType | null;
  readonly leading?: boolean;
}

const RATES: readonly Rate[] = [
  {
    name: 'hedge_rate',
    title: 'Hedges',
    description:
      'Hedge cues of all types decided in context, per 1,000 words (Hyland 2005; Prokofieva & Hirschberg 2014).',
    series: 'hedge',
    type: null,
    leading: true,
  },
  {
    name: 'plausibility_rate',
    title: 'Plausibility shields',
    description:
      'Hedges of lowered certainty ("may", "perhaps", "seems") per 1,000 words (Prince et al. 1982).',
    series: 'hedge',
    type: 'plausibility',
  },
  {
    name: 'attribution_shield_rate',
    title: 'Attribution shields',
    description:
      'Hedges that shift responsibility to vague others ("reportedly", "critics say") per 1,000 words (Prince et al. 1982).',
    series: 'hedge',
    type: 'attribution',
  },
  {
    name: 'approximator_rate',
    title: 'Approximators',
    description:
      'Hedges that make a quantity or category fuzzy ("about 50", "sort of", "often") per 1,000 words (Prince et al. 1982).',
    series: 'hedge',
    type: 'approximator',
  },
  {
    name: 'conditional_rate',
    title: 'Conditional hedges',
    description: 'Hedges that make a claim depend on a condition ("if", "unless", "would") per 1,000 words.',
    series: 'hedge',
    type: 'conditional',
  },
  {
    name: 'booster_rate',
    title: 'Boosters',
    description: 'Cues of full commitment ("clearly", "of course") per 1,000 words (Hyland 2005).',
    series: 'booster',
    type: null,
    leading: true,
  },
  {
    name: 'evidential_rate',
    title: 'Evidentials',
    description:
      'Cues that name the grounds of a claim ("according to", "data show") per 1,000 words (Hyland 2005).',
    series: 'evidential',
    type: null,
  },
  {
    name: 'negated_cue_rate',
    title: 'Negated hedges',
    description: 'Hedge words negated into certainty ("no doubt", "cannot be denied") per 1,000 words.',
    series: 'negated',
    type: null,
  },
];

const RATE_NAMES = RATES.map(({ name }) => voicedRateNames(name));
/** Every measure null, copied for each document: an object of one shape from the start. */
const NO_VALUES: Readonly<Record<string, number | null>> = Object.fromEntries(
  [...RATE_NAMES.flat(), 'hedged_sentence_share', 'hedge_booster_balance', 'hedge_strength'].map((name) => [
    name,
    null,
  ]),
);
const ALL_HEDGES = RATES.findIndex(({ name }) => name === 'hedge_rate');
const BOOSTERS = RATES.findIndex(({ name }) => name === 'booster_rate');

const GROUP = 'Hedging';

/** The measures of hedging; each opens to its cues in `hedging_cues`. */
export const hedgingMeasures: readonly Column[] = [
  ...RATES.flatMap(({ name, title, description, series, type, leading }) =>
    voicedRateColumns(name, {
      title,
      group: GROUP,
      description,
      evidence: {
        column: 'hedging_cues',
        where: { series: [series], ...(type === null ? {} : { type: [type] }) },
      },
      ...(leading === true ? { leading } : {}),
    }),
  ),
  measure(
    'hedged_sentence_share',
    `Share of sentences with a word that hold at least one hedge cue, 0 to 1. Null under ${MINIMUM_SENTENCES} sentences.`,
    {
      unit: 'share of sentences',
      aggregate: { kind: 'share', among: null },
      title: 'Sentences hedged',
      group: GROUP,
      range: [0, 1],
      evidence: { column: 'hedging_cues', where: { series: ['hedge'] } },
    },
  ),
  measure(
    'hedge_booster_balance',
    `(hedges - boosters) / (hedges + boosters) in the author's voice: 1 only hedges, -1 only boosters. Null under ${MINIMUM_CUES} cues.`,
    {
      unit: 'balance',
      aggregate: { kind: 'text' },
      title: "Hedges against boosters, author's voice",
      group: GROUP,
      voice: 'author',
      range: [-1, 1],
      evidence: { column: 'hedging_cues', where: { series: ['hedge', 'booster'], voice: ['author'] } },
    },
  ),
  measure(
    'hedge_strength',
    `Mean strength of the hedge cues: 1 weak, 2 middle, 3 strong. Null under ${MINIMUM_CUES} cues.`,
    {
      unit: 'strength',
      aggregate: { kind: 'mean', fields: ['strength'] },
      title: 'Strength of hedges',
      group: GROUP,
      range: [1, 3],
      evidence: { column: 'hedging_cues', where: { series: ['hedge'] } },
    },
  ),
];

/** The values of those measures for one document. */
export function measureHedging(
  cues: readonly HedgingCue[],
  document: TokenisedDocument,
  attribution: AttributionAnnotation,
): Record<string, number | null> {
  const author = new Int32Array(RATES.length);
  const source = new Int32Array(RATES.length);
  let hedges = 0;
  let strength = 0;
  let hedged = 0;
  let lastHedged = -1;
  for (const cue of cues) {
    const counts = cue.voice === 'author' ? author : source;
    for (let r = 0; r < RATES.length; r++) {
      const { series, type } = RATES[r]!;
      if (cue.series === series && (type === null || cue.type === type)) counts[r]!++;
    }
    if (cue.series !== 'hedge') continue;
    hedges++;
    strength += cue.strength;
    // Cues are in text order.
    if (cue.sentence !== lastHedged) hedged++;
    lastHedged = cue.sentence;
  }
  const values = { ...NO_VALUES };
  for (let r = 0; r < RATES.length; r++)
    setVoicedRates(values, RATE_NAMES[r]!, author[r]!, source[r]!, attribution);
  values.hedged_sentence_share =
    document.sentenceCount < MINIMUM_SENTENCES ? null : hedged / document.sentenceCount;
  const ownHedges = author[ALL_HEDGES]!;
  const ownBoosters = author[BOOSTERS]!;
  const both = ownHedges + ownBoosters;
  values.hedge_booster_balance = both < MINIMUM_CUES ? null : (ownHedges - ownBoosters) / both;
  values.hedge_strength = hedges < MINIMUM_CUES ? null : strength / hedges;
  return values;
}
