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

/** Lexemes after which an instance is renewed: at a million it would hold some 400 MB. */
const RENEW_AFTER_LEXEMES = 250_000;

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
    return winkNLP({ ...base, addons } as unknown as typeof model, ['sbd', 'pos']);
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

  lemma(token: number): string {
    return this.#document!.tokens().itemAt(token).out(this.#its.lemma);
  }
}
