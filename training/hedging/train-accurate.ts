// Fits what puts the hedge classifier and the encoder together, on passages that neither has seen.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fromPackageRoot } from '../../base/package-root.js';
import { seededRandom } from '../../base/random.js';
import { Encoder } from '../../models/encoder/encoder.js';
import type { TokenOdds } from '../../models/encoder/token-odds.js';
import { taggedTokens } from '../../stages/encoder-reading.js';
import {
  CUE_STACK,
  type CueStack,
  cueJudge,
  encoderCandidates,
  HEDGE_OUTPUT,
  stackFeatures,
  typesOf,
} from '../../stages/hedging/accurate/stacked-cues.js';
import type { CueMatch } from '../../stages/hedging/candidates.js';
import { type CueCandidate, cueDecider, settleOverlaps } from '../../stages/hedging/cue-model.js';
import { defaultLexicon } from '../../stages/hedging/lexicon.js';
import { lexiconRules } from '../../stages/hedging/rules.js';
import { NameMask } from '../../stages/masked-names.js';
import { encoderFold } from '../learners/fold-of.js';
import { groupFolds } from '../learners/folds.js';
import { fitLogistic } from '../learners/stacking.js';
import { fitCommentary, type Settled } from './commentary.js';
import { goldTokeniser, readHedgeGold, type TokenisedRow } from './gold.js';

/**
 *     node dist/training/hedging/train-accurate.js --gold ../shared/gold [--fold 0] [--least=-2]
 *
 * Prints fast and accurate side by side, the stack cross-validated by passage within the fold, and writes the stack fitted
 * on the whole fold.
 */
const { values } = parseArgs({
  options: {
    gold: { type: 'string', default: '../shared/gold' },
    /** The encoder was trained without this fold. */
    fold: { type: 'string', default: '0' },
    encoder: { type: 'string' },
    least: { type: 'string', default: '-2' },
    penalty: { type: 'string', default: '1' },
    dry: { type: 'boolean', default: false },
  },
});
const FOLD = Number(values.fold);
const LEAST = Number(values.least);
const INNER = 5;

const { vocabulary, tokenise } = goldTokeniser();
const names = new NameMask(vocabulary);
const rows = tokenise(readHedgeGold(join(values.gold, 'hedges/commentary.train.jsonl')));
const groupOf = ({ row }: TokenisedRow): string => row.group ?? row.id;
const seen = rows.filter((one) => encoderFold(groupOf(one)) !== FOLD);
const unseen = rows.filter((one) => encoderFold(groupOf(one)) === FOLD);
const { model } = fitCommentary(seen, vocabulary, seen.map(groupOf), {}, 'accurate');
const lexicon = defaultLexicon();
const decide = cueDecider(lexicon, vocabulary, model, lexiconRules(lexicon, vocabulary));
const encoder = new Encoder(values.encoder === undefined ? {} : { folder: values.encoder });
const types = typesOf(encoder);

interface Judged {
  readonly row: TokenisedRow;
  readonly odds: TokenOdds;
  readonly asked: readonly CueCandidate[];
  readonly features: readonly number[][];
  readonly right: readonly (0 | 1)[];
}

const isRight = ({ cues }: TokenisedRow, { first, after }: { first: number; after: number }): boolean =>
  cues.some((cue) => cue.first === first && cue.after === after);

const judged: Judged[] = [];
for (const row of unseen) {
  const { [HEDGE_OUTPUT]: odds } = await taggedTokens(encoder, names.mask(row.document), [HEDGE_OUTPUT]);
  decide(row.document, undefined, {
    threshold: 1,
    judge(document, asked, probability) {
      const own = encoderCandidates(document, odds, types, LEAST, asked);
      judged.push({
        row,
        odds,
        asked: [...asked, ...own],
        features: [
          ...asked.map(({ first, after }, k) =>
            stackFeatures(odds, first, after, Math.log(probability[k]! / (1 - probability[k]!))),
          ),
          ...own.map(({ first, after }) => stackFeatures(odds, first, after, null)),
        ],
        right: [...asked, ...own].map((one) => (isRight(row, one) ? 1 : 0)),
      });
    },
  });
}

function stackOf(some: readonly Judged[]): CueStack {
  const weights = fitLogistic(
    some.flatMap(({ features }) => features),
    some.flatMap(({ right }) => right),
    Number(values.penalty),
  );
  const settled = some.flatMap(({ asked, features, right }): Settled[] => {
    const probability = features.map(
      (row) => 1 / (1 + Math.exp(-row.reduce((sum, x, k) => sum + x * weights[k]!, 0))),
    );
    return settleOverlaps(asked, probability).map(({ best, mass }) => ({
      type: asked[best]!.type,
      p: mass,
      right: right[best] === 1,
    }));
  });
  const cues = some.reduce((sum, { row }) => sum + row.cues.length, 0);
  const groups = new Set(some.map(({ row }) => groupOf(row)));
  return {
    weights: weights.map((w) => Number(w.toFixed(4))),
    threshold: bestThreshold(settled, cues),
    least: LEAST,
    fitted: { fold: FOLD, passages: groups.size },
  };
}

/** One for all types: of a few hundred cues thresholds by type are noise. */
function bestThreshold(settled: readonly Settled[], cues: number): number {
  let best = { t: 0.4, f1: 0 };
  for (let t = 0.2; t < 0.6; t += 0.02) {
    const taken = settled.filter(({ p }) => p >= t);
    const f1 = (2 * taken.filter(({ right }) => right).length) / (taken.length + cues);
    if (f1 > best.f1) best = { t: Number(t.toFixed(2)), f1 };
  }
  return best.t;
}

const innerFold = groupFolds(
  judged.map(({ row }) => groupOf(row)),
  INNER,
  'stack',
);
const found: { readonly row: TokenisedRow; readonly fast: CueMatch[]; readonly accurate: CueMatch[] }[] = [];
for (let fold = 0; fold < INNER; fold++) {
  const stack = stackOf(judged.filter((_, i) => innerFold[i] !== fold));
  judged.forEach(({ row, odds }, i) => {
    if (innerFold[i] !== fold) return;
    const hedges = (all: CueMatch[]): CueMatch[] => all.filter(({ entry }) => entry.series === 'hedge');
    found.push({
      row,
      fast: hedges(decide(row.document)),
      accurate: hedges(decide(row.document, undefined, cueJudge(stack, odds, types))),
    });
  });
}

/** Right, found and gold by passage. */
function counts(which: 'fast' | 'accurate'): number[][] {
  const byGroup = new Map<string, number[]>();
  for (const one of found) {
    const sums = byGroup.get(groupOf(one.row)) ?? [0, 0, 0, 0];
    byGroup.set(groupOf(one.row), sums);
    for (const match of one[which]) {
      sums[1]!++;
      const cue = one.row.cues.find(({ first, after }) => first === match.first && after === match.after);
      if (cue === undefined) continue;
      sums[0]!++;
      if (cue.type === match.type) sums[3]!++;
    }
    sums[2]! += one.row.cues.length;
  }
  return [...byGroup.values()];
}

const sum = (all: readonly number[][], k: number): number => all.reduce((total, one) => total + one[k]!, 0);
const f1 = (all: readonly number[][]): number => (2 * sum(all, 0)) / (sum(all, 1) + sum(all, 2));
const [fast, accurate] = [counts('fast'), counts('accurate')];
const random = seededRandom('interval');
const drawn = Array.from({ length: 1000 }, () => {
  const pick = fast.map(() => random.below(fast.length));
  return [f1(pick.map((g) => fast[g]!)), f1(pick.map((g) => accurate[g]!))] as const;
});
const interval = (of: (draw: readonly [number, number]) => number): string => {
  const sorted = drawn.map(of).sort((a, b) => a - b);
  return `[${sorted[25]!.toFixed(3)}, ${sorted[974]!.toFixed(3)}]`;
};
console.log(
  `fold ${FOLD}: ${fast.length} passages, ${sum(fast, 2)} hedge cues, ${seen.length} paragraphs to fit the classifier`,
);
for (const [name, all, k] of [
  ['fast', fast, 0],
  ['accurate', accurate, 1],
] as const)
  console.log(
    `${name}: exact F1 ${f1(all).toFixed(3)} ${interval((draw) => draw[k])}, precision ${(sum(all, 0) / sum(all, 1)).toFixed(3)}, recall ${(sum(all, 0) / sum(all, 2)).toFixed(3)}, type ${(sum(all, 3) / sum(all, 0)).toFixed(3)}`,
  );
console.log(`difference ${(f1(accurate) - f1(fast)).toFixed(3)} ${interval(([a, b]) => b - a)}`);
const stack = stackOf(judged);
console.log(JSON.stringify(stack));
if (!values.dry) writeFileSync(fromPackageRoot(CUE_STACK), `${JSON.stringify(stack, null, 2)}\n`);
