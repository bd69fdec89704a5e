/** A bitmap as Arrow stores booleans and validity, least significant bit first, from a 0 or 1 each. */
export function packBits(values: Uint8Array): Uint8Array {
  const bytes = new Uint8Array((values.length + 7) >> 3);
  for (let i = 0; i < values.length; i++) bytes[i >> 3]! |= values[i]! << (i & 7);
  return bytes;
}

export function bitAt(bitmap: Uint8Array, index: number): boolean {
  return (bitmap[index >> 3]! & (1 << (index & 7))) !== 0;
}
