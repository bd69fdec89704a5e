// ONNX files written by hand, field by field: a graph takes tensors out of another file.
import { describe, expect, it } from 'vitest';
import { withBorrowedTensors } from '../../../models/encoder/borrowed-tensors.js';

const bytesOf = (text: string): number[] => [...new TextEncoder().encode(text)];
/** A field with a length; all here are under 128 bytes but one. */
const field = (number: number, content: readonly number[]): number[] => [
  8 * number + 2,
  ...(content.length < 128
    ? [content.length]
    : [(content.length % 128) + 128, Math.floor(content.length / 128)]),
  ...content,
];
/** Name (8), a dimension (1, varint 300) and raw data (9). */
const tensor = (name: string, data: readonly number[]): number[] =>
  field(5, [8, 0xac, 2, ...field(8, bytesOf(name)), ...field(9, data)]);

describe('borrowed tensors', () => {
  const large = Array.from({ length: 200 }, (_, i) => i);
  const lender = Uint8Array.from([
    8,
    8,
    ...field(7, [...tensor('a', [1]), ...tensor('b', large), ...tensor('c', [3])]),
  ]);
  const graph = Uint8Array.from([8, 8, ...field(7, field(2, bytesOf('g')))]);

  it('stand behind the graph in a message of their own', () => {
    expect([...withBorrowedTensors(graph, lender, ['c', 'b'])]).toEqual([
      ...graph,
      ...field(7, [...tensor('b', large), ...tensor('c', [3])]),
    ]);
  });

  it('must be there', () => {
    expect(() => withBorrowedTensors(graph, lender, ['a', 'd'])).toThrow("no tensor 'd'");
  });
});
