/** The learned recogniser of names. */
import { hashText } from '../../../base/random.js';
import { BLOCK, FeatureSums, KEPT_SUMS, ROW_WIDTH } from '../../../models/crf/feature-sums.js';
import { type LabelScores, ViterbiDecoder } from '../../../models/crf/viterbi.js';
import type { WordClasses } from '../../../models/word-classes.js';
import { FLAG, type TokenisedDocument } from '../../tokenising/annotation.js';
import type { Vocabulary } from '../../vocabulary.js';
import type { ActorType } from '../annotation.js';
import type { Gazetteer } from '../gazetteer/gazetteer.js';
import { CandidateFinder, type Candidates } from './candidates.js';
import { FormTable, REACH, WINDOW_SIZE } from './form-features.js';
import {
  contextFeatures,
  Elsewhere,
  LABEL_COUNT,
  MOST_FEATURES,
  NAME_TYPES,
  OUTSIDE,
  secondPassFeatures,
} from './name-features.js';
import { type ChainWeights, WEIGHTED_LABELS } from './name-model.js';
import type { NameSpan, Recogniser } from './recognition.js';

const FOUND_BY = 'model: chain over candidate tokens';

/** The learned recogniser: a linear chain over candidate tokens, run twice; the second pass sees the first's labels. */
export class NameTagger {
  readonly #kernel: FeatureSums;
  readonly #decoders: readonly [ViterbiDecoder, ViterbiDecoder];
  readonly #forms: FormTable;
  readonly #finder: CandidateFinder;
  readonly #elsewhere = new Elsewhere();
  readonly #hashOfWord: (word: number) => number;
  /** By slot and place of the window: the kept sum of the weights of the form's features there, or 0. */
  #sumOf = new Int32Array(4096 * WINDOW_SIZE);
  #sumCount = 1;
  /** Sums of forms that are forgotten. */
  readonly #freeSums: number[] = [];
  readonly #features = new Int32Array(MOST_FEATURES);
  readonly #slots = new Int32Array(WINDOW_SIZE);
  #labels = new Uint8Array(256);
  #seen = new Uint8Array(256);
  #confidence = new Float32Array(256);

  constructor(model: ChainWeights, classes: WordClasses, gazetteer: Gazetteer, vocabulary: Vocabulary) {
    this.#kernel = new FeatureSums(model.keys, model.weights);
    this.#decoders = [
      new ViterbiDecoder(LABEL_COUNT, model.passes[0]),
      new ViterbiDecoder(LABEL_COUNT, model.passes[1]),
    ];
    this.#forms = new FormTable(vocabulary, classes, gazetteer);
    this.#finder = new CandidateFinder(vocabulary, gazetteer);
    this.#hashOfWord = vocabulary.table((word) => hashText(word) >>> 1);
  }

  readonly recognise: Recogniser = (d) => {
    for (const slot of this.#forms.renew()) this.#forgetSumsOf(slot);
    const candidates = this.#finder.find(d);
    const { count, chains, chainCount } = candidates;
    if (count === 0) return [];
    if (count > this.#labels.length) {
      this.#labels = new Uint8Array(count * 2);
      this.#seen = new Uint8Array(count * 2);
      this.#confidence = new Float32Array(count * 2);
    }
    const labels = this.#labels;
    this.#kernel.begin(count);
    this.#addFirst(d, candidates);
    const first = this.#scores(0);
    for (let c = 0; c < chainCount; c++) this.#decoders[0].decode(first, chains[c]!, chains[c + 1]!, labels);
    this.#elsewhere.fill(candidates, labels, this.#seen);
    this.#addSecond(candidates);
    const second = this.#scores(1);
    for (let c = 0; c < chainCount; c++) {
      this.#decoders[1].decode(second, chains[c]!, chains[c + 1]!, labels);
      this.#decoders[1].confidence(second, chains[c]!, chains[c + 1]!, labels, this.#confidence);
    }
    return spansOf(d, candidates, labels, this.#confidence);
  };

  #scores(pass: 0 | 1): LabelScores {
    const { shorts, scoresAt } = this.#kernel;
    return { sums: shorts, at: scoresAt + pass * WEIGHTED_LABELS, stride: ROW_WIDTH };
  }

  /** Adds up the weights of all features but the second pass's own, for both passes at once. */
  #addFirst(d: TokenisedDocument, candidates: Candidates): void {
    const { tokens, chains, chainCount } = candidates;
    const { form, word, sentenceOfToken, sentenceStart } = d;
    const kernel = this.#kernel;
    const slots = this.#slots;
    const features = this.#features;
    const { integers, listAt } = kernel;
    let at = listAt;
    let waiting = 0;
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
        for (let w = 0; w < WINDOW_SIZE; w++) {
          const j = i + w - REACH;
          let sum = 0;
          slots[w] = -1;
          if (j >= sentenceFrom && j < sentenceTo) {
            const slot = this.#forms.slot(form[j]!, word[j]!);
            const place = slot * WINDOW_SIZE + w;
            slots[w] = slot;
            sum = place < this.#sumOf.length ? this.#sumOf[place]! : 0;
            if (sum === 0) sum = this.#keep(slot, w);
          }
          integers[at++] = kernel.addressOfKept(sum);
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
        for (let f = 0; f < n; f++) integers[at++] = features[f]!;
        if (++waiting === BLOCK || k + 1 === candidates.count) {
          kernel.add(k + 1 - waiting, waiting, WINDOW_SIZE, n);
          at = listAt;
          waiting = 0;
          if (this.#sumCount + BLOCK * WINDOW_SIZE > KEPT_SUMS + this.#freeSums.length) this.#forgetSums();
        }
      }
    }
  }

  /** Adds the weights of the features that the second pass has beside. */
  #addSecond(candidates: Candidates): void {
    const kernel = this.#kernel;
    const { integers, listAt } = kernel;
    const features = this.#features;
    let at = listAt;
    let waiting = 0;
    for (let k = 0; k < candidates.count; k++) {
      const n = secondPassFeatures(candidates, k, this.#labels, this.#seen, features);
      for (let f = 0; f < n; f++) integers[at++] = features[f]!;
      if (++waiting === BLOCK || k + 1 === candidates.count) {
        kernel.add(k + 1 - waiting, waiting, 0, n);
        at = listAt;
        waiting = 0;
      }
    }
  }

  /** Adds up the weights of a form's features at a place of the window, once; returns where they are kept. */
  #keep(slot: number, place: number): number {
    const sum = this.#freeSums.pop() ?? this.#sumCount++;
    if ((slot + 1) * WINDOW_SIZE > this.#sumOf.length) {
      const grown = new Int32Array((slot + 1) * 2 * WINDOW_SIZE);
      grown.set(this.#sumOf);
      this.#sumOf = grown;
    }
    this.#kernel.keep(sum, this.#features, this.#forms.features(slot, place, this.#features));
    this.#sumOf[slot * WINDOW_SIZE + place] = sum;
    return sum;
  }

  #forgetSumsOf(slot: number): void {
    const from = slot * WINDOW_SIZE;
    for (let at = from; at < from + WINDOW_SIZE && at < this.#sumOf.length; at++) {
      if (this.#sumOf[at] !== 0) this.#freeSums.push(this.#sumOf[at]!);
      this.#sumOf[at] = 0;
    }
  }

  /** Sum 0 stays what it is: nothing, for places beyond the sentence. */
  #forgetSums(): void {
    this.#sumOf.fill(0);
    this.#sumCount = 1;
    this.#freeSums.length = 0;
  }
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
