/** Formats told by their first bytes that no reader takes, each with what makes a readable file of it. */
import { beginsWith } from './signature.js';

export interface ForeignFormat {
  /** As it stands in "its first bytes are those of …". */
  readonly name: string;
  readonly begins: (head: Uint8Array, extension: string) => boolean;
  /** How to convert it; absent where the name says it. */
  readonly remedy?: string;
}

const ole = (head: Uint8Array): boolean => beginsWith(head, 0xd0, 0xcf, 0x11, 0xe0);

/** In R and in Python, as one types them; the file's name is the user's to put in. */
const converted = (r: string, python: string): string =>
  `Convert it in R: ${r} – or in Python: ${python} (FILE stands for its name).`;

const FOREIGN_FORMATS: readonly ForeignFormat[] = [
  {
    name: 'a Word document of before 2007 (.doc)',
    begins: (head, extension) => ole(head) && ['.doc', '.dot'].includes(extension),
    remedy: 'Save it as .docx in a word processor, or with `soffice --headless --convert-to docx FILE.doc`.',
  },
  {
    name: 'an Excel workbook of before 2007 (.xls), or one with a password',
    begins: (head, extension) => ole(head) && ['.xls', '.xlt', '.xlsx', '.xlsm'].includes(extension),
    remedy:
      'Save it as .xlsx without a password, or convert it with `soffice --headless --convert-to xlsx FILE.xls`.',
  },
  { name: 'old Microsoft Office, or of an encrypted document of a newer one', begins: ole },
  {
    name: 'SPSS (.sav)',
    begins: (head) => beginsWith(head, '$FL2') || beginsWith(head, '$FL3'),
    remedy: converted(
      '`write.csv(haven::read_sav("FILE.sav"), "FILE.csv", row.names = FALSE)`',
      '`pandas.read_spss("FILE.sav").to_parquet("FILE.parquet")`',
    ),
  },
  {
    name: 'Stata (.dta)',
    begins: (head, extension) =>
      beginsWith(head, '<stata_dta>') || (extension === '.dta' && head[0]! >= 102 && head[0]! <= 115),
    remedy: converted(
      '`write.csv(haven::read_dta("FILE.dta"), "FILE.csv", row.names = FALSE)`',
      '`pandas.read_stata("FILE.dta").to_parquet("FILE.parquet")`',
    ),
  },
  {
    name: 'R (.rds)',
    begins: (head, extension) =>
      beginsWith(head, 'X\n\0\0\0\u0002') ||
      beginsWith(head, 'X\n\0\0\0\u0003') ||
      (extension === '.rds' && (beginsWith(head, 'A\n') || beginsWith(head, 'BZh') || isXz(head))),
    remedy:
      'Convert it in R: `jsonlite::stream_out(readRDS("FILE.rds"), file("FILE.jsonl"))` for a table; for a quanteda corpus, `quanteda::convert(readRDS("FILE.rds"), to = "data.frame")` makes one (FILE stands for its name).',
  },
  {
    name: 'an R workspace (.RData)',
    begins: (head) => beginsWith(head, 'RDX2\n') || beginsWith(head, 'RDX3\n'),
    remedy:
      'Convert it in R: `load("FILE.RData")`, then `jsonlite::stream_out(TABLE, file("FILE.jsonl"))` for the table in it.',
  },
  {
    name: "Python's pickle (.pkl)",
    begins: (head) => head[0] === 0x80 && head[1]! >= 2 && head[1]! <= 5,
    remedy:
      'Convert it in Python: `pandas.read_pickle("FILE.pkl").to_parquet("FILE.parquet")` – only where you trust who made it: a pickle can run any program.',
  },
  { name: 'encrypted Parquet', begins: (head) => beginsWith(head, 'PARE') },
  { name: 'SQLite', begins: (head) => beginsWith(head, 'SQLite format 3') },
  { name: 'bzip2 compression (`bunzip2` unpacks it)', begins: (head) => beginsWith(head, 'BZh') },
  { name: 'xz compression (`unxz` unpacks it)', begins: isXz },
  { name: 'LZ4 compression (`unlz4` unpacks it)', begins: (head) => beginsWith(head, 4, 0x22, 0x4d, 0x18) },
  { name: 'lzip compression (`lzip -d` unpacks it)', begins: (head) => beginsWith(head, 'LZIP') },
  { name: 'compress (`uncompress` unpacks it)', begins: (head) => beginsWith(head, 0x1f, 0x9d) },
  {
    name: 'a 7-Zip archive (`7z x` unpacks it)',
    begins: (head) => beginsWith(head, 0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c),
  },
  { name: 'a RAR archive (`unrar x` unpacks it)', begins: (head) => beginsWith(head, 'Rar!') },
];

function isXz(head: Uint8Array): boolean {
  return beginsWith(head, 0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00);
}

/** The format that is not read, by its first bytes; null where they are of none that is known. */
export const foreignFormat = (head: Uint8Array, extension: string): ForeignFormat | null =>
  FOREIGN_FORMATS.find(({ begins }) => begins(head, extension)) ?? null;
