// The phrases that may name a cue's source, and what speaks for each, for a model to choose among.
import { FLAG, POS } from '../../tokenising/annotation.js';
import { distanceBucket } from '../features.js';
import type { TokenRange } from '../proposal.js';
import { FACTS, LEXICAL } from '../word-facts.js';
import { type Clause, isNominal, phraseAfter, phraseBefore, REACH, type Scene } from './clause.js';
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

/** Noun phrases looked at before the cue, after it, and in the sentence before. */
const MOST_BEFORE = 8;
const MOST_AFTER = 6;
const MOST_IN_SENTENCE_BEFORE = 3;

/** The noun phrases of the cue's sentence nearest to it, the subject's of the sentence before, and none. */
export function sourceCandidates(scene: Scene, c: Clause): SourceCandidate[] {
  const { d, kindAt } = scene;
  const found: SourceCandidate[] = [{ place: PLACE.none, first: 0, after: 0, rank: 0 }];
  const add = (place: number, first: number, after: number, rank: number): void => {
    if (after <= first) return;
    for (let k = 0; k < found.length; k++) if (found[k]!.first === first && found[k]!.after === after) return;
    found.push({ place, first, after, rank });
  };
  const s = d.sentenceOfToken[c.head]!;
  const from = c.from;
  const until = c.until;
  // Phrases before the verb group, nearest first.
  let rank = 0;
  let end = c.left;
  while (end > from && rank < MOST_BEFORE) {
    const i = end - 1;
    const kind = kindAt[i]!;
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
        if (kindAt[first]! === KIND.possessive || core.endsWith("'s"))
          add(PLACE.owner, first, first + 1, rank);
      }
      rank++;
      end = Math.min(i, first);
    } else end--;
  }
  // "Crane's claim that": the genitive right before a noun cue.
  if (c.head > from) {
    const i = c.head - 1;
    const kind = kindAt[i]!;
    if (kind === KIND.possessive) add(PLACE.owner, i, c.head, 0);
    else if (kind === KIND.genitive || d.vocabulary.wordOf(d.word[i]!).endsWith("'s"))
      add(PLACE.owner, coreBefore(scene, c.head, from), c.head, 0);
  }
  // Phrases after the cue, nearest first.
  rank = 0;
  let i = c.after;
  while (i < until && rank < MOST_AFTER) {
    const whole = phraseAfter(scene, i, until);
    if (whole > i) {
      {
        const by = i > c.after && kindAt[i - 1]! === KIND.by;
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
    const end = Math.min(d.sentenceStart[s]!, before + REACH);
    let k = 0;
    for (let j = before; j < end && k < MOST_IN_SENTENCE_BEFORE; ) {
      const whole = phraseAfter(scene, j, end);
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
        scene.kindAt[i]! === KIND.possessive ||
        scene.kindAt[i]! === KIND.quantity
      )
    )
      break;
    first = i;
  }
  return Math.min(first, end - 1);
}

function coreAfter(scene: Scene, first: number, after: number): number {
  for (let i = first; i < after; i++) if (scene.kindAt[i]! === KIND.of) return i;
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
  const { d, kinds } = scene;
  const p0 = d.pos[c.head]!;
  f.add(200, place);
  f.add(202, place, c.before, sideOf(c, content));
  f.add(203, place, kinds.lemma(d.word[c.head]!));
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
  const { d, kinds, kindAt, facts } = scene;
  let inside = 0;
  for (const [from, until] of content) if (from <= x.first && x.first < until) inside = 1;
  f.add(209, x.place, inside, sideOf(c, content));
  if (x.place === PLACE.none) {
    return;
  }
  const head = headOf(scene, x.first, x.after);
  const kind = kindAt[head]!;
  const mean = meanMarginal(scene, x.first, x.after, 1);
  const most = greatestMarginal(scene, x.first, x.after, 1);
  f.add(211, level(mean), x.place);
  f.add(212, level(most), x.place);
  f.add(213, level(mean), level(most));
  f.add(214, level(marginal(scene, x.first - 1, 1)), level(marginal(scene, x.first, 1)));
  f.add(215, level(marginal(scene, x.after, 1)), level(marginal(scene, x.after - 1, 1)));
  f.add(216, x.place, x.rank);
  f.add(217, x.place, kind !== 0 ? kind : 64 + d.pos[head]!);
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
  const before = x.first > 0 ? kindAt[x.first - 1]! : 99;
  const after = x.after < d.tokenCount ? kindAt[x.after]! : 99;
  f.add(223, x.place, before);
  f.add(224, x.place, after);
  f.add(225, before, after, kind);
  f.add(226, x.first > 0 ? d.pos[x.first - 1]! : 99, x.after < d.tokenCount ? d.pos[x.after]! : 99, x.place);
  // Whether a verb stands between it and the cue.
  let verbs = 0;
  let commas = 0;
  const [a, b] = x.first >= c.after ? [c.after, x.first] : [x.after, c.left];
  for (let i = a; i < b; i++) {
    if (d.pos[i] === POS.VERB || d.pos[i] === POS.AUX) verbs++;
    if (kindAt[i]! === KIND.comma) commas++;
  }
  f.add(228, x.place, Math.min(3, verbs), Math.min(3, commas));
  f.add(229, Math.min(3, verbs), Math.min(3, commas), c.before);
  f.add(230, x.place, scene.quoteAt[x.first]! >= 0 && c.quote < 0 ? 1 : 0);
  f.add(232, x.place, Math.min(3, commas), c.group);
}

/** The head of a noun phrase: the last noun before a preposition. */
export function headOf(scene: Scene, first: number, after: number): number {
  const { d, kindAt } = scene;
  let head = -1;
  for (let i = first; i < after; i++) {
    const pos = d.pos[i]!;
    if (head >= 0 && (pos === POS.ADP || kindAt[i]! === KIND.of || kindAt[i]! === KIND.who)) break;
    if (isNominal(pos) || pos === POS.PRON) head = i;
  }
  return head >= 0 ? head : after - 1;
}
