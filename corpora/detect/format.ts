import { extname } from 'node:path';
import { parseJson } from '../input/json-value.js';
import { decoderOf, encodingOfMark } from './encoding.js';
import { rootElement } from './root-element.js';

/** The formats that have a reader, one a file in `readers/`. */
export const FORMATS = [
  'text',
  'json',
  'jsonl',
  'csv',
  'parquet',
  'arrow-file',
  'arrow-stream',
  'html',
  'warc',
  'feed',
  'docx',
  'epub',
  'pdf',
  'rtf',
  'zip',
  'tar',
  'annotation',
] as const;
export type Format = (typeof FORMATS)[number];

/** Extension to format; also the source of the help text. Each may be followed by `.gz` or `.zst`. */
export const EXTENSIONS: Readonly<Record<string, Format>> = {
  '.txt': 'text',
  '.text': 'text',
  '.md': 'text',
  '.markdown': 'text',
  '.json': 'json',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.csv': 'csv',
  '.tsv': 'csv',
  '.tab': 'csv',
  '.parquet': 'parquet',
  '.pq': 'parquet',
  '.arrow': 'arrow-file',
  '.feather': 'arrow-file',
  '.ipc': 'arrow-file',
  '.arrows': 'arrow-stream',
  '.html': 'html',
  '.htm': 'html',
  '.xhtml': 'html',
  '.warc': 'warc',
  '.wet': 'warc',
  '.arc': 'warc',
  '.rss': 'feed',
  '.atom': 'feed',
  '.rdf': 'feed',
  '.docx': 'docx',
  '.epub': 'epub',
  '.pdf': 'pdf',
  '.rtf': 'rtf',
  '.xmi': 'annotation',
  '.zip': 'zip',
  '.tar': 'tar',
  '.tgz': 'tar',
};

/** The first element of a document in markup, to its format: `.xml` says nothing of what it holds. */
const ROOTS: Readonly<Record<string, Format>> = {
  html: 'html',
  rss: 'feed',
  feed: 'feed',
  rdf: 'feed',
  channel: 'feed',
  xmi: 'annotation',
};

/** Readable formats in words, for error messages. */
export const READABLE = `plain text and Markdown (.txt, .md), JSON (.json), JSON lines (.jsonl, .ndjson), CSV and TSV (.csv, .tsv), Parquet (.parquet), Arrow IPC (.arrow, .feather, .arrows), HTML pages (.html), web archives (.warc, .arc), feeds (.rss, .atom, .xml), Word documents (.docx), RTF (.rtf), EPUB (.epub), PDF with text (.pdf), INCEpTION and WebAnno exports (.xmi, .tsv, .json) and archives of these (.zip, .tar), each also compressed (.gz, .zst)`;

const startsWith = (head: Uint8Array, ...bytes: number[]): boolean => bytes.every((b, i) => head[i] === b);
const ascii = (head: Uint8Array, text: string): boolean =>
  startsWith(head, ...[...text].map((c) => c.charCodeAt(0)));

/** Compressions and archives that are not read, with what unpacks them. */
const COMPRESSIONS: readonly { readonly bytes: readonly number[]; readonly name: string }[] = [
  { bytes: [0x42, 0x5a, 0x68], name: 'bzip2 compression (`bunzip2` unpacks it)' },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], name: 'xz compression (`unxz` unpacks it)' },
  { bytes: [0x04, 0x22, 0x4d, 0x18], name: 'LZ4 compression (`unlz4` unpacks it)' },
  { bytes: [0x4c, 0x5a, 0x49, 0x50], name: 'lzip compression (`lzip -d` unpacks it)' },
  { bytes: [0x1f, 0x9d], name: 'compress (`uncompress` unpacks it)' },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], name: 'a 7-Zip archive (`7z x` unpacks it)' },
  { bytes: [0x52, 0x61, 0x72, 0x21], name: 'a RAR archive (`unrar x` unpacks it)' },
];

/** Formats told by their first bytes that no reader takes. */
function foreignFormat(head: Uint8Array): string | null {
  if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0))
    return 'old Microsoft Office, or of an encrypted document of a newer one';
  if (ascii(head, 'PARE')) return 'encrypted Parquet';
  if (ascii(head, 'SQLite format 3')) return 'SQLite';
  return COMPRESSIONS.find(({ bytes }) => startsWith(head, ...bytes))?.name ?? null;
}

export type FormatGuess = { readonly format: Format } | { readonly unknown: string };

/** The extension of a compressed file. */
const COMPRESSED = /\.(?:gz|gzip|zst|zstd)$/i;

/** The extension that tells the format: `.csv` of `a.csv.gz`, lower case. */
export function formatExtension(name: string): string {
  return extname(name.replace(COMPRESSED, '')).toLowerCase();
}

/** A file's name without the extensions that tell its format. */
export function stem(name: string): string {
  const bare = name.replace(COMPRESSED, '');
  const extension = extname(bare);
  return extension.toLowerCase() in EXTENSIONS ? bare.slice(0, -extension.length) : bare;
}

/**
 * Tells a file's format by its first bytes where they are decisive, else by its extension.
 *
 * @param head - the first bytes, decompressed.
 */
export function detectFormat(name: string, head: Buffer): FormatGuess {
  if (ascii(head, 'PAR1')) return { format: 'parquet' };
  if (ascii(head, 'ARROW1')) return { format: 'arrow-file' };
  if (startsWith(head, 0xff, 0xff, 0xff, 0xff)) return { format: 'arrow-stream' };
  if (ascii(head, 'WARC/') || ascii(head, 'filedesc://')) return { format: 'warc' };
  // A PDF may have other bytes before its beginning.
  if (ascii(head, '%PDF-') || (formatExtension(name) === '.pdf' && head.subarray(0, 1024).includes('%PDF-')))
    return { format: 'pdf' };
  if (
    ascii(head, '#FORMAT=WebAnno TSV 3') ||
    /^\s*\{\s*"%(?:TYPES|FEATURE_STRUCTURES|VIEWS)"/.test(head.toString('latin1'))
  )
    return { format: 'annotation' };
  if (ascii(head, '{\\rtf')) return { format: 'rtf' };
  if (ascii(head, 'PK\u0005\u0006')) return { format: 'zip' };
  if (ascii(head.subarray(257), 'ustar')) return { format: 'tar' };
  if (startsWith(head, 0x50, 0x4b, 0x03, 0x04)) return zipFormat(name, head);
  const foreign = foreignFormat(head);
  if (foreign !== null) return { unknown: `its first bytes are those of ${foreign}, which is not read` };
  const extension = formatExtension(name);
  const format = EXTENSIONS[extension];
  switch (format) {
    case 'parquet':
      return { unknown: 'it is named as Parquet but does not begin with the bytes PAR1' };
    case 'pdf':
    case 'docx':
    case 'epub':
    case 'rtf':
    case 'zip':
    case 'tar':
      return { unknown: `it is named as ${extension.slice(1).toUpperCase()} but does not begin as one` };
    case 'arrow-file':
    case 'arrow-stream':
      // Streams written before Arrow 0.15 begin with the metadata's length alone.
      return head.length >= 8 && head.readUInt32LE(0) > 0 && head.readUInt32LE(0) < 1 << 20
        ? { format: 'arrow-stream' }
        : { unknown: 'it is named as Arrow IPC but begins as neither a file nor a stream of it' };
    case 'json':
    case 'jsonl':
      return { format: jsonOrLines(head, format) };
    case undefined:
      break;
    default:
      return { format };
  }
  const root = rootElement(head)?.replace(/^.*:/, '') ?? null;
  if (root !== null && Object.hasOwn(ROOTS, root)) return { format: ROOTS[root]! };
  if (extension === '.xml')
    return { unknown: `it is XML of a kind that is not read (its first element is '${root ?? 'none'}')` };
  if (name !== '-' && extension !== '')
    return { unknown: `the extension '${extension}' is of no format that is read` };
  const first = head.toString('latin1').trimStart()[0];
  if (first === '{' || first === '[') return { format: jsonOrLines(head, name === '-' ? 'jsonl' : 'json') };
  return { format: 'text' };
}

/** Word, Excel, EPUB and others are ZIP archives; what they hold tells them apart. */
function zipFormat(name: string, head: Buffer): FormatGuess {
  if (head.includes('mimetypeapplication/epub+zip')) return { format: 'epub' };
  if (head.includes('mimetypeapplication/vnd.oasis.opendocument'))
    return { unknown: 'it is an OpenDocument file; save it as .docx or as plain text' };
  const format = EXTENSIONS[formatExtension(name)];
  if (format === 'docx' || format === 'epub') return { format };
  if (head.includes('word/document.xml') || head.includes('word/_rels/')) return { format: 'docx' };
  if (head.includes('xl/') && head.includes('[Content_Types].xml'))
    return { unknown: 'it is an Excel workbook; save the sheet as CSV' };
  return { format: 'zip' };
}

/** Of a first line that is looked at. */
const MOST_NESTED = 256;

/** Many `.json` files hold JSON lines, and some `.jsonl` files an array. */
function jsonOrLines(head: Buffer, named: 'json' | 'jsonl'): 'json' | 'jsonl' {
  const text = decoderOf(encodingOfMark(head) ?? 'utf-8', false)
    .decode(head)
    .trimStart();
  if (text.startsWith('[')) return named === 'jsonl' && /^\[.*\]\s*\n\s*\[/.test(text) ? 'jsonl' : 'json';
  if (named === 'jsonl') return 'jsonl';
  const lineEnd = text.indexOf('\n');
  if (lineEnd < 0 || !text.slice(lineEnd).trimStart().startsWith('{')) return 'json';
  try {
    parseJson(text.slice(0, lineEnd), MOST_NESTED);
    return 'jsonl';
  } catch {
    return 'json';
  }
}
