/** Judges sentences by a linear model: which frame functions (Entman 1993) each of them serves. */
import type { AttributionAnnotation } from '../attribution/annotation.js';
import { FLAG, POS, type TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import type { HitWeights } from './hit-weights.js';
import type { CueHits, CueMatcher } from './matcher.js';
import { type Stem, termOf } from './terms.js';

/** A function of the model. */
export interface SentenceFrame {
  readonly frame: string;
  readonly bias: number;
  /** A sentence of at least this probability is evidence. */
  readonly threshold: number;
}

/** A linear model over the terms and the form of a sentence; weights are log-odds. */
export interface SentenceModel {
  readonly frames: readonly SentenceFrame[];
  /** Stems, and `^stem` for a sentence's first word. */
  readonly terms: readonly string[];
  /** term * frames + frame. */
  readonly termWeight: ArrayLike<number>;
  /** The codebooks' frames whose density in the sentence counts, `codebook:frame`. */
  readonly cues: readonly string[];
  /** cue * frames + frame, and form * frames + frame, in the order of `FORMS`. */
  readonly cueWeight: ArrayLike<number>;
  readonly formWeight: ArrayLike<number>;
}

/** What is counted of a sentence besides its words: place in the text, length, marks, whose voice. */
export const FORMS = [
  'place',
  'place squared',
  'first',
  'last',
  'log sentences',
  'first of paragraph',
  'log words',
  'log words squared',
  "share in sources' voices",
  'question',
  'exclamation',
  'colon',
  'semicolon',
  'quotation mark',
] as const;

const [QUESTION, MARKS] = [9, ['?', '!', ':', ';', '"']];

/** Words added to a sentence's before the density of its cues is taken. */
const PRIOR_WORDS = 40;

/** The features of one sentence, filled anew for each. */
export class SentenceFeatures {
  readonly forms = new Float64Array(FORMS.length);
  readonly cues: Float64Array;
  words = 0;
  /** Whether it has a verb: captions, headings and lists of links say nothing. */
  says = false;
  readonly #matcher: CueMatcher;
  readonly #markOf: (word: number) => number;

  constructor(matcher: CueMatcher, vocabulary: Vocabulary) {
    this.#matcher = matcher;
    this.cues = new Float64Array(matcher.places);
    this.#markOf = vocabulary.table((word) => MARKS.indexOf(/^[“”«»]$/.test(word) ? '"' : word));
  }

  /**
   * @param from - the first hit kept that may stand in the sentence.
   * @returns the first hit kept behind the sentence.
   */
  fill(
    doc: TokenisedDocument,
    attribution: AttributionAnnotation,
    sentence: number,
    hits: CueHits,
    { kept, count, weight }: HitWeights,
    from: number,
  ): number {
    const { forms, cues } = this;
    forms.fill(0);
    cues.fill(0);
    const begin = doc.sentenceStart[sentence]!;
    const end = doc.sentenceStart[sentence + 1]!;
    let words = 0;
    let ofSources = 0;
    let verbs = 0;
    for (let i = begin; i < end; i++) {
      if (attribution.attributionOfToken[i]! >= 0) ofSources++;
      if (doc.pos[i] === POS.VERB || doc.pos[i] === POS.AUX) verbs++;
      if ((doc.flags[i]! & FLAG.word) !== 0) words++;
      else {
        const mark = this.#markOf(doc.word[i]!);
        if (mark >= 0) forms[QUESTION + mark] = 1;
      }
    }
    this.words = words;
    this.says = verbs > 0;
    const n = doc.sentenceCount;
    forms[0] = sentence / n;
    forms[1] = forms[0]! ** 2;
    forms[2] = sentence === 0 ? 1 : 0;
    forms[3] = sentence === n - 1 ? 1 : 0;
    forms[4] = Math.log(n);
    forms[5] = doc.paragraphStart[doc.paragraphOfSentence[sentence]!] === sentence ? 1 : 0;
    forms[6] = Math.log1p(words);
    forms[7] = forms[6]! ** 2;
    forms[8] = ofSources / Math.max(1, end - begin);
    let k = from;
    for (; k < count && hits.first[kept[k]!]! < end; k++)
      cues[this.#matcher.placeOf[hits.cue[kept[k]!]!]!]! += weight[kept[k]!]!;
    for (let c = 0; c < cues.length; c++)
      if (cues[c] !== 0) cues[c] = Math.log1p((100 * cues[c]!) / (words + PRIOR_WORDS));
    return k;
  }
}

/** Scores sentences: a probability for each function. */
export class SentenceScorer {
  readonly probability: Float64Array;
  /** By function, the token of the sentence whose term adds most. */
  readonly strongest: Int32Array;
  readonly #model: SentenceModel;
  readonly #termOf: (word: number) => number;
  readonly #firstOf: (word: number) => number;
  /** By place of a cue's frame, its row; -1 for none. */
  readonly #rowOf: Int32Array;
  readonly #most: Float64Array;

  /** @param places - `codebook:frame` by place. */
  constructor(model: SentenceModel, places: readonly string[], vocabulary: Vocabulary, stem: Stem) {
    this.#model = model;
    this.probability = new Float64Array(model.frames.length);
    this.strongest = new Int32Array(model.frames.length);
    this.#most = new Float64Array(model.frames.length);
    const rows = new Map(model.terms.map((term, t) => [term, t]));
    this.#termOf = vocabulary.table((word) => rows.get(termOf(word, stem)) ?? -1);
    this.#firstOf = vocabulary.table((word) => rows.get(`^${termOf(word, stem)}`) ?? -1);
    this.#rowOf = Int32Array.from(places, (place) => model.cues.indexOf(place));
  }

  score(doc: TokenisedDocument, sentence: number, { forms, cues }: SentenceFeatures): void {
    const { frames, termWeight, cueWeight, formWeight } = this.#model;
    const { probability: sums, strongest } = this;
    const most = this.#most.fill(0);
    const width = frames.length;
    const begin = doc.sentenceStart[sentence]!;
    const end = doc.sentenceStart[sentence + 1]!;
    for (let f = 0; f < width; f++) sums[f] = frames[f]!.bias;
    strongest.fill(begin);
    for (let i = begin; i < end; i++) {
      if ((doc.flags[i]! & FLAG.word) === 0) continue;
      const term = this.#termOf(doc.word[i]!);
      if (term < 0) continue;
      const at = term * width;
      for (let f = 0; f < width; f++) {
        const added = termWeight[at + f]!;
        sums[f]! += added;
        if (added > most[f]!) {
          most[f] = added;
          strongest[f] = i;
        }
      }
    }
    const first = this.#firstOf(doc.word[begin]!);
    if (first >= 0) for (let f = 0; f < width; f++) sums[f]! += termWeight[first * width + f]!;
    for (let c = 0; c < cues.length; c++) {
      if (cues[c] === 0 || this.#rowOf[c]! < 0) continue;
      for (let f = 0; f < width; f++) sums[f]! += cues[c]! * cueWeight[this.#rowOf[c]! * width + f]!;
    }
    for (let k = 0; k < FORMS.length; k++) {
      if (forms[k] === 0) continue;
      for (let f = 0; f < width; f++) sums[f]! += forms[k]! * formWeight[k * width + f]!;
    }
    for (let f = 0; f < width; f++) sums[f] = 1 / (1 + Math.exp(-sums[f]!));
  }
}
