/** The columns that every analysis begins with. */
import {
  type ExtraColumn,
  type ExtraType,
  METADATA_FIELDS,
  type MetadataField,
} from '../../corpora/document.js';
import { bool, type Column, column, type DataType, float64, utf8 } from '../../stages/columns.js';

const METADATA_DESCRIPTIONS: Readonly<Record<MetadataField, string>> = {
  outlet: 'The outlet that published the document.',
  title: 'Its headline.',
  author: 'Its author or authors, as the input writes them.',
  published: 'Date of publication, ISO 8601: year-month-day, year-month, or a date with time.',
  section: 'The section or desk under which it was published.',
  url: 'Its address.',
  language: 'Its language, a BCP 47 tag.',
};

const EXTRA_TYPES: Readonly<Record<ExtraType, DataType>> = {
  utf8,
  bool,
  int64: { kind: 'int64' },
  float64,
  json: utf8,
};

/** The columns that every analysis begins with: the document's own, then the user's, untouched. */
export function documentColumns(extra: readonly ExtraColumn[]): readonly Column[] {
  return [
    column('id', utf8, 'The document, unique in its corpus.'),
    column('text', utf8, 'The text as it stands in the source; every offset counts its code points.'),
    ...METADATA_FIELDS.map((name) => column(name, utf8, METADATA_DESCRIPTIONS[name], { nullable: true })),
    ...extra.map(({ name, type }) =>
      column(
        name,
        EXTRA_TYPES[type],
        type === 'json'
          ? 'A column of the input, nested values as JSON.'
          : 'A column of the input, untouched.',
        { nullable: true },
      ),
    ),
  ];
}

/** Names that a user's own column cannot have, since an analysis has them. */
export const DOCUMENT_COLUMN_NAMES: ReadonlySet<string> = new Set(['id', 'text', ...METADATA_FIELDS]);

/**
 * In the rows that `serveStreams` gives: why a row could not be analysed, as JSON with reason, message and remedy; null
 * where it was.
 */
export const REJECT_COLUMN = 'reject';
