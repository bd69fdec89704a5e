import { LABEL_COUNT, OUTSIDE } from './name-features.js';

/** The scores of candidates in a pass: 16-bit sums for labels 1 and up; that of outside is 0. */
export interface LabelScores {
  readonly sums: Int16Array;
  /** Where the first candidate's begin, and how far one candidate's are from the next's. */
  readonly at: number;
  readonly stride: number;
}

/** Number of states that a label may follow or precede: the labels and the chain's edge. */
const STATES = LABEL_COUNT + 1;
const EDGE = LABEL_COUNT;

/** Labels less likely than the chosen one by this factor's logarithm do not count in its probability. */
const NEGLIGIBLE = -12;

/** Weights of label pairs, and the unit of the scores that go with them. */
export interface PassWeights {
  /** The unit of the pass's feature weights. */
  readonly scale: number;
  /** From label (LABEL_COUNT: the chain's beginning) times LABEL_COUNT + 1 to label (LABEL_COUNT: its end). */
  readonly transitions: Float32Array;
}

/** Labels chains of candidates, from scores a label and weights of label pairs. */
export class ChainDecoder {
  readonly #scale: number;
  readonly #transitions: Float32Array;
  /** The same by the label that follows, then the one before. */
  readonly #arriving = new Float32Array(STATES * STATES);
  #best = new Float32Array(64 * LABEL_COUNT);
  #from = new Uint8Array(64 * LABEL_COUNT);

  constructor({ scale, transitions }: PassWeights) {
    this.#scale = scale;
    this.#transitions = transitions;
    for (let j = 0; j < STATES; j++)
      for (let k = 0; k < STATES; k++) this.#arriving[k * STATES + j] = transitions[j * STATES + k]!;
  }

  /**
   * The best labelling of the candidates [from, to) (Viterbi), written to `labels`.
   */
  decode({ sums, at: first, stride }: LabelScores, from: number, to: number, labels: Uint8Array): void {
    const length = to - from;
    if (length * LABEL_COUNT > this.#best.length) {
      this.#best = new Float32Array(length * 2 * LABEL_COUNT);
      this.#from = new Uint8Array(length * 2 * LABEL_COUNT);
    }
    const best = this.#best;
    const origin = this.#from;
    const transitions = this.#transitions;
    const arriving = this.#arriving;
    const scale = this.#scale;
    let own = first + from * stride - 1;
    best[OUTSIDE] = transitions[EDGE * STATES]!;
    for (let k = 1; k < LABEL_COUNT; k++) best[k] = sums[own + k]! * scale + transitions[EDGE * STATES + k]!;
    for (let t = 1; t < length; t++) {
      const at = t * LABEL_COUNT;
      const before = at - LABEL_COUNT;
      own += stride;
      for (let k = 0; k < LABEL_COUNT; k++) {
        // Inside follows only begin or inside of its type.
        const inside = k > 0 && k % 2 === 0;
        const low = inside ? k - 1 : 0;
        const high = inside ? k : LABEL_COUNT - 1;
        let arg = low;
        const row = k * STATES;
        let most = best[before + low]! + arriving[row + low]!;
        for (let j = low + 1; j <= high; j++) {
          const value = best[before + j]! + arriving[row + j]!;
          if (value > most) {
            most = value;
            arg = j;
          }
        }
        best[at + k] = k === OUTSIDE ? most : most + sums[own + k]! * scale;
        origin[at + k] = arg;
      }
    }
    const end = (length - 1) * LABEL_COUNT;
    let label = 0;
    let most = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < LABEL_COUNT; k++) {
      const value = best[end + k]! + transitions[k * STATES + EDGE]!;
      if (value > most) {
        most = value;
        label = k;
      }
    }
    for (let t = length - 1; t >= 0; t--) {
      labels[from + t] = label;
      if (t > 0) label = origin[t * LABEL_COUNT + label]!;
    }
  }

  /** Writes for each candidate of a labelled chain the probability of its label, given its neighbours' labels. */
  confidence(
    { sums, at, stride }: LabelScores,
    from: number,
    to: number,
    labels: Uint8Array,
    confidence: Float32Array,
  ): void {
    const transitions = this.#transitions;
    const scale = this.#scale;
    for (let c = from; c < to; c++) {
      const chosen = labels[c]!;
      if (chosen === OUTSIDE) continue;
      const left = (c === from ? EDGE : labels[c - 1]!) * STATES;
      const right = c === to - 1 ? EDGE : labels[c + 1]!;
      const own = at + c * stride - 1;
      const reference =
        sums[own + chosen]! * scale + transitions[left + chosen]! + transitions[chosen * STATES + right]!;
      let sum = Math.exp(transitions[left]! + transitions[right]! - reference);
      for (let k = 1; k < LABEL_COUNT; k++) {
        const less =
          sums[own + k]! * scale + transitions[left + k]! + transitions[k * STATES + right]! - reference;
        if (less > NEGLIGIBLE) sum += Math.exp(less);
      }
      confidence[c] = 1 / sum;
    }
  }
}
