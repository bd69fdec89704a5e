/** HTML that was left in a text, and the text that it shows. */

const BLOCKS =
  'p|div|h[1-6]|ul|ol|dl|blockquote|table|figure|figcaption|section|article|header|footer|aside|hr|pre|center|main|nav|address|form|fieldset';
/** On a line of their own, but no paragraphs. */
const LINES = 'br|li|dt|dd|tr|tbody|thead|caption|option';
const SKIPPED = 'script|style|iframe|noscript|video|audio|svg|button|select|textarea|template|object';
const INLINE =
  'a|em|strong|b|i|u|s|span|font|small|cite|q|sup|sub|del|ins|strike|abbr|code|img|mark|big|tt|time|label|input|td|th|path|picture|source|wbr|amp-[a-z-]+|o:p';
const NAMES = `${BLOCKS}|${LINES}|${SKIPPED}|${INLINE}`;
const ATTRIBUTES = '(?:\\s+[\\w:@.-]+(?:\\s*=\\s*(?:"[^"<]*"|\'[^\'<]*\'|[^\\s"\'<>]+))?)*\\s*\\/?';
const TAG = new RegExp(`<(?:/(?:${NAMES})\\s*>|(?:${NAMES})${ATTRIBUTES}>|!--)`, 'i');
/** One opening tag may be prose (`<b and c>`); one that closes, or never needs to, is none. */
const CLOSING_OR_EMPTY = /<(?:\/[a-z]|(?:br|p|img|hr)\b|!--)/i;

const named = (names: string): RegExp => new RegExp(`^(?:${names})$`);
const IS_BLOCK = named(BLOCKS);
const IS_LINE = named(LINES);
const IS_SKIPPED = named(SKIPPED);
const HAS_PARAGRAPHS = /<(?:p|br|div)\b/i;

/** The text of a piece of HTML, by its blocks; null where it holds no tags. `a < b` and `<3` are none. */
export async function withoutTags(text: string): Promise<string | null> {
  if (!text.includes('<') || !CLOSING_OR_EMPTY.test(text) || !TAG.test(text)) return null;
  const { Parser } = await import('htmlparser2');
  // Where line breaks part the paragraphs, as editors of blogs store them, they are kept.
  const keepsLines = !HAS_PARAGRAPHS.test(text);
  const shown = new Shown();
  let breaks = 0;
  let skipped = 0;
  const breakLine = (count: number): void => {
    breaks = Math.max(breaks, count);
  };
  const parser = new Parser({
    onopentagname: (name) => {
      if (IS_SKIPPED.test(name)) skipped++;
      else if (IS_BLOCK.test(name)) breakLine(2);
      else if (name === 'br') breaks = Math.min(2, breaks + 1);
      else if (IS_LINE.test(name)) breakLine(1);
      else if (name === 'td' || name === 'th') shown.add(' ');
    },
    onclosetag: (name) => {
      if (IS_SKIPPED.test(name)) skipped = Math.max(0, skipped - 1);
      else if (IS_BLOCK.test(name)) breakLine(2);
      else if (IS_LINE.test(name) && name !== 'br') breakLine(1);
    },
    ontext: (piece) => {
      if (skipped > 0) return;
      const paragraphs = keepsLines
        ? piece
        : piece
            .replace(/\n[ \t\r]*\n/g, '\u2029')
            .replace(/[ \t\r\n]+/g, ' ')
            .replaceAll('\u2029', '\n\n');
      if (paragraphs.trim() === '' && (breaks > 0 || shown.isEmpty)) return;
      if (breaks > 0 && !shown.isEmpty) {
        shown.trimEnd();
        shown.add('\n'.repeat(breaks) + paragraphs.trimStart());
      } else shown.add(shown.isEmpty || shown.endsBlank ? paragraphs.replace(/^[ \t]+/, '') : paragraphs);
      breaks = 0;
    },
  });
  parser.write(text);
  parser.end();
  return shown.text.trim();
}

/** A text in pieces, whose end can be looked at and trimmed without joining them: thousands of tags would take quadratic time. */
class Shown {
  readonly #pieces: string[] = [];

  get isEmpty(): boolean {
    return this.#pieces.length === 0;
  }

  get endsBlank(): boolean {
    return /\s$/.test(this.#pieces.at(-1) ?? '');
  }

  get text(): string {
    return this.#pieces.join('');
  }

  add(piece: string): void {
    if (piece !== '') this.#pieces.push(piece);
  }

  trimEnd(): void {
    for (let last = this.#pieces.pop(); last !== undefined; last = this.#pieces.pop()) {
      const kept = last.trimEnd();
      if (kept === '') continue;
      this.#pieces.push(kept);
      return;
    }
  }
}
