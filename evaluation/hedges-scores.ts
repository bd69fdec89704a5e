/** Scores of hedge cues, types and sentences. */
import {
  bootstrapFigure,
  type Confusion,
  type CostlyError,
  type EvaluationOptions,
  prf,
  type ResultRow,
} from './evaluation.js';
import type { ScoredCue, ScoredHedges } from './hedges-gold.js';

const same = (a: ScoredCue, b: ScoredCue): boolean => a.start === b.start && a.end === b.end;
const meets = (a: ScoredCue, b: ScoredCue): boolean => a.start < b.end && b.start < a.end;

type Counts = readonly number[];

function row(
  system: string,
  measured: string,
  rows: readonly ScoredHedges[],
  n: number,
  options: EvaluationOptions,
  count: (row: ScoredHedges) => Counts,
  statistics: Readonly<Record<string, (sums: Float64Array) => number | null>>,
): ResultRow {
  const counts = new Map<string, Float64Array>();
  for (const one of rows) {
    const vector = count(one);
    const sums = counts.get(one.document) ?? new Float64Array(vector.length);
    vector.forEach((x, k) => {
      sums[k]! += x;
    });
    counts.set(one.document, sums);
  }
  const figures = Object.entries(statistics).map(
    ([name, statistic]) => [name, bootstrapFigure(counts, statistic, n, options)] as const,
  );
  return { system, measured, figures: Object.fromEntries(figures) };
}

const PRF = {
  precision: (sums: Float64Array) => prf(sums).precision,
  recall: (sums: Float64Array) => prf(sums).recall,
  F1: (sums: Float64Array) => prf(sums).f1,
};

/** Precision and recall of [hits among predicted, predicted, hits among gold, gold]. */
const TWO_SIDED = {
  precision: (s: Float64Array) => (s[1] === 0 ? null : s[0]! / s[1]!),
  recall: (s: Float64Array) => (s[3] === 0 ? null : s[2]! / s[3]!),
  F1: (s: Float64Array) => {
    if (s[1] === 0 || s[3] === 0) return null;
    const [p, r] = [s[0]! / s[1]!, s[2]! / s[3]!];
    return p + r === 0 ? 0 : (2 * p * r) / (p + r);
  },
};

const SHARE = { accuracy: (s: Float64Array) => (s[1] === 0 ? null : s[0]! / s[1]!) };

function exactCounts(gold: readonly ScoredCue[], predicted: readonly ScoredCue[]): Counts {
  const tp = predicted.filter((cue) => gold.some((one) => same(one, cue))).length;
  return [tp, predicted.length - tp, gold.length - tp];
}

/** Sentence F1 of "uncertain". */
export function sentenceResult(
  system: string,
  rows: readonly ScoredHedges[],
  options: EvaluationOptions,
): ResultRow {
  return row(
    system,
    'sentence "uncertain"',
    rows,
    rows.filter(({ gold }) => gold.uncertain).length,
    options,
    ({ gold, predicted }) => [
      Number(gold.uncertain && predicted.uncertain),
      Number(!gold.uncertain && predicted.uncertain),
      Number(gold.uncertain && !predicted.uncertain),
    ],
    PRF,
  );
}

/** Cue F1, exact and overlapping; `of` names the series where they are no hedges. */
export function cueResults(
  system: string,
  rows: readonly ScoredHedges[],
  options: EvaluationOptions,
  of = '',
): ResultRow[] {
  const n = rows.reduce((sum, { gold }) => sum + gold.cues.length, 0);
  return [
    row(
      system,
      `${of}exact cue`,
      rows,
      n,
      options,
      ({ gold, predicted }) => exactCounts(gold.cues, predicted.cues),
      PRF,
    ),
    row(
      system,
      `${of}overlapping cue`,
      rows,
      n,
      options,
      ({ gold, predicted }) => [
        predicted.cues.filter((cue) => gold.cues.some((one) => meets(one, cue))).length,
        predicted.cues.length,
        gold.cues.filter((cue) => predicted.cues.some((one) => meets(one, cue))).length,
        gold.cues.length,
      ],
      TWO_SIDED,
    ),
  ];
}

/** Exact cue and type together, for each type. */
export function typeResults(
  system: string,
  rows: readonly ScoredHedges[],
  types: readonly string[],
  options: EvaluationOptions,
): ResultRow[] {
  return types.map((type) => {
    const of = (cues: readonly ScoredCue[]) => cues.filter((cue) => cue.type === type);
    return row(
      system,
      `exact cue and type ${type}`,
      rows,
      rows.reduce((sum, { gold }) => sum + of(gold.cues).length, 0),
      options,
      ({ gold, predicted }) => exactCounts(of(gold.cues), of(predicted.cues)),
      PRF,
    );
  });
}

/** The share of exactly found cues whose type, or voice, is right. */
export function accuracyResult(
  system: string,
  rows: readonly ScoredHedges[],
  field: 'type' | 'voice',
  options: EvaluationOptions,
): ResultRow {
  const count = ({ gold, predicted }: ScoredHedges): Counts => {
    const pairs = predicted.cues.flatMap((cue) => {
      const one = gold.cues.find((candidate) => same(candidate, cue) && candidate[field] !== null);
      return one === undefined ? [] : [one[field] === cue[field]];
    });
    return [pairs.filter(Boolean).length, pairs.length];
  };
  const n = rows.reduce((sum, one) => sum + count(one)[1]!, 0);
  return row(system, `${field} of the cues found exactly`, rows, n, options, count, SHARE);
}

/** Types of gold cues against those of the predicted cue that meets them; `none` where there is none. */
export function typeConfusion(rows: readonly ScoredHedges[], types: readonly string[]): Confusion {
  const labels = [...types, 'none'];
  const counts = labels.map(() => labels.map(() => 0));
  const at = (type: string): number => Math.max(0, labels.indexOf(type));
  for (const { gold, predicted } of rows) {
    const pair = (cue: ScoredCue, among: readonly ScoredCue[]): ScoredCue | undefined =>
      among.find((one) => same(one, cue)) ?? among.find((one) => meets(one, cue));
    for (const cue of gold.cues) counts[at(cue.type)]![at(pair(cue, predicted.cues)?.type ?? 'none')]!++;
    for (const cue of predicted.cues)
      if (pair(cue, gold.cues) === undefined) counts[at('none')]![at(cue.type)]!++;
  }
  return { title: 'Type of cue, overlapping cues paired', labels, counts };
}

const WINDOW = 80;

/** The twenty errors that the tool was surest of: of cues where the gold has them, else of sentences. */
export function costliestErrors(rows: readonly ScoredHedges[]): CostlyError[] {
  const withCues = rows.some(({ gold }) => gold.cues.length > 0);
  const errors = rows.flatMap((one) => (withCues ? cueErrors(one) : sentenceErrors(one)));
  return errors.sort((a, b) => b.cost - a.cost || (a.id < b.id ? -1 : 1)).slice(0, 20);
}

function cueErrors({ id, text, gold, predicted }: ScoredHedges): CostlyError[] {
  const shown = (cue: ScoredCue) => ({
    id,
    before: text.slice(Math.max(0, cue.start - WINDOW), cue.start).toWellFormed(),
    surface: text.slice(cue.start, cue.end),
    after: text.slice(cue.end, cue.end + WINDOW).toWellFormed(),
  });
  const errors: CostlyError[] = [];
  for (const cue of gold.cues) {
    const found = predicted.cues.find((one) => meets(one, cue));
    if (found === undefined)
      errors.push({ ...shown(cue), kind: 'missed', gold: cue.type, predicted: null, cost: cue.confidence });
    else if (found.type !== cue.type)
      errors.push({
        ...shown(cue),
        kind: 'wrong label',
        gold: cue.type,
        predicted: found.type,
        cost: found.confidence * cue.confidence,
      });
  }
  for (const cue of predicted.cues)
    if (!gold.cues.some((one) => meets(one, cue)))
      errors.push({ ...shown(cue), kind: 'spurious', gold: null, predicted: cue.type, cost: cue.confidence });
  return errors;
}

function sentenceErrors({ id, text, gold, predicted }: ScoredHedges): CostlyError[] {
  if (gold.uncertain === predicted.uncertain) return [];
  const p = predicted.probability ?? (predicted.uncertain ? 1 : 0);
  const label = (uncertain: boolean) => (uncertain ? 'uncertain' : 'certain');
  return [
    {
      id,
      kind: gold.uncertain ? 'missed' : 'spurious',
      before: '',
      surface: text.slice(0, 300).toWellFormed(),
      after: '',
      gold: label(gold.uncertain),
      predicted: label(predicted.uncertain),
      cost: gold.uncertain ? 1 - p : p,
    },
  ];
}
