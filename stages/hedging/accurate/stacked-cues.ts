// Judges hedge cues a second time: by the classifier's score and by what the encoder says of the same words.
import { readFileSync } from 'node:fs';
import { fromPackageRoot } from '../../../base/package-root.js';
import type { Encoder } from '../../../models/encoder/encoder.js';
import { runsOf, type TokenOdds } from '../../../models/encoder/token-odds.js';
import type { TokenisedDocument } from '../../tokenising/annotation.js';
import type { HedgeType } from '../annotation.js';
import type { CueCandidate, JudgeAgain } from '../cue-model.js';
import type { LexiconEntry } from '../lexicon.js';

export const CUE_STACK = 'stages/hedging/accurate/stack.json';

/** The encoder's output that tells hedge cues of commentary from other words. */
export const HEDGE_OUTPUT = 'hedge';

/**
 * What a candidate is judged by (stacking, Wolpert 1992), in this order: a constant; the classifier's log-odds; the
 * encoder's mean log-odds over the candidate's tokens; its log-odds that a cue begins at the first; that one goes on after
 * the last; that the same one began before; whether the classifier knows the candidate.
 */
export const STACK_SIZE = 7;

/** `accurate/stack.json`. */
export interface CueStack {
  /** In the order of the features. */
  readonly weights: readonly number[];
  /** Probability from which a candidate is a cue, of whatever type. */
  readonly threshold: number;
  /** Log-odds from which tokens in a row are a candidate of the encoder's own. */
  readonly least: number;
  /** The fold, by `crc32(passage) % 5`, whose passages the encoder has not seen, and how many it was fitted on. */
  readonly fitted: { readonly fold: number; readonly passages: number };
}

export function loadCueStack(): CueStack {
  return JSON.parse(readFileSync(fromPackageRoot(CUE_STACK), 'utf8')) as CueStack;
}

/** The types of the encoder's classes, in their order. */
export const typesOf = ({ manifest }: Encoder): readonly HedgeType[] =>
  (manifest.tagging?.hedge_types ?? []) as HedgeType[];

/** @param fast - the classifier's log-odds; null for a candidate that it does not know. */
export function stackFeatures(
  { inside, begins }: TokenOdds,
  first: number,
  after: number,
  fast: number | null,
): number[] {
  let sum = 0;
  for (let t = first; t < after; t++) sum += inside[t]!;
  const goesOn = after < inside.length ? Math.min(inside[after]!, -begins[after]!) : -6;
  const began = first > 0 ? Math.min(inside[first - 1]!, -begins[first]!) : -6;
  return [1, fast ?? 0, sum / (after - first), begins[first]!, goesOn, began, fast === null ? 0 : 1];
}

export function stacked(weights: readonly number[], features: readonly number[]): number {
  let z = 0;
  for (let k = 0; k < features.length; k++) z += weights[k]! * features[k]!;
  return 1 / (1 + Math.exp(-z));
}

/** A cue that the encoder alone proposes. */
function entryOf(type: HedgeType): LexiconEntry {
  return {
    cue: 'encoder',
    series: 'hedge',
    type,
    strength: 2,
    when: [],
    disambiguate: true,
    file: 'hedgerow-encoder',
    line: 0,
    sequences: [],
  };
}

/**
 * The encoder's own candidates: tokens in a row of one sentence, with none among `known`.
 *
 * @param types - the types in the order of the encoder's classes.
 */
export function encoderCandidates(
  { sentenceCount, sentenceStart }: TokenisedDocument,
  odds: TokenOdds,
  types: readonly HedgeType[],
  least: number,
  known: readonly CueCandidate[],
): CueCandidate[] {
  const taken = new Set(known.map(({ first, after }) => `${first} ${after}`));
  const found: CueCandidate[] = [];
  for (let s = 0; s < sentenceCount; s++)
    for (const [first, after] of runsOf(odds, least, sentenceStart[s]!, sentenceStart[s + 1]!)) {
      if (taken.has(`${first} ${after}`)) continue;
      const type = types[odds.type[first]!]!;
      found.push({ entry: entryOf(type), hash: 0, type, first, after, granted: 2 });
    }
  return found;
}

/** Gives candidates the probability of both together, and adds the encoder's own. */
export function cueJudge(stack: CueStack, odds: TokenOdds, types: readonly HedgeType[]): JudgeAgain {
  const judge = (document: TokenisedDocument, asked: CueCandidate[], probability: number[]): void => {
    for (let k = 0; k < asked.length; k++) {
      const { first, after } = asked[k]!;
      const fast = Math.log(probability[k]! / (1 - probability[k]!));
      probability[k] = stacked(stack.weights, stackFeatures(odds, first, after, fast));
    }
    for (const one of encoderCandidates(document, odds, types, stack.least, asked)) {
      asked.push(one);
      probability.push(stacked(stack.weights, stackFeatures(odds, one.first, one.after, null)));
    }
  };
  return { threshold: stack.threshold, judge };
}
