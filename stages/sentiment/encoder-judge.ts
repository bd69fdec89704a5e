/** Judges mentions of a document by the encoder, which sees neither the target's name nor any other actor's. */
import type { Encoder } from '../../models/encoder/encoder.js';
import { type Mention, maskMentions } from '../../models/encoder/masking.js';
import type { ActorsAnnotation } from '../actors/annotation.js';
import type { EncoderText } from '../encoder-reading.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import { type Calibration, type ClassNumbers, type ModelHeader, probabilitiesOf } from './model-header.js';

/** How the encoder's scores are read in one kind of text. */
export interface EncoderReading extends Calibration {
  /** In the author's voice and in a source's, where they differ. */
  readonly voices?: readonly [Calibration, Calibration] | undefined;
  /** As in `ModelHeader`; undefined where it is the fast model's. */
  readonly concentration?: number | null | undefined;
  readonly decision: ClassNumbers;
}

/** @param running - running text, or a sentence chosen for study. */
export function encoderReading({ manifest }: Encoder, running: boolean): EncoderReading {
  const { sentiment } = manifest.calibration;
  return sentiment.genres[running ? 'commentary' : 'news'] ?? sentiment.default;
}

/** @param voice - the author's (0) or a source's (1). */
export const inVoice = (reading: EncoderReading, voice: number): Calibration =>
  reading.voices?.[voice === 1 ? 1 : 0] ?? reading;

/** Which windows the encoder is asked about: those where the fast model's answers are most in doubt for what a window costs. */
export interface Cascade {
  /** How likely the fast model errs on a mention, 0 to 1. */
  doubt(mention: number): number;
  /** Errors expected of the fast model in a window, by a hundred of its pieces, over mentions by name: below, its answers stand. */
  readonly leastDoubt: number;
}

const PIECES = 100;

/**
 * The cascade by the fast model's probabilities, three a mention.
 *
 * @param placeOf - of a mention, its place among the probabilities.
 */
export function cascadeOf(
  probabilities: Float64Array,
  { cascade }: Pick<ModelHeader, 'cascade'>,
  placeOf: (mention: number) => number,
): Cascade {
  return {
    doubt: (mention) => {
      const at = 3 * placeOf(mention);
      return 1 - Math.max(probabilities[at]!, probabilities[at + 1]!, probabilities[at + 2]!);
    },
    leastDoubt: cascade,
  };
}

/**
 * Writes the probabilities of mentions: three each, NaN where the encoder has none. Of an actor's mentions in one sentence
 * the first is scored (of names, where there are any), and the others take its scores, as they were coded.
 *
 * @param mentions - all of the document that are to be masked.
 * @param wanted - of each mention, whether it is to be scored.
 * @param reading - of each mention, how its scores are read.
 * @param targets - how many mentions, from the first, win where mentions overlap.
 * @param cascade - the windows that are computed where not all are; mentions of others get NaN.
 */
export async function judgeByEncoder(
  encoder: Encoder,
  { text, ends }: EncoderText,
  mentions: readonly Mention[],
  wanted: (mention: number) => boolean,
  reading: (mention: number) => Calibration,
  targets = 0,
  cascade?: Cascade,
): Promise<Float64Array> {
  const masked = maskMentions(text, mentions, targets);
  let sentence = 0;
  // By actor and sentence, the first mention; a name before a pronoun, since whether a pronoun means it can hang on the name.
  const firstOf = new Map<string, number>();
  const keys = masked.map(({ start, actor, mask }, i) => {
    while (sentence < ends.length - 1 && ends[sentence]! <= start) sentence++;
    const key = `${sentence} ${actor}`;
    const first = firstOf.get(key);
    if (first === undefined || (masked[first]!.mask === null && mask !== null)) firstOf.set(key, i);
    return key;
  });
  const scoredBy = keys.map((key) => firstOf.get(key)!);
  // Of each masked mention that is asked about, how many errors are expected of the fast model.
  const asked = new Map<number, number>();
  masked.forEach(({ mention, mask }, i) => {
    if (mention < 0 || !wanted(mention)) return;
    const by = mention < targets ? i : scoredBy[i]!;
    // Pronouns do not count: whether one is found to mean an actor can hang on the name.
    const doubt = mask === null ? 0 : (cascade?.doubt(mention) ?? 0);
    asked.set(by, (asked.get(by) ?? 0) + doubt);
  });
  const scores = await encoder.sentiment(
    text,
    ends,
    masked,
    (i) => asked.has(i),
    cascade &&
      ((inWindow, pieces) =>
        inWindow.reduce((sum, i) => sum + asked.get(i)!, 0) >= cascade.leastDoubt * (pieces / PIECES)),
  );
  const probabilities = new Float64Array(3 * mentions.length).fill(Number.NaN);
  const out = new Float64Array(3);
  masked.forEach(({ mention }, i) => {
    if (mention < 0 || !wanted(mention)) return;
    const at = 3 * (mention < targets ? i : scoredBy[i]!);
    if (Number.isNaN(scores[at])) return;
    probabilitiesOf(scores.subarray(at, at + 3), reading(mention), out);
    probabilities.set(out, 3 * mention);
  });
  return probabilities;
}

/** All mentions that the actors stage found, resolved or not, by their number. */
export function maskable({
  tokenising,
  actors,
}: {
  readonly tokenising: TokenisedDocument;
  readonly actors: ActorsAnnotation;
}): Mention[] {
  const { count, first, after, actor } = actors.mentionTokens;
  return Array.from({ length: count }, (_, m) => ({
    start: tokenising.start[first[m]!]!,
    end: tokenising.end[after[m]! - 1]!,
    actor: actor[m]! < 0 ? null : String(actor[m]),
  }));
}
