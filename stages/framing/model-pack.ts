/** The stage's one model file: what was fitted for the codebooks that ship with Hedgerow. */
import { existsSync } from 'node:fs';
import { fromPackageRoot } from '../../base/package-root.js';
import { encodeModelFile, readModelFile } from '../../models/model-file.js';
import type { Codebook, LeadClaim } from './codebook.js';

export const MODEL_PATH = 'stages/framing/model.bin';
const KIND = 'framing';

/** A frame's calibration: how its density becomes the probability that a coder sees it, and its claim to the lead. */
export interface FrameCalibration {
  readonly frame: string;
  readonly half: number;
  readonly steepness: number;
  readonly threshold: number;
  readonly lead: LeadClaim | null;
}

export interface CodebookCalibration {
  readonly frames: readonly FrameCalibration[];
  readonly leadMargin: number;
  /** `textKey` of each coded text that it was fitted on. */
  readonly fittedOn: readonly string[];
}

/** What the file holds, as plain data. */
export interface FramingFacts {
  /** By the name of a shipped codebook. */
  readonly calibrations: Readonly<Record<string, CodebookCalibration>>;
}

let loaded: FramingFacts | null = null;

/** The shipped file; empty where it was not made yet. */
export function framingFacts(): FramingFacts {
  if (loaded === null) {
    const path = fromPackageRoot(MODEL_PATH);
    loaded = existsSync(path) ? readModelFile<FramingFacts>(path, KIND).facts : { calibrations: {} };
  }
  return loaded;
}

export function encodeFramingFacts(facts: FramingFacts): Uint8Array {
  return encodeModelFile(KIND, facts, {});
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
      const { half, steepness, threshold, lead } = own;
      return { ...frame, half, steepness, threshold, lead };
    }),
  };
}
