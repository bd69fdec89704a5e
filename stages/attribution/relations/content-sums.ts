// Running sums over a document's tokens, so that a stretch is read without walking through it.
import { POS } from '../../tokenising/annotation.js';
import { FACTS, LEXICAL } from '../word-facts.js';
import type { Scene } from './clause.js';
import { marginal } from './cue-features.js';
import { KIND } from './word-kinds.js';

/** Past this many tokens after a comma or coordinator no verb is looked for. */
const VERB_WITHIN = 5;

/** Clauses in a stretch that could be the cue's own sentence going on. */
export interface ClausesWithin {
  /** Verbs right after a comma or coordinator, and those of them that end as the cue does. */
  coordinated: number;
  parallel: number;
  /** Commas and coordinators followed by a likely cue. */
  told: number;
  /** Brackets opened less those closed. */
  balance: number;
}

/** Sums of the content marginal, of words and of verbs from the document's beginning. */
export class ContentSums {
  content = new Float64Array(0);
  verbs = new Int32Array(0);
  commas = new Int32Array(0);
  #cues = new Int32Array(0);
  #coordinated = new Int32Array(0);
  /** Four a token, by the verb's ending. */
  #parallel = new Int32Array(0);
  #told = new Int32Array(0);
  #balance = new Int32Array(0);
  readonly #within: ClausesWithin = { coordinated: 0, parallel: 0, told: 0, balance: 0 };

  prepare(scene: Scene): void {
    const { d, kinds } = scene;
    if (this.content.length < d.tokenCount + 1) this.#grow((d.tokenCount + 1) * 2);
    for (let i = 0; i < d.tokenCount; i++) {
      const kind = kinds.kind(d.word[i]!);
      this.content[i + 1] = this.content[i]! + marginal(scene, i, 3);
      this.verbs[i + 1] = this.verbs[i]! + (isVerb(scene, i) ? 1 : 0);
      this.commas[i + 1] = this.commas[i]! + (kind === KIND.comma ? 1 : 0);
      this.#cues[i + 1] = this.#cues[i]! + (marginal(scene, i, 2) > 0.5 ? 1 : 0);
      this.#balance[i + 1] = this.#balance[i]! + (kind === KIND.opens ? 1 : kind === KIND.closes ? -1 : 0);
      const joins = kind === KIND.coordinator || kind === KIND.comma;
      const verb = joins ? coordinatedVerb(scene, i, d.tokenCount) : -1;
      this.#coordinated[i + 1] = this.#coordinated[i]! + (verb >= 0 ? 1 : 0);
      for (let e = 0; e < 4; e++) this.#parallel[(i + 1) * 4 + e] = this.#parallel[i * 4 + e]!;
      if (verb >= 0) this.#parallel[(i + 1) * 4 + verbEnding(scene, verb)]!++;
      this.#told[i + 1] = this.#told[i]! + (joins && cueFollows(scene, i, d.tokenCount) ? 1 : 0);
    }
  }

  /** Tokens of [first, after) that are likely cues, but for one. */
  cuesWithin(first: number, after: number, but: number): number {
    const cues = this.#cues;
    const own = but >= first && but < after ? cues[but + 1]! - cues[but]! : 0;
    return cues[after]! - cues[first]! - own;
  }

  /**
   * The clauses that begin in [first, until) and have their verb before `after`; overwritten by the next call.
   * @param ending - how a parallel verb ends.
   */
  clausesWithin(
    scene: Scene,
    first: number,
    after: number,
    until: number,
    ending: number,
  ): Readonly<ClausesWithin> {
    const { d, kinds } = scene;
    const within = this.#within;
    // Near the end a verb may lie outside: those are counted one by one.
    const sure = Math.max(first, Math.min(until, after - VERB_WITHIN));
    within.balance = this.#balance[until]! - this.#balance[first]!;
    within.coordinated = this.#coordinated[sure]! - this.#coordinated[first]!;
    within.parallel = this.#parallel[sure * 4 + ending]! - this.#parallel[first * 4 + ending]!;
    within.told = this.#told[sure]! - this.#told[first]!;
    for (let i = sure; i < until; i++) {
      const kind = kinds.kind(d.word[i]!);
      if (kind !== KIND.coordinator && kind !== KIND.comma) continue;
      const verb = coordinatedVerb(scene, i, after);
      if (verb >= 0) within.coordinated++;
      if (verb >= 0 && verbEnding(scene, verb) === ending) within.parallel++;
      if (cueFollows(scene, i, after)) within.told++;
    }
    return within;
  }

  #grow(n: number): void {
    this.content = new Float64Array(n);
    this.verbs = new Int32Array(n);
    this.commas = new Int32Array(n);
    this.#cues = new Int32Array(n);
    this.#coordinated = new Int32Array(n);
    this.#parallel = new Int32Array(n * 4);
    this.#told = new Int32Array(n);
    this.#balance = new Int32Array(n);
  }
}

/** The verb right after a comma or coordinator, an adverb between them at most; -1 where there is none. */
function coordinatedVerb(scene: Scene, i: number, until: number): number {
  const verb = nextVerb(scene, i + 1, Math.min(until, i + 3));
  return verb === i + 1 || (verb === i + 2 && scene.d.pos[i + 1] === POS.ADV) ? verb : -1;
}

function cueFollows(scene: Scene, i: number, until: number): boolean {
  const verb = nextVerb(scene, i + 1, Math.min(until, i + 1 + VERB_WITHIN));
  return verb > 0 && marginal(scene, verb, 2) > 0.3;
}

function isVerb({ d }: Scene, i: number): boolean {
  return d.pos[i] === POS.VERB || d.pos[i] === POS.AUX;
}

/** The first verb of [first, until), or -1. */
export function nextVerb(scene: Scene, first: number, until: number): number {
  for (let i = first; i < until; i++) if (isVerb(scene, i)) return i;
  return -1;
}

/** 1 -ing, 2 past, 3 third person, 0 other. */
export function verbEnding({ d, kinds, facts }: Scene, i: number): number {
  const suffix = kinds.suffix(d.word[i]!);
  if (suffix === 1 || suffix === 2) return suffix;
  return (facts.values[d.word[i]! * FACTS + LEXICAL]! & 64) !== 0 ? 2 : suffix;
}
