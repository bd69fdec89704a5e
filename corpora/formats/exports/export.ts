import type { RecordOrDefect } from '../../input/read-failure.js';
import type { ExportedDocument, Part } from './exported-document.js';
import { splitFactiva } from './factiva.js';
import { splitNexis } from './nexis.js';
import { splitProquest } from './proquest.js';

const SPLITTERS: readonly {
  readonly database: string;
  readonly hint: RegExp;
  readonly split: (lines: Part) => ExportedDocument[];
}[] = [
  {
    database: 'Nexis',
    // Either layout: the running one of LexisNexis Academic, or that of Nexis Uni.
    hint: /^[ \t]*End of Document[ \t]*$|^[ \t]*\d+ of \d+ DOCUMENTS?[ \t]*$/m,
    split: splitNexis,
  },
  {
    database: 'Factiva',
    hint: /^[ \t]*(?:AN[ \t]+)?Document [A-Z][A-Z\d]{1,9}\d{8,}\w{3,}[ \t]*$/m,
    split: splitFactiva,
  },
  {
    database: 'ProQuest',
    hint: /^[ \t]*ProQuest document ID:|^_{20,}\s+Document \d+ of \d+[ \t]*$/m,
    split: splitProquest,
  },
];

/** Whether a text, or the source of a page, may be a database's export: cheap, and true of all exports. */
export const mayBeExport = (text: string): boolean =>
  /End of Document|of \d+ DOCUMENTS?\b|Document [A-Z][A-Z\d]{1,9}\d{8,}|ProQuest document ID|Document \d+ of \d+/.test(
    text,
  );

/**
 * The documents in an export of Nexis (Uni), Factiva or ProQuest; null where the text is none. What such a
 * file holds beside the documents (cover, list of results, search terms) is left out.
 */
export function splitExport(text: string): RecordOrDefect[] | null {
  if (!mayBeExport(text)) return null;
  const plain = text.replace(/\r\n?/g, '\n').replaceAll('\u00a0', ' ');
  const splitter = SPLITTERS.find(({ hint }) => hint.test(plain));
  if (splitter === undefined) return null;
  const lines = plain.split('\n').map((line, i) => ({ number: i + 1, text: line.trim() }));
  const documents = splitter.split(lines);
  // Prose may hold such a line by chance.
  const known = documents.some(({ values }) => Object.values(values).some((value) => value !== null));
  if (!known) return null;
  return documents.map(({ line, values, defect }, i) => {
    const number = i + 1;
    const place = `document ${number}, line ${line}`;
    if (defect === null) return { number, place, values: { ...values, database: splitter.database } };
    const { reason, what, remedy } = defect;
    return { number, defect: { place, reason, message: `${place}: ${what}`, remedy } };
  });
}
