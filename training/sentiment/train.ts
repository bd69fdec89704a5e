import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fromPackageRoot } from '../../base/package-root.js';
import {
  ACCURATE_HEADER,
  BAG_MODEL,
  MODEL_HEADER,
  type ModelHeader,
} from '../../stages/sentiment/classifier.js';
import { LINEAR_MODEL } from '../../stages/sentiment/linear-model.js';
import { VECTOR_MODEL } from '../../stages/sentiment/vector-model.js';
import { ProjectedRows } from '../../stages/sentiment/word-rows.js';
import { WordVectors } from '../../stages/sentiment/word-vectors.js';
import { groupFolds } from '../learners/folds.js';
import { type SparseMatrix, selectRows } from '../learners/sparse-matrix.js';
import { type BagTraining, bagScores, trainBag } from './attention-pooling.js';
import { bagExamples } from './attention-pooling-examples.js';
import { fitCombination } from './calibration.js';
import { readTargets } from './gold.js';
import { exportLinearModel, featureMatrix, fitLinear, linearScores } from './linear.js';
import { exportVectorModel, fitVectors, vectorMatrix } from './vector-linear.js';

/**
 * Trains the sentiment models: `node dist/training/sentiment/train.js --gold ../shared/gold`. Seeded; the same
 * data give the same bytes. How the models' scores are combined and calibrated is fitted on a fifth of the
 * data, by article, that models trained on the other four fifths have not seen; then all data train the
 * models that ship. About eight minutes of one core. Then run student.js and priors.js.
 */
const { values } = parseArgs({ options: { gold: { type: 'string', default: '../shared/gold' } } });

const SHAPE = { heads: 8, hidden: 32 } as const;
const BAGS = 4;
const training = (seed: number): BagTraining => ({
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
const vectors = WordVectors.load();
const examples = bagExamples(targets, vectors);
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
const bagsHeldOut: Float64Array[] = [];
for (let bag = 0; bag < BAGS; bag++) {
  const parameters = trainBag(
    seen.map((r) => examples[r]!),
    vectors,
    training(bag + 1),
  );
  bagsHeldOut.push(
    bagScores(targets, unseen, SHAPE, parameters, new ProjectedRows(SHAPE, parameters, vectors)),
  );
  console.log(`held-out bag ${bag + 1} of ${BAGS}`);
}
const combinations = {
  // The teacher's.
  accurate: fitCombination(linearHeldOut, null, bagsHeldOut, truth),
  // Fitted by student.ts.
  standard: { linear: 0, bag: 1, offset: [0, 0, 0] },
} as const;

const linear = exportLinearModel(fitLinear(data.matrix, labels), data.hashes);
writeFileSync(fromPackageRoot(LINEAR_MODEL), linear);
writeFileSync(fromPackageRoot(VECTOR_MODEL), exportVectorModel(fitVectors(around, labels)));
const bags = Array.from({ length: BAGS }, (_, bag) => {
  const parameters = trainBag(examples, vectors, training(bag + 1));
  console.log(`bag ${bag + 1} of ${BAGS}`);
  return parameters;
});
const bytes = Buffer.concat(bags.map((p) => Buffer.from(p.buffer, p.byteOffset, p.byteLength)));
writeFileSync(fromPackageRoot(BAG_MODEL), bytes);
const share = (k: number): number => labels.filter((label) => label === k).length / labels.length;
const trainingShares = [share(0), share(1), share(2)] as const;
// The priors of running text are found afterwards, by priors.js.
const priors = { training: trainingShares, article: trainingShares, concentration: null };
const header: ModelHeader = { shape: SHAPE, bags: BAGS, combinations, priors };
const accurate = fitCombination(linearHeldOut, vectorsHeldOut, bagsHeldOut, truth);
writeFileSync(fromPackageRoot(ACCURATE_HEADER), `${JSON.stringify(accurate, null, 2)}\n`);
writeFileSync(fromPackageRoot(MODEL_HEADER), `${JSON.stringify(header, null, 2)}\n`);
console.log(
  `linear ${linear.length} bytes, bags ${bytes.length} bytes; ${JSON.stringify({ ...combinations, accurate })}`,
);
