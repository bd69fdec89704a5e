/** What `report` and `compare` write beside the page. */
import { join } from 'node:path';
import type { AnySection } from '../reports/section.js';
import type { Table } from '../reports/tables.js';
import { note } from './terminal.js';
import { writeResult } from './write-file.js';

/** What `report` and `compare` write beside the page, and how they come by an analysis. */
export const reportOutputs = {
  json: { type: 'string', requiresArg: true, describe: 'Also write the report as JSON' },
  markdown: { type: 'string', requiresArg: true, describe: 'Also write the report as Markdown' },
  tables: {
    type: 'string',
    requiresArg: true,
    describe: 'Also write every table in full to this folder',
  },
  'tables-format': {
    type: 'string',
    choices: ['parquet', 'csv'] as const,
    default: 'parquet' as const,
    describe: 'Of the tables',
  },
  figures: { type: 'string', requiresArg: true, describe: 'Also write each chart as SVG to this folder' },
  workers: { type: 'number', requiresArg: true, describe: 'Worker threads for a corpus not analysed yet' },
  cache: { type: 'string', requiresArg: true, describe: 'Folder for analyses of corpora' },
} as const;

interface Outputs {
  readonly tables?: string | undefined;
  readonly 'tables-format': 'parquet' | 'csv';
  readonly figures?: string | undefined;
}

export async function writeFigures<Report>(
  { figures }: Outputs,
  sections: () => Promise<readonly AnySection<never, Report>[]>,
  report: Report,
): Promise<void> {
  if (figures === undefined) return;
  const { reportFigures } = await import('../reports/html/figures.js');
  const drawn = await reportFigures(await sections(), report);
  for (const { name, svg } of drawn) writeResult(join(figures, `${name}.svg`), svg);
  note(`${drawn.length} figures in ${figures}.`);
}

export async function writeTablesOf(values: Outputs, tables: () => Promise<readonly Table[]>): Promise<void> {
  if (values.tables === undefined) return;
  const { writeReportTables } = await import('../reports/write-tables.js');
  const { withDiskErrors } = await import('../pipeline/store/disk-errors.js');
  const folder = values.tables;
  const files = await withDiskErrors(
    folder,
    async () => writeReportTables(await tables(), folder, values['tables-format']),
    { what: 'the tables', elsewhere: 'Choose another folder with --tables.' },
  );
  note(`${files.length} tables in ${values.tables}.`);
}
