/** Fits both passes of the model of names. */
import { seededRandom } from '../../base/random.js';
import { ROW_WIDTH } from '../../models/crf/feature-sums.js';
import { LABEL_COUNT, OUTSIDE } from '../../stages/actors/recognition/name-features.js';
import { type ChainWeights, WEIGHTED_LABELS } from '../../stages/actors/recognition/name-model.js';
import {
  bestLabels,
  type ChainForm,
  type ChainModel,
  type ChainTraining,
  fitChain,
  type Sequence,
} from '../learners/crf.js';
import { groupFolds } from '../learners/folds.js';
import { type Prepared, withSecondPass } from './prepare-names.js';

/** Gives rows to the features seen often enough. */
function featureRows(all: readonly (readonly Int32Array[])[], minimum: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const document of all)
    for (const token of document) for (const h of token) counts.set(h, (counts.get(h) ?? 0) + 1);
  const rows = new Map<number, number>();
  for (const [h, n] of counts) if (n >= minimum) rows.set(h, rows.size);
  return rows;
}

function toChains(p: Prepared, hashes: readonly Int32Array[], rows: ReadonlyMap<number, number>): Sequence[] {
  const { chains, chainCount } = p.candidates;
  return Array.from({ length: chainCount }, (_, c) => {
    const own = hashes
      .slice(chains[c]!, chains[c + 1]!)
      .map((token) => [...token].flatMap((h) => (rows.has(h) ? [rows.get(h)! * LABEL_COUNT] : [])));
    const first = new Uint32Array(own.length + 1);
    own.forEach(({ length }, t) => {
      first[t + 1] = first[t]! + length;
    });
    return {
      features: Int32Array.from(own.flat()),
      first,
      labels: p.labels.slice(chains[c]!, chains[c + 1]!),
    };
  });
}

const formOf = (rows: ReadonlyMap<number, number>): ChainForm => ({
  labels: LABEL_COUNT,
  features: rows.size,
  boundaries: true,
});

/** Labels a document's candidates by a fitted model. */
function labelDocument(chains: readonly Sequence[], model: ChainModel): Uint8Array {
  return Uint8Array.from(chains.flatMap((chain) => [...bestLabels(model, chain)]));
}

/**
 * Eight-bit weights of both passes side by side, those of outside taken off; features whose weights are all less
 * than `least` are left out.
 */
function quantise(
  models: readonly [ChainModel, ChainModel],
  rows: readonly [ReadonlyMap<number, number>, ReadonlyMap<number, number>],
  least: number,
): ChainWeights {
  const weightOf = (pass: 0 | 1, key: number, label: number): number => {
    const row = rows[pass].get(key);
    return row === undefined ? 0 : models[pass].weights[row * LABEL_COUNT + label]!;
  };
  const relative = (pass: 0 | 1, key: number, label: number): number =>
    weightOf(pass, key, label) - weightOf(pass, key, OUTSIDE);
  const keys = [...new Set([...rows[0].keys(), ...rows[1].keys()])]
    .filter((key) => {
      for (let k = 0; k < LABEL_COUNT; k++)
        if (Math.max(Math.abs(weightOf(0, key, k)), Math.abs(weightOf(1, key, k))) >= least) return true;
      return false;
    })
    .sort((x, y) => x - y);
  const scales = ([0, 1] as const).map((pass) => {
    let largest = 0;
    for (const key of keys)
      for (let k = 1; k < LABEL_COUNT; k++) largest = Math.max(largest, Math.abs(relative(pass, key, k)));
    return Math.min(largest, LARGEST_WEIGHT) / 127;
  }) as [number, number];
  const weights = new Int8Array(keys.length * ROW_WIDTH);
  keys.forEach((key, i) => {
    for (const pass of [0, 1] as const) {
      for (let k = 1; k < LABEL_COUNT; k++) {
        const w = Math.round(relative(pass, key, k) / scales[pass]);
        weights[i * ROW_WIDTH + pass * WEIGHTED_LABELS + k - 1] = Math.max(-127, Math.min(127, w));
      }
    }
  });
  return {
    keys: Int32Array.from(keys),
    weights,
    passes: [
      { scale: scales[0], transitions: models[0].transitions },
      { scale: scales[1], transitions: models[1].transitions },
    ],
  };
}

/** Weights beyond are cut: eight bits shall tell the small ones apart. */
const LARGEST_WEIGHT = 4.5;

export interface NameTraining {
  readonly epochs: number;
  readonly rate: number;
  /** Ridge penalty a step on the weights that the step touches. */
  readonly penalty: number;
  readonly seed: number;
  /** Features seen fewer times are left out. */
  readonly minimum: number;
  /** Features whose weights are all smaller are left out. */
  readonly least: number;
  /** Folds of the jack-knifing that gives the second pass its labels. */
  readonly folds: number;
}

/** Each model is fitted from the same random numbers. */
const chainTraining = ({ epochs, rate, penalty, seed }: NameTraining): ChainTraining => ({
  epochs,
  rate,
  decay: penalty,
  squares: { weights: 1e-2, transitions: 1e-1 },
  negligible: { label: 1e-4 },
  averaged: true,
  random: seededRandom(seed),
});

/** The model of both passes, fitted on prepared documents. */
export function fitNames(
  prepared: readonly Prepared[],
  training: NameTraining,
  say: (what: string) => void,
): ChainWeights {
  const { minimum, least, folds } = training;
  const fitPass = (chains: readonly Sequence[], rows: ReadonlyMap<number, number>): ChainModel =>
    fitChain(chains, formOf(rows), chainTraining(training));
  const rows = featureRows(
    prepared.map(({ hashes }) => hashes),
    minimum,
  );
  say(`${prepared.length} documents, ${rows.size} features`);
  const chains = prepared.map((p) => toChains(p, p.hashes, rows));
  // First-pass labels of documents that the labelling model has not seen (jack-knifing).
  const fold = groupFolds(
    prepared.map(({ id }) => id),
    folds,
    7,
  );
  const first: Uint8Array[] = [];
  for (let f = 0; f < folds; f++) {
    const model = fitPass(chains.filter((_, i) => fold[i] !== f).flat(), rows);
    prepared.forEach((_, i) => {
      if (fold[i] === f) first[i] = labelDocument(chains[i]!, model);
    });
    say(`fold ${f + 1} of ${folds}`);
  }
  const passOne = fitPass(chains.flat(), rows);
  say('first pass');
  const secondHashes = prepared.map((p, i) => withSecondPass(p, first[i]!));
  const secondRows = featureRows(secondHashes, minimum);
  const passTwo = fitPass(
    prepared.flatMap((p, i) => toChains(p, secondHashes[i]!, secondRows)),
    secondRows,
  );
  say('second pass');
  return quantise([passOne, passTwo], [rows, secondRows], least);
}
