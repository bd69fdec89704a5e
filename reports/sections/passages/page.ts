/** As many passages as fit into the page. */
import { codePoints } from '../../../stages/code-points.js';
import { plainText, safeUrl } from '../../html/escape.js';
import { cellKey, indexOf } from '../../html/lazy-tables.js';
import type { GroupMeasure } from '../group-measures/schema.js';
import type { GroupBase } from '../group-section.js';
import type { PassageCell, Passages } from './schema.js';

const short = (value: number | null): number | null => (value === null ? null : Number(value.toPrecision(3)));

interface PageData {
  readonly docs: readonly (readonly [title: string, where: string, url: string | null])[];
  readonly sentences: readonly (readonly [doc: number, text: string, cut: number])[];
  readonly cells: Readonly<Record<string, unknown>>;
  readonly shown: number;
  readonly total: number;
}

/** What a figure opens first: the order in which passages are given room. */
const PRIORITY: readonly PassageCell['kind'][] = ['measure', 'actor', 'frame', 'word', 'hedge', 'collocate'];

export interface WithPassages extends GroupBase {
  readonly measures: GroupMeasure[];
  readonly passages: Passages;
}

/**
 * As many passages as fit into a number of bytes: the first of every figure before the second of any, leading measures
 * before the others. All of them are in the JSON.
 */
export function passagesFor(report: WithPassages, bytes: number): PageData {
  const { passages } = report;
  const leading = new Set(report.measures.filter((measure) => measure.leading).map(({ name }) => name));
  const index = indexOf(report.groups);
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
