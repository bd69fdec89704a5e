/** The model of names: a linear chain over candidate tokens, run in two passes. */
import { fromPackageRoot } from '../../../base/package-root.js';
import { ROW_WIDTH } from '../../../models/crf/feature-sums.js';
import type { PassWeights } from '../../../models/crf/viterbi.js';
import {
  decodeModelFile,
  encodeModelFile,
  type ModelFile,
  readModelFile,
} from '../../../models/model-file.js';
import { WordClasses } from '../../../models/word-classes.js';
import { LABEL_COUNT } from './name-features.js';

export const MODEL_PATH = 'stages/actors/recognition/model.bin';
export const WORD_CLASSES_PATH = 'stages/actors/recognition/word-classes.bin';
const KIND = 'actors/names';

/** Labels with weights of their own; those of outside are nothing, all others are relative to them. */
export const WEIGHTED_LABELS = LABEL_COUNT - 1;

if (ROW_WIDTH !== 2 * WEIGHTED_LABELS)
  throw new Error('the kernel sums other rows than the model of names has');

/** The chain model: a row of label weights for each feature, and what is each pass's own. */
export interface ChainWeights {
  /** Feature hashes. */
  readonly keys: Int32Array;
  /** `ROW_WIDTH` weights a feature, in units of the passes' scales: labels 1 and up, relative to label 0. */
  readonly weights: Int8Array;
  readonly passes: readonly [PassWeights, PassWeights];
}

export function encodeModel({ keys, weights, passes }: ChainWeights): Uint8Array {
  return encodeModelFile(
    KIND,
    {},
    {
      keys,
      weights,
      scales: Float32Array.from(passes, ({ scale }) => scale),
      transitions_1: passes[0].transitions,
      transitions_2: passes[1].transitions,
    },
  );
}

export function decodeModel(bytes: Uint8Array): ChainWeights {
  return weightsOf(decodeModelFile(bytes, KIND));
}

export function loadModel(): ChainWeights {
  return weightsOf(readModelFile(fromPackageRoot(MODEL_PATH), KIND));
}

export function loadWordClasses(): WordClasses {
  return WordClasses.load(fromPackageRoot(WORD_CLASSES_PATH));
}

function weightsOf({ tensor }: ModelFile<object>): ChainWeights {
  const scales = tensor('scales', 'float32');
  return {
    keys: tensor('keys', 'int32'),
    weights: tensor('weights', 'int8'),
    passes: [
      { scale: scales[0]!, transitions: tensor('transitions_1', 'float32') },
      { scale: scales[1]!, transitions: tensor('transitions_2', 'float32') },
    ],
  };
}
