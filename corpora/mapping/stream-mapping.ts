/** Maps a stream of records to documents and rejects. */
import { UserError } from '../../base/user-error.js';
import type { RepeatedLines } from '../boilerplate/repetition.js';
import { type ExtraColumn, METADATA_FIELDS } from '../document.js';
import type { CorpusLimits } from '../input/limits.js';
import { type ColumnOptions, checkColumnOptions, mapColumns } from './column-names.js';
import { type FieldRules, ORIGINAL_FIELDS, type OriginalField } from './record-fields.js';
import { type DocumentRules, documentOf, type Mapped } from './record-to-document.js';

export interface StreamMappingOptions extends FieldRules {
  readonly columns: ColumnOptions;
  readonly limits: CorpusLimits;
  /** Whether texts that were cut, as a mark in them says, are taken as they are. */
  readonly keepCut: boolean;
  readonly anyLanguage: boolean;
  /** Of the corpus that the rows belong to; null where boilerplate is to be known by its words alone. */
  readonly repeatedLines: RepeatedLines | null;
}

export interface StreamMapping {
  readonly extraColumns: readonly ExtraColumn[];
  /** A document of one row, or why it is none. The row's number is where it stands, for the message. */
  document(values: Readonly<Record<string, unknown>>, number: number): Promise<Mapped>;
}

/**
 * How the rows of a stream become documents, from its columns alone: no row has been seen yet, so what
 * is read in another form than it is written is kept as written, in `text_original`, `title_original` and the like,
 * wherever its column is text.
 *
 * @throws UserError where no column holds the text or an id, or an option names a column that is not there.
 */
export function mapStream(columns: readonly ExtraColumn[], options: StreamMappingOptions): StreamMapping {
  const names = columns.map(({ name }) => name);
  checkColumnOptions(names, options.columns);
  const mapping = mapColumns(names, options.columns);
  for (const [field, option, why] of [
    ['text', 'textColumn', 'no column is known to hold the text'],
    ['id', 'idColumn', 'no column is known to hold the ids, and the parts of a stream cannot make their own'],
  ] as const) {
    if ((mapping.get(field) ?? []).length > 0) continue;
    throw new UserError({
      what: why,
      why: `the columns are: ${names.join(', ')}`,
      remedy: `Name it with the option \`${option}\`.`,
    });
  }
  const primary = new Set([...mapping.values()].flatMap((mapped) => mapped.slice(0, 1)));
  const reserved = new Set<string>(['id', 'text', ...METADATA_FIELDS]);
  const sourceOfExtra = new Map<string, string>();
  const extraColumns: ExtraColumn[] = [];
  for (const { name: column, type } of columns) {
    if (primary.has(column)) continue;
    let name = column;
    while (reserved.has(name) || (name !== column && names.includes(name))) name = `${name}_original`;
    sourceOfExtra.set(name, column);
    extraColumns.push({ name, type });
  }
  const originals: Partial<Record<OriginalField, string>> = {};
  for (const field of ORIGINAL_FIELDS) {
    if (field === 'text' && !options.mend) continue;
    const written = columns.find(({ name }) => name === mapping.get(field)?.[0]);
    const name = `${field}_original`;
    if (written?.type !== 'utf8' || sourceOfExtra.has(name)) continue;
    extraColumns.push({ name, type: 'utf8' });
    originals[field] = name;
  }
  extraColumns.sort((a, b) => (a.name < b.name ? -1 : 1));
  const { limits, dateOrder, anyLanguage, mend, missingMarks, keepCut } = options;
  const rules: DocumentRules = {
    limits,
    dateOrder,
    anyLanguage,
    mend,
    missingMarks,
    cut: keepCut ? null : { lengths: [] },
    extraColumns,
    sourceOfExtra,
    originals,
    repeatedLines: options.repeatedLines,
  };
  return {
    extraColumns,
    document: (values, number) => documentOf({ number, place: `row ${number}`, values }, mapping, rules),
  };
}
