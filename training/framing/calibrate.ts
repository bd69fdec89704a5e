/**
 * Fits what the shipped codebooks take from coded commentary: calibrated scores and leads.
 *
 *     node dist/training/framing/calibrate.js --gold ../shared/gold
 *
 * Prints cross-validated figures; writes stages/framing/model.bin.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fromPackageRoot } from '../../base/package-root.js';
import { textKey } from '../../stages/framing/linear-model.js';
import { encodeFramingFacts, framingFacts, MODEL_PATH } from '../../stages/framing/model-pack.js';
import { crossValidateLead, fitCalibration } from './calibrate-cues.js';
import { codedPolicy, passageFold, readPassages } from './coded-commentary.js';

const { values } = parseArgs({ options: { gold: { type: 'string', default: '../shared/gold' } } });
const passages = readPassages(join(values.gold, 'frames/commentary.train.jsonl'));
const coded = await codedPolicy(passages);
const rows = passages.map((_, r) => r);
const figures = crossValidateLead(coded, rows.map(passageFold));
const show = (x: number): string => x.toFixed(3);
process.stdout.write(
  `policy: primary right ${show(figures.right)}, in the first two ${show(figures.rightInTwo)}; a lead in ${show(figures.led)} (margin ${figures.bound}), right in ${show(figures.rightOfLed)} of these\n`,
);
const policy = {
  ...fitCalibration(coded, rows, figures.bound),
  fittedOn: passages.map(({ text }) => textKey(text)),
};
for (const { frame, half, steepness, threshold, lead } of policy.frames)
  process.stdout.write(
    `${frame.padEnd(16)} half ${half}, steepness ${steepness}, threshold ${threshold}, lead ${lead?.slope} ${lead?.offset}\n`,
  );
writeFileSync(
  fromPackageRoot(MODEL_PATH),
  encodeFramingFacts({ ...framingFacts(), calibrations: { ...framingFacts().calibrations, policy } }),
);
