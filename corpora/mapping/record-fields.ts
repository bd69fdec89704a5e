/** The fields of a record, by the columns mapped to them: mended, missing values null, and what was written. */
import { measuredText } from '../cleaning/measured-text.js';
import { type MendKind, mendText } from '../cleaning/mend.js';
import { METADATA_FIELDS, type MetadataField } from '../document.js';
import type { SourceRecord } from '../input/read-failure.js';
import { type ColumnMapping, columnValue, type DocumentField } from './column-names.js';
import { type DateOrder, readDate } from './dates.js';
import { isMissingMark } from './missing-marks.js';
import { outletName } from './outlets.js';
import { withoutSiteName } from './site-names.js';

/** How values are read. */
export interface FieldRules {
  /** Whether what is still encoded (mojibake, entities, tags) is mended. */
  readonly mend: boolean;
  /** Whether `NA`, `nan` and their like are missing values. */
  readonly missingMarks: boolean;
  readonly dateOrder: DateOrder | null;
}

/** Fields of which a column of their own keeps what was written, where another form of it is used. */
export const ORIGINAL_FIELDS = ['text', 'outlet', 'title', 'author', 'published', 'section'] as const;
export type OriginalField = (typeof ORIGINAL_FIELDS)[number];

export interface RecordFields {
  readonly id: string | null;
  /** The text, or whatever stands in its place; null where there is none. */
  readonly text: unknown;
  /** Whether a column of the text is there, and empty or marked as missing. */
  readonly isEmpty: boolean;
  readonly metadata: Readonly<Record<MetadataField, string | null>>;
  /** What was written, where it differs from what is used. */
  readonly originals: ReadonlyMap<OriginalField, string>;
  /** Of text and metadata together. */
  readonly mended: ReadonlySet<MendKind>;
  /** Marks of missing values, by field. */
  readonly marks: ReadonlyMap<DocumentField, string>;
  /** The date as written. */
  readonly written: unknown;
}

export async function readFields(
  record: SourceRecord,
  mapping: ColumnMapping,
  rules: FieldRules,
): Promise<RecordFields> {
  const originals = new Map<OriginalField, string>();
  const mended = new Set<MendKind>();
  const marks = new Map<DocumentField, string>();
  const given = (field: DocumentField): unknown => {
    for (const column of mapping.get(field) ?? []) {
      const value = columnValue(record.values, column);
      if (value === null || value === undefined || value === '') continue;
      if (!isMark(value) || !rules.missingMarks) return value;
      marks.set(field, String(value).trim());
    }
    return null;
  };
  const mend = async (written: string): Promise<string> => {
    const result = rules.mend ? await mendText(written) : null;
    if (result === null) return written;
    for (const kind of result.kinds) mended.add(kind);
    return result.text;
  };
  const line = async (field: DocumentField): Promise<string | null> => {
    const text = scalarText(given(field));
    if (text === null) return null;
    const whole = await mend(text);
    return whole === text ? text : whole.replace(/\s+/g, ' ').trim() || null;
  };
  const keep = (field: OriginalField, written: unknown, used: string | null): void => {
    const text = scalarText(written);
    if (text !== null && text !== used) originals.set(field, text);
  };

  let text: unknown = paragraphsJoined(record.body ?? given('text'));
  if (typeof text === 'string') {
    const whole = await mend(text);
    if (whole !== text) originals.set('text', storable(text));
    text = rules.missingMarks && isMark(whole) ? null : whole;
    if (text === null) marks.set('text', whole.trim());
  }
  const isEmpty =
    marks.has('text') ||
    (mapping.get('text') ?? []).some((column) => columnValue(record.values, column) === '');

  const written = given('published');
  const metadata = {} as Record<MetadataField, string | null>;
  for (const field of METADATA_FIELDS) metadata[field] = field === 'published' ? null : await line(field);
  metadata.published = readDate(written, rules.dateOrder);
  metadata.outlet = outletOf(metadata.outlet);
  if (metadata.author !== null) metadata.author = measuredText(metadata.author)?.text ?? metadata.author;
  metadata.title = withoutSiteName(metadata.title, metadata.outlet);
  for (const field of ORIGINAL_FIELDS)
    if (field !== 'text') keep(field, field === 'published' ? written : given(field), metadata[field]);
  return {
    id: scalarText(given('id')),
    text,
    isEmpty,
    metadata,
    originals,
    mended,
    marks,
    written,
  };
}

/** As it can be stored: whole characters, a NUL as its picture. */
const storable = (text: string): string => text.toWellFormed().replaceAll('\u0000', '\u2400');

const isMark = (value: unknown): boolean =>
  typeof value === 'string' ? isMissingMark(value) : typeof value === 'number' && Number.isNaN(value);

/** A text given as the list of its paragraphs, as one text; a list of single words is none. */
function paragraphsJoined(value: unknown): unknown {
  if (!Array.isArray(value) || !value.every((paragraph) => typeof paragraph === 'string')) return value;
  const paragraphs = value
    .map((paragraph: string) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
  const ofWords = paragraphs.filter((paragraph) => /\s/.test(paragraph)).length;
  return ofWords * 2 > paragraphs.length ? paragraphs.join('\n\n') : value;
}

/** A value as the name of an outlet. */
function outletOf(written: string | null): string | null {
  const name = outletName(written ?? '');
  return name === '' ? null : name;
}

const NAME_KEYS = ['name', 'title', 'main', 'original', 'full_name', 'display_name', 'value', 'href', 'id'];

/** A metadata value as text: names out of objects such as NewsAPI's `{ "id": …, "name": … }`, lists joined. */
function scalarText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') {
    const text = value.trim().toWellFormed();
    return text === '' ? null : text;
  }
  if (Array.isArray(value)) {
    const parts = value.map(scalarText).filter((part) => part !== null);
    return parts.length === 0 ? null : parts.join('; ');
  }
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object') return String(value);
  for (const key of NAME_KEYS) {
    const inner = (value as Record<string, unknown>)[key];
    if (inner !== undefined && inner !== null && typeof inner !== 'object') return scalarText(inner);
  }
  return null;
}
