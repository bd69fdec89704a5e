import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { hashText } from '../../base/random.js';
import { ROW_WIDTH } from '../../models/crf/feature-sums.js';
import { loadWorld } from '../../stages/actors/gazetteer/gazetteer.js';
import { CandidateFinder, type Candidates } from '../../stages/actors/recognition/candidates.js';
import { FormTable, REACH, WINDOW_SIZE } from '../../stages/actors/recognition/form-features.js';
import {
  contextFeatures,
  Elsewhere,
  LABEL_COUNT,
  MOST_FEATURES,
  OUTSIDE,
  secondPassFeatures,
} from '../../stages/actors/recognition/name-features.js';
import {
  type ChainWeights,
  encodeModel,
  loadWordClasses,
  MODEL_PATH,
  WEIGHTED_LABELS,
} from '../../stages/actors/recognition/name-model.js';
import { Tokeniser } from '../../stages/tokenising/tokenise.js';
import { Wink } from '../../stages/tokenising/wink.js';
import { Vocabulary } from '../../stages/vocabulary.js';
import { groupFolds } from '../learners/folds.js';
import { type Chain, type ChainModel, type ChainTraining, fitChain, labelChain } from './chain.js';
import { goldLabels, type NamedText, readNamedTexts } from './gold-names.js';

/** A document's candidates with the hashes of their features, and the right label of each. */
interface Prepared {
  readonly id: string;
  readonly candidates: Candidates;
  readonly hashes: readonly Int32Array[];
  readonly labels: Uint8Array;
}

function sealedTokeniser(): Tokeniser {
  const vocabulary = new Vocabulary();
  vocabulary.seal();
  return new Tokeniser(new Wink(), vocabulary);
}

/** Turns gold texts into feature hashes, with the very functions that the stage runs. */
class Preparer {
  readonly #tokeniser = sealedTokeniser();
  readonly #world = loadWorld();
  readonly #classes = loadWordClasses();
  #forms: FormTable | null = null;
  #finder: CandidateFinder | null = null;
  #hashOfWord: ((word: number) => number) | null = null;

  prepare(row: NamedText): Prepared {
    const d = this.#tokeniser.tokenise(row.text);
    this.#forms ??= new FormTable(d.vocabulary, this.#classes, this.#world);
    this.#finder ??= new CandidateFinder(d.vocabulary, this.#world);
    this.#hashOfWord ??= d.vocabulary.table((word) => hashText(word) >>> 1);
    const forms = this.#forms;
    forms.renew();
    const found = this.#finder.find(d);
    const candidates = {
      ...found,
      tokens: found.tokens.slice(0, found.count),
      chains: found.chains.slice(0, found.chainCount + 1),
      words: found.words.slice(0, found.count),
    };
    const { tokens, chains, chainCount } = candidates;
    const out = new Int32Array(MOST_FEATURES);
    const hashes: Int32Array[] = [];
    for (let c = 0; c < chainCount; c++) {
      const chainFirst = tokens[chains[c]!]!;
      const chainLast = tokens[chains[c + 1]! - 1]!;
      for (let k = chains[c]!; k < chains[c + 1]!; k++) {
        const i = tokens[k]!;
        const own: number[] = [];
        const slots = Array.from({ length: WINDOW_SIZE }, (_, w) => {
          const j = i + w - REACH;
          if (j < 0 || j >= d.tokenCount || d.sentenceOfToken[j] !== d.sentenceOfToken[i]) return -1;
          const slot = forms.slot(d.form[j]!, d.word[j]!);
          own.push(...out.subarray(0, forms.features(slot, w, out)));
          return slot;
        });
        const n = contextFeatures(
          d,
          candidates,
          k,
          chainFirst,
          chainLast,
          forms,
          slots[REACH - 1]!,
          slots[REACH]!,
          slots[REACH + 1]!,
          this.#hashOfWord,
          out,
        );
        hashes.push(Int32Array.from([...own, ...out.subarray(0, n)]));
      }
    }
    const byToken = goldLabels(d, row);
    return { id: row.id, candidates, hashes, labels: Uint8Array.from(tokens, (i) => byToken[i]!) };
  }
}

/** Adds the second pass's features, from first-pass labels by candidate. */
function withSecondPass({ candidates, hashes }: Prepared, first: Uint8Array): Int32Array[] {
  const seen = new Uint8Array(candidates.count);
  new Elsewhere().fill(candidates, first, seen);
  const out = new Int32Array(16);
  return hashes.map((own, k) => {
    const n = secondPassFeatures(candidates, k, first, seen, out);
    return Int32Array.from([...own, ...out.subarray(0, n)]);
  });
}

/** Gives rows to the features seen often enough. */
function featureRows(all: readonly (readonly Int32Array[])[], minimum: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const document of all)
    for (const token of document) for (const h of token) counts.set(h, (counts.get(h) ?? 0) + 1);
  const rows = new Map<number, number>();
  for (const [h, n] of counts) if (n >= minimum) rows.set(h, rows.size);
  return rows;
}

function toChains(p: Prepared, hashes: readonly Int32Array[], rows: ReadonlyMap<number, number>): Chain[] {
  const { chains, chainCount } = p.candidates;
  return Array.from({ length: chainCount }, (_, c) => ({
    features: hashes
      .slice(chains[c]!, chains[c + 1]!)
      .map((own) => Uint32Array.from([...own].flatMap((h) => (rows.has(h) ? [rows.get(h)!] : [])))),
    labels: p.labels.slice(chains[c]!, chains[c + 1]!),
  }));
}

/** Labels a document's candidates by a fitted model. */
function labelDocument(chains: readonly Chain[], model: ChainModel): Uint8Array {
  return Uint8Array.from(chains.flatMap(({ features }) => [...labelChain(features, model)]));
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

function main(): void {
  const { values } = parseArgs({
    options: {
      gold: { type: 'string', default: '../shared/gold' },
      out: { type: 'string', default: MODEL_PATH },
      epochs: { type: 'string', default: '8' },
      rate: { type: 'string', default: '0.15' },
      penalty: { type: 'string', default: '0.0005' },
      minimum: { type: 'string', default: '2' },
      least: { type: 'string', default: '0.3' },
      folds: { type: 'string', default: '5' },
    },
  });
  const preparer = new Preparer();
  const prepared = readNamedTexts(join(values.gold, 'actors/worldwide.train.jsonl')).map((row) =>
    preparer.prepare(row),
  );
  const training: ChainTraining = {
    epochs: Number(values.epochs),
    rate: Number(values.rate),
    penalty: Number(values.penalty),
    seed: 1,
  };
  const started = Date.now();
  const say = (what: string): void =>
    console.error(`${((Date.now() - started) / 1000).toFixed(0)} s: ${what}`);
  const rows = featureRows(
    prepared.map(({ hashes }) => hashes),
    Number(values.minimum),
  );
  say(`${prepared.length} documents, ${rows.size} features`);
  const chains = prepared.map((p) => toChains(p, p.hashes, rows));
  // First-pass labels of documents that the labelling model has not seen (jack-knifing).
  const folds = Number(values.folds);
  const fold = groupFolds(
    prepared.map(({ id }) => id),
    folds,
    7,
  );
  const first: Uint8Array[] = [];
  for (let f = 0; f < folds; f++) {
    const model = fitChain(chains.filter((_, i) => fold[i] !== f).flat(), rows.size, training);
    prepared.forEach((_, i) => {
      if (fold[i] === f) first[i] = labelDocument(chains[i]!, model);
    });
    say(`fold ${f + 1} of ${folds}`);
  }
  const passOne = fitChain(chains.flat(), rows.size, training);
  say('first pass');
  const secondHashes = prepared.map((p, i) => withSecondPass(p, first[i]!));
  const secondRows = featureRows(secondHashes, Number(values.minimum));
  const passTwo = fitChain(
    prepared.flatMap((p, i) => toChains(p, secondHashes[i]!, secondRows)),
    secondRows.size,
    training,
  );
  say('second pass');
  const model = quantise([passOne, passTwo], [rows, secondRows], Number(values.least));
  const bytes = encodeModel(model);
  writeFileSync(values.out, bytes);
  say(`${model.keys.length} features kept, ${bytes.length} bytes`);
}

main();
