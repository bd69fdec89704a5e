/** Sums of cue weights by frame: over the text, in the author’s voice, by paragraph. */
import type { AttributionAnnotation } from '../attribution/annotation.js';
import { FLAG, type TokenisedDocument } from '../tokenising/annotation.js';
import type { HitWeights } from './hit-weights.js';
import type { CueHits, CueMatcher } from './matcher.js';

/**
 * Sums of the cue weights of every frame, by its place among the frames of all codebooks: over the text, in the author's
 * voice, by paragraph. The arrays are used again for the next document.
 */
export class CueWeights {
  readonly places: number;
  readonly total: Float64Array;
  readonly author: Float64Array;
  /** paragraph * places + place. */
  paragraph = new Float64Array(0);
  /** Words of each paragraph. */
  paragraphWords = new Uint32Array(0);

  constructor(places: number) {
    this.places = places;
    this.total = new Float64Array(places);
    this.author = new Float64Array(places);
  }

  add(
    doc: TokenisedDocument,
    attribution: AttributionAnnotation,
    { placeOf }: Pick<CueMatcher, 'placeOf'>,
    hits: CueHits,
    { weight: weightOfHit, kept, count }: HitWeights,
  ): void {
    const { places, total, author } = this;
    total.fill(0);
    author.fill(0);
    this.#countWords(doc);
    const size = places * doc.paragraphCount;
    if (size > this.paragraph.length) this.paragraph = new Float64Array(2 * size);
    else this.paragraph.fill(0, 0, size);
    const paragraph = this.paragraph;
    const { cue, first: firstToken } = hits;
    for (let k = 0; k < count; k++) {
      const h = kept[k]!;
      const place = placeOf[cue[h]!]!;
      const weight = weightOfHit[h]!;
      const first = firstToken[h]!;
      total[place]! += weight;
      if (attribution.attributionOfToken[first]! < 0) author[place]! += weight;
      paragraph[doc.paragraphOfSentence[doc.sentenceOfToken[first]!]! * places + place]! += weight;
    }
  }

  #countWords({ paragraphCount, paragraphStart, sentenceStart, flags }: TokenisedDocument): void {
    if (paragraphCount > this.paragraphWords.length)
      this.paragraphWords = new Uint32Array(2 * paragraphCount);
    for (let p = 0; p < paragraphCount; p++) {
      const to = sentenceStart[paragraphStart[p + 1]!]!;
      let n = 0;
      for (let i = sentenceStart[paragraphStart[p]!]!; i < to; i++) n += flags[i]! & FLAG.word;
      this.paragraphWords[p] = n;
    }
  }
}
