// Fits the log-linear models of cues, contents, sources and vagueness, in one table of weights.
import { seededRandom, shuffle } from '../../base/random.js';
import { logistic, normalise } from '../../stages/attribution/relations/choice.js';
import { TABLE_SIZE } from '../../stages/attribution/relations/sparse-features.js';
import type { CueExample, RelationDocument } from './relation-examples.js';

export interface RelationSettings {
  readonly epochs: number;
  readonly rate: number;
  /** Pull of a weight toward its prior, at each step that touches it. */
  readonly decay: number;
  readonly seed: string;
  /** Weights of another domain, from which the fit starts and to which it is held (Chelba & Acero 2004). */
  readonly prior?: Float32Array;
  /** Whether the documents' types tell vague sources. */
  readonly vague: boolean;
}

/** Gradients smaller than this move nothing. */
const STILL = 1e-3;

/**
 * Stochastic gradient with AdaGrad's step sizes (Duchi, Hazan & Singer 2011). Cues and vagueness are fitted by logistic
 * regression, contents and sources as a choice among candidates (conditional logit, McFadden 1974).
 */
export function fitRelations(
  documents: readonly RelationDocument[],
  settings: RelationSettings,
): Float32Array {
  const weights = settings.prior === undefined ? new Float32Array(TABLE_SIZE) : settings.prior.slice();
  const { prior, rate, decay } = settings;
  const squares = new Float32Array(TABLE_SIZE).fill(0.1);
  const scores = new Float64Array(4096);
  const step = (features: Int32Array, gradient: number): void => {
    if (Math.abs(gradient) < STILL) return;
    for (const k of features) {
      const total = gradient + decay * (weights[k]! - (prior === undefined ? 0 : prior[k]!));
      const sum = squares[k]! + total * total;
      squares[k] = sum;
      weights[k] = weights[k]! - (rate * total) / Math.sqrt(sum);
    }
  };
  const choose = (candidates: readonly Int32Array[], targets: readonly number[]): void => {
    const sum = targets.reduce((a, b) => a + b, 0);
    if (sum === 0) return;
    candidates.forEach((features, k) => {
      scores[k] = scoreOf(weights, features);
    });
    normalise(scores, candidates.length);
    const gradients = targets.map((target, k) => scores[k]! - target / sum);
    candidates.forEach((features, k) => {
      step(features, gradients[k]!);
    });
  };
  const examples = documents.flatMap(({ cues, gold }) => cues.map((cue) => ({ cue, gold })));
  const random = seededRandom(settings.seed);
  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    shuffle(examples, random);
    for (const { cue, gold } of examples) {
      const is = cue.gold >= 0 ? 1 : 0;
      step(cue.gateFeatures, logistic(scoreOf(weights, cue.gateFeatures)) - is);
      step(cue.features, logistic(scoreOf(weights, cue.features)) - is);
      if (is === 0) continue;
      choose(cue.contentFeatures, contentTargets(cue));
      choose(cue.sourceFeatures, cue.sourceTargets);
      if (settings.vague && cue.vagueFeatures !== null)
        step(
          cue.vagueFeatures,
          logistic(scoreOf(weights, cue.vagueFeatures)) - (gold[cue.gold]!.vague ? 1 : 0),
        );
    }
  }
  return weights;
}

export function scoreOf(weights: Float32Array | Int8Array, features: Int32Array): number {
  let sum = 0;
  for (const k of features) sum += weights[k]!;
  return sum;
}

/** The contents nearest to the gold's, and a little of those that would count as found. */
export function contentTargets({ overlaps }: Pick<CueExample, 'overlaps'>): number[] {
  const top = Math.max(0, ...overlaps);
  if (top < 0.5) return overlaps.map(() => 0);
  return overlaps.map((overlap) => (overlap >= top - 1e-3 ? 1 : overlap >= 0.5 ? (overlap - 0.5) * 0.2 : 0));
}
