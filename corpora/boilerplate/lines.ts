/** Cuts a text into lines and says which may be boilerplate. */
import { doubled } from '../../base/typed-arrays.js';

/** Lines longer than this are never taken for boilerplate. */
const LONGEST_LINE = 400;

/** A first line this far down, or a last line this far up, still stands at the text's edge. */
const TOP_LINES = 3;
const BOTTOM_LINES = 8;

/** Shorter lines are not wrapped ones. */
const SHORTEST_WRAPPED = 40;

/**
 * The lines of a text that are not blank, trimmed, in parallel arrays; offsets count UTF-16 code units. One instance
 * serves text after text.
 */
export class Lines {
  text = '';
  count = 0;
  start = new Uint32Array(256);
  end = new Uint32Array(256);
  /** 1 where a blank line, or the text's beginning, stands before. */
  blankBefore = new Uint8Array(256);

  read(text: string): this {
    this.text = text;
    this.count = 0;
    let blank = 1;
    for (let from = 0; from <= text.length; ) {
      let to = text.indexOf('\n', from);
      if (to < 0) to = text.length;
      let start = from;
      let end = to;
      while (start < end && isSpace(text.charCodeAt(start))) start++;
      while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
      if (start === end) blank = 1;
      else {
        this.#add(start, end, blank);
        blank = 0;
      }
      from = to + 1;
    }
    return this;
  }

  #add(start: number, end: number, blank: number): void {
    const at = this.count++;
    if (at === this.start.length) {
      this.start = doubled(this.start);
      this.end = doubled(this.end);
      this.blankBefore = doubled(this.blankBefore);
    }
    this.start[at] = start;
    this.end[at] = end;
    this.blankBefore[at] = blank;
  }

  length(line: number): number {
    return this.end[line]! - this.start[line]!;
  }

  /** Among the first or last lines of the text: a sixth above and a third below, 3 and 8 at most. */
  isAtEdge(line: number): boolean {
    const { count } = this;
    return (
      line < Math.min(TOP_LINES, Math.max(1, count / 6)) ||
      line >= count - Math.min(BOTTOM_LINES, Math.max(1, count / 3))
    );
  }

  /** Whether it is no part of a paragraph whose lines are wrapped. */
  isOwnParagraph(line: number): boolean {
    const { text, start, end, blankBefore, count } = this;
    if (line > 0 && blankBefore[line] === 0 && this.length(line - 1) >= SHORTEST_WRAPPED) {
      const last = text.charCodeAt(end[line - 1]! - 1);
      if (isLower(last) || last === 0x2c || last === 0x3b || last === 0x2d) return false;
    }
    const next = line + 1;
    return !(
      next < count &&
      blankBefore[next] === 0 &&
      this.length(line) >= SHORTEST_WRAPPED &&
      isLower(text.charCodeAt(start[next]!))
    );
  }
}

const isSpace = (code: number): boolean =>
  code <= 32 ||
  code === 0xa0 ||
  (code >= 0x1680 &&
    (code === 0x1680 ||
      (code >= 0x2000 && code <= 0x200a) ||
      code === 0x2028 ||
      code === 0x2029 ||
      code === 0x202f ||
      code === 0x205f ||
      code === 0x3000 ||
      code === 0xfeff));
const isLower = (code: number): boolean => code >= 97 && code <= 122;

export const opensQuotation = (code: number): boolean =>
  code === 0x22 || code === 0x27 || (code >= 0x2018 && code <= 0x201f) || code === 0xab;

/** Longer lines are not even taken for boilerplate where the outlet repeats them. */
const LONGEST_REPEATED = 1200;
export const mayBeRepeated = (text: string, start: number, end: number): boolean =>
  end - start <= LONGEST_REPEATED && !opensQuotation(text.charCodeAt(start));

/** Short, and no quotation: another's words are the article's own matter, however often they stand in it. */
export const mayBeBoilerplate = (text: string, start: number, end: number): boolean =>
  end - start <= LONGEST_LINE && !opensQuotation(text.charCodeAt(start));
