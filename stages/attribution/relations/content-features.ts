// What speaks for a stretch's being a cue's content, as features of a log-linear model.
import { FLAG, POS } from '../../tokenising/annotation.js';
import { distanceBucket } from '../features.js';
import { FACTS, LEXICAL } from '../word-facts.js';
import type { Clause, Scene } from './clause.js';
import type { ContentCandidate } from './content-candidates.js';
import { nextVerb, verbEnding } from './content-sums.js';
import { level, marginal } from './cue-features.js';
import type { FeatureSink } from './sparse-features.js';
import { KIND } from './word-kinds.js';

const OUT = 0x7fff0001;
/** Of longer contents no more tokens are looked at. */
const LOOKED_AT = 60;

/** Kind of a token for a boundary: its function, or its part of speech. */
function token(scene: Scene, i: number): number {
  const { d, kindAt } = scene;
  if (i < 0 || i >= d.tokenCount) return 99;
  const kind = kindAt[i]!;
  return kind !== 0 ? kind : 64 + d.pos[i]!;
}

/** What is the same for all contents of a cue. */
export interface CueContext {
  readonly clause: Clause;
  readonly lemma: number;
  readonly bits: number;
  readonly pos: number;
  /** How the cue ends. */
  readonly own: number;
  readonly subordinate: number;
  readonly opener: number;
}

export function cueContext(scene: Scene, clause: Clause): CueContext {
  const { d, kinds, kindAt, facts } = scene;
  const { head, from } = clause;
  // A clause of time or condition ends at its comma; a relative clause as well.
  const opening = kindAt[from]!;
  let subordinate = opening === KIND.subordinator || opening === KIND.as ? 1 : 0;
  for (let i = from; i < head && subordinate === 1; i++) if (kindAt[i]! === KIND.comma) subordinate = 2;
  return {
    clause,
    lemma: kinds.lemma(d.word[head]!),
    bits: facts.values[d.word[head]! * FACTS + LEXICAL]! & 255,
    pos: d.pos[head]!,
    own: verbEnding(scene, head),
    subordinate,
    opener: clauseOpener(scene, clause),
  };
}

/** What speaks for a shape with this opening, whatever its tokens. */
export function shapeFeatures(cue: CueContext, shape: number, opening: number, f: FeatureSink): void {
  const { clause: c, lemma, bits, pos } = cue;
  f.add(100, shape);
  f.add(101, shape, lemma);
  f.add(102, shape, c.next, c.before);
  f.add(104, shape, opening, c.next);
  f.add(113, shape, bits, c.next * 64 + opening);
  f.add(135, shape, c.group, opening);
  f.add(138, pos, shape, c.next);
  f.add(154, lemma, opening);
}

/** What speaks for a content's beginning. */
export function beginningFeatures(
  scene: Scene,
  { clause: c, lemma, bits }: CueContext,
  shape: number,
  first: number,
  f: FeatureSink,
): void {
  const { d, kinds } = scene;
  const t0 = token(scene, first);
  const t1 = token(scene, first - 1);
  f.add(106, shape, t0, c.next);
  f.add(107, shape, t0, lemma);
  f.add(108, shape, t1, t0);
  f.add(118, level(marginal(scene, first, 3)), level(marginal(scene, first - 1, 3)));
  f.add(132, kinds.hash(d.word[first]!), shape);
  f.add(134, shape, first <= c.from ? 1 : 0, c.before);
  f.add(156, t1, t0, form(scene, first - 2));
  if (first >= c.after) gapFeatures(shape, first - c.after, bits, f);
}

/** What speaks for a content's end. */
export function endFeatures(
  scene: Scene,
  cue: CueContext,
  shape: number,
  after: number,
  f: FeatureSink,
): void {
  const { d, kinds, facts } = scene;
  const { sums } = scene;
  const { clause: c, lemma, own, subordinate, opener } = cue;
  const e1 = token(scene, after);
  f.add(110, shape, token(scene, after - 1), e1);
  f.add(119, level(marginal(scene, after - 1, 3)), level(marginal(scene, after, 3)));
  const rest = after < c.until ? sums.verbs[c.until]! - sums.verbs[after]! : 0;
  f.add(129, shape, Math.min(3, rest), e1);
  f.add(130, shape, after >= c.until - 1 ? 1 : 0, lemma);
  if (after < d.tokenCount) f.add(133, kinds.hash(d.word[after]!), shape);
  // What follows the end: its form, and whether its verb goes on where the cue left off.
  const v1 = form(scene, after);
  const v2 = form(scene, after + 1);
  f.add(140, v1, v2, shape);
  f.add(141, v1, v2, form(scene, after + 2));
  const verb = nextVerb(scene, after, Math.min(c.until, after + 6));
  const verbForm = verb < 0 ? 0 : verbEnding(scene, verb) + 1;
  const verbCue = verb < 0 ? 0 : (facts.values[d.word[verb]! * FACTS + LEXICAL]! & 31) !== 0 ? 2 : 1;
  f.add(143, v1, verbForm, own);
  f.add(144, v1, verbCue, verb < 0 ? 0 : Math.min(4, verb - after));
  f.add(145, v1, verbForm * 4 + verbCue, v2);
  f.add(150, subordinate, v1, shape);
  f.add(152, opener, v1, shape);
  f.add(155, lemma, v1);
}

/** What speaks for a beginning and an end together. */
export function spanFeatures(
  scene: Scene,
  cue: CueContext,
  candidate: ContentCandidate,
  f: FeatureSink,
): void {
  const { d, kinds, quoteAt } = scene;
  const { sums } = scene;
  const { clause: c, bits, own, subordinate, opener } = cue;
  const { shape, spans, opening, closing } = candidate;
  const first = spans[0]![0];
  const firstAfter = spans[0]![1];
  const lastFirst = spans[spans.length - 1]![0];
  const after = spans[spans.length - 1]![1];
  let length = 0;
  let content = 0;
  let verbs = 0;
  let commas = 0;
  for (let k = 0; k < spans.length; k++) {
    const a = spans[k]![0];
    const b = spans[k]![1];
    length += b - a;
    content += sums.content[b]! - sums.content[a]!;
    verbs += sums.verbs[b]! - sums.verbs[a]!;
    commas += sums.commas[b]! - sums.commas[a]!;
  }
  // Mass of the tagger's content in this sentence that the candidate leaves out.
  const left = sums.content[Math.max(after, c.until)]! - sums.content[Math.min(first, c.from)]! - content;
  const mean = level(content / length);
  const size = distanceBucket(Math.min(25, length));
  const fewCommas = Math.min(3, commas);
  f.add(103, shape, opening, closing);
  f.add(105, shape, closing, c.next);
  f.add(109, shape, token(scene, after), opening);
  f.add(111, shape, size);
  f.add(112, shape, size, bits);
  f.add(114, shape, bits, closing * 64 + opening);
  f.add(115, mean, shape);
  f.add(116, mean, left < 0.5 ? 0 : left < 2 ? 1 : left < 5 ? 2 : left < 10 ? 3 : 4);
  f.add(117, shape, Math.round(Math.min(12, left)));
  f.add(122, Math.min(4, verbs), c.next, bits & 15);
  f.add(123, Math.min(4, commas), shape, closing);
  if (first < c.after) gapFeatures(shape, c.head - after, bits, f);
  // Quotation marks: whole quotations, parts of them.
  const q0 = quoteAt[first]!;
  const q1 = quoteAt[after - 1]!;
  const opens = q0 >= 0 && scene.quotations[q0]!.open === first;
  const closes = q1 >= 0 && scene.quotations[q1]!.after === after;
  const state = c.quote >= 0 ? 9 : (q0 < 0 ? 0 : opens ? 1 : 2) * 3 + (q1 < 0 ? 0 : closes ? 1 : 2);
  f.add(126, shape, state);
  f.add(127, state, opening, closing);
  f.add(128, state, c.next, c.before);
  f.add(131, after >= c.until - 1 ? 1 : 0, opening, bits);
  // Whether another word with a high cue marginal stands inside.
  const cues = sums.cuesWithin(first, Math.min(after, first + LOOKED_AT), c.head);
  f.add(136, Math.min(2, cues), shape, (d.flags[first]! & FLAG.capitalised) !== 0 ? 1 : 0);
  f.add(137, shape, opening, after < d.tokenCount ? kinds.hash(d.word[after]!) : OUT);
  f.add(139, closing, cue.pos, c.next);
  const v1 = form(scene, after);
  f.add(142, v1, form(scene, after + 1), opening * 16 + closing);
  // What stands inside that could be another clause of the cue's own sentence.
  const inside = sums.clausesWithin(lastFirst, after, Math.min(after, lastFirst + LOOKED_AT), own);
  f.add(146, Math.min(2, inside.parallel), own, shape);
  f.add(147, Math.min(2, inside.coordinated), Math.min(2, inside.parallel), cue.pos);
  f.add(148, Math.min(2, inside.told), shape);
  f.add(149, inside.balance < 0 ? 2 : inside.balance > 0 ? 1 : 0, shape, closing);
  f.add(151, subordinate, fewCommas, closing);
  f.add(153, opener, fewCommas, closing);
  const firstVerbs = Math.min(2, sums.verbs[firstAfter]! - sums.verbs[first]!);
  f.add(157, firstVerbs, shape, closing);
  if (spans.length > 1) {
    const second = spans[1]![0];
    const secondAfter = spans[1]![1];
    f.add(120, level(marginal(scene, firstAfter - 1, 3)), level(marginal(scene, firstAfter, 3)));
    f.add(121, level(marginal(scene, second, 3)), level(marginal(scene, second - 1, 3)));
    f.add(158, form(scene, second), form(scene, second - 1), shape);
    f.add(159, Math.min(2, sums.verbs[secondAfter]! - sums.verbs[second]!), firstVerbs, shape);
  }
  f.add(160, form(scene, first), verbs === 0 ? 0 : 1, v1);
}

function gapFeatures(shape: number, tokens: number, bits: number, f: FeatureSink): void {
  const gap = Math.max(-1, Math.min(12, tokens));
  f.add(124, shape, gap);
  f.add(125, shape, gap, bits);
}

/** A token by its function, or its part of speech and ending. */
function form(scene: Scene, i: number): number {
  const { d, kindAt } = scene;
  if (i < 0 || i >= d.tokenCount) return 255;
  const kind = kindAt[i]!;
  if (kind !== 0) return kind;
  const pos = d.pos[i]!;
  return (
    64 + pos * 8 + (pos === POS.VERB ? verbEnding(scene, i) : (d.flags[i]! & FLAG.capitalised) !== 0 ? 1 : 0)
  );
}

/** What opened the clause of the cue, looking back from its subject. */
function clauseOpener(scene: Scene, c: Clause): number {
  const { d, kindAt } = scene;
  for (let i = c.head - 1; i >= Math.max(c.from, c.head - 15); i--) {
    const kind = kindAt[i]!;
    if (kind === KIND.who || kind === KIND.which) return i > c.from && kindAt[i - 1]! === KIND.comma ? 1 : 2;
    if (kind === KIND.subordinator || kind === KIND.as || kind === KIND.whether) return i === c.from ? 3 : 4;
    if (kind === KIND.that) return 5;
    if (kind === KIND.comma) return 6;
    if (kind === KIND.dash || kind === KIND.opens) return 7;
    if (kind === KIND.coordinator) return 8;
    if (i < c.left - 1 && (d.pos[i] === POS.VERB || d.pos[i] === POS.AUX)) return 9;
  }
  return 0;
}
