/** Classes of words: distributional ones at three grains, and what a corpus makes of the word where it is capitalised. */
import { hashText } from '../base/random.js';
import { HashTable } from './hash-table.js';
import { decodeModelFile, encodeModelFile, type ModelFile, readModelFile } from './model-file.js';

const KIND = 'word-classes';

/** Bits of the classes in a packed number: usage, finest, fine, coarse, from the highest down. */
const COARSE_BITS = 6;
const FINE_BITS = 9;
const FINEST_BITS = 10;
/** What stands for the distributional classes of a word that has none. */
export const NO_FINE = (1 << FINE_BITS) - 1;
const NO_FINEST = (1 << FINEST_BITS) - 1;
/** Values of `usage` are below this; 0 where the corpus has too little of the word. */
export const USAGES = 63;

/** The classes of a word. */
export interface ClassesOfWord {
  readonly coarse: number;
  /** `NO_FINE` where the word has no distributional classes. */
  readonly fine: number;
  readonly finest: number;
  readonly usage: number;
}

/** A word to be kept. */
export type ClassedWord = ClassesOfWord & { readonly word: string };

export const UNKNOWN_WORD: ClassesOfWord = { coarse: 0, fine: NO_FINE, finest: NO_FINEST, usage: 0 };

/**
 * Classes of words, found by k-means over word vectors and by counting names in a corpus
 * (training/actors/word-classes.ts). Words are known by their hashes.
 */
export class WordClasses {
  readonly #table: HashTable;

  private constructor({ tensor }: ModelFile<object>) {
    const coarse = tensor('coarse', 'uint8');
    const fine = tensor('fine', 'uint16');
    const finest = tensor('finest', 'uint16');
    const usage = tensor('usage', 'uint8');
    this.#table = new HashTable(
      tensor('hashes', 'int32'),
      Int32Array.from(
        coarse,
        (one, k) =>
          (((((usage[k]! << FINEST_BITS) | finest[k]!) << FINE_BITS) | fine[k]!) << COARSE_BITS) | one,
      ),
    );
  }

  static load(path: string): WordClasses {
    return new WordClasses(readModelFile(path, KIND));
  }

  static from(bytes: Uint8Array): WordClasses {
    return new WordClasses(decodeModelFile(bytes, KIND));
  }

  of(word: string): ClassesOfWord {
    return this.ofHash(hashText(word));
  }

  /** The same for a word's hash (FNV-1a), signed or not. */
  ofHash(hash: number): ClassesOfWord {
    const packed = this.#table.get(hash | 0);
    if (packed < 0) return UNKNOWN_WORD;
    const mask = (bits: number): number => (1 << bits) - 1;
    return {
      coarse: packed & mask(COARSE_BITS),
      fine: (packed >>> COARSE_BITS) & mask(FINE_BITS),
      finest: (packed >>> (COARSE_BITS + FINE_BITS)) & mask(FINEST_BITS),
      usage: packed >>> (COARSE_BITS + FINE_BITS + FINEST_BITS),
    };
  }
}

/** The file's bytes; of words whose hashes are equal the first counts. */
export function encodeWordClasses(words: readonly ClassedWord[]): Uint8Array {
  const order = words
    .map((word, i) => ({ hash: hashText(word.word), word, i }))
    .sort((a, b) => a.hash - b.hash || a.i - b.i);
  const kept = order.filter(({ hash }, k) => k === 0 || order[k - 1]!.hash !== hash);
  const of = (key: 'coarse' | 'fine' | 'finest' | 'usage'): number[] => kept.map(({ word }) => word[key]);
  return encodeModelFile(
    KIND,
    {},
    {
      hashes: Int32Array.from(kept, ({ hash }) => hash | 0),
      coarse: Uint8Array.from(of('coarse')),
      fine: Uint16Array.from(of('fine')),
      finest: Uint16Array.from(of('finest')),
      usage: Uint8Array.from(of('usage')),
    },
  );
}
