/** The article's text: layers to switch, notes on marks, and the reader's corrections. */
import { all, download, make } from './dom.js';
import { data, type MarkNote } from './page-data.js';
import { showSentence } from './passages.js';

const wrong = new Set<MarkNote>();

export function readyText(): void {
  const prose = document.querySelector<HTMLElement>('.prose');
  if (prose === null) return;
  for (const box of all<HTMLInputElement>('input[data-layer]')) {
    const apply = (): void => {
      prose.classList.toggle(`show-${box.dataset.layer}`, box.checked);
    };
    box.addEventListener('change', apply);
    box.addEventListener('input', apply);
    apply();
  }
  const note = document.getElementById('note')!;
  let opener: HTMLElement | null = null;
  const close = (): void => {
    note.replaceChildren();
    for (const old of all('.chosen')) old.classList.remove('chosen');
    opener?.focus();
    opener = null;
  };
  const open = (at: HTMLElement): void => {
    const marks = at.dataset.m!.split(' ').map((index) => data.marks![Number(index)]!);
    close();
    opener = at;
    for (const same of all('[data-m]', prose))
      if (same.dataset.m!.split(' ').some((index) => at.dataset.m!.split(' ').includes(index)))
        same.classList.add('chosen');
    const shut = make('button', 'Close');
    shut.type = 'button';
    shut.className = 'shut';
    shut.addEventListener('click', close);
    note.replaceChildren(...marks.map(noteOf), shut);
  };
  prose.addEventListener('click', ({ target }) => {
    const at = target instanceof Element ? target.closest<HTMLElement>('[data-m]') : null;
    if (at !== null) open(at);
  });
  prose.addEventListener('keydown', (event) => {
    const at = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-m]') : null;
    if (at !== null && (event.key === 'Enter' || event.key === ' ') && at.tagName !== 'BUTTON') {
      event.preventDefault();
      open(at);
    }
  });
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') close();
  });
  for (const link of all<HTMLAnchorElement>('a[data-sentence]'))
    link.addEventListener('click', () => showSentence(Number(link.dataset.sentence)));
}

/** What a mark is, how sure, by which rule or model; and whether the reader disagrees. */
function noteOf(mark: MarkNote): HTMLElement {
  const line = make('p');
  line.append(make('strong', `“${mark.text}” `), mark.note);
  line.append(
    make(
      'span',
      ` Found by ${mark.by}${mark.sure === null ? '' : `, probability ${mark.sure.toFixed(2)}`}. `,
    ),
  );
  const button = make('button', wrong.has(mark) ? 'Marked wrong: undo' : 'Wrong');
  button.type = 'button';
  button.setAttribute('aria-pressed', String(wrong.has(mark)));
  button.addEventListener('click', () => {
    if (!wrong.delete(mark)) wrong.add(mark);
    button.textContent = wrong.has(mark) ? 'Marked wrong: undo' : 'Wrong';
    button.setAttribute('aria-pressed', String(wrong.has(mark)));
    showCorrections();
  });
  line.append(button);
  return line;
}

/** The corrections so far, offered as a file: one JSON object a line. */
function showCorrections(): void {
  const place = document.getElementById('corrections');
  if (place === null) return;
  place.replaceChildren();
  if (wrong.size === 0) return;
  const button = make('button', `Download ${wrong.size} correction${wrong.size === 1 ? '' : 's'}`);
  button.type = 'button';
  button.addEventListener('click', () => {
    const lines = [...wrong].map((mark) => JSON.stringify({ id: data.id, ...mark, verdict: 'wrong' }));
    download(
      `${document.body.dataset.name ?? 'report'}-corrections.jsonl`,
      'application/jsonl',
      `${lines.join('\n')}\n`,
    );
  });
  place.append(button);
}
