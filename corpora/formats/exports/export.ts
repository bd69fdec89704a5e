/** Recognises a database's export and splits it into documents. */
import type { Oddity, RecordOrDefect } from '../../input/read-failure.js';
import { type ExportedDocument, odditiesOf, type Part } from './exported-document.js';
import { splitFactiva } from './factiva.js';
import { splitNexis } from './nexis.js';
import { splitProquest } from './proquest.js';
import { splitWiso } from './wiso.js';

const SPLITTERS: readonly {
  readonly database: string;
  readonly hint: RegExp;
  readonly split: (lines: Part, headlines: ReadonlySet<string>) => ExportedDocument[];
}[] = [
  {
    database: 'Nexis',
    // Either layout: the running one of LexisNexis Academic, or that of Nexis Uni.
    hint: /^[ \t]*(?:End of Document|Ende des Dokuments|Fin du document|Fin del documento|Fim do documento|Fine (?:del )?documento|Einde (?:van )?(?:het )?document|\d{1,7} (?:of|von|de|sur|van|di) \d{1,7} DO[CK]UMENT\w{0,3})[ \t]*$/im,
    split: splitNexis,
  },
  {
    database: 'Factiva',
    hint: /^[ \t]*(?:AN[ \t]+)?Do[ck]umento? [A-Z][A-Z\d]{1,9}\d{8,}\w{3,}[ \t]*$/m,
    split: splitFactiva,
  },
  {
    database: 'ProQuest',
    hint: /^[ \t]*ProQuest ?document ?ID:|^[_*=]{20,}\s+Document \d+ of \d+[ \t]*$/im,
    split: splitProquest,
  },
  {
    database: 'WiSo',
    hint: /^[ \t]*(?:(?:©|\(c\))[ \t]*)?GBI-Genios Deutsche Wirtschaftsdatenbank GmbH[ \t]*$/im,
    split: splitWiso,
  },
];

/** Whether a text, or the source of a page, may be a database's export: cheap, and true of all exports. */
export const mayBeExport = (text: string): boolean =>
  /(?:End of|Ende des|Fin du|Fin del|Fim do|Fine|Fine del|Einde|Einde van het|Einde van|Einde het) Do[ck]ument|\d (?:of|von|de|sur|van|di) \d{1,7} DO[CK]UMENT|Do[ck]umento? [A-Z][A-Z\d]{1,9}\d{8,}|ProQuest ?document ?ID|Document \d+ of \d+|GBI-Genios Deutsche/i.test(
    text,
  );

/**
 * The documents in an export of Nexis (Uni), Factiva, ProQuest or WiSo; null where the text is none. What such a
 * file holds beside the documents (cover, list of results, search terms) is left out.
 *
 * @param headlines - what a page marks as such; text alone does not tell them from sections and authors.
 */
export function splitExport(
  text: string,
  headlines: ReadonlySet<string> = new Set(),
): RecordOrDefect[] | null {
  if (!mayBeExport(text)) return null;
  const plain = text.replace(/\r\n?/g, '\n').replaceAll('\u00a0', ' ');
  const splitter = SPLITTERS.find(({ hint }) => hint.test(plain));
  if (splitter === undefined) return null;
  const lines = plain.split('\n').map((line, i) => ({ number: i + 1, text: line.trim() }));
  const documents = splitter.split(lines, headlines);
  // Prose may hold such a line by chance.
  const known = documents.some(({ values }) => Object.values(values).some((value) => value !== null));
  if (!known) return null;
  const isBare = ({ values: { title, outlet, published } }: ExportedDocument): boolean =>
    title === null && outlet === null && published === null;
  return documents.map((document, i) => {
    const { line, values, defect } = document;
    const number = i + 1;
    const place = `document ${number}, line ${line}`;
    if (defect === null) {
      const oddities: Oddity[] = odditiesOf(document);
      if (isBare(document) && documents.some((other) => other.defect === null && !isBare(other)))
        oddities.push({ kind: 'bare-document' });
      const record = { number, place, values: { ...values, database: splitter.database } };
      return oddities.length === 0 ? record : { ...record, oddities };
    }
    const { reason, what, remedy } = defect;
    return { number, defect: { place, reason, message: `${place}: ${what}`, remedy } };
  });
}
