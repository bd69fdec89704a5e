import { readFileSync } from 'node:fs';
import { fromPackageRoot } from '../../package-root.js';
import { hashText } from '../../random.js';

export const WORD_CLASSES_PATH = 'stages/actors/word-classes.bin';

/** Bits of the coarse class in a packed class number. */
export const COARSE_BITS = 6;

/**
 * Distributional classes of words: 400 fine ones, each in one of 64 coarse ones, found by k-means over word
 * vectors (training/actors/word-classes.ts). Words are kept as hashes.
 */
export class WordClasses {
  readonly #hashes: Uint32Array;
  readonly #fine: Uint16Array;
  readonly #coarse: Uint8Array;

  constructor(bytes: Buffer) {
    const count = bytes.readUInt32LE(0);
    const copy = bytes.buffer.slice(bytes.byteOffset + 4, bytes.byteOffset + bytes.length) as ArrayBuffer;
    this.#hashes = new Uint32Array(copy, 0, count);
    this.#fine = new Uint16Array(copy, 4 * count, count);
    this.#coarse = new Uint8Array(copy, 6 * count, count);
  }

  static load(): WordClasses {
    return new WordClasses(readFileSync(fromPackageRoot(WORD_CLASSES_PATH)));
  }

  /** The fine class shifted by `COARSE_BITS`, with the coarse class below; -1 for an unknown word. */
  of(word: string): number {
    const hash = hashText(word);
    let low = 0;
    let high = this.#hashes.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const found = this.#hashes[middle]!;
      if (found === hash) return (this.#fine[middle]! << COARSE_BITS) | this.#coarse[middle]!;
      if (found < hash) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }
}
