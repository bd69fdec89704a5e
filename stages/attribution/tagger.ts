import type { TokenisedDocument } from '../tokenising/annotation.js';
import { K, marginals } from './chain.js';
import { FeatureExtractor } from './features.js';
import type { AttributionLexicon } from './lexicon.js';
import { type AttributionModel, STEPS } from './model.js';
import type { Quotation } from './quotations.js';

/** What the tagger thinks of a document's tokens. */
export interface TagMarginals {
  /** K probabilities for each token; all zero where the tagger did not run. */
  readonly probability: Float32Array;
  /** 1 for each paragraph in which it ran. */
  readonly ran: Uint8Array;
}

/**
 * Gives every token the probabilities that it belongs to a source, a cue or a content. Runs only in paragraphs
 * that hold a quotation mark or a word that attributes at times.
 */
export class AttributionTagger {
  readonly #features: FeatureExtractor;
  readonly #model: AttributionModel;
  readonly #trigger: (word: number) => number;
  readonly #factor: Float32Array;
  #index = new Int32Array(0);
  #scores = new Float32Array(0);
  #alpha = new Float32Array(0);

  constructor(
    vocabulary: TokenisedDocument['vocabulary'],
    lexicon: AttributionLexicon,
    model: AttributionModel,
  ) {
    this.#model = model;
    this.#features = new FeatureExtractor(vocabulary, model.header, lexicon);
    if (this.#features.sizes.some((size, t) => size !== model.header.sizes[t]))
      throw new Error('the attribution model was trained with other features: train it anew');
    const triggers = new Set(model.header.triggers);
    this.#trigger = vocabulary.table((w) => (triggers.has(w) ? 1 : 0));
    this.#factor = Float32Array.from(model.header.transition, Math.exp);
  }

  tag(d: TokenisedDocument, quotations: readonly Quotation[]): TagMarginals {
    const probability = new Float32Array(d.tokenCount * K);
    const ran = new Uint8Array(d.paragraphCount);
    for (const { open } of quotations) ran[d.paragraphOfSentence[d.sentenceOfToken[open]!]!] = 1;
    let q = 0;
    for (let p = 0; p < d.paragraphCount; p++) {
      const first = d.sentenceStart[d.paragraphStart[p]!]!;
      const after = d.sentenceStart[d.paragraphStart[p + 1]!]!;
      for (let i = first; i < after && ran[p] === 0; i++) ran[p] = this.#trigger(d.word[i]!);
      const from = q;
      while (q < quotations.length && quotations[q]!.open < after) q++;
      if (ran[p] === 0) continue;
      this.#tagParagraph(d, quotations.slice(from, q), first, after, probability);
    }
    return { probability, ran };
  }

  #tagParagraph(
    d: TokenisedDocument,
    quotations: readonly Quotation[],
    first: number,
    after: number,
    probability: Float32Array,
  ): void {
    const n = after - first;
    const T = this.#features.templates;
    if (this.#scores.length < n * K) {
      this.#index = new Int32Array(n * T * 2);
      this.#scores = new Float32Array(n * K * 2);
      this.#alpha = new Float32Array(n * K * 2);
    }
    const index = this.#index;
    const scores = this.#scores;
    this.#features.extract(d, quotations, first, after, index);
    const { weight } = this.#model;
    let f = 0;
    for (let i = 0; i < n; i++) {
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      for (let t = 0; t < T; t++) {
        const w = index[f++]! << 2;
        s0 += weight[w]!;
        s1 += weight[w + 1]!;
        s2 += weight[w + 2]!;
        s3 += weight[w + 3]!;
      }
      scores[i * K] = s0 / STEPS;
      scores[i * K + 1] = s1 / STEPS;
      scores[i * K + 2] = s2 / STEPS;
      scores[i * K + 3] = s3 / STEPS;
    }
    marginals(scores, n, this.#factor, this.#alpha);
    for (let k = 0; k < n * K; k++) probability[first * K + k] = scores[k]!;
  }
}
