/** `hedgerow train frames`. */
import { accessSync, constants, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, writeWhole } from '../../base/output-file.js';
import { seededRandom, shuffle } from '../../base/random.js';
import { UserError } from '../../base/user-error.js';
import type { Codebook } from '../../stages/framing/codebook.js';
import { type ModelFile, textKey } from '../../stages/framing/linear-model.js';
import { loadCodebook, SHIPPED_CODEBOOKS } from '../../stages/framing/load-codebook.js';
import { groupFolds } from '../learners/folds.js';
import { buildModel } from './build-model.js';
import { crossValidate, type Recipe, type TrainingSet } from './cross-validation.js';
import { encodeTexts } from './encode-texts.js';
import { countFeatures } from './features.js';
import { type LabelFile, readLabels } from './labels.js';
import { ACCURATE_RECIPE, USER_RECIPE } from './recipes.js';
import { f1Of } from './scores.js';
import { readUncoded, suggestTexts } from './suggest.js';
import {
  type FrameReport,
  frameReports,
  gainOfDoubling,
  type Interval,
  intervalOf,
  moreCodingAnswer,
  type TrainingReport,
} from './training-report.js';

export interface TrainFramesOptions {
  /** Folder that receives model.json, report.json and a copy of the codebook; null writes nothing. */
  readonly out: string | null;
  /** Number of folds; 5 by default. */
  readonly folds?: number;
  /** `document` keeps a document's paragraphs in one fold; `outlet` all of an outlet's texts. */
  readonly by?: 'document' | 'outlet';
  readonly seed?: number;
  /** Name of the resulting codebook; by default the codebook's, else `trained`. */
  readonly name?: string;
  /** Suggests so many of the uncoded texts in a JSON lines file to code next. */
  readonly suggest?: { readonly count: number; readonly uncoded: string };
  /** Bootstrap resamples for the intervals; 1,000 by default. */
  readonly resamples?: number;
}

const isBundled = (name: string): boolean => (SHIPPED_CODEBOOKS as readonly string[]).includes(name);

/** Fewer positives than this bear no reliable estimate. */
export const FEW_POSITIVES = 30;

/**
 * `trainFrames` with a pretrained encoder's states of the texts beside words and cues. The model then needs the packages
 * hedgerow-encoder and onnxruntime-node wherever it is used.
 *
 * @throws UserError as `trainFrames`, and where one of the packages is absent.
 */
export async function trainFramesAccurately(
  labels: string,
  codebook: string | null,
  options: TrainFramesOptions,
): Promise<TrainingReport> {
  const own = codebook === null ? null : loadCodebook(codebook);
  const texts = [
    ...readLabels(labels, own?.frames ?? null).texts,
    ...(options.suggest === undefined ? [] : readUncoded(options.suggest.uncoded)),
  ];
  return trainFrames(labels, codebook, options, await encodeTexts(texts.map(({ text }) => text)));
}

/**
 * Trains a model of frames from hand-coded texts and measures it by cross-validation: what is reported was never
 * scored by a model that had seen the text, its document or (by outlet) its outlet. Seeded, repeatable to the bit.
 *
 * @param labels - path of a CSV or JSON lines file; see `readLabels`.
 * @param codebook - path or shipped name of the codebook that names the frames, or null to take the labels that occur.
 * @param states - the encoder's state of each text (`trainFramesAccurately`); null trains on words and cues alone.
 * @throws UserError for a fault in either file, or fewer texts than folds.
 */
export function trainFrames(
  labels: string,
  codebook: string | null,
  options: TrainFramesOptions,
  states: ReadonlyMap<string, Float32Array> | null = null,
): TrainingReport {
  const { folds = 5, by = 'document', seed = 1, resamples = 1000 } = options;
  const own = codebook === null ? null : loadCodebook(codebook);
  if (own !== null && !own.path.startsWith('stages/') && isBundled(own.name))
    throw new UserError({
      what: `the codebook is called '${own.name}', as one that ships with Hedgerow`,
      where: own.path,
      why: 'the model counts the cues of both',
      remedy: 'Give it another `name:` (or file name).',
    });
  const uncoded = options.suggest === undefined ? [] : readUncoded(options.suggest.uncoded);
  const file = readLabels(labels, own?.frames ?? null);
  const groups = foldGroups(file, labels, folds, by);
  if (options.out !== null) prepareFolder(options.out);
  const counted = [...new Set([...SHIPPED_CODEBOOKS.map(loadCodebook), ...(own === null ? [] : [own])])];
  const recipe = {
    ...(states === null ? USER_RECIPE : ACCURATE_RECIPE),
    minimumDocuments: file.texts.length > 3000 ? 3 : 1,
  };
  const { features, cues, forms } = countFeatures(
    file.texts.map(({ text }) => text),
    counted,
    recipe,
    states,
  );
  const set: TrainingSet = {
    features,
    cues,
    frames: file.frames,
    positive: file.frames.map((frame) =>
      Uint8Array.from(file.texts, (text) => (text.labels.includes(frame) ? 1 : 0)),
    ),
  };
  const foldOf = groupFolds(groups, folds, seed);
  const validated = crossValidate(set, foldOf, recipe, file.singleLabel);
  const name = options.name ?? own?.name ?? 'trained';
  const model = buildModel(set, recipe, validated.margin, {
    name: isBundled(name) ? `${name} trained` : name,
    title: own?.title ?? name,
    singleLabel: file.singleLabel,
    minimumWords: 1,
    frames: file.frames.map((frame) => {
      const known = own?.frames.find((candidate) => candidate.name === frame);
      return {
        name: frame,
        title: known?.title ?? frame,
        code: known?.code ?? null,
        definition: known?.definition ?? `Texts coded '${frame}'.`,
      };
    }),
    trainedOn: file.texts.map(({ text }) => textKey(text)),
  });
  const draw = { seed, resamples };
  const frames: FrameReport[] = frameReports(set, validated.decided, groups, model, forms, draw);
  const curve = learningCurve(set, foldOf, file, seed, recipe);
  const gain = gainOfDoubling(curve);
  const report: TrainingReport = {
    texts: file.texts.length,
    documents: new Set(file.texts.map((text) => text.document)).size,
    folds,
    by,
    seed,
    model: states === null ? 'fast' : 'accurate',
    singleLabel: file.singleLabel,
    frames,
    meanF1: intervalOf(groups, file.texts.length, draw, (rows) => meanF1(set, validated.decided, rows)),
    accuracy: file.singleLabel
      ? intervalOf(groups, file.texts.length, draw, (rows) => accuracy(set, validated.decided, rows))
      : null,
    learningCurve: curve,
    gainOfDoubling: gain,
    moreCoding: moreCodingAnswer(gain, file.texts.length),
    agreement: file.agreement,
    suggested:
      options.suggest === undefined
        ? []
        : suggestTexts(set, validated.margin, recipe, counted, uncoded, options.suggest.count, states),
    warnings: [
      ...(file.undecided.length === 0
        ? []
        : [
            `${file.undecided.length} texts were left out: no label has most of their coders (${file.undecided.slice(0, 5).join(', ')}${file.undecided.length > 5 ? ' …' : ''}).`,
          ]),
      ...frames
        .filter((frame) => frame.positives < FEW_POSITIVES)
        .map(
          ({ positives, frame }) =>
            `Only ${positives} ${positives === 1 ? 'text is' : 'texts are'} coded '${frame}': with fewer than ${FEW_POSITIVES} neither the model nor its scores can be relied on. Code more of them.`,
        ),
    ],
  };
  if (options.out !== null) writeModel(options.out, model, report, own);
  return report;
}

/** Writes the model, its report and, where the model counts its cues, the user's codebook. */
function writeModel(folder: string, model: ModelFile, report: TrainingReport, own: Codebook | null): void {
  writeWhole(join(folder, 'model.json'), `${JSON.stringify(model)}\n`);
  writeWhole(join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
  if (own === null || own.path.startsWith('stages/')) return;
  if (!model.cues.some((cue) => cue.codebook === own.name)) return;
  const ending = /\.[^.]+$/.exec(own.path)?.[0] ?? '.yaml';
  writeWhole(join(folder, `codebook${ending}`), readFileSync(own.path, 'utf8'));
}

/** Makes the folder before the work begins. */
function prepareFolder(folder: string): void {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new UserError({
      what: 'the folder of the model cannot be made or written',
      where: folder,
      why: (error as NodeJS.ErrnoException).code ?? String(error),
      remedy: 'Choose another with the option `out`.',
    });
  }
}

/** What is kept whole in one fold, text by text. */
function foldGroups(
  file: LabelFile,
  path: string,
  folds: number,
  by: 'document' | 'outlet',
): readonly string[] {
  if (!Number.isInteger(folds) || folds < 3)
    throw new UserError({
      what: `${folds} folds are too few`,
      why: 'the choice between frames is made on folds of the training part, so two must be left',
      remedy: 'Give the option `folds` a whole number from 3 on; 5 is usual.',
    });
  const groups = file.texts.map((text) => (by === 'outlet' ? text.outlet : text.document));
  const without = groups.indexOf(null);
  if (without >= 0)
    throw new UserError({
      what: `the text '${file.texts[without]!.id}' has no outlet`,
      where: path,
      remedy: "Fill the column 'outlet' for every text, or cross-validate by document.",
    });
  const different = new Set(groups).size;
  if (different < folds)
    throw new UserError({
      what: `${different} ${by}${different === 1 ? ' is' : 's are'} too few for ${folds} folds`,
      where: path,
      remedy:
        by === 'outlet'
          ? 'Choose fewer folds (at least 3), code texts of more outlets, or cross-validate by document.'
          : 'Code more texts, or choose fewer folds (at least 3).',
    });
  return groups as string[];
}

/** Mean F1 over the frames that occur. */
function meanF1(set: TrainingSet, decided: readonly Uint8Array[], rows: readonly number[]): number {
  const occurring = set.frames.map((_, f) => f).filter((f) => set.positive[f]!.includes(1));
  const sum = occurring.reduce(
    (total, f) =>
      total +
      f1Of(
        rows.map((r) => set.positive[f]![r]!),
        rows.map((r) => decided[f]![r]!),
      ),
    0,
  );
  return sum / occurring.length;
}

/** The share of the texts whose label was chosen. */
function accuracy(set: TrainingSet, decided: readonly Uint8Array[], rows: readonly number[]): number {
  const right = rows.filter((r) => set.positive.some((has, f) => has[r] === 1 && decided[f]![r] === 1));
  return right.length / Math.max(1, rows.length);
}

/** Scores from a quarter, a half, three quarters and all of the training documents, decided as in the whole. */
function learningCurve(
  set: TrainingSet,
  foldOf: Uint8Array,
  file: LabelFile,
  seed: number,
  whole: Recipe,
): TrainingReport['learningCurve'] {
  const rows = file.texts.map((_, r) => r);
  const recipe = { ...whole, minimumDocuments: 2, letterScale: 0 };
  const folds = [...new Set(foldOf)];
  return [0.25, 0.5, 0.75, 1].map((share) => {
    const drawn = folds.map((fold) => {
      const documents = [
        ...new Set(rows.filter((r) => foldOf[r] !== fold).map((r) => file.texts[r]!.document)),
      ].sort();
      return new Set(
        shuffle(documents, seededRandom(`${seed} ${fold}`)).slice(0, Math.ceil(share * documents.length)),
      );
    });
    const keeps = (r: number, fold: number): boolean =>
      drawn[folds.indexOf(fold)]!.has(file.texts[r]!.document);
    const texts = folds.map((fold) => rows.filter((r) => foldOf[r] !== fold && keeps(r, fold)).length);
    const { decided } = crossValidate(set, foldOf, recipe, file.singleLabel, keeps);
    return {
      texts: Math.round(texts.reduce((a, b) => a + b, 0) / folds.length),
      meanF1: meanF1(set, decided, rows),
      accuracy: file.singleLabel ? accuracy(set, decided, rows) : null,
    };
  });
}

export type { Interval };
