/** The coding page: one unit at a time, one key a decision. */
import { type Code, data } from './coding-data.js';
import { allLines, draft, keep, keptLines, onKeeping } from './keeping.js';
import {
  enterWords,
  markedWords,
  markSpans,
  markWords,
  onMarks,
  readyWords,
  showText,
  spans,
} from './words.js';

/** Longer than this is a pause, not a decision. */
const LONGEST = 600;

const byId = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;
const unitPlace = byId('unit');
const note = byId<HTMLTextAreaElement>('note');
const answers = Array.from(document.querySelectorAll<HTMLButtonElement>('[data-answer]'));

const standing = new Map<string, Code>();
const history: { readonly unit: string; readonly before: Code | undefined }[] = [];
const paces: number[] = [];
let at = 0;
let shownAt = performance.now();

function take(lines: readonly Code[]): void {
  standing.clear();
  for (const code of lines) {
    if (code.answer === null) standing.delete(code.unit);
    else standing.set(code.unit, code);
  }
}

const say = (text: string): void => {
  byId('status').textContent = text;
};

function show(index: number, focus = true): void {
  at = Math.min(data.units.length - 1, Math.max(0, index));
  const unit = data.units[at]!;
  const code = standing.get(unit.unit);
  const begun = draft.read(unit.unit);
  byId('before').textContent = unit.before;
  showText(byId('text'), unit);
  byId('after').textContent = unit.after;
  if (code?.spans !== undefined) markSpans(code.spans);
  else if (begun.words !== undefined) markWords(begun.words);
  note.value = code?.note ?? begun.note ?? '';
  byId('given').replaceChildren(
    ...(unit.given ?? []).map(({ coder, answer, note: why }) => {
      const line = document.createElement('li');
      const title = data.classes.find(({ name }) => name === answer)?.title ?? answer;
      line.textContent = `${coder}: ${title}${why === '' ? '' : ` (${why})`}`;
      return line;
    }),
  );
  shownAt = performance.now();
  showState();
  if (focus) {
    unitPlace.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }
}

function showState(): void {
  const code = standing.get(data.units[at]!.unit);
  for (const button of answers)
    button.setAttribute('aria-pressed', String(button.dataset.answer === code?.answer));
  const done = data.units.filter(({ unit }) => standing.has(unit)).length;
  byId('place').textContent = `Unit ${at + 1} of ${data.units.length}`;
  byId('done').textContent = `${done} coded`;
  byId<HTMLProgressElement>('progress').value = done;
  const last = paces.slice(-20).sort((a, b) => a - b);
  const left = ((last[last.length >> 1] ?? 0) * (data.units.length - done)) / 60;
  byId('pace').textContent =
    last.length < 3 || done === data.units.length
      ? ''
      : `${Math.round(last[last.length >> 1]!)} s a unit, about ${left < 1 ? 'a minute' : `${Math.round(left)} min`} left`;
  byId<HTMLButtonElement>('undo').disabled = history.length === 0;
}

function nextOpen(): number | null {
  const n = data.units.length;
  for (let k = 1; k <= n; k++) {
    const index = (at + k) % n;
    if (!standing.has(data.units[index]!.unit)) return index;
  }
  return null;
}

function put(code: Code): void {
  const line = { ...code, at: new Date().toISOString() };
  if (line.answer === null) standing.delete(line.unit);
  else standing.set(line.unit, line);
  keep(line);
}

function answer(given: string): void {
  const { unit } = data.units[at]!;
  history.push({ unit, before: standing.get(unit) });
  const seconds = Math.round((performance.now() - shownAt) / 100) / 10;
  if (seconds < LONGEST) paces.push(seconds);
  const marked = data.spans === null ? [] : spans();
  put({
    unit,
    answer: given,
    ...(marked.length === 0 ? {} : { spans: marked }),
    ...(note.value.trim() === '' ? {} : { note: note.value.trim() }),
    seconds: Math.min(LONGEST, seconds),
  });
  draft.clear(unit);
  const next = nextOpen();
  const title = answers.find(({ dataset }) => dataset.answer === given)?.dataset.title ?? given;
  if (next === null) {
    showState();
    say(`${title}. All ${data.units.length} units are coded.`);
  } else {
    show(next);
    say(`${title}. Unit ${next + 1} of ${data.units.length}.`);
  }
}

function undo(): void {
  const last = history.pop();
  if (last === undefined) return;
  put(last.before ?? { unit: last.unit, answer: null });
  show(data.units.findIndex(({ unit }) => unit === last.unit));
  say('The last answer is taken back.');
}

function saveDraft(): void {
  const { unit } = data.units[at]!;
  if (!standing.has(unit)) draft.write(unit, { note: note.value, words: markedWords() });
}

/** A note or mark that is added to what is coded already is a line of its own. */
function saveChange(): void {
  const code = standing.get(data.units[at]!.unit);
  if (code === undefined) {
    saveDraft();
    return;
  }
  const marked = data.spans === null ? [] : spans();
  const { spans: _spans, note: _note, seconds: _seconds, ...rest } = code;
  put({
    ...rest,
    ...(marked.length === 0 ? {} : { spans: marked }),
    ...(note.value.trim() === '' ? {} : { note: note.value.trim() }),
  });
}

function download(): void {
  const lines = data.served ? [...standing.values()] : keptLines();
  const link = document.createElement('a');
  link.href = URL.createObjectURL(
    new Blob(
      lines.map((code) => `${JSON.stringify(code)}\n`),
      { type: 'application/jsonl' },
    ),
  );
  link.download = `${data.coder}.jsonl`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

const ACTIONS: Readonly<Record<string, () => void>> = {
  u: undo,
  ArrowRight: () => show(at + 1),
  ArrowLeft: () => show(at - 1),
  g: () => show(nextOpen() ?? at),
  n: () => note.focus(),
  m: () => {
    if (data.spans !== null) enterWords();
  },
};

function readyKeys(): void {
  document.addEventListener('keydown', (event) => {
    const { key, target } = event;
    if (target === note) {
      if (key === 'Escape') unitPlace.focus();
      return;
    }
    if ((event.ctrlKey || event.metaKey) && key === 'z') {
      event.preventDefault();
      undo();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const chosen = answers.find((button) => button.dataset.key === key);
    const action = ACTIONS[key] ?? ACTIONS[key.toLowerCase()];
    if (chosen === undefined && action === undefined) return;
    event.preventDefault();
    if (chosen === undefined) action!();
    // A key that is held down codes one unit.
    else if (!event.repeat) answer(chosen.dataset.answer!);
  });
  for (const button of answers) button.addEventListener('click', () => answer(button.dataset.answer!));
  byId('undo').addEventListener('click', undo);
  byId('previous').addEventListener('click', () => show(at - 1));
  byId('next').addEventListener('click', () => show(at + 1));
  byId('open').addEventListener('click', () => show(nextOpen() ?? at));
  byId('download').addEventListener('click', download);
  note.addEventListener('input', saveDraft);
  note.addEventListener('change', saveChange);
  readyWords(byId('text'), () => unitPlace.focus());
  onMarks(saveChange);
}

async function begin(): Promise<void> {
  readyKeys();
  onKeeping(
    (state) => {
      byId('saved').textContent =
        state === 'saved'
          ? 'Saved'
          : state === 'waiting'
            ? 'Saving …'
            : 'Not kept by this browser: download the codes';
    },
    () => {
      void allLines().then((lines) => {
        take(lines);
        showState();
      });
    },
  );
  take(await allLines());
  const first = data.units.findIndex(({ unit }) => !standing.has(unit));
  show(Math.max(0, first), false);
  if (standing.size > 0 && first >= 0) say(`Going on at unit ${first + 1} of ${data.units.length}.`);
  document.documentElement.dataset.ready = '';
}

void begin();
