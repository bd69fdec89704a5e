/**
 * Tokens with offsets into the original text. wink-nlp gives token strings and counts of spaces, and loses
 * some characters (byte order mark, U+2028, form feed, spaces beyond 65,535): each token is therefore found
 * again in the text, from where the one before it ended.
 */
export interface AlignedTokens {
  readonly count: number;
  /** UTF-16 code units. */
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  /** The wink token from which each comes. */
  readonly source: Uint32Array;
  /** 1 where it is a part of a wink token that was taken apart here. */
  readonly split: Uint8Array;
}

/** wink leaves a comma on the word before a closing quotation mark (`good,”`). */
const TRAILING_PUNCTUATION = /[\p{L}\p{N}\])%’'][,;:!?]+$/u;
const ONLY_SPACE = /^\s*$/;

function isTrailingPunctuation(code: number): boolean {
  // , ; : ! ?
  return code === 0x2c || code === 0x3b || code === 0x3a || code === 0x21 || code === 0x3f;
}

export function alignTokens(
  text: string,
  rawCount: number,
  rawValue: (raw: number) => string,
): AlignedTokens {
  let capacity = rawCount + 16;
  let start = new Uint32Array(capacity);
  let end = new Uint32Array(capacity);
  let source = new Uint32Array(capacity);
  let split = new Uint8Array(capacity);
  let count = 0;
  const push = (from: number, to: number, raw: number, part: number) => {
    if (count === capacity) {
      capacity *= 2;
      const grow = <T extends Uint32Array | Uint8Array>(grown: T, old: T): T => {
        grown.set(old);
        return grown;
      };
      start = grow(new Uint32Array(capacity), start);
      end = grow(new Uint32Array(capacity), end);
      source = grow(new Uint32Array(capacity), source);
      split = grow(new Uint8Array(capacity), split);
    }
    start[count] = from;
    end[count] = to;
    source[count] = raw;
    split[count] = part;
    count++;
  };
  let at = 0;
  for (let raw = 0; raw < rawCount; raw++) {
    const value = rawValue(raw);
    const length = value.length;
    // wink gives an empty token for some runs of full stops.
    if (length === 0) continue;
    const first = value.charCodeAt(0);
    while (at < text.length && text.charCodeAt(at) === 0x20 && first !== 0x20) at++;
    if (!text.startsWith(value, at)) {
      const found = text.indexOf(value, at);
      // A token that cannot be found again is not of this text; to leave it out keeps every offset true.
      if (found < 0) continue;
      at = found;
    }
    if (first <= 0x20 && ONLY_SPACE.test(value)) {
      at += length;
      continue;
    }
    if (
      length > 1 &&
      isTrailingPunctuation(value.charCodeAt(length - 1)) &&
      TRAILING_PUNCTUATION.test(value)
    ) {
      let stem = length;
      while (isTrailingPunctuation(value.charCodeAt(stem - 1))) stem--;
      push(at, at + stem, raw, 1);
      push(at + stem, at + length, raw, 1);
    } else {
      push(at, at + length, raw, 0);
    }
    at += length;
  }
  return {
    count,
    start: start.subarray(0, count),
    end: end.subarray(0, count),
    source: source.subarray(0, count),
    split: split.subarray(0, count),
  };
}
