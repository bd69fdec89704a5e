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
import { type ChainWeights, RowIndex } from './name-model.js';
import type { NameSpan, Recogniser } from './recognition.js';
import type { WordClasses } from './word-classes.js';
import type { World } from './world.js';

const FOUND_BY = 'model: chain over candidate tokens';
const WINDOW_SIZE = WINDOW.length;
/** Forms whose facts are kept; above this all are forgotten, so that memory stays flat. */
const KEPT_FORMS = 60_000;
const STATES = LABEL_COUNT + 1;

/** One pass with its index and, by form, the summed weights of the form's features at each offset. */
class Pass {
  readonly model: ChainWeights;
  readonly rows: RowIndex;
  #sums = new Int16Array(1024 * WINDOW_SIZE * LABEL_COUNT);

  constructor(model: ChainWeights) {
    this.model = model;
    this.rows = new RowIndex(model.keys);
  }

  /** Adds up a form's feature weights once. */
  learn(slot: number, facts: FormFacts): void {
    const width = WINDOW_SIZE * LABEL_COUNT;
    if ((slot + 1) * width > this.#sums.length) {
      const grown = new Int16Array(this.#sums.length * 2);
      grown.set(this.#sums);
      this.#sums = grown;
    }
    facts.features.forEach((features, w) => {
      const base = slot * width + w * LABEL_COUNT;
      this.#sums.fill(0, base, base + LABEL_COUNT);
      for (const feature of features) {
        const row = this.rows.rowOf(feature);
        if (row < 0) continue;
        for (let k = 0; k < LABEL_COUNT; k++)
          this.#sums[base + k]! += this.model.weights[row * LABEL_COUNT + k]!;
      }
    });
  }

  addForm(slot: number, offset: number, scores: Float32Array, at: number): void {
    const base = (slot * WINDOW_SIZE + offset) * LABEL_COUNT;
    for (let k = 0; k < LABEL_COUNT; k++) scores[at + k]! += this.#sums[base + k]!;
  }

  addFeatures(features: Uint32Array, n: number, scores: Float32Array, at: number): void {
    const { weights } = this.model;
    for (let f = 0; f < n; f++) {
      const row = this.rows.rowOf(features[f]!);
      if (row < 0) continue;
      const base = row * LABEL_COUNT;
      for (let k = 0; k < LABEL_COUNT; k++) scores[at + k]! += weights[base + k]!;
    }
  }
}

/** The learned recogniser: a linear chain over candidate tokens, run twice; the second pass sees the first's labels. */
export class NameTagger {
  readonly #passes: readonly Pass[];
  readonly #forms: FormTable;
  readonly #finder: CandidateFinder;
  readonly #counter = new RepetitionCounter();
  readonly #hashOfWord: (word: number) => number;
  readonly #vocabulary: Vocabulary;
  #slotOfForm = new Int32Array(4096).fill(-1);
  #facts: FormFacts[] = [];
  #generation = 0;
  readonly #features = new Uint32Array(64);
  readonly #around: (FormFacts | null)[] = [null, null, null, null, null];
  #scores = new Float32Array(512 * LABEL_COUNT);
  #best = new Float32Array(512 * LABEL_COUNT);
  #from = new Uint8Array(512 * LABEL_COUNT);

  constructor(models: readonly ChainWeights[], classes: WordClasses, world: World, vocabulary: Vocabulary) {
    this.#passes = models.map((model) => new Pass(model));
    this.#forms = new FormTable(vocabulary, classes, world);
    this.#finder = new CandidateFinder(vocabulary, world);
    this.#vocabulary = vocabulary;
    this.#hashOfWord = vocabulary.table((word) => hashText(word) >>> 1);
  }

  readonly recognise: Recogniser = (d) => {
    this.#forget();
    const candidates = this.#finder.find(d);
    if (candidates.count === 0) return [];
    const repetition = this.#counter.count(d, candidates);
    const labels = new Uint8Array(d.tokenCount);
    const confidence = new Float32Array(d.tokenCount);
    let majority: Uint8Array | null = null;
    let first: Uint8Array = labels;
    this.#passes.forEach((pass, p) => {
      if (p > 0) {
        first = labels.slice();
        majority = repeatedLabels(d, candidates, first);
      }
      this.#run(
        pass,
        d,
        candidates,
        repetition,
        first,
        majority,
        labels,
        confidence,
        p === this.#passes.length - 1,
      );
    });
    return spansOf(d, labels, confidence);
  };

  #run(
    pass: Pass,
    d: TokenisedDocument,
    { tokens, chains, chainCount }: Candidates,
    repetition: Repetition,
    before: Uint8Array,
    majority: Uint8Array | null,
    labels: Uint8Array,
    confidence: Float32Array,
    last: boolean,
  ): void {
    for (let c = 0; c < chainCount; c++) {
      const from = chains[c]!;
      const length = chains[c + 1]! - from;
      if (length * LABEL_COUNT > this.#scores.length) {
        this.#scores = new Float32Array(length * 2 * LABEL_COUNT);
        this.#best = new Float32Array(length * 2 * LABEL_COUNT);
        this.#from = new Uint8Array(length * 2 * LABEL_COUNT);
      }
      const chainFirst = tokens[from]!;
      const chainLast = tokens[from + length - 1]!;
      this.#scores.fill(0, 0, length * LABEL_COUNT);
      for (let k = 0; k < length; k++) {
        const i = tokens[from + k]!;
        const sentence = d.sentenceOfToken[i]!;
        for (let w = 0; w < WINDOW_SIZE; w++) {
          const j = i + WINDOW[w]!;
          if (j < 0 || j >= d.tokenCount || d.sentenceOfToken[j] !== sentence) {
            this.#around[w] = null;
            continue;
          }
          const slot = this.#slot(d.form[j]!);
          this.#around[w] = this.#facts[slot]!;
          pass.addForm(slot, w, this.#scores, k * LABEL_COUNT);
        }
        let n = contextFeatures(
          d,
          i,
          chainFirst,
          chainLast,
          this.#around,
          repetition,
          this.#hashOfWord,
          this.#features,
        );
        if (majority !== null) n = secondPassFeatures(d, i, before, majority, this.#features, n);
        pass.addFeatures(this.#features, n, this.#scores, k * LABEL_COUNT);
      }
      this.#decode(pass.model, tokens, from, length, labels, last ? confidence : null);
    }
  }

  /** The best labelling of a chain (Viterbi), and for each token its label's probability given its neighbours' labels. */
  #decode(
    { transitions, scale }: ChainWeights,
    tokens: Int32Array,
    from: number,
    length: number,
    labels: Uint8Array,
    confidence: Float32Array | null,
  ): void {
    const scores = this.#scores;
    const best = this.#best;
    for (let k = 0; k < LABEL_COUNT; k++)
      best[k] = scores[k]! * scale + transitions[LABEL_COUNT * STATES + k]!;
    for (let t = 1; t < length; t++) {
      const at = t * LABEL_COUNT;
      for (let k = 0; k < LABEL_COUNT; k++) {
        let most = Number.NEGATIVE_INFINITY;
        let arg = 0;
        for (let j = 0; j < LABEL_COUNT; j++) {
          const value = best[at - LABEL_COUNT + j]! + transitions[j * STATES + k]!;
          if (value > most) {
            most = value;
            arg = j;
          }
        }
        best[at + k] = most + scores[at + k]! * scale;
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
      const left = t === 0 ? LABEL_COUNT : labels[tokens[from + t - 1]!]!;
      const right = t === length - 1 ? LABEL_COUNT : labels[tokens[from + t + 1]!]!;
      const value = (k: number): number =>
        scores[t * LABEL_COUNT + k]! * scale +
        transitions[left * STATES + k]! +
        transitions[k * STATES + right]!;
      const own = value(labels[i]!);
      let sum = 0;
      for (let k = 0; k < LABEL_COUNT; k++) sum += Math.exp(value(k) - own);
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
      for (const pass of this.#passes) pass.learn(slot, facts);
      this.#slotOfForm[form] = slot;
    }
    return slot;
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
