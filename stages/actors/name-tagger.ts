import { hashText } from '../../random.js';
import { FLAG, type TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import type { ActorType } from './annotation.js';
import {
  CandidateFinder,
  type Candidates,
  contextFeatures,
  type FormFacts,
  FormTable,
  LABEL_COUNT,
  NAME_TYPES,
  OUTSIDE,
  type Repetition,
  RepetitionCounter,
  repeatedLabels,
  secondPassFeatures,
  WINDOW,
} from './name-features.js';
import { type ChainWeights, ROW_WIDTH, RowIndex } from './name-model.js';
import type { NameSpan, Recogniser } from './recognition.js';
import type { WordClasses } from './word-classes.js';
import type { World } from './world.js';

const FOUND_BY = 'model: chain over candidate tokens';
const WINDOW_SIZE = WINDOW.length;
/** Forms whose facts are kept; above this all are forgotten, so that memory stays flat. */
const KEPT_FORMS = 60_000;
const STATES = LABEL_COUNT + 1;

/**
 * Packs the weights of both passes into one number each, second pass times 65,536 plus first, so that one
 * addition adds both: sums of a token's hundred weights stay within 16 bits.
 */
function packRows({ keys, weights }: ChainWeights): Int32Array {
  const packed = new Int32Array(keys.length * LABEL_COUNT);
  for (let row = 0; row < keys.length; row++)
    for (let k = 0; k < LABEL_COUNT; k++)
      packed[row * LABEL_COUNT + k] =
        weights[row * ROW_WIDTH + LABEL_COUNT + k]! * 65536 + weights[row * ROW_WIDTH + k]!;
  return packed;
}

/** Adds rows of `LABEL_COUNT` numbers up, in registers: written out, it is three times as fast as a loop. */
function addRows(table: Int32Array, places: Int32Array, n: number, sum: Int32Array): void {
  let [s0, s1, s2, s3, s4, s5, s6] = [sum[0]!, sum[1]!, sum[2]!, sum[3]!, sum[4]!, sum[5]!, sum[6]!];
  let [s7, s8, s9, s10, s11, s12] = [sum[7]!, sum[8]!, sum[9]!, sum[10]!, sum[11]!, sum[12]!];
  for (let f = 0; f < n; f++) {
    const p = places[f]!;
    s0 = (s0 + table[p]!) | 0;
    s1 = (s1 + table[p + 1]!) | 0;
    s2 = (s2 + table[p + 2]!) | 0;
    s3 = (s3 + table[p + 3]!) | 0;
    s4 = (s4 + table[p + 4]!) | 0;
    s5 = (s5 + table[p + 5]!) | 0;
    s6 = (s6 + table[p + 6]!) | 0;
    s7 = (s7 + table[p + 7]!) | 0;
    s8 = (s8 + table[p + 8]!) | 0;
    s9 = (s9 + table[p + 9]!) | 0;
    s10 = (s10 + table[p + 10]!) | 0;
    s11 = (s11 + table[p + 11]!) | 0;
    s12 = (s12 + table[p + 12]!) | 0;
  }
  sum[0] = s0;
  sum[1] = s1;
  sum[2] = s2;
  sum[3] = s3;
  sum[4] = s4;
  sum[5] = s5;
  sum[6] = s6;
  sum[7] = s7;
  sum[8] = s8;
  sum[9] = s9;
  sum[10] = s10;
  sum[11] = s11;
  sum[12] = s12;
}

/** The learned recogniser: a linear chain over candidate tokens, run twice; the second pass sees the first's labels. */
export class NameTagger {
  readonly #model: ChainWeights;
  readonly #rows: RowIndex;
  readonly #forms: FormTable;
  readonly #finder: CandidateFinder;
  readonly #counter = new RepetitionCounter();
  readonly #hashOfWord: (word: number) => number;
  readonly #vocabulary: Vocabulary;
  #slotOfForm = new Int32Array(4096).fill(-1);
  #facts: FormFacts[] = [];
  /** By form and offset, the summed weights of the form's features there. */
  #sums = new Int32Array(1024 * WINDOW_SIZE * LABEL_COUNT);
  /** Rows of the model, the two passes' weights packed in one number. */
  readonly #packed: Int32Array;
  /** Where in `#sums` or `#packed` the rows to be added begin. */
  readonly #places = new Int32Array(64);
  #generation = 0;
  readonly #features = new Uint32Array(64);
  readonly #sum = new Int32Array(LABEL_COUNT);
  readonly #around: (FormFacts | null)[] = [null, null, null, null, null];
  /** By candidate, the scores of the labels in both passes. */
  #scores = new Int32Array(1024 * ROW_WIDTH);
  #best = new Float32Array(512 * LABEL_COUNT);
  #from = new Uint8Array(512 * LABEL_COUNT);

  constructor(model: ChainWeights, classes: WordClasses, world: World, vocabulary: Vocabulary) {
    this.#model = model;
    this.#rows = new RowIndex(model.keys);
    this.#packed = packRows(model);
    this.#forms = new FormTable(vocabulary, classes, world);
    this.#finder = new CandidateFinder(vocabulary, world);
    this.#vocabulary = vocabulary;
    this.#hashOfWord = vocabulary.table((word) => hashText(word) >>> 1);
  }

  readonly recognise: Recogniser = (d) => {
    this.#forget();
    const candidates = this.#finder.find(d);
    const { tokens, count } = candidates;
    if (count === 0) return [];
    this.#score(d, candidates, this.#counter.count(d, candidates));
    const first = new Uint8Array(d.tokenCount);
    this.#decodeAll(0, candidates, first, null);
    const majority = repeatedLabels(d, candidates, first);
    for (let k = 0; k < count; k++) {
      const n = secondPassFeatures(d, tokens[k]!, first, majority, this.#features, 0);
      this.#addSecondPass(n, k * ROW_WIDTH + LABEL_COUNT);
    }
    const labels = new Uint8Array(d.tokenCount);
    const confidence = new Float32Array(d.tokenCount);
    this.#decodeAll(1, candidates, labels, confidence);
    return spansOf(d, labels, confidence);
  };

  /** Adds up the weights of all features but the second pass's own, for both passes at once. */
  #score(
    d: TokenisedDocument,
    { tokens, count, chains, chainCount }: Candidates,
    repetition: Repetition,
  ): void {
    if (count * ROW_WIDTH > this.#scores.length) this.#scores = new Int32Array(count * 2 * ROW_WIDTH);
    const sum = this.#sum;
    for (let c = 0; c < chainCount; c++) {
      const from = chains[c]!;
      const to = chains[c + 1]!;
      const chainFirst = tokens[from]!;
      const chainLast = tokens[to - 1]!;
      const sentence = d.sentenceOfToken[chainFirst]!;
      const sentenceFrom = d.sentenceStart[sentence]!;
      const sentenceTo = d.sentenceStart[sentence + 1]!;
      for (let k = from; k < to; k++) {
        const i = tokens[k]!;
        let forms = 0;
        for (let w = 0; w < WINDOW_SIZE; w++) {
          const j = i + WINDOW[w]!;
          if (j < sentenceFrom || j >= sentenceTo) {
            this.#around[w] = null;
            continue;
          }
          const slot = this.#slot(d.form[j]!);
          this.#around[w] = this.#facts[slot]!;
          this.#places[forms++] = (slot * WINDOW_SIZE + w) * LABEL_COUNT;
        }
        sum.fill(0);
        addRows(this.#sums, this.#places, forms, sum);
        const n = contextFeatures(
          d,
          i,
          chainFirst,
          chainLast,
          this.#around,
          repetition,
          this.#hashOfWord,
          this.#features,
        );
        let rows = 0;
        for (let f = 0; f < n; f++) {
          const row = this.#rows.rowOf(this.#features[f]!);
          if (row >= 0) this.#places[rows++] = row * LABEL_COUNT;
        }
        addRows(this.#packed, this.#places, rows, sum);
        const at = k * ROW_WIDTH;
        for (let l = 0; l < LABEL_COUNT; l++) {
          const low = (sum[l]! << 16) >> 16;
          this.#scores[at + l] = low;
          this.#scores[at + LABEL_COUNT + l] = (sum[l]! - low) >> 16;
        }
      }
    }
  }

  #addSecondPass(n: number, at: number): void {
    const scores = this.#scores;
    const { weights } = this.#model;
    for (let f = 0; f < n; f++) {
      const row = this.#rows.rowOf(this.#features[f]!);
      if (row < 0) continue;
      const base = row * ROW_WIDTH + LABEL_COUNT;
      for (let k = 0; k < LABEL_COUNT; k++) scores[at + k]! += weights[base + k]!;
    }
  }

  #decodeAll(
    pass: 0 | 1,
    { tokens, chains, chainCount }: Candidates,
    labels: Uint8Array,
    confidence: Float32Array | null,
  ): void {
    for (let c = 0; c < chainCount; c++)
      this.#decode(pass, tokens, chains[c]!, chains[c + 1]! - chains[c]!, labels, confidence);
  }

  /** The best labelling of a chain (Viterbi), and for each token its label's probability given its neighbours' labels. */
  #decode(
    pass: 0 | 1,
    tokens: Int32Array,
    from: number,
    length: number,
    labels: Uint8Array,
    confidence: Float32Array | null,
  ): void {
    const { transitions, scale } = this.#model.passes[pass];
    if (length * LABEL_COUNT > this.#best.length) {
      this.#best = new Float32Array(length * 2 * LABEL_COUNT);
      this.#from = new Uint8Array(length * 2 * LABEL_COUNT);
    }
    const scores = this.#scores;
    const start = from * ROW_WIDTH + pass * LABEL_COUNT;
    const best = this.#best;
    for (let k = 0; k < LABEL_COUNT; k++)
      best[k] = scores[start + k]! * scale + transitions[LABEL_COUNT * STATES + k]!;
    for (let t = 1; t < length; t++) {
      const at = t * LABEL_COUNT;
      const own = start + t * ROW_WIDTH;
      for (let k = 0; k < LABEL_COUNT; k++) {
        let most = Number.NEGATIVE_INFINITY;
        let arg = 0;
        // Inside follows only begin or inside of its type.
        const inside = k > 0 && k % 2 === 0;
        const low = inside ? k - 1 : 0;
        const high = inside ? k : LABEL_COUNT - 1;
        for (let j = low; j <= high; j++) {
          const value = best[at - LABEL_COUNT + j]! + transitions[j * STATES + k]!;
          if (value > most) {
            most = value;
            arg = j;
          }
        }
        best[at + k] = most + scores[own + k]! * scale;
        this.#from[at + k] = arg;
      }
    }
    let label = 0;
    let most = Number.NEGATIVE_INFINITY;
    const end = (length - 1) * LABEL_COUNT;
    for (let k = 0; k < LABEL_COUNT; k++) {
      const value = best[end + k]! + transitions[k * STATES + LABEL_COUNT]!;
      if (value > most) {
        most = value;
        label = k;
      }
    }
    for (let t = length - 1; t >= 0; t--) {
      labels[tokens[from + t]!] = label;
      if (t > 0) label = this.#from[t * LABEL_COUNT + label]!;
    }
    if (confidence === null) return;
    for (let t = 0; t < length; t++) {
      const i = tokens[from + t]!;
      if (labels[i] === OUTSIDE) continue;
      const left = (t === 0 ? LABEL_COUNT : labels[tokens[from + t - 1]!]!) * STATES;
      const right = t === length - 1 ? LABEL_COUNT : labels[tokens[from + t + 1]!]!;
      const own = start + t * ROW_WIDTH;
      const chosen = labels[i]!;
      const reference =
        scores[own + chosen]! * scale + transitions[left + chosen]! + transitions[chosen * STATES + right]!;
      let sum = 0;
      for (let k = 0; k < LABEL_COUNT; k++)
        sum += Math.exp(
          scores[own + k]! * scale + transitions[left + k]! + transitions[k * STATES + right]! - reference,
        );
      confidence[i] = 1 / sum;
    }
  }

  #slot(form: number): number {
    if (form >= this.#slotOfForm.length) {
      const grown = new Int32Array(Math.max(form + 1, this.#slotOfForm.length * 2)).fill(-1);
      grown.set(this.#slotOfForm);
      this.#slotOfForm = grown;
    }
    let slot = this.#slotOfForm[form]!;
    if (slot < 0) {
      slot = this.#facts.length;
      const facts = this.#forms.facts(form);
      this.#facts.push(facts);
      this.#learn(slot, facts);
      this.#slotOfForm[form] = slot;
    }
    return slot;
  }

  /** Adds up a form's feature weights once. */
  #learn(slot: number, facts: FormFacts): void {
    const width = WINDOW_SIZE * LABEL_COUNT;
    if ((slot + 1) * width > this.#sums.length) {
      const grown = new Int32Array(this.#sums.length * 2);
      grown.set(this.#sums);
      this.#sums = grown;
    }
    facts.features.forEach((features, w) => {
      const base = slot * width + w * LABEL_COUNT;
      this.#sums.fill(0, base, base + LABEL_COUNT);
      for (const feature of features) {
        const row = this.#rows.rowOf(feature);
        if (row < 0) continue;
        for (let k = 0; k < LABEL_COUNT; k++) this.#sums[base + k]! += this.#packed[row * LABEL_COUNT + k]!;
      }
    });
  }

  #forget(): void {
    if (this.#generation === this.#vocabulary.generation && this.#facts.length < KEPT_FORMS) return;
    this.#generation = this.#vocabulary.generation;
    this.#slotOfForm.fill(-1);
    this.#facts = [];
  }
}

/** Reads spans off the labels; works, events and products are no actors. */
function spansOf(d: TokenisedDocument, labels: Uint8Array, confidence: Float32Array): NameSpan[] {
  const spans: NameSpan[] = [];
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (label === OUTSIDE) continue;
    const type = (label - 1) >> 1;
    let after = i + 1;
    let least = confidence[i]!;
    while (
      after < labels.length &&
      labels[after] === 2 + 2 * type &&
      d.sentenceOfToken[after] === d.sentenceOfToken[i]
    ) {
      least = Math.min(least, confidence[after]!);
      after++;
    }
    // wink-nlp parts words at letters beyond its own ("M|āori"): what touches the last letter belongs to it.
    while (after < labels.length && d.start[after] === d.end[after - 1] && partsWord(d, after)) after++;
    const name = NAME_TYPES[type]!;
    let first = i;
    while (first < after && (d.flags[first]! & FLAG.word) === 0) first++;
    if (name !== 'misc' && first < after)
      spans.push({ first, after, type: name as ActorType, confidence: least, found_by: FOUND_BY });
    i = after - 1;
  }
  return spans;
}

const LETTERS_AROUND = /^\p{L}\p{L}$/u;

function partsWord(d: TokenisedDocument, token: number): boolean {
  const at = d.start[token]!;
  return LETTERS_AROUND.test(d.text.slice(at - 1, at + 1));
}
