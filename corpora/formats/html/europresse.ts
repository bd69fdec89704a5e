/** Europresse and Eureka.cc: the documents of a page as it is saved, in their older and newer layout. */
import type { RecordOrDefect } from '../../input/read-failure.js';
import { bylineName, noText } from '../exports/exported-document.js';
import { exportDate } from '../exports/interface-languages.js';
import { blockText } from './block-text.js';
import { parsePage } from './parse.js';
import { textOfHtml } from './text-of-html.js';

/** Words of an author's name and agency at most; more are the text's first line. */
const LONGEST_BYLINE = 12;

export const isEuropresse = (html: string): boolean => /class=["']?DocPublicationName\b/i.test(html);

type Node = ReturnType<typeof parsePage>['body'];

/**
 * Each document has its outlet in an element of the class `DocPublicationName`, section, day and page in `DocHeader`, and its
 * headline in `TitreArticleVisu` (in tables, as saved until about 2016) or `titreArticle` (in `article` elements, since).
 *
 * @returns null where no document with a headline is found.
 */
export function splitEuropresse(html: string): RecordOrDefect[] | null {
  const page = parsePage(html);
  const outlets = [...page.querySelectorAll('.DocPublicationName')] as Node[];
  const records = outlets.map((outlet, i): RecordOrDefect => {
    const number = i + 1;
    const place = `document ${number}`;
    const frame = frameOf(outlet);
    const values = valuesOf(frame, outlet);
    if (values.text !== '') return { number, place, values: { ...values, database: 'Europresse' } };
    const { reason, what, remedy } = noText('Europresse')!;
    return { number, defect: { place, reason, message: `${place}: ${what}`, remedy } };
  });
  return records.some((record) => 'values' in record && record.values.title !== null) ? records : null;
}

/** The largest element that holds this outlet's name and no other's. */
function frameOf(outlet: Node): Node {
  let frame = outlet;
  for (;;) {
    const parent = frame.parentElement as Node | null;
    if (parent === null || parent.querySelectorAll('.DocPublicationName').length > 1) return frame;
    frame = parent;
  }
}

const line = (node: Node | null): string | null =>
  node === null ? null : (node.textContent ?? '').replace(/\s+/g, ' ').trim() || null;

function valuesOf(frame: Node, outlet: Node): Record<string, string | null> & { text: string } {
  const headline = frame.querySelector('.TitreArticleVisu, .titreArticle, .titreArticleVisu') as Node | null;
  const headers = ([...frame.querySelectorAll('.DocHeader')] as Node[])
    .flatMap((node) => (line(node) ?? '').split(/,\s+(?=\D)|\s+•\s+/))
    .map((part) => part.replace(/^[,\s]+|[,\s]+$/g, ''));
  const whole = ([...frame.querySelectorAll('.DocHeader')] as Node[]).map((node) => line(node) ?? '');
  const dates = [...whole, ...headers, ...whole.flatMap(datesWithin)].map(
    (part) => exportDate(part)?.date ?? null,
  );
  const container = frame.querySelector('.docOcurrContainer') as Node | null;
  const body = container === null ? afterHeadline(frame, headline) : textOf(container);
  const byline = line(frame.querySelector('.sm-margin-bottomNews, .docAuthors') as Node | null);
  const paragraphs = body.split('\n\n');
  // In the older layout the author stands in a line of its own above the text.
  const first = container === null && byline === null ? (paragraphs[0] ?? '') : '';
  const isByline =
    first !== '' && first.split(/\s+/).length <= LONGEST_BYLINE && !/[.!?…]["'»”]?$/.test(first);
  const section = headers[0] ?? null;
  return {
    text: withoutFoot(isByline ? paragraphs.slice(1) : paragraphs).join('\n\n'),
    title: line(headline),
    outlet:
      line(outlet)
        ?.replace(/,? (?:no\.?|n°) ?\d.*$/, '')
        .trim() ?? null,
    author: bylineName(byline ?? (isByline ? first : null)),
    published: dates.find((date) => date !== null) ?? null,
    section: section === null || exportDate(section) !== null || /\d{4}/.test(section) ? null : section,
  };
}

/** Days within a header such as `Cahier A, jeudi 4 mars 2031, p. 3` or `World, Thursday, March 4, 2031 680 words`. */
const datesWithin = (header: string): string[] => [
  ...(header.match(/\d{1,2}(?:er)? \p{L}{3,10}\.? \d{4}/gu) ?? []),
  ...(header.match(/\p{Lu}\p{L}{2,9} \d{1,2}, \d{4}/gu) ?? []),
];

const textOf = (node: Node): string => blockText(node).trim();

/** What stands behind the headline in its frame. */
function afterHeadline(frame: Node, headline: Node | null): string {
  if (headline === null) return '';
  const html = frame.innerHTML;
  const own = headline.outerHTML;
  const at = html.indexOf(own);
  return at < 0 ? '' : textOfHtml(`<div>${html.slice(at + own.length)}</div>`).trim();
}

/** Below the text stand the copyright, the note on the document and its number. */
function withoutFoot(paragraphs: readonly string[]): readonly string[] {
  const foot = paragraphs.findIndex(
    (paragraph, i) =>
      i > 0 && /^(?:©|\(c\)) ?\d{4}|^Cet article est paru|^Document ?: ?news/i.test(paragraph),
  );
  return foot < 0 ? paragraphs : paragraphs.slice(0, foot);
}
