import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Vocabulary } from '../../stages/vocabulary.js';

/** 1 for the ids given, as `renew` wants them. */
function kept(vocabulary: Vocabulary, ...words: readonly string[]): Uint8Array {
  const ids = new Uint8Array(vocabulary.size);
  for (const word of words) ids[vocabulary.idOf(word)] = 1;
  return ids;
}

describe('renewing a vocabulary', () => {
  it('keeps the words of the set-up and those named, and gives the ids of others to new words', () => {
    const vocabulary = new Vocabulary();
    const may = vocabulary.intern('may');
    vocabulary.seal();
    const ferry = vocabulary.intern('ferry');
    const harbour = vocabulary.intern('harbour');
    vocabulary.renew(kept(vocabulary, 'harbour'));
    expect(['may', 'ferry', 'harbour'].map((word) => vocabulary.idOf(word))).toEqual([may, -1, harbour]);
    expect([...vocabulary.forgottenSince(0)]).toEqual([ferry]);
    expect(vocabulary.learned).toBe(1);
    expect(vocabulary.intern('pilot')).toBe(ferry);
    expect(vocabulary.wordOf(ferry)).toBe('pilot');
    expect(vocabulary.learned).toBe(2);
  });

  it('names all ids but those of the set-up to a table that missed a renewal', () => {
    const vocabulary = new Vocabulary();
    vocabulary.intern('may');
    vocabulary.seal();
    for (const word of ['ferry', 'harbour']) vocabulary.intern(word);
    vocabulary.renew(kept(vocabulary, 'harbour'));
    vocabulary.renew(kept(vocabulary, 'harbour'));
    expect([...vocabulary.forgottenSince(0)]).toEqual([1, 2]);
    expect([...vocabulary.forgottenSince(1)]).toEqual([]);
    expect([...vocabulary.forgottenSince(2)]).toEqual([]);
  });

  it('leaves no value of a forgotten word in a table, whenever tables are asked', () => {
    const words = fc.constantFrom('ferry', 'harbour', 'pilot', 'quay', 'buoy', 'anchor', 'tide');
    const step = fc.oneof(
      words.map((word) => ({ word })),
      words.map((ask) => ({ ask })),
      fc.array(words, { maxLength: 4 }).map((keep) => ({ keep })),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const vocabulary = new Vocabulary();
        vocabulary.intern('tide');
        vocabulary.seal();
        const one = vocabulary.table((word) => word.charCodeAt(0) * 100 + word.length);
        const many = vocabulary.tableOfMany((word) => word.charCodeAt(0) * 100 + word.length);
        for (const each of steps) {
          if ('word' in each) vocabulary.intern(each.word);
          else if ('keep' in each)
            vocabulary.renew(kept(vocabulary, ...each.keep.filter((word) => vocabulary.idOf(word) >= 0)));
          else {
            const id = vocabulary.intern(each.ask);
            const values = new Int32Array(1);
            many(Int32Array.of(id), 1, values);
            expect(vocabulary.wordOf(id)).toBe(each.ask);
            expect(one(id)).toBe(each.ask.charCodeAt(0) * 100 + each.ask.length);
            expect(values[0]).toBe(one(id));
          }
        }
      }),
    );
  });
});
