/** Coded passages of commentary as the stage sees them: cue weights by frame, beside the codes. */
import { readFileSync } from 'node:fs';
import { plainDocument } from '../../corpora/document.js';
import { frameNamed } from '../../stages/framing/frame-names.js';
import { loadCodebook } from '../../stages/framing/load-codebook.js';
import { loadPlan, planStages } from '../../stages/plan.js';
import { type CodedDensities, densitiesOf } from './calibrate-cues.js';

export interface CodedPassage {
  readonly id: string;
  readonly text: string;
  readonly labels: readonly string[];
  readonly policy: readonly (string | number)[];
  readonly primary: string | number | null;
  readonly entman: readonly { readonly start: number; readonly end: number; readonly function: string }[];
}

export function readPassages(path: string): CodedPassage[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as CodedPassage);
}

/** The densities of the policy frames in passages, with their codes. */
export async function codedPolicy(passages: readonly CodedPassage[]): Promise<CodedDensities> {
  const codebook = loadCodebook('policy');
  const annotate = await loadPlan(
    planStages({ stages: ['framing'], stageOptions: { framing: { codebooks: ['policy'] } } }),
  );
  const frames = codebook.frames.map(({ name }) => name);
  const indexOf = (code: string | number | null): number =>
    code === null ? -1 : frames.indexOf(frameNamed(String(code), codebook.frames)?.name ?? '');
  const density: Float64Array[] = [];
  for (const { id, text } of passages) {
    const { framing, tokenising } = await annotate(plainDocument(id, text));
    const weights = framing!.frames.filter((one) => one.codebook === 'policy').map(({ weight }) => weight);
    density.push(densitiesOf(weights, tokenising!.word_count, codebook.scoring.priorWords));
  }
  return {
    frames,
    density,
    positive: frames.map((_, f) =>
      Uint8Array.from(passages, ({ policy }) => (policy.some((code) => indexOf(code) === f) ? 1 : 0)),
    ),
    primary: Int32Array.from(passages, ({ primary }) => indexOf(primary)),
  };
}

/** Five folds by passage, in the file's order: fixed, so that every figure rests on the same ones. */
export const passageFold = (row: number): number => row % 5;
