// Scores a cue's contents: what depends on their beginning or end alone once for each, the rest for the likeliest alone.
import type { Scene } from './clause.js';
import { type ContentCandidate, SHAPE } from './content-candidates.js';
import {
  beginningFeatures,
  type CueContext,
  endFeatures,
  shapeFeatures,
  spanFeatures,
} from './content-features.js';
import type { FeatureScorer } from './sparse-features.js';

const SHAPES = Object.keys(SHAPE).length;
const OPENINGS = 16;
/** Contents that are looked at as a whole; all others are judged by beginning and end, and given up. */
const LOOKED_INTO = 6;

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
  readonly #whole = new Float64Array(LOOKED_INTO);
  readonly #best = new Int32Array(LOOKED_INTO);
  #cue = 0;

  constructor(scorer: FeatureScorer) {
    this.#scorer = scorer;
    this.#shapes.reserve(SHAPES * OPENINGS);
  }

  /** Writes the scores of a cue's contents, in units of the weights; negative infinity for those given up. */
  score(scene: Scene, cue: CueContext, contents: readonly ContentCandidate[], scores: Float64Array): void {
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
        endFeatures(scene, cue, shape, after, scorer);
        this.#ends.set(atAfter, id, scorer.take());
      }
      scores[k] = this.#shapes.get(atShape) + this.#beginnings.get(atFirst) + this.#ends.get(atAfter);
    }
    const best = this.#best;
    const kept = greatest(scores, contents.length, best);
    for (let j = 0; j < kept; j++) {
      spanFeatures(scene, cue, contents[best[j]!]!, scorer);
      this.#whole[j] = scores[best[j]!]! + scorer.take();
    }
    scores.fill(Number.NEGATIVE_INFINITY, 0, contents.length);
    for (let j = 0; j < kept; j++) scores[best[j]!] = this.#whole[j]!;
  }
}

/** Writes the indices of the greatest scores, as many as there is room for; gives their number. */
function greatest(scores: Float64Array, n: number, into: Int32Array): number {
  let kept = 0;
  for (let k = 0; k < n; k++) {
    const score = scores[k]!;
    if (kept === into.length && score <= scores[into[kept - 1]!]!) continue;
    let j = kept < into.length ? kept++ : kept - 1;
    while (j > 0 && scores[into[j - 1]!]! < score) {
      into[j] = into[j - 1]!;
      j--;
    }
    into[j] = k;
  }
  return kept;
}
