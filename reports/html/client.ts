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
// A passage of a comparison: its sentence, marked, and the document that it stands in.
const drawn = ([at, start, end, tag]) => {
  const item = make('li');
  const [doc, text, cut] = data.sentences[at];
  item.append((cut & 1 ? '… ' : '') + text.slice(0, start), make('mark', text.slice(start, end)), text.slice(end) + (cut & 2 ? ' …' : ''));
  if (tag) item.append(' ', make('span', tag, 'tag'));
  item.append(' ', source(doc));
  return item;
};
const source = (doc) => {
  const [title, where, url] = data.docs[doc];
  const cite = make(url ? 'a' : 'span', title, 'cite');
  if (url) { cite.href = url; cite.rel = 'noreferrer noopener'; }
  const line = make('span', undefined, 'tag');
  line.append('— ', cite, where ? ', ' + where : '');
  return line;
};
const drawerOf = (button) => {
  const at = button.closest('td, th');
  const column = at.closest('table').tHead.rows[0].cells[at.cellIndex];
  const row = at.parentElement;
  const kind = button.dataset.kind || 'cells';
  const key = button.dataset.key || column.dataset.col + '|' + row.dataset.g;
  const cell = make('td');
  const list = make('ol', undefined, 'passages');
  if (kind === 'cells') {
    const set = Object.hasOwn(data.cells, key) ? data.cells[key] : undefined;
    if (row.dataset.g) cell.append(make('p', row.cells[0].textContent + ': ' + column.textContent, 'note'));
    if (!set) { list.append(make('li', 'No passage: the group has none, or it did not fit into this file and is in the JSON.')); cell.append(list); return cell; }
    const [documents, passages, typical] = set;
    for (const hit of passages) list.append(drawn(hit));
    if (passages.length === 0) list.append(make('li', documents > 0 ? documents + ' documents; their passages did not fit into this file and are in the JSON.' : 'No document of this group has such a passage.'));
    else list.append(make('li', passages.length + ' of ' + documents + (documents === 1 ? ' document' : ' documents') + ', drawn at random', 'tag'));
    cell.append(list);
    if (typical && typical.length) {
      cell.append(make('p', 'Lowest, median and highest document', 'note'));
      const docs = make('ol', undefined, 'passages');
      for (const [doc, value] of typical) { const item = make('li', value + ' '); item.append(source(doc)); docs.append(item); }
      cell.append(docs);
    }
    return cell;
  }
  const set = Object.hasOwn(data[kind], key) ? data[kind][key] : { list: [], total: 0 };
  if (set.about) cell.append(make('p', set.about, 'note'));
  const hits = set.hits ? set.hits.map((i) => data.hits[set.column][i]) : set.list || [];
  for (const hit of hits) list.append(passage(hit, set.kwic));
  if (hits.length === 0) list.append(make('li', set.none || 'No passage in this article.'));
  if (set.total > hits.length) list.append(make('li', 'and ' + (set.total - hits.length) + ' more', 'tag'));
  cell.append(list);
  return cell;
};
const shut = (row) => {
  const next = row.nextElementSibling;
  if (next && next.classList.contains('drawer')) next.remove();
  for (const b of $('button.open', row)) b.setAttribute('aria-expanded', 'false');
};
const toggle = (button) => {
  const row = button.closest('tr');
  const open = button.getAttribute('aria-expanded') === 'true';
  shut(row);
  if (open) return;
  button.setAttribute('aria-expanded', 'true');
  const drawer = make('tr', undefined, 'drawer');
  const cell = drawerOf(button);
  cell.colSpan = row.cells.length;
  drawer.append(cell);
  row.after(drawer);
};
const closeAll = (table) => { for (const drawer of $('tr.drawer', table)) drawer.remove(); for (const b of $('button.open', table)) b.setAttribute('aria-expanded', 'false'); };
const sortBy = (button) => {
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
};
document.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  if (button.classList.contains('open')) toggle(button);
  else if (button.classList.contains('sort')) sortBy(button);
});
// Tables kept as numbers and built when they are chosen.
const buildTable = (set, rows, label, chosen) => {
  const table = make('table');
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
    const th = make('th');
    th.scope = 'row';
    const button = make('button', undefined, 'open');
    button.type = 'button';
    button.setAttribute('aria-expanded', 'false');
    button.dataset.key = set.kind + '|' + chosen + '|' + first;
    button.append(make('bdi', typeof first === 'number' ? data.groups[first] : first));
    th.append(button);
    row.append(th);
    for (const value of cells) {
      const [text, interval] = value === null ? ['–'] : String(value).split('|');
      const cell = row.insertCell();
      const number = Number.parseFloat(text.replace('−', '-').replace('<', ''));
      cell.className = 'n';
      cell.dataset.v = Number.isNaN(number) ? '' : String(number);
      cell.textContent = text.replace('-', '−');
      if (interval) cell.append(' ', make('span', interval, 'ci'));
    }
  }
  return table;
};
for (const place of $('[data-lazy]')) {
  const set = data.lazy[place.dataset.lazy];
  const selects = $('select', place);
  const box = place.querySelector('.table');
  const about = place.querySelector('[role=status]');
  const apply = () => {
    const key = selects.map((select) => select.value).join('|');
    const label = selects.map((select) => select.selectedOptions[0].textContent).join(', ');
    const rows = Object.hasOwn(set.sets, key) ? set.sets[key] : [];
    box.replaceChildren(rows.length ? buildTable(set, rows, label, key) : make('p', 'Nothing to list.', 'note'));
    if (about) about.textContent = (set.notes && set.notes[key]) || '';
  };
  for (const select of selects) select.addEventListener('input', apply);
  apply();
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
  const apply = () => {
    for (const panel of $('[data-panel="' + select.dataset.panels + '"]')) {
      const chosen = panel.dataset.key === select.value;
      if (panel.tagName !== 'NOSCRIPT') panel.hidden = !chosen;
      else if (chosen) {
        // Markup of this file's own making, kept as text until now.
        const built = make('div');
        Object.assign(built.dataset, panel.dataset);
        built.append(...new DOMParser().parseFromString(panel.textContent, 'text/html').body.childNodes);
        panel.replaceWith(built);
      }
    }
  };
  select.addEventListener('input', apply);
  apply();
}
document.documentElement.dataset.ready = '1';
})();
`;
