import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Database } from '../pipeline/store/database.js';
import { sqlText } from '../pipeline/store/sql.js';
import type { ArticleReport } from './article/report-schema.js';
import type { OutletReport } from './outlets/report-schema.js';

export type TableRow = Readonly<Record<string, string | number | boolean | null>>;
export interface Table {
  readonly name: string;
  readonly rows: readonly TableRow[];
}

/**
 * A record as one row: nested records become `outer_inner`, intervals `name_low` and `name_high`; longer lists are left
 * out, since they are tables of their own.
 */
export function flatRow(value: object, prefix = ''): TableRow {
  const row: Record<string, string | number | boolean | null> = {};
  for (const [name, item] of Object.entries(value)) {
    const key = prefix === '' ? name : `${prefix}_${name}`;
    if (item === null && /interval$/i.test(name)) {
      row[`${key}_low`] = null;
      row[`${key}_high`] = null;
    } else if (
      item === null ||
      typeof item === 'string' ||
      typeof item === 'number' ||
      typeof item === 'boolean'
    )
      row[key] = item;
    else if (Array.isArray(item)) {
      if (item.length === 2 && item.every((part) => typeof part === 'number')) {
        row[`${key}_low`] = item[0] as number;
        row[`${key}_high`] = item[1] as number;
      }
    } else if (typeof item === 'object') Object.assign(row, flatRow(item as object, key));
  }
  return row;
}

const rowsOf = (items: readonly object[], more: (item: object) => TableRow = () => ({})): TableRow[] =>
  items.map((item) => ({ ...more(item), ...flatRow(item) }));

/** The article report as flat tables. */
export function articleTables(report: ArticleReport): Table[] {
  return [
    {
      name: 'measures',
      rows: report.measures.map(({ baseline, evidence, ...row }) => ({
        ...flatRow(row),
        ...(baseline === null ? {} : flatRow({ ...baseline, quantiles: null }, 'corpus')),
        passages: evidence?.total ?? null,
      })),
    },
    {
      name: 'passages',
      rows: Object.entries(report.hits).flatMap(([column, hits]) =>
        hits.map(({ start, end, fields }) => ({ column, start, end, ...fields })),
      ),
    },
    { name: 'actors', rows: rowsOf(report.actors) },
    { name: 'frames', rows: rowsOf(report.frames) },
    { name: 'keywords', rows: rowsOf(report.keywords) },
    { name: 'hedges', rows: rowsOf(report.hedges) },
    {
      name: 'collocates',
      rows: report.collocates.flatMap(({ actor, name, rows }) => rowsOf(rows, () => ({ actor, name }))),
    },
    {
      name: 'sensitivity',
      rows: report.sensitivity.findings.flatMap(({ name, title, results }) =>
        rowsOf(results, () => ({ name, title })),
      ),
    },
    {
      name: 'nearest',
      rows: report.nearest.map((row) => ({ ...flatRow(row), reasons: row.reasons.join('; ') })),
    },
  ].filter(({ rows }) => rows.length > 0);
}

/** The comparison of groups as flat tables. */
export function outletTables(report: OutletReport): Table[] {
  const { keyness, passages } = report;
  return [
    { name: 'groups', rows: rowsOf(report.groups) },
    { name: 'families', rows: rowsOf(report.families) },
    {
      name: 'measures',
      rows: report.measures.flatMap(({ groups, name, title, group: family, voice, unit, leading }) =>
        rowsOf(groups, () => ({ measure: name, title, family, voice, unit, leading })),
      ),
    },
    {
      name: 'actors',
      rows: report.actors.flatMap(({ groups, actor, name }) => rowsOf(groups, () => ({ actor, name }))),
    },
    {
      name: 'frames',
      rows: report.frames.flatMap(({ groups, codebook, frame }) =>
        rowsOf(groups, () => ({ codebook, frame })),
      ),
    },
    {
      name: 'timelines',
      rows: report.timelines.flatMap(({ points, kind, name, title, unit }) =>
        rowsOf(points, () => ({ kind, name, title, unit })),
      ),
    },
    { name: 'map', rows: rowsOf(report.map?.points ?? []) },
    { name: 'map_loadings', rows: rowsOf(report.map?.loadings ?? []) },
    ...(['words', 'hedges', 'collocates'] as const).map((name) => ({
      name,
      rows: keyness[name].flatMap(({ rows, group, actor, name: actorName }) =>
        rowsOf(rows, () => (actor === null ? { group } : { group, actor, name: actorName })),
      ),
    })),
    {
      name: 'sensitivity',
      rows: report.sensitivity.findings.flatMap(({ results, name, title, group }) =>
        rowsOf(results, () => ({ name, title, group })),
      ),
    },
    { name: 'duplicates', rows: rowsOf(report.duplicates.listed) },
    {
      name: 'passages',
      rows: passages.cells.flatMap((cell) =>
        cell.passages.map(({ sentence, start, end, note }) => {
          const { document, text } = passages.sentences[sentence]!;
          return {
            kind: cell.kind,
            key: cell.key,
            group: cell.group,
            documents: cell.documents,
            document: passages.documents[document]!.id,
            start,
            end,
            note,
            sentence: text,
          };
        }),
      ),
    },
  ].filter(({ rows }) => rows.length > 0);
}

/** Spreadsheets take a cell that begins with one of these for a formula (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * Writes tables as Parquet or CSV, each under a temporary name and renamed. A CSV cell that a spreadsheet would take for a
 * formula has an apostrophe put before it.
 *
 * @returns the files in the order written.
 */
export async function writeReportTables(
  tables: readonly Table[],
  folder: string,
  format: 'parquet' | 'csv',
): Promise<readonly string[]> {
  mkdirSync(folder, { recursive: true });
  const database = await Database.open({ threads: 1 });
  const files: string[] = [];
  try {
    for (const { name, rows } of tables) {
      const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
      const types = columns.map((column) => {
        const values = rows
          .map((row) => row[column])
          .filter((value) => value !== null && value !== undefined);
        return values.every((value) => typeof value === 'number')
          ? 'DOUBLE'
          : values.every((value) => typeof value === 'boolean')
            ? 'BOOLEAN'
            : 'VARCHAR';
      });
      const safe = (value: TableRow[string] | undefined): TableRow[string] =>
        typeof value !== 'string'
          ? (value ?? null)
          : format === 'csv' && FORMULA.test(value)
            ? `'${value.toWellFormed()}`
            : value.toWellFormed();
      const lines = rows.map((row) =>
        JSON.stringify(Object.fromEntries(columns.map((column) => [column, safe(row[column])]))),
      );
      const longest = 2 * lines.reduce((most, line) => Math.max(most, Buffer.byteLength(line)), 1 << 19);
      const file = join(folder, `${name}.${format}`);
      const source = `${file}.${process.pid}.jsonl.tmp`;
      const temporary = `${file}.${process.pid}.tmp`;
      writeFileSync(source, `${lines.join('\n')}\n`);
      const schema = columns.map((column, k) => `${sqlText(column)}: ${sqlText(types[k]!)}`).join(', ');
      try {
        await database.run(
          `COPY (SELECT * FROM read_json(${sqlText(source)}, format = 'newline_delimited', columns = {${schema}}, maximum_object_size = ${longest}))
           TO ${sqlText(temporary)} ${format === 'csv' ? '(FORMAT csv, HEADER)' : '(FORMAT parquet, COMPRESSION zstd)'}`,
        );
        renameSync(temporary, file);
      } finally {
        rmSync(source, { force: true });
        rmSync(temporary, { force: true });
      }
      files.push(file);
    }
  } finally {
    database.close();
  }
  return files;
}
