/** Failures of reading: what ends a file, and what costs one record. */
import type { Reject } from '../document.js';

/** Why a record, or the rest of a file, cannot be used: a reject without its source and id. */
export type Defect = Pick<Reject, 'place' | 'reason' | 'message' | 'remedy'>;

/**
 * Thrown by a reader when nothing more of a file can be read. It becomes one reject; what was read before
 * it stands.
 */
export class ReadFailure extends Error {
  readonly defect: Defect;

  constructor(defect: Omit<Defect, 'place'> & { readonly place?: string | null }) {
    super(defect.message);
    this.name = 'ReadFailure';
    this.defect = { place: null, ...defect };
  }
}

const SYSTEM_REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist, or is a link to something that does not',
  EACCES: 'you may not read it',
  EPERM: 'you may not read it',
  ELOOP: 'its links go round in a circle',
  ENOTDIR: 'a part of its path is a file',
  EISDIR: 'it is a folder',
  ENAMETOOLONG: 'its name is too long',
  EIO: 'the disk reports an error',
  ESTALE: 'the server of its disk has lost it',
  ENXIO: 'it is no file that can be read',
  EINVAL: 'it is no file that can be read',
};

/** The failure that a system error means for one file of a corpus; null for any other error. */
export function systemFailure(error: unknown): ReadFailure | null {
  const { code, syscall, message } = error as NodeJS.ErrnoException;
  if (
    code === undefined ||
    syscall === undefined ||
    !/^(?:open|read|stat|lstat|scandir|readlink|realpath|fstat)/.test(syscall)
  )
    return null;
  return new ReadFailure({
    reason: 'unreadable',
    message: `the file cannot be read: ${SYSTEM_REASONS[code] ?? message}`,
    remedy: 'Mend the link or the permission, or leave it out.',
  });
}

/**
 * What a library says of data that it cannot read, in a line. An accident inside it (`Cannot read properties of undefined`)
 * says nothing to a user.
 */
export function libraryWords(error: unknown): string {
  const { name, message } = error as Error;
  if (/^(?:TypeError|RangeError|ReferenceError|SyntaxError)$/.test(name) || message === undefined)
    return 'its structure is not that of its format';
  return message.split('\n')[0]!.replace(/\s+/g, ' ').trim().slice(0, 200);
}

/** What a reader of an export met that it does not know, or that does not fit: told in the survey, so that nothing is lost silently. */
export type Oddity =
  /** A label in a header that is none of those known; its value is not read. */
  | { readonly kind: 'unknown-label'; readonly label: string }
  /** The number of words that the export states, and that of the text read. */
  | { readonly kind: 'word-count'; readonly stated: number; readonly words: number }
  /** No title, outlet or date, though the other documents of the file have them. */
  | { readonly kind: 'bare-document' };

/** A record as it stands in its file, before columns are mapped to fields. */
export interface SourceRecord {
  /** Counted from 1 within the file; broken records count too. */
  readonly number: number;
  /** `line 3`, `row 3`, `record 3`; null where the file is the document. */
  readonly place: string | null;
  /** Values by column name. Nested values are plain objects and arrays. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The text, where it is no column but the file's body. */
  readonly body?: string;
  /** What tells it apart within its file where a number would tell nothing: its name in an archive. */
  readonly localId?: string;
  /** What it was written in, where each record, page or archived file says its own. */
  readonly encoding?: string;
  /** What in it was not understood or does not fit, where it was read all the same. */
  readonly oddities?: readonly Oddity[];
  /** Whether quotes that are not doubled stood in it, and it was read all the same. */
  readonly repaired?: boolean;
}

/** What a reader yields: usable records and defective ones, in the file's order. */
export type RecordOrDefect = SourceRecord | { readonly number: number; readonly defect: Defect };
