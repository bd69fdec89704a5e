import type { TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import type { LexiconEntry } from './lexicon.js';

/** Whether the tokens [first, after), which an entry matches, are a cue here. */
export type Accept = (entry: number, first: number, after: number) => boolean;

/** A sequence of an entry as word ids. */
interface Chain {
  readonly entry: number;
  readonly items: readonly ReadonlySet<number>[];
  /** Null where no item asks for a part of speech. */
  readonly posMasks: readonly number[] | null;
}

/** Chains that have matched the same tokens so far. */
interface State {
  readonly chains: readonly number[];
  /** Tokens matched. */
  readonly depth: number;
  /** Those of them that end here. */
  readonly accepting: readonly number[];
  readonly open: boolean;
  readonly next: Map<number, State | null>;
}

/**
 * The lexicon as a finite automaton over word ids, made deterministic as texts ask for it. A token that
 * begins no entry costs one array look-up, one whose next word no entry has behind it two; the words of entries
 * are interned here, so their ids are permanent and few, and so are the states.
 */
export class CueAutomaton {
  readonly #chains: Chain[] = [];
  readonly #states = new Map<string, State>();
  /** States after the first word. */
  readonly #roots: State[] = [];
  /** One more than the word's place in `#roots`, by word id; 0 where it begins no entry. */
  readonly #rootOf: Int16Array;
  /** For each root 1 where it is an entry by itself. */
  readonly #single: Uint8Array;
  /** One more than the word's place among second words, by word id; 0 where it is none. */
  readonly #secondOf: Int16Array;
  /** Bit `root * seconds + second`: an entry begins with these two words. */
  readonly #pairs: Uint32Array;
  readonly #seconds: number;
  /** Word ids of the lexicon lie below this. */
  readonly #known: number;
  // The candidates at the token looked at, shortest first.
  readonly #entries: number[] = [];
  readonly #afters: number[] = [];

  constructor(entries: readonly LexiconEntry[], vocabulary: Vocabulary) {
    const byFirst = new Map<number, number[]>();
    const seconds = new Map<number, number>();
    let largest = -1;
    entries.forEach((entry, index) => {
      for (const sequence of entry.sequences) {
        const items = sequence.map(({ words }) => new Set(words.map((word) => vocabulary.intern(word))));
        const posMasks = sequence.map((item) => item.posMask);
        const chain = this.#chains.length;
        this.#chains.push({
          entry: index,
          items,
          posMasks: posMasks.some((mask) => mask !== 0) ? posMasks : null,
        });
        for (const item of items) for (const id of item) largest = Math.max(largest, id);
        for (const id of items[0]!) {
          const chains = byFirst.get(id);
          if (chains === undefined) byFirst.set(id, [chain]);
          else if (chains.at(-1) !== chain) chains.push(chain);
        }
        for (const id of items[1] ?? []) if (!seconds.has(id)) seconds.set(id, seconds.size + 1);
      }
    });
    this.#known = largest + 1;
    this.#rootOf = new Int16Array(this.#known);
    this.#secondOf = new Int16Array(this.#known);
    for (const [id, second] of seconds) this.#secondOf[id] = second;
    this.#seconds = seconds.size + 1;
    this.#single = new Uint8Array(byFirst.size);
    this.#pairs = new Uint32Array(((byFirst.size * this.#seconds) >> 5) + 1);
    for (const [id, chains] of byFirst) {
      const root = this.#roots.length;
      const state = this.#state(chains, 1);
      this.#roots.push(state);
      this.#rootOf[id] = root + 1;
      this.#single[root] = state.accepting.length > 0 ? 1 : 0;
      for (const chain of chains) {
        for (const next of this.#chains[chain]!.items[1] ?? []) {
          const bit = root * this.#seconds + seconds.get(next)!;
          this.#pairs[bit >> 5]! |= 1 << (bit & 31);
        }
      }
    }
  }

  #state(chains: readonly number[], depth: number): State {
    const key = `${depth}:${chains.join(',')}`;
    let state = this.#states.get(key);
    if (state === undefined) {
      const accepting = chains.filter((chain) => this.#chains[chain]!.items.length === depth);
      state = { chains, depth, accepting, open: accepting.length < chains.length, next: new Map() };
      this.#states.set(key, state);
    }
    return state;
  }

  #step(state: State, id: number): State | null {
    let next = state.next.get(id);
    if (next === undefined) {
      const { chains, depth } = state;
      const alive = chains.filter((chain) => this.#chains[chain]!.items[depth]?.has(id) === true);
      next = alive.length === 0 ? null : this.#state(alive, depth + 1);
      state.next.set(id, next);
    }
    return next;
  }

  /**
   * Finds cues leftmost-longest within sentences: at each token the longest candidate that `accept` grants
   * wins, among equally long ones the entry written first, and the search goes on after it.
   */
  scan(document: TokenisedDocument, accept: Accept): void {
    const { word, tokenCount } = document;
    const known = this.#known;
    const rootOf = this.#rootOf;
    const secondOf = this.#secondOf;
    const single = this.#single;
    const pairs = this.#pairs;
    const seconds = this.#seconds;
    for (let i = 0; i < tokenCount; i++) {
      const id = word[i]!;
      if (id >= known) continue;
      const root = rootOf[id]! - 1;
      if (root < 0) continue;
      const next = i + 1 < tokenCount ? word[i + 1]! : known;
      let goesOn = false;
      if (next < known) {
        const bit = root * seconds + secondOf[next]!;
        goesOn = (pairs[bit >> 5]! & (1 << (bit & 31))) !== 0;
      }
      if (!goesOn && single[root] === 0) continue;
      const count = this.#candidatesAt(document, i, this.#roots[root]!, goesOn);
      for (let k = count - 1; k >= 0; k--) {
        if (accept(this.#entries[k]!, i, this.#afters[k]!)) {
          i = this.#afters[k]! - 1;
          break;
        }
      }
    }
  }

  /** Sets down the candidates that begin at a token; among equally long ones the entry written first comes last. */
  #candidatesAt(document: TokenisedDocument, first: number, root: State, goesOn: boolean): number {
    const { word, pos, sentenceOfToken, sentenceStart } = document;
    const end = sentenceStart[sentenceOfToken[first]! + 1]!;
    let count = 0;
    let state: State | null = root;
    while (state !== null) {
      const { accepting, depth } = state;
      for (let a = accepting.length - 1; a >= 0; a--) {
        const { entry, posMasks } = this.#chains[accepting[a]!]!;
        if (posMasks !== null && !fits(posMasks, pos, first)) continue;
        this.#entries[count] = entry;
        this.#afters[count++] = first + depth;
      }
      const at = first + depth;
      if (!goesOn || !state.open || at >= end || word[at]! >= this.#known) break;
      state = this.#step(state, word[at]!);
    }
    return count;
  }
}

function fits(posMasks: readonly number[], pos: Uint8Array, first: number): boolean {
  for (let k = 0; k < posMasks.length; k++) {
    const mask = posMasks[k]!;
    if (mask !== 0 && (mask & (1 << pos[first + k]!)) === 0) return false;
  }
  return true;
}
