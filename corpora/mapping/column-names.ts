/** The names under which columns are found. */
import { nearestName, UserError } from '../../base/user-error.js';
import type { MetadataField } from '../document.js';

/** What of a document a column may give. */
export type DocumentField = 'id' | 'text' | MetadataField;

/** A field, the option that names its column, and the columns taken for it where the option is not given. */
export interface FieldColumns {
  readonly field: DocumentField;
  /** Of `OpenCorpusOptions`. */
  readonly option: ColumnOption;
  readonly description: string;
  /** Usual names, most telling first; compared without regard to case, spaces, `_` and `-`. */
  readonly columns: readonly string[];
}

export type ColumnOption =
  | 'idColumn'
  | 'textColumn'
  | 'outletColumn'
  | 'titleColumn'
  | 'authorColumn'
  | 'dateColumn'
  | 'sectionColumn'
  | 'urlColumn'
  | 'languageColumn';

/** Which columns are taken for which field: read by the readers, the help text and the documentation. */
export const FIELD_COLUMNS: readonly FieldColumns[] = [
  {
    field: 'id',
    option: 'idColumn',
    description: 'identifier, unique in the corpus',
    columns: ['id', 'doc_id', 'document_id', 'article_id', 'guid', 'uuid', '_id', 'stories_id'],
  },
  {
    field: 'text',
    option: 'textColumn',
    description: 'text of the document',
    columns: [
      'text',
      'body',
      'content',
      'article',
      'full_text',
      'body_text',
      'article_text',
      'article_body',
      'article_content',
      'main_text',
      'maintext',
      'cleaned_text',
      'document',
      'story',
      'story_text',
      'volltext',
      'texte',
      'texto',
      'testo',
    ],
  },
  {
    field: 'outlet',
    option: 'outletColumn',
    description: 'outlet, or whoever published it',
    columns: [
      'outlet',
      'source',
      'publisher',
      'publication',
      'publication_title',
      'publication_name',
      'newspaper',
      'source_name',
      'media_name',
      'media_outlet',
      'news_outlet',
      'site_name',
      'site',
      'domain',
      'source_domain',
      'quelle',
      'zeitung',
      'fuente',
    ],
  },
  {
    field: 'title',
    option: 'titleColumn',
    description: 'headline',
    columns: [
      'title',
      'headline',
      'head_line',
      'article_title',
      'heading',
      'web_title',
      'titel',
      'titre',
      'título',
      'titulo',
      'titolo',
      'überschrift',
    ],
  },
  {
    field: 'author',
    option: 'authorColumn',
    description: 'author or byline',
    columns: [
      'author',
      'authors',
      'byline',
      'creator',
      'dc:creator',
      'writer',
      'columnist',
      'autor',
      'auteur',
      'autore',
      'autoren',
    ],
  },
  {
    field: 'published',
    option: 'dateColumn',
    description: 'date of publication',
    columns: [
      'published',
      'date',
      'pub_date',
      'published_at',
      'publish_date',
      'published_date',
      'publication_date',
      'date_published',
      'publication_time',
      'published_time',
      'publish_time',
      'published_on',
      'article_date',
      'date_publish',
      'web_publication_date',
      'datetime',
      'datum',
      'erscheinungsdatum',
      'fecha',
    ],
  },
  {
    field: 'section',
    option: 'sectionColumn',
    description: 'section of the newspaper or site',
    columns: ['section', 'section_name', 'category', 'rubric', 'desk', 'news_desk'],
  },
  {
    field: 'url',
    option: 'urlColumn',
    description: 'address of the document',
    columns: ['url', 'link', 'web_url', 'article_url', 'source_url', 'permalink', 'uri', 'href'],
  },
  {
    field: 'language',
    option: 'languageColumn',
    description: 'language of the text, as BCP 47 tag or English name',
    columns: ['language', 'lang', 'language_code', 'text_language'],
  },
];

/** Case and the marks between words carry no meaning in a column's name: `pubDate` is `pub_date`. */
const fold = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, '');

const usualByField = new Map<DocumentField, readonly string[]>(
  FIELD_COLUMNS.map(({ field, columns }) => [field, columns.map(fold)]),
);

/** Those of `existing` that have a usual name of the field, the most telling first. */
export function columnsForField(field: DocumentField, existing: readonly string[]): string[] {
  const usual = usualByField.get(field)!;
  return existing
    .map((column) => ({ column, rank: usual.indexOf(fold(column)) }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank || (a.column < b.column ? -1 : 1))
    .map(({ column }) => column);
}

/** Columns named by the user. `idColumn: null` makes ids from file and record even where a column has ids. */
export type ColumnOptions = { readonly [Option in Exclude<ColumnOption, 'idColumn'>]?: string } & {
  readonly idColumn?: string | null;
};

/** Field to columns, in the order in which they are tried; a file's records are read by it. */
export type ColumnMapping = ReadonlyMap<DocumentField, readonly string[]>;

/** The mapping of a file with the given columns. A column named by an option that this file lacks maps nothing. */
export function mapColumns(existing: readonly string[], options: ColumnOptions): ColumnMapping {
  const mapping = new Map<DocumentField, readonly string[]>();
  const taken = new Set<string>();
  for (const { field, option } of FIELD_COLUMNS) {
    const wanted = options[option];
    if (wanted === undefined) continue;
    const column = wanted === null ? undefined : findColumn(wanted, existing);
    mapping.set(field, column === undefined ? [] : [column]);
    if (column !== undefined) taken.add(column);
  }
  for (const { field } of FIELD_COLUMNS) {
    if (mapping.has(field)) continue;
    const columns = columnsForField(field, existing).filter((column) => !taken.has(column));
    mapping.set(field, columns);
    for (const column of columns) taken.add(column);
  }
  return mapping;
}

/** A column by the name that the user gave: exact, else without regard to case, else a path into an object. */
export function findColumn(wanted: string, existing: readonly string[]): string | undefined {
  if (existing.includes(wanted)) return wanted;
  const lower = wanted.toLowerCase();
  const found = existing.find((column) => column.toLowerCase() === lower);
  if (found !== undefined) return found;
  const dot = wanted.indexOf('.');
  return dot > 0 && existing.includes(wanted.slice(0, dot)) ? wanted : undefined;
}

/** @throws UserError where an option names a column that no file of the corpus has. */
export function checkColumnOptions(existing: readonly string[], options: ColumnOptions): void {
  for (const { option, field } of FIELD_COLUMNS) {
    const wanted = options[option];
    if (wanted === undefined || wanted === null || findColumn(wanted, existing) !== undefined) continue;
    const near = nearestName(wanted, existing);
    throw new UserError({
      what: `no column '${wanted}' in the corpus`,
      where: `the option \`${option}\``,
      ...(near === undefined ? {} : { why: `did you mean '${near}'?` }),
      remedy:
        existing.length === 0
          ? `The corpus has no columns; leave the option \`${option}\` out, or give files with a column for the ${field}.`
          : `The columns are: ${existing.join(', ')}.`,
    });
  }
}

/** A column's value in a record, following a path such as `source.name`. */
export function columnValue(values: Readonly<Record<string, unknown>>, column: string): unknown {
  if (Object.hasOwn(values, column)) return values[column];
  let value: unknown = values;
  for (const part of column.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}
