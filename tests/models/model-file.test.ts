import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../base/user-error.js';
import { decodeModelFile, encodeModelFile } from '../../models/model-file.js';

const faultOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return 'none';
};

describe('model files', () => {
  it('give back what was written, wherever the bytes lie', () => {
    fc.assert(
      fc.property(
        fc.int8Array(),
        fc.float32Array(),
        fc.float64Array({ maxLength: 5 }),
        fc.string(),
        fc.nat({ max: 20 }),
        (small, floats, doubles, fact, offset) => {
          const bytes = encodeModelFile('a/b', { fact }, { small, floats, doubles });
          const shifted = new Uint8Array(bytes.length + offset);
          shifted.set(bytes, offset);
          const file = decodeModelFile<{ fact: string }>(shifted.subarray(offset), 'a/b');
          expect(file.facts).toEqual({ fact });
          expect(file.tensor('small', 'int8')).toEqual(small);
          expect(file.tensor('floats', 'float32')).toEqual(floats);
          expect(file.tensor('doubles', 'float64')).toEqual(doubles);
        },
      ),
    );
  });

  it('are refused when damaged in any byte', () => {
    const bytes = encodeModelFile('a/b', {}, { numbers: Int32Array.of(1, 2, 3) });
    for (let i = 0; i < bytes.length; i++) {
      const damaged = bytes.slice();
      damaged[i]! ^= 1;
      expect(
        faultOf(() => decodeModelFile(damaged, 'a/b')),
        String(i),
      ).toContain('the model cannot be read');
    }
  });

  it('say what is wrong with them', () => {
    const bytes = encodeModelFile('a/b', {}, { numbers: Int32Array.of(1, 2, 3) });
    expect(faultOf(() => decodeModelFile(bytes, 'c/d', 'x.bin'))).toContain("of the kind 'a/b', not 'c/d'");
    expect(faultOf(() => decodeModelFile(bytes.subarray(0, 40), 'a/b'))).toContain('checksum');
    expect(faultOf(() => decodeModelFile(new Uint8Array(3), 'a/b'))).toContain('not a model file');
    expect(faultOf(() => decodeModelFile(bytes, 'a/b').tensor('numbers', 'float32'))).toContain('no tensor');
    const next = bytes.slice();
    next[4] = 2;
    expect(faultOf(() => decodeModelFile(next, 'a/b'))).toContain('version 2');
  });
});
