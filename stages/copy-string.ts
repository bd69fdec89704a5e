/**
 * A copy of a piece of a text. V8 keeps the whole text in memory as long as a piece of it of 13 characters or more is
 * kept: what outlives a document must be detached from it.
 */
export function copyString(piece: string): string {
  return ` ${piece}`.slice(1);
}
