/** What was chosen in the page, in the address's hash: a link shows the page as its sender saw it. */
import { all, copyButton, make } from './dom.js';
import { data } from './page-data.js';

type Control = HTMLInputElement | HTMLSelectElement;

/** Controls by a name that is the same at every opening of the file. */
function controls(): ReadonlyMap<string, Control> {
  const named = new Map<string, Control>();
  for (const control of all<Control>('main input, main select')) {
    const base = control.dataset.layer ?? control.dataset.panels ?? (control.name || control.type);
    const place = control.closest('section')?.id ?? '';
    let name = `${place}.${base}`;
    for (let k = 2; named.has(name); k++) name = `${place}.${base}${k}`;
    named.set(name, control);
  }
  return named;
}

const isSwitch = (control: Control): control is HTMLInputElement => control.type === 'checkbox';
const chosenOf = (control: Control): string =>
  isSwitch(control) ? (control.checked ? '1' : '0') : control.value;

/** Sets the controls from the address, and keeps the address as they are changed. Call before they are read. */
export function readyState(): void {
  const named = controls();
  const first = new Map([...named].map(([name, control]) => [name, chosenOf(control)]));
  const [, given = ''] = location.hash.slice(1).split('?');
  for (const [name, value] of new URLSearchParams(given)) {
    const control = named.get(name);
    if (control === undefined) continue;
    if (isSwitch(control)) control.checked = value === '1';
    else if (control instanceof HTMLInputElement || [...control.options].some((o) => o.value === value))
      control.value = value;
  }
  const anchor = (): string => location.hash.slice(1).split('?')[0]!;
  const hash = (section: string): string => {
    const changed = [...named].filter(([name, control]) => chosenOf(control) !== first.get(name));
    const chosen = new URLSearchParams(changed.map(([name, control]) => [name, chosenOf(control)]));
    return `#${section}${chosen.size > 0 ? `?${chosen}` : ''}`;
  };
  document.addEventListener('input', () => {
    try {
      history.replaceState(null, '', hash(anchor()));
    } catch {
      // A page from a file may be forbidden to change its address; the link is then copied without.
    }
  });
  if (given !== '') document.getElementById(anchor())?.scrollIntoView();
  for (const section of all('main > section')) {
    const title = section.querySelector('h2');
    if (title === null) continue;
    const bar = make('span', undefined, 'section-tools');
    const link = copyButton('Copy link', () => location.href.split('#')[0] + hash(section.id));
    bar.append(link);
    if (data.citation !== undefined) bar.append(copyButton('Copy citation', () => data.citation!));
    title.after(bar);
  }
}
