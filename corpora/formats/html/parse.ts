/** Parses pages without a browser. */
import { Parser } from 'htmlparser2';
import { parseHTML } from 'linkedom';
import { BOUNDS } from '../../input/bounds.js';
import { ReadFailure } from '../../input/read-failure.js';
import { withEndTags } from './self-closed.js';

/** A page as a DOM without a browser: nothing in it is run or fetched. */
export type Page = ReturnType<typeof parseHTML>['document'];

/**
 * Parses a page with bounded cost. Elements nested deeper than the bound are taken out and their text stays
 * where it was: Readability's time grows with the cube of the depth, and the parser's stack with the depth.
 *
 * @throws ReadFailure for a page of more elements than the bound.
 */
export function parsePage(source: string): Page {
  const html = withEndTags(source);
  const { tooDeep, root, longAttributes } = scan(html);
  const flat = tooDeep.length === 0 ? html : without(html, tooDeep);
  // Linkedom takes a fragment's first element for the root.
  const whole = root === 'html' ? flat : `<html>${flat}</html>`;
  const { document } = parseHTML(whole);
  normalise(document);
  if (longAttributes) for (const element of document.querySelectorAll('*')) shortenBlanks(element);
  return document;
}

/** Above it a value's blanks are looked at. */
const LONG_ATTRIBUTE = 256;

/** Readability and linkedom search attributes with expressions whose time grows with the square of a run of blanks: one blank says as much. */
function shortenBlanks(element: NonNullable<Page['documentElement']>): void {
  for (const { name, value } of [...element.attributes])
    if (value.length > LONG_ATTRIBUTE && /\s{2}/.test(value))
      element.setAttribute(name, value.replace(/\s+/g, ' '));
}

/**
 * Linkedom takes for the body only what follows the head at once, and makes an empty one otherwise; browsers
 * put all that stands beside head and body into the body.
 */
function normalise(page: Page): void {
  const root = page.documentElement;
  if (root === null) return;
  const children = [...root.childNodes];
  const isElement = (name: string): ((node: (typeof children)[number]) => boolean) => {
    return (node) => node.nodeName === name;
  };
  const head = children.find(isElement('HEAD')) ?? page.createElement('head');
  const body = children.find(isElement('BODY')) ?? page.createElement('body');
  let before = true;
  const first = body.firstChild;
  for (const node of children) {
    if (node === body) before = false;
    else if (node !== head) {
      if (before) body.insertBefore(node, first);
      else body.appendChild(node);
    }
  }
  root.insertBefore(head, root.firstChild);
  root.insertBefore(body, head.nextSibling);
}

type Span = readonly [start: number, end: number];

interface Scan {
  /** Tags of elements beyond the depth, in order. */
  readonly tooDeep: readonly Span[];
  /** Whether an attribute is longer than usual. */
  readonly longAttributes: boolean;
  /** Name of the first element; null where there is none. */
  readonly root: string | null;
}

/** Goes over the tags with the tokeniser that linkedom uses, so that the depth is the one it would build. */
function scan(html: string): Scan {
  const tooDeep: Span[] = [];
  let depth = 0;
  let elements = 0;
  let longAttributes = false;
  let root: string | null = null;
  const parser = new Parser(
    {
      onattribute(_name, value) {
        if (value.length > LONG_ATTRIBUTE) longAttributes = true;
      },
      onopentag(name) {
        depth++;
        elements++;
        root ??= name;
        if (elements > BOUNDS.htmlElements) throw tooManyElements();
        // Elements without content (br, img) are closed by the same tag, which is cut once.
        if (depth > BOUNDS.htmlDepth) tooDeep.push([parser.startIndex, parser.endIndex + 1]);
      },
      onclosetag(_name, implied) {
        if (depth > BOUNDS.htmlDepth && !implied) tooDeep.push([parser.startIndex, parser.endIndex + 1]);
        depth--;
      },
    },
    { lowerCaseAttributeNames: true, decodeEntities: true },
  );
  parser.write(html);
  parser.end();
  return { tooDeep, longAttributes, root };
}

function tooManyElements(): ReadFailure {
  return new ReadFailure({
    reason: 'page-too-large',
    message: `the page has more than ${BOUNDS.htmlElements} elements`,
    remedy: 'Give the text of its article as plain text, or leave it out.',
  });
}

function without(html: string, spans: readonly Span[]): string {
  const kept: string[] = [];
  let from = 0;
  for (const [start, end] of spans) {
    if (start < from) continue;
    // A space, so that words in neighbouring elements stay apart.
    kept.push(html.slice(from, start), ' ');
    from = end;
  }
  kept.push(html.slice(from));
  return kept.join('');
}
