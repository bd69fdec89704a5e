/** Reads a byte stream by lines and by counts. */

const LF = 10;

/** Reads a byte stream by lines and by counts, and knows how far it has come. */
export class ByteCursor {
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);
  #position = 0;

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Bytes taken so far. */
  get position(): number {
    return this.#position;
  }

  /** The next line without its end; null at the end of the stream. A line over `maxBytes` comes cut. */
  async line(maxBytes: number): Promise<Buffer | null> {
    const parts: Buffer[] = [];
    let kept = 0;
    for (;;) {
      if (this.#rest.length === 0 && !(await this.#fill())) return parts.length === 0 ? null : joined(parts);
      const end = this.#rest.indexOf(LF);
      const piece = this.#take(end < 0 ? this.#rest.length : end + 1);
      if (kept < maxBytes) parts.push(piece.subarray(0, maxBytes - kept));
      kept += piece.length;
      if (end >= 0) return joined(parts);
    }
  }

  /** The next `count` bytes, or as many as there are; null, with the bytes passed over, where not `keep`. */
  async bytes(
    count: number,
    keep: boolean,
  ): Promise<{ readonly bytes: Buffer | null; readonly length: number }> {
    const parts: Buffer[] = [];
    let length = 0;
    while (length < count && (this.#rest.length > 0 || (await this.#fill()))) {
      const piece = this.#take(Math.min(count - length, this.#rest.length));
      if (keep) parts.push(piece);
      length += piece.length;
    }
    return { bytes: keep ? Buffer.concat(parts) : null, length };
  }

  /** Closes what the stream holds open. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  #take(count: number): Buffer {
    const piece = this.#rest.subarray(0, count);
    this.#rest = this.#rest.subarray(count);
    this.#position += count;
    return piece;
  }

  async #fill(): Promise<boolean> {
    const next = await this.#chunks.next();
    if (next.done === true) return false;
    this.#rest = next.value;
    return true;
  }
}

function joined(parts: readonly Buffer[]): Buffer {
  const line = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
  let end = line.length;
  if (line[end - 1] === LF) end--;
  if (line[end - 1] === 13) end--;
  return line.subarray(0, end);
}
