/** WiSo (GENIOS): the documents of an export, each with its source below the text and the host's name as its last line. */
import {
  type ExportedDocument,
  labelOf,
  malformed,
  noText,
  type Part,
  textOfLines,
  withLine,
} from './exported-document.js';

/** The last line of each document. */
export const WISO_END = /^(?:©|\(c\))?[ \t]*GBI-Genios Deutsche Wirtschaftsdatenbank GmbH$/i;
/** What stands at the head of each printed page. */
const PAGE = /^(?:Dokumente|Inhaltsverzeichnis|Seite \d{1,5}(?: von \d{1,5})?)$/;
const SOURCE = 'Quelle';
const FIELDS = [
  SOURCE,
  'Ressort',
  'Rubrik',
  'Ausgabe',
  'Dokumentnummer',
  'Dauerhafte Adresse des Dokuments',
  'Alle Rechte vorbehalten',
] as const;
type Field = (typeof FIELDS)[number];

const DATE = String.raw`(\d{1,2}\.(?:\d{1,2}\.| ?\p{L}{3,9}\.? ?)(?:\d{4}|\d{2}))(?!\d)`;
/** `Mole Gazette vom 04.03.2031, Seite 3`, as it stands above the title and behind `Quelle:`. */
const SOURCE_AND_DATE = new RegExp(String.raw`^(\P{Nd}.{0,78}?)(?:,? (?:vom|v\.|den))?,? ${DATE}`, 'iu');
/** `Ada Okoro und Ole Berg`, on the last line of a text. */
const NAMES =
  /^(?:von )?\p{Lu}[\p{L}.’-]+(?: (?:von|de|van|der) )?(?: \p{Lu}[\p{L}.’-]*){1,3}(?:(?:,| und| \/|;) \p{Lu}[\p{L}.’-]+(?: \p{Lu}[\p{L}.’-]*){1,3}){0,4}$/u;

function fieldOf(line: string): { name: Field; value: string } | null {
  const name = FIELDS.find((one) => line.startsWith(`${one}:`));
  return name === undefined ? null : { name, value: line.slice(name.length + 1).trim() };
}

/** German dates are given day first. */
const isoDate = (written: string): string => {
  const match = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(written);
  return match === null ? written : `${match[3]}-${match[2]!.padStart(2, '0')}-${match[1]!.padStart(2, '0')}`;
};

/** WiSo's text, or a PDF's: a document ends at the host's name; what follows the last one is none. */
export function splitWiso(lines: Part): ExportedDocument[] {
  const documents: ExportedDocument[] = [];
  let from = 0;
  for (const [i, { text }] of lines.entries()) {
    if (!WISO_END.test(text)) continue;
    documents.push(documentOf(lines.slice(from, i)));
    from = i + 1;
  }
  const rest = lines.slice(from).filter(({ text }) => text !== '' && !PAGE.test(text));
  if (rest.some(({ text }) => fieldOf(text)?.name === SOURCE))
    documents.push(malformed(rest[0]!.number, 'the last document of the WiSo export does not end'));
  return documents;
}

function documentOf(whole: Part): ExportedDocument {
  const part = whole.filter(({ text }) => !PAGE.test(text));
  const at = part.findLastIndex(({ text }) => fieldOf(text)?.name === SOURCE);
  const first = part.find(({ text }) => text !== '')?.number ?? whole[0]?.number ?? 1;
  if (at < 0) return malformed(first, 'the WiSo document names no source (`Quelle:`)');
  const { fields, unknown } = fieldsOf(part.slice(at));
  const [, outlet = null, written] = SOURCE_AND_DATE.exec(fields.get(SOURCE) ?? '') ?? [];
  let body = part.slice(0, at);
  // A list of contents may stand before the first document: its own head names the source once more.
  const head = body.findIndex(({ text }) => {
    const match = SOURCE_AND_DATE.exec(text);
    return match !== null && match[1] === outlet && match[2] === written;
  });
  body = body.slice(head + 1);
  const titleAt = body.findIndex(({ text }) => text !== '');
  const title = body[titleAt]?.text ?? null;
  body = body.slice(titleAt + 1);
  const last = body.findLastIndex(({ text }) => text !== '');
  const author = last > 0 && NAMES.test(body[last]!.text) ? body[last]!.text.replace(/^von /, '') : null;
  const text = textOfLines(author === null ? body : body.slice(0, last));
  return {
    line: (head < 0 ? part : part.slice(head)).find(({ text: line }) => line !== '')?.number ?? first,
    values: {
      text,
      title,
      outlet: outlet ?? fields.get(SOURCE) ?? null,
      author,
      published: written === undefined ? null : isoDate(written),
      section: fields.get('Ressort') ?? fields.get('Rubrik') ?? null,
      url: fields.get('Dauerhafte Adresse des Dokuments') ?? null,
    },
    unknownLabels: unknown,
    defect: text === '' ? noText('WiSo') : null,
  };
}

function fieldsOf(part: Part): { fields: Map<Field, string>; unknown: string[] } {
  const fields = new Map<Field, string>();
  const unknown: string[] = [];
  let open: Field | null = null;
  for (const { text } of part) {
    const field = fieldOf(text);
    const label = labelOf(text);
    if (field !== null) {
      open = field.name;
      if (!fields.has(open)) fields.set(open, field.value);
    } else if (label !== null) {
      unknown.push(label);
      open = null;
    } else if (open !== null && text !== '') fields.set(open, withLine(fields.get(open)!, text));
  }
  return { fields, unknown };
}
