/** JSON files and JSON lines, which are often named as each other. */
import { decoderOf, encodingOfMark } from '../../detect/encoding.js';
import { parseJson } from '../../input/json-value.js';
import type { Format } from '../format.js';

export const json: Format = {
  name: 'json',
  kind: 'records',
  words: 'JSON (.json)',
  about: 'JSON',
  extensions: ['.json'],
  plainText: true,
  named: (head) => ({ format: isLines(head, false) ? jsonl : json }),
  load: async () => (await import('../json.js')).readJson,
};

export const jsonl: Format = {
  name: 'jsonl',
  kind: 'records',
  words: 'JSON lines (.jsonl, .ndjson)',
  about: 'JSON lines',
  extensions: ['.jsonl', '.ndjson'],
  plainText: true,
  named: (head) => ({ format: isLines(head, true) ? jsonl : json }),
  load: async () => (await import('../json-lines.js')).readJsonLines,
};

/** Of a first line that is looked at. */
const MOST_NESTED = 256;

/** Many `.json` files hold JSON lines, and some `.jsonl` files an array. */
function isLines(head: Buffer, namedLines: boolean): boolean {
  const text = decoderOf(encodingOfMark(head) ?? 'utf-8', false)
    .decode(head)
    .trimStart();
  if (text.startsWith('[')) return namedLines && /^\[.*\]\s*\n\s*\[/.test(text);
  if (namedLines) return true;
  const lineEnd = text.indexOf('\n');
  if (lineEnd < 0 || !text.slice(lineEnd).trimStart().startsWith('{')) return false;
  try {
    parseJson(text.slice(0, lineEnd), MOST_NESTED);
    return true;
  } catch {
    return false;
  }
}
