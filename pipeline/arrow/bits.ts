/** A growing bitmap, least significant bit first, as Arrow stores booleans and validity. */
export class BitWriter {
  #bytes = new Uint8Array(16);
  #length = 0;
  #zeros = 0;

  get length(): number {
    return this.#length;
  }

  /** How many bits are 0. */
  get zeros(): number {
    return this.#zeros;
  }

  push(bit: boolean): void {
    const at = this.#length++;
    if (at >> 3 >= this.#bytes.length) {
      const grown = new Uint8Array(this.#bytes.length * 2);
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    if (bit) this.#bytes[at >> 3]! |= 1 << (at & 7);
    else this.#zeros++;
  }

  truncate(length: number): void {
    for (let i = length; i < this.#length; i++) {
      if ((this.#bytes[i >> 3]! & (1 << (i & 7))) === 0) this.#zeros--;
      else this.#bytes[i >> 3]! &= ~(1 << (i & 7));
    }
    this.#length = Math.min(length, this.#length);
  }

  finish(): Uint8Array {
    return this.#bytes.slice(0, (this.#length + 7) >> 3);
  }
}

export function bitAt(bitmap: Uint8Array, index: number): boolean {
  return (bitmap[index >> 3]! & (1 << (index & 7))) !== 0;
}
