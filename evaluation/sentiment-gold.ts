/** The rows of the sentiment gold files. */
import { UserError } from '../base/user-error.js';
import { codePoints } from '../stages/code-points.js';
import { LABELS } from '../stages/sentiment/model-header.js';
import type { GoldRow } from './evaluation.js';

/** A mention with its label. */
export interface TargetRow extends GoldRow {
  /** Code points. */
  readonly start: number;
  readonly end: number;
  readonly label: string;
  /** The article or group of near-duplicates that it comes from; the bootstrap draws these. */
  readonly group?: string;
  /** Present where every mention of a passage was coded, not sentences chosen for study. */
  readonly actor?: string;
}

/** An article with the label of its author's sentiment toward one actor (PerSenT). */
export interface ArticleRow extends GoldRow {
  readonly target: string;
  readonly label: string;
  readonly title?: string;
}

export function isArticleRow(row: GoldRow): row is ArticleRow {
  return typeof row.target === 'string';
}

/** @throws UserError naming line and field. */
export function checkSentimentRow(row: unknown, line: number, file: string): GoldRow {
  const wrong = (what: string): UserError =>
    new UserError({
      what,
      where: `${file}, line ${line}`,
      remedy: `Each line is {"id","text","start","end","label","group"?} or, for articles, {"id","text","target","label"}; offsets count code points; labels: ${LABELS.join(', ')}.`,
    });
  if (typeof row !== 'object' || row === null) throw wrong('the line is not a JSON object');
  const { id, text, label, target, start, end } = row as Record<string, unknown>;
  if (typeof id !== 'string') throw wrong('"id" is not a string');
  if (typeof text !== 'string' || text.trim() === '') throw wrong('"text" is not a string with words in it');
  if (!(LABELS as readonly unknown[]).includes(label))
    throw wrong(`"label" is ${JSON.stringify(label)}, not one of the three`);
  if (target === undefined) {
    const length = codePoints(text).fromUtf16(text.length);
    const whole = (x: unknown): x is number => Number.isInteger(x);
    if (!whole(start) || !whole(end) || start < 0 || end <= start || end > length)
      throw wrong(`"start" and "end" do not delimit a part of "text", which has ${length} code points`);
  } else if (typeof target !== 'string' || target.trim() === '') throw wrong('"target" is not a name');
  return row as GoldRow;
}
