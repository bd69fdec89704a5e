/** The limits of one document, record or file. */
import type { Defect } from './read-failure.js';

/** What one document, record or file may cost before it is refused. Each has an option and is named in its error. */
export interface CorpusLimits {
  /** Bytes of UTF-8 in one document's text. Default 20 MB. */
  readonly maxTextBytes: number;
  /** Bytes of one record as stored (a JSON line, a CSV row, a whole page or PDF). Default four times the text. */
  readonly maxRecordBytes: number;
  /** Bytes that one file may hold once decompressed or unpacked. Default 100 GB. */
  readonly maxDecompressedBytes: number;
  /** How many times larger than the file its decompressed bytes may be, once they exceed 64 MB. Default 200. */
  readonly maxCompressionRatio: number;
  /** Depth of values, elements or archives within each other. Default 256. */
  readonly maxNesting: number;
  /** Columns of one file, and of the corpus. Default 2,000. */
  readonly maxColumns: number;
  /** Records of one file, entries of one archive. Default 10 million. */
  readonly maxRecords: number;
}

/** A limit as options and documentation show it. */
export interface Limit {
  readonly name: keyof CorpusLimits;
  /** In which its default is told to people: bytes are told in megabytes. */
  readonly unit: number;
  /** The default in that unit; null where it follows from another limit. */
  readonly fallback: number | null;
  readonly description: string;
  /** `reason` of the rejects it makes. */
  readonly reason: string;
}

const MEGABYTE = 1_000_000;

/** Every limit: read by the options, the help text and the errors. */
export const LIMITS: readonly Limit[] = [
  {
    name: 'maxTextBytes',
    unit: MEGABYTE,
    fallback: 20,
    description: 'A document with a longer text is rejected',
    reason: 'text-too-large',
  },
  {
    name: 'maxRecordBytes',
    unit: MEGABYTE,
    fallback: null,
    description: 'A larger record as stored is rejected (default: four times the text)',
    reason: 'record-too-large',
  },
  {
    name: 'maxDecompressedBytes',
    unit: MEGABYTE,
    fallback: 100_000,
    description: 'A compressed file or archive is read no further than this',
    reason: 'decompression-limit',
  },
  {
    name: 'maxCompressionRatio',
    unit: 1,
    fallback: 200,
    description: 'A file that grows more than so many times when decompressed is refused (from 64 MB on)',
    reason: 'decompression-limit',
  },
  {
    name: 'maxNesting',
    unit: 1,
    fallback: 256,
    description: 'Values nested more deeply are rejected',
    reason: 'too-deep',
  },
  {
    name: 'maxColumns',
    unit: 1,
    fallback: 2000,
    description: 'A file with more columns is refused',
    reason: 'too-many-columns',
  },
  {
    name: 'maxRecords',
    unit: 1,
    fallback: 10_000_000,
    description: 'A file is read no further than this',
    reason: 'too-many-records',
  },
];

export function limitsOf(options: Partial<CorpusLimits>): CorpusLimits {
  const limits = {} as Record<keyof CorpusLimits, number>;
  for (const { name, unit, fallback } of LIMITS) {
    limits[name] = options[name] ?? (fallback === null ? 4 * limits.maxTextBytes : fallback * unit);
  }
  return limits;
}

/**
 * The defect of what exceeds a limit; throw it as `new ReadFailure(limitDefect(…))` where it ends the file.
 *
 * @param message - what was found, with the limit's value in it: "the text has 31 MB, more than 20 MB".
 * @param instead - what else to do than to raise the limit: "Split it into documents".
 */
export function limitDefect(
  name: keyof CorpusLimits,
  message: string,
  instead: string,
  place: string | null = null,
): Defect {
  const { reason } = LIMITS.find((limit) => limit.name === name)!;
  return { place, reason, message, remedy: `${instead}, or raise the option \`${name}\`.` };
}

/** `20 MB`, for messages. */
export function sizeText(bytes: number): string {
  if (bytes >= 1000 * MEGABYTE) return `${Math.round(bytes / 100_000_000) / 10} GB`;
  if (bytes >= MEGABYTE) return `${Math.round(bytes / 100_000) / 10} MB`;
  return bytes >= 1000 ? `${Math.round(bytes / 100) / 10} kB` : `${bytes} bytes`;
}
