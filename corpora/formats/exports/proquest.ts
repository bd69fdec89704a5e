/** ProQuest: the documents of an export, each a list of fields. */
import {
  bylineName,
  type ExportedDocument,
  labelOf,
  noText,
  type Part,
  textOfLines,
  withLine,
  wordsStated,
} from './exported-document.js';
import { englishName, exportDate } from './interface-languages.js';

const RULE = /^(?:_{20,}|\*{20,}|={20,}|-{20,})$/;
const NAMES = [
  'Abstract',
  'Author',
  'Broad subject',
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
  'Narrow subject',
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
  'References',
  'Section',
  'Source type',
  'Subject',
  'Title',
  'Volume',
  'Word count',
  'column',
] as const;
type Name = (typeof NAMES)[number];

/** Exports differ in capitals and spaces: `Full Text`, `Publicationdate`. */
const fold = (name: string): string => name.toLowerCase().replace(/\s/g, '');
const BY_FOLDED: ReadonlyMap<string, Name> = new Map(NAMES.map((name) => [fold(name), name]));

function fieldOf(line: string): { name: Name; value: string } | null {
  const colon = line.slice(0, 40).indexOf(':');
  const name =
    colon < 0 || !/^(?:$|\s)/.test(line.slice(colon + 1))
      ? undefined
      : BY_FOLDED.get(fold(line.slice(0, colon)));
  return name === undefined ? null : { name, value: line.slice(colon + 1).trim() };
}

const isFullText = ({ text }: { text: string }): boolean => fieldOf(text)?.name === 'Full text';
const FOOT = /^(?:Contact|Copyright|©|Bibliography|Database copyright|Terms and Conditions)/i;

/** ProQuest's text, RTF or HTML: documents between rules of `____` or `****`, each a list of `Name: value`. */
export function splitProquest(lines: Part): ExportedDocument[] {
  const parts: { from: number; to: number; open: boolean }[] = [];
  let from = 0;
  for (let i = 0; i <= lines.length; i++) {
    if (i < lines.length && !RULE.test(lines[i]!.text)) continue;
    const part = lines.slice(from, i);
    const names = new Set(part.map(({ text }) => fieldOf(text)?.name));
    const before = parts.at(-1);
    // A rule may stand within a text: below it no document begins, and above it the text has not ended.
    const begins = names.has('Full text') || part.some(({ text }) => /^Document \d+ of \d+$/.test(text));
    if (before?.open && !begins) {
      const first = part.find(({ text }) => text !== '');
      if (first !== undefined && !FOOT.test(first.text)) {
        before.to = i;
        before.open = tailOf(lines, from - 1, i) === i;
      }
    } else if (
      names.has('ProQuest document ID') ||
      names.has('Publication title') ||
      names.has('Full text')
    ) {
      const textAt = part.findIndex(isFullText);
      parts.push({ from, to: i, open: textAt >= 0 && tailOf(lines, from + textAt, i) === i });
    }
    from = i + 1;
  }
  return parts.map((part) => documentOf(lines.slice(part.from, part.to)));
}

function documentOf(part: Part): ExportedDocument {
  const start = part.findIndex(isFullText);
  const end = start < 0 ? part.length : tailOf(part, start, part.length);
  const body = start < 0 ? [] : part.slice(start, end);
  const fields = new Map<string, string>();
  let open: string | null = null;
  let heading: string | null = null;
  let below = true;
  const unknown: string[] = [];
  for (const { text } of [...part.slice(0, Math.max(start, 0)), ...part.slice(start < 0 ? 0 : end)]) {
    const match = fieldOf(text);
    if (match !== null) {
      open = match.name;
      fields.set(open, match.value);
    } else if (below && open !== null && labelOf(text) !== null) {
      // No value continues below an empty line.
      unknown.push(labelOf(text)!);
      open = null;
    } else if (open !== null && text !== '') fields.set(open, withLine(fields.get(open)!, text));
    else if (text !== '' && !/^Document \d+ of \d+$/.test(text)) heading ??= text;
    below = text === '';
  }
  const value = (name: Name): string | null => fields.get(name)?.trim() || null;
  const text = textOfLines(body).replace(/^Full ?text:\s*/i, '');
  return {
    line: part.find(({ text: line }) => line !== '')?.number ?? 1,
    values: {
      text,
      title: value('Title') ?? heading,
      outlet: value('Publication title')?.split(';', 1)[0]?.trimEnd() ?? null,
      author: bylineName(value('Author')?.replace(/\.$/, '')),
      published: dateOf(value('Publication date')),
      section: value('Section'),
      language: englishName(value('Language of publication')),
      url: value('Document URL'),
    },
    unknownLabels: unknown,
    statedWords: wordsStated(value('Word count')),
    defect: text === '' || /^not available\.?$/i.test(text) ? noText('ProQuest') : null,
  };
}

/**
 * Where the fields below the text begin: a paragraph of the text may begin as a field does, but below the
 * last of its paragraphs there are only fields.
 */
function tailOf(part: Part, start: number, end: number): number {
  let tail = end;
  let below = end;
  for (let i = end - 1; i > start; i--) {
    const { text } = part[i]!;
    if (text === '') continue;
    const begins = part[i - 1]!.text === '';
    // A label that is not known stands among those that are; above prose it is prose.
    if (begins && text.length <= LONGEST_UNKNOWN && fieldOf(text) === null && labelOf(text) !== null)
      continue;
    if (fieldOf(text) !== null || (below === tail && HEADING.test(text))) tail = i;
    else if (begins) break;
    below = i;
  }
  return tail;
}

/** Characters of an unknown field at most; a longer one is a paragraph that begins with a colon. */
const LONGEST_UNKNOWN = 120;

/** Headings of what stands between text and fields. */
const HEADING =
  /^(?:Illustrations?|Photographs?|Graphics?|Images?|Captions?|References|Credits?|Word count: \d+)$/;

const dateOf = (written: string | null): string | null =>
  written === null ? null : (exportDate(written)?.date ?? written);
