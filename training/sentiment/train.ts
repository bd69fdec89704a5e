import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fromPackageRoot } from '../../package-root.js';
import { MODEL_HEADER } from '../../stages/sentiment/classifier.js';
import { LINEAR_MODEL } from '../../stages/sentiment/linear-model.js';
import { fitCalibration } from './calibration.js';
import { readTargets } from './gold.js';
import { crossValidatedScores, exportLinearModel, featureMatrix, fitLinear } from './linear.js';

/**
 * Trains the sentiment models: `node dist/training/sentiment/train.js --gold ../shared/gold`.
 * Seeded; the same data give the same bytes.
 */
const { values } = parseArgs({ options: { gold: { type: 'string', default: '../shared/gold' } } });
const targets = readTargets(join(values.gold, 'sentiment', 'newsmtsc.train.jsonl'));
const labels = targets.map((target) => target.label);
const data = featureMatrix(targets);
const heldOut = crossValidatedScores(data, targets);
const calibration = { linear: fitCalibration(heldOut, labels) };
const linear = exportLinearModel(fitLinear(data.matrix, labels), data.hashes);
mkdirSync(fromPackageRoot('stages/sentiment'), { recursive: true });
writeFileSync(fromPackageRoot(LINEAR_MODEL), linear);
writeFileSync(fromPackageRoot(MODEL_HEADER), `${JSON.stringify({ calibration }, null, 2)}\n`);
console.log(
  `linear model: ${linear.length} bytes, ${data.hashes.length} features; ${JSON.stringify(calibration)}`,
);
