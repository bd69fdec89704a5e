// What speaks for and against a word's attributing something, as features of a log-linear model.
import { FLAG, POS } from '../../tokenising/annotation.js';
import { K } from '../labels.js';
import { FACTS, LEXICAL } from '../word-facts.js';
import { type Clause, GROUP, type Scene } from './clause.js';
import type { FeatureSink } from './sparse-features.js';
import { KIND } from './word-kinds.js';

/** Tenths of a probability, finer toward 0 and 1. */
export function level(p: number): number {
  if (p < 0.02) return 0;
  if (p < 0.05) return 1;
  if (p < 0.1) return 2;
  if (p < 0.2) return 3;
  if (p < 0.35) return 4;
  if (p < 0.5) return 5;
  if (p < 0.65) return 6;
  if (p < 0.8) return 7;
  if (p < 0.9) return 8;
  return p < 0.97 ? 9 : 10;
}

/** The tagger's marginal of a role at a token; 0 where it did not run. */
export function marginal({ d, marginals }: Scene, i: number, role: number): number {
  return i < 0 || i >= d.tokenCount ? 0 : marginals[i * K + role]!;
}

/** Its mean over tokens. */
export function meanMarginal(scene: Scene, first: number, after: number, role: number): number {
  let sum = 0;
  for (let i = first; i < after; i++) sum += marginal(scene, i, role);
  return after > first ? sum / (after - first) : 0;
}

/** Its greatest over tokens. */
export function greatestMarginal(scene: Scene, first: number, after: number, role: number): number {
  let most = 0;
  for (let i = first; i < after; i++) {
    const p = marginal(scene, i, role);
    if (p > most) most = p;
  }
  return most;
}

const OUT = 0x7fff0001;

export function cueFeatures(scene: Scene, c: Clause, f: FeatureSink): void {
  const { d, kinds, kindAt, facts } = scene;
  const { head, from, until, before, next, group } = c;
  const at = (i: number): number => (i >= from && i < until ? kinds.hash(d.word[i]!) : OUT);
  const pos = (i: number): number => (i >= from && i < until ? d.pos[i]! : 31);
  const lemma = kinds.lemma(d.word[head]!);
  const word = kinds.hash(d.word[head]!);
  const bits = facts.values[d.word[head]! * FACTS + LEXICAL]! & 255;
  const p0 = d.pos[head]!;
  f.add(1);
  f.add(2, lemma);
  f.add(3, lemma, p0);
  f.add(4, word);
  f.add(5, lemma, next);
  f.add(6, lemma, before);
  f.add(7, lemma, group);
  f.add(8, bits, p0);
  f.add(9, bits, p0, next);
  f.add(10, bits, before);
  f.add(11, before, next, group);
  f.add(12, before, p0);
  f.add(13, next, p0);
  f.add(14, group, p0);
  f.add(15, bits, before, next);
  f.add(16, at(head - 1), lemma);
  f.add(17, lemma, at(c.after));
  f.add(18, at(head - 1));
  f.add(19, at(head - 2));
  f.add(20, at(c.after));
  f.add(21, at(c.after + 1));
  f.add(22, at(c.left - 1));
  f.add(23, at(c.left - 2), at(c.left - 1));
  f.add(24, pos(head - 1) * 32 + pos(head - 2), p0);
  f.add(25, pos(c.after) * 32 + pos(c.after + 1), p0);
  f.add(26, pos(head - 1) * 32 + pos(c.after), p0);
  f.add(27, at(c.after), at(c.after + 1));
  f.add(28, at(head - 2), at(head - 1));
  if (c.objectAfter > c.objectFirst) f.add(29, at(c.objectAfter - 1), lemma);
  if (c.objectAfter > c.objectFirst) f.add(30, at(c.objectAfter), next);
  const inQuote = c.quote >= 0 ? 1 : 0;
  f.add(31, inQuote, before);
  f.add(32, inQuote, p0);
  // What the tagger thinks.
  const cue = level(greatestMarginal(scene, head, c.after, 2));
  const outside = level(1 - marginal(scene, head, 0));
  const source = level(greatestMarginal(scene, c.subjectFirst, c.left, 1));
  const right = level(meanMarginal(scene, c.after, Math.min(until, c.after + 8), 3));
  const leftContent = level(meanMarginal(scene, Math.max(from, c.subjectFirst - 8), c.subjectFirst, 3));
  const sourceAfter = level(greatestMarginal(scene, c.after, Math.min(until, c.after + 5), 1));
  f.add(33, cue);
  f.add(34, cue, bits, p0);
  f.add(35, cue, source);
  f.add(36, cue, right, leftContent);
  f.add(37, source);
  f.add(38, right, leftContent);
  f.add(39, cue, sourceAfter);
  f.add(40, cue, before);
  f.add(41, cue, next);
  f.add(42, outside, cue);
  f.add(43, lemma, cue);
  f.add(44, source, before);
  // Quotations in the sentence.
  let quotes = 0;
  let quoteLeft = 0;
  let quoteRight = 0;
  if (inQuote === 0 && scene.sums.quoted[until]! > scene.sums.quoted[from]!) {
    for (let i = from; i < until; i++) {
      if (scene.quoteAt[i]! < 0) continue;
      quotes = 1;
      if (i < head) quoteLeft = Math.min(9, c.subjectFirst - i);
      else if (quoteRight === 0) quoteRight = Math.min(9, Math.max(1, i - c.after));
    }
  }
  f.add(45, quotes, lemma);
  f.add(46, Math.max(0, quoteLeft), quoteRight, bits);
  f.add(47, Math.max(0, quoteLeft), quoteRight, next);
  // A "that", an infinitive or a verb soon after.
  let that = 0;
  for (let i = c.after; i < Math.min(until, c.after + 9); i++) {
    const kind = kindAt[i]!;
    if (kind === KIND.that) {
      that = i - c.after + 1;
      break;
    }
    if (kind === KIND.comma || kind === KIND.stop) break;
  }
  let verb = 0;
  for (let i = c.after; i < Math.min(until, c.after + 12); i++) {
    if (d.pos[i] === POS.VERB || d.pos[i] === POS.AUX) {
      verb = i - c.after + 1;
      break;
    }
  }
  f.add(48, that, lemma);
  f.add(49, that, bits);
  f.add(50, verb, next, bits & 15);
  f.add(51, Math.min(20, head - from) >> 1, p0);
  f.add(52, Math.min(24, until - head) >> 1, p0);
  f.add(53, kindAt[from]!, p0);
  f.add(54, group & GROUP.question, before);
  f.add(55, kinds.suffix(d.word[head]!), before, p0);
  // Whose: the head of the phrase before.
  const subject = c.left - 1;
  if (subject >= from) {
    const generic = facts.values[d.word[subject]! * FACTS + LEXICAL]! >> 8;
    f.add(56, generic, before, next);
    f.add(57, kinds.hash(d.word[subject]!), next);
    f.add(58, (d.flags[subject]! & FLAG.capitalised) !== 0 ? 1 : 0, before, bits & 15);
    f.add(59, Math.min(6, c.left - c.subjectFirst), before);
  }
  f.add(60, lemma, before, next);
}
