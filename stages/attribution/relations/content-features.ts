// What speaks for a stretch's being a cue's content, as features of a log-linear model.
import { FLAG, POS } from '../../tokenising/annotation.js';
import { distanceBucket } from '../features.js';
import { FACTS, LEXICAL } from '../word-facts.js';
import type { Clause, Scene } from './clause.js';
import type { ContentCandidate } from './content-candidates.js';
import { level, marginal } from './cue-features.js';
import type { SparseFeatures } from './sparse-features.js';
import { KIND } from './word-kinds.js';

/** Sums of the content marginal, of words and of verbs from the document's beginning. */
export class Sums {
  content = new Float64Array(0);
  verbs = new Int32Array(0);
  commas = new Int32Array(0);

  prepare(scene: Scene): void {
    const { d, kinds } = scene;
    const n = d.tokenCount + 1;
    if (this.content.length < n) {
      this.content = new Float64Array(n * 2);
      this.verbs = new Int32Array(n * 2);
      this.commas = new Int32Array(n * 2);
    }
    for (let i = 0; i < d.tokenCount; i++) {
      this.content[i + 1] = this.content[i]! + marginal(scene, i, 3);
      this.verbs[i + 1] = this.verbs[i]! + (d.pos[i] === POS.VERB || d.pos[i] === POS.AUX ? 1 : 0);
      this.commas[i + 1] = this.commas[i]! + (kinds.kind(d.word[i]!) === KIND.comma ? 1 : 0);
    }
  }
}

const OUT = 0x7fff0001;

/** Kind of a token for a boundary: its function, or its part of speech. */
function token(scene: Scene, i: number): number {
  const { d, kinds } = scene;
  if (i < 0 || i >= d.tokenCount) return 99;
  const kind = kinds.kind(d.word[i]!);
  return kind !== 0 ? kind : 64 + d.pos[i]!;
}

export function contentFeatures(
  scene: Scene,
  sums: Sums,
  c: Clause,
  candidate: ContentCandidate,
  f: SparseFeatures,
): void {
  const { d, kinds, facts, quoteAt } = scene;
  const { shape, spans, opening, closing } = candidate;
  const [first, firstAfter] = spans[0]!;
  const after = spans.at(-1)![1];
  const lemma = kinds.lemma(d.word[c.head]!);
  const bits = facts.values[d.word[c.head]! * FACTS + LEXICAL]! & 255;
  let length = 0;
  let content = 0;
  let verbs = 0;
  let commas = 0;
  for (const [a, b] of spans) {
    length += b - a;
    content += sums.content[b]! - sums.content[a]!;
    verbs += sums.verbs[b]! - sums.verbs[a]!;
    commas += sums.commas[b]! - sums.commas[a]!;
  }
  const begin = Math.min(first, c.from);
  const end = Math.max(after, c.until);
  // Mass of the tagger's content in this sentence that the candidate leaves out.
  const left = sums.content[end]! - sums.content[begin]! - content;
  const mean = content / length;
  const size = distanceBucket(Math.min(25, length));
  const t0 = token(scene, first);
  const t1 = token(scene, first - 1);
  const e0 = token(scene, after - 1);
  const e1 = token(scene, after);
  f.add(100, shape);
  f.add(101, shape, lemma);
  f.add(102, shape, c.next, c.before);
  f.add(103, shape, opening, closing);
  f.add(104, shape, opening, c.next);
  f.add(105, shape, closing, c.next);
  f.add(106, shape, t0, c.next);
  f.add(107, shape, t0, lemma);
  f.add(108, shape, t1, t0);
  f.add(109, shape, e1, opening);
  f.add(110, shape, e0, e1);
  f.add(111, shape, size);
  f.add(112, shape, size, bits);
  f.add(113, shape, bits, c.next * 64 + opening);
  f.add(114, shape, bits, closing * 64 + opening);
  f.add(115, level(mean), shape);
  f.add(116, level(mean), left < 0.5 ? 0 : left < 2 ? 1 : left < 5 ? 2 : left < 10 ? 3 : 4);
  f.add(117, shape, Math.round(Math.min(12, left)));
  f.add(118, level(marginal(scene, first, 3)), level(marginal(scene, first - 1, 3)));
  f.add(119, level(marginal(scene, after - 1, 3)), level(marginal(scene, after, 3)));
  if (spans.length > 1) {
    f.add(120, level(marginal(scene, firstAfter - 1, 3)), level(marginal(scene, firstAfter, 3)));
    f.add(121, level(marginal(scene, spans[1]![0], 3)), level(marginal(scene, spans[1]![0] - 1, 3)));
  }
  f.add(122, Math.min(4, verbs), c.next, bits & 15);
  f.add(123, Math.min(4, commas), shape, closing);
  const gap = first >= c.after ? first - c.after : c.head - after;
  f.add(124, shape, Math.max(-1, Math.min(12, gap)));
  f.add(125, shape, Math.max(-1, Math.min(12, gap)), bits);
  // Quotation marks: whole quotations, parts of them.
  const q0 = quoteAt[first]!;
  const q1 = quoteAt[after - 1]!;
  const opens = q0 >= 0 && scene.quotations[q0]!.open === first;
  const closes = q1 >= 0 && scene.quotations[q1]!.after === after;
  const state = c.quote >= 0 ? 9 : (q0 < 0 ? 0 : opens ? 1 : 2) * 3 + (q1 < 0 ? 0 : closes ? 1 : 2);
  f.add(126, shape, state);
  f.add(127, state, opening, closing);
  f.add(128, state, c.next, c.before);
  const rest = after < c.until ? sums.verbs[c.until]! - sums.verbs[after]! : 0;
  f.add(129, shape, Math.min(3, rest), e1);
  f.add(130, shape, after >= c.until - 1 ? 1 : 0, lemma);
  f.add(131, after >= c.until - 1 ? 1 : 0, opening, bits);
  f.add(132, kinds.hash(d.word[first]!), shape);
  if (after < d.tokenCount) f.add(133, kinds.hash(d.word[after]!), shape);
  f.add(134, shape, first <= c.from ? 1 : 0, c.before);
  f.add(135, shape, c.group, opening);
  // Whether the cue's subject or another word with a high cue marginal stands inside.
  let cues = 0;
  for (let i = first; i < Math.min(after, first + 60); i++)
    if (i !== c.head && marginal(scene, i, 2) > 0.5) cues++;
  f.add(136, Math.min(2, cues), shape, (d.flags[first]! & FLAG.capitalised) !== 0 ? 1 : 0);
  f.add(137, shape, opening, after < d.tokenCount ? kinds.hash(d.word[after]!) : OUT);
  f.add(138, d.pos[c.head]!, shape, c.next);
  f.add(139, closing, d.pos[c.head]!, c.next);
  // What follows the end: its form, and whether its verb goes on where the cue left off.
  const v1 = form(scene, after);
  const v2 = form(scene, after + 1);
  const v3 = form(scene, after + 2);
  f.add(140, v1, v2, shape);
  f.add(141, v1, v2, v3);
  f.add(142, v1, v2, opening * 16 + closing);
  const own = ending(scene, c.head);
  const verb = nextVerb(scene, after, Math.min(c.until, after + 6));
  const verbForm = verb < 0 ? 0 : ending(scene, verb) + 1;
  const verbCue = verb < 0 ? 0 : (facts.values[d.word[verb]! * FACTS + LEXICAL]! & 31) !== 0 ? 2 : 1;
  f.add(143, v1, verbForm, own);
  f.add(144, v1, verbCue, verb < 0 ? 0 : Math.min(4, verb - after));
  f.add(145, v1, verbForm * 4 + verbCue, v2);
  // What stands inside that could be another clause of the cue's own sentence.
  let parallel = 0;
  let coordinated = 0;
  let told = 0;
  let balance = 0;
  const last = spans.at(-1)!;
  for (let i = last[0]; i < Math.min(last[1], last[0] + 60); i++) {
    const kind = kinds.kind(d.word[i]!);
    if (kind === KIND.opens) balance++;
    else if (kind === KIND.closes) balance--;
    if (kind !== KIND.coordinator && kind !== KIND.comma) continue;
    const next = nextVerb(scene, i + 1, Math.min(last[1], i + 3));
    if (next === i + 1 || (next === i + 2 && d.pos[i + 1] === POS.ADV)) {
      coordinated++;
      if (ending(scene, next) === own) parallel++;
    }
    const subject = nextVerb(scene, i + 1, Math.min(last[1], i + 6));
    if (subject > 0 && marginal(scene, subject, 2) > 0.3) told++;
  }
  f.add(146, Math.min(2, parallel), own, shape);
  f.add(147, Math.min(2, coordinated), Math.min(2, parallel), d.pos[c.head]!);
  f.add(148, Math.min(2, told), shape);
  f.add(149, balance < 0 ? 2 : balance > 0 ? 1 : 0, shape, closing);
  // A clause of time or condition ends at its comma; a relative clause as well.
  let subordinate =
    kinds.kind(d.word[c.from]!) === KIND.subordinator || kinds.kind(d.word[c.from]!) === KIND.as ? 1 : 0;
  for (let i = c.from; i < c.head; i++)
    if (kinds.kind(d.word[i]!) === KIND.comma) subordinate = subordinate === 1 ? 2 : subordinate;
  const opener = clauseOpener(scene, c);
  f.add(150, subordinate, v1, shape);
  f.add(151, subordinate, Math.min(3, commas), closing);
  f.add(152, opener, v1, shape);
  f.add(153, opener, Math.min(3, commas), closing);
  f.add(154, lemma, opening);
  f.add(155, lemma, v1);
  f.add(156, t1, t0, form(scene, first - 2));
  const firstVerbs = sums.verbs[firstAfter]! - sums.verbs[first]!;
  f.add(157, Math.min(2, firstVerbs), shape, closing);
  if (spans.length > 1) {
    const [second, secondAfter] = spans[1]!;
    f.add(158, form(scene, second), form(scene, second - 1), shape);
    f.add(159, Math.min(2, sums.verbs[secondAfter]! - sums.verbs[second]!), Math.min(2, firstVerbs), shape);
  }
  f.add(160, form(scene, first), verbs === 0 ? 0 : 1, v1);
}

/** A token by its function, or its part of speech and ending. */
function form(scene: Scene, i: number): number {
  const { d, kinds } = scene;
  if (i < 0 || i >= d.tokenCount) return 255;
  const kind = kinds.kind(d.word[i]!);
  if (kind !== 0) return kind;
  const pos = d.pos[i]!;
  return (
    64 + pos * 8 + (pos === POS.VERB ? ending(scene, i) : (d.flags[i]! & FLAG.capitalised) !== 0 ? 1 : 0)
  );
}

/** 1 -ing, 2 past, 3 third person, 0 other. */
function ending(scene: Scene, i: number): number {
  const word = scene.d.vocabulary.wordOf(scene.d.word[i]!);
  if (word.endsWith('ing')) return 1;
  if (word.endsWith('ed') || (scene.facts.values[scene.d.word[i]! * FACTS + LEXICAL]! & 64) !== 0) return 2;
  return word.endsWith('s') ? 3 : 0;
}

function nextVerb(scene: Scene, first: number, until: number): number {
  const { d } = scene;
  for (let i = first; i < until; i++) if (d.pos[i] === POS.VERB || d.pos[i] === POS.AUX) return i;
  return -1;
}

/** What opened the clause of the cue, looking back from its subject. */
function clauseOpener(scene: Scene, c: Clause): number {
  const { d, kinds } = scene;
  for (let i = c.head - 1; i >= Math.max(c.from, c.head - 15); i--) {
    const kind = kinds.kind(d.word[i]!);
    if (kind === KIND.who || kind === KIND.which)
      return i > c.from && kinds.kind(d.word[i - 1]!) === KIND.comma ? 1 : 2;
    if (kind === KIND.subordinator || kind === KIND.as || kind === KIND.whether) return i === c.from ? 3 : 4;
    if (kind === KIND.that) return 5;
    if (kind === KIND.comma) return 6;
    if (kind === KIND.dash || kind === KIND.opens) return 7;
    if (kind === KIND.coordinator) return 8;
    if (i < c.left - 1 && (d.pos[i] === POS.VERB || d.pos[i] === POS.AUX)) return 9;
  }
  return 0;
}
