/** One line of a byte stream, without its end. */
export interface Line {
  /** Counted from 1. */
  readonly number: number;
  /** Null where the line is longer than the limit: it was skipped without being held. */
  readonly bytes: Buffer | null;
}

const LF = 10;
const CR = 13;

/** Cuts a byte stream at LF or CR LF. A line over `maxBytes` is passed over and yielded as null. */
export async function* readLines(chunks: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Line> {
  let number = 1;
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  let tooLong = false;
  const finish = (last: Buffer): Line => {
    let bytes: Buffer | null = null;
    if (!tooLong && pendingBytes + last.length <= maxBytes) {
      bytes = pending.length === 0 ? last : Buffer.concat([...pending, last]);
      if (bytes[bytes.length - 1] === CR) bytes = bytes.subarray(0, -1);
    }
    pending = [];
    pendingBytes = 0;
    tooLong = false;
    return { number: number++, bytes };
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, start)) {
      yield finish(chunk.subarray(start, end));
      start = end + 1;
    }
    if (start === chunk.length) continue;
    const rest = chunk.subarray(start);
    pendingBytes += rest.length;
    if (tooLong || pendingBytes > maxBytes) {
      tooLong = true;
      pending = [];
    } else pending.push(rest);
  }
  if (pendingBytes > 0) yield finish(Buffer.alloc(0));
}
