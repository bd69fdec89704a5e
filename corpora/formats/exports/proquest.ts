import { bylineName, type ExportedDocument, noText, type Part, textOfLines } from './exported-document.js';

const RULE = /^_{20,}$/;
const NAMES = [
  'Abstract',
  'Author',
  'Caption',
  'Classification',
  'Company / organization',
  'Copyright',
  'Country of publication',
  'Credit',
  'Database',
  'Dateline',
  'Document URL',
  'Document feature',
  'Document type',
  'First page',
  'Full text',
  'ISSN',
  'Identifier / keyword',
  'Issue',
  'Language of publication',
  'Last updated',
  'Links',
  'Location',
  'Number of pages',
  'Pages',
  'People',
  'Place of publication',
  'ProQuest document ID',
  'Publication date',
  'Publication info',
  'Publication subject',
  'Publication title',
  'Publication year',
  'Publisher',
  'Section',
  'Source type',
  'Subject',
  'Title',
  'Volume',
  'column',
] as const;
const FIELD = new RegExp(`^(${NAMES.join('|')}):(?:\\s+(.*))?$`);

/** ProQuest's text, RTF or HTML: documents between rules of `____`, each a list of `Name: value`. */
export function splitProquest(lines: Part): ExportedDocument[] {
  const documents: ExportedDocument[] = [];
  let from = 0;
  for (let i = 0; i <= lines.length; i++) {
    if (i < lines.length && !RULE.test(lines[i]!.text)) continue;
    const part = lines.slice(from, i);
    // Above the first rule and below the last stand contents, contact and copyright.
    if (part.some(({ text }) => /^(?:ProQuest document ID|Publication title|Full text):/.test(text)))
      documents.push(documentOf(part));
    from = i + 1;
  }
  return documents;
}

function documentOf(part: Part): ExportedDocument {
  const start = part.findIndex(({ text }) => /^Full text:/.test(text));
  const end = start < 0 ? part.length : tailOf(part, start);
  const body = start < 0 ? [] : part.slice(start, end);
  const fields = new Map<string, string>();
  let open: string | null = null;
  let heading: string | null = null;
  for (const { text } of [...part.slice(0, Math.max(start, 0)), ...part.slice(start < 0 ? 0 : end)]) {
    const match = FIELD.exec(text);
    if (match !== null) {
      open = match[1]!;
      fields.set(open, match[2] ?? '');
    } else if (open !== null && text !== '') fields.set(open, `${fields.get(open)} ${text}`.trim());
    else if (text !== '' && !/^Document \d+ of \d+$/.test(text)) heading ??= text;
  }
  const value = (name: (typeof NAMES)[number]): string | null => fields.get(name)?.trim() || null;
  const text = textOfLines(body).replace(/^Full text:\s*/, '');
  return {
    line: part.find(({ text: line }) => line !== '')?.number ?? 1,
    values: {
      text,
      title: value('Title') ?? heading,
      outlet: value('Publication title')?.replace(/\s*;.*$/, '') ?? null,
      author: bylineName(value('Author')?.replace(/\.$/, '')),
      published: value('Publication date'),
      section: value('Section'),
      language: value('Language of publication'),
      url: value('Document URL'),
    },
    defect: text === '' || /^not available\.?$/i.test(text) ? noText('ProQuest') : null,
  };
}

/**
 * Where the fields below the text begin: a paragraph of the text may begin as a field does, but below the
 * last of its paragraphs there are only fields.
 */
function tailOf(part: Part, start: number): number {
  let tail = part.length;
  for (let i = part.length - 1; i > start; i--) {
    const begins = part[i - 1]!.text === '';
    if (FIELD.test(part[i]!.text)) tail = i;
    else if (begins && part[i]!.text !== '') break;
  }
  return tail;
}
