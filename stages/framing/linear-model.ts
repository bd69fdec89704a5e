/** The file of a trained frame model. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../base/user-error.js';
import type { TermChoice } from './terms.js';

/** A frame of a trained model. */
export interface ModelFrame {
  readonly name: string;
  readonly title: string;
  readonly code: string | null;
  readonly definition: string;
  readonly bias: number;
  /** Present from this probability on. */
  readonly threshold: number;
  /**
   * Where texts have one label each, the frame leads whose `scale * log-odds + offset` is highest; null where each frame
   * is present from its threshold on.
   */
  readonly choice: { readonly scale: number; readonly offset: number } | null;
}

/** A frame of a cue codebook whose density is a feature: `log(1 + d)` with the codebook's density d. */
export interface CueFeature {
  readonly codebook: string;
  readonly frame: string;
  /** One weight for each frame of the model. */
  readonly weights: readonly number[];
}

/** Weights of the encoder's states, the mean over a text's word pieces: frame * width + dimension. */
export interface StateWeights {
  readonly width: number;
  readonly weights: readonly number[];
}

/** A model as `model.json` holds it. Weights are 16-bit integers, base64, term after term. */
export interface ModelFile extends TermChoice {
  readonly format: 'hedgerow-frames/2';
  readonly name: string;
  readonly title: string;
  readonly singleLabel: boolean;
  readonly minimumWords: number;
  /** False: only cues are shown as evidence, and what words add is in `unlocated`. */
  readonly wordsAreEvidence?: boolean;
  readonly frames: readonly ModelFrame[];
  readonly cues: readonly CueFeature[];
  /** Stems and pairs first, then `letterCount` sequences of letters. */
  readonly terms: readonly string[];
  readonly letterCount: number;
  readonly idf: readonly number[];
  readonly weights: string;
  /** Weight of frame f is integer * scales[f]. */
  readonly scales: readonly number[];
  /** What the encoder's states add to the log-odds; left out where the model reads no states. */
  readonly states?: StateWeights;
  /** `textKey` of each coded text, so that a score on training data is never taken for a test. */
  readonly trainedOn: readonly string[];
}

/** A linear multi-label model over stems, letter sequences and cue densities. */
export interface LinearFrameModel extends Omit<ModelFile, 'weights' | 'scales'> {
  /** term * frames + frame. */
  readonly weight: Float64Array;
}

/** Tells a text again without holding it: the first 16 hexadecimal digits of its SHA-256. */
export function textKey(text: string): string {
  return createHash('sha256').update(text.trim()).digest('hex').slice(0, 16);
}

export function packWeights(weight: Float64Array, frames: number): { weights: string; scales: number[] } {
  const scales = Array.from({ length: frames }, (_, f) => {
    let largest = 0;
    for (let i = f; i < weight.length; i += frames) largest = Math.max(largest, Math.abs(weight[i]!));
    return Number((largest / 32767).toPrecision(8)) || 1;
  });
  const bytes = Buffer.alloc(weight.length * 2);
  for (let i = 0; i < weight.length; i++) {
    const integer = Math.max(-32767, Math.min(32767, Math.round(weight[i]! / scales[i % frames]!)));
    bytes.writeInt16LE(integer, i * 2);
  }
  return { weights: bytes.toString('base64'), scales };
}

/** @throws UserError when the file is no model of this version. */
export function unpackModel(file: ModelFile, path: string): LinearFrameModel {
  if (file.format !== 'hedgerow-frames/2') {
    throw new UserError({
      what: 'the model is of a form that this version does not know',
      where: path,
      why: `its format is '${String(file.format)}'`,
      remedy: 'Train it again with `hedgerow train frames`.',
    });
  }
  const { weights, scales, ...rest } = file;
  const bytes = Buffer.from(weights, 'base64');
  const weight = new Float64Array(bytes.length / 2);
  const frames = file.frames.length;
  for (let i = 0; i < weight.length; i++) weight[i] = bytes.readInt16LE(i * 2) * scales[i % frames]!;
  return { ...rest, weight };
}

/** @throws UserError when the folder has no model that can be read. */
export function readModel(folder: string): LinearFrameModel {
  const path = join(folder, 'model.json');
  if (!existsSync(path)) {
    throw new UserError({
      what: 'the folder holds no frame model',
      where: folder,
      why: 'it has no model.json',
      remedy: 'Give a folder that `hedgerow train frames` wrote, or the path of a codebook file.',
    });
  }
  let file: ModelFile;
  try {
    file = JSON.parse(readFileSync(path, 'utf8')) as ModelFile;
  } catch (error) {
    throw new UserError({
      what: 'the frame model cannot be read',
      where: path,
      why: (error as Error).message,
      remedy: 'Train it again with `hedgerow train frames`.',
    });
  }
  return unpackModel(file, path);
}
