import { readDate } from '../../mapping/dates.js';
import { bylineName, type ExportedDocument, noText, type Part, textOfLines } from './exported-document.js';

const FIELD =
  /^(Headline|Byline|Section|Length|Dateline|Highlight|Language|Publication-Type|Load-Date|Copyright|Journal Code|URL|Series|Distribution|Correction-Date):\s*(.*)$/i;
const BODY = /^Body:?(?:\s+(.*))?$/;
const OLD_BODY = /^BODY:\s*(.*)$/;
/** What stands below the text in the older layout; in the newer, the last of these headings. */
const OLD_TAIL =
  /^(?:GRAPHIC|LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|URL|CORRECTION|CORRECTION-DATE|NOTES|SUBJECT|JOURNAL-CODE):/;
const CLOSING = /^(?:Classification|Load-Date:.*)$/;
const APPENDED = /^(?:Graphic|Notes)$/;
const END = /^End of Document$/;
const COUNTER = /^\d+ of \d+ DOCUMENTS?$/;

/**
 * Nexis Uni ("End of Document" below each document, `Body` above its text) and the older LexisNexis ("1 of 20
 * DOCUMENTS" above each, `BODY:`), from their text, RTF, Word or HTML files.
 */
export function splitNexis(lines: Part): ExportedDocument[] {
  if (!lines.some(({ text }) => END.test(text))) return splitAbove(lines).map(documentOf);
  const documents: ExportedDocument[] = [];
  let from = 0;
  for (const [i, { text }] of lines.entries()) {
    if (!END.test(text)) continue;
    documents.push(documentOf(withoutCover(lines.slice(from, i))));
    from = i + 1;
  }
  const rest = lines.slice(from).filter(({ text }) => text !== '');
  if (rest.some(({ text }) => BODY.test(text) || /^(?:Length|Load-Date):/.test(text))) {
    documents.push({
      line: rest[0]!.number,
      values: {},
      defect: {
        reason: 'malformed-export',
        what: "the last document is cut: there is no 'End of Document'",
        remedy: 'Download the export again.',
      },
    });
  }
  return documents;
}

function splitAbove(lines: Part): Part[] {
  const starts = lines.flatMap(({ text }, i) => (COUNTER.test(text) ? [i] : []));
  return starts.map((start, i) => lines.slice(start + 1, starts[i + 1] ?? lines.length));
}

/** A download begins with a cover: who, when, the search, and a list of the documents. */
function withoutCover(part: Part): Part {
  const last = part.findLastIndex(({ text }) =>
    /^(?:Client\/Matter|Search Terms|Search Type|Narrowed by|Content Type|Job Number):?/i.test(text),
  );
  if (last < 0) return part;
  // Below the search's terms stand its filters; the document begins after the next empty line.
  const end = part.findIndex(({ text }, i) => i > last && text === '');
  return end < 0 ? part : part.slice(end + 1);
}

function documentOf(part: Part): ExportedDocument {
  const lines = part.slice(
    Math.max(
      0,
      part.findIndex(({ text }) => text !== ''),
    ),
  );
  const line = lines[0]?.number ?? 1;
  const bodyAt = lines.findIndex(({ text }) => BODY.test(text) || OLD_BODY.test(text));
  const head = bodyAt < 0 ? lines : lines.slice(0, bodyAt);
  const fields = fieldsOf(lines, bodyAt < 0 ? lines.length : bodyAt);
  const preamble = head.filter(({ text }) => text !== '');
  const firstField = preamble.findIndex(({ text }) => FIELD.test(text));
  const top = (firstField < 0 ? preamble : preamble.slice(0, firstField)).map(({ text }) => text);
  const dateAt = top.findIndex((text) => readDate(text, null) !== null);
  const values = {
    title: fields.get('headline') ?? (dateAt > 1 ? top.slice(0, dateAt - 1).join(' ') : null),
    outlet: dateAt > 0 ? top[dateAt - 1]! : null,
    published: dateAt < 0 ? null : top[dateAt]!,
    author: bylineName(fields.get('byline')),
    section: fields.get('section') ?? null,
    language: fields.get('language') ?? null,
    url: fields.get('url') ?? null,
  };
  if (bodyAt < 0) return { line, values, defect: noText('Nexis') };
  const after = lines.slice(bodyAt + 1);
  const marker = lines[bodyAt]!;
  const first = (BODY.exec(marker.text) ?? OLD_BODY.exec(marker.text))?.[1] ?? '';
  const text = textOfLines([{ ...marker, text: first }, ...after.slice(0, tailOf(after))]);
  return { line, values: { text, ...values }, defect: text === '' ? noText('Nexis') : null };
}

function tailOf(lines: Part): number {
  const old = lines.findIndex(({ text }) => OLD_TAIL.test(text));
  if (old >= 0) return old;
  const closing = lines.findIndex(({ text }) => CLOSING.test(text));
  const end = closing < 0 ? lines.length : closing;
  const appended = lines.slice(0, end).findLastIndex(({ text }) => APPENDED.test(text));
  return appended < 0 ? end : appended;
}

/** Fields above the text, and those far below it; one that is too long for its line goes on in the next. */
function fieldsOf(lines: Part, bodyAt: number): Map<string, string> {
  const fields = new Map<string, string>();
  let open: string | null = null;
  for (const [i, { text }] of lines.entries()) {
    const match = i === bodyAt ? null : FIELD.exec(text);
    if (match !== null) {
      open = match[1]!.toLowerCase();
      if (!fields.has(open)) fields.set(open, match[2]!);
    } else if (text === '' || i >= bodyAt) open = null;
    else if (open !== null) fields.set(open, `${fields.get(open)} ${text}`.trim());
  }
  return fields;
}
