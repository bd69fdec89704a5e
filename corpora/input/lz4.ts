/**
 * LZ4 frames (LZ4 Frame Format 1.6.x), as Arrow's compressed buffers hold them. The libraries at hand neither
 * bound the output nor verify checksums; the format is small, and the length to come out is known beforehand.
 */

export class Lz4Error extends Error {}

const MAGIC = 0x184d2204;

/**
 * Decompresses one frame.
 *
 * @param length - bytes that must come out.
 * @throws Lz4Error where the frame is corrupt, a checksum does not fit, or another length comes out.
 */
export function decompressLz4(frame: Uint8Array, length: number): Uint8Array {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const output = new Uint8Array(length);
  const need = (end: number): void => {
    if (end > frame.length) throw new Lz4Error('it ends within an LZ4 frame');
  };
  need(7);
  if (view.getUint32(0, true) !== MAGIC) throw new Lz4Error('the bytes are no LZ4 frame');
  const flags = frame[4]!;
  if (flags >> 6 !== 1) throw new Lz4Error('the LZ4 frame has a version that is not known');
  const blockChecksums = (flags & 0x10) !== 0;
  const contentChecksum = (flags & 0x04) !== 0;
  if ((flags & 0x01) !== 0) throw new Lz4Error('the LZ4 frame needs a dictionary');
  let at = 6 + ((flags & 0x08) === 0 ? 0 : 8);
  need(at + 1);
  if (frame[at] !== ((xxh32(frame.subarray(4, at)) >>> 8) & 0xff))
    throw new Lz4Error("the checksum of the LZ4 frame's header does not fit");
  at++;
  let written = 0;
  for (;;) {
    need(at + 4);
    const word = view.getUint32(at, true);
    at += 4;
    if (word === 0) break;
    const size = word & 0x7fffffff;
    need(at + size);
    const block = frame.subarray(at, at + size);
    at += size;
    if (blockChecksums) {
      need(at + 4);
      if (view.getUint32(at, true) !== xxh32(block))
        throw new Lz4Error('the checksum of an LZ4 block does not fit');
      at += 4;
    }
    if (word >>> 31 === 1) {
      if (written + size > length) throw new Lz4Error('more comes out of an LZ4 frame than it declares');
      output.set(block, written);
      written += size;
    } else written = decompressBlock(block, output, written);
  }
  if (written !== length) throw new Lz4Error('less comes out of an LZ4 frame than it declares');
  if (contentChecksum) {
    need(at + 4);
    if (view.getUint32(at, true) !== xxh32(output))
      throw new Lz4Error('the checksum of an LZ4 frame does not fit');
  }
  return output;
}

/** Sequences of literals and matches (LZ4 Block Format); matches may reach into earlier blocks. */
function decompressBlock(block: Uint8Array, output: Uint8Array, from: number): number {
  let written = from;
  let at = 0;
  const longer = (start: number): number => {
    if (start < 15) return start;
    let total = start;
    for (;;) {
      if (at >= block.length) throw new Lz4Error('an LZ4 block ends too early');
      const byte = block[at++]!;
      total += byte;
      if (byte !== 255) return total;
    }
  };
  while (at < block.length) {
    const token = block[at++]!;
    const literals = longer(token >> 4);
    if (at + literals > block.length || written + literals > output.length)
      throw new Lz4Error('an LZ4 block is malformed');
    output.set(block.subarray(at, at + literals), written);
    at += literals;
    written += literals;
    // The last sequence has literals only.
    if (at === block.length) return written;
    if (at + 2 > block.length) throw new Lz4Error('an LZ4 block ends too early');
    const distance = block[at]! | (block[at + 1]! << 8);
    at += 2;
    const match = longer(token & 15) + 4;
    if (distance === 0 || distance > written || written + match > output.length)
      throw new Lz4Error('an LZ4 block is malformed');
    if (distance >= match) output.copyWithin(written, written - distance, written - distance + match);
    else for (let i = 0; i < match; i++) output[written + i] = output[written - distance + i]!;
    written += match;
  }
  return written;
}

const P1 = 0x9e3779b1;
const P2 = 0x85ebca77;
const P3 = 0xc2b2ae3d;
const P4 = 0x27d4eb2f;
const P5 = 0x165667b1;
const rotate = (x: number, by: number): number => (x << by) | (x >>> (32 - by));
const round = (sum: number, word: number): number =>
  Math.imul(rotate((sum + Math.imul(word, P2)) | 0, 13), P1);

/** XXH32 of seed 0 (Collet, xxHash specification 0.1.1). */
function xxh32(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  let hash: number;
  if (bytes.length >= 16) {
    let a = (P1 + P2) | 0;
    let b = P2 | 0;
    let c = 0;
    let d = -P1 | 0;
    for (; at + 16 <= bytes.length; at += 16) {
      a = round(a, view.getUint32(at, true));
      b = round(b, view.getUint32(at + 4, true));
      c = round(c, view.getUint32(at + 8, true));
      d = round(d, view.getUint32(at + 12, true));
    }
    hash = (rotate(a, 1) + rotate(b, 7) + rotate(c, 12) + rotate(d, 18)) | 0;
  } else hash = P5 | 0;
  hash = (hash + bytes.length) | 0;
  for (; at + 4 <= bytes.length; at += 4)
    hash = Math.imul(rotate((hash + Math.imul(view.getUint32(at, true), P3)) | 0, 17), P4);
  for (; at < bytes.length; at++) hash = Math.imul(rotate((hash + Math.imul(bytes[at]!, P5)) | 0, 11), P1);
  hash = Math.imul(hash ^ (hash >>> 15), P2);
  hash = Math.imul(hash ^ (hash >>> 13), P3);
  return (hash ^ (hash >>> 16)) >>> 0;
}
