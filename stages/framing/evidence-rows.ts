/** Evidence of frames, kept column by column. */
import { doubled } from '../../base/typed-arrays.js';
import type { AttributionAnnotation } from '../attribution/annotation.js';
import { coded, numbers, Rows, slices, type TextTable } from '../column-batch.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import { VOICES, voiceCodeOf } from '../voice.js';
import type { FrameEvidence } from './annotation.js';
import { STANCES } from './stance.js';

/** What the rows of all documents name: by the place of a frame its name and codebook, and terms. */
export interface FrameTexts {
  readonly codebooks: TextTable;
  readonly frames: TextTable;
  readonly terms: TextTable;
}

/** Gathers the evidence of one document in text order, column by column; used again for the next. */
export class EvidenceRows {
  count = 0;
  /** Tokens [first, after). */
  #first = new Int32Array(256);
  #after = new Int32Array(256);
  /** The frame's place among all. */
  #place = new Int32Array(256);
  /** The term's place in the table of terms; above its size, in the document's own terms. */
  #term = new Int32Array(256);
  #weight = new Float64Array(256);
  #stance = new Uint8Array(256);

  clear(): void {
    this.count = 0;
  }

  /** A row over tokens [first, after). */
  add(place: number, first: number, after: number, term: number, weight: number, stance: number): void {
    const at = this.count++;
    if (at === this.#first.length) {
      this.#first = doubled(this.#first);
      this.#after = doubled(this.#after);
      this.#place = doubled(this.#place);
      this.#term = doubled(this.#term);
      this.#weight = doubled(this.#weight);
      this.#stance = doubled(this.#stance);
    }
    this.#first[at] = first;
    this.#after[at] = after;
    this.#place[at] = place;
    this.#term[at] = term;
    this.#weight[at] = weight;
    this.#stance[at] = stance;
  }

  #addFrom(from: EvidenceRows, row: number): void {
    this.add(
      from.#place[row]!,
      from.#first[row]!,
      from.#after[row]!,
      from.#term[row]!,
      from.#weight[row]!,
      from.#stance[row]!,
    );
  }

  /** Becomes two lists in text order as one; at the same span those of the first list stand before. */
  merge(a: EvidenceRows, b: EvidenceRows): void {
    this.clear();
    let i = 0;
    for (let j = 0; j < b.count; j++) {
      const first = b.#first[j]!;
      const after = b.#after[j]!;
      while (i < a.count && (a.#first[i]! < first || (a.#first[i] === first && a.#after[i]! <= after)))
        this.#addFrom(a, i++);
      this.#addFrom(b, j);
    }
    while (i < a.count) this.#addFrom(a, i++);
  }

  /** @param ownTerms - terms of this document that are not in the table. */
  finish(
    doc: TokenisedDocument,
    attribution: AttributionAnnotation,
    { codebooks, frames, terms }: FrameTexts,
    ownTerms: readonly string[],
  ): Rows<FrameEvidence> {
    const { count } = this;
    const starts = new Int32Array(count);
    const ends = new Int32Array(count);
    const voices = new Int32Array(count);
    const sentences = new Int32Array(count);
    const paragraphs = new Int32Array(count);
    const { start, end, sentenceOfToken, paragraphOfSentence } = doc;
    for (let i = 0; i < count; i++) {
      const first = this.#first[i]!;
      const sentence = sentenceOfToken[first]!;
      starts[i] = start[first]!;
      ends[i] = end[this.#after[i]! - 1]!;
      voices[i] = voiceCodeOf(attribution, first);
      sentences[i] = sentence;
      paragraphs[i] = paragraphOfSentence[sentence]!;
    }
    const places = this.#place.slice(0, count);
    return new Rows<FrameEvidence>(count, {
      start: numbers(starts),
      end: numbers(ends),
      surface: slices(doc.text, starts, ends),
      codebook: coded(places, codebooks),
      frame: coded(places, frames),
      term: coded(this.#term.slice(0, count), terms, ownTerms),
      weight: numbers(this.#weight.slice(0, count)),
      voice: coded(voices, VOICES),
      stance: coded(Int32Array.from(this.#stance.subarray(0, count)), STANCES),
      sentence: numbers(sentences),
      paragraph: numbers(paragraphs),
    });
  }
}
