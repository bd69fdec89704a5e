/** The features of framing models. */
import { stem } from '../../language/en/stem.js';
import type { Codebook } from '../../stages/framing/codebook.js';
import { HitWeights } from '../../stages/framing/hit-weights.js';
import type { CueFeature, LinearFrameModel } from '../../stages/framing/linear-model.js';
import { CueMatcher } from '../../stages/framing/matcher.js';
import { countTerms, type TermChoice, termOf } from '../../stages/framing/terms.js';
import { Tokeniser } from '../../stages/tokenising/tokenise.js';
import { Wink } from '../../stages/tokenising/wink.js';
import { Vocabulary } from '../../stages/vocabulary.js';
import { type SparseMatrix, sparseMatrix } from '../learners/sparse-matrix.js';
import { stemVectors, VECTOR_DIMENSIONS } from './stem-vectors.js';

/** What is counted in a text, whatever the fold. */
export interface TextFeatures {
  readonly words: ReadonlyMap<string, number>;
  readonly letters: ReadonlyMap<string, number>;
  /** log(1 + density) of each cue feature. */
  readonly cues: Float64Array;
  /** The encoder's mean state; empty where none is read. */
  readonly states: Float32Array;
}

/** Which features a model has, and how much each kind weighs against the others. */
export interface FeatureChoice extends TermChoice {
  readonly wordScale: number;
  readonly letterScale: number;
  readonly cueScale: number;
  /** 0 leaves word vectors out. */
  readonly vectorScale: number;
  /** What a state weighs, all its dimensions together; 0 leaves states out. */
  readonly stateScale: number;
  /** A cue feature serves only the frame of its own name. */
  readonly ownCuesOnly: boolean;
  readonly minimumDocuments: number;
  /** Terms in a greater share of the texts than this are left out. */
  readonly maximumShare: number;
}

export interface CueName {
  readonly codebook: string;
  readonly frame: string;
}

/** What texts hold, once for all folds. */
export interface CountedTexts {
  readonly features: TextFeatures[];
  readonly cues: readonly CueName[];
  /** The commonest word of each stem, to show instead of it. */
  readonly forms: ReadonlyMap<string, string>;
}

/** Where texts are read without the encoder. */
const NO_STATE = new Float32Array(0);

/**
 * Counts terms and cues of texts.
 *
 * @param states - the encoder's mean state of each text; none by default.
 */
export function countFeatures(
  texts: readonly string[],
  codebooks: readonly Codebook[],
  choice: TermChoice,
  states: ReadonlyMap<string, Float32Array> | null = null,
): CountedTexts {
  const vocabulary = new Vocabulary();
  const matcher = new CueMatcher(codebooks, vocabulary);
  const hitWeights = new HitWeights(matcher, codebooks);
  vocabulary.seal();
  const tokeniser = new Tokeniser(new Wink(), vocabulary);
  const cues = codebooks.flatMap(({ name, frames }) =>
    frames.filter((frame) => frame.cues.length > 0).map((frame) => ({ codebook: name, frame: frame.name })),
  );
  const place = new Map(cues.map(({ codebook, frame }, i) => [`${codebook}\t${frame}`, i]));
  const occurrences = new Map<number, number>();
  const features = texts.map((text): TextFeatures => {
    const doc = tokeniser.tokenise(text);
    for (let i = 0; i < doc.tokenCount; i++)
      occurrences.set(doc.word[i]!, (occurrences.get(doc.word[i]!) ?? 0) + 1);
    const counted = countTerms(doc, vocabulary, choice, stem);
    const sums = new Float64Array(cues.length);
    const hits = matcher.find(doc);
    hitWeights.weigh(doc, null, hits);
    for (let k = 0; k < hitWeights.count; k++) {
      const h = hitWeights.kept[k]!;
      const cue = matcher.cues[hits.cue[h]!]!;
      const codebook = codebooks[cue.codebook]!;
      sums[place.get(`${codebook.name}\t${codebook.frames[cue.frame]!.name}`)!]! += hitWeights.weight[h]!;
    }
    const densities = sums.map((weight, c) => {
      const codebook = codebooks.find(({ name }) => name === cues[c]!.codebook)!;
      return Math.log1p((100 * weight) / (doc.word_count + codebook.scoring.priorWords));
    });
    return { ...counted, cues: densities, states: states?.get(text) ?? NO_STATE };
  });
  return { features, cues, forms: commonestForms(occurrences, vocabulary) };
}

function commonestForms(
  occurrences: ReadonlyMap<number, number>,
  vocabulary: Vocabulary,
): ReadonlyMap<string, string> {
  const best = new Map<string, { word: string; times: number }>();
  for (const [id, times] of occurrences) {
    const word = vocabulary.wordOf(id);
    const known = best.get(termOf(word, stem));
    if (known === undefined || times > known.times) best.set(termOf(word, stem), { word, times });
  }
  return new Map([...best].map(([of, { word }]) => [of, word]));
}

/** Turns counts into a matrix; fitted on training texts only. */
export interface Vectoriser {
  /** Stems and pairs of the training texts, then `letterCount` letter sequences: a column each, before the cues'. */
  readonly terms: readonly string[];
  readonly letterCount: number;
  readonly idf: Float64Array;
  /** Vectors by stem, of the stems of the training texts and of others; empty where none are used. */
  readonly vectors: ReadonlyMap<string, Float32Array>;
  /** Columns of the vectors, behind the cues'. */
  readonly dimensions: number;
  /** The idf of a stem that has a vector but stands in no training text. */
  readonly unseenIdf: number;
  /** Divides each cue feature: its standard deviation over the training texts. */
  readonly cueDeviation: Float64Array;
  /** Columns of the states, behind those of the vectors: (state - mean) * factor. */
  readonly stateMean: Float64Array;
  readonly stateFactor: Float64Array;
  transform(features: readonly TextFeatures[]): SparseMatrix;
}

export function fitVectoriser(training: readonly TextFeatures[], choice: FeatureChoice): Vectoriser {
  const keep = (counts: (f: TextFeatures) => ReadonlyMap<string, number>): [string, number][] => {
    const frequency = new Map<string, number>();
    for (const features of training)
      for (const term of counts(features).keys()) frequency.set(term, (frequency.get(term) ?? 0) + 1);
    return [...frequency]
      .filter(([, n]) => n >= choice.minimumDocuments && n <= choice.maximumShare * training.length)
      .sort(([a], [b]) => (a < b ? -1 : 1));
  };
  const words = choice.wordScale > 0 ? keep((f) => f.words) : [];
  const letters = choice.letterScale > 0 ? keep((f) => f.letters) : [];
  const idf = Float64Array.from(
    [...words, ...letters],
    ([, n]) => Math.log((1 + training.length) / (1 + n)) + 1,
  );
  const wordId = new Map(words.map(([term], i) => [term, i]));
  const letterId = new Map(letters.map(([term], i) => [term, words.length + i]));
  const terms = words.length + letters.length;
  const cueCount = training[0]?.cues.length ?? 0;
  const cueDeviation = Float64Array.from({ length: cueCount }, (_, c) => {
    const mean = training.reduce((sum, f) => sum + f.cues[c]!, 0) / training.length;
    const variance = training.reduce((sum, f) => sum + (f.cues[c]! - mean) ** 2, 0) / training.length;
    return Math.sqrt(variance) + 0.1;
  });
  const vectors: ReadonlyMap<string, Float32Array> = choice.vectorScale > 0 ? stemVectors() : new Map();
  const dimensions = vectors.size > 0 ? VECTOR_DIMENSIONS : 0;
  const width = choice.stateScale > 0 ? (training[0]?.states.length ?? 0) : 0;
  const stateMean = Float64Array.from(
    { length: width },
    (_, d) => training.reduce((sum, f) => sum + f.states[d]!, 0) / training.length,
  );
  const stateFactor = stateMean.map((mean, d) => {
    const variance = training.reduce((sum, f) => sum + (f.states[d]! - mean) ** 2, 0) / training.length;
    return choice.stateScale / (Math.sqrt(width * variance) + 1e-6);
  });
  const unseenIdf = Math.log(1 + training.length) + 1;
  /** The row's entries of one kind of term; `sum` receives the vectors of its stems. */
  const block = (
    counts: ReadonlyMap<string, number>,
    ids: ReadonlyMap<string, number>,
    scale: number,
    sum: Float64Array | null,
  ): [number, number][] => {
    const row: [number, number][] = [];
    const met: [Float32Array, number][] = [];
    let norm = 0;
    for (const [term, n] of counts) {
      const id = ids.get(term);
      const vector = sum === null ? undefined : vectors.get(term);
      if (id === undefined && vector === undefined) continue;
      const value = (1 + Math.log(n)) * (id === undefined ? unseenIdf : idf[id]!);
      norm += value * value;
      if (id !== undefined) row.push([id, value]);
      if (vector !== undefined) met.push([vector, value]);
    }
    norm = Math.sqrt(norm) || 1;
    for (const [vector, value] of met)
      for (let d = 0; d < dimensions; d++) sum![d]! += (vector[d]! * value) / norm;
    return row.map(([id, value]) => [id, (scale * value) / norm]);
  };
  const rowOf = (f: TextFeatures): [number, number][] => {
    const sum = new Float64Array(dimensions);
    return [
      ...block(f.words, wordId, choice.wordScale, dimensions > 0 ? sum : null),
      ...block(f.letters, letterId, choice.letterScale, null),
      ...Array.from(f.cues, (value, c): [number, number] => [
        terms + c,
        (choice.cueScale * value) / cueDeviation[c]!,
      ]).filter(([, value]) => value !== 0),
      ...Array.from(sum, (value, d): [number, number] => [terms + cueCount + d, choice.vectorScale * value]),
      ...Array.from(stateMean, (mean, d): [number, number] => [
        terms + cueCount + dimensions + d,
        (f.states[d]! - mean) * stateFactor[d]!,
      ]),
    ];
  };
  return {
    terms: [...words, ...letters].map(([term]) => term),
    letterCount: letters.length,
    idf,
    cueDeviation,
    vectors,
    dimensions,
    unseenIdf,
    stateMean,
    stateFactor,
    transform: (features) => sparseMatrix(features.map(rowOf), terms + cueCount + dimensions + width),
  };
}

export type { CueFeature, LinearFrameModel };
