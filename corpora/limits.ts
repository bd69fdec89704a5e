/** What one document, one record or one compressed file may cost. Each has an option and says so in its error. */
export interface CorpusLimits {
  /** Bytes of UTF-8 in one document's text. Default 20 MB. */
  readonly maxTextBytes: number;
  /** Bytes of one record (a JSON line, a CSV row, an array's element) as stored. Default four times the text. */
  readonly maxRecordBytes: number;
  /** How many times larger than the file its decompressed bytes may be, once they exceed 64 MB. Default 200. */
  readonly maxCompressionRatio: number;
}

const MEGABYTE = 1_000_000;

export function limitsOf(options: Partial<CorpusLimits>): CorpusLimits {
  const maxTextBytes = options.maxTextBytes ?? 20 * MEGABYTE;
  return {
    maxTextBytes,
    maxRecordBytes: options.maxRecordBytes ?? 4 * maxTextBytes,
    maxCompressionRatio: options.maxCompressionRatio ?? 200,
  };
}

/** `20 MB`, for messages. */
export function sizeText(bytes: number): string {
  if (bytes >= MEGABYTE) return `${Math.round(bytes / 100_000) / 10} MB`;
  return bytes >= 1000 ? `${Math.round(bytes / 100) / 10} kB` : `${bytes} bytes`;
}
