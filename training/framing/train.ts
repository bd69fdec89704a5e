/**
 * Fits all that the shipped codebooks take from coded texts: calibration and leads of the policy frames, the model of the
 * generic frames, and what judges sentences for functions.
 *
 *     node dist/training/framing/train.js --gold ../shared/gold
 *
 * Prints cross-validated figures; writes stages/framing/model.bin.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fromPackageRoot } from '../../base/package-root.js';
import { textKey, unpackModel } from '../../stages/framing/linear-model.js';
import { loadCodebook } from '../../stages/framing/load-codebook.js';
import { type CodebookCalibration, encodeFramingPack, MODEL_PATH } from '../../stages/framing/model-pack.js';
import { buildModel } from './build-model.js';
import { type CodedDensities, crossValidateLead, densitiesOf, fitCalibration } from './calibrate-cues.js';
import {
  type CodedPassage,
  codedPolicy,
  passageFold,
  readPassages,
  usualInNews,
} from './coded-commentary.js';
import { crossValidate } from './cross-validation.js';
import { codedSentences, crossValidateSentences, fitSentenceModel } from './functions.js';
import { genericSet, genericTexts } from './generic.js';
import { GENERIC_RECIPE } from './recipes.js';
import { f1Of } from './scores.js';

const { values } = parseArgs({ options: { gold: { type: 'string', default: '../shared/gold' } } });
const passages = readPassages(join(values.gold, 'frames/commentary.train.jsonl'));
const fittedOn = passages.map(({ text }) => textKey(text));
const show = (x: number): string => x.toFixed(3);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function policyCalibration(): Promise<CodebookCalibration> {
  const coded = codedPolicy(passages);
  const rows = passages.map((_, r) => r);
  const usual = await usualInNews(join(values.gold, 'corpora/allsides.jsonl.gz'));
  const figures = crossValidateLead(coded, rows.map(passageFold), usual);
  say(
    `policy: primary right ${show(figures.right)}, in the first two ${show(figures.rightInTwo)}; a lead in ${show(figures.led)} (margin ${figures.bound}), right in ${show(figures.rightOfLed)} of these`,
  );
  return { ...fitCalibration(coded, rows, figures.bound, usual), fittedOn };
}

function genericModel() {
  const codebook = loadCodebook('generic');
  const texts = genericTexts(passages, join(values.gold, 'frames/narrative.train.jsonl'));
  const set = genericSet(texts);
  const validated = crossValidate(
    set,
    Uint8Array.from(texts, ({ fold }) => fold),
    GENERIC_RECIPE,
    false,
    () => true,
    (r) => texts[r]!.source,
  );
  const commentary = texts.flatMap(({ source }, r) => (source === 'commentary' ? [r] : []));
  for (const source of ['commentary', 'narrative'] as const) {
    const rows = texts.flatMap((text, r) => (text.source === source ? [r] : []));
    const scores = set.frames.map((_, f) =>
      f1Of(
        rows.map((r) => set.positive[f]![r]!),
        rows.map((r) => validated.decided[f]![r]!),
      ),
    );
    say(
      `generic, ${source}: mean F1 ${show(scores.reduce((a, b) => a + b, 0) / scores.length)} (${scores.map((x, f) => `${set.frames[f]} ${show(x)}`).join(', ')})`,
    );
  }
  const file = buildModel(
    set,
    GENERIC_RECIPE,
    validated.margin,
    {
      name: codebook.name,
      title: codebook.title,
      singleLabel: false,
      minimumWords: codebook.scoring.minimumWords,
      frames: codebook.frames.map(({ name, title, code, definition }) => ({ name, title, code, definition })),
      trainedOn: texts.map(({ text }) => textKey(text)),
    },
    commentary,
  );
  return { ...unpackModel(file, 'generic'), wordsAreEvidence: false };
}

async function functionModel(coded: readonly CodedPassage[]) {
  const sentences = await codedSentences(coded);
  const validated = crossValidateSentences(sentences, passageFold);
  say(
    `functions by sentence: micro-F1 ${show(validated.microF1)}, precision ${show(validated.precision)}, recall ${show(validated.recall)}, thresholds ${validated.thresholds.join(', ')}`,
  );
  const { priorWords } = loadCodebook('functions').scoring;
  const densities: CodedDensities = {
    frames: sentences.functions,
    density: coded.map((_, p) => {
      const own = sentences.passage.flatMap((passage, r) => (passage === p ? [r] : []));
      const weights = validated.probability.map((probability, f) =>
        own.reduce((sum, r) => sum + (probability[r]! >= validated.thresholds[f]! ? probability[r]! : 0), 0),
      );
      return densitiesOf(weights, sentences.words[p]!, priorWords);
    }),
    positive: sentences.functions.map((name) =>
      Uint8Array.from(coded, ({ entman }) => (entman.some((span) => span.function === name) ? 1 : 0)),
    ),
    primary: new Int32Array(coded.length).fill(-1),
  };
  const rows = coded.map((_, r) => r);
  const calibration = { ...fitCalibration(densities, rows, 0.05, null, FUNCTION_RECALL), fittedOn };
  for (const { frame, half, steepness, threshold } of calibration.frames)
    say(`  ${frame}: half ${half}, steepness ${steepness}, threshold ${threshold}`);
  return { model: fitSentenceModel(sentences, validated), calibration };
}

/** A function counts as present from where this share of the passages that were coded with it is found. */
const FUNCTION_RECALL = 0.71;

const policy = await policyCalibration();
const generic = genericModel();
const functions = await functionModel(passages);
writeFileSync(
  fromPackageRoot(MODEL_PATH),
  encodeFramingPack({
    calibrations: { policy, functions: functions.calibration },
    generic,
    functions: functions.model,
  }),
);
