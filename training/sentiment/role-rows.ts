/** The rows of words in roles, as they run: the word's row and what its role adds to it. */
import { roleWord } from '../../stages/sentiment/mention-inputs.js';
import { type Distilled, ROLE_KEYS } from './distil.js';

export function roleRows(
  { rows, roleSlots }: Distilled,
  words: readonly string[],
  row: number,
): { readonly words: readonly string[]; readonly rows: Float32Array } {
  const names: string[] = [];
  const sums = new Float32Array(roleSlots.size * row);
  for (const [key, slot] of roleSlots) {
    const word = Math.floor(key / ROLE_KEYS);
    const at = names.length * row;
    names.push(roleWord(words[word]!, key % ROLE_KEYS));
    for (let d = 0; d < row; d++) sums[at + d] = rows[(word + 1) * row + d]! + rows[slot * row + d]!;
  }
  return { words: names, rows: sums };
}
