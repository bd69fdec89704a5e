import { hashText } from '../../random.js';
import { FLAG, POS, type TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import { COARSE_BITS, type WordClasses } from './word-classes.js';
import type { World } from './world.js';

/** Labels of the chain: outside, and begin or inside of each type; `misc` keeps works, events and products apart. */
export const NAME_TYPES = ['person', 'organisation', 'location', 'facility', 'norp', 'misc'] as const;
export const LABEL_COUNT = 1 + 2 * NAME_TYPES.length;
export const OUTSIDE = 0;

/** Offsets at which features of single words are read. */
export const WINDOW = [-2, -1, 0, 1, 2] as const;

export function mix(a: number, b: number): number {
  let h = Math.imul(a ^ Math.imul(b + 0x7f4a7c15, 0x9e3779b1), 0x85ebca6b);
  h ^= h >>> 15;
  return Math.imul(h, 0xc2b2ae35) >>> 0;
}

/** What is kept of a form (a word as written). */
export interface FormFacts {
  readonly shape: number;
  readonly fine: number;
  readonly coarse: number;
  /** For each offset of `WINDOW` the features of the word standing there. */
  readonly features: readonly (readonly number[])[];
}

const LIST_NAMES = [
  'roles',
  'organisation_roles',
  'place_roles',
  'organisation_words',
  'facility_words',
  'location_words',
  'not_names',
  'government_nouns',
  'locative_prepositions',
] as const;

/** The shape of a word: kinds of its characters, runs cut to one. */
function shapeOf(form: string): string {
  return form
    .slice(0, 24)
    .replace(/\p{Lu}/gu, 'A')
    .replace(/\p{Ll}/gu, 'a')
    .replace(/\p{N}/gu, '0')
    .replace(/(.)\1+/gu, (run, c: string) =>
      run.length > 2 ? `${c}${c}` : run.length === 2 && c === 'a' ? 'a' : run,
    );
}

/** Facts about forms, found once for each; emptied when the vocabulary is renewed or too many are kept. */
export class FormTable {
  readonly #vocabulary: Vocabulary;
  readonly #classes: WordClasses;
  readonly #world: World;
  readonly #lists: Map<string, number[]>;

  constructor(vocabulary: Vocabulary, classes: WordClasses, world: World) {
    this.#vocabulary = vocabulary;
    this.#classes = classes;
    this.#world = world;
    this.#lists = new Map();
    const note = (word: string, list: number): void => {
      const key = word.toLowerCase();
      const lists = this.#lists.get(key) ?? [];
      if (!lists.includes(list)) lists.push(list);
      this.#lists.set(key, lists);
    };
    LIST_NAMES.forEach((name, k) => {
      for (const word of world.lists[name]) note(word, k);
    });
    for (const word of world.lists.groups.flat()) note(word, LIST_NAMES.length);
    const { male, female, any } = world.lists.titles;
    for (const word of [...male, ...female, ...any]) note(word, LIST_NAMES.length + 1);
  }

  facts(form: number): FormFacts {
    const written = this.#vocabulary.wordOf(form);
    const lower = written.toLowerCase().replaceAll('’', "'").replaceAll('‘', "'");
    const packed = this.#classes.of(lower);
    const fine = packed < 0 ? 1023 : packed >>> COARSE_BITS;
    const coarse = packed < 0 ? 127 : packed & ((1 << COARSE_BITS) - 1);
    const shape = hashText(shapeOf(written));
    const known = this.#world.find(written);
    const wordHash = hashText(lower);
    const base: number[] = [mix(1, wordHash), mix(2, shape), mix(3, fine), mix(4, coarse)];
    for (const list of this.#lists.get(lower) ?? []) base.push(mix(5, list));
    if (known !== undefined) base.push(mix(6, hashText(known.kind)));
    const near = [...base, mix(7, hashText(lower.slice(-3)))];
    const here = [...near, mix(8, hashText(written))];
    for (const n of [1, 2, 4]) if (lower.length > n) here.push(mix(9 + n, hashText(lower.slice(-n))));
    for (const n of [2, 3, 4]) if (lower.length > n) here.push(mix(14 + n, hashText(lower.slice(0, n))));
    here.push(mix(19, Math.min(lower.length, 12)));
    if (lower.includes('-')) for (const part of lower.split('-')) here.push(mix(20, hashText(part)));
    return {
      shape,
      fine,
      coarse,
      features: WINDOW.map((offset) =>
        (offset === 0 ? here : Math.abs(offset) === 1 ? near : base).map((h) => mix(h, 100 + offset)),
      ),
    };
  }
}

/** Tokens that may be part of a name, in chains; the rest is outside. */
export interface Candidates {
  /** Candidate tokens in text order, and where each chain begins; the last entry is the count. */
  readonly tokens: Int32Array;
  readonly count: number;
  readonly chains: Int32Array;
  readonly chainCount: number;
}

/** The features of the second pass, from the labels of the first. Returns how many. */
export function secondPassFeatures(
  d: TokenisedDocument,
  i: number,
  labels: Uint8Array,
  majority: Uint8Array,
  out: Uint32Array,
  from: number,
): number {
  let n = from;
  const before = i > 0 ? labels[i - 1]! : 0;
  const after = i + 1 < d.tokenCount ? labels[i + 1]! : 0;
  const own = majority[i]!;
  out[n++] = mix(71, labels[i]!);
  out[n++] = mix(mix(72, before), labels[i]!);
  out[n++] = mix(mix(73, after), labels[i]!);
  out[n++] = mix(74, own);
  out[n++] = mix(mix(75, own), labels[i]!);
  out[n++] = mix(mix(76, own), i > 0 ? majority[i - 1]! : 0);
  out[n++] = mix(mix(77, own), i + 1 < d.tokenCount ? majority[i + 1]! : 0);
  return n;
}

/**
 * For each candidate token, what the first pass made of the same word elsewhere in the document: the most
 * frequent label of its other occurrences and how far they agree, as one number; 0 where it has none.
 */
export function repeatedLabels(
  d: TokenisedDocument,
  { tokens, count }: Candidates,
  labels: Uint8Array,
): Uint8Array {
  const counts = new Map<number, Uint16Array>();
  for (let k = 0; k < count; k++) {
    const i = tokens[k]!;
    let own = counts.get(d.word[i]!);
    if (own === undefined) {
      own = new Uint16Array(LABEL_COUNT);
      counts.set(d.word[i]!, own);
    }
    own[labels[i]!]!++;
  }
  const out = new Uint8Array(d.tokenCount);
  for (let k = 0; k < count; k++) {
    const i = tokens[k]!;
    const own = counts.get(d.word[i]!)!;
    let best = 0;
    let most = 0;
    let all = 0;
    for (let label = 0; label < LABEL_COUNT; label++) {
      const n = own[label]! - (label === labels[i]! ? 1 : 0);
      all += n;
      if (n > most) {
        most = n;
        best = label;
      }
    }
    if (all > 0) out[i] = 1 + best * 3 + (most === all ? (all > 1 ? 2 : 1) : 0);
  }
  return out;
}

/** Finds candidate tokens: capitalised ones, and connectors and hyphens between them. */
export class CandidateFinder {
  readonly #isGap: (word: number) => number;
  readonly #isHyphenated: (word: number) => number;
  #tokens = new Int32Array(256);
  #chains = new Int32Array(256);

  constructor(vocabulary: Vocabulary, world: World) {
    const gap = new Set([...world.lists.connectors, "'s", '-', '–', '.', '/', '&', "'", '’']);
    this.#isGap = vocabulary.table((word) => (gap.has(word) || /^\d+$/.test(word) ? 1 : 0));
    this.#isHyphenated = vocabulary.table((word) => (word === '-' || word === '–' ? 1 : 0));
  }

  find(d: TokenisedDocument): Candidates {
    const { tokenCount, flags, word } = d;
    if (this.#tokens.length < tokenCount) {
      this.#tokens = new Int32Array(tokenCount + 256);
      this.#chains = new Int32Array(tokenCount + 257);
    }
    let count = 0;
    let chainCount = 0;
    let last = -10;
    for (let i = 0; i < tokenCount; i++) {
      if (!isCapital(d, i)) continue;
      let from = i;
      const newSentence = last < 0 || d.sentenceOfToken[last] !== d.sentenceOfToken[i];
      if (!newSentence && i - last <= 4) {
        let joined = true;
        for (let k = last + 1; k < i && joined; k++) joined = this.#isGap(word[k]!) === 1;
        if (joined) from = last + 1;
      }
      // "al-Amr": a word in lower case tied to the name by a hyphen.
      if (
        from === i &&
        i >= 2 &&
        i - 2 > last &&
        this.#isHyphenated(word[i - 1]!) === 1 &&
        (flags[i]! & FLAG.spaceBefore) === 0 &&
        d.sentenceOfToken[i - 2] === d.sentenceOfToken[i]
      )
        from = i - 2;
      if (count === 0 || from !== last + 1 || newSentence) this.#chains[chainCount++] = count;
      for (let k = from; k <= i; k++) this.#tokens[count++] = k;
      last = i;
    }
    this.#chains[chainCount] = count;
    return { tokens: this.#tokens, count, chains: this.#chains, chainCount };
  }
}

/** Parts of speech of capitalised words that begin a sentence and hardly ever a name. */
const SENTENCE_OPENERS: ReadonlySet<number> = new Set([
  POS.DET,
  POS.PRON,
  POS.ADP,
  POS.ADV,
  POS.CCONJ,
  POS.SCONJ,
  POS.AUX,
  POS.PART,
  POS.INTJ,
  POS.NUM,
]);

function isCapital(d: TokenisedDocument, i: number): boolean {
  const flags = d.flags[i]!;
  const pos = d.pos[i]!;
  if ((flags & FLAG.capitalised) !== 0)
    return (flags & FLAG.sentenceStart) === 0
      ? pos !== POS.PRON || d.end[i]! - d.start[i]! > 1
      : !SENTENCE_OPENERS.has(pos);
  // "iPhone", "eThekwini", "anti-Taliban", "d'Estaing"
  return pos === POS.PROPN && (flags & (FLAG.word | FLAG.digit)) === FLAG.word;
}

/** What a document's repetition tells about forms, by form: counts as candidate and in lower case. */
export interface Repetition {
  /** Bucket 0..3: the word also stands in lower case in the document, and how often it is capitalised inside sentences. */
  bucket(token: number): number;
}

/** Counts for each word of the document how often it stands in lower case and how often capitalised inside a sentence. */
export class RepetitionCounter {
  #lower = new Uint16Array(4096);
  #inner = new Uint16Array(4096);
  #touched: number[] = [];

  count(d: TokenisedDocument, { tokens, count }: Candidates): Repetition {
    for (const id of this.#touched) {
      this.#lower[id] = 0;
      this.#inner[id] = 0;
    }
    this.#touched.length = 0;
    if (this.#lower.length < d.vocabulary.size) {
      this.#lower = new Uint16Array(d.vocabulary.size * 2);
      this.#inner = new Uint16Array(d.vocabulary.size * 2);
    }
    const wanted = this.#inner;
    for (let k = 0; k < count; k++) {
      const i = tokens[k]!;
      if ((d.flags[i]! & (FLAG.capitalised | FLAG.sentenceStart)) === FLAG.capitalised) {
        if (wanted[d.word[i]!]! < 60000) wanted[d.word[i]!]!++;
      }
      this.#touched.push(d.word[i]!);
    }
    const lower = this.#lower;
    for (let i = 0; i < d.tokenCount; i++) {
      if ((d.flags[i]! & (FLAG.capitalised | FLAG.word)) === FLAG.word) {
        const id = d.word[i]!;
        if (lower[id] === 0) this.#touched.push(id);
        if (lower[id]! < 60000) lower[id]!++;
      }
    }
    return {
      bucket: (token) => {
        const id = d.word[token]!;
        return (lower[id]! === 0 ? 0 : lower[id]! < 3 ? 1 : 2) * 4 + Math.min(3, wanted[id]!);
      },
    };
  }
}

/**
 * The features of a candidate that depend on more than one word. `out` takes them; returns how many.
 *
 * @param facts - facts of the tokens around, at i - 2 … i + 2; null beyond the sentence.
 * @param hashOfWord - a number for a word that is the same on every machine and run, as ids are not.
 */
export function contextFeatures(
  d: TokenisedDocument,
  i: number,
  chainFirst: number,
  chainLast: number,
  facts: readonly (FormFacts | null)[],
  repetition: Repetition,
  hashOfWord: (word: number) => number,
  out: Uint32Array,
): number {
  let n = 0;
  const [, b1, here, a1] = facts as [
    FormFacts | null,
    FormFacts | null,
    FormFacts,
    FormFacts | null,
    FormFacts | null,
  ];
  const shape1 = b1?.shape ?? 1;
  const shape2 = a1?.shape ?? 2;
  const word = (k: number): number => (k < 0 || k >= d.tokenCount ? 3 : hashOfWord(d.word[k]!));
  const fineBefore = b1?.fine ?? 1022;
  const fineAfter = a1?.fine ?? 1022;
  const coarseBefore = b1?.coarse ?? 126;
  const coarseAfter = a1?.coarse ?? 126;
  const start = (d.flags[i]! & FLAG.sentenceStart) === 0 ? 0 : 1;
  const bucket = repetition.bucket(i);
  const pos = d.pos;
  const tags = (pos[i]! << 10) | ((b1 === null ? 31 : pos[i - 1]!) << 5) | (a1 === null ? 31 : pos[i + 1]!);
  out[n++] = 0x51ed270b;
  out[n++] = mix(mix(mix(31, shape1), here.shape), shape2);
  out[n++] = mix(mix(32, coarseBefore), here.coarse);
  out[n++] = mix(mix(33, here.coarse), coarseAfter);
  out[n++] = mix(mix(34, word(i - 1)), here.shape);
  out[n++] = mix(mix(35, word(i + 1)), here.shape);
  out[n++] = mix(36, tags);
  out[n++] = mix(37, tags >>> 10);
  out[n++] = mix(mix(38, fineBefore), here.fine);
  out[n++] = mix(mix(39, here.fine), fineAfter);
  out[n++] = mix(mix(40, start * 16 + bucket), here.coarse);
  out[n++] = mix(41, start * 16 + bucket);
  out[n++] = mix(42, Math.min(3, i - chainFirst) * 4 + Math.min(3, chainLast - i));
  out[n++] = mix(mix(43, word(chainLast)), i === chainLast ? 1 : 0);
  out[n++] = mix(mix(44, word(chainFirst - 1)), Math.min(2, i - chainFirst));
  out[n++] = mix(mix(45, word(chainLast + 1)), Math.min(2, chainLast - i));
  out[n++] = mix(mix(49, word(i - 1)), word(i));
  out[n++] = mix(mix(50, word(i + 1)), word(i));
  out[n++] = mix(mix(53, mix(coarseBefore, here.coarse)), coarseAfter);
  return n;
}
