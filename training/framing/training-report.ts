/** What a training reports. */
import { seededRandom } from '../../base/random.js';
import { type ModelFile, unpackModel } from '../../stages/framing/linear-model.js';
import type { TrainingSet } from './cross-validation.js';
import type { CoderAgreement } from './labels.js';
import { countsOf } from './scores.js';
import type { Suggestion } from './suggest.js';

/** A figure and its 95% percentile bootstrap interval over documents (or outlets); null where it cannot be had. */
export interface Interval {
  readonly value: number | null;
  readonly interval: readonly [number, number] | null;
}

export interface FrameReport {
  readonly frame: string;
  readonly positives: number;
  readonly precision: Interval;
  readonly recall: Interval;
  readonly f1: Interval;
  /** F1 of calling every text so: what a model must beat. */
  readonly allPositive: number;
  /** The terms that add most to the log-odds in the frame's own texts, and what they add there on average. */
  readonly terms: readonly { readonly term: string; readonly weight: number }[];
}

/** What `trainFrames` measured: all scores are of texts that the scoring model had not seen. */
export interface TrainingReport {
  readonly texts: number;
  readonly documents: number;
  readonly folds: number;
  readonly by: 'document' | 'outlet';
  readonly seed: number;
  /** Whether the encoder's states were read beside words and cues. */
  readonly model: 'fast' | 'accurate';
  readonly singleLabel: boolean;
  readonly frames: readonly FrameReport[];
  readonly meanF1: Interval;
  /** Single-label files only. */
  readonly accuracy: Interval | null;
  /** Scores by number of training texts, without letter sequences. */
  readonly learningCurve: readonly {
    readonly texts: number;
    readonly meanF1: number;
    readonly accuracy: number | null;
  }[];
  /** Would more coding help? What doubling the texts is likely to add to mean F1, from the curve; and in words. */
  readonly gainOfDoubling: number;
  readonly moreCoding: string;
  readonly agreement: CoderAgreement | null;
  /** Uncoded texts to code next, the greatest expected gain first; empty where none were asked for. */
  readonly suggested: readonly Suggestion[];
  readonly warnings: readonly string[];
}

interface Draw {
  readonly seed: number;
  readonly resamples: number;
}

/** Draws groups (documents, outlets) with replacement and takes the statistic of their rows. */
export function intervalOf(
  groups: readonly string[],
  rows: number,
  { seed, resamples }: Draw,
  statistic: (rows: readonly number[]) => number | null,
): Interval {
  const value = statistic(Array.from({ length: rows }, (_, r) => r));
  const members = new Map<string, number[]>();
  groups.forEach((group, r) => {
    const known = members.get(group);
    if (known === undefined) members.set(group, [r]);
    else known.push(r);
  });
  const all = [...members.values()];
  const random = seededRandom(seed);
  const drawn: number[] = [];
  for (let b = 0; b < resamples; b++) {
    const sample: number[] = [];
    for (let i = 0; i < all.length; i++) sample.push(...all[random.below(all.length)]!);
    const figure = statistic(sample);
    if (figure !== null) drawn.push(figure);
  }
  drawn.sort((a, b) => a - b);
  const at = (p: number): number => drawn[Math.round(p * (drawn.length - 1))]!;
  return { value, interval: all.length < 2 || drawn.length < 20 ? null : [at(0.025), at(0.975)] };
}

export function frameReports(
  set: TrainingSet,
  decided: readonly Uint8Array[],
  groups: readonly string[],
  file: ModelFile,
  forms: ReadonlyMap<string, string>,
  draw: Draw,
): FrameReport[] {
  const model = unpackModel(file, 'the trained model');
  const width = set.frames.length;
  const words = model.terms.length - model.letterCount;
  return set.frames.map((frame, f) => {
    const gold = set.positive[f]!;
    const chosen = decided[f]!;
    const figure = (of: (tp: number, fp: number, fn: number) => number | null): Interval =>
      intervalOf(groups, gold.length, draw, (rows) =>
        of(
          ...countsOf(
            rows.map((r) => gold[r]!),
            rows.map((r) => chosen[r]!),
          ),
        ),
      );
    let positives = 0;
    for (const y of gold) positives += y;
    return {
      frame,
      positives,
      precision: figure((tp, fp) => (tp + fp === 0 ? null : tp / (tp + fp))),
      recall: figure((tp, _, fn) => (tp + fn === 0 ? null : tp / (tp + fn))),
      f1: figure((tp, fp, fn) => (2 * tp + fp + fn === 0 ? null : (2 * tp) / (2 * tp + fp + fn))),
      allPositive: (2 * positives) / (positives + gold.length),
      terms: Array.from({ length: words }, (_, t) => {
        const term = model.terms[t]!;
        let texts = 0;
        set.features.forEach((features, r) => {
          if (gold[r] === 1 && features.words.has(term)) texts++;
        });
        const added = (model.weight[t * width + f]! * model.idf[t]! * texts) / (positives || 1);
        return { term: term.replace(/\S+/g, (of) => forms.get(of) ?? of), weight: added };
      })
        .sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1))
        .slice(0, 15),
    };
  });
}

/** The slope of mean F1 by doublings of the training texts, by least squares over the last three points. */
export function gainOfDoubling(curve: TrainingReport['learningCurve']): number {
  const points = curve.slice(-3).map(({ texts, meanF1 }) => [Math.log2(texts), meanF1] as const);
  const mx = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const my = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  const square = points.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
  return square === 0 ? 0 : points.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0) / square;
}

/** The gain in words; the limits are a rule of thumb, chosen beside the width of such scores' intervals. */
export function moreCodingAnswer(gain: number, texts: number): string {
  const verdict =
    gain >= 0.03
      ? 'Yes'
      : gain >= 0.01
        ? 'A little'
        : 'Hardly: other cues, clearer definitions or fewer frames would help more';
  const said = gain >= 0 ? `about ${gain.toFixed(3)}` : 'nothing';
  return `${verdict}. Coding ${texts} texts more would, if the curve goes on as before, add ${said} to mean F1.`;
}
