/** The formats that are read, and what is made of their list: extensions, messages, the documentation's table. */
import { bareName, extensionOf } from '../input/file-names.js';
import { annotation } from './definitions/annotation.js';
import { tar, zip } from './definitions/archives.js';
import { arrowFile, arrowStream } from './definitions/arrow.js';
import { csv } from './definitions/csv.js';
import { docx } from './definitions/docx.js';
import { epub } from './definitions/epub.js';
import { feed } from './definitions/feed.js';
import { html } from './definitions/html.js';
import { json, jsonl } from './definitions/json.js';
import { parquet } from './definitions/parquet.js';
import { pdf } from './definitions/pdf.js';
import { rtf } from './definitions/rtf.js';
import { ods, xlsx } from './definitions/spreadsheets.js';
import { text } from './definitions/text.js';
import { warc } from './definitions/warc.js';
import { FORMAT_KINDS, type Format } from './format.js';

/** In the order in which messages and documentation list them, and first bytes are looked at. */
export const FORMATS: readonly Format[] = [
  text,
  json,
  jsonl,
  csv,
  parquet,
  arrowFile,
  arrowStream,
  xlsx,
  ods,
  html,
  warc,
  feed,
  docx,
  rtf,
  epub,
  pdf,
  annotation,
  zip,
  tar,
];

/** Extension, with its dot, to format. Each may be followed by `.gz` or `.zst`. */
export const EXTENSIONS: ReadonlyMap<string, Format> = new Map(
  FORMATS.flatMap((format) => format.extensions.map((extension) => [extension, format] as const)),
);

/** Readable formats in words, for error messages. */
export const READABLE = ((): string => {
  const words = FORMATS.map((format) => format.words).filter((one) => one !== null);
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}, each also compressed (.gz, .zst)`;
})();

/** The documentation's table of formats, in Markdown. */
export function formatsTable(): string {
  const rows = FORMAT_KINDS.map((kind) => {
    const formats = FORMATS.filter((format) => format.kind === kind && format.about !== null);
    const extensions = FORMATS.filter((format) => format.kind === kind).flatMap((one) => one.extensions);
    const listed = extensions.map((extension) => `\`${extension}\``).join(' ');
    return `| ${kind} | ${formats.map(({ about }) => about).join('; ')} | ${listed} |`;
  });
  return ['| kind | formats | extensions |', '|---|---|---|', ...rows, ''].join('\n');
}

/** A file's name without the extensions that tell its format. */
export function stem(name: string): string {
  const bare = bareName(name);
  const extension = extensionOf(name);
  return EXTENSIONS.has(extension) ? bare.slice(0, -extension.length) : bare;
}
