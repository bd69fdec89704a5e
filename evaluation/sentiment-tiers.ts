/** What each model says of given targets, side by side. */

import type { Encoder } from '../models/encoder/encoder.js';
import type { Mention } from '../models/encoder/masking.js';
import type { ActorsAnnotation } from '../stages/actors/annotation.js';
import { measuredPoints } from '../stages/code-points.js';
import { type EncoderText, encoderText, loadTower } from '../stages/encoder-reading.js';
import type { Annotations } from '../stages/plan.js';
import { adjustToActors } from '../stages/sentiment/actor-priors.js';
import {
  cascadeOf,
  encoderReading,
  inVoice,
  judgeByEncoder,
  maskable,
} from '../stages/sentiment/encoder-judge.js';
import { type ClassNumbers, decide, type ModelHeader } from '../stages/sentiment/model-header.js';
import { SENTIMENT_MODELS, type SentimentModel } from '../stages/sentiment/models/model-registry.js';
import { isRunningText, TargetJudge, tokenSpan } from '../stages/sentiment/targets.js';
import type { TokenisedDocument } from '../stages/tokenising/annotation.js';
import { ifInstalled } from './encoder-tier.js';
import type { Annotate, GoldRow } from './evaluation.js';
import { OpinionWordCount } from './sentiment-baselines.js';
import type { Answers } from './sentiment-scores.js';

export interface JudgedTargets {
  /** The fast model first; the others where they are installed. */
  readonly tiers: readonly { readonly model: SentimentModel; readonly answers: Answers }[];
  /** The fast model without actors' priors, where they count. */
  readonly alone: Answers | null;
  /** The class by opinion words. */
  readonly counted: Uint8Array;
  readonly notes: readonly string[];
}

export const tierName = (model: SentimentModel): string =>
  model === 'fast' ? 'hedgerow, fast (the default)' : `hedgerow, ${model}`;

/** A target where it stands. */
interface Place extends GoldRow {
  /** Code points. */
  readonly start: number;
  readonly end: number;
  /** Present where every mention of a passage was coded. */
  readonly actor?: string;
}

/** Asks every model that is installed; @throws UserError where the one named is not. */
export async function judgeTargets(
  rows: readonly Place[],
  documents: readonly string[],
  annotate: Annotate,
  model: SentimentModel = 'fast',
): Promise<JudgedTargets> {
  const { value: encoder, missing } = await ifInstalled(model !== 'fast', () =>
    loadTower('sentiment', 'native'),
  );
  const fast = new Float64Array(3 * rows.length);
  const running = new Uint8Array(rows.length);
  const counter = new OpinionWordCount();
  const counted = new Uint8Array(rows.length);
  const asked: Question[] = [];
  const voices: number[] = [];
  const out = new Float64Array(3);
  let judge: TargetJudge | undefined;
  // Rows of one text are masked together, as they would be in a document.
  for (const together of byText(rows, documents)) {
    const annotations = await annotate(rows[together[0]!]!.text, rows[together[0]!]!.id);
    const document: TokenisedDocument = annotations.tokenising!;
    const { holderOfToken } = annotations.attribution!;
    judge ??= new TargetJudge(document.vocabulary);
    for (const i of together) {
      const [first, after] = spanOf(document, rows[i]!);
      running[i] = rows[i]!.actor !== undefined || isRunningText(document, 'auto') ? 1 : 0;
      voices[i] = holderOfToken[first]! < 0 ? 0 : 1;
      judge.judge(document, first, after, running[i] === 1, voices[i]!, out);
      fast.set(out, 3 * i);
      counted[i] = counter.classOf(document, first);
    }
    if (encoder !== null)
      asked.push(
        question(
          annotations,
          together.map((i) => rows[i]!),
          together,
        ),
      );
  }
  const { header } = judge!;
  const alone = fast.slice();
  const passages = rows.every(({ actor }) => actor !== undefined);
  // As the stage does for a whole document; a row is a sentence.
  const adjust = (probabilities: Float64Array, concentration = header.concentration): void => {
    if (!passages) return;
    adjustToActors(
      rows.map(({ actor }, i) => JSON.stringify([documents[i], actor, voices[i]])),
      rows.map((_, i) => i),
      probabilities,
      { ...header, concentration },
    );
  };
  adjust(fast);
  const ofFast = (i: number): ClassNumbers =>
    running[i] === 1 ? header.decision.running : header.decision.sentences;
  const tiers: { model: SentimentModel; answers: Answers }[] = [
    { model: 'fast', answers: { system: tierName('fast'), ...named(fast, ofFast) } },
  ];
  let sentUp = 0;
  if (encoder !== null) {
    const accurate = await askEncoder(encoder, asked, running, voices, alone);
    const cascade = await askEncoder(encoder, asked, running, voices, alone, fast, header);
    sentUp = cascade.byEncoder.filter((by) => by === 1).length;
    for (const [model, { probabilities, byEncoder }] of [
      ['cascade', cascade],
      ['accurate', accurate],
    ] as const) {
      adjust(probabilities, encoderReading(encoder, running[0] === 1).concentration);
      const decision = (i: number): ClassNumbers =>
        byEncoder[i] === 1 ? encoderReading(encoder, running[i] === 1).decision : ofFast(i);
      tiers.push({ model, answers: { system: tierName(model), ...named(probabilities, decision) } });
    }
  }
  return {
    tiers,
    alone: passages ? { system: 'hedgerow, fast, each mention alone', ...named(alone, ofFast) } : null,
    counted,
    notes:
      missing === null
        ? [`The cascade asked the encoder about ${sentUp} of ${rows.length} targets.`]
        : [`${SENTIMENT_MODELS.slice(1).join(' and ')} are left out: ${missing}`],
  };
}

function byText(rows: readonly Place[], documents: readonly string[]): number[][] {
  const together = new Map<string, number[]>();
  rows.forEach(({ text }, i) => {
    const key = JSON.stringify([documents[i], text]);
    const own = together.get(key);
    if (own === undefined) together.set(key, [i]);
    else own.push(i);
  });
  return [...together.values()];
}

function spanOf(document: TokenisedDocument, { text, start, end }: Place): [number, number] {
  const points = measuredPoints(text);
  return tokenSpan(document, points.toUtf16(start), points.toUtf16(end));
}

/** Targets of one text, as the encoder is asked about them. */
interface Question extends EncoderText {
  /** The targets first. */
  readonly mentions: readonly Mention[];
  readonly rows: readonly number[];
}

function question(annotations: Annotations, targets: readonly Place[], rows: readonly number[]): Question {
  const tokenising: TokenisedDocument = annotations.tokenising!;
  const actors: ActorsAnnotation = annotations.actors!;
  const found = maskable({ tokenising, actors });
  const points = measuredPoints(targets[0]?.text ?? tokenising.text);
  const own = targets.map(({ start, end, actor }, n) => {
    const [from, to] = [points.toUtf16(start), points.toUtf16(end)];
    const same = found.find((mention) => mention.actor !== null && mention.start < to && from < mention.end);
    return { start: from, end: to, actor: same?.actor ?? `target ${actor ?? n}` };
  });
  return { ...encoderText(tokenising), mentions: [...own, ...found], rows };
}

/**
 * The encoder's probabilities, those of the fast model alone where it gives none; `fast` and `header` make it the cascade.
 */
async function askEncoder(
  encoder: Encoder,
  questions: readonly Question[],
  running: Uint8Array,
  voices: readonly number[],
  alone: Float64Array,
  fast?: Float64Array,
  header?: ModelHeader,
): Promise<{ readonly probabilities: Float64Array; readonly byEncoder: Uint8Array }> {
  const probabilities = alone.slice();
  const byEncoder = new Uint8Array(running.length);
  for (const { rows, mentions, ...text } of questions) {
    const reading = encoderReading(encoder, running[rows[0]!] === 1);
    const answers = await judgeByEncoder(
      encoder,
      text,
      mentions,
      (m) => m < rows.length,
      (m) => inVoice(reading, voices[rows[m]!]!),
      rows.length,
      header && cascadeOf(fast!, header, (m) => rows[m]!),
    );
    rows.forEach((row, n) => {
      const own = answers.subarray(3 * n, 3 * n + 3);
      if (Number.isNaN(own[0]!)) return;
      byEncoder[row] = 1;
      probabilities.set(own, 3 * row);
    });
  }
  return { probabilities, byEncoder };
}

function named(
  probabilities: Float64Array,
  decision: (row: number) => ClassNumbers,
): { classes: Uint8Array; probabilities: Float64Array } {
  const classes = Uint8Array.from({ length: probabilities.length / 3 }, (_, i) =>
    decide(probabilities.subarray(3 * i, 3 * i + 3), decision(i)),
  );
  return { classes, probabilities };
}
