import type { FileContent } from '../detect/identify.js';
import type { ByteSource } from '../input/bytes.js';
import type { CorpusLimits } from '../input/limits.js';
import type { RecordOrDefect } from '../input/read-failure.js';

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

/**
 * Streams a file's records in their order, the same on every call. A record that cannot be read is yielded
 * as a defect; a failure that ends the file is thrown as ReadFailure.
 */
export type Reader = (source: SourceToRead, limits: CorpusLimits) => AsyncIterable<RecordOrDefect>;
