/** What the walk needs of a DOM node. */
export interface TextNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: ArrayLike<TextNode>;
}

const TEXT = 3;
const CDATA = 4;

const set = (names: string): ReadonlySet<string> => new Set(names.split(' '));
/** Never shown as text. */
const SKIPPED = set(
  'SCRIPT STYLE NOSCRIPT TEMPLATE HEAD TITLE IFRAME OBJECT EMBED SVG MATH CANVAS AUDIO VIDEO SELECT TEXTAREA BUTTON',
);
/** Set off by an empty line. */
const BLOCKS = set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CENTER DETAILS DIALOG DIR DIV DL FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HGROUP HR HTML LEGEND MAIN MENU NAV OL P PRE SECTION SUMMARY TABLE UL',
);
/** On a line of their own. */
const LINES = set('CAPTION DD DT LI OPTION TR');
const CELLS = set('TD TH');

/**
 * The text of a DOM tree as a reader sees it: paragraphs and other blocks set off by an empty line, list
 * items and table rows by a line end, `<br>` a line end, white space run together outside `<pre>`. Plain
 * `textContent` glues the last word of a block to the first of the next.
 */
export function blockText(root: TextNode): string {
  let text = '';
  let breaks = 0;
  let space = false;
  const breakLine = (count: number): void => {
    if (text !== '') breaks = Math.max(breaks, count);
    space = false;
  };
  const write = (piece: string): void => {
    if (breaks > 0) text += breaks === 1 ? '\n' : '\n\n';
    else if (space && text !== '') text += ' ';
    breaks = 0;
    space = false;
    text += piece;
  };
  const writeCollapsed = (content: string): void => {
    const words = content.replace(/[ \t\n\r\f\u00a0]+/g, ' ');
    if (words === '') return;
    if (words[0] === ' ') space = true;
    const trimmed = words.trim();
    if (trimmed === '') return;
    write(trimmed);
    space = words.endsWith(' ');
  };
  const visit = (node: TextNode, preformatted: boolean): void => {
    if (node.nodeType === TEXT || node.nodeType === CDATA) {
      const content = node.textContent ?? '';
      if (!preformatted) writeCollapsed(content);
      else if (content !== '') write(content.replace(/\r\n?/g, '\n'));
      return;
    }
    const name = node.nodeName.toUpperCase();
    if (SKIPPED.has(name) && node !== root) return;
    if (name === 'BR') {
      if (text !== '') breaks = Math.min(2, breaks + 1);
      space = false;
      return;
    }
    const own = BLOCKS.has(name) ? 2 : LINES.has(name) ? 1 : 0;
    if (own > 0) breakLine(own);
    else if (CELLS.has(name)) space = true;
    // Asked once: linkedom makes the list anew each time.
    const { childNodes } = node;
    for (let i = 0; i < childNodes.length; i++) visit(childNodes[i]!, preformatted || name === 'PRE');
    if (own > 0) breakLine(own);
    else if (CELLS.has(name)) space = true;
  };
  visit(root, false);
  return text;
}
