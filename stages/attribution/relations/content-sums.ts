// Running sums over a document's tokens, so that a stretch is read without walking through it.
import { POS } from '../../tokenising/annotation.js';
import { FACTS, LEXICAL } from '../word-facts.js';
import type { Scene } from './clause.js';
import { marginal } from './cue-features.js';
import type { ClausesWithin, RunningSums } from './running-sums.js';
import { KIND } from './word-kinds.js';

/** Past this many tokens after a comma or coordinator no verb is looked for. */
const VERB_WITHIN = 5;

/** Sums of the content marginal, of words, verbs and quoted tokens from the document's beginning. */
export class ContentSums implements RunningSums {
  content = new Float64Array(1);
  verbs = new Int32Array(1);
  commas = new Int32Array(1);
  quoted = new Int32Array(1);
  #cues = new Int32Array(1);
  #balance = new Int32Array(1);
  /** Commas and coordinators before each token, and where they stand. */
  #joins = new Int32Array(1);
  #joinAt = new Int32Array(0);
  #scene: Scene | null = null;
  readonly #within: ClausesWithin = { coordinated: 0, parallel: 0, told: 0, balance: 0 };

  prepare(scene: Scene): void {
    this.#scene = scene;
    const { d, kindAt, quoteAt, marginals } = scene;
    const n = d.tokenCount;
    if (this.content.length < n + 1) this.#grow((n + 1) * 2);
    const { content, verbs, commas, quoted } = this;
    const cues = this.#cues;
    const balance = this.#balance;
    const joins = this.#joins;
    const joinAt = this.#joinAt;
    const { pos } = d;
    let said = 0;
    let verb = 0;
    let comma = 0;
    let inside = 0;
    let cue = 0;
    let open = 0;
    let join = 0;
    for (let i = 0; i < n; i++) {
      const kind = kindAt[i]!;
      const p = pos[i]!;
      said += marginals[i * 4 + 3]!;
      if (marginals[i * 4 + 2]! > 0.5) cue++;
      if (p === POS.VERB || p === POS.AUX) verb++;
      if (quoteAt[i]! >= 0) inside++;
      if (kind === KIND.comma || kind === KIND.coordinator) joinAt[join++] = i;
      if (kind === KIND.comma) comma++;
      else if (kind === KIND.opens) open++;
      else if (kind === KIND.closes) open--;
      const to = i + 1;
      content[to] = said;
      verbs[to] = verb;
      commas[to] = comma;
      quoted[to] = inside;
      cues[to] = cue;
      balance[to] = open;
      joins[to] = join;
    }
  }

  cuesWithin(first: number, after: number, but: number): number {
    const cues = this.#cues;
    const own = but >= first && but < after ? cues[but + 1]! - cues[but]! : 0;
    return cues[after]! - cues[first]! - own;
  }

  clausesWithin(first: number, after: number, until: number, ending: number): Readonly<ClausesWithin> {
    const within = this.#within;
    const scene = this.#scene!;
    within.balance = this.#balance[until]! - this.#balance[first]!;
    within.coordinated = 0;
    within.parallel = 0;
    within.told = 0;
    for (let j = this.#joins[first]!; j < this.#joins[until]!; j++) {
      const i = this.#joinAt[j]!;
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
    this.quoted = new Int32Array(n);
    this.#cues = new Int32Array(n);
    this.#balance = new Int32Array(n);
    this.#joins = new Int32Array(n);
    this.#joinAt = new Int32Array(n);
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
