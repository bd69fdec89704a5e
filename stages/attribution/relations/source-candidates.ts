// The phrases that may name a cue's source, and what speaks for each, for a model to choose among.
import { FLAG, POS } from '../../tokenising/annotation.js';
import { distanceBucket } from '../features.js';
import type { TokenRange } from '../proposal.js';
import { FACTS, LEXICAL } from '../word-facts.js';
import { type Clause, isNominal, phraseAfter, phraseBefore, type Scene } from './clause.js';
import { greatestMarginal, level, marginal, meanMarginal } from './cue-features.js';
import type { FeatureSink } from './sparse-features.js';
import { KIND } from './word-kinds.js';

/** Where a candidate was found. */
export const PLACE = {
  none: 0,
  subject: 1,
  inverted: 2,
  agent: 3,
  owner: 4,
  antecedent: 5,
  earlier: 6,
  later: 7,
  previousSentence: 8,
  apposition: 9,
  tagged: 10,
  afterCue: 11,
} as const;

export interface SourceCandidate {
  readonly place: number;
  readonly first: number;
  readonly after: number;
  /** Phrases between it and the cue. */
  readonly rank: number;
}

/** All noun phrases of the cue's sentence, the subject's of the sentence before, and none. */
export function sourceCandidates(scene: Scene, c: Clause): SourceCandidate[] {
  const { d, kinds } = scene;
  const found: SourceCandidate[] = [{ place: PLACE.none, first: 0, after: 0, rank: 0 }];
  const add = (place: number, first: number, after: number, rank: number): void => {
    if (after <= first || found.some((x) => x.first === first && x.after === after)) return;
    found.push({ place, first, after, rank });
  };
  const s = d.sentenceOfToken[c.head]!;
  const from = c.quote >= 0 ? c.from : d.sentenceStart[s]!;
  const until = c.quote >= 0 ? c.until : d.sentenceStart[s + 1]!;
  // Phrases before the verb group, nearest first.
  let rank = 0;
  let end = c.left;
  while (end > from && rank < 12) {
    const i = end - 1;
    const kind = kinds.kind(d.word[i]!);
    const pos = d.pos[i]!;
    if (
      isNominal(pos) ||
      pos === POS.PRON ||
      kind === KIND.who ||
      kind === KIND.possessive ||
      kind === KIND.quantity ||
      kind === KIND.this ||
      kind === KIND.he ||
      kind === KIND.they ||
      kind === KIND.it ||
      kind === KIND.i ||
      kind === KIND.we ||
      kind === KIND.you
    ) {
      const first = Math.min(i, coreBefore(scene, end, from));
      const whole = phraseBefore(scene, end, from);
      {
        add(end === c.left ? PLACE.subject : PLACE.earlier, whole, end, rank);
        if (first !== whole) add(end === c.left ? PLACE.subject : PLACE.earlier, first, end, rank);
        // "Crane's claim", "his view": the owner.
        const core = d.vocabulary.wordOf(d.word[first]!);
        if (kinds.kind(d.word[first]!) === KIND.possessive || core.endsWith("'s"))
          add(PLACE.owner, first, first + 1, rank);
      }
      rank++;
      end = Math.min(i, first);
    } else end--;
  }
  // "Crane's claim that": the genitive right before a noun cue.
  if (c.head > from) {
    const i = c.head - 1;
    const kind = kinds.kind(d.word[i]!);
    if (kind === KIND.possessive) add(PLACE.owner, i, c.head, 0);
    else if (kind === KIND.genitive || d.vocabulary.wordOf(d.word[i]!).endsWith("'s"))
      add(PLACE.owner, coreBefore(scene, c.head, from), c.head, 0);
  }
  // Phrases after the cue, nearest first.
  rank = 0;
  let i = c.after;
  while (i < until && rank < 10) {
    const whole = phraseAfter(scene, i, until);
    if (whole > i) {
      {
        const by = i > c.after && kinds.kind(d.word[i - 1]!) === KIND.by;
        const place = by ? PLACE.agent : i === c.after ? PLACE.inverted : PLACE.later;
        add(place, i, whole, rank);
        const core = coreAfter(scene, i, whole);
        if (core < whole) add(place, i, core, rank);
      }
      rank++;
      i = whole;
    } else i++;
  }
  // The subject of the sentence before, where this one has none.
  if (c.quote < 0 && s > 0) {
    const before = d.sentenceStart[s - 1]!;
    let k = 0;
    for (let j = before; j < from && k < 3; ) {
      const whole = phraseAfter(scene, j, from);
      if (whole > j) {
        add(PLACE.previousSentence, j, whole, k);
        k++;
        j = whole;
      } else j++;
    }
  }
  return found;
}

/** A phrase without what hangs on it by a preposition: its last core. */
function coreBefore(scene: Scene, end: number, from: number): number {
  const { d } = scene;
  let first = end;
  for (let i = end - 1; i >= from; i--) {
    const pos = d.pos[i]!;
    if (
      !(
        isNominal(pos) ||
        pos === POS.ADJ ||
        pos === POS.DET ||
        (pos === POS.PRON && i === end - 1) ||
        (pos === POS.PART && (d.flags[i]! & FLAG.spaceBefore) === 0) ||
        scene.kinds.kind(d.word[i]!) === KIND.possessive ||
        scene.kinds.kind(d.word[i]!) === KIND.quantity
      )
    )
      break;
    first = i;
  }
  return Math.min(first, end - 1);
}

function coreAfter(scene: Scene, first: number, after: number): number {
  for (let i = first; i < after; i++) if (scene.kinds.kind(scene.d.word[i]!) === KIND.of) return i;
  return after;
}

/** What speaks for a source's standing in a place, whatever the phrase. */
export function placeFeatures(
  scene: Scene,
  c: Clause,
  place: number,
  content: readonly TokenRange[],
  f: FeatureSink,
): void {
  const { d, kinds, facts } = scene;
  const p0 = d.pos[c.head]!;
  f.add(200, place);
  f.add(201, place, c.next, c.before);
  f.add(202, place, c.before, sideOf(c, content));
  f.add(203, place, kinds.lemma(d.word[c.head]!));
  f.add(204, place, c.group, c.before);
  f.add(205, place, p0, c.before);
  f.add(206, place, facts.values[d.word[c.head]! * FACTS + LEXICAL]! & 255, c.before);
  f.add(207, place, c.next, c.group);
  f.add(208, place, p0, c.next);
}

/** On which side of the cue the content stands: 1 after, 2 on both, 3 before. */
function sideOf(c: Clause, content: readonly TokenRange[]): number {
  return content[0]![0] >= c.after ? 1 : content.length > 1 ? 2 : 3;
}

/** What speaks for a phrase's being the source, its place apart. */
export function phraseFeatures(
  scene: Scene,
  c: Clause,
  x: SourceCandidate,
  content: readonly TokenRange[],
  f: FeatureSink,
): void {
  const { d, kinds, facts } = scene;
  let inside = 0;
  for (const [from, until] of content) if (from <= x.first && x.first < until) inside = 1;
  f.add(209, x.place, inside, sideOf(c, content));
  if (x.place === PLACE.none) {
    const most = level(greatestMarginal(scene, c.from, c.until, 1));
    f.add(233, most);
    f.add(210, most, c.group, c.before);
    return;
  }
  const head = headOf(scene, x.first, x.after);
  const kind = kinds.kind(d.word[head]!);
  const mean = meanMarginal(scene, x.first, x.after, 1);
  const most = greatestMarginal(scene, x.first, x.after, 1);
  f.add(211, level(mean), x.place);
  f.add(212, level(most), x.place);
  f.add(213, level(mean), level(most));
  f.add(214, level(marginal(scene, x.first - 1, 1)), level(marginal(scene, x.first, 1)));
  f.add(215, level(marginal(scene, x.after, 1)), level(marginal(scene, x.after - 1, 1)));
  f.add(216, x.place, x.rank);
  f.add(217, x.place, kind !== 0 ? kind : 64 + d.pos[head]!);
  f.add(218, x.place, kind !== 0 ? kind : 64 + d.pos[head]!, c.before);
  f.add(219, kinds.hash(d.word[head]!));
  f.add(
    220,
    (facts.values[d.word[head]! * FACTS + LEXICAL]! >> 8) & 3,
    x.place,
    (d.flags[head]! & FLAG.capitalised) !== 0 ? 1 : 0,
  );
  const gap = x.first >= c.after ? x.first - c.after : c.left - x.after;
  f.add(221, x.place, distanceBucket(Math.min(25, Math.max(0, gap))));
  f.add(222, x.place, Math.min(6, x.after - x.first));
  const before = x.first > 0 ? kinds.kind(d.word[x.first - 1]!) : 99;
  const after = x.after < d.tokenCount ? kinds.kind(d.word[x.after]!) : 99;
  f.add(223, x.place, before);
  f.add(224, x.place, after);
  f.add(225, before, after, kind);
  f.add(226, x.first > 0 ? d.pos[x.first - 1]! : 99, x.after < d.tokenCount ? d.pos[x.after]! : 99, x.place);
  f.add(227, x.first === c.from ? 1 : 0, x.place, c.before);
  // Whether a verb stands between it and the cue.
  let verbs = 0;
  let commas = 0;
  const [a, b] = x.first >= c.after ? [c.after, x.first] : [x.after, c.left];
  for (let i = a; i < b; i++) {
    if (d.pos[i] === POS.VERB || d.pos[i] === POS.AUX) verbs++;
    if (kinds.kind(d.word[i]!) === KIND.comma) commas++;
  }
  f.add(228, x.place, Math.min(3, verbs), Math.min(3, commas));
  f.add(229, Math.min(3, verbs), Math.min(3, commas), c.before);
  f.add(230, x.place, scene.quoteAt[x.first]! >= 0 && c.quote < 0 ? 1 : 0);
  f.add(231, x.place, x.rank, c.before);
  f.add(232, x.place, Math.min(3, commas), c.group);
}

/** The head of a noun phrase: the last noun before a preposition. */
export function headOf(scene: Scene, first: number, after: number): number {
  const { d, kinds } = scene;
  let head = -1;
  for (let i = first; i < after; i++) {
    const pos = d.pos[i]!;
    if (
      head >= 0 &&
      (pos === POS.ADP || kinds.kind(d.word[i]!) === KIND.of || kinds.kind(d.word[i]!) === KIND.who)
    )
      break;
    if (isNominal(pos) || pos === POS.PRON) head = i;
  }
  return head >= 0 ? head : after - 1;
}
