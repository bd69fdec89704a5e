/** The texts of an analysis, by place and by word, so that a concordance reads only documents that hold what it looks for. */
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { makeFolder } from '../base/output-file.js';
import { AnalysisStore } from '../pipeline/store/analysis-store.js';
import { sqlPath, sqlText } from '../pipeline/store/sql.js';

/** Raised when what an index holds changes. */
const VERSION = '2';

/** Where a term may be looked for: in all of the text, or only where a hit of one kind stands. */
export const CONCORDANCE_KINDS = ['text', 'hedges', 'attributions', 'mentions', 'frames'] as const;
export type ConcordanceKind = (typeof CONCORDANCE_KINDS)[number];
type HitKind = Exclude<ConcordanceKind, 'text'>;

/** The list column of each kind, its rows as start, "end" and what is said of the hit. */
const HITS: Readonly<Record<HitKind, { readonly column: string; readonly rows: string }>> = {
  hedges: {
    column: 'hedging_cues',
    rows: `SELECT document_id, start, "end", concat_ws(', ', series, type, voice) AS hit FROM hedging_cues`,
  },
  attributions: {
    column: 'attributions',
    rows: `SELECT document_id, part.start AS start, part."end" AS "end", concat_ws(', ', type, source_kind) AS hit
      FROM (SELECT document_id, type, source_kind, unnest(content) AS part FROM attributions)`,
  },
  mentions: {
    column: 'mentions',
    rows: `SELECT document_id, start, "end", concat_ws(', ', coalesce(actor, surface), type, voice) AS hit FROM mentions`,
  },
  frames: {
    column: 'frame_evidence',
    rows: `SELECT document_id, start, "end", concat_ws(', ', codebook || ': ' || frame, voice) AS hit FROM frame_evidence`,
  },
};

export const hasHits = (store: AnalysisStore, kind: HitKind): boolean =>
  store.column(HITS[kind].column) !== undefined;

/** A hit of one kind; offsets count code points. */
export interface IndexedHit {
  readonly start: number;
  readonly end: number;
  readonly hit: string;
}

/** A document as a concordance shows it. Offsets count code points, as everywhere at rest. */
export interface IndexedDocument {
  readonly id: string;
  readonly outlet: string | null;
  readonly published: string | null;
  readonly title: string | null;
  readonly url: string | null;
  readonly text: string;
  /** Ends of its sentences. */
  readonly sentences: readonly number[];
  /** Starts and ends, by turns, of lines that are no part of the article. */
  readonly boilerplate: readonly number[];
}

/** A run of letters and numbers, or the beginning of one. */
export interface IndexedWord {
  readonly text: string;
  readonly prefix: boolean;
}

/** As DuckDB and JavaScript cut texts alike. */
export const WORD = /[\p{L}\p{N}]+/gu;

export class TextIndex {
  readonly #store: AnalysisStore;
  readonly #folder: string;
  readonly #texts: number;
  /** Where each document begins and ends in the file of texts, by turns. */
  readonly #bounds: Float64Array;
  /** Whether the folder goes when the index is closed. */
  readonly #passing: boolean;

  private constructor(store: AnalysisStore, folder: string, passing: boolean) {
    this.#store = store;
    this.#folder = folder;
    this.#passing = passing;
    this.#texts = openSync(join(folder, 'texts.bin'), 'r');
    this.#bounds = new Float64Array(new Uint8Array(readFileSync(join(folder, 'bounds.bin'))).buffer);
  }

  /**
   * Opens the index of a whole analysis, whatever of it is selected; makes it the first time, beside the analysis where
   * that can be written.
   *
   * @param onBuild - told when it has to be made, which takes some seconds for ten thousand documents.
   */
  static async open(store: AnalysisStore, onBuild: () => void = () => {}): Promise<TextIndex> {
    const { folder, manifest } = store.analysis;
    const name = `texts-${VERSION}-${manifest.key.slice(0, 16)}`;
    const home = folder === '' ? null : join(folder, '.digest', name);
    const files = [...FILES, ...hitKinds(store).map((kind) => `${kind}.parquet`)];
    if (home !== null && files.every((file) => existsSync(join(home, file))))
      return new TextIndex(store, home, false);
    onBuild();
    const temporary = home === null ? null : `${home}.${process.pid}.tmp`;
    try {
      if (home !== null && temporary !== null) {
        makeFolder(temporary);
        await buildWhole(store, temporary);
        rmSync(home, { recursive: true, force: true });
        renameSync(temporary, home);
        return new TextIndex(store, home, false);
      }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined || !/^(EACCES|EPERM|EROFS|ENOSPC|EDQUOT)$/.test(code)) throw error;
    } finally {
      if (temporary !== null) rmSync(temporary, { recursive: true, force: true });
    }
    const passing = mkdtempSync(join(tmpdir(), 'hedgerow-texts-'));
    await buildWhole(store, passing);
    return new TextIndex(store, passing, true);
  }

  get documents(): number {
    return this.#bounds.length / 2;
  }

  /** Places of the documents that hold one of the words, in order. */
  async places(words: readonly IndexedWord[]): Promise<Int32Array> {
    const [place] = await this.#store.numbers(
      `SELECT DISTINCT place FROM read_parquet(${sqlPath(join(this.#folder, 'words.parquet'))})
       WHERE ${anyOf(words)} ORDER BY place`,
    );
    return Int32Array.from(place!);
  }

  /** How often one of the words stands in each document that has it outside of its furniture, by place. */
  async counts(words: readonly IndexedWord[]): Promise<{ places: Int32Array; counts: Float64Array }> {
    const [place, n] = await this.#store.numbers(
      `SELECT place, sum(n)::DOUBLE FROM read_parquet(${sqlPath(join(this.#folder, 'words.parquet'))})
       WHERE ${anyOf(words)} GROUP BY place HAVING sum(n) > 0 ORDER BY place`,
    );
    return { places: Int32Array.from(place!), counts: n! };
  }

  /** Hits of a kind in documents, by place, in text order. */
  async hits(kind: HitKind, places: Int32Array): Promise<ReadonlyMap<number, readonly IndexedHit[]>> {
    const hits = new Map<number, IndexedHit[]>();
    const some = places.length === this.documents ? '' : `WHERE place IN (${places.join(', ')})`;
    if (places.length === 0) return hits;
    for (const { place, ...hit } of await this.#store.query<IndexedHit & { place: number }>(
      `SELECT * FROM read_parquet(${sqlPath(join(this.#folder, `${kind}.parquet`))}) ${some}
       ORDER BY place, start, "end", hit`,
    )) {
      const own = hits.get(place);
      if (own === undefined) hits.set(place, [hit]);
      else own.push(hit);
    }
    return hits;
  }

  document(place: number): IndexedDocument {
    const start = this.#bounds[2 * place]!;
    const bytes = Buffer.allocUnsafe(this.#bounds[2 * place + 1]! - start);
    for (let done = 0; done < bytes.length; ) {
      const read = readSync(this.#texts, bytes, done, bytes.length - done, start + done);
      if (read === 0) throw new Error(`the index of texts is cut off at ${start + done}`);
      done += read;
    }
    return JSON.parse(inflateRawSync(bytes).toString('utf8')) as IndexedDocument;
  }

  close(): void {
    closeSync(this.#texts);
    if (this.#passing) rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Kinds of hits that the analysis has. */
const hitKinds = (store: AnalysisStore): readonly HitKind[] =>
  (Object.keys(HITS) as HitKind[]).filter((kind) => hasHits(store, kind));

const FILES = ['texts.bin', 'bounds.bin', 'words.parquet'] as const;

const anyOf = (words: readonly IndexedWord[]): string =>
  words
    .map(({ text, prefix }) =>
      prefix ? `(word >= ${sqlText(text)} AND word < ${sqlText(after(text))})` : `word = ${sqlText(text)}`,
    )
    .join(' OR ');

/** The first text behind all that begin so. */
function after(prefix: string): string {
  const points = [...prefix];
  const last = points.pop()!.codePointAt(0)!;
  return points.join('') + String.fromCodePoint(last === 0xd7ff ? 0xe000 : Math.min(last + 1, 0x10ffff));
}

/** Of all documents, whatever the store has selected. */
async function buildWhole(store: AnalysisStore, folder: string): Promise<void> {
  if (store.selected === null) return build(store, folder);
  const whole = await AnalysisStore.open(store.analysis);
  try {
    await build(whole, folder);
  } finally {
    whole.close();
  }
}

async function build(store: AnalysisStore, folder: string): Promise<void> {
  const has = (name: string): boolean => store.column(name) !== undefined;
  const text = (name: string): string => (has(name) ? `${name}::VARCHAR AS ${name}` : `NULL AS ${name}`);
  const spans = (name: string, ends: string): string =>
    has(name) ? `to_json(${ends}) AS ${name}` : `'[]' AS ${name}`;
  const order = `${has('published') ? 'published NULLS LAST, ' : ''}id`;
  // Words of furniture are found, but count as none.
  const furniture = ` UNION ALL
        SELECT place, unnest(regexp_extract_all(lower(substring(text, b.start + 1, b."end" - b.start)), '[\\pL\\pN]+')) AS word, -1 AS one
        FROM (SELECT place, text, unnest(boilerplate) AS b FROM documents JOIN text_places USING (id))`;
  await store.run(`CREATE OR REPLACE TEMP TABLE text_places AS
    SELECT id, row_number() OVER (ORDER BY ${order}) - 1 AS place FROM documents`);
  await store.run(
    `COPY (SELECT word, place::INTEGER AS place, sum(one)::INTEGER AS n FROM (
        SELECT place, unnest(regexp_extract_all(lower(text), '[\\pL\\pN]+')) AS word, 1 AS one
        FROM documents JOIN text_places USING (id)${has('boilerplate') ? furniture : ''}) GROUP BY word, place ORDER BY word, place)
     TO ${sqlText(join(folder, 'words.parquet'))} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 61440)`,
  );
  for (const kind of hitKinds(store)) {
    const { rows } = HITS[kind];
    await store.run(
      `COPY (SELECT place::INTEGER AS place, start, "end", hit FROM (${rows}) JOIN text_places ON id = document_id
          ORDER BY place, start, "end", hit)
       TO ${sqlText(join(folder, `${kind}.parquet`))} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 61440)`,
    );
  }
  const file = openSync(join(folder, 'texts.bin'), 'w');
  const bounds: number[] = [];
  let at = 0;
  try {
    // As they are stored; where each begins is kept by its place.
    for await (const rows of store.stream<Record<string, string | null> & { place: number }>(
      `SELECT place, id, ${['outlet', 'published', 'title', 'url'].map(text).join(', ')}, text,
         ${spans('sentences', `list_transform(sentences, lambda s: s."end")`)},
         ${spans('boilerplate', 'flatten(list_transform(boilerplate, lambda b: [b.start, b."end"]))')}
       FROM documents JOIN text_places USING (id)`,
    ))
      for (const { place, sentences, boilerplate, ...document } of rows) {
        const bytes = deflateRawSync(
          JSON.stringify({
            ...document,
            sentences: JSON.parse(sentences ?? '[]'),
            boilerplate: JSON.parse(boilerplate ?? '[]'),
          }),
          { level: 1 },
        );
        writeSync(file, bytes);
        bounds[2 * place] = at;
        bounds[2 * place + 1] = at + bytes.length;
        at += bytes.length;
      }
  } finally {
    closeSync(file);
  }
  writeFileSync(join(folder, 'bounds.bin'), new Uint8Array(Float64Array.from(bounds).buffer));
}
