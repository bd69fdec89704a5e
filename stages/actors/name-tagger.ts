import { hashText } from '../../random.js';
import { FLAG, type TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import type { ActorType } from './annotation.js';
import { CandidateFinder, type Candidates } from './candidates.js';
import { ChainDecoder } from './chain-decoder.js';
import { FormTable, REACH, WINDOW_SIZE } from './form-features.js';
import {
  contextFeatures,
  Elsewhere,
  LABEL_COUNT,
  NAME_TYPES,
  OUTSIDE,
  secondPassFeatures,
} from './name-features.js';
import { type ChainWeights, ROW_WIDTH, RowIndex } from './name-model.js';
import type { NameSpan, Recogniser } from './recognition.js';
import type { WordClasses } from './word-classes.js';
import type { World } from './world.js';

const FOUND_BY = 'model: chain over candidate tokens';

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

/** The learned recogniser: a linear chain over candidate tokens, run twice; the second pass sees the first's labels. */
export class NameTagger {
  readonly #rows: RowIndex;
  /** Rows of the model, the two passes' weights packed in one number. */
  readonly #packed: Int32Array;
  readonly #decoders: readonly [ChainDecoder, ChainDecoder];
  readonly #forms: FormTable;
  readonly #finder: CandidateFinder;
  readonly #elsewhere = new Elsewhere();
  readonly #hashOfWord: (word: number) => number;
  /** By slot and place of the window: 1 + where in `#sums` the summed weights of the form's features there begin. */
  #placeOf = new Int32Array(4096 * WINDOW_SIZE);
  #sums = new Int32Array(4096 * LABEL_COUNT);
  #sumCount = 0;
  readonly #features = new Int32Array(64);
  readonly #slots = new Int32Array(WINDOW_SIZE);
  /** By candidate: the two passes' scores of the labels, packed and apart. */
  #packedScores = new Int32Array(256 * LABEL_COUNT);
  #scores = new Int32Array(256 * LABEL_COUNT);
  #labels = new Uint8Array(256);
  #seen = new Uint8Array(256);
  #confidence = new Float32Array(256);

  constructor(model: ChainWeights, classes: WordClasses, world: World, vocabulary: Vocabulary) {
    this.#rows = new RowIndex(model.keys);
    this.#packed = packRows(model);
    this.#decoders = [new ChainDecoder(model.passes[0]), new ChainDecoder(model.passes[1])];
    this.#forms = new FormTable(vocabulary, classes, world);
    this.#finder = new CandidateFinder(vocabulary, world);
    this.#hashOfWord = vocabulary.table((word) => hashText(word) >>> 1);
  }

  readonly recognise: Recogniser = (d) => {
    if (this.#forms.renew()) {
      this.#placeOf.fill(0);
      this.#sumCount = 0;
    }
    const candidates = this.#finder.find(d);
    const { count, chains, chainCount } = candidates;
    if (count === 0) return [];
    if (count > this.#labels.length) this.#grow(count * 2);
    const labels = this.#labels;
    const scores = this.#scores;
    const packed = this.#packedScores;
    this.#score(d, candidates);
    for (let k = 0; k < count * LABEL_COUNT; k++) scores[k] = (packed[k]! << 16) >> 16;
    for (let c = 0; c < chainCount; c++)
      this.#decoders[0].decode(scores, chains[c]!, chains[c + 1]!, labels);
    this.#elsewhere.fill(candidates, labels, this.#seen);
    for (let k = 0; k < count; k++) {
      const n = secondPassFeatures(candidates, k, labels, this.#seen, this.#features);
      for (let f = 0; f < n; f++) this.#addRow(this.#features[f]!, packed, k * LABEL_COUNT);
    }
    for (let k = 0; k < count * LABEL_COUNT; k++) {
      const low = (packed[k]! << 16) >> 16;
      scores[k] = (packed[k]! - low) >> 16;
    }
    for (let c = 0; c < chainCount; c++) {
      this.#decoders[1].decode(scores, chains[c]!, chains[c + 1]!, labels);
      this.#decoders[1].confidence(scores, chains[c]!, chains[c + 1]!, labels, this.#confidence);
    }
    return spansOf(d, candidates, labels, this.#confidence);
  };

  /** Adds up the weights of all features but the second pass's own, for both passes at once. */
  #score(d: TokenisedDocument, candidates: Candidates): void {
    const { tokens, chains, chainCount } = candidates;
    const { form, sentenceOfToken, sentenceStart } = d;
    const scores = this.#packedScores;
    const slots = this.#slots;
    const features = this.#features;
    for (let c = 0; c < chainCount; c++) {
      const from = chains[c]!;
      const to = chains[c + 1]!;
      const chainFirst = tokens[from]!;
      const chainLast = tokens[to - 1]!;
      const sentence = sentenceOfToken[chainFirst]!;
      const sentenceFrom = sentenceStart[sentence]!;
      const sentenceTo = sentenceStart[sentence + 1]!;
      for (let k = from; k < to; k++) {
        const i = tokens[k]!;
        const at = k * LABEL_COUNT;
        scores.fill(0, at, at + LABEL_COUNT);
        for (let w = 0; w < WINDOW_SIZE; w++) {
          const j = i + w - REACH;
          if (j < sentenceFrom || j >= sentenceTo) {
            slots[w] = -1;
            continue;
          }
          const slot = this.#forms.slot(form[j]!);
          slots[w] = slot;
          const place = slot * WINDOW_SIZE + w;
          const sum = place < this.#placeOf.length ? this.#placeOf[place]! - 1 : -1;
          addLabels(this.#sums, sum >= 0 ? sum : this.#sum(slot, w), scores, at);
        }
        const n = contextFeatures(
          d,
          candidates,
          k,
          chainFirst,
          chainLast,
          this.#forms,
          slots[REACH - 1]!,
          slots[REACH]!,
          slots[REACH + 1]!,
          this.#hashOfWord,
          features,
        );
        for (let f = 0; f < n; f++) this.#addRow(features[f]!, scores, at);
      }
    }
  }

  #addRow(feature: number, to: Int32Array, at: number): void {
    const row = this.#rows.rowOf(feature);
    if (row >= 0) addLabels(this.#packed, row * LABEL_COUNT, to, at);
  }

  /** Adds up the weights of a form's features at a place of the window, once; returns where they are. */
  #sum(slot: number, place: number): number {
    const at = this.#sumCount++ * LABEL_COUNT;
    if (at + LABEL_COUNT > this.#sums.length) {
      const grown = new Int32Array(this.#sums.length * 2);
      grown.set(this.#sums);
      this.#sums = grown;
    }
    if ((slot + 1) * WINDOW_SIZE > this.#placeOf.length) {
      const grown = new Int32Array((slot + 1) * 2 * WINDOW_SIZE);
      grown.set(this.#placeOf);
      this.#placeOf = grown;
    }
    this.#sums.fill(0, at, at + LABEL_COUNT);
    const n = this.#forms.features(slot, place, this.#features);
    for (let f = 0; f < n; f++) this.#addRow(this.#features[f]!, this.#sums, at);
    this.#placeOf[slot * WINDOW_SIZE + place] = at + 1;
    return at;
  }

  #grow(size: number): void {
    this.#packedScores = new Int32Array(size * LABEL_COUNT);
    this.#scores = new Int32Array(size * LABEL_COUNT);
    this.#labels = new Uint8Array(size);
    this.#seen = new Uint8Array(size);
    this.#confidence = new Float32Array(size);
  }
}

function addLabels(table: Int32Array, row: number, to: Int32Array, at: number): void {
  for (let k = 0; k < LABEL_COUNT; k++) to[at + k] = (to[at + k]! + table[row + k]!) | 0;
}

/** Reads spans off the labels; works, events and products are no actors. */
function spansOf(
  d: TokenisedDocument,
  { tokens, count }: Candidates,
  labels: Uint8Array,
  confidence: Float32Array,
): NameSpan[] {
  const spans: NameSpan[] = [];
  let k = 0;
  while (k < count) {
    const label = labels[k]!;
    if (label === OUTSIDE) {
      k++;
      continue;
    }
    const begin = tokens[k]!;
    const type = (label - 1) >> 1;
    let after = begin + 1;
    let least = confidence[k]!;
    for (
      k++;
      k < count &&
      tokens[k] === after &&
      labels[k] === 2 + 2 * type &&
      d.sentenceOfToken[after] === d.sentenceOfToken[begin];
      k++
    ) {
      least = Math.min(least, confidence[k]!);
      after++;
    }
    // wink-nlp parts words at letters beyond its own ("M|āori"): what touches the last letter belongs to it.
    while (after < d.tokenCount && d.start[after] === d.end[after - 1] && partsWord(d, after)) after++;
    while (k < count && tokens[k]! < after) k++;
    const name = NAME_TYPES[type]!;
    let first = begin;
    while (first < after && (d.flags[first]! & FLAG.word) === 0) first++;
    if (name !== 'misc' && first < after)
      spans.push({ first, after, type: name as ActorType, confidence: least, found_by: FOUND_BY });
  }
  return spans;
}

const LETTERS_AROUND = /^\p{L}\p{L}$/u;

function partsWord(d: TokenisedDocument, token: number): boolean {
  const at = d.start[token]!;
  if (d.text.charCodeAt(at) < 65) return false;
  return LETTERS_AROUND.test(d.text.slice(at - 1, at + 1));
}
