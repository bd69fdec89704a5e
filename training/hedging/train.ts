/** Trains the hedging models. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { fromPackageRoot } from '../../base/package-root.js';
import { CONLL_MODEL } from '../../stages/hedging/conll.js';
import { COMMENTARY_MODEL } from '../../stages/hedging/cue-model.js';
import { encodeHashedLinearModel } from '../../stages/hedging/linear-model.js';
import { SZEGED_MODEL } from '../../stages/hedging/szeged.js';
import { groupFolds } from '../learners/folds.js';
import { crossValidateCommentary, fitCommentary } from './commentary.js';
import { fitConll } from './conll.js';
import type { FittedModel } from './fit.js';
import { goldTokeniser, readHedgeGold } from './gold.js';
import { chooseConll, nestedCrossValidation, sentenceF1 } from './nested.js';
import { fitSzeged, scoreSzeged } from './szeged.js';

// Makes the models of stages/hedging/. Usage:
//   node dist/training/hedging/train.js --gold ../shared/gold [--only commentary|szeged|conll] [--cross-validate]
const { values } = parseArgs({
  options: {
    gold: { type: 'string', default: '../shared/gold' },
    only: { type: 'string' },
    'cross-validate': { type: 'boolean', default: false },
  },
});

const { vocabulary, tokenise } = goldTokeniser();
const read = (name: string) => tokenise(readHedgeGold(join(values.gold, 'hedges', `${name}.jsonl`)));
const report = (line: string): void => void process.stdout.write(`${line}\n`);

function write(path: string, { model, keys, weights }: FittedModel): void {
  const target = fromPackageRoot(path);
  mkdirSync(dirname(target), { recursive: true });
  const binary = encodeHashedLinearModel(model.header, keys, weights);
  writeFileSync(`${target}.bin`, binary);
  report(`${path}: ${keys.length} features, ${(binary.length / 1e6).toFixed(2)} MB`);
}

const f1 = ([tp, fp, fn]: readonly number[]): string => ((2 * tp!) / (2 * tp! + fp! + fn!) || 0).toFixed(3);

const asked = (model: string): boolean => values.only === undefined || values.only === model;

if (asked('commentary')) {
  const rows = read('commentary.train');
  const groups = rows.map(({ row }) => row.group ?? row.id);
  if (values['cross-validate']) {
    const judged = crossValidateCommentary(rows, vocabulary, groups);
    report(`commentary.train, 5 folds over passages: exact cue F1 ${f1(judged)}`);
  }
  write(COMMENTARY_MODEL, fitCommentary(rows, vocabulary, groups));
}

if (asked('szeged')) {
  const wiki = read('szeged-wiki.train');
  if (values['cross-validate']) {
    const folds = groupFolds(
      wiki.map(({ row }) => row.doc ?? row.id),
      5,
      1,
    );
    const sums = { cue: [0, 0, 0], typed: [0, 0, 0], sentence: [0, 0, 0] };
    for (let fold = 0; fold < 5; fold++) {
      const fitted = fitSzeged(
        wiki.filter((_, i) => folds[i] !== fold),
        vocabulary,
      );
      const scores = scoreSzeged(
        fitted,
        wiki.filter((_, i) => folds[i] === fold),
        vocabulary,
      );
      for (const key of ['cue', 'typed', 'sentence'] as const)
        for (let k = 0; k < 3; k++) sums[key][k]! += scores[key][k]!;
    }
    report(
      `szeged-wiki.train, 5 folds over documents: exact cue F1 ${f1(sums.cue)}, with type ${f1(sums.typed)}, sentence F1 ${f1(sums.sentence)}`,
    );
  }
  write(SZEGED_MODEL, fitSzeged(wiki, vocabulary));
}

if (asked('conll')) {
  const rows = read('conll2010-wiki.train');
  const groups = rows.map(({ row }) => row.doc ?? row.id);
  if (values['cross-validate']) {
    const nested = nestedCrossValidation(rows, vocabulary, groups);
    const score = sentenceF1(
      nested.uncertain,
      rows.map(({ row }) => row.uncertain),
    );
    report(`conll2010-wiki.train, nested cross-validation, 5 folds: sentence F1 ${score.toFixed(4)}`);
  }
  const { c, threshold } = chooseConll(rows, vocabulary, groups, 5, 1);
  report(`conll: C ${c}, threshold ${threshold.toFixed(3)}`);
  write(CONLL_MODEL, fitConll(rows, vocabulary, threshold, { c }));
}
