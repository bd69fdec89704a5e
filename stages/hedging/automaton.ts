import type { TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import type { LexiconEntry } from './lexicon.js';

/** A place where an entry's words stand, with the parts of speech that it asks for. */
export interface Candidate {
  readonly entry: number;
  readonly first: number;
  readonly after: number;
}

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
 * begins no entry costs one array look-up; the words of entries are interned here, so their ids are
 * permanent and few, and so are the states.
 */
export class CueAutomaton {
  readonly #chains: Chain[] = [];
  /** States after the first word, by word id. */
  readonly #roots: (State | undefined)[] = [];
  readonly #states = new Map<string, State>();
  /** Word ids of the lexicon lie below this. */
  readonly #known: number;

  constructor(entries: readonly LexiconEntry[], vocabulary: Vocabulary) {
    const byFirst = new Map<number, number[]>();
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
      }
    });
    this.#known = largest + 1;
    for (let id = 0; id < this.#known; id++) {
      const chains = byFirst.get(id);
      this.#roots.push(chains === undefined ? undefined : this.#state(chains, 1));
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
  scan(document: TokenisedDocument, accept: (candidate: Candidate) => boolean): void {
    const { word, tokenCount } = document;
    const roots = this.#roots;
    const known = this.#known;
    for (let i = 0; i < tokenCount; i++) {
      const id = word[i]!;
      if (id >= known) continue;
      const root = roots[id];
      if (root === undefined) continue;
      const candidates = this.candidatesAt(document, i, root);
      for (let k = candidates.length - 1; k >= 0; k--) {
        if (accept(candidates[k]!)) {
          i = candidates[k]!.after - 1;
          break;
        }
      }
    }
  }

  /** The candidates that begin at a token, shortest first; among equals the entry written first comes last. */
  candidatesAt(
    document: TokenisedDocument,
    first: number,
    root = this.#roots[document.word[first]!],
  ): Candidate[] {
    const { word, pos, sentenceOfToken, sentenceStart } = document;
    const end = sentenceStart[sentenceOfToken[first]! + 1]!;
    const found: Candidate[] = [];
    let state: State | null = root ?? null;
    while (state !== null) {
      for (let a = state.accepting.length - 1; a >= 0; a--) {
        const { entry, posMasks } = this.#chains[state.accepting[a]!]!;
        if (posMasks === null || fits(posMasks, pos, first))
          found.push({ entry, first, after: first + state.depth });
      }
      const at = first + state.depth;
      if (!state.open || at >= end || word[at]! >= this.#known) break;
      state = this.#step(state, word[at]!);
    }
    return found;
  }
}

function fits(posMasks: readonly number[], pos: Uint8Array, first: number): boolean {
  for (let k = 0; k < posMasks.length; k++) {
    const mask = posMasks[k]!;
    if (mask !== 0 && (mask & (1 << pos[first + k]!)) === 0) return false;
  }
  return true;
}
