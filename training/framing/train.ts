/**
 * Trains the model behind the shipped codebook `generic` from hand-coded news.
 *
 *     node dist/training/framing/train.js --gold ../shared/gold [--out stages/framing/models/generic]
 *
 * Prints cross-validated scores by the file's own folds; writes model.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fromPackageRoot } from '../../base/package-root.js';
import { textKey } from '../../stages/framing/linear-model.js';
import { loadCodebook } from '../../stages/framing/load-codebook.js';
import { buildModel } from './build-model.js';
import { crossValidate } from './cross-validation.js';
import { countFeatures } from './features.js';
import { readLabels } from './labels.js';
import { GENERIC_RECIPE } from './recipes.js';
import { f1Of } from './scores.js';

const { values } = parseArgs({
  options: {
    gold: { type: 'string', default: '../shared/gold' },
    out: { type: 'string', default: fromPackageRoot('stages/framing/models/generic') },
  },
});

const codebook = loadCodebook('generic');
const names = codebook.frames.map((frame) => frame.name);
const { texts } = readLabels(join(values.gold, 'frames/narrative.train.jsonl'), codebook.frames);
const { features, cues } = countFeatures(
  texts.map(({ text }) => text),
  [codebook],
  GENERIC_RECIPE,
);
const set = {
  features,
  cues,
  frames: names,
  positive: names.map((name) => Uint8Array.from(texts, ({ labels }) => (labels.includes(name) ? 1 : 0))),
};
const folds = Uint8Array.from(texts, ({ fold }) => Number(fold));
const validated = crossValidate(set, folds, GENERIC_RECIPE, false);
const scores = names.map((name, f) => {
  const f1 = f1Of(set.positive[f]!, validated.decided[f]!);
  const all = f1Of(
    set.positive[f]!,
    set.positive[f]!.map(() => 1),
  );
  process.stdout.write(`${name.padEnd(24)} F1 ${f1.toFixed(3)}  all positive ${all.toFixed(3)}\n`);
  return f1;
});
process.stdout.write(`mean F1 ${(scores.reduce((a, b) => a + b, 0) / scores.length).toFixed(3)}\n`);
const model = buildModel(set, GENERIC_RECIPE, validated.margin, {
  name: codebook.name,
  title: codebook.title,
  singleLabel: false,
  minimumWords: codebook.scoring.minimumWords,
  frames: codebook.frames.map(({ name, title, code, definition }) => ({ name, title, code, definition })),
  trainedOn: texts.map(({ text }) => textKey(text)),
});
mkdirSync(values.out, { recursive: true });
writeFileSync(join(values.out, 'model.json'), `${JSON.stringify(model)}\n`);
