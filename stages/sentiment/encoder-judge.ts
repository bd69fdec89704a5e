/** Judges mentions of a document by the encoder, which sees neither the target's name nor any other actor's. */
import type { Encoder } from '../../models/encoder/encoder.js';
import { type Mention, maskMentions } from '../../models/encoder/masking.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import { type Calibration, type ClassNumbers, probabilitiesOf } from './model-tiers.js';

/** How the encoder's scores are read in one kind of text. */
export type EncoderReading = Calibration & { readonly decision: ClassNumbers };

/** @param running - running text, or a sentence chosen for study. */
export function encoderReading({ manifest }: Encoder, running: boolean): EncoderReading {
  const { sentiment } = manifest.calibration;
  return sentiment.genres[running ? 'commentary' : 'news'] ?? sentiment.default;
}

/** Where each sentence of a document ends, UTF-16 code units. */
export function sentenceEnds(document: TokenisedDocument): Uint32Array {
  const ends = new Uint32Array(document.sentenceCount);
  for (let s = 0; s < ends.length; s++) {
    const next = document.sentenceStart[s + 1]!;
    ends[s] = next === 0 ? 0 : document.end[next - 1]!;
  }
  return ends;
}

/**
 * Writes the probabilities of mentions: three each, NaN where the encoder has none. Of an actor's mentions in one sentence
 * the first is scored, and the others take its scores, as they were coded.
 *
 * @param mentions - all of the document that are to be masked.
 * @param wanted - of each mention, whether it is to be scored.
 * @param targets - how many mentions, from the first, win where mentions overlap.
 */
export async function judgeByEncoder(
  encoder: Encoder,
  document: TokenisedDocument,
  mentions: readonly Mention[],
  wanted: (mention: number) => boolean,
  reading: EncoderReading,
  targets = 0,
): Promise<Float64Array> {
  const ends = sentenceEnds(document);
  const masked = maskMentions(document.text, mentions, targets);
  let sentence = 0;
  // Of each masked mention, the first of its actor in its sentence.
  const firstOf = new Map<string, number>();
  const scoredBy = masked.map(({ start, actor }, i) => {
    while (sentence < ends.length - 1 && ends[sentence]! <= start) sentence++;
    const key = `${sentence} ${actor}`;
    const first = firstOf.get(key) ?? i;
    firstOf.set(key, first);
    return first;
  });
  const asked = new Set<number>();
  masked.forEach(({ mention }, i) => {
    if (mention >= 0 && wanted(mention)) asked.add(mention < targets ? i : scoredBy[i]!);
  });
  const scores = await encoder.sentiment(document.text, ends, masked, (i) => asked.has(i));
  const probabilities = new Float64Array(3 * mentions.length).fill(Number.NaN);
  const out = new Float64Array(3);
  masked.forEach(({ mention }, i) => {
    if (mention < 0 || !wanted(mention)) return;
    const at = 3 * (mention < targets ? i : scoredBy[i]!);
    if (Number.isNaN(scores[at])) return;
    probabilitiesOf(scores.subarray(at, at + 3), reading, out);
    probabilities.set(out, 3 * mention);
  });
  return probabilities;
}
