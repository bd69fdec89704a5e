/** Passages that open under their figure. */
import { all, copyButton, make } from './dom.js';
import { type DrawnHit, data, type Hit, passagesOf } from './page-data.js';

/** Characters shown around a hit in a very long sentence. */
const REACH = 320;
const KWIC = 70;

type Span = readonly [start: number, end: number];

function sentenceOf(offset: number): number {
  let low = 0;
  let high = data.sentences.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (data.sentences[middle]![0] <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function showSentence(index: number): void {
  for (const old of all('.flash')) old.classList.remove('flash');
  for (const part of all(`[data-s="${index}"]`)) part.classList.add('flash');
}

function passage([start, end, tag]: Hit, kwic: boolean): HTMLElement {
  const item = make('li');
  const { text } = data;
  if (kwic) {
    const line = make('div', undefined, 'kwic');
    const one = (part: string): string => part.replace(/\s+/g, ' ');
    line.append(
      make('span', one(text.slice(Math.max(0, start - KWIC), start))),
      make('mark', text.slice(start, end)),
      make('span', one(text.slice(end, end + KWIC))),
    );
    item.append(line);
    return item;
  }
  const at = sentenceOf(start);
  const [from, to] = (data.sentences[at] ?? [start, end]) as Span;
  const first = Math.max(Math.min(from, start), start - REACH);
  const last = Math.min(Math.max(to, end), end + REACH);
  const markEnd = Math.min(end, start + 2 * REACH);
  item.append(
    (first > from ? '… ' : '') + text.slice(first, start),
    make('mark', text.slice(start, markEnd)),
    text.slice(markEnd, last) + (last < to ? ' …' : ''),
  );
  if (tag) item.append(' ', make('span', tag, 'tag'));
  const link = make('a', 'in the text');
  link.href = `#s${at}`;
  link.addEventListener('click', () => showSentence(at));
  item.append(' ', link);
  return item;
}

/** A passage of a comparison: its sentence, marked, and the document that it stands in. */
function drawn([at, start, end, tag]: DrawnHit): HTMLElement {
  const item = make('li');
  const [document, text, cut] = data.sentences[at] as readonly [number, string, number];
  item.append(
    (cut & 1 ? '… ' : '') + text.slice(0, start),
    make('mark', text.slice(start, end)),
    text.slice(end) + (cut & 2 ? ' …' : ''),
  );
  if (tag) item.append(' ', make('span', tag, 'tag'));
  item.append(' ', source(document));
  return item;
}

function source(document: number): HTMLElement {
  const [title, where, url] = data.docs![document]!;
  const line = make('span', undefined, 'tag');
  let cite: HTMLElement = make('span', title, 'cite');
  if (url !== null) {
    const link = make('a', title, 'cite');
    // Checked to be http or https when the page was made.
    link.href = url;
    link.rel = 'noreferrer noopener';
    cite = link;
  }
  line.append('— ', cite, where ? `, ${where}` : '');
  return line;
}

/** The key of a figure's passages: its own, or that of its column and row. */
function keyOf(button: HTMLElement): string {
  if (button.dataset.key !== undefined) return button.dataset.key;
  const cell = button.closest<HTMLTableCellElement>('td, th')!;
  const column = cell.closest('table')!.tHead!.rows[0]!.cells[cell.cellIndex]!;
  return `${column.dataset.col}|${cell.closest('tr')!.dataset.g}`;
}

/** The command that lists every hit behind a cell, to be copied; nothing where a figure is of whole texts. */
function allEvidence(key: string): readonly HTMLElement[] {
  const { listing, groups } = data;
  const [kind, first = '', second = ''] = key.split('|');
  const ofWord = kind === 'w' || kind === 'h';
  const group = groups?.[Number(ofWord ? first : second)];
  if (listing === undefined || group === undefined || kind === 'c') return [];
  if (kind === 'm' && listing.whole.includes(first)) return [];
  const quoted = (text: string): string => `"${text.replace(/["\\$`]/g, '\\$&')}"`;
  const by = /^[a-z_]\w*$/i.test(listing.by) ? listing.by : `"${listing.by.replaceAll('"', '""')}"`;
  const figure = ofWord ? `=${second}` : `${kind === 'a' ? 'actor:' : kind === 'f' ? 'frame:' : ''}${first}`;
  const command = (kind === 'w' ? listing.word : kind === 'h' ? listing.hedge : listing.figure)
    .replace('{figure}', () => quoted(figure))
    .replace('{where}', () => quoted(`${by} = '${group.replaceAll("'", "''")}'`));
  const line = make('p', 'All of them: ', 'note');
  line.append(
    make('code', command),
    ' ',
    copyButton('Copy', () => command),
  );
  return [line];
}

function cellPassages(button: HTMLElement): HTMLElement {
  const cell = make('td');
  const list = make('ol', undefined, 'passages');
  const key = keyOf(button);
  const row = button.closest('tr')!;
  if (row.dataset.g !== undefined) {
    const at = button.closest<HTMLTableCellElement>('td, th')!;
    const column = at.closest('table')!.tHead!.rows[0]!.cells[at.cellIndex]!;
    cell.append(make('p', `${row.cells[0]!.textContent}: ${column.textContent}`, 'note'));
  }
  const { cells } = data;
  const set = cells !== undefined && Object.hasOwn(cells, key) ? cells[key] : undefined;
  if (set === undefined) {
    list.append(
      make('li', 'No passage: the group has none, or it did not fit into this file and is in the JSON.'),
    );
    cell.append(list);
    return cell;
  }
  const [documents, passages, typical = []] = set;
  for (const hit of passages) list.append(drawn(hit));
  if (passages.length > 0)
    list.append(
      make(
        'li',
        `${passages.length} of ${documents} document${documents === 1 ? '' : 's'}, drawn at random`,
        'tag',
      ),
    );
  else
    list.append(
      make(
        'li',
        documents > 0
          ? `${documents} documents; their passages did not fit into this file and are in the JSON.`
          : 'No document of this group has such a passage.',
      ),
    );
  cell.append(list);
  if (documents > passages.length) cell.append(...allEvidence(key));
  if (typical.length > 0) {
    cell.append(make('p', 'Lowest, median and highest document', 'note'));
    const documents = make('ol', undefined, 'passages');
    for (const [document, value] of typical) {
      const item = make('li', `${value} `);
      item.append(source(document));
      documents.append(item);
    }
    cell.append(documents);
  }
  return cell;
}

function articlePassages(kind: string, key: string): HTMLElement {
  const cell = make('td');
  const list = make('ol', undefined, 'passages');
  const set = passagesOf(kind, key);
  if (set.about) cell.append(make('p', set.about, 'note'));
  const hits = set.hits?.map((index) => data.hits[set.column!]![index]!) ?? set.list ?? [];
  for (const hit of hits) list.append(passage(hit, set.kwic === true));
  if (hits.length === 0) list.append(make('li', set.none ?? 'No passage in this article.'));
  if (set.total > hits.length) list.append(make('li', `and ${set.total - hits.length} more`, 'tag'));
  cell.append(list);
  return cell;
}

function shut(row: Element): void {
  const next = row.nextElementSibling;
  if (next?.classList.contains('drawer')) next.remove();
  for (const button of all('button.open', row)) button.setAttribute('aria-expanded', 'false');
}

/** Opens the passages of a figure in a row of their own, or closes them. */
export function toggle(button: HTMLElement): void {
  const row = button.closest('tr')!;
  const open = button.getAttribute('aria-expanded') === 'true';
  shut(row);
  if (open) return;
  button.setAttribute('aria-expanded', 'true');
  const drawer = make('tr', undefined, 'drawer');
  const kind = button.dataset.kind ?? 'cells';
  const cell = (
    kind === 'cells' ? cellPassages(button) : articlePassages(kind, keyOf(button))
  ) as HTMLTableCellElement;
  cell.colSpan = row.cells.length;
  drawer.append(cell);
  row.after(drawer);
}

export function closeAll(table: ParentNode): void {
  for (const drawer of all('tr.drawer', table)) drawer.remove();
  for (const button of all('button.open', table)) button.setAttribute('aria-expanded', 'false');
}
