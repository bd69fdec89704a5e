/** Makes a document of a record, or says why it cannot. */
import { markBoilerplate } from '../boilerplate/mark.js';
import type { RepeatedLines } from '../boilerplate/repetition.js';
import { type CutTexts, cutMark } from '../cleaning/cut-texts.js';
import { detectLanguage, isEnglish, languageTag } from '../detect/language.js';
import type { CorpusDocument, ExtraColumn, ExtraValue } from '../document.js';
import { type CorpusLimits, limitDefect, sizeText } from '../input/limits.js';
import type { Defect, SourceRecord } from '../input/read-failure.js';
import type { ColumnMapping } from './column-names.js';
import { asType } from './extra-columns.js';
import { type FieldRules, ORIGINAL_FIELDS, type OriginalField, readFields } from './record-fields.js';

/** Columns that keep what was written where another form of it is analysed; absent where nothing in the corpus changes. */
export type Originals = Readonly<Partial<Record<OriginalField, string>>>;

export interface DocumentRules extends FieldRules {
  readonly limits: CorpusLimits;
  readonly anyLanguage: boolean;
  readonly extraColumns: readonly ExtraColumn[];
  /** The column of the user's own that each extra column holds; absent for what `originals` names. */
  readonly sourceOfExtra: ReadonlyMap<string, string>;
  readonly originals: Originals;
  /** The lines that outlets repeat; null where no corpus is seen, but one document after the other. */
  readonly repeatedLines: RepeatedLines | null;
  /** What becomes of texts that were cut, and at which lengths the corpus has them; null keeps all. */
  readonly cut: CutTexts | null;
}

/** A record whose columns are mapped, not yet given its final id. */
export type Mapped =
  | { readonly document: Omit<CorpusDocument, 'id'>; readonly id: string | null }
  | { readonly defect: Defect; readonly id: string | null };

const WORD = /\p{L}/u;

/** Makes a document of a record, or says why it is none. */
export async function documentOf(
  record: SourceRecord,
  mapping: ColumnMapping,
  rules: DocumentRules,
): Promise<Mapped> {
  const fields = await readFields(record, mapping, rules);
  const { id, metadata } = fields;
  const place = record.place;
  const reject = (reason: string, message: string, remedy: string): Mapped => ({
    id,
    defect: { place, reason, message, remedy },
  });
  const columns = mapping.get('text') ?? [];
  const value = fields.text ?? (fields.isEmpty ? '' : null);
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
  const mark = fields.marks.get('text');
  if (value.trim() === '' && mark !== undefined) {
    return reject(
      'empty-text',
      `the text is empty: '${mark}' marks a missing value`,
      'Give the text, or leave the record out.',
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
  const cut = rules.cut === null ? null : cutMark(value, rules.cut);
  if (cut !== null) return reject('truncated-text', cut.what, cut.remedy);
  const given = metadata.language;
  const language = given === null ? await detectLanguage(value) : languageTag(given);
  if (!rules.anyLanguage && language !== null && !isEnglish(language)) {
    return reject(
      'not-english',
      `the text is ${given === null ? 'in another language than English' : 'marked as not English'} (${language})`,
      'Hedgerow measures English; the option `anyLanguage: true` analyses it all the same.',
    );
  }
  // Half a surrogate pair cannot be stored as UTF-8.
  const text = value.isWellFormed() ? value : value.toWellFormed();
  return {
    id,
    document: {
      text,
      ...metadata,
      language,
      extra: extrasOf(record, rules, fields.originals),
      boilerplate: markBoilerplate(text, metadata.outlet, rules.repeatedLines),
    },
  };
}

function extrasOf(
  record: SourceRecord,
  rules: DocumentRules,
  originals: ReadonlyMap<OriginalField, string>,
): Record<string, ExtraValue> {
  const extra: Record<string, ExtraValue> = {};
  for (const { name, type } of rules.extraColumns) {
    const source = rules.sourceOfExtra.get(name);
    if (source !== undefined) extra[name] = asType(record.values[source], type);
    else {
      const field = ORIGINAL_FIELDS.find((one) => rules.originals[one] === name);
      extra[name] = field === undefined ? null : (originals.get(field) ?? null);
    }
  }
  return extra;
}
