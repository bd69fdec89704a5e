import { markBoilerplate } from '../boilerplate/mark.js';
import type { RepeatedLines } from '../boilerplate/repetition.js';
import { detectLanguage, isEnglish, languageTag } from '../detect/language.js';
import type { CorpusDocument, ExtraColumn, ExtraValue } from '../document.js';
import { type CorpusLimits, limitDefect, sizeText } from '../input/limits.js';
import type { Defect, SourceRecord } from '../input/read-failure.js';
import { type ColumnMapping, columnValue, type DocumentField } from './column-names.js';
import { type DateOrder, readDate } from './dates.js';
import { asType } from './extra-columns.js';
import { outletName } from './outlets.js';

/** Columns that keep what was written where another form of it is analysed; null where nothing in the corpus changes. */
export interface Originals {
  readonly published: string | null;
  readonly outlet: string | null;
}

export interface DocumentRules {
  readonly limits: CorpusLimits;
  readonly dateOrder: DateOrder | null;
  readonly anyLanguage: boolean;
  readonly extraColumns: readonly ExtraColumn[];
  /** The column of the user's own that each extra column holds; absent for the originals of date and outlet. */
  readonly sourceOfExtra: ReadonlyMap<string, string>;
  readonly originals: Originals;
  /** The lines that outlets repeat; null where no corpus is seen, but one document after the other. */
  readonly repeatedLines: RepeatedLines | null;
}

/** A record whose columns are mapped, not yet given its final id. */
export type Mapped =
  | { readonly document: Omit<CorpusDocument, 'id'>; readonly id: string | null }
  | { readonly defect: Defect; readonly id: string | null };

const WORD = /\p{L}/u;
const CUT_BY_NEWSAPI = /\[\+(\d{1,9}) chars\]\s*$/;

/** Makes a document of a record, or says why it is none. */
export async function documentOf(
  record: SourceRecord,
  mapping: ColumnMapping,
  rules: DocumentRules,
): Promise<Mapped> {
  const id = scalarText(firstValue(record, mapping, 'id'));
  const place = record.place;
  const reject = (reason: string, message: string, remedy: string): Mapped => ({
    id,
    defect: { place, reason, message, remedy },
  });
  const columns = mapping.get('text') ?? [];
  const isEmpty = columns.some((column) => columnValue(record.values, column) === '');
  const value = paragraphsJoined(record.body ?? firstValue(record, mapping, 'text') ?? (isEmpty ? '' : null));
  if (value === null) {
    return columns.length === 0
      ? reject(
          'no-text',
          'there is no column with a text',
          'Name the column that holds it with the option `textColumn`.',
        )
      : reject(
          'no-text',
          `the column '${columns[0]}' has no value here`,
          'Give the text, or leave the record out.',
        );
  }
  if (typeof value !== 'string') {
    return reject(
      'text-not-text',
      `the column '${columns[0]}' holds ${Array.isArray(value) ? 'a list' : `a ${typeof value}`} where a text is expected`,
      'Name the column that holds the text with the option `textColumn`.',
    );
  }
  if (value.trim() === '')
    return reject('empty-text', 'the text is empty', 'Give the text, or leave the record out.');
  if (value.length * 3 > rules.limits.maxTextBytes && Buffer.byteLength(value) > rules.limits.maxTextBytes) {
    const size = sizeText(Buffer.byteLength(value));
    const message = `the text has ${size}, more than ${sizeText(rules.limits.maxTextBytes)}`;
    return { id, defect: limitDefect('maxTextBytes', message, 'Split it into documents', place) };
  }
  if (value.indexOf('\u0000') >= 0) {
    return reject('binary-text', 'the text holds NUL characters: it is not text', 'Extract the text again.');
  }
  if (!WORD.test(value)) {
    return reject('no-words', 'the text holds no letters', 'Check that the column or file is the right one.');
  }
  const cut = CUT_BY_NEWSAPI.exec(value);
  if (cut !== null) {
    return reject(
      'truncated-text',
      `NewsAPI cut the text: ${cut[1]} characters are missing`,
      "Fetch the article itself: NewsAPI's `content` holds its first 200 characters only.",
    );
  }
  const given = scalarText(firstValue(record, mapping, 'language'));
  const language = given === null ? await detectLanguage(value) : languageTag(given);
  if (!rules.anyLanguage && language !== null && !isEnglish(language)) {
    return reject(
      'not-english',
      `the text is ${given === null ? 'in another language than English' : 'marked as not English'} (${language})`,
      'Hedgerow measures English; the option `anyLanguage: true` analyses it all the same.',
    );
  }
  const written = firstValue(record, mapping, 'published');
  const published = readDate(written, rules.dateOrder);
  // Half a surrogate pair cannot be stored as UTF-8.
  const text = value.isWellFormed() ? value : value.toWellFormed();
  const writtenOutlet = firstValue(record, mapping, 'outlet');
  const outlet = outletOf(writtenOutlet);
  return {
    id,
    document: {
      text,
      outlet,
      title: scalarText(firstValue(record, mapping, 'title')),
      author: scalarText(firstValue(record, mapping, 'author')),
      published,
      section: scalarText(firstValue(record, mapping, 'section')),
      url: scalarText(firstValue(record, mapping, 'url')),
      language,
      extra: extrasOf(record, rules, {
        published: originalOf(written, published),
        outlet: originalOf(writtenOutlet, outlet),
      }),
      boilerplate: markBoilerplate(text, outlet, rules.repeatedLines),
    },
  };
}

/** A text given as the list of its paragraphs, as one text; a list of single words is none. */
function paragraphsJoined(value: unknown): unknown {
  if (!Array.isArray(value) || !value.every((paragraph) => typeof paragraph === 'string')) return value;
  const paragraphs = value
    .map((paragraph: string) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
  const ofWords = paragraphs.filter((paragraph) => /\s/.test(paragraph)).length;
  return ofWords * 2 > paragraphs.length ? paragraphs.join('\n\n') : value;
}

function extrasOf(
  record: SourceRecord,
  rules: DocumentRules,
  originals: Originals,
): Record<string, ExtraValue> {
  const extra: Record<string, ExtraValue> = {};
  for (const { name, type } of rules.extraColumns) {
    if (name === rules.originals.published) extra[name] = originals.published;
    else if (name === rules.originals.outlet) extra[name] = originals.outlet;
    else extra[name] = asType(record.values[rules.sourceOfExtra.get(name)!], type);
  }
  return extra;
}

/** What must be kept beside the date or the outlet that was made of a value: the text as written; null where they agree. */
export function originalOf(written: unknown, used: string | null): string | null {
  const text = scalarText(written);
  return text === used ? null : text;
}

/** A value as the name of an outlet. */
export function outletOf(written: unknown): string | null {
  const name = outletName(scalarText(written) ?? '');
  return name === '' ? null : name;
}

/** The first value that is not absent, in the order of the columns mapped to the field. */
export function firstValue(record: SourceRecord, mapping: ColumnMapping, field: DocumentField): unknown {
  for (const column of mapping.get(field) ?? []) {
    const value = columnValue(record.values, column);
    if (value !== null && value !== undefined && value !== '') return value;
  }
  return null;
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
