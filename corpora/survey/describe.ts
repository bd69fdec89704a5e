/** Describes a corpus in counts. */
import {
  type Corpus,
  type CorpusDocument,
  type CorpusSurvey,
  METADATA_FIELDS,
  type MetadataField,
  type ReadingNote,
} from '../document.js';
import { BoilerplateCounts, type BoilerplateDescription } from './boilerplate-counts.js';

/** A value and how many documents have it. */
export interface Counted {
  readonly value: string;
  readonly documents: number;
}

/** Least, quartiles, 95th percentile and most; by the nearest rank. */
export interface Spread {
  readonly min: number;
  readonly quartile1: number;
  readonly median: number;
  readonly quartile3: number;
  readonly percentile95: number;
  readonly max: number;
}

/** What a corpus holds, before any analysis. */
export interface CorpusDescription {
  readonly records: number;
  readonly documents: number;
  readonly rejected: number;
  /** Rejects by reason, the most frequent first, with the first of each. */
  readonly rejects: readonly {
    readonly reason: string;
    readonly records: number;
    readonly first: { readonly source: string; readonly place: string | null; readonly message: string };
  }[];
  readonly files: readonly {
    readonly format: string;
    readonly encoding: string | null;
    readonly files: number;
    readonly bytes: number;
    readonly records: number;
  }[];
  /** Field to the input's column; absent where no column was taken. */
  readonly mapping: CorpusSurvey['mapping'];
  readonly ownColumns: CorpusSurvey['extraColumns'];
  /** How values were read, where that is not as they stand. */
  readonly notes: readonly ReadingNote[];
  /** Of the documents: how many lack the field. */
  readonly missing: Readonly<Record<MetadataField, number>>;
  /** Every outlet, the most frequent first. */
  readonly outlets: readonly Counted[];
  /** Names that differ only in case, spaces, punctuation, `www.`, `.com` or a leading "The": one outlet, perhaps. */
  readonly similarOutlets: readonly (readonly string[])[];
  readonly languages: readonly Counted[];
  readonly dates: {
    readonly first: string | null;
    readonly last: string | null;
    /** Documents with a date written that was not understood. */
    readonly notUnderstood: number;
    readonly years: readonly Counted[];
  };
  /** Whitespace-separated words of a text. */
  readonly words: Spread | null;
  readonly totalWords: number;
  /** Unicode code points of a text. */
  readonly characters: Spread | null;
  readonly duplicates: {
    /** Documents whose text, but for white space and the case of A to Z, an earlier document has. */
    readonly documents: number;
    /** Texts that stand more than once. */
    readonly texts: number;
    /** The most frequent, by the ids of the first documents. */
    readonly examples: readonly { readonly copies: number; readonly ids: readonly string[] }[];
  };
  readonly boilerplate: BoilerplateDescription;
}

const EXAMPLES = 5;

/**
 * Goes over a corpus once and tells what is in it. Memory: some hundred bytes a document.
 *
 * @param onRecord - called after each record, with the number read.
 */
export async function describeCorpus(
  corpus: Corpus,
  onRecord: (read: number, total: number) => void = () => {},
): Promise<CorpusDescription> {
  const survey = await corpus.survey();
  const rejects = new Map<
    string,
    { records: number; first: CorpusDescription['rejects'][number]['first'] }
  >();
  const missing = Object.fromEntries(METADATA_FIELDS.map((field) => [field, 0])) as Record<
    MetadataField,
    number
  >;
  const outlets = new Map<string, number>();
  const languages = new Map<string, number>();
  const years = new Map<string, number>();
  const texts = new Map<string, { copies: number; ids: string[] }>();
  const words: number[] = [];
  const characters: number[] = [];
  const boilerplate = new BoilerplateCounts();
  let read = 0;
  let rejected = 0;
  let first: string | null = null;
  let last: string | null = null;
  let notUnderstood = 0;
  for await (const item of corpus.read()) {
    onRecord(++read, survey.records);
    if (item.kind === 'reject') {
      rejected++;
      const { reason, source, place, message } = item.reject;
      const seen = rejects.get(reason);
      if (seen === undefined) rejects.set(reason, { records: 1, first: { source, place, message } });
      else seen.records++;
      continue;
    }
    const { document } = item;
    for (const field of METADATA_FIELDS) if (document[field] === null) missing[field]++;
    if (document.outlet !== null) add(outlets, document.outlet);
    if (document.language !== null) add(languages, document.language);
    if (document.published !== null) {
      add(years, document.published.slice(0, 4));
      const day = document.published.slice(0, 10);
      if (first === null || day < first) first = day;
      if (last === null || day > last) last = day;
    } else if (writtenDate(document)) notUnderstood++;
    boilerplate.add(document);
    const measured = measure(document.text);
    words.push(measured.words);
    characters.push(measured.characters);
    const same = texts.get(measured.key);
    if (same === undefined) texts.set(measured.key, { copies: 1, ids: [document.id] });
    else {
      same.copies++;
      if (same.ids.length < EXAMPLES) same.ids.push(document.id);
    }
  }
  const repeated = [...texts.values()].filter(({ copies }) => copies > 1).sort((a, b) => b.copies - a.copies);
  return {
    records: read,
    documents: read - rejected,
    rejected,
    rejects: [...rejects]
      .map(([reason, { records, first: firstReject }]) => ({ reason, records, first: firstReject }))
      .sort((a, b) => b.records - a.records || (a.reason < b.reason ? -1 : 1)),
    files: filesOf(survey),
    mapping: survey.mapping,
    ownColumns: survey.extraColumns,
    notes: survey.notes ?? [],
    missing,
    outlets: counted(outlets),
    similarOutlets: similar([...outlets.keys()]),
    languages: counted(languages),
    dates: {
      first,
      last,
      notUnderstood,
      years: counted(years).sort((a, b) => (a.value < b.value ? -1 : 1)),
    },
    words: spread(words),
    totalWords: words.reduce((sum, n) => sum + n, 0),
    characters: spread(characters),
    duplicates: {
      documents: repeated.reduce((sum, { copies }) => sum + copies - 1, 0),
      texts: repeated.length,
      examples: repeated.slice(0, EXAMPLES),
    },
    boilerplate: boilerplate.finish(),
  };
}

function add(counts: Map<string, number>, value: string): void {
  counts.set(value, (counts.get(value) ?? 0) + 1);
}

function counted(counts: ReadonlyMap<string, number>): Counted[] {
  return [...counts]
    .map(([value, documents]) => ({ value, documents }))
    .sort((a, b) => b.documents - a.documents || (a.value < b.value ? -1 : 1));
}

/** Reading keeps a date that was not understood in a column of its own. */
function writtenDate(document: CorpusDocument): boolean {
  const original = document.extra.published_original;
  return original !== undefined && original !== null;
}

/**
 * A text's words and code points, and a key that is the same for texts that differ only in white space and the
 * case of A to Z: 64 bits of two multiplicative hashes. One loop, since a corpus has hundreds of millions of
 * characters.
 */
function measure(text: string): { words: number; characters: number; key: string } {
  let words = 0;
  let characters = text.length;
  let within = false;
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i);
    if (
      code === 32 ||
      (code >= 9 && code <= 13) ||
      code === 0xa0 ||
      (code >= 0x2000 && (code <= 0x200a || code === 0x2028 || code === 0x2029 || code === 0x3000))
    ) {
      within = false;
      continue;
    }
    if (!within) words++;
    within = true;
    if (code >= 65 && code <= 90) code += 32;
    else if ((code & 0xfc00) === 0xdc00) characters--;
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b + code, 0x85ebca6b) ^ (b >>> 15);
  }
  return { words, characters, key: `${a}.${b}` };
}

function filesOf({ sources }: CorpusSurvey): CorpusDescription['files'] {
  const groups = new Map<
    string,
    { format: string; encoding: string | null; files: number; bytes: number; records: number }
  >();
  for (const { format, encoding, bytes, records } of sources) {
    const key = `${format} ${encoding ?? ''}`;
    const group = groups.get(key) ?? { format, encoding: encoding ?? null, files: 0, bytes: 0, records: 0 };
    groups.set(key, group);
    group.files++;
    group.bytes += bytes;
    group.records += records;
  }
  return [...groups.values()].sort((a, b) => b.files - a.files || (a.format < b.format ? -1 : 1));
}

function similar(names: readonly string[]): string[][] {
  const groups = new Map<string, string[]>();
  for (const name of [...names].sort()) {
    const key = name
      .toLowerCase()
      .replace(/^https?:\/\//, '')
      .replace(/^www\./, '')
      .replace(/\.(?:com|org|net|co\.uk)\/?$/, '')
      .replace(/^the\s+/, '')
      .replace(/[^\p{L}\p{N}]/gu, '');
    if (key === '') continue;
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

function spread(values: readonly number[]): Spread | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
  return {
    min: sorted[0]!,
    quartile1: at(0.25),
    median: at(0.5),
    quartile3: at(0.75),
    percentile95: at(0.95),
    max: sorted[sorted.length - 1]!,
  };
}
