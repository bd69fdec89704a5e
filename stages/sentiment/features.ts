/** Hashed features of a mention in its sentence, for the linear model. */
import { POS } from '../tokenising/annotation.js';
import { Grammar } from './grammar.js';
import type { SentenceView } from './sentence.js';
import { TRAIT } from './words.js';

/** Features of one mention: 32-bit names and values. Refilled mention after mention. */
export class FeatureList {
  count = 0;
  hash = new Int32Array(4096);
  value = new Float32Array(4096);

  clear(): void {
    this.count = 0;
  }

  add(hash: number, value: number): void {
    const at = this.count;
    if (at === this.hash.length) return;
    this.hash[at] = hash;
    this.value[at] = value;
    this.count = at + 1;
  }
}

/** Joins two hashes to one, order kept. */
export function join(a: number, b: number): number {
  let h = Math.imul(a ^ (b + 0x9e3779b9 + (a << 6) + (a >>> 2)), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0xc2b2ae35);
  return h ^ (h >>> 13);
}

/** Templates of features; a feature is its template joined with words or small numbers. */
const template = (i: number): number => Math.imul(i + 1, 0x2545f491) | 0;
const T = {
  word: template(0),
  sideWord: template(2),
  clauseWord: template(4),
  nearWord: template(6),
  sidePair: template(8),
  nearPair: template(10),
  adjacent: template(12),
  triple: template(14),
  polarity: template(16),
  balance: template(18),
  nearBalance: template(20),
  subject: template(22),
  subjectObject: template(24),
  object: template(26),
  agent: template(28),
  preposition: template(30),
  prepositionHead: template(32),
  possessed: template(34),
  possessedAdjective: template(36),
  modifier: template(38),
  complement: template(40),
  class: template(42),
  quote: template(44),
  mention: template(46),
  quotedWord: template(48),
} as const;

/** Distance in tokens as one of seven steps. */
const STEP = Uint8Array.from({ length: 64 }, (_, d) =>
  d <= 2 ? d : d <= 4 ? 3 : d <= 7 ? 4 : d <= 13 ? 5 : 6,
);
const step = (distance: number): number => (distance < 64 ? STEP[distance]! : 6);

/** Words farther than this are not looked at. */
const REACH = 40;

/** Weights of words by distance. */
const DECAY = Float32Array.from({ length: REACH + 1 }, (_, d) => 1 / (1 + d / 12));

/** Writes the features of mentions; holds scratch space, so one instance serves one thread. */
export class MentionFeatures {
  readonly grammar = new Grammar();

  /** The features of the mention at [from, to) of the sentence. */
  write(sentence: SentenceView, from: number, to: number, out: FeatureList): void {
    out.clear();
    sentence.readHashes();
    this.#window(sentence, from, to, out);
    this.#grammar(sentence, from, to, out);
  }

  #window(s: SentenceView, from: number, to: number, out: FeatureList): void {
    const { hash, pos, clause, polarity, quoted, traits } = s;
    const low = Math.max(0, from - REACH);
    const high = Math.min(s.length, to + REACH);
    const own = clause[from]!;
    const inQuote = quoted[from]!;
    let balance = 0;
    let nearBalance = 0;
    let clauseBalance = 0;
    let polar = 0;
    for (let i = low; i < high; i++) {
      if (i === from) {
        i = to - 1;
        continue;
      }
      const right = i >= to ? 1 : 0;
      const distance = right === 1 ? i - to + 1 : from - i;
      const weight = DECAY[distance]!;
      const h = hash[i]!;
      const sameClause = clause[i] === own;
      const p = pos[i]!;
      if (p !== POS.PUNCT) {
        out.add(join(T.word, h), 0.5 * weight);
        out.add(join(T.sideWord + right, h), weight);
        if (sameClause) out.add(join(T.clauseWord + right, h), 0.7);
        if (distance <= 4) out.add(join(T.nearWord + right, h), 0.7);
      }
      if (i + 1 < high && i + 1 !== from) {
        const pair = join(h, hash[i + 1]!);
        out.add(join(T.sidePair + right, pair), 0.7 * weight);
        if (distance <= 5) out.add(join(T.nearPair + right, pair), 0.5);
      }
      const v = polarity[i]!;
      if (v !== 0) {
        out.add(T.polarity + (right * 7 + step(distance)) * 8 + (v + 1) + (sameClause ? 4 : 0), 0.6);
        balance += v;
        polar++;
        if (distance <= 6) nearBalance += v;
        if (sameClause) clauseBalance += v;
        if (quoted[i] !== inQuote) out.add(T.quote + 8 + (v + 1), 0.5);
      }
      if ((traits[i]! & TRAIT.negator) !== 0) out.add(T.quote + 16 + right * 8 + step(distance), 0.5);
    }
    const clip = (x: number): number => Math.max(-3, Math.min(3, x));
    out.add(join(T.balance, clip(balance)), 1);
    out.add(join(T.nearBalance, clip(nearBalance)), 1);
    out.add(join(T.nearBalance + 1, clip(clauseBalance)), 1);
    out.add(join(T.balance + 1, Math.min(polar, 4)), 0.5);
    const at = (i: number): number => (i >= 0 && i < s.length ? hash[i]! : 0);
    const l1 = at(from - 1);
    const r1 = at(to);
    out.add(join(T.adjacent, join(l1, r1)), 0.7);
    out.add(join(T.triple, join(join(at(from - 3), at(from - 2)), l1)), 0.7);
    out.add(join(T.triple + 1, join(join(r1, at(to + 1)), at(to + 2))), 0.7);
    out.add(T.quote + inQuote, 0.7);
    out.add(T.quote + 4 + (to < s.length && quoted[s.length - 1] !== inQuote ? 1 : 0), 0.4);
    const t = traits[from]!;
    const kind =
      (t & TRAIT.possessivePronoun) !== 0
        ? 1
        : (t & TRAIT.subjectPronoun) !== 0
          ? 2
          : (t & TRAIT.objectPronoun) !== 0
            ? 3
            : pos[to - 1] === POS.PROPN
              ? 4
              : 0;
    out.add(T.mention + kind, 0.7);
    out.add(T.mention + 8 + (from === 0 ? 1 : 0), 0.5);
    out.add(T.mention + 16 + Math.min(7, s.length >> 3), 0.5);
  }

  #grammar(s: SentenceView, from: number, to: number, out: FeatureList): void {
    const g = this.grammar;
    g.read(s, from, to);
    const { hash, stem, polarity } = s;
    const pol = (i: number): number => polarity[i]! + 1;
    const polClass = (role: number, i: number): void => out.add(T.class + role * 8 + pol(i), 1);
    if (g.subjectOf >= 0) {
      const v = g.subjectOf;
      const form = (g.subjectPassive ? 1 : 0) + (g.subjectNegated ? 2 : 0);
      out.add(join(T.subject, join(stem[v]!, form)), 1);
      out.add(join(T.subject + 1, hash[v]!), 0.7);
      out.add(join(T.class, form + (g.subjectModal ? 4 : 0) + pol(v) * 8), 1);
      if (g.speaks) out.add(T.class + 7, 1);
      if (g.subjectObject >= 0) {
        const o = g.subjectObject;
        out.add(join(T.subjectObject, join(stem[v]!, stem[o]!)), 1);
        out.add(join(T.subjectObject + 1, stem[o]!), 0.7);
        out.add(join(T.class + 1, pol(v) * 4 + pol(o)), 0.7);
      }
      if (g.possessed >= 0) out.add(join(T.possessed + 1, join(stem[g.possessed]!, stem[v]!)), 0.7);
    }
    if (g.complement >= 0) {
      out.add(join(T.complement, join(stem[g.complement]!, g.complementNegated ? 1 : 0)), 1);
      polClass(2, g.complement);
    }
    if (g.objectOf >= 0) {
      out.add(join(T.object, join(stem[g.objectOf]!, g.objectNegated ? 1 : 0)), 1);
      out.add(join(T.object + 1, hash[g.objectOf]!), 0.7);
      polClass(3, g.objectOf);
    }
    if (g.agentOf >= 0) {
      out.add(join(T.agent, stem[g.agentOf]!), 1);
      polClass(4, g.agentOf);
    }
    if (g.preposition >= 0) {
      out.add(join(T.preposition, hash[g.preposition]!), 0.7);
      if (g.prepositionHead >= 0) {
        const h = g.prepositionHead;
        out.add(join(T.prepositionHead, join(stem[h]!, hash[g.preposition]!)), 1);
        out.add(join(T.prepositionHead + 1, join(hash[g.preposition]!, pol(h))), 1);
      }
    }
    if (g.possessed >= 0) {
      out.add(join(T.possessed, stem[g.possessed]!), 1);
      polClass(5, g.possessed);
    }
    if (g.possessedAdjective >= 0) {
      out.add(join(T.possessedAdjective, stem[g.possessedAdjective]!), 1);
      polClass(6, g.possessedAdjective);
    }
    if (g.modifier >= 0) {
      out.add(join(T.modifier, stem[g.modifier]!), 1);
      polClass(7, g.modifier);
    }
  }
}
