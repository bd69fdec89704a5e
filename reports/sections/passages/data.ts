/** The sentences behind the figures of a comparison, drawn and counted. */
import type { AnalysisStore } from '../../../pipeline/store/analysis-store.js';
import { sqlText } from '../../../pipeline/store/sql.js';
import { edgeSql, notesSql } from '../../../queries/figure-evidence.js';
import { fieldsOf, meets } from '../../../queries/recount.js';
import { termKeySql } from '../../../queries/term-key.js';
import type { Column } from '../../../stages/columns.js';
import type { ActorData } from '../group-actors/data.js';
import type { GroupData } from '../group-data.js';
import type { FrameData } from '../group-frames/data.js';
import { type FoundHit, PassageTexts } from './passage-texts.js';
import type { PassageCell, Passages } from './schema.js';
import type { WantedSentence, WantedWord } from './wanted.js';

export interface PassageInput {
  readonly data: GroupData;
  readonly columns: readonly Column[];
  readonly actors: ActorData;
  readonly frames: FrameData;
  readonly words: readonly WantedWord[];
  readonly collocates: readonly WantedSentence[];
  readonly listing: Passages['listing'];
}

/** A kind of hit, and for each group the documents from which one is drawn. */
interface Item {
  readonly column: string;
  readonly condition: string;
  readonly cells: ReadonlyMap<number, Draft>;
}

interface Draft extends Omit<PassageCell, 'passages' | 'typical'> {
  readonly rows: readonly number[];
  readonly hits: FoundHit[];
  readonly typical: { readonly row: number; readonly value: number }[];
}

/**
 * Draws sentences behind every figure: for each group and measure, actor, frame, word, hedge and collocate one hit from
 * each of a few documents, which are the first of one random order in which the figure has a hit. The order is the same
 * for all figures and at every run, so documents are shared between figures and nobody chose them.
 */
export async function drawPassages(store: AnalysisStore, input: PassageInput): Promise<Passages> {
  const { data } = input;
  const perFigure =
    data.groups.length <= 8 ? 8 : data.groups.length <= 16 ? 5 : data.groups.length <= 24 ? 3 : 2;
  const drafts: Draft[] = [];
  const draft = (
    kind: Draft['kind'],
    key: string,
    group: string,
    rows: readonly number[],
    most = perFigure,
    typical: Draft['typical'] = [],
  ): Draft => {
    const entry = { kind, key, group, documents: rows.length, rows: rows.slice(0, most), hits: [], typical };
    drafts.push(entry);
    return entry;
  };
  const order = data.groups.map(() => [] as number[]);
  for (const row of data.drawn) order[data.owner[row]!]?.push(row);
  const perGroup = (make: (group: string, g: number) => Draft): ReadonlyMap<number, Draft> =>
    new Map(data.groups.map((group, g) => [g, make(group, g)]));
  const items: Item[] = [];
  for (const column of input.columns) {
    const { evidence, leading, aggregate } = column.measure!;
    const values = data.measures.get(column.name)!;
    const type = evidence === null ? undefined : store.column(evidence.column)?.type;
    const cells = perGroup((group, g) => {
      const known = order[g]!.filter((row) => !Number.isNaN(values[row]!));
      const whole = evidence === null || evidence.column === 'sentences';
      // A rate or share of 0 has no hit to show.
      const ofHits = aggregate.kind === 'rate' || aggregate.kind === 'share';
      const rows = whole || !ofHits ? known : known.filter((row) => values[row] !== 0);
      return draft(
        'measure',
        column.name,
        group,
        rows,
        leading ? perFigure : Math.ceil(perFigure / 2),
        leading || whole ? typicalRows(known, values) : [],
      );
    });
    if (evidence !== null && type !== undefined)
      items.push({ column: evidence.column, condition: meets(evidence.where).sql, cells });
  }
  input.actors.actors.forEach(({ actor }, k) => {
    const values = input.actors.all.mean[k]!;
    items.push({
      column: 'mention_sentiments',
      condition: `h.actor = ${sqlText(actor)}`,
      cells: perGroup((group, g) =>
        draft(
          'actor',
          actor,
          group,
          order[g]!.filter((row) => !Number.isNaN(values[row]!)),
        ),
      ),
    });
  });
  input.frames.frames.forEach(({ codebook, frame }, k) => {
    items.push({
      column: 'frame_evidence',
      condition: `h.codebook = ${sqlText(codebook)} AND h.frame = ${sqlText(frame)}`,
      cells: perGroup((group, g) =>
        draft(
          'frame',
          `${codebook}/${frame}`,
          group,
          order[g]!.filter((row) => input.frames.present[k]![row] === 1),
        ),
      ),
    });
  });
  const rank = new Int32Array(data.places.length);
  data.drawn.forEach((row, index) => {
    rank[row] = index;
  });
  const inOrder = (rows: readonly number[]): number[] => [...rows].sort((a, b) => rank[a]! - rank[b]!);
  const texts = new PassageTexts(store, data);
  const hedges = new Map<string, Map<number, Draft>>();
  for (const word of input.words) {
    const entry = draft(word.kind, word.key, word.group, inOrder(word.rows));
    if (word.kind === 'word') texts.search(word.term, entry.rows, entry.hits);
    else {
      const cells = hedges.get(word.term) ?? new Map<number, Draft>();
      hedges.set(word.term, cells);
      cells.set(data.groups.indexOf(word.group), entry);
    }
  }
  for (const [term, cells] of hedges)
    items.push({
      column: 'hedging_cues',
      condition: `h.series = 'hedge' AND ${termKeySql('h.surface')} = ${sqlText(term)}`,
      cells,
    });
  for (const { kind, key, group, at } of input.collocates) {
    const byRow = new Map(at.map((place) => [place.row, place]));
    const entry = draft(kind, key, group, inOrder([...byRow.keys()]));
    for (const row of entry.rows) {
      const { sentence, start, length } = byRow.get(row)!;
      entry.hits.push({ row, sentence, start, end: start + length, note: '' });
    }
  }
  await findHits(store, data, items);
  return { ...(await texts.assemble(drafts, perFigure)), listing: input.listing };
}

/** The documents with the lowest, the median and the highest value. */
function typicalRows(rows: readonly number[], values: Float64Array): Draft['typical'] {
  const sorted = [...rows].sort((a, b) => values[a]! - values[b]! || a - b);
  const picks = [...new Set([0, Math.floor((sorted.length - 1) / 2), sorted.length - 1])];
  return sorted.length === 0 ? [] : picks.map((k) => ({ row: sorted[k]!, value: values[sorted[k]!]! }));
}

/** Asks each list column once for one hit of every wanted document and item. */
async function findHits(store: AnalysisStore, data: GroupData, items: readonly Item[]): Promise<void> {
  for (const name of new Set(items.map(({ column }) => column))) {
    const type = store.column(name)?.type;
    const fields = type === undefined ? [] : fieldsOf(type);
    const asked = items.filter(({ column }) => column === name);
    const wanted = asked.flatMap(({ cells }, k) =>
      [...cells.values()].flatMap(({ rows }) => rows.map((row) => `(${k},${data.places[row]})`)),
    );
    if (wanted.length === 0 || fields.length === 0) continue;
    const notes = notesSql(fields);
    await store.run(`CREATE OR REPLACE TEMP TABLE wanted AS
      SELECT k, v.place AS place, id FROM (VALUES ${wanted.join(',')}) AS v(k, place) JOIN compared ON compared.place = v.place`);
    const rows = await store.query<{
      k: number;
      place: number;
      start: number;
      end: number;
      sentence: number | null;
      note: string;
    }>(`WITH found AS (
        SELECT id, i, ${edgeSql(fields, 'start')} AS start, ${edgeSql(fields, 'end')} AS "end",
          ${fields.includes('sentence') ? 'h.sentence' : name === 'sentences' ? 'i' : 'NULL'} AS sentence, h
        FROM (SELECT id, unnest(hits) AS h, generate_subscripts(hits, 1) - 1 AS i
          FROM (SELECT id, "${name}" AS hits FROM documents SEMI JOIN wanted USING (id)))),
      chosen AS (
        SELECT k, place, start, "end", sentence, i, h FROM found JOIN wanted USING (id)
        WHERE start IS NOT NULL AND CASE k ${asked.map(({ condition }, k) => `WHEN ${k} THEN ${condition}`).join(' ')} END
        QUALIFY row_number() OVER (PARTITION BY k, place ORDER BY hash(i, k), i) = 1)
      SELECT k, place, start, "end", sentence, ${notes.length === 0 ? `''` : `concat_ws(', ', ${notes.join(', ')})`} AS note
      FROM chosen ORDER BY k, place`);
    for (const { k, place, start, end, sentence, note } of rows) {
      const row = data.rowOf(place)!;
      asked[k]!.cells.get(data.owner[row]!)?.hits.push({
        row,
        start,
        end,
        sentence,
        note: note.replaceAll('_', ' '),
      });
    }
  }
}
