/** First bytes, by which formats are told. */
import type { FormatGuess } from './format.js';

/** Whether a file begins with these bytes, or with this ASCII. */
export function beginsWith(head: Uint8Array, ...bytes: readonly number[] | readonly [string]): boolean {
  const [first] = bytes;
  const wanted = typeof first === 'string' ? [...Buffer.from(first, 'latin1')] : (bytes as readonly number[]);
  return wanted.every((byte, i) => head[i] === byte);
}

/** For formats that always begin with bytes of their own. */
export const notBegunAsNamed = (_: Buffer, extension: string): FormatGuess => ({
  unknown: `it is named as ${extension.slice(1).toUpperCase()} but does not begin as one`,
});
