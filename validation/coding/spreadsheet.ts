/** The units of a coder as CSV for a spreadsheet, and the answers read back from it. */
import Papa from 'papaparse';
import { guardedCell } from '../../base/spreadsheet-cell.js';
import { UserError } from '../../base/user-error.js';
import { CANNOT_SAY, type Code } from '../study/codes.js';
import type { StudyTarget } from '../study/plan.js';
import type { StudyUnit } from '../study/tables.js';

/** Around what is asked about. */
const MARKS = ['⟦', '⟧'] as const;

/** With a byte order mark, by which spreadsheets know UTF-8. */
export function unitsCsv(units: readonly StudyUnit[], target: StudyTarget): string {
  const answers = [...target.classes.map(({ name }) => name), CANNOT_SAY].join(' / ');
  const rows = units.map(({ unit, before, text, after, mark_start, mark_end }) => {
    const points = [...text];
    const shown =
      mark_start === null
        ? text
        : `${points.slice(0, mark_start).join('')}${MARKS[0]}${points.slice(mark_start, mark_end!).join('')}${MARKS[1]}${points.slice(mark_end!).join('')}`;
    return [unit, before, shown, after, '', ''].map(guardedCell);
  });
  return `\ufeff${Papa.unparse([['unit', 'before', 'text', 'after', `answer (${answers})`, 'note'], ...rows])}\r\n`;
}

/** @throws UserError where a column is missing. */
export function codesFromCsv(content: string, where: string): Code[] {
  const { data, meta } = Papa.parse<Record<string, string>>(content.replace(/^\ufeff/, ''), {
    header: true,
    skipEmptyLines: 'greedy',
  });
  const column = (name: string): string | undefined =>
    meta.fields?.find((field) => field.trim().toLowerCase().split(' ')[0] === name);
  const [unit, answer, note] = ['unit', 'answer', 'note'].map(column);
  if (unit === undefined || answer === undefined)
    throw new UserError({
      what: 'this spreadsheet holds no codes',
      where,
      why: `it has no column '${unit === undefined ? 'unit' : 'answer'}'; its columns are: ${(meta.fields ?? []).join(', ')}`,
      remedy: 'Give the CSV file that the study wrote, its column "answer" filled in.',
    });
  return data.flatMap((row): Code[] => {
    const given = (row[answer] ?? '').trim().toLowerCase();
    const why = note === undefined ? '' : (row[note] ?? '').trim();
    return given === ''
      ? []
      : [{ unit: (row[unit] ?? '').trim(), answer: given, ...(why === '' ? {} : { note: why }) }];
  });
}
