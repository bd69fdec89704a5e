/** Fills a stage's `accuracy.json` with the figures of an evaluation. */
import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { z } from 'zod';
import { UserError } from '../base/user-error.js';
import type { AccuracyEntry } from '../stages/accuracy.js';
import type { Evaluation, Figure } from './evaluation.js';

const entrySchema = z.strictObject({
  gold: z.string().min(1),
  metric: z.string().min(1),
  from: z
    .strictObject({
      options: z.record(z.string(), z.string()),
      system: z.string(),
      measured: z.string(),
      figure: z.string(),
    })
    .nullable(),
  note: z.string(),
  // Filled in.
  version: z.string().default(''),
  value: z.number().default(0),
  interval: z.tuple([z.number(), z.number()]).nullable().default(null),
  documents: z.int().nonnegative().default(0),
  // Filled in where it is there, be it null.
  confusion: z
    .strictObject({ classes: z.array(z.string()), counts: z.array(z.array(z.int().nonnegative())) })
    .nullable()
    .optional(),
});

/** The entries of an `accuracy.json`; those that were never measured may lack their figures. */
export const accuracySchema = z.array(entrySchema);

/** `hedges/commentary.dev` of `gold/hedges/commentary.dev.jsonl`. */
export function goldName(path: string): string {
  const full = resolve(path);
  return `${basename(dirname(full))}/${basename(full).replace(/\.jsonl$/, '')}`;
}

/** What was evaluated: the gold file, with which options, by which version of the stage. */
export interface Evaluated {
  readonly gold: string;
  readonly options: Readonly<Record<string, string>>;
  readonly version: string;
  readonly evaluation: Evaluation;
}

/**
 * The entries with the figures of an evaluation, for those that are about its gold file and options; the rest as they are.
 *
 * @throws UserError where no entry is, or where one names a figure that the evaluation lacks.
 */
export function withFigures(
  entries: readonly AccuracyEntry[],
  evaluated: Evaluated,
  file: string,
): readonly AccuracyEntry[] {
  const { gold, options, version, evaluation } = evaluated;
  const asked = entries.filter(
    ({ gold: of, from }) => of === gold && from !== null && sameOptions(from.options, options),
  );
  if (asked.length === 0)
    throw new UserError({
      what: 'no entry asks for a figure of this evaluation',
      where: file,
      why: `the evaluation is on '${gold}' with the options ${JSON.stringify(options)}`,
      remedy: `Add one, with gold, metric, note and "from": ${JSON.stringify({ options, ...firstFigure(evaluation) })}. The file asks for: ${entries.map((entry) => `${entry.gold} ${JSON.stringify(entry.from?.options ?? null)}`).join('; ')}.`,
    });
  return entries.map((entry) => {
    if (!asked.includes(entry)) return entry;
    const { value, interval } = figureOf(evaluation, entry, file);
    return {
      ...entry,
      version,
      value: rounded(value!),
      interval: interval && [rounded(interval[0]), rounded(interval[1])],
      documents: evaluation.documents,
      ...(entry.confusion === undefined ? {} : { confusion: confusionOf(evaluation, entry, file) }),
    };
  });
}

/** @throws UserError where the file is none of that form. */
export function readAccuracyFile(file: string): readonly AccuracyEntry[] {
  let found: unknown;
  try {
    found = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UserError({
      what: 'the accuracy file cannot be read',
      where: file,
      why: (error as Error).message,
      remedy:
        "Give a stage's accuracy.json, such as stages/hedging/accuracy.json; CONTRIBUTING.md has its form.",
    });
  }
  const parsed = accuracySchema.safeParse(found);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new UserError({
    what: 'an entry of the accuracy file is wrong',
    where: `${file}, ${issue.path.join('.')}`,
    why: issue.message,
    remedy: 'CONTRIBUTING.md has the form of an entry.',
  });
}

/** As the file is kept: a list of numbers or names on one line. */
export function accuracyJson(entries: readonly AccuracyEntry[]): string {
  const onOneLine = (text: string, list: RegExp): string =>
    text.replace(
      list,
      (_all, inner: string) =>
        `[${inner
          .trim()
          .split(/,\s+(?=[["\d-])/)
          .join(', ')}]`,
    );
  const lists = onOneLine(JSON.stringify(entries, null, 2), /\[\s+([^[\]{}]*?)\s+\]/g);
  return `${onOneLine(lists, /\[\s+((?:\[[^[\]{}]*\],?\s*)+?)\s+\]/g)}\n`;
}

function figureOf(evaluation: Evaluation, { from, metric }: AccuracyEntry, file: string): Figure {
  const { system, measured, figure: name } = from!;
  const row = evaluation.results.find((one) => one.system === system && one.measured === measured);
  const figure = row?.figures[name];
  if (figure !== undefined && figure.value !== null) return figure;
  throw new UserError({
    what: `the evaluation has no figure '${name}' of '${measured}' by '${system}'`,
    where: `${file}, entry '${metric}'`,
    ...(figure === undefined ? {} : { why: 'it could not be computed on this file' }),
    remedy: `It has: ${evaluation.results.map((one) => `${one.system}: ${one.measured} (${Object.keys(one.figures).join(', ')})`).join('; ')}.`,
  });
}

function confusionOf(evaluation: Evaluation, { from, metric }: AccuracyEntry, file: string) {
  const found = evaluation.confusions.find(
    ({ system, measured }) => system === from!.system && measured === from!.measured,
  );
  if (found !== undefined) return { classes: [...found.labels], counts: found.counts.map((row) => [...row]) };
  throw new UserError({
    what: `the evaluation has no confusion of '${from!.measured}' by '${from!.system}'`,
    where: `${file}, entry '${metric}'`,
    remedy: `It has: ${evaluation.confusions.map(({ title }) => title).join('; ') || 'none'}. Leave "confusion" out of the entry.`,
  });
}

function firstFigure({ results }: Evaluation): Record<string, string> {
  const row = results[0];
  return row === undefined
    ? {}
    : { system: row.system, measured: row.measured, figure: Object.keys(row.figures)[0] ?? '' };
}

function sameOptions(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
