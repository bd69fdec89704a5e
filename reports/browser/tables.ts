/** Tables: sorted by a heading, filtered, built from numbers, downloaded as CSV, folded to their first rows. */
import { all, download, make, written } from './dom.js';
import { data, type LazyTable } from './page-data.js';
import { closeAll, toggle } from './passages.js';

type Key = number | string | null;

function sortKey(row: HTMLTableRowElement, index: number): Key {
  const cell = row.cells[index]!;
  const { v } = cell.dataset;
  if (v === undefined) return cell.textContent!.trim().toLowerCase();
  return v === '' ? null : Number(v);
}

/** Sorts by the heading's column; unknown values stand last. */
export function sortBy(button: HTMLElement, falling?: boolean): void {
  const head = button.closest('th')!;
  const table = head.closest('table')!;
  closeAll(table);
  const before = head.getAttribute('aria-sort');
  const rising =
    falling === undefined
      ? before === 'descending' || (before === null && !head.classList.contains('n'))
      : !falling;
  for (const other of all('th[aria-sort]', table)) other.removeAttribute('aria-sort');
  head.setAttribute('aria-sort', rising ? 'ascending' : 'descending');
  const sign = rising ? 1 : -1;
  for (const body of table.tBodies) {
    const rows = [...body.rows].filter((row) => !row.classList.contains('group'));
    const keys = new Map(rows.map((row) => [row, sortKey(row, head.cellIndex)]));
    rows.sort((x, y) => {
      const a = keys.get(x)!;
      const b = keys.get(y)!;
      if (a === null || b === null) return Number(a === null) - Number(b === null);
      return a < b ? -sign : a > b ? sign : 0;
    });
    // What is folded follows the new order.
    const shown = rows.filter((row) => !row.classList.contains('tail')).length;
    rows.forEach((row, place) => {
      row.classList.toggle('tail', place >= shown);
    });
    body.append(...rows);
  }
}

/** Rows of a built table shown before it is unfolded. */
const ROWS_SHOWN = 12;

function buildTable(set: LazyTable, rows: LazyTable['sets'][string], label: string, chosen: string) {
  const table = make('table', undefined, 'folded');
  table.append(make('caption', label));
  const head = table.createTHead().insertRow();
  set.columns.forEach((title, k) => {
    const th = make('th', undefined, k > 0 ? 'n' : '');
    th.scope = 'col';
    const button = make('button', title, 'sort');
    button.type = 'button';
    th.append(button);
    head.append(th);
  });
  const body = table.createTBody();
  for (const [first, ...cells] of rows) {
    const row = body.insertRow();
    row.classList.toggle('tail', body.rows.length > ROWS_SHOWN);
    const th = make('th');
    th.scope = 'row';
    const button = make('button', undefined, 'open');
    button.type = 'button';
    button.setAttribute('aria-expanded', 'false');
    button.dataset.key = `${set.kind}|${chosen}|${first}`;
    button.append(make('bdi', typeof first === 'number' ? data.groups![first]! : String(first)));
    th.append(button);
    row.append(th);
    for (const value of cells) {
      const [text = '–', interval] = value === null ? [] : String(value).split('|');
      const cell = row.insertCell();
      const number = Number.parseFloat(text.replace('−', '-').replace('<', ''));
      cell.className = 'n';
      cell.dataset.v = Number.isNaN(number) ? '' : String(number);
      cell.textContent =
        typeof value === 'number' && !Number.isInteger(value) ? written(value) : text.replace('-', '−');
      if (interval !== undefined) cell.append(' ', make('span', interval, 'ci'));
    }
  }
  return table;
}

/** Tables kept as numbers are built when they are chosen. */
export function readyLazyTables(): void {
  for (const place of all('[data-lazy]')) {
    const set = data.lazy![place.dataset.lazy!]!;
    const selects = all<HTMLSelectElement>('select', place);
    const box = place.querySelector('.table')!;
    const about = place.querySelector('[role=status]');
    const more = make('button', undefined, 'more');
    more.type = 'button';
    box.after(more);
    const apply = (): void => {
      const key = selects.map(({ value }) => value).join('|');
      const label = selects.map(({ selectedOptions }) => selectedOptions[0]?.textContent ?? '').join(', ');
      const rows = Object.hasOwn(set.sets, key) ? set.sets[key]! : [];
      if (rows.length === 0) box.replaceChildren(make('p', 'Nothing to list.', 'note'));
      else {
        const table = buildTable(set, rows, label, key);
        table.id = `lazy-${place.dataset.lazy}`;
        more.dataset.label = `Show all ${rows.length}`;
        more.dataset.table = table.id;
        more.textContent = more.dataset.label;
        more.setAttribute('aria-expanded', 'false');
        box.replaceChildren(table);
      }
      more.hidden = rows.length <= ROWS_SHOWN;
      if (about !== null) about.textContent = set.notes?.[key] ?? '';
    };
    for (const select of selects) select.addEventListener('input', apply);
    apply();
  }
}

/** Search, voice and leading measures above a table; a search unfolds it. */
export function readyFilters(): void {
  for (const tools of all('[data-for]')) {
    const table = document.getElementById(tools.dataset.for!) as HTMLTableElement | null;
    if (table === null) continue;
    const apply = (): void => {
      closeAll(table);
      const words = (tools.querySelector<HTMLInputElement>('input[type=search]')?.value ?? '').toLowerCase();
      const voice = tools.querySelector<HTMLSelectElement>('select[name=voice]')?.value ?? '';
      const leading = tools.querySelector<HTMLInputElement>('input[name=leading]')?.checked === true;
      const least = Number(tools.querySelector<HTMLInputElement>('input[name=least]')?.value ?? '') || 0;
      table.classList.toggle('searched', words !== '' || least > 0);
      let shown = 0;
      for (const body of table.tBodies) {
        let some = false;
        for (const row of body.rows) {
          if (row.classList.contains('group')) continue;
          const keep =
            row.textContent!.toLowerCase().includes(words) &&
            (voice === '' || row.dataset.voice === voice) &&
            (!leading || row.dataset.leading === '1') &&
            (row.dataset.documents === undefined || Number(row.dataset.documents) >= least);
          row.hidden = !keep;
          if (keep) {
            some = true;
            shown++;
          }
        }
        for (const row of body.rows) if (row.classList.contains('group')) row.hidden = !some;
      }
      const said = tools.querySelector('[role=status]');
      if (said !== null) said.textContent = `${shown} shown`;
    };
    tools.addEventListener('input', apply);
    apply();
  }
}

/** A cell as a spreadsheet takes it: its number where it has one; no formula. */
function csvCell(cell: HTMLTableCellElement): string {
  const { v } = cell.dataset;
  const text = (v !== undefined && v !== '' ? v : cell.textContent!).replace(/\s+/g, ' ').trim();
  const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function downloadTable(table: HTMLTableElement, name: string): void {
  const rows = [...table.rows].filter(
    (row) => !row.classList.contains('drawer') && !row.classList.contains('group'),
  );
  const lines = rows.map((row) => [...row.cells].map(csvCell).join(','));
  // The mark by which spreadsheets know the encoding.
  download(`${name}.csv`, 'text/csv;charset=utf-8', `\ufeff${lines.join('\r\n')}\r\n`);
}

/** Whole rows open; every table can be downloaded, its section's address and the report's citation copied. */
export function readyTables(): void {
  document.addEventListener('click', ({ target }) => {
    if (!(target instanceof Element)) return;
    const button = target.closest('button');
    if (button !== null) {
      if (button.classList.contains('open')) toggle(button);
      else if (button.classList.contains('sort')) sortBy(button);
      else if (button.classList.contains('more')) {
        const table = document.getElementById(button.dataset.table!)!;
        const open = table.classList.toggle('unfolded');
        button.textContent = open ? 'Show fewer' : button.dataset.label!;
        button.setAttribute('aria-expanded', String(open));
      }
      return;
    }
    if (target.closest('a, input, select, label, summary, .drawer') !== null) return;
    const opener = target.closest('tbody tr')?.querySelector<HTMLElement>('th button.open');
    if (opener && getSelection()?.isCollapsed !== false) toggle(opener);
  });
  for (const scroll of all('.scroll')) {
    if (scroll.querySelector('table') === null && scroll.closest('[data-lazy]') === null) continue;
    const bar = make('p', undefined, 'table-tools');
    const csv = make('button', 'Download CSV');
    csv.type = 'button';
    const section = scroll.closest('section')?.id ?? 'table';
    csv.addEventListener('click', () => {
      const table = scroll.querySelector('table');
      if (table === null) return;
      const index = all('section table', document).indexOf(table);
      downloadTable(table, `${document.body.dataset.name ?? 'hedgerow'}-${section}-${index + 1}`);
    });
    bar.append(csv);
    scroll.after(bar);
  }
}
