/** Symbols of a token that a machine steps over. */
export const IGNORED = -1;

/** wink-nlp's symbols for a text's end and for where a state goes when nothing else fits. */
const END = 2070000;
const OTHERWISE = 2070003;
const ROOT = 0;

/** What stands in a machine file: version, last state, transitions, names of final states, marked areas. */
type Machine = readonly [
  version: number,
  lastState: number,
  transitions: Readonly<Record<string, Readonly<Record<string, number>>>>,
  names: Readonly<Record<string, string>>,
  marks: Readonly<Record<string, readonly [number, number]>>,
];

/** The name of the patterns that only keep others from matching. */
const NO_PATTERN = '0';

/**
 * One of the model's pattern machines (sentence ends, corrections of parts of speech) in typed arrays: a row
 * for each state, a column for each class of symbols. It finds the same patterns as wink-nlp's own runner, which
 * looks every symbol up by its name, some ten times faster.
 */
export class Automaton {
  /** Columns by symbol. */
  readonly #classes = new Map<number, number>();
  readonly #width: number;
  readonly #next: Uint16Array;
  readonly #otherwise: Uint16Array;
  readonly #isFinal: Uint8Array;
  /** What a pattern's name says: the part of speech that it sets, negative where any token may take it. */
  readonly #value: Int16Array;
  readonly #isSilent: Uint8Array;
  readonly #markStart: Uint8Array;

  /** Classes of symbols that no row knows, and of tokens that are stepped over. */
  static readonly OTHER = 0;
  static readonly SKIP = 1;
  readonly #end: number;

  constructor(json: string) {
    const [, lastState, transitions, names, marks] = JSON.parse(json) as Machine;
    for (const row of Object.values(transitions))
      for (const symbol of Object.keys(row))
        if (Number(symbol) !== OTHERWISE && !this.#classes.has(Number(symbol)))
          this.#classes.set(Number(symbol), this.#classes.size + 2);
    this.#width = this.#classes.size + 2;
    this.#end = this.classOf(END);
    const states = lastState + 1;
    this.#next = new Uint16Array(states * this.#width);
    this.#otherwise = new Uint16Array(states);
    this.#isFinal = new Uint8Array(states);
    this.#isSilent = new Uint8Array(states);
    this.#value = new Int16Array(states);
    this.#markStart = new Uint8Array(states);
    for (const [state, row] of Object.entries(transitions)) {
      for (const [symbol, next] of Object.entries(row)) {
        if (Number(symbol) === OTHERWISE) this.#otherwise[Number(state)] = next;
        else this.#next[Number(state) * this.#width + this.#classes.get(Number(symbol))!] = next;
      }
    }
    for (const [state, name] of Object.entries(names)) {
      this.#isFinal[Number(state)] = 1;
      this.#isSilent[Number(state)] = name === NO_PATTERN ? 1 : 0;
      this.#value[Number(state)] = Number.isInteger(Number(name)) ? Number(name) : 0;
    }
    for (const [state, [start]] of Object.entries(marks)) this.#markStart[Number(state)] = start;
  }

  /** The class of a symbol, by which `find` takes a text. */
  classOf(symbol: number): number {
    return symbol === IGNORED ? Automaton.SKIP : (this.#classes.get(symbol) ?? Automaton.OTHER);
  }

  /**
   * Finds patterns from left to right, the longest at each place.
   *
   * @param classes - the class of each token.
   * @param at, values - filled with the token that each pattern marks, and its value.
   * @returns how many were found.
   */
  find(classes: Uint8Array, length: number, at: Int32Array, values: Int16Array): number {
    const next = this.#next;
    const width = this.#width;
    const otherwise = this.#otherwise;
    const isFinal = this.#isFinal;
    let found = 0;
    let first = 0;
    let state = ROOT;
    // The longest pattern so far, where a longer one may follow.
    let held = ROOT;
    let heldEnd = 0;
    for (let from = 0; from <= length; from++) {
      for (let i = from; i <= length; i++) {
        const symbol = i === length ? this.#end : classes[i]!;
        if (symbol === Automaton.SKIP) continue;
        const to = next[state * width + symbol]!;
        if (state === ROOT && to !== ROOT) first = i;
        let matched = ROOT;
        if (isFinal[to] === 1) {
          matched = to;
          from = i;
        } else if (to === ROOT && held !== ROOT) {
          matched = held;
          from = heldEnd;
        }
        if (matched !== ROOT) {
          if (this.#isSilent[matched] === 0) {
            at[found] = first + this.#markStart[matched]!;
            values[found++] = this.#value[matched]!;
          }
          state = ROOT;
          held = ROOT;
          break;
        }
        state = to;
        if (to === ROOT) break;
        if (otherwise[to] !== 0) {
          held = otherwise[to]!;
          heldEnd = i;
        }
      }
    }
    return found;
  }
}
