/** Finds codebooks by name or path, with the trained model where there is one. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { nearestName, UserError } from '../../base/user-error.js';
import { readBundled } from '../bundled-resources.js';
import { encoderResources } from '../encoder-reading.js';
import type { Resource } from '../stage.js';
import { type Codebook, DEFAULT_SCORING } from './codebook.js';
import { importCodebook } from './codebook-imports.js';
import { type LinearFrameModel, readModel } from './linear-model.js';
import { calibrated, framingPack, MODEL_PATH } from './model-pack.js';
import type { SentenceModel } from './sentence-scorer.js';

/** The codebooks that ship with Hedgerow. */
export const SHIPPED_CODEBOOKS = ['policy', 'generic', 'functions'] as const;

/** A codebook ready to score with: by its cues, or by a model trained on coded texts. */
export interface LoadedCodebook {
  readonly codebook: Codebook;
  readonly model: LinearFrameModel | null;
  /** Judges sentences in the place of cues; null where cues or a model score. */
  readonly sentences: SentenceModel | null;
  /** The codebooks whose cues the model counts. */
  readonly counts: readonly Codebook[];
  readonly resources: readonly Resource[];
}

/** The stage's own model file. */
const PACK: Resource = {
  path: MODEL_PATH,
  kind: 'model',
  licence: 'MIT',
  description:
    'Calibration of the policy frames, linear models of the generic frames and of functions by sentence',
};

const codebooks = new Map<string, Codebook>();
const loaded = new Map<string, LoadedCodebook>();

/**
 * The cues of a codebook, by the name of a shipped one or by the path of a file.
 *
 * @throws UserError when there is none, or when the file has a fault: with its line and a remedy.
 */
export function loadCodebook(nameOrPath: string): Codebook {
  let codebook = codebooks.get(nameOrPath);
  if (codebook === undefined) {
    codebook = readCodebook(nameOrPath);
    codebooks.set(nameOrPath, codebook);
  }
  return codebook;
}

/**
 * A codebook with its trained model where it has one: a shipped name, a file of cues, or the folder of a model.
 *
 * @throws UserError as `loadCodebook`, and when the folder's model cannot be read.
 */
export function loadScoring(nameOrPath: string): LoadedCodebook {
  let entry = loaded.get(nameOrPath);
  if (entry === undefined) {
    entry = readScoring(nameOrPath);
    loaded.set(nameOrPath, entry);
  }
  return entry;
}

function readScoring(nameOrPath: string): LoadedCodebook {
  const shipped = nameOrPath as (typeof SHIPPED_CODEBOOKS)[number];
  if (SHIPPED_CODEBOOKS.includes(shipped)) {
    const codebook = loadCodebook(shipped);
    const { generic, functions } = framingPack();
    // Sentences are judged by the cues of all three.
    const all = SHIPPED_CODEBOOKS.map(loadCodebook);
    const judged = shipped === 'functions' && functions !== null;
    return {
      codebook,
      model: shipped === 'generic' ? generic : null,
      sentences: judged ? functions : null,
      counts: judged ? [codebook, ...all.filter((one) => one !== codebook)] : [codebook],
      resources: [resourceOf(codebook), PACK],
    };
  }
  if (isFolder(nameOrPath)) {
    const model = readModel(nameOrPath);
    const ownPath =
      ['.yaml', '.yml', '.dic', '.csv']
        .map((ending) => join(nameOrPath, `codebook${ending}`))
        .find((path) => existsSync(path)) ?? null;
    const own = ownPath === null ? null : loadCodebook(ownPath);
    const counts = [...new Set(model.cues.map((cue) => cue.codebook))].map((name) =>
      own !== null && own.name === name ? own : loadCodebook(name),
    );
    const path = join(nameOrPath, 'model.json');
    return {
      codebook: codebookOfModel(model, path),
      model,
      sentences: null,
      counts,
      resources: [
        modelResource(resolve(path), model, 'not stated'),
        ...counts.map(resourceOf),
        ...(model.states === undefined ? [] : encoderResources('sentence')),
      ],
    };
  }
  const codebook = loadCodebook(nameOrPath);
  return {
    codebook,
    model: null,
    sentences: null,
    counts: [codebook],
    resources: [resourceOf(codebook)],
  };
}

function readCodebook(nameOrPath: string): Codebook {
  if ((SHIPPED_CODEBOOKS as readonly string[]).includes(nameOrPath)) {
    const path = `stages/framing/codebooks/${nameOrPath}.yaml`;
    const codebook = readBundled(path, (text) => importCodebook(text, path));
    return calibrated(codebook, framingPack().calibrations[nameOrPath]);
  }
  if (!existsSync(nameOrPath) || isFolder(nameOrPath)) {
    const near = nearestName(nameOrPath, SHIPPED_CODEBOOKS);
    throw new UserError({
      what: `there is no codebook '${nameOrPath}'`,
      why: isFolder(nameOrPath)
        ? 'it is a folder; its terms are in the codebook that its model was trained with'
        : near === undefined
          ? 'it is neither the name of a shipped codebook nor a file'
          : `did you mean '${near}'?`,
      remedy: `The shipped codebooks are: ${SHIPPED_CODEBOOKS.join(', ')}. Else give the path of a file (.yaml, .yml, .dic, .csv) or of a trained model's folder.`,
    });
  }
  return importCodebook(readFileSync(nameOrPath, 'utf8').replace(/^\ufeff/, ''), nameOrPath);
}

function codebookOfModel(model: LinearFrameModel, path: string): Codebook {
  return {
    name: model.name,
    title: model.title,
    description: 'Scored by a model trained on coded texts.',
    licence: 'not stated',
    citation: null,
    scoring: { ...DEFAULT_SCORING, minimumWords: model.minimumWords },
    frames: model.frames.map(({ name, title, code, definition }) => ({
      name,
      title,
      code,
      definition,
      source: null,
      cues: [],
      exclude: [],
      reject: [],
      half: null,
      steepness: null,
      threshold: null,
      lead: null,
    })),
    path,
  };
}

function resourceOf(codebook: Codebook): Resource {
  return {
    path: codebook.path.startsWith('stages/framing/') ? codebook.path : resolve(codebook.path),
    kind: 'codebook',
    licence: codebook.licence,
    description: codebook.title,
  };
}

function modelResource(path: string, model: LinearFrameModel, licence: string): Resource {
  return {
    path,
    kind: 'model',
    licence,
    description: `${model.title}: linear model over words${model.states === undefined ? ' and cues' : ", cues and an encoder's states"}`,
  };
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
