/** Keeps the codes: each line under a key of its own in the browser, so that two tabs never overwrite each other, and at the server. */
import { type Code, data } from './coding-data.js';

const PREFIX = `hedgerow:${data.key}:`;
/** Lines that the server has not acknowledged yet. */
const waiting: Code[] = [];
let sending = false;
let counter = 0;
const own = Math.random().toString(36).slice(2, 8);

type Listener = (state: 'saved' | 'waiting' | 'kept here only') => void;
let told: Listener = () => {};

function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** The lines of this browser, oldest first. */
export function keptLines(): Code[] {
  const store = storage();
  if (store === null) return [];
  const keys = Array.from({ length: store.length }, (_, k) => store.key(k)!).filter((key) =>
    key.startsWith(`${PREFIX}line:`),
  );
  return keys.sort().map((key) => JSON.parse(store.getItem(key)!) as Code);
}

/** All lines: the server's, then those of this browser that it does not have. */
export async function allLines(): Promise<Code[]> {
  const kept = keptLines();
  if (!data.served) return kept;
  const answer = await fetch('codes', { cache: 'no-store' });
  const served = (await answer.text())
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Code);
  const known = new Set(served.map((code) => `${code.unit} ${code.at}`));
  const missing = kept.filter((code) => !known.has(`${code.unit} ${code.at}`));
  waiting.push(...missing);
  void send();
  return [...served, ...missing].sort((a, b) => ((a.at ?? '') < (b.at ?? '') ? -1 : 1));
}

export function keep(code: Code): void {
  const store = storage();
  let local = false;
  try {
    store?.setItem(
      `${PREFIX}line:${code.at}:${own}:${String(counter++).padStart(6, '0')}`,
      JSON.stringify(code),
    );
    local = store !== null;
  } catch {
    // Full or forbidden: the server or the download has to do.
  }
  if (data.served) {
    waiting.push(code);
    void send();
  } else told(local ? 'saved' : 'kept here only');
}

async function send(): Promise<void> {
  if (sending) return;
  sending = true;
  while (waiting.length > 0) {
    told('waiting');
    const lines = waiting.slice();
    try {
      const answer = await fetch('codes', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(lines),
      });
      if (!answer.ok) throw new Error(String(answer.status));
      waiting.splice(0, lines.length);
    } catch {
      await new Promise((done) => setTimeout(done, 1500));
    }
  }
  sending = false;
  told('saved');
}

/** What is begun but not answered: notes and marks of a unit. */
export const draft = {
  read: (unit: string): { note?: string; words?: number[] } =>
    JSON.parse(storage()?.getItem(`${PREFIX}draft:${unit}`) ?? '{}') as { note?: string; words?: number[] },
  write(unit: string, value: { note: string; words: number[] }): void {
    try {
      storage()?.setItem(`${PREFIX}draft:${unit}`, JSON.stringify(value));
    } catch {
      // A draft may be lost; an answer is not.
    }
  },
  clear: (unit: string): void => storage()?.removeItem(`${PREFIX}draft:${unit}`),
};

export function onKeeping(listener: Listener, changedElsewhere: () => void): void {
  told = listener;
  window.addEventListener('storage', ({ key }) => {
    if (key?.startsWith(`${PREFIX}line:`)) changedElsewhere();
  });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) changedElsewhere();
  });
  window.addEventListener('beforeunload', (event) => {
    if (waiting.length > 0) event.preventDefault();
  });
}
