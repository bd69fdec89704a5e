/** What an evaluation gives: figures, rows and confusions. */
import type { z } from 'zod';
import { seededRandom } from '../base/random.js';
import { UserError } from '../base/user-error.js';
import type { Annotations } from '../stages/plan.js';
import type { SentimentModel } from '../stages/sentiment/models/model-registry.js';

/** A figure with its interval, over so many units. */
export interface Figure {
  readonly value: number | null;
  /** 95% percentile bootstrap interval over documents; null where it cannot be had. */
  readonly interval: readonly [number, number] | null;
  /** How many gold (or predicted) items it rests on. */
  readonly n: number;
}

/** One row of a results table: a system (ours or a baseline), or a type within ours. */
export interface ResultRow {
  /** `hedgerow`, `lexicon alone`, `TF-IDF + logistic regression`, `all positive` … */
  readonly system: string;
  /** What is scored: `exact cue`, `sentence "uncertain"`, `content tokens`, `type plausibility` … */
  readonly measured: string;
  /** `precision`, `recall`, `F1`, `accuracy` … to figure. */
  readonly figures: Readonly<Record<string, Figure>>;
}

export interface Confusion {
  readonly title: string;
  /** Rows are gold labels, columns predicted ones. */
  readonly labels: readonly string[];
  readonly counts: readonly (readonly number[])[];
  /** The row of the results that it is of, where it is of one. */
  readonly system?: string;
  readonly measured?: string;
}

/** One of the twenty costliest errors, shown in its context. */
export interface CostlyError {
  readonly id: string;
  /** `missed`, `spurious`, `wrong label`. */
  readonly kind: string;
  readonly before: string;
  readonly surface: string;
  readonly after: string;
  readonly gold: string | null;
  readonly predicted: string | null;
  /** How sure the tool was of its wrong answer; sorts the list. */
  readonly cost: number;
}

export interface Evaluation {
  readonly task: string;
  readonly rows: number;
  readonly documents: number;
  readonly results: readonly ResultRow[];
  readonly confusions: readonly Confusion[];
  readonly errors: readonly CostlyError[];
  /** What the reader must know to quote the figures: scheme, folds, whether the labels are human. */
  readonly notes: readonly string[];
}

/** Options of `hedgerow evaluate` that tasks read. */
export interface EvaluationOptions {
  /** `hedges`: commentary | szeged | conll. */
  readonly scheme?: string;
  /** `frames`: policy | generic | functions | a file or a model folder. */
  readonly codebook?: string;
  /** `sentiment`, `attribution`, `hedges`: which model the predictions are of; all that are installed are scored. */
  readonly model?: SentimentModel;
  /** A gold file of the same form on which learned baselines are fitted; by default they are cross-validated. */
  readonly baselineTrain?: readonly GoldRow[];
  readonly seed: number;
  readonly resamples: number;
}

/** A gold row, checked by its task. */
export type GoldRow = Readonly<Record<string, unknown>> & { readonly id: string; readonly text: string };

/** Runs the stages over a text; offsets in what it returns are UTF-16 code units. */
export type Annotate = (text: string, id: string) => Promise<Annotations>;

export interface TaskOutput {
  /** One line for each gold row, in the gold's own form, offsets in code points. */
  readonly predictions: readonly Readonly<Record<string, unknown>>[];
  readonly evaluation: Evaluation;
}

/** One task of `hedgerow evaluate`. */
export interface EvaluationTask {
  readonly name: string;
  readonly description: string;
  /** The stages it needs; only those are run. */
  readonly stages: readonly string[];
  /** Options for those stages, from the task's own (a codebook, a scheme). */
  stageOptions(options: EvaluationOptions): Readonly<Record<string, unknown>>;
  /** @throws UserError naming the line and the field when the row is not of this task's form. */
  check(row: unknown, line: number, file: string): GoldRow;
  run(rows: readonly GoldRow[], annotate: Annotate, options: EvaluationOptions): Promise<TaskOutput>;
}

/**
 * A gold row of the task's form.
 *
 * @throws UserError naming file, line and field; `description` says what a row looks like.
 */
export function checkGoldRow(
  schema: z.ZodType,
  row: unknown,
  task: Pick<EvaluationTask, 'name' | 'description'>,
  place: { readonly line: number; readonly file: string },
): GoldRow {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data as GoldRow;
  const issue = parsed.error.issues[0]!;
  throw new UserError({
    what: `a row is not of the form of the ${task.name} task`,
    where: `${place.file}, line ${place.line}, field '${issue.path.join('.')}'`,
    why: issue.message,
    remedy: task.description,
  });
}

/** Counts that a metric is computed from, one vector a document. */
export type DocumentCounts = ReadonlyMap<string, Float64Array>;

/**
 * Percentile bootstrap over documents (Efron & Tibshirani 1993, doi:10.1007/978-1-4899-4541-9): documents are
 * drawn with replacement, their count vectors summed, and the statistic taken of the sums.
 */
export function bootstrapFigure(
  documents: DocumentCounts,
  statistic: (sums: Float64Array) => number | null,
  n: number,
  options: Pick<EvaluationOptions, 'seed' | 'resamples'>,
): Figure {
  const vectors = [...documents.values()];
  const width = vectors[0]?.length ?? 0;
  const sums = new Float64Array(width);
  for (const vector of vectors) for (let k = 0; k < width; k++) sums[k]! += vector[k]!;
  const value = statistic(sums);
  if (value === null || vectors.length < 2) return { value, interval: null, n };
  const random = seededRandom(options.seed);
  const draws: number[] = [];
  for (let b = 0; b < options.resamples; b++) {
    sums.fill(0);
    for (let i = 0; i < vectors.length; i++) {
      const vector = vectors[random.below(vectors.length)]!;
      for (let k = 0; k < width; k++) sums[k]! += vector[k]!;
    }
    const drawn = statistic(sums);
    if (drawn !== null) draws.push(drawn);
  }
  draws.sort((a, b) => a - b);
  const at = (p: number): number =>
    draws[Math.min(draws.length - 1, Math.max(0, Math.round(p * (draws.length - 1))))]!;
  return { value, interval: draws.length < 20 ? null : [at(0.025), at(0.975)], n };
}

/** Precision, recall and F1 from [true positives, false positives, false negatives] starting at `offset`. */
export function prf(
  sums: ArrayLike<number>,
  offset = 0,
): { precision: number | null; recall: number | null; f1: number | null } {
  const [tp, fp, fn] = [sums[offset]!, sums[offset + 1]!, sums[offset + 2]!];
  return {
    precision: tp + fp === 0 ? null : tp / (tp + fp),
    recall: tp + fn === 0 ? null : tp / (tp + fn),
    f1: 2 * tp + fp + fn === 0 ? null : (2 * tp) / (2 * tp + fp + fn),
  };
}
