import { readFileSync } from 'node:fs';
import { fromPackageRoot } from '../../../base/package-root.js';
import { hashText } from '../../../base/random.js';

export const WORD_CLASSES_PATH = 'stages/actors/recognition/word-classes.bin';

/** Bits of the coarse class in a packed class number. */
export const COARSE_BITS = 6;

/** Hashes are looked up in buckets by their bits above these, some four in each. */
const BUCKET_SHIFT = 18;

/**
 * Distributional classes of words: 400 fine ones, each in one of 64 coarse ones, found by k-means over word
 * vectors (training/actors/word-classes.ts). Words are kept as hashes.
 */
export class WordClasses {
  readonly #hashes: Uint32Array;
  readonly #fine: Uint16Array;
  readonly #coarse: Uint8Array;
  /** Where the hashes of equal highest bits begin; they are sorted. */
  readonly #bucketStart: Uint32Array;

  constructor(bytes: Buffer) {
    const count = bytes.readUInt32LE(0);
    const copy = bytes.buffer.slice(bytes.byteOffset + 4, bytes.byteOffset + bytes.length) as ArrayBuffer;
    this.#hashes = new Uint32Array(copy, 0, count);
    this.#fine = new Uint16Array(copy, 4 * count, count);
    this.#coarse = new Uint8Array(copy, 6 * count, count);
    this.#bucketStart = new Uint32Array((1 << (32 - BUCKET_SHIFT)) + 1);
    for (let k = 0; k < count; k++) this.#bucketStart[(this.#hashes[k]! >>> BUCKET_SHIFT) + 1]!++;
    for (let b = 1; b < this.#bucketStart.length; b++) this.#bucketStart[b]! += this.#bucketStart[b - 1]!;
  }

  static load(): WordClasses {
    return new WordClasses(readFileSync(fromPackageRoot(WORD_CLASSES_PATH)));
  }

  /** The fine class shifted by `COARSE_BITS`, with the coarse class below; -1 for an unknown word. */
  of(word: string): number {
    return this.ofHash(hashText(word));
  }

  /** The same for a word's hash (FNV-1a), signed or not. */
  ofHash(hash: number): number {
    const wanted = hash >>> 0;
    const bucket = wanted >>> BUCKET_SHIFT;
    const end = this.#bucketStart[bucket + 1]!;
    for (let k = this.#bucketStart[bucket]!; k < end; k++)
      if (this.#hashes[k] === wanted) return (this.#fine[k]! << COARSE_BITS) | this.#coarse[k]!;
    return -1;
  }
}
