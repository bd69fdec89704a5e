/** Mixes two numbers into 32 bits; features are hashes made with it. */
export function mix(a: number, b: number): number {
  let h = Math.imul(a ^ Math.imul((b + 0x7f4a7c15) | 0, 0x9e3779b1), 0x85ebca6b);
  h ^= h >>> 15;
  return Math.imul(h, 0xc2b2ae35);
}

/** FNV-1a of a text's last `length` UTF-16 code units, as a signed number: it stays a small integer in V8. */
export function hashEnd(text: string, length: number): number {
  let hash = 0x811c9dc5 | 0;
  for (let i = Math.max(0, text.length - length); i < text.length; i++)
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
