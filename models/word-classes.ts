/** Distributional classes of words. */
import { hashText } from '../base/random.js';
import { HashTable } from './hash-table.js';
import { decodeModelFile, encodeModelFile, type ModelFile, readModelFile } from './model-file.js';

const KIND = 'word-classes';

/** Bits of the coarse class in a packed class number. */
export const COARSE_BITS = 6;

/**
 * Fine classes of words, each in a coarse one, found by k-means over word vectors (training/actors/word-classes.ts). Words
 * are known by their hashes.
 */
export class WordClasses {
  readonly #table: HashTable;

  private constructor({ tensor }: ModelFile<object>) {
    const fine = tensor('fine', 'uint16');
    const coarse = tensor('coarse', 'uint8');
    this.#table = new HashTable(
      tensor('hashes', 'int32'),
      Int32Array.from(fine, (one, k) => (one << COARSE_BITS) | coarse[k]!),
    );
  }

  static load(path: string): WordClasses {
    return new WordClasses(readModelFile(path, KIND));
  }

  static from(bytes: Uint8Array): WordClasses {
    return new WordClasses(decodeModelFile(bytes, KIND));
  }

  /** The fine class shifted by `COARSE_BITS`, with the coarse class below; -1 for an unknown word. */
  of(word: string): number {
    return this.ofHash(hashText(word));
  }

  /** The same for a word's hash (FNV-1a), signed or not. */
  ofHash(hash: number): number {
    return this.#table.get(hash | 0);
  }
}

/** The file's bytes; of words whose hashes are equal the first counts. */
export function encodeWordClasses(
  words: readonly string[],
  fine: Uint16Array,
  coarse: Uint8Array,
): Uint8Array {
  const order = words
    .map((word, i) => ({ hash: hashText(word), i }))
    .sort((a, b) => a.hash - b.hash || a.i - b.i);
  const kept = order.filter(({ hash }, k) => k === 0 || order[k - 1]!.hash !== hash);
  return encodeModelFile(
    KIND,
    {},
    {
      hashes: Int32Array.from(kept, ({ hash }) => hash | 0),
      fine: Uint16Array.from(kept, ({ i }) => fine[i]!),
      coarse: Uint8Array.from(kept, ({ i }) => coarse[i]!),
    },
  );
}
