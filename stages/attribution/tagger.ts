/** Runs the tagger over a document. */
import { ChainMarginals } from '../../models/crf/marginals.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import { FeatureExtractor, TABLES } from './features.js';
import type { Quotation } from './quotations.js';
import type { AttributionModel } from './tagger-model.js';
import { FACTS, ROLE, ROLES, type WordFacts } from './word-facts.js';

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
  readonly #kernel: ChainMarginals;
  readonly #facts: WordFacts;

  constructor({ header, weights }: AttributionModel, facts: WordFacts) {
    this.#facts = facts;
    this.#features = new FeatureExtractor(header, facts);
    if (this.#features.sizes.some((size, t) => size !== header.sizes[t]))
      throw new Error('the attribution model was trained with other features: train it anew');
    this.#kernel = new ChainMarginals(weights, header.unit, header.transition, TABLES);
  }

  /** The document's word facts must have been prepared. */
  tag(d: TokenisedDocument, quotations: readonly Quotation[]): TagMarginals {
    const kernel = this.#kernel;
    kernel.reserve(d.tokenCount);
    const facts = this.#facts.values;
    const { word } = d;
    const ran = new Uint8Array(d.paragraphCount);
    for (const { open } of quotations) ran[d.paragraphOfSentence[d.sentenceOfToken[open]!]!] = 1;
    let q = 0;
    for (let p = 0; p < d.paragraphCount; p++) {
      const first = d.sentenceStart[d.paragraphStart[p]!]!;
      const after = d.sentenceStart[d.paragraphStart[p + 1]!]!;
      for (let i = first; i < after && ran[p] === 0; i++)
        if ((facts[word[i]! * FACTS + ROLES]! & ROLE.trigger) !== 0) ran[p] = 1;
      const from = q;
      while (q < quotations.length && quotations[q]!.open < after) q++;
      if (ran[p] === 0) continue;
      this.#features.extract(d, quotations, from, q, first, after, kernel.rows, kernel.features);
      kernel.run(first, after - first);
    }
    return { probability: kernel.marginals, ran };
  }
}
