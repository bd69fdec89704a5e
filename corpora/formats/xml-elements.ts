/** Streams the elements of an XML document. */
import { Parser } from 'htmlparser2';
import { type CorpusLimits, limitDefect } from '../input/limits.js';
import { ReadFailure } from '../input/read-failure.js';
import type { TextNode } from './html/block-text.js';

const ELEMENT = 1;
const TEXT = 3;

/** An element of an XML document; a text node where `nodeType` is 3. */
export interface XmlElement extends TextNode {
  /** Name without prefix, lower case. */
  readonly name: string;
  /** Address of the namespace; empty where there is none. */
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Offset of its first character. */
  readonly start: number;
}

/** What becomes of an element that is complete: kept in its parent, or handed over and let go. */
export interface XmlHandler {
  /** Whether the element is handed over rather than kept. */
  isHandedOver(element: XmlElement, depth: number): boolean;
  /** @param cut - whether the file ends, or its parent does, before it is closed. */
  handOver(element: XmlElement, cut: boolean, root: XmlElement): void;
}

/** The namespaces that an element declares, and those around it: looked up outward, so that no element copies what all around it declare. */
interface Prefixes {
  readonly own: ReadonlyMap<string, string>;
  readonly outer: Prefixes | null;
}

function namespaceOf(prefix: string, prefixes: Prefixes | null): string {
  for (let scope = prefixes; scope !== null; scope = scope.outer) {
    const found = scope.own.get(prefix);
    if (found !== undefined) return found;
  }
  return prefix;
}

class Node implements XmlElement {
  readonly children: Node[] = [];
  readonly nodeName: string;
  readonly nodeType: number;
  text = '';

  constructor(
    readonly name: string,
    readonly namespace: string,
    readonly attributes: Readonly<Record<string, string>>,
    readonly start: number,
    readonly prefixes: Prefixes | null,
  ) {
    this.nodeName = name;
    this.nodeType = name === '' ? TEXT : ELEMENT;
  }

  get childNodes(): readonly Node[] {
    return this.children;
  }

  get textContent(): string {
    if (this.nodeType === TEXT) return this.text;
    return this.children.map((child) => child.textContent).join('');
  }
}

/** The root as it stands when the document ends, and whether its end tag is there. */
export interface XmlDocument {
  readonly root: XmlElement;
  readonly closed: boolean;
}

/**
 * Reads XML into elements with their namespaces. Entities that a document declares are not expanded, nothing
 * is fetched; wrongly nested tags are mended as in browsers. Null where there is no element.
 *
 * @throws ReadFailure where elements are nested deeper than `maxNesting`.
 */
export function readXml(xml: string, limits: CorpusLimits, handler: XmlHandler | null): XmlDocument | null {
  const stack: Node[] = [];
  let root: Node | null = null;
  let closed = false;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const parent = stack.at(-1);
        // What follows the root is no part of the document.
        if (parent === undefined && root !== null) return;
        if (stack.length >= limits.maxNesting) throw new ReadFailure(tooDeep(limits));
        const own = new Map<string, string>();
        for (const [key, value] of Object.entries(attributes)) {
          const match = /^xmlns(?::(.+))?$/i.exec(key);
          if (match !== null) own.set(match[1] ?? '', value);
        }
        const outer = parent?.prefixes ?? null;
        const prefixes = own.size === 0 ? outer : { own, outer };
        const colon = name.indexOf(':');
        const prefix = colon < 0 ? '' : name.slice(0, colon);
        const namespace = namespaceOf(prefix, prefixes);
        const local = name.slice(colon + 1).toLowerCase();
        const node = new Node(local, namespace, attributes, parser.startIndex, prefixes);
        root ??= node;
        stack.push(node);
      },
      ontext(text) {
        const parent = stack.at(-1);
        if (parent === undefined) return;
        const last = parent.children.at(-1);
        if (last?.nodeType === TEXT) last.text += text;
        else {
          const node = new Node('', '', {}, parser.startIndex, parent.prefixes);
          node.text = text;
          parent.children.push(node);
        }
      },
      onclosetag(_name, implied) {
        const node = stack.pop();
        if (node === undefined) return;
        if (stack.length === 0) closed = !implied;
        if (handler?.isHandedOver(node, stack.length) === true) handler.handOver(node, implied, root!);
        else stack.at(-1)?.children.push(node);
      },
    },
    { xmlMode: true, decodeEntities: true, recognizeSelfClosing: true },
  );
  parser.write(xml);
  parser.end();
  return root === null ? null : { root, closed };
}

const tooDeep = (limits: CorpusLimits): ReturnType<typeof limitDefect> =>
  limitDefect(
    'maxNesting',
    `its elements are nested more than ${limits.maxNesting} deep`,
    'Give the text as plain text',
  );

/** Gives the line, from 1, of an offset into a text; its line ends are looked for once, however many offsets are asked. */
export function linesOf(text: string): (offset: number) => number {
  const ends: number[] = [];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) ends.push(at);
  return (offset) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}

/** What opens and what closes a stretch that holds no tags. */
const STRETCHES = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

/** Whether every tag, comment and the like that begins also ends, as XML asks; in one pass, up to the first that does not. */
export function areTagsClosed(xml: string): boolean {
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at)) {
    const stretch = STRETCHES.find(([open]) => xml.startsWith(open, at));
    if (stretch !== undefined) {
      const end = xml.indexOf(stretch[1], at + stretch[0].length);
      if (end < 0) return false;
      at = end + stretch[1].length;
      continue;
    }
    let quote = '';
    for (at++; ; at++) {
      const one = xml[at];
      if (one === undefined || one === '<') return false;
      if (quote === '' ? one === '"' || one === "'" : one === quote) quote = quote === '' ? one : '';
      else if (one === '>' && quote === '') break;
    }
  }
  return true;
}
