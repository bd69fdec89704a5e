/** The texts of the sentences drawn, each read once. */
import type { AnalysisStore } from '../../../pipeline/store/analysis-store.js';
import { codePoints } from '../../../stages/code-points.js';
import type { GroupData } from '../group-data.js';
import type { PassageCell, Passages } from './schema.js';

/** A hit found for a figure; offsets in code points. */
export interface FoundHit {
  readonly row: number;
  readonly start: number;
  readonly end: number;
  /** Index of its sentence; null where not known. */
  readonly sentence: number | null;
  readonly note: string;
}

interface DraftCell extends Omit<PassageCell, 'passages' | 'typical'> {
  readonly hits: readonly FoundHit[];
  readonly typical: readonly { readonly row: number; readonly value: number }[];
}

interface Search {
  readonly term: string;
  readonly hits: FoundHit[];
}

/** Sentences longer than this are cut about the hit, code points. */
const SENTENCE_SHOWN = 420;
const REACH = 160;

interface DocumentRow {
  readonly place: number;
  readonly id: string;
  readonly title: string | null;
  readonly outlet: string | null;
  readonly published: string | null;
  readonly url: string | null;
  readonly text: string | null;
  readonly starts: readonly number[] | null;
  readonly ends: readonly number[] | null;
}

/** Reads the texts of the drawn documents once and cuts the sentences out of them. */
export class PassageTexts {
  readonly #store: AnalysisStore;
  readonly #data: GroupData;
  readonly #searches = new Map<number, Search[]>();

  constructor(store: AnalysisStore, data: GroupData) {
    this.#store = store;
    this.#data = data;
  }

  /** Asks for the first occurrence of a word in each of some documents; found ones are put into `hits`. */
  search(term: string, rows: readonly number[], hits: FoundHit[]): void {
    for (const row of rows) {
      const list = this.#searches.get(row) ?? [];
      this.#searches.set(row, list);
      list.push({ term, hits });
    }
  }

  async assemble(drafts: readonly DraftCell[], perFigure: number): Promise<Omit<Passages, 'listing'>> {
    const sentences = new Map<number, Set<number>>();
    const need = (row: number): Set<number> => {
      const set = sentences.get(row) ?? new Set<number>();
      sentences.set(row, set);
      return set;
    };
    for (const { hits } of drafts)
      for (const { row, sentence } of hits) {
        const set = need(row);
        if (sentence !== null) set.add(sentence);
      }
    for (const row of this.#searches.keys()) need(row);
    const named = new Set<number>();
    for (const { typical } of drafts) for (const { row } of typical) if (!sentences.has(row)) named.add(row);
    const result: Omit<Passages, 'listing'> = { documents: [], sentences: [], cells: [], perFigure };
    const documentOf = new Map<number, number>();
    const spans = new Map<number, Map<number, readonly [number, number]>>();
    const texts = new Map<number, string>();
    const rows = await this.#read(sentences, named);
    for (const row of rows) {
      const at = this.#data.rowOf(row.place)!;
      documentOf.set(at, result.documents.length);
      const { id, title, outlet, published, url } = row;
      result.documents.push({ id, title, outlet, published, url });
      if (row.text === null) continue;
      texts.set(at, row.text);
      const wanted = [...(sentences.get(at) ?? [])].sort((a, b) => a - b);
      spans.set(at, new Map(wanted.map((s, i) => [s, [row.starts![i]!, row.ends![i]!] as const])));
    }
    const points = new Map([...texts].map(([row, text]) => [row, codePoints(text)]));
    for (const [row, searches] of this.#searches) {
      const text = texts.get(row) ?? '';
      // As terms are counted: in lower case, apostrophes straightened. Lengths change in a handful of scripts only.
      const lower = text.toLowerCase().replaceAll('’', "'");
      if (lower.length !== text.length) continue;
      const { fromUtf16 } = points.get(row)!;
      for (const { term, hits } of searches) {
        const at = wordAt(lower, term);
        if (at < 0) continue;
        hits.push({
          row,
          start: fromUtf16(at),
          end: fromUtf16(at + term.length),
          sentence: null,
          note: '',
        });
      }
    }
    const index = new Map<string, number>();
    const cut = ({ row, start, end, sentence }: FoundHit): number => {
      const { toUtf16, fromUtf16 } = points.get(row)!;
      const text = texts.get(row)!;
      const length = fromUtf16(text.length);
      const [from, to] = (sentence === null ? undefined : spans.get(row)!.get(sentence)) ?? [0, length];
      const whole = to - from <= SENTENCE_SHOWN && start >= from && end <= to;
      const a = whole ? from : Math.max(Math.min(from, start), start - REACH);
      const b = whole ? to : Math.min(Math.max(to, end), Math.min(end, start + SENTENCE_SHOWN) + REACH);
      const key = `${row}/${a}/${b}`;
      const known = index.get(key);
      if (known !== undefined) return known;
      const shown = text.slice(toUtf16(a), toUtf16(b));
      result.sentences.push({
        document: documentOf.get(row)!,
        start: a,
        text: shown,
        before: a > from,
        after: b < to,
      });
      index.set(key, result.sentences.length - 1);
      return result.sentences.length - 1;
    };
    for (const { kind, key, group, documents, hits, typical } of drafts) {
      if (documents === 0 && typical.length === 0) continue;
      result.cells.push({
        kind,
        key,
        group,
        documents,
        passages: hits.map((hit) => ({ sentence: cut(hit), start: hit.start, end: hit.end, note: hit.note })),
        typical: typical.map(({ row, value }) => ({ document: documentOf.get(row)!, value })),
      });
    }
    return result;
  }

  async #read(
    sentences: ReadonlyMap<number, ReadonlySet<number>>,
    named: ReadonlySet<number>,
  ): Promise<readonly DocumentRow[]> {
    const { places } = this.#data;
    const optional = (name: string): string =>
      this.#store.column(name) === undefined ? `NULL AS ${name}` : `documents.${name}::VARCHAR AS ${name}`;
    const metadata = ['title', 'outlet', 'published', 'url'].map(optional).join(', ');
    const rows: DocumentRow[] = [];
    if (sentences.size > 0) {
      const values = [...sentences].map(
        ([row, set]) => `(${places[row]},[${[...set].sort((a, b) => a - b).join(',')}]::INTEGER[])`,
      );
      await this.#store.run(`CREATE OR REPLACE TEMP TABLE shown AS
        SELECT compared.id AS id, v.place AS place, list FROM (VALUES ${values.join(',')}) AS v(place, list) JOIN compared ON compared.place = v.place`);
      rows.push(
        ...(await this.#store.query<DocumentRow>(
          `SELECT place, documents.id AS id, ${metadata}, documents.text AS text,
             list_transform(list, lambda i: documents.sentences[i + 1].start) AS starts,
             list_transform(list, lambda i: documents.sentences[i + 1]."end") AS ends
           FROM documents JOIN shown ON shown.id = documents.id ORDER BY place`,
        )),
      );
    }
    if (named.size > 0) {
      const list = Array.from(named, (row) => places[row]).join(',');
      rows.push(
        ...(await this.#store.query<DocumentRow>(
          `SELECT place, documents.id AS id, ${metadata}, NULL AS text, NULL AS starts, NULL AS ends
           FROM documents JOIN compared ON compared.id = documents.id
           WHERE compared.place IN (SELECT unnest([${list}])) ORDER BY place`,
        )),
      );
    }
    return rows;
  }
}

/** Where a word stands, no part of a longer one; -1 where it does not. */
function wordAt(text: string, word: string): number {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = at === 0 ? '' : text[at - 1]!;
    const after = text[at + word.length] ?? '';
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) return at;
  }
  return -1;
}
