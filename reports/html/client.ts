/**
 * What runs in the page: switches of the text's layers, sorting, filtering, and passages that open under their
 * figure. All text is put in by textContent, never as markup.
 */
export const CLIENT = `
'use strict';
(() => {
const data = JSON.parse(document.getElementById('data').textContent);
const $ = (s, from = document) => [...from.querySelectorAll(s)];
const make = (tag, text, cls) => { const e = document.createElement(tag); if (text !== undefined) e.textContent = text; if (cls) e.className = cls; return e; };
const prose = document.querySelector('.prose');
for (const box of $('input[data-layer]')) {
  const apply = () => prose.classList.toggle('show-' + box.dataset.layer, box.checked);
  box.addEventListener('change', apply);
  apply();
}
const note = document.getElementById('note');
if (prose) prose.addEventListener('click', (event) => { const at = event.target.closest('[title]'); note.textContent = at ? at.title : ''; });
document.addEventListener('keydown', (event) => { if (event.key === 'Escape' && note) note.textContent = ''; });
const sentenceOf = (offset) => {
  let low = 0, high = data.sentences.length - 1;
  while (low < high) { const m = (low + high + 1) >> 1; if (data.sentences[m][0] <= offset) low = m; else high = m - 1; }
  return low;
};
const REACH = 320;
const passage = ([start, end, tag], kwic) => {
  const item = make('li');
  const at = sentenceOf(start);
  if (kwic) {
    const line = make('div', undefined, 'kwic');
    line.append(make('span', data.text.slice(Math.max(0, start - 70), start).replace(/\\s+/g, ' ')), make('mark', data.text.slice(start, end)), make('span', data.text.slice(end, end + 70).replace(/\\s+/g, ' ')));
    item.append(line);
    return item;
  }
  const [from, to] = data.sentences[at] || [start, end];
  const a = Math.max(Math.min(from, start), start - REACH), b = Math.min(Math.max(to, end), end + REACH);
  item.append((a > from ? '… ' : '') + data.text.slice(a, start), make('mark', data.text.slice(start, Math.min(end, start + 2 * REACH))), data.text.slice(Math.min(end, start + 2 * REACH), b) + (b < to ? ' …' : ''));
  if (tag) item.append(' ', make('span', tag, 'tag'));
  const link = make('a', 'in the text');
  link.href = '#s' + at;
  link.addEventListener('click', () => { for (const old of $('.flash')) old.classList.remove('flash'); for (const part of $('[data-s="' + at + '"]')) part.classList.add('flash'); });
  item.append(' ', link);
  return item;
};
for (const button of $('button.open')) {
  button.addEventListener('click', () => {
    const row = button.closest('tr');
    const open = button.getAttribute('aria-expanded') === 'true';
    button.setAttribute('aria-expanded', String(!open));
    if (open) { row.nextElementSibling.remove(); return; }
    const [kind, key] = [button.dataset.kind, button.dataset.key];
    const set = data[kind][key] || { list: [], total: 0 };
    const drawer = make('tr', undefined, 'drawer');
    const cell = make('td');
    cell.colSpan = row.cells.length;
    if (set.about) cell.append(make('p', set.about, 'note'));
    const list = make('ol', undefined, 'passages');
    const hits = set.hits ? set.hits.map((i) => data.hits[set.column][i]) : set.list || [];
    for (const hit of hits) list.append(passage(hit, kind === 'keywords'));
    if (hits.length === 0) list.append(make('li', set.none || 'No passage in this article.'));
    if (set.total > hits.length) list.append(make('li', 'and ' + (set.total - hits.length) + ' more', 'tag'));
    cell.append(list);
    drawer.append(cell);
    row.after(drawer);
  });
}
const closeAll = (table) => { for (const drawer of $('tr.drawer', table)) drawer.remove(); for (const b of $('button.open', table)) b.setAttribute('aria-expanded', 'false'); };
for (const button of $('button.sort')) {
  button.addEventListener('click', () => {
    const head = button.closest('th'), table = head.closest('table'), index = head.cellIndex;
    closeAll(table);
    const rising = head.getAttribute('aria-sort') === 'descending' || (!head.hasAttribute('aria-sort') && !head.classList.contains('n'));
    for (const other of $('th[aria-sort]', table)) other.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', rising ? 'ascending' : 'descending');
    for (const body of table.tBodies) {
      const rows = [...body.rows].filter((row) => !row.classList.contains('group'));
      const value = (row) => { const cell = row.cells[index]; return cell.dataset.v !== undefined ? (cell.dataset.v === '' ? null : Number(cell.dataset.v)) : cell.textContent.trim().toLowerCase(); };
      rows.sort((x, y) => { const a = value(x), b = value(y); if (a === null || b === null) return (a === null) - (b === null); return (a < b ? -1 : a > b ? 1 : 0) * (rising ? 1 : -1); });
      body.append(...rows);
    }
  });
}
for (const tools of $('[data-for]')) {
  const table = document.getElementById(tools.dataset.for);
  const apply = () => {
    closeAll(table);
    const words = (tools.querySelector('input[type=search]')?.value || '').toLowerCase();
    const voice = tools.querySelector('select[name=voice]')?.value || '';
    const leading = tools.querySelector('input[name=leading]')?.checked;
    let shown = 0;
    for (const body of table.tBodies) {
      let some = false;
      for (const row of body.rows) {
        if (row.classList.contains('group')) continue;
        const keep = row.textContent.toLowerCase().includes(words) && (voice === '' || row.dataset.voice === voice) && (!leading || row.dataset.leading === '1');
        row.hidden = !keep;
        if (keep) { some = true; shown++; }
      }
      for (const row of body.rows) if (row.classList.contains('group')) row.hidden = !some;
    }
    const said = tools.querySelector('[role=status]');
    if (said) said.textContent = shown + ' shown';
  };
  tools.addEventListener('input', apply);
  apply();
}
for (const select of $('select[data-panels]')) {
  const apply = () => { for (const panel of $('[data-panel="' + select.dataset.panels + '"]')) panel.hidden = panel.dataset.key !== select.value; };
  select.addEventListener('input', apply);
  apply();
}
document.documentElement.dataset.ready = '1';
})();
`;
