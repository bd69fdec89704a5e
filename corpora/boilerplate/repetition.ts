/** Learns which lines a corpus repeats at the edges of its documents. */
import { Lines, mayBeRepeated, opensQuotation } from './lines.js';
import { StretchRepetition } from './stretches.js';

/** Documents that must share a line at their edges, and the share of them in which it stands there. */
const EDGE_DOCUMENTS = 5;
const EDGE_SHARE = 0.8;
/** Of a line that stands anywhere: documents, and their share of the outlet's. */
const ANYWHERE_DOCUMENTS = 20;
const ANYWHERE_SHARE = 0.05;
/** Of lines in which repeated stretches are counted, as they are looked for. */
const SHORTEST_COUNTED = 120;
/** A line that stands several times in a document is a speaker's name or a refrain. */
const TIMES_A_DOCUMENT = 1.5;

/** Lines of which one occurrence is remembered, and lines that are counted. */
const SLOTS = 1 << 20;
const MOST_COUNTED = 200_000;

/** Documents that a line's count can tell apart. */
const REMEMBERED = 8;

/** Characters hashed whole; of longer lines the two ends and every seventh between. */
const HASHED_WHOLE = 64;
const FEWEST_LETTERS = 3;

/** As `RepeatedLines` are written to a file: numbers only, nothing of the texts. */
export interface StoredLines {
  readonly format: typeof REPEATED_LINES_FORMAT;
  /** Keys and shapes by turns. */
  readonly edge: readonly number[];
  readonly anywhere: readonly number[];
  /** Of each outlet that repeats stretches: its key, then the keys of their shingles. */
  readonly stretches: readonly (readonly number[])[];
}

export const REPEATED_LINES_FORMAT = 'hedgerow-repeated-lines/2';

/** The lines that an outlet repeats, at the edges of its articles or wherever they stand. */
export class RepeatedLines {
  /** Key to shape. */
  readonly #edge = new Map<number, number>();
  readonly #anywhere = new Map<number, number>();
  /** Shingles of the stretches that an outlet repeats within its lines, by the outlet's key; most repeat none. */
  stretches: ReadonlyMap<number, ReadonlySet<number>> = new Map();
  /** By `shape`: whether a line that looks so from outside is among them. */
  readonly #shapes = new Uint8Array(1 << SHAPE_BITS);

  add(key: number, lineShape: number, atEdge: boolean): void {
    (atEdge ? this.#edge : this.#anywhere).set(key, lineShape);
    this.#shapes[lineShape] = 1;
  }

  has(lines: Lines, line: number, outlet: number): boolean {
    const { text } = lines;
    const start = lines.start[line]!;
    const end = lines.end[line]!;
    if (this.#shapes[shape(text, start, end)] === 0 || isQuestion(text, end)) return false;
    const key = lineKey(text, start, end, outlet);
    return this.#anywhere.has(key) || (this.#edge.has(key) && lines.isAtEdge(line));
  }

  /** How many lines there are. */
  get size(): number {
    return this.#edge.size + this.#anywhere.size;
  }

  toJSON(): StoredLines {
    return {
      format: REPEATED_LINES_FORMAT,
      edge: [...this.#edge].flat(),
      anywhere: [...this.#anywhere].flat(),
      stretches: Array.from(this.stretches, ([outlet, keys]) => [outlet, ...keys]),
    };
  }

  /** Null for what `toJSON` did not give. */
  static of(stored: unknown): RepeatedLines | null {
    const { format, edge, anywhere, stretches } = (stored ?? {}) as Partial<StoredLines>;
    const areNumbers = (list: unknown): list is number[] =>
      Array.isArray(list) && list.length % 2 === 0 && list.every((value) => Number.isSafeInteger(value));
    if (format !== REPEATED_LINES_FORMAT || !areNumbers(edge) || !areNumbers(anywhere)) return null;
    const areKeys = (list: unknown): list is number[] =>
      Array.isArray(list) && list.every(Number.isSafeInteger);
    if (!Array.isArray(stretches) || !stretches.every(areKeys)) return null;
    const lines = new RepeatedLines();
    for (let i = 0; i < edge.length; i += 2) lines.add(edge[i]!, edge[i + 1]!, true);
    for (let i = 0; i < anywhere.length; i += 2) lines.add(anywhere[i]!, anywhere[i + 1]!, false);
    lines.stretches = new Map(stretches.map(([outlet = 0, ...keys]) => [outlet, new Set(keys)]));
    return lines;
  }
}

const SHAPE_BITS = 12;

const folded = (code: number): number =>
  code >= 65 && code <= 90 ? code + 32 : code >= 48 && code <= 57 ? 48 : code;

/** Length, first and last character as a small number. */
const shape = (text: string, start: number, end: number): number =>
  (Math.imul(end - start, 0x2f) +
    Math.imul(folded(text.charCodeAt(start)), 0x1f3) +
    folded(text.charCodeAt(end - 1))) &
  ((1 << SHAPE_BITS) - 1);

interface Count {
  readonly outlet: number;
  readonly shape: number;
  documents: number;
  edge: number;
  times: number;
  readonly signatures: number[];
}

let fingerprint = 0;

/**
 * A number for a line of an outlet, digits and the case of A to Z aside; 0 for a line with hardly a letter.
 * `fingerprint` is set by the way.
 */
export function lineKey(text: string, start: number, end: number, outlet: number): number {
  let a = 0x811c9dc5 ^ outlet;
  let b = 0x9e3779b9 + outlet;
  let letters = 0;
  const whole = end - start <= HASHED_WHOLE;
  const head = start + HASHED_WHOLE / 2;
  const tail = end - HASHED_WHOLE / 2;
  for (let i = start; i < end; i++) {
    if (!whole && i >= head && i < tail) i = Math.min(i + 6, tail);
    let code = text.charCodeAt(i);
    if (code >= 65 && code <= 90) code += 32;
    else if (code >= 48 && code <= 57) code = 48;
    if ((code >= 97 && code <= 122) || code > 0xbf) letters++;
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b + code, 0x85ebca6b) ^ (b >>> 15);
  }
  if (letters < FEWEST_LETTERS) return 0;
  a = Math.imul(a ^ (end - start), 0x01000193);
  fingerprint = b >>> 0 || 1;
  return (a >>> 0) * 0x200000 + (b & 0x1fffff);
}

/** An outlet as part of a line's key: its name without case, spaces and marks. */
export function outletKey(outlet: string | null): number {
  let key = 0;
  for (let i = 0; outlet !== null && i < outlet.length; i++) {
    const code = outlet.charCodeAt(i) | 32;
    if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code > 0xbf)
      key = (Math.imul(key ^ code, 0x01000193) + 0x9e37) | 0;
  }
  return key;
}

/**
 * Counts, in one pass over a corpus, in how many documents of an outlet each short line stands. Documents whose
 * longest line is the same are versions of one article and count once. Memory is bounded: a line is counted
 * from its second document on, if that comes within some million lines of the first, and the rarest are
 * forgotten when there are too many. The result depends on the documents and their order alone.
 */
export class LineRepetition {
  readonly #lines = new Lines();
  /** Waits for a second document: one alone repeats nothing. */
  #first: readonly [text: string, outlet: string | null] | null = null;
  #slotLine = new Uint32Array(0);
  /** The document's signature; its last bit says whether the line stood at an edge. */
  #slotDocument = new Uint32Array(0);
  readonly #counts = new Map<number, Count>();
  readonly #documents = new Map<number, number>();
  readonly #stretches = new StretchRepetition();

  add(text: string, outlet: string | null): void {
    if (this.#slotLine.length === 0) {
      if (this.#first === null) {
        this.#first = [text, outlet];
        return;
      }
      this.#slotLine = new Uint32Array(SLOTS);
      this.#slotDocument = new Uint32Array(SLOTS);
      this.#count(...this.#first);
      this.#first = null;
    }
    this.#count(text, outlet);
  }

  #count(text: string, outlet: string | null): void {
    const lines = this.#lines.read(text);
    if (lines.count === 0) return;
    const source = outletKey(outlet);
    this.#documents.set(source, (this.#documents.get(source) ?? 0) + 1);
    this.#countStretches(lines, source);
    if (lines.count < 2) return;
    const longest = longestLine(lines);
    const ofDocument = signatureOf(lines, longest);
    const { start, end } = lines;
    for (let i = 0; i < lines.count; i++) {
      if (!mayBeRepeated(text, start[i]!, end[i]!) || isQuestion(text, end[i]!)) continue;
      // A line that is the longest itself says nothing of the article.
      const signature = i === longest ? signatureOf(lines, longestLine(lines, longest)) : ofDocument;
      const key = lineKey(text, start[i]!, end[i]!, source);
      if (key === 0) continue;
      const line = fingerprint;
      const edge = lines.isAtEdge(i) ? 1 : 0;
      const count = this.#counts.get(key);
      if (count !== undefined) {
        addTo(count, signature, edge);
        continue;
      }
      const slot = ((key % SLOTS) ^ (line >>> 9)) & (SLOTS - 1);
      const other = this.#slotDocument[slot]!;
      if (this.#slotLine[slot] !== line) {
        this.#slotLine[slot] = line;
        this.#slotDocument[slot] = signature | edge;
      } else if ((other & ~1) >>> 0 !== signature) {
        this.#counts.set(key, {
          outlet: source,
          shape: shape(text, start[i]!, end[i]!),
          documents: 2,
          edge: (other & 1) + edge,
          times: 2,
          signatures: [(other & ~1) >>> 0, signature],
        });
        if (this.#counts.size > MOST_COUNTED) this.#forgetRare();
      }
    }
  }

  /** A stretch is no version's own: the longest line tells versions apart, or the next if the stretch stands in that. */
  #countStretches(lines: Lines, source: number): void {
    const longest = longestLine(lines);
    if (lines.length(longest) < SHORTEST_COUNTED) return;
    const signature = signatureOf(lines, longest);
    const second = longestLine(lines, longest);
    const other = second === longest ? signature : signatureOf(lines, second);
    for (let i = 0; i < lines.count; i++) {
      const from = lines.start[i]!;
      if (lines.length(i) < SHORTEST_COUNTED || opensQuotation(lines.text.charCodeAt(from))) continue;
      this.#stretches.add(lines.text, from, lines.end[i]!, source, i === longest ? other : signature);
    }
  }

  finish(): RepeatedLines {
    const repeated = new RepeatedLines();
    repeated.stretches = this.#stretches.finish(this.#documents);
    for (const [key, count] of this.#counts) {
      if (count.documents >= EDGE_DOCUMENTS && count.edge >= EDGE_SHARE * count.documents)
        repeated.add(key, count.shape, true);
      else if (
        count.documents >= ANYWHERE_DOCUMENTS &&
        count.documents >= ANYWHERE_SHARE * this.#documents.get(count.outlet)! &&
        count.times <= TIMES_A_DOCUMENT * count.documents
      )
        repeated.add(key, count.shape, false);
    }
    return repeated;
  }

  #forgetRare(): void {
    for (let most = 2; this.#counts.size > MOST_COUNTED / 2; most++) {
      for (const [key, { documents }] of this.#counts) if (documents <= most) this.#counts.delete(key);
    }
  }
}

/** A question is a heading, which many articles share because they tell of like things. */
const isQuestion = (text: string, end: number): boolean => text.charCodeAt(end - 1) === 0x3f;

function addTo(count: Count, signature: number, edge: number): void {
  count.times++;
  const { signatures } = count;
  if (signatures.includes(signature)) return;
  if (signatures.length < REMEMBERED) signatures.push(signature);
  else signatures[count.documents % REMEMBERED] = signature;
  count.documents++;
  count.edge += edge;
}

/** Of all lines but one; that one where there is no other. */
function longestLine(lines: Lines, but = -1): number {
  let longest = but === 0 && lines.count > 1 ? 1 : 0;
  for (let i = longest + 1; i < lines.count; i++)
    if (i !== but && lines.length(i) > lines.length(longest)) longest = i;
  return longest;
}

/** The hash of a line, an even number. */
function signatureOf(lines: Lines, longest: number): number {
  fingerprint = 0;
  lineKey(lines.text, lines.start[longest]!, lines.end[longest]!, 0);
  return (fingerprint & ~1) >>> 0;
}
