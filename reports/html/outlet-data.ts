import { count, figure, MEASURE_COLUMNS, pText, range, signed } from '../../base/wording.js';
import { codePoints } from '../../stages/code-points.js';
import type { GroupKeyness } from '../keyness-model.js';
import type { OutletReport } from '../outlets/report-schema.js';
import type { PassageCell } from '../passages-model.js';
import { plainText, safeUrl } from './escape.js';

/** Bytes that a page may take: the budget said in it. */
export const PAGE_BUDGET = 3_000_000;

/** A cell of a table that the page builds: its number, or its text and, after a bar, its interval. */
type Cell = number | string | null;
/** What follows the set's key in the key of its passages, which is the row's title too, or the group's index; its cells. */
type Row = readonly [key: string | number, ...cells: Cell[]];

interface LazyTable {
  readonly kind: string;
  readonly columns: readonly string[];
  readonly sets: Readonly<Record<string, readonly Row[]>>;
  readonly notes?: Readonly<Record<string, string>>;
}

const KINDS: Readonly<Record<PassageCell['kind'], string>> = {
  measure: 'm',
  actor: 'a',
  frame: 'f',
  word: 'w',
  hedge: 'h',
  collocate: 'c',
};

/** The key under which the page keeps the passages of a figure: kind, set and row of its table. */
export function cellKey(kind: PassageCell['kind'], key: string, group: number): string {
  if (kind === 'word' || kind === 'hedge') return `${KINDS[kind]}|${group}|${plainText(key)}`;
  if (kind !== 'collocate') return `${KINDS[kind]}|${plainText(key)}|${group}`;
  const cut = key.lastIndexOf('/');
  return `c|${plainText(key.slice(0, cut))}|${group}|${plainText(key.slice(cut + 1))}`;
}

const short = (value: number | null): number | null => (value === null ? null : Number(value.toPrecision(3)));

/** Tables that the page builds when they are chosen: measures that do not lead, words, hedges, collocates. */
export function lazyTables(report: OutletReport): Record<string, LazyTable> {
  const index = new Map(report.groups.map(({ group }, g) => [group, g]));
  const shown = report.measures.filter(({ groups }) => groups.length > 0);
  const cell = (text: string, interval: string): string => (interval === '' ? text : `${text}|${interval}`);
  return {
    measures: {
      kind: 'm',
      columns: MEASURE_COLUMNS,
      sets: Object.fromEntries(
        shown.map((measure) => [
          measure.name,
          measure.groups.map(
            (row): Row => [
              index.get(row.group)!,
              row.n,
              cell(figure(row.mean, measure.unit), range(row.meanInterval)),
              cell(figure(row.median, measure.unit), range(row.medianInterval)),
              cell(signed(row.medianDifference), range(row.medianDifferenceInterval, signed)),
              cell(signed(row.delta), range(row.deltaInterval, signed)),
              pText(row.q),
              row.matched === null
                ? null
                : cell(signed(row.matched.difference), range(row.matched.interval, signed)),
            ],
          ),
        ]),
      ),
      notes: Object.fromEntries(
        shown.map(({ name, unit, description }) => [name, `${unit}. ${description}`]),
      ),
    },
    actors: {
      kind: 'a',
      columns: [
        'Group',
        'All voices',
        'Documents',
        'Mentions',
        "Author's voice",
        'Documents',
        'Mentions',
        "Sources' voices",
        'Documents',
        'Mentions',
        "Cliff's delta",
        'Adjusted p',
        'Matched difference',
      ],
      sets: Object.fromEntries(
        report.actors.map(({ actor, groups }) => [
          plainText(actor),
          groups.map(
            (row): Row => [
              index.get(row.group)!,
              ...[row, row.author, row.source].flatMap((voice): Cell[] =>
                voice === null
                  ? [null, 0, 0]
                  : [
                      cell(signed(voice.mean), range(voice.interval, signed)),
                      voice.documents,
                      voice.mentions,
                    ],
              ),
              row.delta === null ? null : cell(signed(row.delta), range(row.deltaInterval, signed)),
              pText(row.q),
              row.matched === null
                ? null
                : cell(signed(row.matched.difference), range(row.matched.interval, signed)),
            ],
          ),
        ]),
      ),
      notes: Object.fromEntries(
        report.actors.map(({ actor, documents, mentions }) => [
          plainText(actor),
          `In all compared documents: ${count(documents)} documents, ${count(mentions)} mentions. Delta, p and matched difference are of all voices.`,
        ]),
      ),
    },
    words: keynessTable('Word', 'word', report.keyness.words, index),
    hedges: keynessTable('Hedge', 'hedge', report.keyness.hedges, index),
    collocates: keynessTable('Word', 'collocate', report.keyness.collocates, index),
  };
}

function keynessTable(
  first: string,
  kind: 'word' | 'hedge' | 'collocate',
  tables: readonly GroupKeyness[],
  index: ReadonlyMap<string, number>,
): LazyTable {
  const setOf = ({ actor, group }: GroupKeyness): string =>
    kind === 'collocate' ? `${plainText(actor!)}|${index.get(group)}` : String(index.get(group));
  return {
    kind: KINDS[kind],
    columns: [
      first,
      'Here',
      'Per 1,000',
      'Others per 1,000',
      'Documents %',
      'Others %',
      'DPnorm',
      'G²',
      'Log Ratio',
      'LRC',
      'LRC of documents',
      'Log-odds z',
      'z, prior ÷ 10',
      'z, prior × 10',
    ],
    sets: Object.fromEntries(
      tables.map((table) => [
        setOf(table),
        table.rows.map(
          (row): Row => [
            plainText(row.term),
            row.count,
            short(row.perThousand),
            short(row.referencePerThousand),
            short(100 * row.documents),
            short(100 * row.referenceDocuments),
            short(row.dispersion),
            short(row.g2),
            short(row.logRatio),
            short(row.conservativeLogRatio),
            short(row.documentLogRatio),
            short(row.logOddsZ),
            short(row.priorZ[0]),
            short(row.priorZ[1]),
          ],
        ),
      ]),
    ),
    notes: Object.fromEntries(
      tables.map((table) => [
        setOf(table),
        `${count(table.tokens)} against ${count(table.referenceTokens)}; ${count(table.tested)} tested in all groups${table.cut > 0 ? `; ${count(table.cut)} more not listed` : ''}.`,
      ]),
    ),
  };
}

interface PageData {
  readonly docs: readonly (readonly [title: string, where: string, url: string | null])[];
  readonly sentences: readonly (readonly [doc: number, text: string, cut: number])[];
  readonly cells: Readonly<Record<string, unknown>>;
  readonly shown: number;
  readonly total: number;
}

/** What a figure opens first: the order in which passages are given room. */
const PRIORITY: readonly PassageCell['kind'][] = ['measure', 'actor', 'frame', 'word', 'hedge', 'collocate'];

/**
 * As many passages as fit into a number of bytes: the first of every figure before the second of any, leading measures
 * before the others. All of them are in the JSON.
 */
export function passagesFor(report: OutletReport, bytes: number): PageData {
  const { passages } = report;
  const leading = new Set(report.measures.filter((measure) => measure.leading).map(({ name }) => name));
  const index = new Map(report.groups.map(({ group }, g) => [group, g]));
  const rank = (cell: PassageCell): number =>
    PRIORITY.indexOf(cell.kind) + (cell.kind === 'measure' && !leading.has(cell.key) ? 10 : 0);
  const order = passages.cells
    .map((cell, k) => ({ cell, k }))
    .sort((a, b) => rank(a.cell) - rank(b.cell) || a.k - b.k);
  const docs: PageData['docs'][number][] = [];
  const sentences: PageData['sentences'][number][] = [];
  const docAt = new Map<number, number>();
  const sentenceAt = new Map<number, number>();
  let left = bytes;
  let shown = 0;
  const docOf = (k: number): number => {
    const known = docAt.get(k);
    if (known !== undefined) return known;
    const { id, title, outlet, published, url } = passages.documents[k]!;
    const name = plainText(title ?? id);
    const entry = [
      name.length > 90 ? `${[...name].slice(0, 89).join('')}…` : name,
      plainText([outlet, published?.slice(0, 10)].filter((part) => part).join(', ')),
      safeUrl(url),
    ] as const;
    left -= Buffer.byteLength(JSON.stringify(entry)) + 1;
    docs.push(entry);
    docAt.set(k, docs.length - 1);
    return docs.length - 1;
  };
  const sentenceOf = (k: number): number => {
    const known = sentenceAt.get(k);
    if (known !== undefined) return known;
    const { document, text, before, after } = passages.sentences[k]!;
    const entry = [docOf(document), plainText(text), (before ? 1 : 0) + (after ? 2 : 0)] as const;
    left -= Buffer.byteLength(JSON.stringify(entry)) + 1;
    sentences.push(entry);
    sentenceAt.set(k, sentences.length - 1);
    return sentences.length - 1;
  };
  const cells: Record<string, [number, unknown[], unknown[]?]> = Object.create(null);
  const entryOf = (cell: PassageCell): [number, unknown[], unknown[]?] => {
    const key = cellKey(cell.kind, cell.key, index.get(cell.group)!);
    const known = cells[key];
    if (known !== undefined) return known;
    left -= Buffer.byteLength(JSON.stringify(key)) + 14;
    const entry: [number, unknown[], unknown[]?] = [cell.documents, []];
    cells[key] = entry;
    return entry;
  };
  for (let round = 0; round < passages.perFigure && left > 0; round++) {
    for (const { cell } of order) {
      if (left <= 0) break;
      const passage = cell.passages[round];
      if (passage === undefined) continue;
      const at = sentenceOf(passage.sentence);
      const { text, start } = passages.sentences[passage.sentence]!;
      const { toUtf16 } = codePoints(text);
      const hit = [at, toUtf16(passage.start - start), toUtf16(passage.end - start), plainText(passage.note)];
      entryOf(cell)[1].push(hit[3] === '' ? hit.slice(0, 3) : hit);
      left -= Buffer.byteLength(JSON.stringify(hit)) + 1;
      shown++;
    }
    // Documents at the ends and the middle of leading measures, once every figure has had a passage.
    for (const { cell } of order) {
      if (round > 0 || left <= 0 || !leading.has(cell.key) || cell.typical.length === 0) continue;
      const typical = cell.typical.map(({ document, value }) => [docOf(document), short(value)]);
      entryOf(cell)[2] = typical;
      left -= JSON.stringify(typical).length + 1;
    }
  }
  return {
    docs,
    sentences,
    cells,
    shown,
    total: passages.cells.reduce((sum, cell) => sum + cell.passages.length, 0),
  };
}
