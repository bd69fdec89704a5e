import { POS } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import {
  BAG_REACH,
  CLAUSES,
  clauseOf,
  FIRST_FUNCTION,
  FIRST_POLARITY,
  FUNCTIONS,
  functionCategory,
  MENTION_KINDS,
  mentionKind,
  PLACES,
  POLARITIES,
  placeOf,
  polarityCategory,
  ROLES,
  writeRoles,
} from './attention-pooling-inputs.js';
import { BagKernel } from './attention-pooling-kernel.js';
import { type BagLayout, type BagShape, bagLayout, SLICE } from './attention-pooling-layout.js';
import type { Grammar } from './grammar.js';
import { LONGEST_SENTENCE, type SentenceView } from './sentence.js';
import type { WordRows } from './word-rows.js';

/**
 * A small attention bag: each token is a rectified sum of its word's row and of what it is and how it stands to the
 * mention; each head averages its slice of them by attention; a small perceptron judges. The part of the sum that does
 * not depend on the mention is found once for a sentence. All tables hold rows of `heads * SLICE` numbers and then, for
 * each head, exp of the logit: weights are multiplied where numbers are added.
 */
export class BagModel {
  readonly #shape: BagShape;
  readonly #layout: BagLayout;
  readonly #p: Float32Array;
  readonly #words: WordRows;
  readonly #indexOf: (word: number) => number;
  readonly #kernel: BagKernel;
  /** Addresses in the kernel's memory, in bytes. */
  readonly #at: ReturnType<typeof addresses>;
  readonly #rowBytes: number;
  readonly #slotOf: Int32Array;
  #slots = 1;
  readonly #kindKnown = new Uint8Array(KINDS);
  #sentenceRead = false;
  readonly #roles = new Uint8Array(LONGEST_SENTENCE);
  readonly #sums: Float32Array;

  constructor(shape: BagShape, parameters: Float32Array, words: WordRows, vocabulary: Vocabulary) {
    if (shape.heads % 4 !== 0 || shape.hidden % 16 !== 0)
      throw new Error('a bag must have a multiple of four heads and a hidden layer of a multiple of sixteen');
    this.#shape = shape;
    this.#layout = bagLayout(shape, words.dimensions);
    this.#p = parameters;
    this.#words = words;
    this.#indexOf = vocabulary.table((word) => words.indexOf(word));
    this.#slotOf = new Int32Array(words.count);
    const { row, place, clause, role } = this.#layout;
    this.#rowBytes = 4 * row;
    this.#sums = new Float32Array(row);
    this.#at = addresses(shape, row);
    this.#kernel = new BagKernel(this.#at.words + 2048 * this.#rowBytes);
    for (let a = 0; a < PLACES; a++)
      for (let b = 0; b < CLAUSES; b++)
        this.#writeRow(this.#at.related + (a * CLAUSES + b) * this.#rowBytes, [
          place + a * row,
          clause + b * row,
        ]);
    for (let r = 1; r < ROLES; r++) this.#writeRow(this.#at.role + r * this.#rowBytes, [role + r * row]);
    this.#writeRow(this.#at.words, []);
    this.#writePerceptron();
  }

  /** Writes the sum of rows of the parameters; exp(a + b) = exp(a) exp(b). */
  #writeRow(address: number, rows: readonly number[]): void {
    const sums = this.#sums.fill(0);
    for (const at of rows) for (let d = 0; d < sums.length; d++) sums[d]! += this.#p[at + d]!;
    this.#store(address, sums);
  }

  #store(address: number, sums: Float32Array): void {
    const width = this.#shape.heads * SLICE;
    const { floats } = this.#kernel;
    const at = address >>> 2;
    for (let d = 0; d < width; d++) floats[at + d] = sums[d]!;
    // Logits are small by training; the bound keeps products of exp finite for any input.
    for (let d = width; d < sums.length; d++)
      floats[at + d] = Math.exp(Math.max(-LARGEST_LOGIT, Math.min(LARGEST_LOGIT, sums[d]!)));
  }

  /** The biases of the hidden layer for each kind of mention; each input's weights to it; the weights out of it. */
  #writePerceptron(): void {
    const { hidden, heads } = this.#shape;
    const { hiddenWeights, hiddenBias, outWeights, outBias } = this.#layout;
    const width = heads * SLICE;
    const p = this.#p;
    const { floats } = this.#kernel;
    const bias = this.#at.bias >>> 2;
    const weights = this.#at.hiddenWeights >>> 2;
    const out = this.#at.outWeights >>> 2;
    for (let m = 0; m < hidden; m++) {
      const own = hiddenWeights + m * (width + MENTION_KINDS);
      for (let kind = 0; kind < MENTION_KINDS; kind++)
        floats[bias + kind * hidden + m] = p[hiddenBias + m]! + p[own + width + kind]!;
      for (let d = 0; d < width; d++) floats[weights + d * hidden + m] = p[own + d]!;
      for (let k = 0; k < 3; k++) floats[out + 4 * (m + 1) + k] = p[outWeights + k * hidden + m]!;
    }
    for (let k = 0; k < 3; k++) floats[out + k] = p[outBias + k]!;
  }

  /** Call when the sentence view has been refilled. */
  newSentence(): void {
    this.#sentenceRead = false;
  }

  /** Writes the three scores (logits) of the mention at [from, to) of the sentence. */
  score(sentence: SentenceView, grammar: Grammar, from: number, to: number, out: Float64Array): void {
    if (!this.#sentenceRead) this.#readTokens(sentence);
    const { list, pooled, bias, hiddenWeights, outWeights, result } = this.#at;
    const { run } = this.#kernel;
    const numbers = 4 * SLICE * this.#shape.heads;
    const hidden = 4 * this.#shape.hidden;
    run.pool(this.#listTokens(sentence, grammar, from, to), list, pooled, numbers);
    run.perceptron(
      pooled,
      pooled + numbers,
      bias + mentionKind(sentence, from, to) * hidden,
      hiddenWeights,
      hidden,
      outWeights,
      result,
    );
    const { floats } = this.#kernel;
    const at = result >>> 2;
    out[0] = floats[at]!;
    out[1] = floats[at + 1]!;
    out[2] = floats[at + 2]!;
  }

  /** Lists the tokens around the mention for the kernel: where a token's row stands, and its relation's. */
  #listTokens(sentence: SentenceView, grammar: Grammar, from: number, to: number): number {
    const { list, tokens, related, role, joined } = this.#at;
    const { integers, run } = this.#kernel;
    const bytes = this.#rowBytes;
    const low = Math.max(0, from - BAG_REACH);
    const high = Math.min(sentence.length, to + BAG_REACH);
    const roles = this.#roles;
    roles.fill(0, low, high);
    writeRoles(grammar, roles);
    // Tokens with a role get rows of their own.
    const pairs = joined.list >>> 2;
    let withRole = 0;
    let at = list >>> 2;
    for (let i = low; i < high; i++) {
      if (i === from) {
        i = to;
        if (i >= high) break;
      }
      let token = tokens + i * bytes;
      if (roles[i] !== 0) {
        integers[pairs + 2 * withRole] = token;
        integers[pairs + 2 * withRole + 1] = role + roles[i]! * bytes;
        token = joined.rows + withRole * bytes;
        withRole++;
      }
      integers[at] = token;
      integers[at + 1] = related + (placeOf(i, from, to) * CLAUSES + clauseOf(sentence, i, from)) * bytes;
      at += 2;
    }
    const { heads } = this.#shape;
    if (withRole > 0) run.join(withRole, joined.list, joined.rows, 4 * SLICE * heads, 4 * heads);
    return (at - (list >>> 2)) / 2;
  }

  /** Adds for each token of the sentence its word's row and that of its kind. */
  #readTokens(sentence: SentenceView): void {
    const { heads } = this.#shape;
    const { list, tokens, words } = this.#at;
    this.#kernel.reserve(words + (this.#slots + sentence.length) * this.#rowBytes);
    const { integers } = this.#kernel;
    let at = list >>> 2;
    for (let i = 0; i < sentence.length; i++) {
      const polarity = polarityCategory(sentence, i);
      integers[at] = this.#wordRow(sentence, i);
      integers[at + 1] = this.#kindRow(sentence.pos[i]!, polarity, functionCategory(sentence.traits[i]!));
      at += 2;
    }
    this.#kernel.run.join(sentence.length, list, tokens, 4 * SLICE * heads, 4 * heads);
    this.#sentenceRead = true;
  }

  /** Where the sum of a token's three categories stands; made when first asked for. */
  #kindRow(pos: number, polarity: number, fn: number): number {
    const index = (pos * POLARITIES + polarity - FIRST_POLARITY) * FUNCTIONS + fn - FIRST_FUNCTION;
    const address = this.#at.kinds + index * this.#rowBytes;
    if (this.#kindKnown[index] === 0) {
      const { row, token } = this.#layout;
      this.#kindKnown[index] = 1;
      this.#writeRow(address, [token + pos * row, token + polarity * row, token + fn * row]);
    }
    return address;
  }

  /** Where the word's row stands; the first one, which adds nothing, for names and unknown words. */
  #wordRow(sentence: SentenceView, i: number): number {
    const { words } = this.#at;
    if (sentence.pos[i] === POS.PROPN) return words;
    const index = this.#indexOf(sentence.word[i]!);
    if (index < 0) return words;
    const known = this.#slotOf[index]!;
    if (known !== 0) return words + known * this.#rowBytes;
    const address = words + this.#slots * this.#rowBytes;
    this.#slotOf[index] = this.#slots++;
    this.#words.read(index, this.#sums);
    this.#store(address, this.#sums);
    return address;
  }
}

const LARGEST_LOGIT = 20;
const KINDS = FIRST_POLARITY * POLARITIES * FUNCTIONS;

/** Where each table stands in the kernel's memory: bytes, multiples of 16. */
function addresses({ heads, hidden }: BagShape, row: number) {
  let end = 0;
  const take = (bytes: number): number => {
    const at = end;
    end += Math.ceil(bytes / 16) * 16;
    return at;
  };
  const bytes = 4 * row;
  return {
    list: take(8 * LONGEST_SENTENCE),
    /** Pairs of a token and its role, and the rows joined from them. */
    joined: { list: take(8 * ROLES), rows: take(ROLES * bytes) },
    pooled: take(4 * SLICE * heads),
    result: take(64),
    tokens: take(LONGEST_SENTENCE * bytes),
    related: take(PLACES * CLAUSES * bytes),
    role: take(ROLES * bytes),
    kinds: take(KINDS * bytes),
    bias: take(4 * hidden * MENTION_KINDS),
    hiddenWeights: take(4 * hidden * SLICE * heads),
    outWeights: take(16 * (hidden + 1)),
    /** Last, for it grows. */
    words: take(0),
  };
}
