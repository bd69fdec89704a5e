/** The same numbers in an array of twice the length. */
export function doubled<T extends Int32Array | Uint32Array | Uint8Array | Float32Array | Float64Array>(
  array: T,
): T {
  const larger = new (array.constructor as new (length: number) => T)(array.length * 2);
  larger.set(array);
  return larger;
}
