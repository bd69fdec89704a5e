/** A group's figures as counted, corrected by its own coded units, and corrected with errors that all groups share. */
import { sharedErrors, sharedErrorVariance, trueShares } from '../../statistics/misclassification.js';
import { type Bounded, difference, weightedSum } from '../../statistics/mover.js';
import { normalQuantile } from '../../statistics/normal.js';
import {
  DOCUMENTS_MINIMUM,
  spreadOfDocuments,
  stratifiedDifference,
} from '../../statistics/stratified-difference.js';
import { type CodedSample, classifiedCells } from '../score/sample.js';
import type { StudyPlan } from '../study/plan.js';

type Figure = StudyPlan['target']['figures'][number];
type GroupPlan = StudyPlan['groups'][number];

export interface Estimate {
  readonly value: number;
  readonly interval: readonly [number, number] | null;
}

export interface CorrectedFigure {
  readonly group: string;
  readonly units: number;
  readonly documents: number;
  readonly coded: number;
  readonly counted: Estimate;
  readonly corrected: (Estimate & { readonly lambda: number }) | null;
  readonly shared: Estimate | null;
}

export type Verdict = 'holds' | 'changes sign' | 'no longer clear' | 'becomes clear' | 'unclear in both';

export interface CorrectedDifference {
  readonly group: string;
  /** The other group, or null for all others together. */
  readonly from: string | null;
  readonly counted: Estimate;
  readonly corrected: Estimate | null;
  readonly shared: Estimate | null;
  /** What becomes of the counted difference once corrected; null where it is not corrected. */
  readonly verdict: Verdict | null;
}

export interface FigureResult {
  readonly key: string;
  readonly title: string;
  readonly unit: string;
  readonly groups: readonly CorrectedFigure[];
  readonly differences: readonly CorrectedDifference[];
}

/** @param equal - whether equal errors are not rejected: only then a figure with shared errors is given. */
export function figureResults(sample: CodedSample, equal: boolean): FigureResult[] {
  return sample.plan.target.figures.map((figure) => {
    const groups = sample.groups.map((_, g) => groupFigure(sample, figure, g));
    const shared = equal ? sharedOf(sample, figure) : null;
    return {
      key: figure.key,
      title: figure.title,
      unit: figure.unit,
      groups: groups.map((group, g) => ({
        ...group,
        shared: shared === null ? null : shared(weightsOfOne(g, groups)),
      })),
      differences: differencesOf(groups, shared),
    };
  });
}

const classShares = (sample: CodedSample, g: number): number[] => {
  const cells = sample.cells.filter(({ group }) => group === g);
  const units = cells.reduce((sum, cell) => sum + cell.units, 0);
  return sample.classes.map((_, k) => (cells.find(({ predicted }) => predicted === k)?.units ?? 0) / units);
};

function groupFigure(sample: CodedSample, figure: Figure, g: number): CorrectedFigure {
  const plan = sample.plan.groups[g]!;
  const cells = sample.cells.filter(({ group }) => group === g);
  const { scored, values } = figure;
  const strata = cells.map(({ units, score, predicted, coded }) => ({
    units,
    predicted: scored ? (score ?? 0) : values[predicted]!,
    y: coded.map((one) => values[one.coded]!),
    f: coded.map((one) => (scored ? (one.score ?? 0) : values[predicted]!)),
  }));
  const possible = [...new Set(values)];
  const corrected = stratifiedDifference(strata, possible, plan);
  return {
    group: plan.group,
    units: plan.units,
    documents: plan.documents,
    coded: cells.reduce((sum, cell) => sum + cell.coded.length, 0),
    counted: countedFigure(plan, strata, scored, values),
    corrected:
      corrected === null
        ? null
        : { value: corrected.value, interval: corrected.interval, lambda: corrected.lambda },
    shared: null,
  };
}

/** The mean of what the tool says over all units, its interval clustered by document. */
function countedFigure(
  plan: GroupPlan,
  strata: readonly { readonly units: number; readonly predicted: number }[],
  scored: boolean,
  values: readonly number[],
): Estimate {
  const value = strata.reduce((sum, { units, predicted }) => sum + units * predicted, 0) / plan.units;
  if (plan.documents < DOCUMENTS_MINIMUM) return { value, interval: null };
  const levels = [...values.map((one) => (scored ? 0 : one) - value), scored ? 1 : 0];
  const [below, above] = spreadOfDocuments(levels, plan.documents, plan.products, plan.units);
  return { value, interval: [value + below, value + above] };
}

/** A weighted sum of groups: a figure of one, a difference of some. */
interface Weights {
  readonly weights: readonly number[];
  /** Whether it is a figure, which lies within what can be coded, and not a difference. */
  readonly figure: boolean;
}

const weightsOfOne = (g: number, groups: readonly unknown[]): Weights => ({
  weights: groups.map((_, k) => (k === g ? 1 : 0)),
  figure: true,
});

/** The figure with the errors of all groups together, for any weighted sum of groups; null where they cannot be estimated. */
function sharedOf(sample: CodedSample, { values }: Figure): ((of: Weights) => Estimate) | null {
  const errors = sharedErrors(classifiedCells(sample), sample.classes.length);
  if (errors === null) return null;
  const through = sample.classes.map((_, c) =>
    values.reduce((sum, value, k) => sum + value * errors.inverse[k]![c]!, 0),
  );
  const shares = sample.groups.map((_, g) => trueShares(errors, classShares(sample, g)));
  const spreads = sample.plan.groups.map((plan, g) => {
    const mean = shares[g]!.reduce((sum, share, k) => sum + share * values[k]!, 0);
    return plan.documents < DOCUMENTS_MINIMUM
      ? 0
      : spreadOfDocuments(
          [...through.map((one) => one - mean), 0],
          plan.documents,
          plan.products,
          plan.units,
        )[1];
  });
  return ({ weights, figure }) => {
    const share = sample.classes.map((_, k) => weights.reduce((sum, w, g) => sum + w * shares[g]![k]!, 0));
    const value = share.reduce((sum, one, k) => sum + one * values[k]!, 0);
    const own = normalQuantile(0.975) ** 2 * sharedErrorVariance(errors, share, values);
    const half = Math.sqrt(own + weights.reduce((sum, w, g) => sum + (w * spreads[g]!) ** 2, 0));
    const [low, high] = figure ? [Math.min(...values), Math.max(...values)] : [-Infinity, Infinity];
    const within = (x: number): number => Math.min(high, Math.max(low, x));
    return { value: within(value), interval: [within(value - half), within(value + half)] };
  };
}

function differencesOf(
  groups: readonly CorrectedFigure[],
  shared: ((of: Weights) => Estimate) | null,
): CorrectedDifference[] {
  if (groups.length < 2) return [];
  const pairs = groups.length === 2 ? [0] : [...groups.keys()];
  return pairs.map((g) => {
    const others = [...groups.keys()].filter((k) => k !== g);
    const units = others.reduce((sum, k) => sum + groups[k]!.units, 0);
    const apart = (of: (group: CorrectedFigure) => Estimate | null): Estimate | null => {
      const parts = groups.map((group) => of(group));
      if (parts.some((part) => part === null)) return null;
      const bounded = parts as Estimate[];
      const rest = weightedSum(
        others.map((k) => ({ ...asBounded(bounded[k]!), weight: groups[k]!.units / units })),
      );
      const found = difference(asBounded(bounded[g]!), rest);
      return {
        value: found.value,
        interval: bounded.some(({ interval }) => interval === null) ? null : found.interval,
      };
    };
    const counted = apart((group) => group.counted)!;
    const corrected = apart((group) => group.corrected);
    return {
      group: groups[g]!.group,
      from: groups.length === 2 ? groups[others[0]!]!.group : null,
      counted,
      corrected,
      shared:
        shared === null
          ? null
          : shared({
              weights: groups.map((group, k) => (k === g ? 1 : -group.units / units)),
              figure: false,
            }),
      verdict: corrected === null ? null : verdictOf(counted, corrected),
    };
  });
}

const asBounded = ({ value, interval }: Estimate): Bounded => ({
  value,
  interval: interval ?? [value, value],
});

const clear = ({ interval }: Estimate): boolean => interval !== null && interval[0] * interval[1] > 0;

export function verdictOf(counted: Estimate, corrected: Estimate): Verdict {
  if (!clear(corrected)) return clear(counted) ? 'no longer clear' : 'unclear in both';
  if (!clear(counted)) return 'becomes clear';
  return Math.sign(counted.value) === Math.sign(corrected.value) ? 'holds' : 'changes sign';
}
