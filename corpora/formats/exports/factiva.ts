/** Factiva: the documents of an export, by codes or as an article is displayed. */
import {
  bylineName,
  type ExportedDocument,
  noText,
  type Part,
  textOfLines,
  withLine,
  wordsStated,
} from './exported-document.js';
import { englishName, exportDate, isLanguageName, WORDS } from './interface-languages.js';

const END = /^(?:AN\s+)?(?:Document|Dokument|Documento) [A-Z][A-Z\d]{1,9}\d{8,}\w{3,}$/;
const CODE =
  /^(SE|HD|BY|CR|CLM|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|CX|CT|RF|ART|CO|IN|NS|RE|IPC|IPD|PUB|AN)(?:\s+(.*))?$/;
/** A code of two letters above the text, with its value behind a wide gap or below. */
const UNKNOWN_CODE = /^[A-Z]{2}(?: {2,}\S|\t|$)/;
/** Codes below the text. Those that are words are known by the ` : ` or `|` in their value. */
const isTail = (code: string, value: string): boolean =>
  ['CT', 'RF', 'ART', 'IPC', 'IPD', 'PUB', 'AN'].includes(code) ||
  (['CO', 'IN', 'NS', 'RE'].includes(code) && / : |\|/.test(value));

const HEAD_CODES = new Set([
  'SE',
  'HD',
  'BY',
  'CR',
  'CLM',
  'WC',
  'PD',
  'ET',
  'SN',
  'SC',
  'ED',
  'PG',
  'VOL',
  'LA',
  'CY',
]);

/** Factiva: "Article, plus indexing" with codes (HD, BY, PD, SN, LP, TD …), or as an article is displayed. */
export function splitFactiva(lines: Part, headlines: ReadonlySet<string>): ExportedDocument[] {
  const documents: ExportedDocument[] = [];
  let from = 0;
  for (const [i, { text }] of lines.entries()) {
    if (!END.test(text)) continue;
    const part = lines.slice(from, i + 1);
    const coded =
      part.some(({ text: line }) => /^HD(?:\s|$)/.test(line)) &&
      part.some(({ text: line }) => /^(?:LP|TD)(?:\s|$)/.test(line));
    documents.push(coded ? documentOfCodes(part) : documentAsDisplayed(part, headlines));
    from = i + 1;
  }
  const rest = lines.slice(from);
  const cut = rest.find(({ text }) => WORDS.test(text.replace(/^WC\s+/, '')));
  if (cut !== undefined) {
    documents.push({
      line: rest.find(({ text }) => text !== '')!.number,
      values: {},
      defect: {
        reason: 'malformed-export',
        what: "the last document is cut: there is no line 'Document …' below it",
        remedy: 'Download the export again.',
      },
    });
  }
  return documents;
}

function documentOfCodes(part: Part): ExportedDocument {
  const fields = new Map<string, string>();
  const body: { number: number; text: string }[] = [];
  const unknown: string[] = [];
  let open = '';
  let line = part[0]?.number ?? 1;
  for (const [i, entry] of part.entries()) {
    const match = CODE.exec(entry.text);
    // A code on a line of its own has its value in the next.
    const value = match?.[2] ?? '';
    const shown =
      value || (match === null ? '' : (part.slice(i + 1, i + 4).find(({ text }) => text !== '')?.text ?? ''));
    const code = match?.[1] ?? '';
    const inBody = open === 'LP' || open === 'TD';
    const starts =
      match !== null &&
      (isTail(code, shown) ||
        (inBody
          ? code === 'TD'
          : code === 'LP' || code === 'TD' || (HEAD_CODES.has(code) && !fields.has(code))));
    if (starts) {
      open = code;
      if (fields.size === 0) line = entry.number;
      fields.set(code, value);
      if (code === 'LP' || code === 'TD')
        body.push({ number: entry.number, text: '' }, { number: entry.number, text: value });
    } else if (inBody) body.push(entry);
    else if (UNKNOWN_CODE.test(entry.text) && match === null) {
      unknown.push(/^[A-Z]+/.exec(entry.text)![0]);
      open = 'unknown';
    } else if (open === 'unknown') continue;
    else if (open !== '' && entry.text !== '') fields.set(open, withLine(fields.get(open)!, entry.text));
  }
  const value = (code: string): string | null => fields.get(code)?.trim() || null;
  const text = textOfLines(body);
  const date = dateOf(value('PD'));
  const time = /^\d{1,2}:\d{2}/.exec(value('ET') ?? '')?.[0];
  return {
    line,
    values: {
      text,
      title: value('HD'),
      author: bylineName(value('BY')),
      published: date !== null && time !== undefined ? `${date} ${time}` : date,
      outlet: value('SN'),
      section: value('SE') ?? value('CLM'),
      language: englishName(value('LA')),
    },
    unknownLabels: unknown,
    statedWords: wordsStated(value('WC')),
    defect: text === '' ? noText('Factiva') : null,
  };
}

/** Section, headline, author, "812 words", date, time, outlet, its code, edition, language, copyright, text. */
function documentAsDisplayed(part: Part, headlines: ReadonlySet<string>): ExportedDocument {
  const from = part.findIndex(({ text }) => text !== '');
  const lines = part.slice(Math.max(0, from), -1);
  const line = lines[0]?.number ?? 1;
  const wordsAt = lines.findIndex(({ text }) => WORDS.test(text));
  if (wordsAt < 0) return { line, values: {}, defect: noText('Factiva') };
  const top = lines
    .slice(0, wordsAt)
    .map(({ text }) => text)
    .filter((text) => text !== '');
  const { section, title, author } = namesAbove(top, headlines);
  let at = wordsAt + 1;
  const next = (): string => {
    while (at < lines.length && lines[at]!.text === '') at++;
    return lines[at++]?.text ?? '';
  };
  const date = dateOf(next());
  let outlet = next();
  const time = /^\d{1,2}:\d{2}/.exec(outlet)?.[0];
  if (time !== undefined) outlet = next();
  // Code, edition and page differ from source to source: the text begins below the line of the copyright.
  const lastHead = lines.findIndex(
    ({ text }, i) => i >= at && i < at + 14 && /^(?:©|\(c\)|copyright)/i.test(text),
  );
  const languageAt = lines.findIndex(({ text }, i) => i >= at && i < at + 10 && isLanguageName(text));
  const bodyFrom = Math.max(lastHead, languageAt) + 1;
  if (date === null || exportDate(date) === null || bodyFrom === 0) {
    return {
      line,
      values: {},
      defect: {
        reason: 'malformed-export',
        what: 'below the number of words, date, language and copyright are not where Factiva puts them',
        remedy: "Export again as 'Article, plus indexing', or as plain text.",
      },
    };
  }
  const text = textOfLines(withoutPublisher(lines.slice(bodyFrom)));
  return {
    line,
    values: {
      text,
      title,
      author: bylineName(author),
      published: time === undefined ? date : `${date} ${time}`,
      outlet,
      section,
      language: languageAt < 0 ? null : englishName(lines[languageAt]!.text),
    },
    statedWords: wordsStated(lines[wordsAt]!.text),
    defect: text === '' ? noText('Factiva') : null,
  };
}

const dateOf = (written: string | null): string | null =>
  written === null ? null : (exportDate(written)?.date ?? written);

const SECTION =
  /^(?:news|(?:home|world|foreign|national|international|local|city|metro|regional|business|sports?|financial) news|sports?|business|comment|opinion|editorials?|letters?|features?|front|front page|main|world|home|foreign|national|international|politics|finance|money|markets|culture|arts?|travel|weekend|review|life|style|media|technology|science|health|education|metro|city|society|op-ed|a section)$|\bdesk\b|; ?(?:[A-Z]{0,3}\d{1,4}|section [A-Z\d]{1,3})$/i;
const PERSON =
  /^(?:\p{Lu}[\p{L}.'’-]*|de|van|von|der|den|la|le|di|da|bin|al|and|,|&)(?: (?:\p{Lu}[\p{L}.'’-]*|de|van|von|der|den|la|le|di|da|bin|al|and|&),?){0,7}$/u;

/** Section, headline, author and agency stand one below the other, and only the headline is always there. */
function namesAbove(
  top: readonly string[],
  headlines: ReadonlySet<string>,
): { section: string | null; title: string | null; author: string | null } {
  let titleAt = top.findIndex((text) => headlines.has(text));
  if (titleAt < 0) {
    const byAt = top.findIndex((text, i) => i > 0 && /^by:? /i.test(text));
    const last = top.at(-1) ?? '';
    if (byAt > 0) titleAt = byAt - 1;
    else if (top.length > 1 && SECTION.test(top[0]!)) titleAt = 1;
    else if (top.length > 1 && PERSON.test(last)) titleAt = top.length - 2;
    else titleAt = top.length > 2 ? 1 : 0;
  }
  return {
    section: titleAt > 0 ? top[0]! : null,
    title: top[titleAt] ?? null,
    author: top[titleAt + 1] ?? null,
  };
}

const PUBLISHER =
  /\b(?:Limited|Ltd|PLC|Inc|LLC|LLP|Company|Co|Corp|Corporation|Press|Group|Media|Newspapers?|Publishing|Publications|Publishers|GmbH|AG|S\.?A|N\.?V|B\.?V)\.?$/;

/** The publisher's name is the last line above `Document …`. */
function withoutPublisher(lines: Part): Part {
  const last = lines.findLastIndex(({ text }) => text !== '');
  if (last < 1) return lines;
  const { text } = lines[last]!;
  const alone = lines[last - 1]!.text === '' && lines.slice(0, last).some(({ text: t }) => t !== '');
  return alone && text.length <= 60 && text.split(' ').length <= 7 && PUBLISHER.test(text)
    ? lines.slice(0, last)
    : lines;
}
