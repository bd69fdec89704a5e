/** What a corpus holds, in plain text. */
import { count, counted } from '../base/wording.js';
import { METADATA_FIELDS } from '../corpora/document.js';
import { sizeText } from '../corpora/input/limits.js';
import type { CorpusDescription, Counted, Spread } from '../corpora/survey/describe.js';
import { columns, line, short } from './terminal.js';

const TOP = 12;
const OUTLETS_OF_BOILERPLATE = 8;
const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(part > 0 && part / whole < 0.001 ? 2 : 1)} %`;

/** What a corpus holds, a screenful of plain text. */
export function renderCorpusTerminal(corpus: CorpusDescription, name: string): string {
  const { documents } = corpus;
  const blocks: (readonly string[])[] = [
    [
      `${line(name)}: ${counted(documents, 'document')}${corpus.rejected === 0 ? '' : `, ${counted(corpus.rejected, 'record')} rejected`}, ${count(corpus.totalWords)} words`,
    ],
    section('Files', [
      ['format', 'files', 'size', 'records', 'encoding'],
      ...corpus.files.map(({ format, files, bytes, records, encoding }) => [
        format,
        count(files),
        sizeText(bytes),
        count(records),
        encoding ?? '–',
      ]),
    ]),
    section('Columns', [
      ['field', 'taken from', 'missing', 'share'],
      ...['id', 'text'].map((field) => [field, line(corpus.mapping[field] ?? '(file and record)'), '–', '–']),
      ...METADATA_FIELDS.map((field) => [
        field,
        line(corpus.mapping[field] ?? (field === 'language' ? '(detected)' : '–')),
        count(corpus.missing[field]),
        percent(corpus.missing[field], documents),
      ]),
    ]),
    corpus.ownColumns.length === 0
      ? []
      : [
          `  further columns, carried through: ${corpus.ownColumns
            .slice(0, 20)
            .map(({ name: own, type }) => `${line(own)} (${type})`)
            .join(
              ', ',
            )}${corpus.ownColumns.length > 20 ? `, and ${corpus.ownColumns.length - 20} more` : ''}`,
        ],
    corpus.notes.length === 0
      ? []
      : [
          'How it was read',
          ...corpus.notes.flatMap(({ message, remedy, first }) => [
            `  ${line(message)}`,
            `    ${line(remedy)}${first === null ? '' : ` First: ${line(first)}.`}`,
          ]),
        ],
    section('Lengths', [
      ['of a text', 'least', 'quarter', 'median', '3 quarters', '95 %', 'most'],
      lengths('words', corpus.words),
      lengths('characters', corpus.characters),
    ]),
    section('Dates', [
      ['', ''],
      ['first', corpus.dates.first ?? '–'],
      ['last', corpus.dates.last ?? '–'],
      ['no date', count(corpus.missing.published)],
      ['of these written, not understood', count(corpus.dates.notUnderstood)],
    ]),
    top('Years', 'year', corpus.dates.years, documents, 'latest'),
    top('Outlets', 'outlet', corpus.outlets, documents, 'first'),
    corpus.similarOutlets.length === 0
      ? []
      : [
          '  perhaps one outlet under several names:',
          ...corpus.similarOutlets.slice(0, 5).map((group) => `    ${group.map(short).join(' = ')}`),
        ],
    top('Languages', 'language', corpus.languages, documents, 'first'),
    [
      'Duplicates',
      `  ${counted(corpus.duplicates.documents, 'document')} with a text that an earlier one has (but for case and spaces); ${counted(corpus.duplicates.texts, 'text')} stand more than once`,
      ...corpus.duplicates.examples.map(
        ({ copies, ids }) => `    ${copies} times: ${ids.map(short).join(', ')}`,
      ),
    ],
    boilerplate(corpus),
    corpus.rejects.length === 0
      ? []
      : [
          'Rejects',
          ...corpus.rejects.flatMap(({ reason, records, first }) => [
            `  ${count(records)} ${reason}`,
            `    first: ${line(`${first.source}${first.place === null ? '' : `, ${first.place}`}: ${first.message}`)}`,
          ]),
        ],
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

function boilerplate({ boilerplate: found, outlets, missing }: CorpusDescription): string[] {
  if (found.lines === 0) return [];
  const all = new Map<string | null, number>(outlets.map(({ value, documents }) => [value, documents]));
  all.set(null, missing.outlet);
  return [
    'Boilerplate (left out of every measure; the option `tokenising.keepBoilerplate: true` measures it)',
    `  ${counted(found.lines, 'line')} in ${counted(found.documents, 'document')}, ${percent(found.share!, 1)} of all characters: ${found.kinds
      .map(({ kind, lines }) => `${kind} ${count(lines)}`)
      .join(', ')}`,
    ...columns([
      ['outlet', 'lines', 'documents', 'of its own'],
      ...found.outlets
        .slice(0, OUTLETS_OF_BOILERPLATE)
        .map(({ outlet, lines, documents: n }) => [
          outlet === null ? '(none)' : short(outlet),
          count(lines),
          count(n),
          percent(n, all.get(outlet)!),
        ]),
    ]),
    '  the commonest lines:',
    ...found.commonest.map(
      ({ text, kind, lines }) => `    ${count(lines)} times (${kind}): ${short(text, 80)}`,
    ),
  ];
}

function section(title: string, rows: readonly (readonly string[])[]): string[] {
  const [head, ...body] = columns(rows);
  return head!.trim() === '' ? [title, ...body] : [title, head!, ...body];
}

function lengths(unit: string, spread: Spread | null): string[] {
  if (spread === null) return [unit, '–', '–', '–', '–', '–', '–'];
  const { min, quartile1, median, quartile3, percentile95, max } = spread;
  return [unit, ...[min, quartile1, median, quartile3, percentile95, max].map(count)];
}

function top(
  title: string,
  what: string,
  values: readonly Counted[],
  documents: number,
  order: 'first' | 'latest',
): string[] {
  if (values.length === 0) return [];
  const shown = order === 'first' ? values.slice(0, TOP) : values.slice(-TOP);
  const rest = values.length - shown.length;
  return [
    ...section(`${title} (${count(values.length)})`, [
      [what, 'documents', 'share'],
      ...shown.map(({ value, documents: n }) => [short(value), count(n), percent(n, documents)]),
    ]),
    ...(rest === 0
      ? []
      : [`  and ${count(rest)} ${order === 'first' ? 'more' : 'earlier'}; the option \`json\` lists all`]),
  ];
}
