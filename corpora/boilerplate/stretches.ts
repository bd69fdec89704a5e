/** Stretches of text that an outlet repeats, wherever they stand, within paragraphs too: by runs of words (shingles). */

/** Words of a shingle; one of eight is kept, so that a stretch of some thirty words has three. */
const WORDS = 8;
const KEPT = 7;
const BASE = 0x01000193;
const BASE_TO_WORDS = Array.from({ length: WORDS }).reduce((power: number) => Math.imul(power, BASE), 1);

/** Shingles in a row that make a stretch. */
const FEWEST = 3;
/** Documents of an outlet in which a stretch stands: at least so many, and this share of all. */
const FEWEST_DOCUMENTS = 5;
const SHARE = 0.2;

const SLOTS = 1 << 20;
const MOST_COUNTED = 300_000;
const REMEMBERED = 8;

/** The shingles kept of a piece of text, in parallel arrays. One instance serves piece after piece. */
export class Shingles {
  count = 0;
  key = new Float64Array(256);
  start = new Uint32Array(256);
  end = new Uint32Array(256);
  readonly #hashes = new Int32Array(WORDS);
  readonly #starts = new Uint32Array(WORDS);

  read(text: string, from: number, to: number, outlet: number): this {
    this.count = 0;
    let words = 0;
    let rolling = 0;
    for (let at = from; at < to; ) {
      if (!isWord(text.charCodeAt(at))) {
        at++;
        continue;
      }
      const begin = at;
      let hash = 0x811c9dc5;
      for (; at < to; at++) {
        let code = text.charCodeAt(at);
        if (!isWord(code)) break;
        if (code >= 65 && code <= 90) code += 32;
        else if (code >= 48 && code <= 57) code = 48;
        hash = Math.imul(hash ^ code, BASE);
      }
      const slot = words % WORDS;
      const left = words >= WORDS ? this.#hashes[slot]! : 0;
      this.#hashes[slot] = hash;
      this.#starts[slot] = begin;
      rolling = (Math.imul(rolling, BASE) + hash - Math.imul(left, BASE_TO_WORDS)) | 0;
      words++;
      if (words >= WORDS && ((rolling ^ (rolling >>> 13)) & KEPT) === 0)
        this.#keep((rolling ^ outlet) >>> 0, hash & 0x1fffff, this.#starts[words % WORDS]!, at);
    }
    return this;
  }

  #keep(high: number, low: number, start: number, end: number): void {
    const at = this.count++;
    if (at === this.key.length) {
      const grow = <T extends Float64Array | Uint32Array>(array: T): T => {
        const larger = new (array.constructor as new (length: number) => T)(array.length * 2);
        larger.set(array);
        return larger;
      };
      this.key = grow(this.key);
      this.start = grow(this.start);
      this.end = grow(this.end);
    }
    this.key[at] = high * 0x200000 + low;
    this.start[at] = start;
    this.end[at] = end;
  }
}

const isWord = (code: number): boolean =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  (code >= 48 && code <= 57) ||
  (code > 0xbf && (code < 0x2000 || code > 0x206f));

interface Count {
  readonly outlet: number;
  documents: number;
  readonly signatures: number[];
}

/** Counts, in one pass over a corpus, in how many documents of an outlet each shingle stands. */
export class StretchRepetition {
  readonly #shingles = new Shingles();
  #slotShingle = new Uint32Array(0);
  #slotDocument = new Uint32Array(0);
  readonly #counts = new Map<number, Count>();

  /** @param signature - the same for versions of one article, which count once. */
  add(text: string, from: number, to: number, outlet: number, signature: number): void {
    if (this.#slotShingle.length === 0) {
      this.#slotShingle = new Uint32Array(SLOTS);
      this.#slotDocument = new Uint32Array(SLOTS);
    }
    const { count, key } = this.#shingles.read(text, from, to, outlet);
    for (let i = 0; i < count; i++) {
      const one = this.#shingles.key[i]!;
      const known = this.#counts.get(one);
      if (known !== undefined) {
        if (known.signatures.includes(signature)) continue;
        if (known.signatures.length < REMEMBERED) known.signatures.push(signature);
        else known.signatures[known.documents % REMEMBERED] = signature;
        known.documents++;
        continue;
      }
      const fingerprint = (Math.floor(key[i]! / 0x200000) ^ (key[i]! % 0x200000)) >>> 0 || 1;
      const slot = fingerprint & (SLOTS - 1);
      if (this.#slotShingle[slot] !== fingerprint) {
        this.#slotShingle[slot] = fingerprint;
        this.#slotDocument[slot] = signature;
      } else if (this.#slotDocument[slot] !== signature) {
        this.#counts.set(one, { outlet, documents: 2, signatures: [this.#slotDocument[slot]!, signature] });
        if (this.#counts.size > MOST_COUNTED) this.#forgetRare();
      }
    }
  }

  /** @param documents - by outlet, how many there are. @returns shingles by outlet. */
  finish(documents: ReadonlyMap<number, number>): Map<number, Set<number>> {
    const repeated = new Map<number, Set<number>>();
    for (const [key, { outlet, documents: n }] of this.#counts) {
      if (n < Math.max(FEWEST_DOCUMENTS, SHARE * (documents.get(outlet) ?? 0))) continue;
      const own = repeated.get(outlet);
      if (own === undefined) repeated.set(outlet, new Set([key]));
      else own.add(key);
    }
    return repeated;
  }

  #forgetRare(): void {
    for (let most = 2; this.#counts.size > MOST_COUNTED / 2; most++)
      for (const [key, { documents }] of this.#counts) if (documents <= most) this.#counts.delete(key);
  }
}

const shingles = new Shingles();

/** Characters to the next sentence's end, over which a stretch is widened: shingles leave out its edge. */
const EDGE = 90;

/** The stretches of a piece of text that its outlet repeats; quotations are none, whoever shares them. */
export function repeatedStretches(
  text: string,
  from: number,
  to: number,
  outlet: number,
  repeated: ReadonlySet<number>,
): readonly { readonly start: number; readonly end: number }[] {
  const { count, key, start, end } = shingles.read(text, from, to, outlet);
  const found: { start: number; end: number }[] = [];
  for (let i = 0; i < count; ) {
    if (!repeated.has(key[i]!)) {
      i++;
      continue;
    }
    let last = i;
    while (last + 1 < count && repeated.has(key[last + 1]!)) last++;
    if (last - i + 1 >= FEWEST && !isQuoted(text, from, start[i]!)) {
      const before = i > 0 ? end[i - 1]! : from;
      const after = last + 1 < count ? start[last + 1]! : to;
      found.push({
        start: sentenceStart(text, start[i]!, from, before),
        end: sentenceEnd(text, end[last]!, to, after),
      });
    }
    i = last + 1;
  }
  return found;
}

/** Whether a quotation is open at a place of its paragraph. */
function isQuoted(text: string, from: number, at: number): boolean {
  let open = 0;
  for (let i = from; i < at; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x201c) open++;
    else if (code === 0x201d) open--;
    else if (code === 0x22) open = open > 0 ? 0 : 1;
  }
  return open > 0;
}

const ENDS = /[.!?…]["”’)]*$/;

/** Back to where the sentence begins, if that is near and not within other words that are no part of a stretch. */
function sentenceStart(text: string, at: number, from: number, before: number): number {
  const least = Math.max(from, at - EDGE);
  for (let i = at; i > least; i--)
    if (/\s/.test(text[i - 1]!) && ENDS.test(text.slice(Math.max(from, i - 5), i - 1))) return i;
  return from >= at - EDGE && before === from ? from : at;
}

function sentenceEnd(text: string, at: number, to: number, after: number): number {
  const most = Math.min(to, at + EDGE);
  for (let i = at; i <= most; i++)
    if (ENDS.test(text.slice(Math.max(0, i - 3), i)) && (i === to || /\s/.test(text[i]!))) return i;
  return to <= at + EDGE && after === to ? to : at;
}
