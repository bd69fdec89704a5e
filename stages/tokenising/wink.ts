import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';

/**
 * The part of wink-nlp's raw document that Hedgerow reads. Each token is four numbers: lexeme, normal
 * and preceding spaces, part of speech and lemma, negation.
 */
export interface RawDocument {
  readonly tokens: readonly number[];
  readonly sentences: readonly (readonly number[])[];
  readonly numOfTokens: number;
  readonly cache: RawCache;
}

interface RawCache {
  /** Lexemes of a word already met, or null; the tokeniser takes a word that is found here as it stands. */
  lookup(text: string): readonly number[] | null;
  add(text: string, category: number): number;
  /** Lexemes of the model's own vocabulary; those learned come after. */
  intrinsicSize(): number;
  value(lexeme: number): string;
  valueOf(feature: 'pos', index: number): string;
}

interface WinkDocument {
  out(its: unknown): unknown;
  tokens(): { itemAt(index: number): { out(its: unknown): string } };
}

const NUMBERS_PER_TOKEN = 4;
const LEMMA_BITS = 20;
const POS_MASK = 0x3f00000;

/** Words that wink-nlp, meeting them for the first time, always keeps whole. */
const KEPT_WHOLE = /^[A-Za-z]+$/;

/**
 * Strings that wink-nlp takes for a word in one surrounding and for something else in another, and keeps as
 * what they were first: here they are always the latter. By its category numbers.
 */
const WORD = 1;
const NEVER_WORDS: readonly (readonly [pattern: RegExp, category: number])[] = [
  [/^[+-]?\d+$/, 2],
  [/^(?:USD|AUD|INR|GBP)$/i, 11],
];

/** Lexemes after which an instance is renewed: at a million it would hold some 400 MB. */
const RENEW_AFTER_LEXEMES = 150_000;

/**
 * One wink-nlp instance with sentences and parts of speech. Its raw token numbers are read through the
 * model's own add-on hook (`readabilityStats` receives the raw document), a hundred times cheaper than
 * asking for each token's string. The instance is renewed before its vocabulary hurts.
 */
export class Wink {
  #nlp;
  #its;
  #document: WinkDocument | null = null;
  #raw: RawDocument | null = null;
  #generation = 0;
  #lexemes = 0;

  constructor() {
    this.#nlp = this.#start();
    this.#its = this.#nlp.its;
  }

  #start() {
    const base = model as unknown as { addons: object };
    const addons = { ...base.addons, readabilityStats: (raw: RawDocument) => raw };
    const nlp = winkNLP({ ...base, addons } as unknown as typeof model, ['sbd', 'pos']);
    forgetHistory((nlp.readDoc('a').out(nlp.its.readabilityStats as never) as unknown as RawDocument).cache);
    return nlp;
  }

  /** Raised when lexeme numbers change their meaning. */
  get generation(): number {
    return this.#generation;
  }

  read(text: string): RawDocument {
    this.#document = this.#nlp.readDoc(text) as unknown as WinkDocument;
    this.#raw = this.#document.out(this.#its.readabilityStats) as RawDocument;
    return this.#raw;
  }

  /** Renews the instance when it has met too many words; call between documents. */
  renewIfLarge(): boolean {
    if (this.#lexemes < RENEW_AFTER_LEXEMES) return false;
    this.#lexemes = 0;
    this.#document = null;
    this.#raw = null;
    this.#nlp = this.#start();
    this.#its = this.#nlp.its;
    this.#generation++;
    return true;
  }

  lexeme(token: number): number {
    const lexeme = this.#raw!.tokens[token * NUMBERS_PER_TOKEN]!;
    if (lexeme > this.#lexemes) this.#lexemes = lexeme;
    return lexeme;
  }

  valueOf(lexeme: number): string {
    return this.#raw!.cache.value(lexeme);
  }

  posIndex(token: number): number {
    return (this.#raw!.tokens[token * NUMBERS_PER_TOKEN + 2]! & POS_MASK) >>> LEMMA_BITS;
  }

  posName(index: number): string {
    return this.#raw!.cache.valueOf('pos', index);
  }

  /** Whether the token is a piece of a contraction that the model knows ("do" and "n't"). */
  isContraction(token: number): boolean {
    return this.#raw!.tokens[token * NUMBERS_PER_TOKEN + 1]! > 0xffff;
  }

  lemma(token: number): string {
    const value = this.valueOf(this.lexeme(token));
    // A contraction that wink left whole (a quoted 'cannot') has expansions where its lemma should be.
    const expansions = this.#raw!.cache.lookup(value)?.length ?? 1;
    if (!this.isContraction(token) && expansions > 1) return value;
    return this.#document!.tokens().itemAt(token).out(this.#its.lemma);
  }
}

/**
 * wink-nlp takes a string whole once it has met it whole ("Trump's" out of "Trump's:"), and apart before: the
 * same text would give other tokens after other texts. So what it learned is found again only where its
 * rules would come to the same; the model's own vocabulary, which comes first, stays as it is.
 */
function forgetHistory(cache: RawCache): void {
  const { lookup, add } = cache;
  const ownVocabulary = cache.intrinsicSize();
  // While a word is being learned its properties are looked up, which must find it.
  let learning = false;
  cache.add = (text, category) => {
    learning = true;
    const other = category === WORD ? NEVER_WORDS.find(([pattern]) => pattern.test(text)) : undefined;
    const lexeme = add(text, other?.[1] ?? category);
    learning = false;
    return lexeme;
  };
  cache.lookup = (text) => {
    const found = lookup(text);
    return found === null || learning || found[0]! < ownVocabulary || KEPT_WHOLE.test(text) ? found : null;
  };
}
