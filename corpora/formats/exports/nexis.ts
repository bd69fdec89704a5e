/** Nexis Uni and LexisNexis: the documents of a download, in their layouts. */
import {
  bylineName,
  type ExportedDocument,
  labelOf,
  malformed,
  noText,
  outletAndEdition,
  type Part,
  type Top,
  textOfLines,
  withLine,
  wordsStated,
} from './exported-document.js';
import {
  COUNTER,
  END_OF_DOCUMENT,
  englishName,
  exportDate,
  isEdition,
  nexisField,
  WORDS,
} from './interface-languages.js';
import { runningBody, runningTop } from './nexis-running.js';

const BODY = /^(?:Body|Corps|Textkörper|Volltext|Haupttext|Text|Cuerpo|Corpo|Tekst|Hoofdtekst):?$/;
/** `Body` with the text behind it on the line; `BODY:` in the older layout. */
const BODY_AND_TEXT = /^(?:Body:? |BODY:)\s*(.*)$/;
/** What stands below the text in the older layout; in the newer, the last of these headings. */
const OLD_TAIL =
  /^(?:GRAPHIC|LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|URL|CORRECTION|CORRECTION-DATE|NOTES|SUBJECT|JOURNAL-CODE):/;
const CLOSING =
  /^(?:Classification|Klassifizierung|Klassifikation|Clasificación|Classificação|Classificazione|Classificatie)$/;
const APPENDED = /^(?:Graphic|Notes|Grafik|Anmerkungen|Graphique|Gráfico|Grafico|Grafiek|Notas|Note|Noten)$/;
/** The number of documents that a download's cover gives. */
const STATED = /^(?:Documents|Dokumente|Documentos|Documenti|Documenten) ?\((\d{1,5})\)$/;

/**
 * Nexis Uni ("End of Document" below each document, `Body` above its text) and the older LexisNexis ("1 of 20
 * DOCUMENTS" above each, with or without `BODY:`), from their text, RTF, Word or HTML files, whatever the
 * language of the interface.
 */
export function splitNexis(lines: Part): ExportedDocument[] {
  if (!lines.some(({ text }) => END_OF_DOCUMENT.test(text))) return splitAbove(lines);
  const documents: ExportedDocument[] = [];
  let from = 0;
  let listed: string | null = null;
  for (const [i, { text }] of lines.entries()) {
    if (!END_OF_DOCUMENT.test(text)) continue;
    const part = lines.slice(from, i);
    if (from === 0)
      listed = /^1\. (.*)$/.exec(part.find(({ text: t }) => /^1\. /.test(t))?.text ?? '')?.[1] ?? null;
    documents.push(documentOf(withoutCover(part, from === 0 ? listed : null), false));
    from = i + 1;
  }
  const rest = lines.slice(from).filter(({ text }) => text !== '');
  const started = rest.some(
    ({ text }) =>
      BODY.test(text) ||
      BODY_AND_TEXT.test(text) ||
      /^(?:length|load-date)$/.test(nexisField(text)?.label ?? ''),
  );
  if (started) {
    documents.push(malformed(rest[0]!.number, "the last document is cut: there is no 'End of Document'"));
  }
  const stated = Number(
    STATED.exec(lines.slice(0, 60).find(({ text }) => STATED.test(text))?.text ?? '')?.[1] ?? 0,
  );
  const last = lines.at(-1)?.number ?? 1;
  for (let n = documents.length + 1; n <= stated; n++)
    documents.push(malformed(last, `document ${n} of the ${stated} on the cover is missing`));
  return documents;
}

/** The running layout: a counter above each document, which tells where one is missing too. */
function splitAbove(lines: Part): ExportedDocument[] {
  const documents: ExportedDocument[] = [];
  const starts = lines.flatMap(({ text, number }, i) => {
    const counter = COUNTER.exec(text);
    return counter === null ? [] : [{ i, number, index: Number(counter[1]), total: Number(counter[2]) }];
  });
  const missing = (line: number, from: number, to: number, total: number): void => {
    for (let n = from; n <= to && total <= MOST_STATED; n++)
      documents.push(malformed(line, `document ${n} of the ${total} that the export states is missing`));
  };
  let whole = false;
  for (const [k, { i, number, index, total }] of starts.entries()) {
    const before = starts[k - 1];
    const after = starts[k + 1];
    if (before === undefined || before.total !== total || before.index >= index) {
      let last = k;
      while (starts[last + 1]?.total === total && starts[last + 1]!.index > starts[last]!.index) last++;
      // A part of a download, say its second half, is not taken for one that lacks its beginning or its end.
      whole = index - 1 < last - k + 1;
      if (whole) missing(number, 1, index - 1, total);
    } else missing(number, before.index + 1, index - 1, total);
    documents.push(documentOf(lines.slice(i + 1, after?.i ?? lines.length), true));
    if (whole && (after === undefined || after.total !== total || after.index <= index))
      missing(number, index + 1, total, total);
  }
  return documents;
}

/** More documents than Nexis ever put into one file: a number beyond is not believed. */
const MOST_STATED = 2000;

/** A download begins with a cover: who, when, the search, and a list of the documents. */
function withoutCover(part: Part, listed: string | null): Part {
  const last = part.findLastIndex(({ text }) =>
    /^(?:Client\/Matter|Search Terms|Search Type|Narrowed by|Content Type|Job Number):?/i.test(text),
  );
  // In an interface of any language, the first document begins where its title in the list is repeated.
  if (last < 0) {
    const again = listed === null ? -1 : part.findIndex(({ text }) => text === listed);
    return again < 0 ? part : part.slice(again);
  }
  // Below the search's terms stand its filters; the document begins after the next empty line.
  const end = part.findIndex(({ text }, i) => i > last && text === '');
  return end < 0 ? part : part.slice(end + 1);
}

function documentOf(part: Part, running: boolean): ExportedDocument {
  const lines = part.slice(
    Math.max(
      0,
      part.findIndex(({ text }) => text !== ''),
    ),
  );
  const line = lines[0]?.number ?? 1;
  const marked = lines.findIndex(({ text }) => BODY.test(text) || BODY_AND_TEXT.test(text));
  const found = running && marked < 0 ? runningBody(lines) : null;
  const bodyAt = found?.from ?? (marked < 0 ? lines.length : marked);
  const head = lines.slice(0, bodyAt);
  const fields = fieldsOf(lines, bodyAt, found?.to ?? bodyAt + 1, running);
  const values = {
    ...(found?.top ?? (running ? topAbove(head) : topOf(head))),
    author: bylineName(fields.get('byline')),
    section: fields.get('section') || null,
    language: englishName(fields.get('language')),
    url: fields.get('url') || null,
  };
  const headline = fields.get('headline');
  if (headline) values.title = headline;
  const told = { unknownLabels: unknownLabels(head), statedWords: wordsStated(fields.get('length')) };
  if (found !== null) {
    const text = textOfLines(lines.slice(found.from, found.to));
    return { line, values: { text, ...values }, ...told, defect: text === '' ? noText('Nexis') : null };
  }
  if (marked < 0) return { line, values, defect: noText('Nexis') };
  const after = lines.slice(bodyAt + 1);
  const marker = lines[bodyAt]!;
  const first = BODY.test(marker.text) ? '' : (BODY_AND_TEXT.exec(marker.text)?.[1] ?? '');
  const text = textOfLines([{ ...marker, text: first }, ...after.slice(0, tailOf(after))]);
  return { line, values: { text, ...values }, ...told, defect: text === '' ? noText('Nexis') : null };
}

/** Labels among the fields above a text that are none of those known: a headline above the fields may have a colon too. */
function unknownLabels(head: Part): string[] {
  const first = head.findIndex(({ text }) => nexisField(text) !== null);
  if (first < 0) return [];
  return head.slice(first).flatMap(({ text }) => {
    const label = nexisField(text) === null ? labelOf(text) : null;
    return label === null ? [] : [label];
  });
}

/** Below a counter the outlet stands first, and the title, where it has no label, below the date. */
function topAbove(head: Part): Top {
  const top = topOf(head);
  if (top.title !== null) return top;
  const fields = head.findIndex(({ text }) => nexisField(text) !== null);
  return fields < 0 ? top : { ...top, title: runningTop(head.slice(0, fields)).title };
}

/** Title, outlet, date, edition: what stands above the first field where the text is marked. */
function topOf(head: Part): Top {
  const filled = head.filter(({ text }) => text !== '').map(({ text }) => text);
  const firstField = filled.findIndex((text) => nexisField(text) !== null);
  const top = firstField < 0 ? filled : filled.slice(0, firstField);
  const dates = top.map(exportDate);
  const copyright = top.findIndex((text, i) => i > 1 && /^(?:copyright|©)/i.test(text));
  // A title may be a date itself, or look like one: the date is the last of them, below the outlet.
  const dateAt = dates.findLastIndex((date, i) => date !== null && i > 0 && (copyright < 0 || i < copyright));
  if (dateAt < 0) {
    // Without a date, a title still stands first.
    const named = copyright > 0 && top[copyright]!.includes(top[1]!) ? top[1]! : null;
    return { title: named === null ? null : top[0]!, outlet: named, published: null };
  }
  const { outlet, edition: outletEdition } = outletAndEdition(top[dateAt - 1]!);
  const { date, edition } = dates[dateAt]!;
  const below = top[dateAt + 1];
  const found = edition ?? outletEdition ?? (below !== undefined && isEdition(below) ? below : null);
  return {
    title: dateAt > 1 ? titleOf(top.slice(0, dateAt - 1)) : null,
    outlet,
    published: date,
    ...(found === null ? {} : { edition: found }),
  };
}

/** Where the copyright stands above the outlet, as in the 1990s, it is no title. */
const titleOf = (lines: readonly string[]): string | null =>
  lines.filter((text) => !/^(?:copyright|©|all rights reserved)/i.test(text)).join(' ') || null;

function tailOf(lines: Part): number {
  const old = lines.findIndex(({ text }) => OLD_TAIL.test(text));
  if (old >= 0) return old;
  const closing = lines.findIndex(({ text }) => CLOSING.test(text) || /^Load-Date:/.test(text));
  const end = closing < 0 ? lines.length : closing;
  const appended = lines.slice(0, end).findLastIndex(({ text }) => APPENDED.test(text));
  return appended < 0 ? end : appended;
}

/** Fields above the text, and those far below it; one that is too long for its line goes on in the next. */
function fieldsOf(lines: Part, from: number, to: number, running: boolean): Map<string, string> {
  const fields = new Map<string, string>();
  let open: string | null = null;
  for (const [i, { text }] of lines.entries()) {
    const inBody = i >= from && i < to;
    const match = inBody ? null : nexisField(text);
    if (match !== null) {
      open = match.label;
      if (!fields.has(open)) fields.set(open, match.value);
      if (open === 'length' && WORDS.test(match.value)) open = null;
    } else if (i >= from || (open !== null && labelOf(text) !== null && fields.get(open) !== '')) open = null;
    else if (text === '') {
      // "SECTION:" with its value below an empty line.
      if (!running || open === null || fields.get(open) !== '') open = null;
    } else if (open !== null) fields.set(open, withLine(fields.get(open)!, text));
  }
  return fields;
}
