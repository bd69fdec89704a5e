/** The stage's one model file: what was fitted for the codebooks that ship with Hedgerow. */
import { existsSync } from 'node:fs';
import { fromPackageRoot } from '../../base/package-root.js';
import { encodeModelFile, type ModelFile, readModelFile } from '../../models/model-file.js';
import type { Codebook, LeadClaim } from './codebook.js';
import type { LinearFrameModel } from './linear-model.js';
import type { SentenceModel } from './sentence-scorer.js';

export const MODEL_PATH = 'stages/framing/model.bin';
const KIND = 'framing';

/**
 * A frame's calibration: how its density becomes the probability that a coder sees it (null where too few texts have it), and
 * its claim to the lead.
 */
export interface FrameCalibration {
  readonly frame: string;
  readonly half: number | null;
  readonly steepness: number | null;
  readonly threshold: number | null;
  readonly lead: LeadClaim | null;
}

export interface CodebookCalibration {
  readonly frames: readonly FrameCalibration[];
  readonly leadMargin: number;
  /** `textKey` of each coded text that it was fitted on. */
  readonly fittedOn: readonly string[];
}

/** What the file holds. */
export interface FramingPack {
  /** By the name of a shipped codebook. */
  readonly calibrations: Readonly<Record<string, CodebookCalibration>>;
  /** The linear model of the generic frames; null before it is trained. */
  readonly generic: LinearFrameModel | null;
  /** Judges sentences for the functions. */
  readonly functions: SentenceModel | null;
}

/** The plain part of it. */
interface Facts {
  readonly calibrations: FramingPack['calibrations'];
  readonly generic: Omit<LinearFrameModel, 'weight'> | null;
  readonly functions: Pick<SentenceModel, 'frames' | 'terms' | 'cues'> | null;
}

const EMPTY: FramingPack = { calibrations: {}, generic: null, functions: null };

let loaded: FramingPack | null = null;

/** The shipped file; empty where it was not made yet. */
export function framingPack(): FramingPack {
  if (loaded === null) {
    const path = fromPackageRoot(MODEL_PATH);
    loaded = existsSync(path) ? unpack(readModelFile<Facts>(path, KIND)) : EMPTY;
  }
  return loaded;
}

function unpack({ facts, tensor }: ModelFile<Facts>): FramingPack {
  const { generic, functions } = facts;
  return {
    calibrations: facts.calibrations,
    generic: generic && { ...generic, weight: Float64Array.from(tensor('generic', 'float32')) },
    functions: functions && {
      ...functions,
      termWeight: tensor('function_terms', 'float32'),
      cueWeight: tensor('function_cues', 'float32'),
      formWeight: tensor('function_forms', 'float32'),
    },
  };
}

export function encodeFramingPack({ calibrations, generic, functions }: FramingPack): Uint8Array {
  const { weight, ...ofGeneric } = generic ?? { weight: null };
  const facts: Facts = {
    calibrations,
    generic: generic && (ofGeneric as Omit<LinearFrameModel, 'weight'>),
    functions: functions && { frames: functions.frames, terms: functions.terms, cues: functions.cues },
  };
  return encodeModelFile(KIND, facts, {
    ...(weight && { generic: Float32Array.from(weight) }),
    ...(functions && {
      function_terms: Float32Array.from(functions.termWeight),
      function_cues: Float32Array.from(functions.cueWeight),
      function_forms: Float32Array.from(functions.formWeight),
    }),
  });
}

/** A codebook with its calibration in the place of what its file says. */
export function calibrated(codebook: Codebook, calibration: CodebookCalibration | undefined): Codebook {
  if (calibration === undefined) return codebook;
  return {
    ...codebook,
    scoring: { ...codebook.scoring, leadMargin: calibration.leadMargin },
    frames: codebook.frames.map((frame) => {
      const own = calibration.frames.find((one) => one.frame === frame.name);
      if (own === undefined) return frame;
      return {
        ...frame,
        half: own.half ?? frame.half,
        steepness: own.steepness ?? frame.steepness,
        threshold: own.threshold ?? frame.threshold,
        lead: own.lead,
      };
    }),
  };
}
