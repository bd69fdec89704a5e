/** Tells a file's format, by what the formats say of themselves. */
import { rootElement } from '../detect/root-element.js';
import { extensionOf } from '../input/file-names.js';
import { zip } from './definitions/archives.js';
import { json, jsonl } from './definitions/json.js';
import { text } from './definitions/text.js';
import { foreignFormat } from './foreign-formats.js';
import type { Format, FormatGuess } from './format.js';
import { EXTENSIONS, FORMATS } from './format-registry.js';
import { beginsWith } from './signature.js';

/**
 * Tells a file's format by its first bytes where they are decisive, else by its extension.
 *
 * @param head - the first bytes, decompressed.
 */
export function detectFormat(name: string, head: Buffer): FormatGuess {
  const extension = extensionOf(name);
  const begun = FORMATS.find(({ begins }) => begins?.(head, extension));
  if (begun !== undefined) return { format: begun };
  if (beginsWith(head, 'PK\u0003\u0004')) return zippedFormat(extension, head);
  const foreign = foreignFormat(head, extension);
  if (foreign !== null)
    return {
      unknown: `its first bytes are those of ${foreign.name}, which is not read`,
      ...(foreign.remedy === undefined ? {} : { remedy: foreign.remedy }),
    };
  const named = EXTENSIONS.get(extension);
  if (named !== undefined) return named.named?.(head, extension) ?? { format: named };
  const root = rootElement(head)?.replace(/^.*:/, '') ?? null;
  const rooted = root === null ? undefined : FORMATS.find(({ roots }) => roots?.includes(root));
  if (rooted !== undefined) return { format: rooted };
  if (extension === '.xml')
    return { unknown: `it is XML of a kind that is not read (its first element is '${root ?? 'none'}')` };
  if (name !== '-' && extension !== '')
    return { unknown: `the extension '${extension}' is of no format that is read` };
  const first = head.toString('latin1').trimStart()[0];
  if (first === '{' || first === '[') return (name === '-' ? jsonl : json).named!(head, extension);
  return { format: text };
}

/** Word, Excel, EPUB and others are ZIP archives; what they hold tells them apart. */
function zippedFormat(extension: string, head: Buffer): FormatGuess {
  const zipped = (test: (how: NonNullable<Format['zipped']>) => boolean | undefined): Format | undefined =>
    FORMATS.find((format) => format.zipped !== undefined && test(format.zipped));
  const typed = zipped(({ mediaType }) => mediaType !== undefined && head.includes(`mimetype${mediaType}`));
  if (typed !== undefined) return { format: typed };
  if (head.includes('mimetypeapplication/vnd.oasis.opendocument'))
    return { unknown: 'it is an OpenDocument file; save it as .docx or as plain text' };
  const named = EXTENSIONS.get(extension);
  if (named?.zipped?.named) return { format: named };
  return { format: zipped(({ holds }) => holds?.(head)) ?? zip };
}
