/** What a format is: one object, from which detection, messages and documentation are made, and its reader. */
import type { ByteSource, Compression } from '../input/bytes.js';
import type { CorpusLimits } from '../input/limits.js';
import type { RecordOrDefect } from '../input/read-failure.js';

/** Kinds of formats, in the order of the documentation's table. */
export const FORMAT_KINDS = ['texts', 'records', 'the web', 'documents', 'annotation', 'archives'] as const;

/** A format that is read. One file in `definitions/`, one line in `format-registry.ts`, one fixture. */
export interface Format {
  /** In manifests and descriptions: `docx`. */
  readonly name: string;
  readonly kind: (typeof FORMAT_KINDS)[number];
  /** As messages list it, with its usual extensions; null where another format's words mean it too. */
  readonly words: string | null;
  /** As the documentation lists it among its kind; null likewise. */
  readonly about: string | null;
  /** Lower case, with the dot. Each may be followed by `.gz` or `.zst`. */
  readonly extensions: readonly string[];
  /** Whether the first bytes are this format's beyond doubt, whatever the file is called; absent where none are. */
  readonly begins?: (head: Buffer, extension: string) => boolean;
  /** Where it is a ZIP archive of parts: how it is told from others. */
  readonly zipped?: {
    /** What the archive's first member, `mimetype`, holds. */
    readonly mediaType?: string;
    /** Whether the extension alone tells it. */
    readonly named?: true;
    readonly holds?: (head: Buffer) => boolean;
  };
  /** First elements, lower case, of documents in markup: `.xml` says nothing of what it holds. */
  readonly roots?: readonly string[];
  /** What a file is that bears the extension but not the first bytes; absent where the extension is enough. */
  readonly named?: (head: Buffer, extension: string) => FormatGuess;
  /** Whether its bytes are text in an encoding that the file does not tell. */
  readonly plainText?: true;
  /** Loads the reader when it is first needed: DuckDB, apache-arrow and other libraries take a tenth of a second each. */
  readonly load: () => Promise<Reader>;
}

export type FormatGuess =
  | { readonly format: Format }
  | { readonly unknown: string; readonly remedy?: string };

/** How a file is to be read. */
export interface FileContent {
  readonly format: Format;
  readonly compression: Compression | null;
  /** Of text formats; UTF-8 where the format says its own. */
  readonly encoding: string;
  /** `given` by the user; `assumed`: nothing speaks against it, and nothing but its frequency for it. */
  readonly encodingIs: 'given' | 'found' | 'assumed';
}

/** A file whose format is known, as its reader gets it. */
export interface SourceToRead extends ByteSource {
  /** As the user named it; for messages and for what an extension tells (`.tsv`). */
  readonly name: string;
  /** Of text formats; UTF-8 where the format allows no other. */
  readonly encoding: string;
  /** Where the user has given it, what a page or feed says of itself does not count. */
  readonly encodingIs: FileContent['encodingIs'];
}

/** The encoding that the user has given, else null. */
export const givenEncoding = ({ encoding, encodingIs }: SourceToRead): string | null =>
  encodingIs === 'given' ? encoding : null;

/** How an archive reads the files in it. */
export interface Nested {
  /** Of archives that the archive lies in. */
  readonly depth: number;
  /** Reads a file that stands at `path` and is called `name`, whatever its format. */
  readonly read: (name: string, path: string) => AsyncIterable<RecordOrDefect>;
}

/**
 * Streams a file's records in their order, the same on every call. A record that cannot be read is yielded
 * as a defect; a failure that ends the file is thrown as ReadFailure.
 */
export type Reader = (
  source: SourceToRead,
  limits: CorpusLimits,
  nested: Nested,
) => AsyncIterable<RecordOrDefect>;
