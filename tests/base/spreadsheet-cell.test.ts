import fc from 'fast-check';
import { expect, it } from 'vitest';
import { guardedCell } from '../../base/spreadsheet-cell.js';

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠a'])(
  '%j is guarded',
  (cell) => {
    expect(guardedCell(cell)).toBe(`'${cell}`);
  },
);

it('prose is left alone, and the guard can be taken off again', () => {
  expect(guardedCell('A plan = a hope')).toBe('A plan = a hope');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(guardedCell(text).replace(/^'/, '')).toBe(text);
    }),
  );
});
