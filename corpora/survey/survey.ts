/** One pass over a corpus before it is read: formats, encodings, hashes, records, columns and their types. */
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { UserError } from '../../base/user-error.js';
import { LineRepetition, type RepeatedLines } from '../boilerplate/repetition.js';
import { type CutLength, TextLengths } from '../cleaning/cut-texts.js';
import { type CorpusSurvey, type ExtraColumn, METADATA_FIELDS, type SourceFile } from '../document.js';
import type { FileContent } from '../formats/format.js';
import { encodingText, identify, isPlainText } from '../formats/identify.js';
import { readRecords } from '../formats/read-records.js';
import { readBytes } from '../input/bytes.js';
import { extensionOf } from '../input/file-names.js';
import { type CorpusLimits, limitDefect } from '../input/limits.js';
import { type Defect, ReadFailure, systemFailure } from '../input/read-failure.js';
import type { InputFile } from '../input-files.js';
import {
  type ColumnMapping,
  type ColumnOptions,
  checkColumnOptions,
  FIELD_COLUMNS,
  mapColumns,
} from '../mapping/column-names.js';
import { DateOrderEvidence } from '../mapping/date-order.js';
import type { DateOrder } from '../mapping/dates.js';
import { kindOf, typeOf } from '../mapping/extra-columns.js';
import {
  type FieldRules,
  ORIGINAL_FIELDS,
  type OriginalField,
  readFields,
} from '../mapping/record-fields.js';
import type { Originals } from '../mapping/record-to-document.js';
import { ReadingNotes } from './reading-notes.js';

/** A file of the corpus as the survey found it; `read` goes by it. */
export interface SurveyedFile {
  readonly input: InputFile;
  readonly source: SourceFile;
  /** Null where it could not be looked at. */
  readonly state: FileState | null;
  /** How to read it; null where it cannot be read at all, for the reason given. */
  readonly content: FileContent | null;
  readonly defect: Defect | null;
  readonly mapping: ColumnMapping;
  /** Name of each of the user's own columns in the output, to its name in this file. */
  readonly ownColumns: ReadonlyMap<string, string>;
  /** Of dates such as 03/04/2024: given, or told by the file's dates, or by the corpus's. */
  readonly dateOrder: DateOrder | null;
}

export interface SurveyedCorpus {
  readonly survey: CorpusSurvey;
  readonly files: readonly SurveyedFile[];
  readonly originals: Originals;
  readonly repeatedLines: RepeatedLines;
  readonly cutLengths: readonly CutLength[];
}

export interface SurveyOptions extends FieldRules {
  readonly columns: ColumnOptions;
  readonly limits: CorpusLimits;
  /** Whether texts that were cut are taken as they are. */
  readonly keepCut: boolean;
  /** Given by the user for every file that is text. */
  readonly encoding: string | null;
}

/** Goes once over every file: format, encoding, hash, records, columns and their types. */
export async function surveyFiles(
  inputs: readonly InputFile[],
  options: SurveyOptions,
): Promise<SurveyedCorpus> {
  const scanned: ScannedFile[] = [];
  const gathered: Gathered = {
    repetition: new LineRepetition(),
    lengths: new TextLengths(),
    notes: new ReadingNotes(),
  };
  for (const input of inputs) scanned.push(await scanFile(input, options, gathered));
  if (!scanned.some(({ content }) => content !== null)) throw nothingUsable(scanned);
  const existing = [...new Set(scanned.flatMap(({ seen }) => [...seen.keys()]))].sort();
  checkColumnOptions(existing, options.columns);
  const mapped = scanned.map((file) => ({
    file,
    mapping: mapColumns([...file.seen.keys()], options.columns),
  }));
  checkSomeText(mapped, existing);

  const reserved = new Set<string>(['id', 'text', ...METADATA_FIELDS]);
  const seenByName = new Map<string, number>();
  const ownColumns = mapped.map(({ file, mapping }) => {
    const primary = new Set([...mapping.values()].flatMap((columns) => columns.slice(0, 1)));
    const own = new Map<string, string>();
    for (const [column, seen] of file.seen) {
      if (primary.has(column)) continue;
      let name = column;
      while (reserved.has(name) || (name !== column && file.seen.has(name))) name = `${name}_original`;
      own.set(name, column);
      seenByName.set(name, (seenByName.get(name) ?? 0) | seen);
    }
    return own;
  });
  if (seenByName.size > options.limits.maxColumns) {
    throw new UserError({
      what: `the files of the corpus have ${seenByName.size.toLocaleString('en')} different columns together`,
      why: `no more than ${options.limits.maxColumns.toLocaleString('en')} are taken`,
      remedy: 'Give files of one kind, or raise the option `maxColumns`.',
    });
  }
  const originals: Partial<Record<OriginalField, string>> = {};
  for (const field of ORIGINAL_FIELDS) {
    if (!scanned.some(({ changed }) => changed.has(field))) continue;
    let name = `${field}_original`;
    while (seenByName.has(name)) name += '_2';
    seenByName.set(name, kindOf(''));
    originals[field] = name;
  }
  const extraColumns: ExtraColumn[] = [...seenByName]
    .map(([name, seen]) => ({ name, type: typeOf(seen) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const cutLengths = gathered.lengths.cuts();
  gathered.notes.cutTexts(cutLengths, options.keepCut);
  const orderOf = dateOrders(scanned, options.dateOrder, gathered.notes);
  const files = mapped.map(({ file, mapping }, i) => ({
    ...file,
    mapping,
    ownColumns: ownColumns[i]!,
    dateOrder: orderOf(file),
  }));
  const sources = files.map(({ source }) => source);
  return {
    survey: {
      sources,
      records: sources.reduce((sum, { records }) => sum + records, 0),
      extraColumns,
      mapping: mappingText(mapped),
      notes: gathered.notes.finish(),
    },
    files,
    originals,
    repeatedLines: gathered.repetition.finish(),
    cutLengths,
  };
}

interface ScannedFile extends Pick<SurveyedFile, 'input' | 'source' | 'state' | 'content' | 'defect'> {
  /** Columns in the order of their appearance, with the kinds of their values. */
  readonly seen: ReadonlyMap<string, number>;
  /** Fields of which another form than the one written is used somewhere. */
  readonly changed: ReadonlySet<OriginalField>;
  readonly order: DateOrderEvidence;
  /** Whether a record was read whose text, if any, is in a column. */
  readonly hasColumnRecords: boolean;
  readonly hasBody: boolean;
}

/** What is gathered over all files. */
interface Gathered {
  readonly repetition: LineRepetition;
  readonly lengths: TextLengths;
  readonly notes: ReadingNotes;
}

async function scanFile(
  input: InputFile,
  options: SurveyOptions,
  { repetition, lengths, notes }: Gathered,
): Promise<ScannedFile> {
  const { columns, limits, encoding: given } = options;
  const path = input.path!;
  const hash = createHash('sha256');
  const seen = new Map<string, number>();
  const changed = new Set<OriginalField>();
  const order = new DateOrderEvidence();
  let content: SurveyedFile['content'] = null;
  let defect: Defect | null = null;
  let records = 0;
  const encodings = new Set<string>();
  let hasColumnRecords = false;
  let mapping = mapColumns([], columns);
  let mappedColumns = 0;
  let hasBody = false;
  let state: FileState | null = null;
  try {
    if (input.defect !== undefined) throw new ReadFailure(input.defect);
    state = fileState(path);
    try {
      content = await identify(input.name, path, limits, given);
    } finally {
      // A file of no known format is not read to its end for its hash.
      const most = content === null ? HASHED_OF_UNKNOWN : Number.POSITIVE_INFINITY;
      let hashed = 0;
      for await (const chunk of readBytes({ path, compression: null }, limits)) {
        hash.update(chunk);
        hashed += chunk.length;
        if (hashed >= most) break;
      }
    }
    if (isPlainText(content.format)) encodings.add(encodingText(content));
    for await (const item of readRecords({ path, name: input.name, ...content }, limits)) {
      records++;
      if ('defect' in item) continue;
      if (item.encoding !== undefined && encodings.size < MOST_ENCODINGS) encodings.add(item.encoding);
      if (item.body === undefined) hasColumnRecords = true;
      else hasBody = true;
      for (const column in item.values) {
        if (seen.size >= limits.maxColumns && !seen.has(column))
          throw new ReadFailure(tooManyColumns(limits));
        const value = item.values[column];
        seen.set(column, (seen.get(column) ?? 0) | kindOf(value));
      }
      // Of columns that come later this record has no value.
      if (seen.size > mappedColumns) {
        mapping = mapColumns([...seen.keys()], columns);
        mappedColumns = seen.size;
      }
      const fields = await readFields(item, mapping, options);
      for (const field of fields.originals.keys()) changed.add(field);
      order.add(fields.written);
      const place = item.place === null ? input.name : `${input.name}, ${item.place}`;
      notes.add(fields, place);
      if (item.repaired === true) notes.repaired(place);
      if (item.oddities !== undefined) notes.odd(item.oddities, place);
      const { text, metadata } = fields;
      if (typeof text === 'string' && text.length <= limits.maxTextBytes) {
        lengths.add(text);
        repetition.add(text, metadata.outlet);
      }
    }
  } catch (error) {
    const failure = error instanceof ReadFailure ? error : systemFailure(error);
    if (failure === null) throw error;
    content = null;
    defect = failure.defect;
    records = 1;
  }
  const source: SourceFile = {
    name: input.name,
    format:
      content === null
        ? 'unknown'
        : `${content.format.name}${content.compression === null ? '' : `+${content.compression}`}`,
    ...(content === null || encodings.size === 0 ? {} : { encoding: [...encodings].sort().join(', ') }),
    bytes: state?.size ?? 0,
    sha256: hash.digest('hex'),
    records,
  };
  return { input, source, state, content, defect, seen, changed, order, hasColumnRecords, hasBody };
}

/** The order of each file's dates: given, else told by its own, else by those of files that agree. */
function dateOrders(
  files: readonly ScannedFile[],
  given: DateOrder | null,
  notes: ReadingNotes,
): (file: ScannedFile) => DateOrder | null {
  if (given !== null) return () => given;
  const told = new Set(files.map(({ order }) => order.order).filter((order) => order !== null));
  const common = told.size === 1 ? [...told][0]! : null;
  const orderOf = ({ order }: ScannedFile): DateOrder | null => order.order ?? common;
  for (const file of files)
    if (file.order.open > 0) notes.dateOrder(file.input.name, file.order, orderOf(file));
  return orderOf;
}

const tooManyColumns = ({ maxColumns }: CorpusLimits): Defect =>
  limitDefect(
    'maxColumns',
    `the file has more than ${maxColumns.toLocaleString('en')} columns`,
    'Leave out the columns that are not needed',
  );

/** Of a file that is refused for its first bytes. */
const HASHED_OF_UNKNOWN = 1 << 20;

/** What shows that a file was changed, without reading it. */
export interface FileState {
  readonly size: number;
  /** Of the last change, in nanoseconds. */
  readonly changed: bigint;
  readonly inode: bigint;
}

function fileState(path: string): FileState {
  const { size, mtimeNs, ino } = statSync(path, { bigint: true });
  return { size: Number(size), changed: mtimeNs, inode: ino };
}

/** Whether a file is no longer the one that was surveyed; touched but equal, it still is. */
async function wasChanged({ input, source, state }: SurveyedFile, limits: CorpusLimits): Promise<boolean> {
  if (state === null) return false;
  try {
    const now = fileState(input.path!);
    if (now.size !== state.size) return true;
    if (now.changed === state.changed && now.inode === state.inode) return false;
    const hash = createHash('sha256');
    for await (const _ of readBytes({ path: input.path!, compression: null }, limits, hash)) {
      // Only the hash is wanted.
    }
    return source.format !== 'unknown' && hash.digest('hex') !== source.sha256;
  } catch (error) {
    if (systemFailure(error) === null) throw error;
    return true;
  }
}

/** The names of files that were changed or removed since they were surveyed. */
export async function changedFiles(
  files: readonly SurveyedFile[],
  limits: CorpusLimits,
): Promise<readonly string[]> {
  const changed: string[] = [];
  for (const file of files) if (await wasChanged(file, limits)) changed.push(file.input.name);
  return changed;
}

/** Named of one file; an archive may hold pages in many. */
const MOST_ENCODINGS = 8;

function nothingUsable(files: readonly ScannedFile[]): UserError {
  const first = files[0]!;
  const kinds = [...new Set(files.map(({ input }) => extensionOf(input.name) || 'no extension'))].slice(0, 5);
  return new UserError({
    what: files.length === 1 ? `'${first.input.name}' cannot be read` : 'no file of the corpus can be read',
    ...(files.length === 1 ? {} : { where: `${files.length} files: ${kinds.join(', ')}` }),
    why: `${files.length === 1 ? '' : `'${first.input.name}': `}${first.defect!.message}`,
    remedy: first.defect!.remedy,
  });
}

function checkSomeText(
  files: readonly { file: ScannedFile; mapping: ColumnMapping }[],
  existing: readonly string[],
): void {
  const withColumns = files.filter(({ file }) => file.hasColumnRecords);
  if (withColumns.length === 0 || files.some(({ file }) => file.hasBody)) return;
  if (withColumns.some(({ mapping }) => (mapping.get('text') ?? []).length > 0)) return;
  throw new UserError({
    what: 'no column of the corpus is known to hold the text',
    why: `the columns are: ${existing.length === 0 ? '(none)' : existing.map(shortName).join(', ')}`,
    remedy: `${excerptHint(existing)}Name it with the option \`textColumn\`. Without it, these are looked for: ${FIELD_COLUMNS.find(({ field }) => field === 'text')!.columns.join(', ')}.`,
  });
}

/** A file without a header has a text where a name should be. */
const shortName = (name: string): string => (name.length > 40 ? `${name.slice(0, 40).trimEnd()}…` : name);

/** Columns that hold a part of the text, as the New York Times' API, NewsAPI and feeds give it. */
const EXCERPTS = new Set(['lead_paragraph', 'abstract', 'snippet', 'description', 'summary', 'excerpt']);

function excerptHint(existing: readonly string[]): string {
  const excerpts = existing.filter((name) => EXCERPTS.has(name.toLowerCase()));
  return excerpts.length === 0
    ? ''
    : `${excerpts.map((name) => `'${name}'`).join(' and ')} hold${excerpts.length === 1 ? 's' : ''} a part of the text only, as APIs give it. `;
}

/** Field to the column taken for it; where files differ, the columns in the order of the files. */
function mappingText(
  files: readonly { file: ScannedFile; mapping: ColumnMapping }[],
): Record<string, string> {
  const text: Record<string, string> = {};
  for (const { field } of FIELD_COLUMNS) {
    const columns = new Set(files.flatMap(({ mapping }) => (mapping.get(field) ?? []).slice(0, 1)));
    if (field === 'text' && files.some(({ file }) => file.hasBody)) columns.add('(the body of the file)');
    if (columns.size > 0) text[field] = [...columns].join(', ');
  }
  return text;
}
