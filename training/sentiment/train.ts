/** Command: trains the models of the accurate sentiment model. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fromPackageRoot } from '../../base/package-root.js';
import { ProjectedRows } from '../../models/attention-pooling/word-rows.js';
import {
  ACCURATE_HEADER,
  encodePoolingParameters,
  MODEL_HEADER,
  type ModelHeader,
  POOLING_MODEL,
} from '../../stages/sentiment/classifier.js';
import { LINEAR_MODEL } from '../../stages/sentiment/linear-model.js';
import { loadWordVectors, VECTOR_MODEL } from '../../stages/sentiment/vector-model.js';
import { groupFolds } from '../learners/folds.js';
import { type SparseMatrix, selectRows } from '../learners/sparse-matrix.js';
import { type PoolingTraining, poolingScores, trainPooling } from './attention-pooling.js';
import { fitCombination } from './calibration.js';
import { readTargets } from './gold.js';
import { exportLinearModel, featureMatrix, fitLinear, linearScores } from './linear.js';
import { mentionExamples } from './mention-examples.js';
import { exportVectorModel, fitVectors, vectorMatrix } from './vector-linear.js';

/**
 * Trains the sentiment models: `node dist/training/sentiment/train.js --gold ../shared/gold`. Seeded; the same
 * data give the same bytes. How the models' scores are combined and calibrated is fitted on a fifth of the
 * data, by article, that models trained on the other four fifths have not seen; then all data train the
 * models that ship. About eight minutes of one core. Then run distilled.js and priors.js.
 */
const { values } = parseArgs({ options: { gold: { type: 'string', default: '../shared/gold' } } });

const SHAPE = { heads: 8, hidden: 32 } as const;
const MODELS = 4;
const training = (seed: number): PoolingTraining => ({
  shape: SHAPE,
  epochs: 8,
  learningRate: 0.002,
  weightDecay: 0.02,
  wordDropout: 0.1,
  dropout: 0.3,
  seed,
});

const targets = readTargets(join(values.gold, 'sentiment', 'newsmtsc.train.jsonl'));
const labels = targets.map((target) => target.label);
const vectors = loadWordVectors();
const examples = mentionExamples(targets, vectors);
const data = featureMatrix(targets);

const fold = groupFolds(
  targets.map((target) => target.group),
  5,
  'sentiment',
);
const rows = targets.map((_, r) => r);
const seen = rows.filter((r) => fold[r] !== 0);
const unseen = rows.filter((r) => fold[r] === 0);
const around = vectorMatrix(targets, vectors);
const truth = unseen.map((r) => labels[r]!);
/** Scores of the mentions that the model has not seen. */
const heldOut = (matrix: SparseMatrix, train: typeof fitLinear): Float64Array =>
  linearScores(
    train(
      selectRows(matrix, seen),
      seen.map((r) => labels[r]!),
    ),
    selectRows(matrix, unseen),
  );
const linearHeldOut = heldOut(data.matrix, fitLinear);
const vectorsHeldOut = heldOut(around, fitVectors);
const poolingHeldOut: Float64Array[] = [];
for (let m = 0; m < MODELS; m++) {
  const parameters = trainPooling(
    seen.map((r) => examples[r]!),
    vectors,
    training(m + 1),
  );
  poolingHeldOut.push(
    poolingScores(targets, unseen, SHAPE, parameters, new ProjectedRows(parameters, vectors)),
  );
  console.log(`held-out model ${m + 1} of ${MODELS}`);
}
const combinations = {
  // The teacher's.
  accurate: fitCombination(linearHeldOut, null, poolingHeldOut, truth),
  // Fitted by distilled.ts.
  standard: { linear: 0, pooling: 1, offset: [0, 0, 0] },
} as const;

const linear = exportLinearModel(fitLinear(data.matrix, labels), data.hashes);
writeFileSync(fromPackageRoot(LINEAR_MODEL), linear);
writeFileSync(fromPackageRoot(VECTOR_MODEL), exportVectorModel(fitVectors(around, labels)));
const pooling = Array.from({ length: MODELS }, (_, m) => {
  const parameters = trainPooling(examples, vectors, training(m + 1));
  console.log(`model ${m + 1} of ${MODELS}`);
  return parameters;
});
const bytes = encodePoolingParameters(pooling);
writeFileSync(fromPackageRoot(POOLING_MODEL), bytes);
const share = (k: number): number => labels.filter((label) => label === k).length / labels.length;
const trainingShares = [share(0), share(1), share(2)] as const;
// The priors of running text are found afterwards, by priors.js.
const priors = { training: trainingShares, article: trainingShares, concentration: null };
const header: ModelHeader = { shape: SHAPE, combinations, priors };
const accurate = fitCombination(linearHeldOut, vectorsHeldOut, poolingHeldOut, truth);
writeFileSync(fromPackageRoot(ACCURATE_HEADER), `${JSON.stringify(accurate, null, 2)}\n`);
writeFileSync(fromPackageRoot(MODEL_HEADER), `${JSON.stringify(header, null, 2)}\n`);
console.log(
  `linear ${linear.length} bytes, attention pooling ${bytes.length} bytes; ${JSON.stringify({ ...combinations, accurate })}`,
);
