import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WriteSheet } from 'hucre';
import { writeOds } from 'hucre/ods';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, describe, expect, it } from 'vitest';
import { tableOfSheet } from '../../../corpora/formats/spreadsheet/sheet-table.js';
import { type OpenCorpusOptions, openCorpus } from '../../../corpora/open-corpus.js';
import { readAll } from '../read-all.js';
import { makeZip } from './make-zip.js';

const folder = mkdtempSync(join(tmpdir(), 'hedgerow-sheets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(name: string, bytes: Uint8Array, options: OpenCorpusOptions = {}) {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const corpus = openCorpus(path, options);
  const survey = await corpus.survey();
  const all = await readAll(corpus);
  expect(survey.records).toBe(all.documents.length + all.rejects.length);
  return { survey, ...all };
}

const article = (i: number): string => `The levy may fail, said councillor number ${i} on the quay.`;

const SHEETS: WriteSheet[] = [
  { name: 'About', rows: [['Collected by us'], ['in spring, with care']] },
  {
    name: 'Articles',
    rows: [
      ['Harbour corpus, 2031', null, null, null],
      ['id', 'date', 'text', 'outlet'],
      [1, new Date(Date.UTC(2031, 1, 3)), article(1), 'Quay'],
      [2, new Date(Date.UTC(2031, 1, 4, 14, 30)), `${article(2)}\nIt may not, said another.`, 'Vale'],
      [null, null, null, null],
      [4, 47881, article(4), '#N/A'],
    ],
    merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: 3 }],
  },
  {
    name: 'More',
    rows: [
      ['id', 'date', 'text'],
      [5, '2031-02-05', article(5)],
    ],
  },
  { name: 'Sheet4', rows: [] },
];

describe('spreadsheets', () => {
  it.each([
    ['xlsx', (sheets: WriteSheet[]) => writeXlsx({ sheets })],
    ['ods', (sheets: WriteSheet[]) => writeOds({ sheets })],
  ] as const)('.%s: title above the table, days, empty rows, several sheets', async (extension, write) => {
    const { documents, rejects, survey } = await read(`a.${extension}`, await write(SHEETS));
    expect(survey.sources[0]!.format).toBe(extension);
    expect(documents.map(({ id, published, outlet }) => [id, published, outlet])).toEqual([
      ['1', '2031-02-03', 'Quay'],
      ['2', '2031-02-04T14:30:00', 'Vale'],
      ['4', '2031-02-02', null],
      ['5', '2031-02-05', null],
    ]);
    expect(documents[1]!.text).toBe(`${article(2)}\nIt may not, said another.`);
    expect(rejects).toMatchObject([{ reason: 'sheet-not-read', place: "sheet 'About'" }]);
    expect(survey.notes?.some(({ kind }) => kind === 'serial-dates')).toBe(true);
  });

  it('a hidden sheet is told, not read', async () => {
    const hidden = { name: 'Old', hidden: true, rows: [['text'], [article(9)]] };
    const { documents, rejects } = await read('h.xlsx', await writeXlsx({ sheets: [SHEETS[1]!, hidden] }));
    expect(documents).toHaveLength(3);
    expect(rejects[0]?.message).toBe("the sheet 'Old' is not read: it is hidden");
  });

  it('headers of two rows: names below what is joined across, above what is joined down', () => {
    const rows = [
      ['id', 'Source', null, 'text'],
      [null, 'outlet', 'date', null],
      [1, 'Quay', '2031-02-03', article(1)],
    ];
    const merged = [
      { startRow: 0, startCol: 1, endRow: 0, endCol: 2 },
      { startRow: 0, startCol: 0, endRow: 1, endCol: 0 },
    ];
    expect(tableOfSheet(rows, merged)).toEqual({ columns: ['id', 'outlet', 'date', 'text'], firstRow: 2 });
  });

  it('blank and repeated names of columns, one column alone', () => {
    expect(
      tableOfSheet([
        ['text', '', 'text'],
        ['a', 1, 'b'],
      ]),
    ).toEqual({
      columns: ['text', 'column_2', 'text_2'],
      firstRow: 1,
    });
    expect(tableOfSheet([['text'], [article(1)], [article(2)]])).toEqual({ columns: ['text'], firstRow: 1 });
    expect(tableOfSheet([[null, ' '], []])).toBeNull();
  });

  it('texts that Excel cut at 32,767 characters are rejected, and kept by option', async () => {
    const long = `${'The levy may fail, she said, and nobody knew what it would cost. '.repeat(600)}`;
    const rows = [['text'], ...[0, 1, 2].map((i) => [`${i} ${long}`.slice(0, 32_767)]), [article(1)]];
    const bytes = await writeXlsx({ sheets: [{ name: 'A', rows }] });
    const { documents, rejects } = await read('cut.xlsx', bytes);
    expect(documents).toHaveLength(1);
    expect(rejects.map(({ reason }) => reason)).toEqual(Array(3).fill('truncated-text'));
    expect((await read('cut.xlsx', bytes, { cutTexts: 'keep' })).documents).toHaveLength(4);
  });
});

/** A workbook written by hand, as Excel writes it and no library of ours. */
const workbook = (sheet: string, strings = '', properties = ''): Buffer =>
  makeZip([
    {
      name: '[Content_Types].xml',
      content:
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
    },
    {
      name: '_rels/.rels',
      content:
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">${properties}<sheets><sheet name="Tabelle1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content:
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    },
    {
      name: 'xl/styles.xml',
      content:
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="170" formatCode="[$-407]dd/\\ mmmm\\ yyyy"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>',
    },
    {
      name: 'xl/sharedStrings.xml',
      content: `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${strings}</sst>`,
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${sheet}</sheetData></worksheet>`,
    },
  ]);

const inline = (cell: string, text: string): string =>
  `<c r="${cell}" t="inlineStr"><is><t>${text}</t></is></c>`;
const HEADER = `<row r="1">${inline('A1', 'date')}${inline('B1', 'text')}${inline('C1', 'outlet')}</row>`;

describe('workbooks as other programs write them', () => {
  it('rich and shared strings, dates of two formats, formulas, errors, escapes', async () => {
    const strings =
      '<si><r><t>The levy </t></r><r><rPr><b/></rPr><t xml:space="preserve">may</t></r><r><t xml:space="preserve"> fail,_x000D_\nshe said.</t></r><rPh sb="0" eb="1"><t>phonetic</t></rPh></si>';
    const sheet = `${HEADER}<row r="2"><c r="A2" s="1"><v>47881</v></c><c r="B2" t="s"><v>0</v></c><c r="C2" t="e"><v>#N/A</v></c></row><row r="4"><c r="A4" s="2"><v>47882.5</v></c><c r="B4" t="str"><f>CONCATENATE("x")</f><v>Nobody knows, it was said.</v></c><c r="C4" t="b"><v>1</v></c></row>`;
    const { documents, rejects } = await read('excel.xlsx', workbook(sheet, strings));
    expect(rejects).toEqual([]);
    expect(documents.map(({ text, published, outlet }) => [text, published, outlet])).toEqual([
      ['The levy may fail,\r\nshe said.', '2031-02-02', null],
      ['Nobody knows, it was said.', '2031-02-03T12:00:00', 'true'],
    ]);
  });

  it('days counted from 1904', async () => {
    const sheet = `${HEADER}<row r="2"><c r="A2" s="1"><v>46419</v></c>${inline('B2', article(1))}</row>`;
    const { documents } = await read('mac.xlsx', workbook(sheet, '', '<workbookPr date1904="1"/>'));
    expect(documents[0]!.published).toBe('2031-02-02');
  });

  it.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length - 60)],
    [
      'no parts',
      () =>
        makeZip([
          { name: 'xl/workbook.xml', content: '' },
          { name: '[Content_Types].xml', content: '' },
        ]),
    ],
    ['not XML', () => workbook('<row r="1"><c r="A1"><v>1</v>')],
    ['corners far apart', () => workbook(`${HEADER}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`)],
    ['deep', () => workbook(`${HEADER}${'<row>'.repeat(100_000)}`)],
  ])('hostile, %s: a defect or what can be read, no accident', async (_, make) => {
    const bytes = make(workbook(HEADER));
    const outcome = await read('hostile.xlsx', bytes).then(
      ({ rejects }) => rejects.map(({ message }) => message).join(),
      (error: Error) => error.message,
    );
    expect(outcome).not.toMatch(/undefined|\[object|Maximum call/);
  });

  it('a bomb ends at the limit, before the library sees it', async () => {
    const bytes = workbook(`${HEADER}<row r="2">${' '.repeat(30_000_000)}</row>`);
    expect(bytes.length).toBeLessThan(200_000);
    const { rejects } = await read('bomb.xlsx', bytes, { maxTextBytes: 1_000_000 });
    expect(rejects.map(({ message }) => message)).toEqual(['its parts have more than 4 MB']);
  });

  it('repeated rows and columns of .ods are not multiplied beyond the sheet', async () => {
    const content = `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="A"><table:table-row><table:table-cell office:value-type="string"><text:p>text</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16383"/></table:table-row><table:table-row><table:table-cell office:value-type="string"><text:p>The levy<text:s text:c="2"/>may fail,</text:p><text:p>she said.</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`;
    const bytes = makeZip([
      { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet' },
      { name: 'content.xml', content },
    ]);
    const { documents, rejects } = await read('lo.ods', bytes);
    expect(documents.map(({ text }) => text)).toEqual(['The levy  may fail,\nshe said.']);
    expect(rejects).toEqual([]);
  });
});

describe('statistics files and old office files', () => {
  it.each([
    ['a.sav', '$FL2@(#) SPSS DATA FILE', /SPSS.*haven::read_sav.*read_spss/s],
    ['a.zsav', '$FL3@(#) SPSS DATA FILE', /SPSS/],
    ['a.dta', '<stata_dta><header>', /Stata.*haven::read_dta.*read_stata/s],
    ['old.dta', 's\u0002\u0001\0', /Stata/],
    ['a.rds', 'X\n\0\0\0\u0003\0\u0004', /R \(\.rds\).*stream_out\(readRDS/s],
    ['a.RData', 'RDX3\nX\n', /workspace.*load\(/s],
    ['a.pkl', '\u0080\u0004\u0095', /pickle.*read_pickle/s],
    ['a.doc', '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1', /Word.*\.docx.*soffice/s],
    ['a.xls', '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1', /Excel.*xlsx FILE\.xls/s],
  ])('%s: the refusal says what converts it', async (name, head, wanted) => {
    await expect(read(name, Buffer.from(head.padEnd(600, '\0'), 'latin1'))).rejects.toThrow(wanted);
  });
});
