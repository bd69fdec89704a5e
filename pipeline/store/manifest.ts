/** The manifest of an analysis. */
import type { ReadingNote, Reject, SourceFile } from '../../corpora/document.js';
import type { Column } from '../../stages/columns.js';
import type { Citation, MeasuredAccuracy } from '../../stages/stage.js';

/** Names inside an analysis folder. */
export const MANIFEST_FILE = 'manifest.json';
export const REJECTS_FILE = 'rejects.jsonl';
export const JOURNAL_FILE = 'unfinished.jsonl';
export const PARTS_FOLDER = 'documents';

export const MANIFEST_FORMAT = 'hedgerow-analysis/1';

/** How the parts of an analysis are stored. */
export type PartFormat = 'parquet' | 'arrow' | 'jsonl';

/** What was run, on what, with what: written beside the results, quoted by every report. */
export interface Manifest {
  readonly format: typeof MANIFEST_FORMAT;
  /** Hedgerow's version. */
  readonly hedgerow: string;
  /** SHA-256 over inputs, options, columns, stage versions and resource hashes: equal keys, equal bytes. */
  readonly key: string;
  readonly inputs: readonly SourceFile[];
  readonly mapping: Readonly<Record<string, string>>;
  /** How the corpus's values were read, where that is not as they stand; absent in older analyses. */
  readonly notes?: readonly ReadingNote[];
  readonly partFormat: PartFormat;
  readonly options: Readonly<Record<string, unknown>>;
  readonly stages: readonly ManifestStage[];
  /** Every column of the parts, in order: the document's, the user's own, the stages'. */
  readonly columns: readonly Column[];
  readonly parts: readonly ManifestPart[];
  /** analysed + rejected = read. */
  readonly read: number;
  readonly analysed: number;
  readonly rejected: number;
  /** Rejects by reason. */
  readonly reasons: Readonly<Record<string, number>>;
}

export interface ManifestStage {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly options: unknown;
  readonly resources: readonly {
    readonly path: string;
    readonly kind: string;
    readonly licence: string;
    readonly description: string;
    readonly sha256: string;
  }[];
  readonly citations: readonly Citation[];
  readonly accuracy: readonly MeasuredAccuracy[];
}

export interface ManifestPart {
  /** Path inside the analysis folder: `documents/part-00000.parquet`. */
  readonly file: string;
  readonly documents: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** An analysis on disk: `manifest.json`, `documents/part-*.parquet`, `rejects.jsonl`. */
export interface Analysis {
  /** The parts' paths are relative to it, or absolute. */
  readonly folder: string;
  readonly manifest: Manifest;
}

/** A reject as `rejects.jsonl` holds it, one a line. */
export type RejectLine = Reject;
