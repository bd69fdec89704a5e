/** What a corpus gives: documents, rejects and columns of the user's own. */
import type { BoilerplateSpan } from './boilerplate/mark.js';
import type { RepeatedLines } from './boilerplate/repetition.js';

/** A value of a user's own column, carried through the analysis untouched. */
export type ExtraValue = string | number | bigint | boolean | null;

/** How a user's own column is stored: `json` is text that holds a nested value as JSON. */
export type ExtraType = 'utf8' | 'bool' | 'int64' | 'float64' | 'json';

/** A user's own column: every document has a value for it, null where it has none. */
export interface ExtraColumn {
  readonly name: string;
  readonly type: ExtraType;
}

/**
 * One document. Absent metadata is null, never an empty string. Offsets in memory count UTF-16 code
 * units into `text`; at rest and in every output they are Unicode code points (the Arrow codec converts).
 */
export interface CorpusDocument {
  /** Unique in its corpus; made from file name and record number where the input has none. */
  readonly id: string;
  /** The text as it stands in the source, never trimmed or normalised; contains a word. */
  readonly text: string;
  readonly outlet: string | null;
  readonly title: string | null;
  readonly author: string | null;
  /** ISO 8601: `2024-11-05`, `2024-11` or a date with time. Null where it cannot be understood. */
  readonly published: string | null;
  readonly section: string | null;
  readonly url: string | null;
  /** BCP 47 tag as the input gives it, else as detected. */
  readonly language: string | null;
  readonly extra: Readonly<Record<string, ExtraValue>>;
  /** Lines of the text that are no part of the article, in text order; offsets count UTF-16 code units. */
  readonly boilerplate: readonly BoilerplateSpan[];
}

/** A document of which only id and text are known: its metadata is null but for what is given. */
export function plainDocument(
  id: string,
  text: string,
  metadata: Partial<Omit<CorpusDocument, 'id' | 'text'>> = {},
): CorpusDocument {
  return {
    id,
    text,
    outlet: null,
    title: null,
    author: null,
    published: null,
    section: null,
    url: null,
    language: null,
    extra: {},
    boilerplate: [],
    ...metadata,
  };
}

/** The metadata of a document that Hedgerow knows by name, in the order of the output's columns. */
export const METADATA_FIELDS = [
  'outlet',
  'title',
  'author',
  'published',
  'section',
  'url',
  'language',
] as const;

export type MetadataField = (typeof METADATA_FIELDS)[number];

/** A document or record that could not be used. None is dropped silently. */
export interface Reject {
  /** The file as the user named it, or `-` for standard input. */
  readonly source: string;
  /** Line, row or record in the file: `line 3`; null where the whole file is meant. */
  readonly place: string | null;
  /** The document's id, where one was read. */
  readonly id: string | null;
  /** A short machine-readable name, e.g. `malformed-json`, `empty-text`, `not-english`, `duplicate-id`. */
  readonly reason: string;
  /** What is wrong, for a person. */
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** What reading a corpus gives, in the corpus's order. */
export type CorpusItem =
  | {
      readonly kind: 'document';
      readonly document: CorpusDocument;
      /** Where it was read, as in `Reject`, should a stage have to give it up. */
      readonly source?: string;
      readonly place?: string | null;
    }
  | { readonly kind: 'reject'; readonly reject: Reject };

/** A file of a corpus, as the manifest records it. */
export interface SourceFile {
  /** The path as the user named it (relative to the folder or glob given), or `-`. */
  readonly name: string;
  /** `jsonl`, `csv`, … with `+gzip` or `+zstd` where compressed; `unknown` where the file could not be read at all. */
  readonly format: string;
  /**
   * Of text, pages and feeds: WHATWG's label, `(assumed)` where only its frequency speaks for it, `(given)` where the user
   * named it; several of an archive; absent for binary formats.
   */
  readonly encoding?: string;
  readonly bytes: number;
  /** SHA-256 of the bytes as stored, hexadecimal. */
  readonly sha256: string;
  /** Records counted in the file, usable or not. */
  readonly records: number;
}

/** What a reader of the corpus should know of how it was read: text mended, marks of missing values, cut texts. */
export interface ReadingNote {
  /** A short machine-readable name, e.g. `mended-text`, `missing-marks`, `cut-texts`, `date-order`. */
  readonly kind: string;
  /** Documents concerned. */
  readonly documents: number;
  /** What was found and how it was read, for a person. */
  readonly message: string;
  /** What to do where another reading is wanted. */
  readonly remedy: string;
  /** Where the first of them stands; null where it concerns a column. */
  readonly first: string | null;
}

/** What is known of a corpus before its documents are read; found in one pass over its files. */
export interface CorpusSurvey {
  readonly sources: readonly SourceFile[];
  /** Sum of `records`: documents and rejects together. */
  readonly records: number;
  /** The user's own columns over the whole corpus, sorted by name. */
  readonly extraColumns: readonly ExtraColumn[];
  /** Which input column was taken for which field, by file format: `{ text: 'body', outlet: 'source' }`. */
  readonly mapping: Readonly<Record<string, string>>;
  /** Options of reading that decide which documents there are and what they hold; part of an analysis's key. */
  readonly rules?: Readonly<Record<string, unknown>>;
  /** How its values were read, where that is not as they stand. */
  readonly notes?: readonly ReadingNote[];
  /** The lines that its outlets repeat, by which boilerplate is known. */
  readonly repeatedLines?: RepeatedLines;
}

/** A corpus that can be surveyed and read, both more than once. */
export interface Corpus {
  survey(): Promise<CorpusSurvey>;
  read(): AsyncIterable<CorpusItem>;
  /** Names of files that are no longer as the survey found them; absent where a corpus is no files. */
  changed?(): Promise<readonly string[]>;
}
