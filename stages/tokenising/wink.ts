/** wink-nlp and its model, as the tokeniser uses them. */
import model from 'wink-eng-lite-web-model';
import winkNLP, { type ItsFunction } from 'wink-nlp';
import { Automaton, IGNORED } from './automaton.js';

/** What Hedgerow uses of the model beyond wink-nlp's own types: each function gives one of its parts. */
interface Model {
  core(): CoreModel;
  sbd(): { readonly machines: readonly string[]; readonly transformers: readonly Transform[] };
  pos(): { readonly machines: readonly string[]; readonly transformers: readonly Transform[] };
  featureFn(config: object): { readonly pos: GuessPos };
  readonly addons: object;
}

/** The part of speech of a word that is not in the vocabulary, by its lower case form, its ending or its category. */
type GuessPos = (
  word: string,
  category: number,
  cache: Pick<Cache, 'lookup' | 'intrinsicSize' | 'posOf'>,
) => number;

interface CoreModel {
  readonly packing: { readonly config: object };
  readonly preserve: Readonly<Record<'prefix' | 'suffix', Readonly<Record<string, true>>>>;
  readonly features: Readonly<Record<string, Feature>>;
}

/** A property of words, by number. Those that wink-nlp adds to know the size with which they came. */
interface Feature {
  readonly hash: Record<string, number>;
  readonly list: string[];
  readonly intrinsicSize?: number;
  index: number;
}

/** The symbol that a machine reads for a token; a property of the token as written may take its place. */
type Transform = (symbol: number, cache: Cache, tokens: readonly number[], index: number) => number;

/** wink-nlp's raw document. Each token is four numbers: lexeme, normal and preceding spaces, part of speech, negation. */
interface RawDocument {
  readonly tokens: readonly number[];
  readonly numOfTokens: number;
  readonly cache: Cache;
}

interface Cache {
  /** Lexemes of a word already met, or null; the tokeniser takes a word that is found here as it stands. */
  lookup(text: string): readonly number[] | null;
  add(text: string, category: number): number;
  /** Lexemes of the model's own vocabulary; those learned come after. */
  intrinsicSize(): number;
  value(lexeme: number): string;
  normal(lexeme: number): number;
  /** The normal of a piece of a contraction. */
  nox(packed: number): number;
  posOf(lexeme: number): number;
  mappedSpelling(lexeme: number): number;
  property(lexeme: number, name: string): unknown;
  isMemberPOS(lexeme: number, pos: number): boolean;
}

/** A token as wink-nlp cuts it, with all that its sentence and part-of-speech machines ask of it. */
export interface RawToken {
  readonly value: string;
  /** What the sentence machine reads for it, and what it reads where white space stands before it. */
  readonly boundary: number;
  readonly boundarySpaced: number;
  /** Most likely part of speech, in wink's numbering. */
  readonly pos: number;
  /** What the part-of-speech machines read in place of its part of speech; 0 for the part of speech itself. */
  readonly hint: number;
  /** Bit p is set where the machines may make it part of speech p. */
  readonly possible: number;
  /** Whether its part of speech stands, as that of the pieces of a contraction. */
  readonly fixed: boolean;
}

const NUMBERS_PER_TOKEN = 4;
const SPACES_BITS = 16;
const POS_BITS_FROM = 20;
/** The lexeme and the part of speech that wink-nlp's machines step over. */
const LINE_BREAK = 1;
const UNKNOWN_POS = 0;
const NOUN = 8;

/** Words that wink-nlp, meeting them for the first time, always keeps whole. */
const KEPT_WHOLE = /^[A-Za-z]+$/;
/** A word of two letters or more with a mark before it, and perhaps one behind: each is a token. */
const MARKED = /^([“‘"([])([A-Z][a-z]+|[a-z]{2,})([’”"\])},!;?:]?)$/;
/** A word of two letters or more with two marks behind it, not both full stops. */
const TWICE_MARKED = /^((?:[A-Z][a-z]+|[a-z]{2,})(?:[’”"\])},!;?:]|\.(?!\.)))([’'”",.!;?:])$/;
/** A word of two letters or more and its possessive ending, or an apostrophe. */
const POSSESSIVE = /^([A-Z][a-z]+|[a-z]{2,})(['’]s|')$/;
/** Words joined by hyphens. */
const HYPHENATED = /^(?:[A-Z][a-z]+|[a-z]{2,})(?:-(?:[A-Z][a-z]+|[a-z]{2,}))+$/;
/** Those that it keeps whole but for the last mark. */
const KEPT_BUT_MARK = /^[A-Za-z]{2,}[’”"\])},.!;?:]$/;

/**
 * Strings that wink-nlp takes for a word in one surrounding and for something else in another, and keeps as
 * what they were first: here they are always the latter. By its category numbers.
 */
const WORD = 1;
const NEVER_WORDS: readonly (readonly [pattern: RegExp, category: number])[] = [
  [/^[+-]?\d+$/, 2],
  [/^(?:USD|AUD|INR|GBP)$/i, 11],
];

function categoryOf(text: string, category: number): number {
  if (category !== WORD) return category;
  return NEVER_WORDS.find(([pattern]) => pattern.test(text))?.[1] ?? WORD;
}

/** wink-nlp's expressions for addresses take time that grows with the cube of a string's length. */
const LONGEST_STRING = 512;

/** A string in pieces that wink-nlp can take, none cut within a character. */
function shortPieces(string: string): readonly string[] {
  if (string.length <= LONGEST_STRING) return [string];
  const pieces: string[] = [];
  for (let from = 0; from < string.length; ) {
    let to = Math.min(from + LONGEST_STRING, string.length);
    const last = string.charCodeAt(to - 1);
    if (to < string.length && last >= 0xd800 && last < 0xdc00) to--;
    pieces.push(string.slice(from, to));
    from = to;
  }
  return pieces;
}

/** Words learned after which they are forgotten: at a million they would hold some 400 MB. */
const FORGET_AFTER = 50_000;

/**
 * wink-nlp and its English model. Here it only cuts strings into tokens, each distinct string once; its machines
 * for sentences and parts of speech are run by `Automaton`. Its raw numbers are read through the model's own add-on
 * hook (`readabilityStats` receives the raw document).
 */
export class Wink {
  readonly boundaries: Automaton;
  readonly tagging: readonly Automaton[];
  readonly posNames: readonly string[];
  readonly #core: CoreModel;
  readonly #boundaryOf: Transform;
  readonly #hintOf: Transform;
  readonly #posOf: GuessPos;
  readonly #possible: number[] = [];
  /** Tokens already described, by lexeme. */
  readonly #tokens = new Map<number, RawToken>();
  #read!: (text: string) => RawDocument;
  #cache!: Cache;

  constructor() {
    const source = model as Model;
    this.#core = source.core();
    this.posNames = this.#core.features.pos!.list;
    const sbd = source.sbd();
    const pos = source.pos();
    this.boundaries = new Automaton(sbd.machines[0]!);
    this.tagging = pos.machines.map((machine) => new Automaton(machine));
    this.#boundaryOf = sbd.transformers[0]!;
    // wink-nlp reads the first one for both machines.
    this.#hintOf = pos.transformers[0]!;
    this.#posOf = source.featureFn(this.#core.packing.config).pos;
    this.#start();
  }

  /**
   * Cuts a string without white space in it where that is sure without wink-nlp's rules: a string of its
   * vocabulary, a word of letters, such a word and one mark. Undefined for any other.
   */
  cutPlain(string: string): readonly RawToken[] | undefined {
    const found = this.#cache.lookup(string);
    if (found?.length === 1) return [this.#tokenOf(found[0]!)];
    if (found !== null) {
      const pieces: RawToken[] = [];
      for (let k = 0; k < found.length; k += NUMBERS_PER_TOKEN)
        pieces.push(this.#pieceOf(found[k]!, found[k + 1]!, found[k + 3]!));
      return pieces;
    }
    if (KEPT_WHOLE.test(string)) return [this.#unknownWord(string)];
    if (KEPT_BUT_MARK.test(string)) {
      const mark = this.#cache.lookup(string.slice(-1))!;
      return [this.#word(string.slice(0, -1)), this.#tokenOf(mark[0]!)];
    }
    const marked = MARKED.exec(string);
    if (marked !== null) {
      const [, before, word, behind] = marked;
      const tokens = [this.#mark(before!), ...this.cutPlain(word!)!];
      if (behind !== '') tokens.push(this.#mark(behind!));
      return tokens;
    }
    const twice = TWICE_MARKED.exec(string);
    if (twice !== null) return [...this.cutPlain(twice[1]!)!, this.#mark(twice[2]!)];
    const possessive = POSSESSIVE.exec(string);
    if (possessive !== null) return [...this.cutPlain(possessive[1]!)!, this.#mark(possessive[2]!)];
    if (HYPHENATED.test(string)) return this.#hyphenated(string);
    return undefined;
  }

  /** A mark of the model's vocabulary. */
  #mark(mark: string): RawToken {
    return this.#tokenOf(this.#cache.lookup(mark)![0]!);
  }

  /** Words joined by hyphens stay one where the first or the last is a prefix or suffix of the model's. */
  #hyphenated(string: string): readonly RawToken[] {
    const words = string.split('-');
    const { prefix, suffix } = this.#core.preserve;
    if (prefix[words[0]!] !== undefined || suffix[words.at(-1)!] !== undefined)
      return [this.#unknownWord(string)];
    return words.flatMap((word, k) =>
      k === 0 ? this.cutPlain(word)! : [this.#mark('-'), ...this.cutPlain(word)!],
    );
  }

  /** Cuts strings without white space in them. `onToken` is called for each token, in order. */
  cut(strings: readonly string[], onToken: (string: number, token: RawToken) => void): void {
    const pieces: string[] = [];
    /** The string of each piece. */
    const origin: number[] = [];
    strings.forEach((string, s) => {
      for (const piece of shortPieces(string)) {
        pieces.push(piece);
        origin.push(s);
      }
    });
    const { tokens } = this.#read(pieces.join('\n'));
    let piece = 0;
    for (let at = 0; at < tokens.length; at += NUMBERS_PER_TOKEN) {
      if (tokens[at] === LINE_BREAK) piece++;
      else onToken(origin[piece]!, this.#readToken(tokens, at));
    }
  }

  /** The token or tokens of a run of line breaks and tabs. */
  cutBreak(run: string): readonly RawToken[] {
    const { tokens } = this.#read(run);
    return Array.from({ length: tokens.length / NUMBERS_PER_TOKEN }, (_, i) =>
      this.#readToken(tokens, i * NUMBERS_PER_TOKEN),
    );
  }

  /** Forgets the words it learned when they are many; between two documents. */
  forgetIfMany(): void {
    const { list, intrinsicSize } = this.#core.features.lexeme!;
    if (list.length - intrinsicSize! > FORGET_AFTER) this.#start();
  }

  #readToken(tokens: readonly number[], at: number): RawToken {
    const packed = tokens[at + 1]!;
    const packedPos = tokens[at + 2]!;
    if (packedPos === 0) return this.#tokenOf(tokens[at]!);
    return this.#pieceOf(tokens[at]!, packed >>> SPACES_BITS, packedPos >>> POS_BITS_FROM);
  }

  #tokenOf(lexeme: number): RawToken {
    const known = this.#tokens.get(lexeme);
    if (known !== undefined) return known;
    const cache = this.#cache;
    const pos = cache.posOf(cache.mappedSpelling(lexeme)) || NOUN;
    const token = this.#describe(lexeme, cache.normal(lexeme), pos, false);
    this.#tokens.set(lexeme, token);
    return token;
  }

  /** A word of letters, which is not taken for a contraction. */
  #word(word: string): RawToken {
    const found = this.#cache.lookup(word);
    if (found === null) return this.#unknownWord(word);
    return this.#tokenOf(found.length === 1 ? found[0]! : this.#cache.add(word, WORD));
  }

  /**
   * A word of letters that is not in the model's vocabulary. wink-nlp would learn it; all that this changes is
   * the part of speech that it guesses, of which the model is asked here.
   */
  #unknownWord(word: string): RawToken {
    const cache = this.#cache;
    const lower = word.toLowerCase();
    const found = cache.lookup(lower);
    const unknown = cache.intrinsicSize();
    const base = found === null ? unknown : found.length === 1 ? found[0]! : cache.add(lower, WORD);
    const normal = base < unknown ? cache.normal(base) : unknown;
    const boundary = base < unknown ? this.#boundaryOf(normal, cache, [normal, 0], 0) : unknown;
    const spaced = base < unknown ? this.#boundaryOf(normal, cache, [normal, 1], 0) : unknown;
    const pos = this.#posOf(word, categoryOf(word, WORD), {
      lookup: () => [Math.min(base, unknown)],
      intrinsicSize: () => unknown,
      posOf: cache.posOf,
    });
    return {
      value: word,
      boundary,
      boundarySpaced: spaced,
      pos,
      hint: 0,
      possible: this.#possibleFor(normal),
      fixed: false,
    };
  }

  /** A piece of a contraction, whose normal form and part of speech the model gives. */
  #pieceOf(lexeme: number, normal: number, pos: number): RawToken {
    return this.#describe(lexeme, this.#cache.nox(normal << SPACES_BITS), pos, true);
  }

  #describe(lexeme: number, normal: number, pos: number, fixed: boolean): RawToken {
    const cache = this.#cache;
    const boundary = (spaces: number): number =>
      normal === LINE_BREAK ? IGNORED : this.#boundaryOf(normal, cache, [lexeme, spaces], 0);
    const hint = this.#hintOf(-1, cache, [lexeme], 0);
    return {
      value: cache.value(lexeme),
      boundary: boundary(0),
      boundarySpaced: boundary(1),
      pos,
      hint: pos === UNKNOWN_POS ? IGNORED : hint === -1 ? 0 : hint,
      possible: this.#possibleFor(normal),
      fixed,
    };
  }

  /** The parts of speech that a word can have, a bit each. They are the same for all words of a cluster. */
  #possibleFor(normal: number): number {
    const cache = this.#cache;
    const cluster = cache.property(normal, 'lexemeCID') as number;
    let possible = this.#possible[cluster];
    if (possible === undefined) {
      possible = 0;
      for (let p = 0; p < this.posNames.length; p++) if (cache.isMemberPOS(normal, p)) possible |= 1 << p;
      this.#possible[cluster] = possible;
    }
    return possible;
  }

  /** An instance that knows the model's own vocabulary only. */
  #start(): void {
    for (const feature of Object.values(this.#core.features)) {
      if (feature.intrinsicSize === undefined) continue;
      for (const learned of feature.list.splice(feature.intrinsicSize)) delete feature.hash[learned];
      feature.index = feature.intrinsicSize;
    }
    this.#tokens.clear();
    const nlp = winkNLP(readableModel({ core: () => this.#core, ...unused }), []);
    const raw: ItsFunction<unknown> = nlp.its.readabilityStats;
    this.#read = (text) => nlp.readDoc(text).out(raw) as RawDocument;
    this.#cache = this.#read('a').cache;
    forgetHistory(this.#cache);
  }
}

/** Machines that wink-nlp would parse although its pipe does not name them. */
const unused = {
  ner: () => ({ machines: [], transformers: [] }),
  sa: () => ({ machines: ['[]'] }),
  negation: () => ({ machines: ['[]'] }),
  // The model writes it as JSON anew of what it wrote the time before, and so twice as long: 20 starts, and no string holds it.
  metaCER: () => ({ machines: '[]', transformers: [() => null] }),
};

/** The model with a hook that hands out the raw document, and parts of it replaced. */
export function readableModel(parts: object = {}): typeof model {
  const { addons } = model as Model;
  const hook = { ...addons, readabilityStats: (raw: RawDocument) => raw };
  return { ...model, ...parts, addons: hook } as typeof model;
}

/**
 * wink-nlp takes a string whole once it has met it whole ("Trump's" out of "Trump's:"), and apart before: the
 * same text would give other tokens after other texts. So what it learned is found again only where its
 * rules would come to the same; the model's own vocabulary, which comes first, stays as it is.
 */
export function forgetHistory(cache: Cache): void {
  const { lookup, add } = cache;
  const ownVocabulary = cache.intrinsicSize();
  // While a word is being learned its properties are looked up, which must find it.
  let learning = false;
  cache.add = (text, category) => {
    learning = true;
    const lexeme = add(text, categoryOf(text, category));
    learning = false;
    return lexeme;
  };
  cache.lookup = (text) => {
    const found = lookup(text);
    return found === null || learning || found[0]! < ownVocabulary || KEPT_WHOLE.test(text) ? found : null;
  };
}
