// Scores a cue's contents; what depends on their beginning or end alone is reckoned once for each.
import type { Scene } from './clause.js';
import { type ContentCandidate, SHAPE } from './content-candidates.js';
import {
  beginningFeatures,
  type CueContext,
  endFeatures,
  shapeFeatures,
  spanFeatures,
} from './content-features.js';
import type { ContentSums } from './content-sums.js';
import type { FeatureScorer } from './sparse-features.js';

const SHAPES = Object.keys(SHAPE).length;
const OPENINGS = 16;

/** Sums that hold for the cue at hand; nothing is cleared from cue to cue. */
class CueSums {
  #cue = new Int32Array(0);
  #sum = new Int32Array(0);

  reserve(n: number): void {
    if (this.#cue.length >= n) return;
    this.#cue = new Int32Array(n * 2);
    this.#sum = new Int32Array(n * 2);
  }

  has(at: number, cue: number): boolean {
    return this.#cue[at] === cue;
  }

  get(at: number): number {
    return this.#sum[at]!;
  }

  set(at: number, cue: number, sum: number): void {
    this.#cue[at] = cue;
    this.#sum[at] = sum;
  }
}

export class ContentScorer {
  readonly #scorer: FeatureScorer;
  readonly #shapes = new CueSums();
  readonly #beginnings = new CueSums();
  readonly #ends = new CueSums();
  #cue = 0;

  constructor(scorer: FeatureScorer) {
    this.#scorer = scorer;
    this.#shapes.reserve(SHAPES * OPENINGS);
  }

  /** Writes the scores of all contents of a cue, in units of the weights. */
  score(
    scene: Scene,
    sums: ContentSums,
    cue: CueContext,
    contents: readonly ContentCandidate[],
    scores: Float64Array,
  ): void {
    const scorer = this.#scorer;
    const id = ++this.#cue;
    this.#beginnings.reserve((scene.d.tokenCount + 1) * SHAPES);
    this.#ends.reserve((scene.d.tokenCount + 1) * SHAPES);
    for (let k = 0; k < contents.length; k++) {
      const candidate = contents[k]!;
      const { shape, spans, opening } = candidate;
      const first = spans[0]![0];
      const after = spans[spans.length - 1]![1];
      const atShape = shape * OPENINGS + opening;
      const atFirst = first * SHAPES + shape;
      const atAfter = after * SHAPES + shape;
      if (!this.#shapes.has(atShape, id)) {
        shapeFeatures(cue, shape, opening, scorer);
        this.#shapes.set(atShape, id, scorer.take());
      }
      if (!this.#beginnings.has(atFirst, id)) {
        beginningFeatures(scene, cue, shape, first, scorer);
        this.#beginnings.set(atFirst, id, scorer.take());
      }
      if (!this.#ends.has(atAfter, id)) {
        endFeatures(scene, sums, cue, shape, after, scorer);
        this.#ends.set(atAfter, id, scorer.take());
      }
      spanFeatures(scene, sums, cue, candidate, scorer);
      scores[k] =
        scorer.take() + this.#shapes.get(atShape) + this.#beginnings.get(atFirst) + this.#ends.get(atAfter);
    }
  }
}
