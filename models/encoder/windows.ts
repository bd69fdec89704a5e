/** Cuts a document's pieces into windows: whole sentences, with the sentences before them as context. */

/** A window, as indices of pieces: context [context, body), body [body, end). */
export interface Window {
  readonly context: number;
  readonly body: number;
  readonly end: number;
}

/**
 * Whole sentences in order, as many as `bodyPieces` pieces hold; a longer sentence is a body of its own, cut there. Before
 * the body stand as many whole sentences as `contextPieces` hold. So each piece is in the body of one window.
 *
 * @param starts - where each piece begins in the text.
 * @param sentenceEnds - where each sentence ends, in order.
 */
export function cutWindows(
  starts: readonly number[],
  sentenceEnds: ArrayLike<number>,
  bodyPieces: number,
  contextPieces: number,
): Window[] {
  const parts: [number, number][] = [];
  const add = (from: number, to: number): void => {
    let begin = from;
    for (; to - begin > bodyPieces; begin += bodyPieces) parts.push([begin, begin + bodyPieces]);
    if (to > begin) parts.push([begin, to]);
  };
  let piece = 0;
  for (let s = 0; s < sentenceEnds.length; s++) {
    const from = piece;
    while (piece < starts.length && starts[piece]! < sentenceEnds[s]!) piece++;
    add(from, piece);
  }
  add(piece, starts.length);
  const windows: Window[] = [];
  for (let first = 0; first < parts.length; ) {
    const body = parts[first]![0];
    let after = first + 1;
    while (after < parts.length && parts[after]![1] - body <= bodyPieces) after++;
    let before = first;
    while (before > 0 && body - parts[before - 1]![0] <= contextPieces) before--;
    windows.push({ context: parts[before]![0], body, end: parts[after - 1]![1] });
    first = after;
  }
  return windows;
}
