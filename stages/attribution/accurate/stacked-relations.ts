// Judges attributions a second time: by the relation models' scores and by what the encoder says of the same words.
import { readFileSync } from 'node:fs';
import { fromPackageRoot } from '../../../base/package-root.js';
import { runsOf, type TokenOdds } from '../../../models/encoder/token-odds.js';
import type { TokenRange } from '../proposal.js';
import type { Clause, Scene } from '../relations/clause.js';
import { type ContentCandidate, SHAPE, trim } from '../relations/content-candidates.js';
import type { RelationKind } from '../relations/relation-model.js';
import type { JudgeAgain } from '../relations/second-judge.js';
import { PLACE, type SourceCandidate } from '../relations/source-candidates.js';

export const RELATION_STACK = 'stages/attribution/accurate/stack.json';

/** The encoder's outputs that tell attributions as the commentary codebook counts them. */
export const ROLE_OUTPUTS = ['source', 'cue', 'content'] as const;
export type RoleOdds = Readonly<Record<(typeof ROLE_OUTPUTS)[number], TokenOdds>>;

/** `accurate/stack.json`: weights in the order of the features below (stacking, Wolpert 1992). */
export interface RelationStack {
  readonly content: readonly number[];
  readonly source: readonly number[];
  readonly confidence: readonly number[];
  /** Confidence from which an attribution is reported. */
  readonly threshold: number;
  /** The fold, by `crc32(passage) % 5`, whose passages the encoder has not seen, and how many it was fitted on. */
  readonly fitted: { readonly fold: number; readonly passages: number };
}

export function loadRelationStack(): RelationStack {
  return JSON.parse(readFileSync(fromPackageRoot(RELATION_STACK), 'utf8')) as RelationStack;
}

/** Log-odds from which words that the relation models do not know as cues are looked at. */
const LEAST_CUE = 0;
/** Mean log-odds from which a cue is looked at whatever the relation models think of it. */
const LEAST_LOOK = -2.5;
/** Log-odds from which tokens in a row are a content or source of the encoder's own. */
const LEAST_RUN = 0;
/** Tokens on each side of a cue in which such runs are looked for. */
const REACH = 120;
const NOTHING = -6;
/** A content's log-odds are summed in this unit, so that its weight is of the size of the others. */
const SUM_UNIT = 10;

function mean({ inside }: TokenOdds, first: number, after: number): number {
  let sum = 0;
  for (let t = first; t < after; t++) sum += inside[t]!;
  return after > first ? sum / (after - first) : NOTHING;
}

function at({ inside }: TokenOdds, t: number): number {
  return t < 0 || t >= inside.length ? NOTHING : inside[t]!;
}

/** How much surer the encoder is of a span's first and last token than of those beside it. */
function edges(odds: TokenOdds, first: number, after: number): [begin: number, end: number] {
  return [
    at(odds, first) - Math.min(at(odds, first - 1), -odds.begins[first]!),
    at(odds, after - 1) - at(odds, after),
  ];
}

/** Of a content: its score; sum and mean of the log-odds; how sharply it begins and ends; whether only the encoder gives it. */
export function contentFeatures(
  { content }: RoleOdds,
  spans: readonly TokenRange[],
  score: number,
  own: boolean,
): number[] {
  let sum = 0;
  let length = 0;
  for (const [first, after] of spans) {
    for (let t = first; t < after; t++) sum += content.inside[t]!;
    length += after - first;
  }
  const [begin] = edges(content, ...spans[0]!);
  const [, end] = edges(content, ...spans.at(-1)!);
  return [score, sum / SUM_UNIT, sum / length, begin / SUM_UNIT, end / SUM_UNIT, own ? 1 : 0];
}

/** Of a source: its score; mean log-odds; how sharply it begins and ends; for "none", how sure the encoder is of another. */
export function sourceFeatures(
  { source }: RoleOdds,
  { from, until }: Clause,
  { place, first, after }: SourceCandidate,
  score: number,
): number[] {
  if (place === PLACE.none) {
    let most = NOTHING;
    for (let t = from; t < until; t++) most = Math.max(most, source.inside[t]!);
    return [score, 0, 0, 0, 1, most];
  }
  const [begin, end] = edges(source, first, after);
  return [score, mean(source, first, after), begin / SUM_UNIT, end / SUM_UNIT, 0, 0];
}

/**
 * Of an attribution: a constant; the cue's log-odds; the logarithm of the content's probability; the encoder's log-odds of the
 * cue, of the content and of a source somewhere in the clause; its kind.
 */
export function confidenceFeatures(
  { source, cue, content }: RoleOdds,
  { head, after, from, until }: Clause,
  spans: readonly TokenRange[],
  score: number,
  mass: number,
  kind: RelationKind,
): number[] {
  let most = NOTHING;
  for (let t = from; t < until; t++) most = Math.max(most, source.inside[t]!);
  let sum = 0;
  let length = 0;
  for (const [first, end] of spans) {
    for (let t = first; t < end; t++) sum += content.inside[t]!;
    length += end - first;
  }
  return [
    1,
    score,
    Math.log(Math.max(1e-3, mass)),
    mean(cue, head, after),
    sum / length,
    most,
    kind === 'quoted' ? 1 : 0,
    kind === 'noun' ? 1 : 0,
    kind === 'passive' ? 1 : 0,
  ];
}

export function weighed(weights: readonly number[], features: readonly number[]): number {
  let z = 0;
  for (let k = 0; k < features.length; k++) z += weights[k]! * features[k]!;
  return z;
}

export function looksAt({ cue }: RoleOdds, head: number, after: number): boolean {
  return mean(cue, head, after) >= LEAST_LOOK;
}

/** Scores of the contents given up at first sight are taken to be the least of the others', so that the encoder may raise them. */
export function finiteScores(scores: Float64Array, from: number, until: number): void {
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k < until; k++)
    if (scores[k]! > Number.NEGATIVE_INFINITY) least = Math.min(least, scores[k]!);
  for (let k = from; k < until; k++) if (scores[k] === Number.NEGATIVE_INFINITY) scores[k] = least;
}

/** The relation models' cues, and words that the encoder alone takes for one: the likeliest of each run. */
export function withEncoderCues(
  { d }: Scene,
  { cue }: RoleOdds,
  known: readonly [head: number, after: number][],
): [head: number, after: number][] {
  const taken = new Uint8Array(d.tokenCount + 1);
  for (const [head, after] of known) taken.fill(1, head, after);
  const more: [number, number][] = [];
  for (const [first, after] of runsOf(cue, LEAST_CUE, 0, d.tokenCount)) {
    if (taken.subarray(first, after).includes(1)) continue;
    let head = first;
    for (let t = first; t < after; t++) if (cue.inside[t]! > cue.inside[head]!) head = t;
    more.push([head, head + 1]);
  }
  return more.length === 0 ? [...known] : [...known, ...more].sort((a, b) => a[0] - b[0]);
}

/** The candidates, and those runs of the encoder near the cue that are none yet. */
export function withEncoderContents(
  scene: Scene,
  { content }: RoleOdds,
  { head, after, from, until }: Clause,
  known: readonly ContentCandidate[],
): ContentCandidate[] {
  const spans = (one: ContentCandidate): string => one.spans.join(';');
  const taken = new Set(known.map(spans));
  const found = [...known];
  const add = (shape: number, first: number, end: number): void => {
    const span = trim(scene, first, end);
    if (span === null) return;
    const one = { shape, spans: [span], opening: 0, closing: 0 };
    if (taken.has(spans(one))) return;
    taken.add(spans(one));
    found.push(one);
  };
  const begin = Math.max(from, head - REACH);
  const end = Math.min(until, after + REACH);
  for (const [first, last] of runsOf(content, LEAST_RUN, begin, head)) add(SHAPE.before, first, last);
  for (const [first, last] of runsOf(content, LEAST_RUN, after, end)) add(SHAPE.after, first, last);
  return found;
}

/** The candidates, and the encoder's own runs in the clause that are none yet. */
export function withEncoderSources(
  { source }: RoleOdds,
  { head, after, from, until }: Clause,
  known: readonly SourceCandidate[],
): SourceCandidate[] {
  const found = [...known];
  const [begin, end] = [Math.max(from, head - REACH), Math.min(until, after + REACH)];
  for (const [first, last] of runsOf(source, LEAST_RUN, begin, end)) {
    if (first < after && head < last) continue;
    if (found.some((one) => one.first === first && one.after === last)) continue;
    found.push({ place: PLACE.tagged, first, after: last, rank: 0 });
  }
  return found;
}

/** Judges a document's attributions by both. */
export function relationJudge(stack: RelationStack, odds: RoleOdds): JudgeAgain {
  return {
    threshold: stack.threshold,
    cues: (scene, known) => withEncoderCues(scene, odds, known),
    contents: (scene, clause, known) => withEncoderContents(scene, odds, clause, known),
    looksAt: (head, after) => looksAt(odds, head, after),
    weighContents(_, contents, known, scores) {
      finiteScores(scores, known, contents.length);
      for (let k = 0; k < contents.length; k++)
        scores[k] = weighed(stack.content, contentFeatures(odds, contents[k]!.spans, scores[k]!, k >= known));
    },
    confidence: (clause, spans, score, mass, kind) =>
      1 /
      (1 + Math.exp(-weighed(stack.confidence, confidenceFeatures(odds, clause, spans, score, mass, kind)))),
    sources: (clause, known) => withEncoderSources(odds, clause, known),
    source: (clause, candidate, score) =>
      weighed(stack.source, sourceFeatures(odds, clause, candidate, score)),
  };
}
