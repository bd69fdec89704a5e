import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom, shuffle } from '../../random.js';
import { loadCodebook, SHIPPED_CODEBOOKS } from '../../stages/framing/load-codebook.js';
import { UserError } from '../../user-error.js';
import { groupFolds } from '../learners/folds.js';
import { buildModel } from './build-model.js';
import { argmax, crossValidate, fitAndScore, type TrainingSet } from './cross-validation.js';
import { countFeatures } from './features.js';
import { type LabelFile, readLabels } from './labels.js';
import { USER_RECIPE } from './recipes.js';
import { f1Of } from './scores.js';
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
  /** Bootstrap resamples for the intervals; 1,000 by default. */
  readonly resamples?: number;
}

/** Fewer positives than this bear no reliable estimate. */
export const FEW_POSITIVES = 30;

/**
 * Trains a model of frames from hand-coded texts and measures it by cross-validation: what is reported was never
 * scored by a model that had seen the text, its document or (by outlet) its outlet. Seeded, repeatable to the bit.
 *
 * @param labels - path of a CSV or JSON lines file; see `readLabels`.
 * @param codebook - path or shipped name of the codebook that names the frames, or null to take the labels that occur.
 * @throws UserError for a fault in either file, or fewer texts than folds.
 */
export function trainFrames(
  labels: string,
  codebook: string | null,
  options: TrainFramesOptions,
): TrainingReport {
  const { folds = 5, by = 'document', seed = 1, resamples = 1000 } = options;
  const own = codebook === null ? null : loadCodebook(codebook);
  const file = readLabels(labels, own?.frames.map((frame) => frame.name) ?? null);
  const groups = file.texts.map((text) => (by === 'outlet' ? (text.outlet ?? '') : text.document));
  if (new Set(groups).size < folds || folds < 2) {
    throw new UserError({
      what: `${new Set(groups).size} ${by}s are too few for ${folds} folds`,
      where: labels,
      remedy:
        by === 'outlet'
          ? "Give the label file an 'outlet' column with more outlets, or cross-validate by document."
          : 'Code more texts, or choose fewer folds (at least 2).',
    });
  }
  const counted = [...new Set([...SHIPPED_CODEBOOKS.map(loadCodebook), ...(own === null ? [] : [own])])];
  const recipe = { ...USER_RECIPE, minimumDocuments: file.texts.length > 3000 ? 3 : 1 };
  const { features, cues, forms } = countFeatures(
    file.texts.map(({ text }) => text),
    counted,
    recipe,
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
    name: (SHIPPED_CODEBOOKS as readonly string[]).includes(name) ? `${name} trained` : name,
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
    trainedOn: file.texts.map(({ id }) => id),
  });
  const draw = { seed, resamples };
  const frames: FrameReport[] = frameReports(set, validated.decided, groups, model, forms, draw);
  const curve = learningCurve(set, foldOf, file, seed);
  const gain = gainOfDoubling(curve);
  const report: TrainingReport = {
    texts: file.texts.length,
    documents: new Set(file.texts.map((text) => text.document)).size,
    folds,
    by,
    seed,
    singleLabel: file.singleLabel,
    frames,
    meanF1: intervalOf(groups, file.texts.length, draw, (rows) => meanF1(set, validated.decided, rows)),
    accuracy: file.singleLabel
      ? intervalOf(groups, file.texts.length, draw, (rows) => accuracy(set, validated.margin, rows))
      : null,
    learningCurve: curve,
    gainOfDoubling: gain,
    moreCoding: moreCodingAnswer(gain, file.texts.length),
    agreement: file.agreement,
    warnings: frames
      .filter((frame) => frame.positives < FEW_POSITIVES)
      .map(
        (frame) =>
          `Only ${frame.positives} texts are coded '${frame.frame}': with fewer than ${FEW_POSITIVES} neither the model nor its scores can be relied on. Code more of them.`,
      ),
  };
  if (options.out !== null) {
    mkdirSync(options.out, { recursive: true });
    writeFileSync(join(options.out, 'model.json'), `${JSON.stringify(model)}\n`);
    writeFileSync(join(options.out, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
    if (
      own !== null &&
      model.cues.some((cue) => cue.codebook === own.name) &&
      !own.path.startsWith('stages/')
    )
      copyFileSync(own.path, join(options.out, `codebook${/\.[^.]+$/.exec(own.path)?.[0] ?? '.yaml'}`));
  }
  return report;

  function meanF1(all: TrainingSet, decided: readonly Uint8Array[], rows: readonly number[]): number {
    const sum = all.frames.reduce(
      (total, _, f) =>
        total +
        f1Of(
          rows.map((r) => all.positive[f]![r]!),
          rows.map((r) => decided[f]![r]!),
        ),
      0,
    );
    return sum / all.frames.length;
  }
}

function accuracy(set: TrainingSet, margin: readonly Float64Array[], rows: readonly number[]): number {
  return rows.filter((r) => set.positive[argmax(margin, r)]![r] === 1).length / Math.max(1, rows.length);
}

/** Mean F1 (single label: accuracy) from a quarter, a half, three quarters and all of the training documents. */
function learningCurve(
  set: TrainingSet,
  foldOf: Uint8Array,
  file: LabelFile,
  seed: number,
): TrainingReport['learningCurve'] {
  const rows = file.texts.map((_, r) => r);
  const recipe = { ...USER_RECIPE, minimumDocuments: 2, letterScale: 0 };
  return [0.25, 0.5, 0.75, 1].map((share) => {
    const margin = set.frames.map(() => new Float64Array(rows.length));
    let texts = 0;
    for (const fold of new Set(foldOf)) {
      const documents = [
        ...new Set(rows.filter((r) => foldOf[r] !== fold).map((r) => file.texts[r]!.document)),
      ].sort();
      const drawn = new Set(
        shuffle(documents, seededRandom(`${seed} ${fold}`)).slice(0, Math.ceil(share * documents.length)),
      );
      const training = rows.filter((r) => foldOf[r] !== fold && drawn.has(file.texts[r]!.document));
      const test = rows.filter((r) => foldOf[r] === fold);
      texts += training.length;
      fitAndScore(set, training, test, recipe).forEach((scores, f) => {
        test.forEach((r, i) => {
          margin[f]![r] = scores[i]!;
        });
      });
    }
    const decided = set.frames.map((_, f) =>
      Uint8Array.from(rows, (r) =>
        file.singleLabel ? (argmax(margin, r) === f ? 1 : 0) : margin[f]![r]! > 0 ? 1 : 0,
      ),
    );
    const f1 = set.frames.map((_, f) => f1Of(set.positive[f]!, decided[f]!));
    return {
      texts: Math.round(texts / new Set(foldOf).size),
      meanF1: f1.reduce((a, b) => a + b, 0) / f1.length,
      accuracy: file.singleLabel ? accuracy(set, margin, rows) : null,
    };
  });
}

export type { Interval };
