/** Decodes linear chains of BIO labels: the best labelling, and how sure each label is. */

/** The scores of candidates in a pass: 16-bit sums for labels 1 and up; that of outside is 0. */
export interface LabelScores {
  readonly sums: Int16Array;
  /** Where the first candidate's begin, and how far one candidate's are from the next's. */
  readonly at: number;
  readonly stride: number;
}

/** The label of what is in no span; of type t, 2t + 1 begins a span and 2t + 2 continues it. */
const OUTSIDE = 0;

/** Labels less likely than the chosen one by this factor's logarithm do not count in its probability. */
const NEGLIGIBLE = -12;

/** Weights of label pairs, and the unit of the scores that go with them. */
export interface PassWeights {
  /** The unit of the pass's feature weights. */
  readonly scale: number;
  /** With L labels: from label (L: the chain's beginning) times L + 1 to label (L: its end). */
  readonly transitions: Float32Array;
}

/** Labels chains of candidates, from scores a label and weights of label pairs. */
export class ViterbiDecoder {
  readonly #labels: number;
  readonly #scale: number;
  readonly #transitions: Float32Array;
  /** The same by the label that follows, then the one before. */
  readonly #arriving: Float32Array;
  #best: Float32Array;
  #from: Uint8Array;

  /** @param labels - how many there are. */
  constructor(labels: number, { scale, transitions }: PassWeights) {
    this.#labels = labels;
    this.#best = new Float32Array(64 * labels);
    this.#from = new Uint8Array(64 * labels);
    const states = labels + 1;
    this.#arriving = new Float32Array(states * states);
    this.#scale = scale;
    this.#transitions = transitions;
    for (let j = 0; j < states; j++)
      for (let k = 0; k < states; k++) this.#arriving[k * states + j] = transitions[j * states + k]!;
  }

  /**
   * The best labelling of the candidates [from, to) (Viterbi), written to `labels`.
   */
  decode({ sums, at: first, stride }: LabelScores, from: number, to: number, labels: Uint8Array): void {
    const L = this.#labels;
    const states = L + 1;
    const length = to - from;
    if (length * L > this.#best.length) {
      this.#best = new Float32Array(length * 2 * L);
      this.#from = new Uint8Array(length * 2 * L);
    }
    const best = this.#best;
    const origin = this.#from;
    const transitions = this.#transitions;
    const arriving = this.#arriving;
    const scale = this.#scale;
    let own = first + from * stride - 1;
    best[OUTSIDE] = transitions[L * states]!;
    for (let k = 1; k < L; k++) best[k] = sums[own + k]! * scale + transitions[L * states + k]!;
    for (let t = 1; t < length; t++) {
      const at = t * L;
      const before = at - L;
      own += stride;
      for (let k = 0; k < L; k++) {
        // Inside follows only begin or inside of its type.
        const inside = k > 0 && k % 2 === 0;
        const low = inside ? k - 1 : 0;
        const high = inside ? k : L - 1;
        let arg = low;
        const row = k * states;
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
    const end = (length - 1) * L;
    let label = 0;
    let most = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < L; k++) {
      const value = best[end + k]! + transitions[k * states + L]!;
      if (value > most) {
        most = value;
        label = k;
      }
    }
    for (let t = length - 1; t >= 0; t--) {
      labels[from + t] = label;
      if (t > 0) label = origin[t * L + label]!;
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
    const L = this.#labels;
    const states = L + 1;
    const transitions = this.#transitions;
    const scale = this.#scale;
    for (let c = from; c < to; c++) {
      const chosen = labels[c]!;
      if (chosen === OUTSIDE) continue;
      const left = (c === from ? L : labels[c - 1]!) * states;
      const right = c === to - 1 ? L : labels[c + 1]!;
      const own = at + c * stride - 1;
      const reference =
        sums[own + chosen]! * scale + transitions[left + chosen]! + transitions[chosen * states + right]!;
      let sum = Math.exp(transitions[left]! + transitions[right]! - reference);
      for (let k = 1; k < L; k++) {
        const less =
          sums[own + k]! * scale + transitions[left + k]! + transitions[k * states + right]! - reference;
        if (less > NEGLIGIBLE) sum += Math.exp(less);
      }
      confidence[c] = 1 / sum;
    }
  }
}
