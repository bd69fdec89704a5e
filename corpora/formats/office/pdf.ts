/** Reads PDF with text. */
import { getDocumentProxy } from 'unpdf';
import { readBytes } from '../../input/bytes.js';
import { type CorpusLimits, limitDefect, sizeText } from '../../input/limits.js';
import { libraryWords, ReadFailure } from '../../input/read-failure.js';
import { wholeBytes } from '../../input/whole.js';
import { splitExport } from '../exports/export.js';
import type { Reader } from '../format.js';
import { linesOfPage, type PdfLine, type PdfRun, paragraphsOf, withoutRunningHeads } from './pdf-lines.js';

/** A PDF with text: one document, by pdf.js. Scripts and forms are not run; nothing is drawn or fetched. */
export const readPdf: Reader = async function* (source, limits) {
  const bytes = await wholeBytes(readBytes(source, limits), limits.maxRecordBytes);
  const pdf = await getDocumentProxy(withoutXmp(new Uint8Array(bytes)), {
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
    stopAtErrors: false,
    verbosity: 0,
  }).catch((error: unknown) => {
    throw unreadable(error as Error);
  });
  try {
    const pages: PdfLine[][] = [];
    let size = 0;
    for (let number = 1; number <= pdf.numPages; number++) {
      const lines = await linesOf(pdf, number);
      size += lines.reduce((sum, { text }) => sum + text.length, 0);
      checkSize(size, limits);
      pages.push(lines);
    }
    if (size === 0) {
      throw new ReadFailure({
        reason: 'no-text-layer',
        message: `the PDF has no text: its ${pdf.numPages} page${pdf.numPages === 1 ? ' is a picture' : 's are pictures'}`,
        remedy: 'Recognise its text first, for example with `ocrmypdf`.',
      });
    }
    if (splitExport(pages.map((lines) => lines.map(({ text }) => text).join('\n')).join('\n')) !== null) {
      throw new ReadFailure({
        reason: 'unsupported-export',
        message:
          'the PDF is the export of a database, whose documents cannot be told apart safely in this form',
        remedy: 'Export the documents as Word (.docx), RTF or plain text.',
      });
    }
    const body = paragraphsOf(withoutRunningHeads(pages)).join('\n\n');
    yield { number: 1, place: null, values: await properties(pdf), body };
  } finally {
    await pdf.destroy();
  }
};

const SLASH = 0x2f;

/** A PDF name, each of its characters as itself or as its number. */
const spelt = (name: string): string =>
  [...name].map((one) => `(?:${one}|#${one.charCodeAt(0).toString(16)})`).join('');
const XML_NAME = new RegExp(`^${spelt('XML')}`, 'i');
const AFTER_SUBTYPE = new RegExp(`/${spelt('Subtype')}[\\s\\0]*$`, 'i');

/**
 * Takes the type from the stream of properties in XML (XMP), in place: pdf.js would read it when it is asked for title and author, in time
 * that grows with the square of the ampersands in it, and nothing here comes from it.
 */
function withoutXmp(bytes: Uint8Array): Uint8Array {
  const text = (from: number, to: number): string =>
    Buffer.from(
      bytes.buffer,
      bytes.byteOffset + Math.max(0, from),
      Math.max(0, to - Math.max(0, from)),
    ).toString('latin1');
  for (let at = bytes.indexOf(SLASH); at >= 0; at = bytes.indexOf(SLASH, at + 1)) {
    const next = bytes[at + 1];
    if (next !== 0x58 && next !== 0x23) continue;
    if (XML_NAME.test(text(at + 1, Math.min(bytes.length, at + 10))) && AFTER_SUBTYPE.test(text(at - 80, at)))
      // `X` or `#58` becomes `Y` or `#59`.
      bytes[next === 0x58 ? at + 1 : at + 3]!++;
  }
  return bytes;
}

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

async function linesOf(pdf: Pdf, number: number): Promise<PdfLine[]> {
  try {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    page.cleanup();
    return linesOfPage((items as (PdfRun | object)[]).filter((item): item is PdfRun => 'str' in item));
  } catch (error) {
    throw unreadable(error as Error, `page ${number}`);
  }
}

function checkSize(size: number, limits: CorpusLimits): void {
  if (size <= limits.maxTextBytes) return;
  throw new ReadFailure(
    limitDefect('maxTextBytes', `its text is longer than ${sizeText(limits.maxTextBytes)}`, 'Split the PDF'),
  );
}

function unreadable(error: Error, place: string | null = null): ReadFailure {
  if (error.name === 'PasswordException') {
    return new ReadFailure({
      reason: 'encrypted',
      message: 'the PDF is encrypted: it asks for a password',
      remedy: 'Save it without a password, for example with `qpdf --decrypt`.',
    });
  }
  const what = libraryWords(error);
  return new ReadFailure({
    place,
    reason: 'corrupt-pdf',
    message: `the PDF cannot be read${place === null ? '' : ` at ${place}`}: ${what}`,
    remedy: 'Fetch it again, or print it to a new PDF; `qpdf --check` tests it.',
  });
}

/** Title and author as the file's properties give them. The day it was made is not that of publication. */
async function properties(pdf: Pdf): Promise<Record<string, string | null>> {
  const { info } = (await pdf.getMetadata().catch(() => ({ info: {} }))) as { info: Record<string, unknown> };
  const value = (name: string): string | null => {
    const text = info[name];
    return typeof text === 'string' && text.trim() !== '' ? text.trim() : null;
  };
  const created = /^D:(\d{4})(\d{2})(\d{2})/.exec(value('CreationDate') ?? '');
  return {
    title: value('Title')?.replace(/^Microsoft Word - (.*?)(?:\.docx?)?$/, '$1') ?? null,
    author: value('Author'),
    created: created === null ? null : `${created[1]}-${created[2]}-${created[3]}`,
  };
}
