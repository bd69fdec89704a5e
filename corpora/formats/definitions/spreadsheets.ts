/** Spreadsheets of Excel and LibreOffice. */
import type { Format } from '../format.js';
import { notBegunAsNamed } from '../signature.js';

export const xlsx: Format = {
  name: 'xlsx',
  kind: 'records',
  words: 'Excel workbooks (.xlsx)',
  about: 'Excel workbooks',
  extensions: ['.xlsx', '.xlsm'],
  zipped: {
    named: true,
    holds: (head) => head.includes('xl/') && head.includes('[Content_Types].xml'),
  },
  named: notBegunAsNamed,
  load: async () => (await import('../spreadsheet/read-spreadsheet.js')).readXlsxFile,
};

export const ods: Format = {
  name: 'ods',
  kind: 'records',
  words: 'OpenDocument spreadsheets (.ods)',
  about: 'OpenDocument spreadsheets',
  extensions: ['.ods'],
  zipped: { named: true, mediaType: 'application/vnd.oasis.opendocument.spreadsheet' },
  named: notBegunAsNamed,
  load: async () => (await import('../spreadsheet/read-spreadsheet.js')).readOdsFile,
};
