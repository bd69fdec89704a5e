/** How often the stages behind a report's claims are right, and what their errors do to a figure. */
import { seededRandom } from '../../base/random.js';
import { figure, listing, range, signed } from '../../base/wording.js';
import { type CorrectedMean, correctedMean } from '../../statistics/corrected-labels.js';
import { correctedRate } from '../../statistics/rogan-gladen.js';
import type { Stages } from '../report-base.js';

type Measured = Stages[number]['accuracy'][number];

const likeCommentary = ({ gold }: Measured): boolean => gold.includes('commentary');

/** Entries of a stage about the model that was run, those about commentary before the others. */
function measuredOf(stages: Stages, name: string): { title: string; rows: readonly Measured[] } | null {
  const stage = stages.find((entry) => entry.name === name);
  if (stage === undefined) return null;
  const { model } = (stage.options ?? {}) as { readonly model?: unknown };
  const ofModel = stage.accuracy.filter(({ metric }) => metric.endsWith(`, ${String(model)}`));
  const others = stage.accuracy.filter(({ metric }) => !/, (?:accurate|cascade)$/.test(metric));
  const rows = [...ofModel, ...others];
  return {
    title: stage.title,
    rows: [...rows.filter(likeCommentary), ...rows.filter((row) => !likeCommentary(row))],
  };
}

const genreOf = (row: Measured): string =>
  likeCommentary(row)
    ? 'labelled commentaries, coded by language-model readers'
    : `labelled documents of another genre (${row.gold})`;

/** The measured accuracy that fits commentary best: on commentary where it was measured there, else the first. */
export function accuracyOf(stages: Stages, name: string): { value: number; text: string } | null {
  const measured = measuredOf(stages, name);
  const row = measured?.rows[0];
  if (measured == null || row === undefined) return null;
  return {
    value: row.value,
    text: `${measured.title}: ${row.metric} ${row.value.toFixed(2)} on ${row.documents} ${genreOf(row)}.`,
  };
}

/**
 * The accuracy of stages, from data most like what is read: opinion writing where there is some. Its labels were coded by
 * language-model readers, which is said.
 *
 * @param names - of the stages that the claims rest on.
 * @returns null where none of them was measured.
 */
export function accuracySentence(stages: Stages, names: readonly string[]): string | null {
  let coded = false;
  const parts = stages
    .filter(({ name }) => names.includes(name))
    .flatMap(({ name }) => {
      const { title, rows } = measuredOf(stages, name)!;
      const [like] = rows;
      if (like === undefined) return [];
      if (likeCommentary(like)) coded = true;
      return [
        `${title.toLowerCase()} ${like.value.toFixed(2)} (${like.metric}, ${like.gold}${likeCommentary(like) ? '*' : ''})`,
      ];
    });
  if (parts.length === 0) return null;
  return `How often the stages are right: ${listing(parts)}${coded ? '; * labels coded by language-model readers' : ''}. The intervals are of sampling only and do not hold these errors.`;
}

/**
 * A rate of hits as it would be without the stage's errors, between the bounds that the intervals of precision and recall allow.
 *
 * @returns null where the stage's precision and recall are not known.
 */
export function correctedRateText(stages: Stages, name: string, rate: number, unit: string): string | null {
  const rows = measuredOf(stages, name)?.rows ?? [];
  const precision = rows.find(({ metric }) => metric.endsWith(', precision'));
  const recall = rows.find(
    ({ metric, gold }) =>
      gold === precision?.gold && metric === precision.metric.replace(/precision$/, 'recall'),
  );
  if (precision?.interval == null || recall?.interval == null) return null;
  const at = (p: number, r: number): number | null => correctedRate(rate, { precision: p, recall: r });
  const [low, middle, high] = [
    at(precision.interval[0], recall.interval[1]),
    at(precision.value, recall.value),
    at(precision.interval[1], recall.interval[0]),
  ];
  if (low === null || middle === null || high === null) return null;
  const share = ({ value, interval }: Measured): string =>
    `${value.toFixed(2)} ${range(interval, (v) => v.toFixed(2))}`;
  return `Corrected for the stage’s errors, precision ${share(precision)} and recall ${share(recall)} on ${precision.gold}: ${figure(middle, unit)} ${unit}, between ${figure(low, unit)} and ${figure(high, unit)}.`;
}

/** Sentiment labels counted, negative, neutral, positive. */
export type LabelCounts = readonly [negative: number, neutral: number, positive: number];

export interface CorrectedSentiment extends CorrectedMean {
  readonly text: string;
}

/**
 * Mean sentiment over labels as it would be without the stage's errors (Rogan & Gladen 1978).
 *
 * @param sentences - that the mentions stand in: mentions of one sentence count for as little as it.
 * @returns null where no confusion of the stage is known.
 */
export function correctedSentiment(
  stages: Stages,
  labels: LabelCounts,
  sentences: number,
  seed: string,
): CorrectedSentiment | null {
  const row = measuredOf(stages, 'sentiment')?.rows.find(({ confusion }) => confusion != null);
  const mentions = labels.reduce((a, b) => a + b, 0);
  if (row?.confusion == null || mentions === 0) return null;
  const order = ['negative', 'neutral', 'positive'].map((name) => row.confusion!.classes.indexOf(name));
  if (order.includes(-1)) return null;
  const counts = order.map((k) => order.map((c) => row.confusion!.counts[k]![c]!));
  const worth = Math.min(1, sentences / mentions);
  const found = correctedMean(
    labels.map((n) => n * worth),
    counts,
    [-1, 0, 1],
    seededRandom(`corrected ${seed}`),
  );
  if (found === null) return null;
  return {
    ...found,
    text: `Corrected for the stage’s errors as they are on ${row.gold} (Rogan & Gladen 1978): ${signed(found.mean)} ${range(found.interval, signed)}, an interval of sampling and of these errors.`,
  };
}
