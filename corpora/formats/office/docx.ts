/** Reads Word documents. */
import { readFile } from 'node:fs/promises';
import mammoth from 'mammoth';
import { seekable } from '../../input/bytes.js';
import type { CorpusLimits } from '../../input/limits.js';
import { libraryWords, ReadFailure } from '../../input/read-failure.js';
import { readZipParts } from '../archive/zip-file.js';
import { splitExport } from '../exports/export.js';
import type { Reader } from '../format.js';
import { textOfHtml } from '../html/text-of-html.js';
import { areTagsClosed, readXml, type XmlElement } from '../xml-elements.js';

/** What mammoth hands to `transformDocument`. */
interface WordElement {
  readonly type: string;
  readonly children?: readonly WordElement[];
}

/** Left out: marks of notes and comments would stand as digits within sentences, and pictures have no text. */
const LEFT_OUT = new Set(['noteReference', 'commentReference', 'image']);

/** A Word document (.docx): one document, or those of a database's export; its paragraphs without notes, comments and deleted text. */
export const readDocx: Reader = async function* (source, limits) {
  const { path, remove } = await seekable(source, limits);
  try {
    // Mammoth unpacks without limits or checksums: here both are checked first.
    const parts = await readZipParts(path, limits, (name) => /\.(?:xml|rels)$/i.test(name));
    if (
      !parts.has('[Content_Types].xml') ||
      ![...parts.keys()].some((name) => /^word\/document\d*\.xml$/i.test(name))
    )
      throw notWord('it holds no Word document');
    for (const [name, bytes] of parts)
      if (/^word\/document/i.test(name)) readXml(bytes.toString('utf8'), limits, null);
    for (const [name, bytes] of parts) {
      // Mammoth's parser goes on behind each tag that does not end, through all that is left.
      if (!areTagsClosed(bytes.toString('utf8'))) throw notWord(`a tag in ${name} does not end`);
    }
    for (const [name, bytes] of parts)
      if (/^word\/.*\.xml$/i.test(name)) checkInstructions(bytes.toString('utf8'), limits);
    const text = await wordText(path);
    const exported = splitExport(text);
    if (exported === null) yield { number: 1, place: null, values: properties(parts, limits), body: text };
    else yield* exported;
  } finally {
    await remove();
  }
};

/** No instruction of Word's has more. */
const BLANKS_MOST = 1000;

/** Mammoth searches a field's instruction with an expression whose time grows with the square of a run of blanks. */
function checkInstructions(xml: string, limits: CorpusLimits): void {
  if (!xml.includes('instrText')) return;
  const found: string[] = [];
  const collect = (element: XmlElement): void => {
    if (element.name === 'instrtext') found.push(element.textContent ?? '');
    else for (const child of element.children) collect(child);
  };
  const root = readXml(xml, limits, null)?.root;
  if (root !== undefined) collect(root);
  if (new RegExp(`(?<!\\s)\\s{${BLANKS_MOST}}`).test(found.join('')))
    throw notWord(`a field's instruction has more than ${BLANKS_MOST} blanks in a row`);
}

async function wordText(path: string): Promise<string> {
  const { value } = await mammoth
    .convertToHtml(
      { buffer: await readFile(path) },
      {
        transformDocument: withoutMarks,
        includeEmbeddedStyleMap: false,
        externalFileAccess: false,
        ignoreEmptyParagraphs: true,
      },
    )
    .catch((error: unknown) => {
      throw notWord(libraryWords(error));
    });
  return value === '' ? '' : textOfHtml(value);
}

function withoutMarks(element: WordElement): WordElement {
  if (element.children === undefined) return element;
  const children = element.children.filter(({ type }) => !LEFT_OUT.has(type)).map(withoutMarks);
  return { ...element, children };
}

function notWord(what: string): ReadFailure {
  return new ReadFailure({
    reason: 'corrupt-docx',
    message: `the Word document cannot be read: ${what}`,
    remedy: 'Open it in a word processor and save it again as .docx, or as plain text.',
  });
}

/** Title and author as the document's properties give them. The day it was made is not that of publication. */
function properties(parts: ReadonlyMap<string, Buffer>, limits: CorpusLimits): Record<string, string | null> {
  const core = parts.get('docProps/core.xml');
  const root = core === undefined ? undefined : readXml(core.toString('utf8'), limits, null)?.root;
  const value = (name: string): string | null =>
    root?.children.find((child) => child.name === name)?.textContent?.trim() || null;
  return { title: value('title'), author: value('creator'), created: value('created') };
}
