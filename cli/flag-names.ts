/**
 * What the command line calls the library's options. Messages of the library name an option as code does, "the option
 * `textColumn`" or "the option `idColumn: null`"; here alone that becomes a flag, `--text-column`, `--no-id-column`.
 */

/** Options whose flag is not just their name in small letters with hyphens. */
const FLAGS: Readonly<Record<string, string>> = {
  maxTextBytes: 'max-text-megabytes',
  maxRecordBytes: 'max-record-megabytes',
  maxDecompressedBytes: 'max-decompressed-megabytes',
  batchDocuments: 'batch-size',
  documentTimeoutMs: 'document-timeout',
  runtime: 'encoder-runtime',
  'tokenising.keepBoilerplate': 'keep-boilerplate',
  'framing.codebooks': 'codebook',
  'hedging.lexicon': 'hedge-lexicon',
  'hedging.scheme': 'hedge-scheme',
  'actors.registry': 'registry',
  'sentiment.model': 'model',
  'sentiment.runtime': 'encoder-runtime',
};

/** `text-column` of `textColumn`. */
export function flagOf(option: string): string {
  return FLAGS[option] ?? option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

const NAMED_OPTION = /[Tt]he option `([\w.]+)(?:: ([^`]+))?`/g;

/** A message of the library with its options named as the command line names them. */
export function withFlags(message: string): string {
  return message.replace(NAMED_OPTION, (_, option: string, value: string | undefined) => {
    const flag = flagOf(option);
    if (value === undefined || value === 'true') return `--${flag}`;
    if (value === 'null' || value === 'false') return `--no-${flag}`;
    return `--${flag} ${value.replace(/^'(.*)'$/, '$1')}`;
  });
}
