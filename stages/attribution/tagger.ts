import type { TokenisedDocument } from '../tokenising/annotation.js';
import { ChainKernel } from './chain-kernel.js';
import { FeatureExtractor } from './features.js';
import type { AttributionLexicon } from './lexicon.js';
import type { AttributionModel } from './model.js';
import type { Quotation } from './quotations.js';

/** What the tagger thinks of a document's tokens. */
export interface TagMarginals {
  /** K probabilities for each token, valid in the paragraphs in which it ran, until the next document. */
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
  readonly #kernel: ChainKernel;
  readonly #trigger: () => Int32Array;

  constructor(
    vocabulary: TokenisedDocument['vocabulary'],
    lexicon: AttributionLexicon,
    { header, weights }: AttributionModel,
  ) {
    this.#features = new FeatureExtractor(vocabulary, header, lexicon);
    if (this.#features.sizes.some((size, t) => size !== header.sizes[t]))
      throw new Error('the attribution model was trained with other features: train it anew');
    this.#kernel = new ChainKernel(weights, header.unit, header.transition);
    const triggers = new Set(header.triggers);
    this.#trigger = vocabulary.column((w) => (triggers.has(w) ? 1 : 0));
  }

  tag(d: TokenisedDocument, quotations: readonly Quotation[]): TagMarginals {
    const kernel = this.#kernel;
    kernel.reserve(d.tokenCount);
    const trigger = this.#trigger();
    const { word } = d;
    const ran = new Uint8Array(d.paragraphCount);
    for (const { open } of quotations) ran[d.paragraphOfSentence[d.sentenceOfToken[open]!]!] = 1;
    let q = 0;
    for (let p = 0; p < d.paragraphCount; p++) {
      const first = d.sentenceStart[d.paragraphStart[p]!]!;
      const after = d.sentenceStart[d.paragraphStart[p + 1]!]!;
      for (let i = first; i < after && ran[p] === 0; i++) ran[p] = trigger[word[i]!]!;
      const from = q;
      while (q < quotations.length && quotations[q]!.open < after) q++;
      if (ran[p] === 0) continue;
      this.#features.extract(d, quotations, from, q, first, after, kernel.rows, kernel.features);
      kernel.run(first, after - first);
    }
    return { probability: kernel.marginals, ran };
  }
}
