// Fits the commentary scheme's classifier of hedge cues, with calibration and thresholds from held-out folds.
import type { HedgeType } from '../../stages/hedging/annotation.js';
import type { CueMatch } from '../../stages/hedging/candidates.js';
import { MAXIMUM_CUE_FEATURES } from '../../stages/hedging/cue-features.js';
import {
  type CandidatePhrases,
  CUE_CLASSES,
  type CueCandidate,
  candidateFinder,
  cueDecider,
  phraseOf,
  settleOverlaps,
} from '../../stages/hedging/cue-model.js';
import { defaultLexicon } from '../../stages/hedging/lexicon.js';
import { HashedLinearModel } from '../../stages/hedging/linear-model.js';
import { lexiconRules } from '../../stages/hedging/rules.js';
import type { Vocabulary } from '../../stages/vocabulary.js';
import { groupFolds } from '../learners/folds.js';
import { type FittedModel, fingerprintOf, fitHashedModel } from './fit.js';
import type { TokenisedRow } from './gold.js';

/** A phrase becomes a candidate when it was a cue this often; longer ones are too particular. */
const MINIMUM_PHRASE = 2;
const LONGEST_PHRASE = 4;
/** A phrase met this often and a cue in less than this share is no candidate where no condition speaks for it. */
const MINIMUM_NEVER = 20;
const NEVER_SHARE = 0.05;
const TYPES: readonly HedgeType[] = ['plausibility', 'attribution', 'approximator', 'conditional'];

export interface CommentaryOptions {
  readonly c?: number;
  readonly iterations?: number;
  readonly innerFolds?: number;
}

interface Example {
  readonly row: number;
  readonly candidate: CueCandidate;
  readonly features: Int32Array;
  readonly y: 0 | 1;
}

/** Phrases that were cues in these rows, with the type they had most often. */
export function cuePhrasesOf(rows: readonly TokenisedRow[]): Record<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const { document, cues } of rows)
    for (const { first, after, type } of cues) {
      if (after - first > LONGEST_PHRASE) continue;
      const phrase = phraseOf(document, first, after);
      const types = counts.get(phrase) ?? new Map<string, number>();
      types.set(type, (types.get(type) ?? 0) + 1);
      counts.set(phrase, types);
    }
  const frequent = [...counts].filter(
    ([, types]) => [...types.values()].reduce((sum, n) => sum + n) >= MINIMUM_PHRASE,
  );
  return Object.fromEntries(
    frequent
      .map(([phrase, types]) => [phrase, [...types].sort((a, b) => b[1] - a[1])[0]![0]] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** The candidates of the rows with their features, and whether each is exactly a cue. */
function examplesOf(
  rows: readonly TokenisedRow[],
  vocabulary: Vocabulary,
  phrases: CandidatePhrases,
): Example[] {
  const { candidates, features } = candidateFinder(defaultLexicon(), vocabulary, phrases);
  const buffer = new Int32Array(MAXIMUM_CUE_FEATURES);
  return rows.flatMap(({ document, cues }, row) => {
    const all = candidates(document, () => false);
    return all.map((candidate, k): Example => {
      const n = features(document, all, k, buffer);
      const exact = cues.some(({ first, after }) => first === candidate.first && after === candidate.after);
      return { row, candidate, features: buffer.slice(0, n), y: exact ? 1 : 0 };
    });
  });
}

function neverOf(rows: readonly TokenisedRow[], examples: readonly Example[]): string[] {
  const counts = new Map<string, [number, number]>();
  for (const { row, candidate, y } of examples) {
    if (candidate.granted === 1) continue;
    const phrase = phraseOf(rows[row]!.document, candidate.first, candidate.after);
    const count = counts.get(phrase) ?? [0, 0];
    count[y]++;
    counts.set(phrase, count);
  }
  return [...counts]
    .filter(([, [no, yes]]) => no + yes >= MINIMUM_NEVER && yes / (no + yes) < NEVER_SHARE)
    .map(([phrase]) => phrase)
    .sort();
}

function fitOnce(
  rows: readonly TokenisedRow[],
  vocabulary: Vocabulary,
  { c = 0.2, iterations = 40 }: CommentaryOptions,
): FittedModel {
  const cues = cuePhrasesOf(rows);
  const never = neverOf(rows, examplesOf(rows, vocabulary, { cues, never: [] }));
  const examples = examplesOf(rows, vocabulary, { cues, never });
  return fitHashedModel(
    { features: examples.map(({ features }) => features), y: examples.map(({ y }) => y) },
    {
      classes: CUE_CLASSES,
      threshold: 0.35,
      words: [],
      phrases: cues,
      never,
      trainedOn: [{ name: 'commentary.train', rows: rows.length }],
      fingerprint: fingerprintOf(rows.map(({ row }) => row.text)),
    },
    { minimumRows: 2, prune: 0.01, c, iterations },
  );
}

/** A candidate of a held-out row. */
interface HeldOut {
  readonly row: number;
  readonly candidate: CueCandidate;
  readonly score: number;
  readonly right: boolean;
}

/** Candidates of rows that the model was not fitted on; row numbers are the list's. */
function heldOut(fitted: FittedModel, rows: readonly TokenisedRow[], vocabulary: Vocabulary): HeldOut[] {
  const { phrases, never = [] } = fitted.model.header;
  const out = new Float64Array(CUE_CLASSES.length);
  return examplesOf(rows, vocabulary, { cues: phrases, never }).map(({ row, candidate, features, y }) => {
    fitted.model.probabilities(features, features.length, out);
    return { row, candidate, score: Math.log(out[1]! / out[0]!), right: y === 1 };
  });
}

export interface Settled {
  readonly type: HedgeType;
  readonly p: number;
  readonly right: boolean;
}

/** The candidates left when overlaps are settled, with the probability that a cue stands there. */
function settle(judged: readonly HeldOut[], a: number, b: number): Settled[] {
  const byRow = new Map<number, HeldOut[]>();
  for (const one of judged) {
    const ofRow = byRow.get(one.row);
    if (ofRow === undefined) byRow.set(one.row, [one]);
    else ofRow.push(one);
  }
  return [...byRow.values()].flatMap((ofRow) =>
    settleOverlaps(
      ofRow.map(({ candidate }) => candidate),
      ofRow.map(({ score }) => 1 / (1 + Math.exp(-(a * score + b)))),
    ).map(({ best, mass }) => {
      const { candidate, right } = ofRow[best]!;
      return { type: candidate.type, p: mass, right };
    }),
  );
}

/** Slope and intercept that turn scores into probabilities (Platt 1999), by Newton's method. */
export function plattScaling(scores: readonly number[], right: readonly boolean[]): [number, number] {
  let a = 1;
  let b = 0;
  for (let step = 0; step < 30; step++) {
    let ga = 0;
    let gb = 0;
    let haa = 1e-6;
    let hab = 0;
    let hbb = 1e-6;
    scores.forEach((x, i) => {
      const p = 1 / (1 + Math.exp(-(a * x + b)));
      const e = p - Number(right[i]);
      const w = p * (1 - p);
      ga += e * x;
      gb += e;
      haa += w * x * x;
      hab += w * x;
      hbb += w;
    });
    const det = haa * hbb - hab * hab;
    const da = (hbb * ga - hab * gb) / det;
    const db = (haa * gb - hab * ga) / det;
    a -= da;
    b -= db;
    if (Math.abs(da) + Math.abs(db) < 1e-9) break;
  }
  return [a, b];
}

/** For each type the threshold that gives the best F1 over all types together. */
function bestThresholds(judged: readonly Settled[], cues: number): Record<string, number> {
  const grid = Array.from({ length: 41 }, (_, i) => 0.2 + i * 0.01);
  const counts = new Map(
    TYPES.map((type) => [
      type,
      grid.map((t) => {
        const taken = judged.filter((one) => one.type === type && one.p >= t);
        return [taken.filter(({ right }) => right).length, taken.length] as const;
      }),
    ]),
  );
  const at = new Map(TYPES.map((type) => [type, 15]));
  for (let round = 0; round < 3; round++)
    for (const type of TYPES) {
      let best = -1;
      let choice = at.get(type)!;
      for (let i = 0; i < grid.length; i++) {
        at.set(type, i);
        let tp = 0;
        let taken = 0;
        for (const other of TYPES) {
          const [right, all] = counts.get(other)![at.get(other)!]!;
          tp += right;
          taken += all;
        }
        const f1 = (2 * tp) / (taken + cues);
        if (f1 > best) {
          best = f1;
          choice = i;
        }
      }
      at.set(type, choice);
    }
  return Object.fromEntries(TYPES.map((type) => [type, Number(grid[at.get(type)!]!.toFixed(2))]));
}

/** Fits on all rows; calibration and thresholds come from an inner cross-validation by group. */
export function fitCommentary(
  rows: readonly TokenisedRow[],
  vocabulary: Vocabulary,
  groups: readonly string[],
  options: CommentaryOptions = {},
  seed: number | string = 1,
): FittedModel {
  const folds = options.innerFolds ?? 4;
  const foldOf = groupFolds(groups, folds, seed);
  const judged: HeldOut[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const inside = rows.filter((_, i) => foldOf[i] !== fold);
    const outside = rows.filter((_, i) => foldOf[i] === fold);
    const offset = fold * rows.length;
    for (const one of heldOut(fitOnce(inside, vocabulary, options), outside, vocabulary))
      judged.push({ ...one, row: offset + one.row });
  }
  const [a, b] = plattScaling(
    judged.map(({ score }) => score),
    judged.map(({ right }) => right),
  );
  const thresholds = bestThresholds(
    settle(judged, a, b),
    rows.reduce((sum, { cues }) => sum + cues.length, 0),
  );
  const { model, keys, weights } = fitOnce(rows, vocabulary, options);
  const { bias, scale } = model.header;
  const header = {
    ...model.header,
    bias: [bias[0]! * a, bias[1]! * a + b],
    scale: scale.map((x) => x * a),
    thresholds,
  };
  return { model: new HashedLinearModel(header, keys, weights), keys, weights };
}

/** Cues of each row by a model fitted on the other folds. */
export function crossValidatedCues(
  rows: readonly TokenisedRow[],
  vocabulary: Vocabulary,
  groups: readonly string[],
  seed: number | string = 1,
  options: CommentaryOptions = {},
): CueMatch[][] {
  const folds = 5;
  const foldOf = groupFolds(groups, folds, seed);
  const found = new Array<CueMatch[]>(rows.length);
  for (let fold = 0; fold < folds; fold++) {
    const inside = rows.filter((_, i) => foldOf[i] !== fold);
    const { model } = fitCommentary(
      inside,
      vocabulary,
      groups.filter((_, i) => foldOf[i] !== fold),
      options,
      `${seed}/${fold}`,
    );
    const lexicon = defaultLexicon();
    const decide = cueDecider(lexicon, vocabulary, model, lexiconRules(lexicon, vocabulary));
    rows.forEach(({ document }, i) => {
      if (foldOf[i] === fold) found[i] = decide(document).filter(({ entry }) => entry.series === 'hedge');
    });
  }
  return found;
}

/** Exact cues right, spurious and missed in cross-validation. */
export function crossValidateCommentary(
  rows: readonly TokenisedRow[],
  vocabulary: Vocabulary,
  groups: readonly string[],
): number[] {
  const found = crossValidatedCues(rows, vocabulary, groups);
  let right = 0;
  let all = 0;
  let gold = 0;
  rows.forEach(({ cues }, i) => {
    all += found[i]!.length;
    gold += cues.length;
    right += found[i]!.filter((one) =>
      cues.some(({ first, after }) => first === one.first && after === one.after),
    ).length;
  });
  return [right, all - right, gold - right];
}
