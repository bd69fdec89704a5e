/** Remembers which ids were met, in little memory. */
import { createHash } from 'node:crypto';

/**
 * Remembers ids in 16 bytes each, so that a national archive's fit into memory: an open-addressing table of
 * 64 bits of each id's SHA-256. Two different ids among a million collide with a probability of 3e-8.
 */
export class SeenIds {
  #slots = new BigUint64Array(1 << 12);
  #count = 0;

  /** Adds an id; false where it was there already. */
  add(id: string): boolean {
    if (this.#count * 2 >= this.#slots.length) this.#grow();
    const key = createHash('sha256').update(id).digest().readBigUInt64LE(0) || 1n;
    return this.#insert(key);
  }

  #insert(key: bigint): boolean {
    const mask = this.#slots.length - 1;
    for (let i = Number(key & 0xffffffffn) & mask; ; i = (i + 1) & mask) {
      if (this.#slots[i] === key) return false;
      if (this.#slots[i] === 0n) {
        this.#slots[i] = key;
        this.#count++;
        return true;
      }
    }
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new BigUint64Array(old.length * 2);
    this.#count = 0;
    for (const key of old) if (key !== 0n) this.#insert(key);
  }
}
