import type { Codebook } from '../../stages/framing/codebook.js';
import type { CueFeature, LinearFrameModel } from '../../stages/framing/linear-model.js';
import { CueMatcher } from '../../stages/framing/matcher.js';
import { countTerms, type TermChoice } from '../../stages/framing/terms.js';
import { Tokeniser } from '../../stages/tokenising/tokenise.js';
import { Wink } from '../../stages/tokenising/wink.js';
import { Vocabulary } from '../../stages/vocabulary.js';
import { type SparseMatrix, sparseMatrix } from '../learners/sparse-matrix.js';

/** What is counted in a text, whatever the fold. */
export interface TextFeatures {
  readonly words: ReadonlyMap<string, number>;
  readonly letters: ReadonlyMap<string, number>;
  /** log(1 + density) of each cue feature. */
  readonly cues: Float64Array;
}

/** Which features a model has, and how much each kind weighs against the others. */
export interface FeatureChoice extends TermChoice {
  readonly wordScale: number;
  readonly letterScale: number;
  readonly cueScale: number;
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

/** Counts terms and cues of texts, once for all folds. */
export function countFeatures(
  texts: readonly string[],
  codebooks: readonly Codebook[],
  choice: TermChoice,
): { readonly features: TextFeatures[]; readonly cues: readonly CueName[] } {
  const vocabulary = new Vocabulary();
  const matcher = new CueMatcher(codebooks, vocabulary);
  vocabulary.seal();
  const tokeniser = new Tokeniser(new Wink(), vocabulary);
  const cues = codebooks.flatMap(({ name, frames }) =>
    frames.filter((frame) => frame.cues.length > 0).map((frame) => ({ codebook: name, frame: frame.name })),
  );
  const place = new Map(cues.map(({ codebook, frame }, i) => [`${codebook}\t${frame}`, i]));
  const features = texts.map((text): TextFeatures => {
    const doc = tokeniser.tokenise(text);
    const counted = countTerms(doc, vocabulary, choice);
    const sums = new Float64Array(cues.length);
    const hits = matcher.find(doc);
    for (let h = 0; h < hits.count; h++) {
      const cue = matcher.cues[hits.cue[h]!]!;
      const codebook = codebooks[cue.codebook]!;
      sums[place.get(`${codebook.name}\t${codebook.frames[cue.frame]!.name}`)!]! += cue.weight;
    }
    const densities = sums.map((weight, c) => {
      const codebook = codebooks.find(({ name }) => name === cues[c]!.codebook)!;
      return Math.log1p((100 * weight) / (doc.word_count + codebook.scoring.priorWords));
    });
    return { ...counted, cues: densities };
  });
  return { features, cues };
}

/** Turns counts into a matrix; fitted on training texts only. */
export interface Vectoriser {
  readonly terms: readonly string[];
  readonly letterCount: number;
  readonly idf: Float64Array;
  /** Divides each cue feature: its standard deviation over the training texts. */
  readonly cueDeviation: Float64Array;
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
  const block = (
    counts: ReadonlyMap<string, number>,
    ids: ReadonlyMap<string, number>,
    scale: number,
  ): [number, number][] => {
    const row: [number, number][] = [];
    let norm = 0;
    for (const [term, n] of counts) {
      const id = ids.get(term);
      if (id === undefined) continue;
      const value = (1 + Math.log(n)) * idf[id]!;
      norm += value * value;
      row.push([id, value]);
    }
    norm = Math.sqrt(norm) || 1;
    return row.map(([id, value]) => [id, (scale * value) / norm]);
  };
  return {
    terms: [...words, ...letters].map(([term]) => term),
    letterCount: letters.length,
    idf,
    cueDeviation,
    transform: (features) =>
      sparseMatrix(
        features.map((f) => [
          ...block(f.words, wordId, choice.wordScale),
          ...block(f.letters, letterId, choice.letterScale),
          ...Array.from(f.cues, (value, c): [number, number] => [
            terms + c,
            (choice.cueScale * value) / cueDeviation[c]!,
          ]).filter(([, value]) => value !== 0),
        ]),
        terms + cueCount,
      ),
  };
}

export type { CueFeature, LinearFrameModel };
