/** How often the tool is right, by group: weighted by the inclusion probabilities, with intervals and calibration. */
import { seededRandom } from '../../base/random.js';
import { dirichletDraw } from '../../statistics/gamma-draws.js';
import { type CodedSample, countsOf, type SampleCell } from './sample.js';

export interface Rate {
  readonly value: number | null;
  readonly interval: readonly [number, number] | null;
}

export interface Accuracy {
  /** Null for all groups together. */
  readonly group: string | null;
  readonly class: string;
  readonly coded: number;
  readonly precision: Rate;
  readonly recall: Rate;
  readonly f1: Rate;
  /** How often units of other classes are not taken for this one. */
  readonly specificity: Rate;
}

const DRAWS = 2000;
const MEASURES = ['precision', 'recall', 'f1', 'specificity'] as const;

/**
 * Precision, recall, F1 and specificity of each class that a figure counts, in each group and in all. Estimates are weighted by N / n of
 * each stratum. Intervals are equal-tailed over 2,000 draws of each stratum's shares from Dirichlet's distribution with Jeffreys' prior
 * (half a unit a class; over all groups together half a unit in all of them), so that a stratum without an error still has one.
 */
export function accuracies(sample: CodedSample): Accuracy[] {
  const counted = sample.classes.flatMap((name, k) =>
    sample.classes.length > 2 || sample.plan.target.figures.some(({ values }) => values[k] !== 0)
      ? [{ name, k }]
      : [],
  );
  return [null, ...sample.groups.keys()].flatMap((g) => {
    const cells = sample.cells.filter(({ group, units }) => units > 0 && (g === null || group === g));
    return counted.map(({ name, k }): Accuracy => {
      const coded = cells.reduce((sum, cell) => sum + cell.coded.length, 0);
      const rates = ratesOf(cells, k, sample, g === null ? 0.5 / sample.groups.length : 0.5);
      return { group: g === null ? null : sample.groups[g]!, class: name, coded, ...rates };
    });
  });
}

type Rates = Record<(typeof MEASURES)[number], Rate>;

function ratesOf(cells: readonly SampleCell[], k: number, sample: CodedSample, prior: number): Rates {
  const classes = sample.classes.length;
  const counts = cells.map((cell) => countsOf(cell, classes));
  const none = { value: null, interval: null };
  if (cells.length === 0 || cells.some(({ coded }) => coded.length === 0))
    return { precision: none, recall: none, f1: none, specificity: none };
  const shares = counts.map((row, h) => row.map((count) => count / cells[h]!.coded.length));
  const values = measured(cells, shares, k);
  const random = seededRandom(`accuracy ${sample.plan.seed} ${k}`);
  const drawn = new Map(MEASURES.map((name) => [name, [] as number[]]));
  for (let draw = 0; draw < DRAWS; draw++) {
    const one = measured(
      cells,
      counts.map((row, h) =>
        cells[h]!.coded.length >= cells[h]!.units
          ? shares[h]!
          : dirichletDraw(
              row.map((n) => n + prior),
              random,
            ),
      ),
      k,
    );
    for (const name of MEASURES) {
      const value = one[name];
      if (value !== null) drawn.get(name)!.push(value);
    }
  }
  return Object.fromEntries(
    MEASURES.map((name) => {
      const sorted = drawn.get(name)!.sort((a, b) => a - b);
      const at = (p: number): number => sorted[Math.round(p * (sorted.length - 1))]!;
      const interval =
        values[name] === null || sorted.length < DRAWS / 2 ? null : ([at(0.025), at(0.975)] as const);
      return [name, { value: values[name], interval }];
    }),
  ) as Rates;
}

function measured(cells: readonly SampleCell[], shares: readonly (readonly number[])[], k: number) {
  let [hit, found, there, all] = [0, 0, 0, 0];
  cells.forEach(({ predicted, units }, h) => {
    const own = units * shares[h]![k]!;
    all += units;
    there += own;
    if (predicted === k) {
      hit += own;
      found += units;
    }
  });
  const over = (a: number, b: number): number | null => (b > 0 ? a / b : null);
  return {
    precision: over(hit, found),
    recall: over(hit, there),
    f1: over(2 * hit, found + there),
    specificity: over(all - there - found + hit, all - there),
  };
}

/** What the tool's scores promise and what was coded, in one range of scores. */
export interface CalibrationBin {
  readonly group: string | null;
  readonly from: number;
  readonly to: number;
  readonly coded: number;
  /** Weighted mean of the scores, and of what was coded. */
  readonly score: number;
  readonly found: number;
}

const BINS = 5;

/** Of units with a score: in five ranges, weighted by N / n of the stratum. */
export function calibration(sample: CodedSample): CalibrationBin[] {
  const { target } = sample.plan;
  const of = target.score.of === null ? null : sample.classes.indexOf(target.score.of);
  const values =
    of === null
      ? target.figures.find(({ scored }) => scored)?.values
      : sample.classes.map((_, k) => (k === of ? 1 : 0));
  if (values === undefined) return [];
  const low = of === null ? -1 : 0;
  return [null, ...sample.groups.keys()].flatMap((g) => {
    const bins = Array.from({ length: BINS }, () => ({ weight: 0, score: 0, found: 0, coded: 0 }));
    for (const cell of sample.cells) {
      if (g !== null && cell.group !== g) continue;
      const weight = cell.units / Math.max(1, cell.coded.length);
      for (const { score, coded } of cell.coded) {
        if (score === null) continue;
        const bin = bins[Math.min(BINS - 1, Math.floor((BINS * (score - low)) / (1 - low)))]!;
        bin.weight += weight;
        bin.score += weight * score;
        bin.found += weight * values[coded]!;
        bin.coded++;
      }
    }
    return bins.flatMap(({ weight, score, found, coded }, k): CalibrationBin[] =>
      coded === 0
        ? []
        : [
            {
              group: g === null ? null : sample.groups[g]!,
              from: low + (k * (1 - low)) / BINS,
              to: low + ((k + 1) * (1 - low)) / BINS,
              coded,
              score: score / weight,
              found: found / weight,
            },
          ],
    );
  });
}
