import type { AttributionAnnotation } from '../attribution/annotation.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import type { Voice } from '../voice.js';
import { voiceOf } from '../voice.js';
import type { FrameEvidence } from './annotation.js';

/** Makes the rows of evidence of one document; rows over the same tokens share what is the same in them. */
export class EvidenceRows {
  readonly rows: FrameEvidence[] = [];
  readonly #doc: TokenisedDocument;
  readonly #attribution: AttributionAnnotation;
  #first = -1;
  #after = -1;
  #surface = '';
  #voice: Voice = 'author';
  #sentence = 0;

  constructor(doc: TokenisedDocument, attribution: AttributionAnnotation) {
    this.#doc = doc;
    this.#attribution = attribution;
  }

  /** A row over tokens [first, after). */
  add(codebook: string, frame: string, first: number, after: number, term: string, weight: number): void {
    const doc = this.#doc;
    if (first !== this.#first || after !== this.#after) {
      this.#first = first;
      this.#after = after;
      this.#surface =
        after === first + 1 ? doc.vocabulary.wordOf(doc.form[first]!) : doc.surface(first, after);
      this.#voice = voiceOf(this.#attribution, first);
      this.#sentence = doc.sentenceOfToken[first]!;
    }
    this.rows.push({
      start: doc.start[first]!,
      end: doc.end[after - 1]!,
      surface: this.#surface,
      codebook,
      frame,
      term,
      weight,
      voice: this.#voice,
      sentence: this.#sentence,
      paragraph: doc.paragraphOfSentence[this.#sentence]!,
    });
  }
}

/** Two lists in text order as one; at the same span those of the first list stand before. */
export function inTextOrder(
  a: readonly FrameEvidence[],
  b: readonly FrameEvidence[],
): readonly FrameEvidence[] {
  if (b.length === 0) return a;
  if (a.length === 0) return b;
  const merged: FrameEvidence[] = [];
  let i = 0;
  for (const row of b) {
    while (i < a.length && (a[i]!.start < row.start || (a[i]!.start === row.start && a[i]!.end <= row.end)))
      merged.push(a[i++]!);
    merged.push(row);
  }
  while (i < a.length) merged.push(a[i++]!);
  return merged;
}
