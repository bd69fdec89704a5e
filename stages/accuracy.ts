/**
 * `accuracy.json` of a stage: how well it was measured to do its work. Each entry says what is measured; `hedgerow evaluate
 * --accuracy FILE` fills in the figures, so that none is written by hand. Reports quote them.
 */
import { readFileSync } from 'node:fs';
import { fromPackageRoot } from '../base/package-root.js';
import type { MeasuredAccuracy } from './stage.js';

export interface AccuracyEntry extends MeasuredAccuracy {
  /** Which figure of `hedgerow evaluate` it is; null where something else than `evaluate` measured it, as `note` says. */
  readonly from: AccuracySource | null;
  /** Version of the stage that was measured. */
  readonly version: string;
}

/** A figure in the tables of `hedgerow evaluate`. */
export interface AccuracySource {
  /** The evaluation's own options, where they are not the defaults: `{ "scheme": "szeged" }`. */
  readonly options: Readonly<Record<string, string>>;
  /** `hedgerow`, or `hedgerow, cross-validated`. */
  readonly system: string;
  /** `exact cue`. */
  readonly measured: string;
  /** `F1`. */
  readonly figure: string;
}

/** All entries of a stage's `accuracy.json`, its path from the package's root. */
export function accuracyEntries(path: string): readonly AccuracyEntry[] {
  return JSON.parse(readFileSync(fromPackageRoot(path), 'utf8')) as readonly AccuracyEntry[];
}

/** What reports and manifest quote of them. */
export function readAccuracy(path: string): readonly MeasuredAccuracy[] {
  return accuracyEntries(path).map(({ gold, metric, value, interval, documents, note, confusion }) => ({
    gold,
    metric,
    value,
    interval,
    documents,
    note,
    ...(confusion == null ? {} : { confusion }),
  }));
}
