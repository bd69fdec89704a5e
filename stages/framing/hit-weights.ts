/** What each cue met in a document weighs there: in company or alone, one term's share limited, rejected or not. */
import type { AttributionAnnotation } from '../attribution/annotation.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import { voiceCodeOf } from '../voice.js';
import type { Codebook } from './codebook.js';
import type { CueHits, CueMatcher } from './matcher.js';
import { AFFIRMED, REJECTED, REJECTION_REACH, REPORTED } from './stance.js';

/**
 * Weighs the cues of a document. A weak cue far from any strong one of its frame is dropped: words such as "power" or
 * "country" speak for a frame only beside words that do so by themselves. Of a term that is repeated, so much counts that it
 * makes at most its share of the frame's weight: one word of the subject does not make the frame. A rejected cue weighs 0.
 */
export class HitWeights {
  /** By hit, valid until the next document; the hits kept stand in `kept`, in text order. */
  weight = new Float64Array(1024);
  stance = new Uint8Array(1024);
  kept = new Int32Array(1024);
  count = 0;
  readonly #matcher: CueMatcher;
  /** By place: the weight from which on cues need no company, and the greatest share of one term. */
  readonly #company: Float64Array;
  readonly #termShare: Float64Array;
  /** By place, the last sentence with a strong cue. */
  readonly #strongAt: Int32Array;
  readonly #ofCue: Float64Array;
  readonly #ofPlace: Float64Array;

  constructor(matcher: CueMatcher, codebooks: readonly Codebook[]) {
    this.#matcher = matcher;
    const scorings = codebooks.flatMap(({ scoring, frames }) => frames.map(() => scoring));
    this.#company = Float64Array.from(scorings, ({ company }) => company);
    this.#termShare = Float64Array.from(scorings, ({ termShare }) => termShare);
    this.#strongAt = new Int32Array(scorings.length);
    this.#ofCue = new Float64Array(matcher.cues.length);
    this.#ofPlace = new Float64Array(scorings.length);
  }

  /** @param attribution - whose voice tokens stand in; null takes all for the author's, which changes no weight. */
  weigh(doc: TokenisedDocument, attribution: AttributionAnnotation | null, hits: CueHits): void {
    const { count, cue, first } = hits;
    const { placeOf, weightOf } = this.#matcher;
    if (count > this.weight.length) {
      this.weight = new Float64Array(2 * count);
      this.stance = new Uint8Array(2 * count);
      this.kept = new Int32Array(2 * count);
    }
    const { weight, stance } = this;
    for (let h = 0; h < count; h++) {
      weight[h] = weightOf[cue[h]!]!;
      stance[h] = attribution !== null && voiceCodeOf(attribution, first[h]!) === 1 ? REPORTED : AFFIRMED;
    }
    this.#reject(doc, hits);
    this.#dropTheLonely(doc, hits);
    this.#limitTerms(hits);
    let kept = 0;
    for (let h = 0; h < count; h++) if (weight[h]! > 0 || stance[h] === REJECTED) this.kept[kept++] = h;
    this.count = kept;
    // The sums by cue are left empty for the next document.
    for (let h = 0; h < count; h++) {
      this.#ofCue[cue[h]!] = 0;
      this.#ofPlace[placeOf[cue[h]!]!] = 0;
    }
  }

  /** Cues close behind a phrase that rejects their frame. */
  #reject({ sentenceOfToken }: TokenisedDocument, { count, cue, first, rejections }: CueHits): void {
    if (rejections.length === 0) return;
    const { placeOf } = this.#matcher;
    for (const { places, first: from, after } of rejections)
      for (let h = 0; h < count; h++) {
        const token = first[h]!;
        if (token < after) continue;
        if (token >= after + REJECTION_REACH || sentenceOfToken[token] !== sentenceOfToken[from]) break;
        if (!places.has(placeOf[cue[h]!]!)) continue;
        this.weight[h] = 0;
        this.stance[h] = REJECTED;
      }
  }

  /** Weak cues without a strong one of their frame in their sentence or beside it weigh nothing. */
  #dropTheLonely({ sentenceOfToken }: TokenisedDocument, { count, cue, first }: CueHits): void {
    const { placeOf, weightOf } = this.#matcher;
    const { weight } = this;
    const company = this.#company;
    const strongAt = this.#strongAt.fill(-2);
    // First what stands before is looked at, then what stands behind; a cue marked by -1 has none before.
    for (let h = 0; h < count; h++) {
      const place = placeOf[cue[h]!]!;
      const sentence = sentenceOfToken[first[h]!]!;
      if (weightOf[cue[h]!]! >= company[place]!) {
        if (weight[h]! > 0) strongAt[place] = sentence;
      } else if (weight[h]! > 0 && sentence - strongAt[place]! > 1) weight[h] = -1;
    }
    strongAt.fill(0x3fffffff);
    for (let h = count - 1; h >= 0; h--) {
      const place = placeOf[cue[h]!]!;
      const sentence = sentenceOfToken[first[h]!]!;
      if (weightOf[cue[h]!]! >= company[place]!) {
        if (weight[h]! > 0) strongAt[place] = sentence;
      } else if (weight[h] === -1) weight[h] = strongAt[place]! - sentence <= 1 ? weightOf[cue[h]!]! : 0;
    }
  }

  /**
   * With W the weight of a frame, T that of one term, w that of one occurrence and q the share allowed, the term counts
   * `min(T, q (W - T) / (1 - q) + w)`, spread over its occurrences alike.
   */
  #limitTerms({ count, cue }: CueHits): void {
    const { placeOf, weightOf } = this.#matcher;
    const { weight } = this;
    const ofCue = this.#ofCue;
    const ofPlace = this.#ofPlace;
    for (let h = 0; h < count; h++) {
      const c = cue[h]!;
      ofCue[c]! += weight[h]!;
      ofPlace[placeOf[c]!]! += weight[h]!;
    }
    for (let h = 0; h < count; h++) {
      const c = cue[h]!;
      const share = this.#termShare[placeOf[c]!]!;
      const sum = ofCue[c]!;
      const one = weightOf[c]!;
      if (share >= 1 || sum <= one) continue;
      const most = (share * (ofPlace[placeOf[c]!]! - sum)) / (1 - share) + one;
      if (most < sum) weight[h]! *= most / sum;
    }
  }
}
