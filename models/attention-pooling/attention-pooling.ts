/** Attention pooling over tokens and what they are to a mention, judged by a small perceptron. */
import { PoolingKernel } from './kernel.js';
import { type PoolingInputs, type PoolingLayout, type PoolingShape, poolingLayout, SLICE } from './layout.js';
import type { WordRows } from './word-rows.js';

/**
 * Each token is a rectified sum of its word's row and of what it is and how it stands to the mention; each head averages
 * its slice of them by attention; a small perceptron judges. The part of the sum that does not depend on the mention is
 * found once for a text. All tables hold rows of `heads * SLICE` numbers and then, for each head, exp of the logit:
 * weights are multiplied where numbers are added.
 *
 * A text is read by writing, from `listAt` on, a pair of addresses for each token (`wordAddress`, `kindAddress`) and
 * calling `readTokens`; a mention is judged by writing the pairs of the tokens around it (`tokenAddress`,
 * `relationAddress`) and calling `score`. Addresses hold until the next call that may add rows.
 */
export class AttentionPooling {
  readonly #shape: PoolingShape;
  readonly #inputs: PoolingInputs;
  readonly #layout: PoolingLayout;
  readonly #p: Float32Array;
  readonly #words: WordRows;
  readonly #kernel: PoolingKernel;
  /** Addresses in the kernel's memory, in bytes. */
  readonly #at: ReturnType<typeof addresses>;
  readonly #rowBytes: number;
  /** By word, the slot of its row; 0 where it has none yet. */
  readonly #slotOf: Int32Array;
  #slots = 1;
  readonly #kindKnown: Uint8Array;
  readonly #sums: Float32Array;

  /**
   * @param kinds - how many combinations of a token's categories there are.
   * @param longest - the most tokens of a text.
   */
  constructor(
    shape: PoolingShape,
    inputs: PoolingInputs,
    kinds: number,
    longest: number,
    parameters: Float32Array,
    words: WordRows,
  ) {
    if (shape.heads % 4 !== 0 || shape.hidden % 16 !== 0)
      throw new Error(
        'attention pooling needs a multiple of four heads and a hidden layer of a multiple of sixteen',
      );
    this.#shape = shape;
    this.#inputs = inputs;
    this.#layout = poolingLayout(shape, inputs, words.dimensions);
    this.#p = parameters;
    this.#words = words;
    this.#slotOf = new Int32Array(words.count);
    this.#kindKnown = new Uint8Array(kinds);
    const { row, place, clause, role } = this.#layout;
    this.#rowBytes = 4 * row;
    this.#sums = new Float32Array(row);
    this.#at = addresses(shape, inputs, kinds, longest, row);
    this.#kernel = new PoolingKernel(this.#at.words + 2048 * this.#rowBytes);
    for (let a = 0; a < inputs.places; a++)
      for (let b = 0; b < inputs.clauses; b++)
        this.#writeRow(this.#at.related + (a * inputs.clauses + b) * this.#rowBytes, [
          place + a * row,
          clause + b * row,
        ]);
    for (let r = 1; r < inputs.roles; r++)
      this.#writeRow(this.#at.role + r * this.#rowBytes, [role + r * row]);
    this.#writeRow(this.#at.words, []);
    this.#writePerceptron();
  }

  /** The memory as 32-bit numbers, where lists of addresses are written. */
  get integers(): Int32Array {
    return this.#kernel.integers;
  }

  /** The index in `integers` from which pairs are written. */
  get listAt(): number {
    return this.#at.list >>> 2;
  }

  /** Call before a text of so many tokens is read: makes room for their words' rows. */
  reserve(tokens: number): void {
    this.#kernel.reserve(this.#at.words + (this.#slots + tokens) * this.#rowBytes);
  }

  /** Where the row of a word stands; for -1 the one that adds nothing. */
  wordAddress(index: number): number {
    const { words } = this.#at;
    if (index < 0) return words;
    const known = this.#slotOf[index]!;
    if (known !== 0) return words + known * this.#rowBytes;
    const address = words + this.#slots * this.#rowBytes;
    this.#slotOf[index] = this.#slots++;
    this.#words.read(index, this.#sums);
    this.#store(address, this.#sums);
    return address;
  }

  /** Where the sum of a token's three categories stands, made when first asked for. `kind` numbers the combination. */
  kindAddress(kind: number, first: number, second: number, third: number): number {
    const address = this.#at.kinds + kind * this.#rowBytes;
    if (this.#kindKnown[kind] === 0) {
      const { row, token } = this.#layout;
      this.#kindKnown[kind] = 1;
      this.#writeRow(address, [token + first * row, token + second * row, token + third * row]);
    }
    return address;
  }

  /** Sums up, for each of the text's tokens, the pair of rows listed. */
  readTokens(tokens: number): void {
    const { heads } = this.#shape;
    const { list, tokens: to } = this.#at;
    this.#kernel.run.join(tokens, list, to, 4 * SLICE * heads, 4 * heads);
  }

  tokenAddress(token: number): number {
    return this.#at.tokens + token * this.#rowBytes;
  }

  relationAddress(place: number, clause: number): number {
    return this.#at.related + (place * this.#inputs.clauses + clause) * this.#rowBytes;
  }

  /**
   * Where the row of a token in a role will stand when `joinRoles` has been called; `n` counts those of one mention
   * from 0. `from`: the row of the token where it is not the one read.
   */
  addressInRole(token: number, role: number, n: number, from = this.tokenAddress(token)): number {
    const { list, rows } = this.#at.joined;
    const { integers } = this.#kernel;
    integers[(list >>> 2) + 2 * n] = from;
    integers[(list >>> 2) + 2 * n + 1] = this.#at.role + role * this.#rowBytes;
    return rows + n * this.#rowBytes;
  }

  /**
   * Where the sum of two rows will stand when `joinRows` has been called: of a token whose word has a row of its own for
   * its role, for `from` of `addressInRole`. `n` counts those of one mention from 0.
   */
  addressOfSum(word: number, kind: number, n: number): number {
    const { list, rows } = this.#at.special;
    const { integers } = this.#kernel;
    integers[(list >>> 2) + 2 * n] = word;
    integers[(list >>> 2) + 2 * n + 1] = kind;
    return rows + n * this.#rowBytes;
  }

  /** Call before `joinRoles`. */
  joinRows(n: number): void {
    const { heads } = this.#shape;
    const { list, rows } = this.#at.special;
    if (n > 0) this.#kernel.run.join(n, list, rows, 4 * SLICE * heads, 4 * heads);
  }

  joinRoles(n: number): void {
    const { heads } = this.#shape;
    const { list, rows } = this.#at.joined;
    if (n > 0) this.#kernel.run.join(n, list, rows, 4 * SLICE * heads, 4 * heads);
  }

  /** Writes the three scores (logits) of a mention of a kind, from the pairs of the tokens around it. */
  score(pairs: number, mention: number, out: Float64Array): void {
    const { list, pooled, bias, hiddenWeights, outWeights, result } = this.#at;
    const { run } = this.#kernel;
    const numbers = 4 * SLICE * this.#shape.heads;
    const hidden = 4 * this.#shape.hidden;
    run.pool(pairs, list, pooled, numbers);
    run.perceptron(
      pooled,
      pooled + numbers,
      bias + mention * hidden,
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
    const { mentions } = this.#inputs;
    const { hiddenWeights, hiddenBias, outWeights, outBias } = this.#layout;
    const width = heads * SLICE;
    const p = this.#p;
    const { floats } = this.#kernel;
    const bias = this.#at.bias >>> 2;
    const weights = this.#at.hiddenWeights >>> 2;
    const out = this.#at.outWeights >>> 2;
    for (let m = 0; m < hidden; m++) {
      const own = hiddenWeights + m * (width + mentions);
      for (let kind = 0; kind < mentions; kind++)
        floats[bias + kind * hidden + m] = p[hiddenBias + m]! + p[own + width + kind]!;
      for (let d = 0; d < width; d++) floats[weights + d * hidden + m] = p[own + d]!;
      for (let k = 0; k < 3; k++) floats[out + 4 * (m + 1) + k] = p[outWeights + k * hidden + m]!;
    }
    for (let k = 0; k < 3; k++) floats[out + k] = p[outBias + k]!;
  }
}

const LARGEST_LOGIT = 20;

/** Where each table stands in the kernel's memory: bytes, multiples of 16. */
function addresses(
  { heads, hidden }: PoolingShape,
  { places, clauses, roles, mentions }: PoolingInputs,
  kinds: number,
  longest: number,
  row: number,
) {
  let end = 0;
  const take = (bytes: number): number => {
    const at = end;
    end += Math.ceil(bytes / 16) * 16;
    return at;
  };
  const bytes = 4 * row;
  return {
    list: take(8 * longest),
    /** Pairs of a token and its role, and the rows joined from them. */
    joined: { list: take(8 * roles), rows: take(roles * bytes) },
    /** The same for the rows of words in roles. */
    special: { list: take(8 * roles), rows: take(roles * bytes) },
    pooled: take(4 * SLICE * heads),
    result: take(64),
    tokens: take(longest * bytes),
    related: take(places * clauses * bytes),
    role: take(roles * bytes),
    kinds: take(kinds * bytes),
    bias: take(4 * hidden * mentions),
    hiddenWeights: take(4 * hidden * SLICE * heads),
    outWeights: take(16 * (hidden + 1)),
    /** Last, for it grows. */
    words: take(0),
  };
}
