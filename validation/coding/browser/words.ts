/** The text of a unit: plain, with what is asked about marked, or word by word where words are marked by the coder. */
import { data, fromPoints, type ShownUnit, toPoints } from './coding-data.js';

interface Word {
  readonly start: number;
  readonly end: number;
  readonly element: HTMLElement;
}

let words: Word[] = [];
let text = '';
let changed: () => void = () => {};

export function onMarks(listener: () => void): void {
  changed = listener;
}

export function showText(place: HTMLElement, unit: ShownUnit): void {
  words = [];
  text = unit.text;
  place.replaceChildren();
  if (data.spans === null) {
    const [start, end] = unit.mark ?? [0, 0];
    const mark = document.createElement('mark');
    mark.textContent = text.slice(start, end);
    place.append(text.slice(0, start), ...(unit.mark === null ? [] : [mark]), text.slice(end));
    return;
  }
  let at = 0;
  for (const part of text.split(/(\s+)/)) {
    if (/\S/.test(part)) {
      const element = document.createElement('span');
      element.className = 'word';
      element.textContent = part;
      element.tabIndex = -1;
      element.setAttribute('role', 'checkbox');
      element.setAttribute('aria-checked', 'false');
      words.push({ start: at, end: at + part.length, element });
      place.append(element);
    } else place.append(part);
    at += part.length;
  }
}

const isMarked = ({ element }: Word): boolean => element.getAttribute('aria-checked') === 'true';

export const markedWords = (): number[] => words.flatMap((word, k) => (isMarked(word) ? [k] : []));

export function markWords(marked: readonly number[]): void {
  words.forEach(({ element }, k) => {
    element.setAttribute('aria-checked', String(marked.includes(k)));
  });
}

/** Marked words next to each other are one span, in code points. */
export function spans(): [number, number][] {
  const found: [number, number][] = [];
  let last = -2;
  for (const k of markedWords()) {
    const { start, end } = words[k]!;
    if (k === last + 1) found.at(-1)![1] = toPoints(text, end);
    else found.push([toPoints(text, start), toPoints(text, end)]);
    last = k;
  }
  return found;
}

export function markSpans(given: readonly (readonly [number, number])[]): void {
  const inside = given.map(([start, end]) => [fromPoints(text, start), fromPoints(text, end)] as const);
  markWords(
    words.flatMap(({ start, end }, k) => (inside.some(([from, to]) => start < to && from < end) ? [k] : [])),
  );
}

function focusWord(k: number): void {
  words[Math.min(words.length - 1, Math.max(0, k))]?.element.focus();
}

/** To the first word marked, or the first of all. */
export function enterWords(): void {
  focusWord(markedWords()[0] ?? 0);
}

function toggle(k: number): void {
  const { element } = words[k]!;
  element.setAttribute('aria-checked', String(element.getAttribute('aria-checked') !== 'true'));
  changed();
}

export function readyWords(place: HTMLElement, leave: () => void): void {
  const indexOf = (target: EventTarget | null): number =>
    words.findIndex(({ element }) => element === target);
  place.addEventListener('click', ({ target }) => {
    const k = indexOf(target);
    if (k >= 0) toggle(k);
  });
  place.addEventListener('keydown', (event) => {
    const k = indexOf(event.target);
    if (k < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ArrowRight' || event.key === 'ArrowDown') focusWord(k + 1);
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowUp') focusWord(k - 1);
    else if (event.key === 'Home') focusWord(0);
    else if (event.key === 'End') focusWord(words.length - 1);
    else if (event.key === ' ') toggle(k);
    else if (event.key === 'Enter' || event.key === 'Escape') leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
