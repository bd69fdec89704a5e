/** Command: trains the standard sentiment model on its teacher’s answers. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fromPackageRoot } from '../../base/package-root.js';
import { seededRandom } from '../../base/random.js';
import { encodeWordRows, StoredRows } from '../../models/attention-pooling/word-rows.js';
import {
  DISTILLED_MODEL,
  loadHeader,
  loadPoolingParameters,
  MODEL_HEADER,
} from '../../stages/sentiment/classifier.js';
import { mentionLayout } from '../../stages/sentiment/mention-inputs.js';
import { loadWordVectors } from '../../stages/sentiment/vector-model.js';
import { PoolingPass } from './attention-pooling-pass.js';
import { fitToProbabilities } from './calibration.js';
import { type Lesson, trainDistilled } from './distil.js';
import { readTargets } from './gold.js';
import { mentionExamples } from './mention-examples.js';
import { eachUnlabelled } from './unlabelled.js';

/**
 * Trains the standard model on its teacher's answers: `node dist/training/sentiment/distilled.js --gold
 * ../shared/gold`, after train.js and before priors.js. Lessons: mentions of unlabelled articles of opinion and of news
 * with the teacher's probabilities, and the labelled targets with their labels. Seeded; the same data give the same
 * bytes. About three minutes of one core.
 */
const { values } = parseArgs({ options: { gold: { type: 'string', default: '../shared/gold' } } });

const UNLABELLED = { opinion: 1000, news: 350, listed: 250, mentions: 48 };
const TRAINING = {
  epochs: 2,
  learningRate: 0.001,
  rowRate: 0.001,
  rowDecay: 0.01,
  weightDecay: 0.01,
  wordDropout: 0.05,
  dropout: 0.1,
  batch: 32,
  seed: 1,
};
/** How often a labelled target is learned for each time that an unlabelled mention is. */
const LABELLED_REPEATS = 2;
/** Every so many-th article teaches nothing: it calibrates. */
const HELD_OUT = 20;
/** Words of the vectors that are kept in any case, the commonest, and how often others must occur in the lessons. */
const COMMON_WORDS = 15000;
const MINIMUM_OCCURRENCES = 2;

const ONE_HOT = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
] as const;

const header = loadHeader();
const { shape } = header;
const vectors = loadWordVectors();
const lessons: Lesson[] = [];
const heldOut: Lesson[] = [];
await eachUnlabelled(values.gold, vectors, UNLABELLED, (article, lesson) => {
  (article % HELD_OUT === 0 ? heldOut : lessons).push(lesson);
});
const unlabelled = lessons.length;
const targets = readTargets(join(values.gold, 'sentiment', 'newsmtsc.train.jsonl'));
const labelled = mentionExamples(targets, vectors).map(
  (example): Lesson => ({ example, target: ONE_HOT[example.label as 0 | 1 | 2] }),
);
for (let repeat = 0; repeat < LABELLED_REPEATS; repeat++) lessons.push(...labelled);
console.log(`${unlabelled} unlabelled mentions, ${targets.length} labelled, ${heldOut.length} held out`);

const first = loadPoolingParameters()[0]!;
const distilled = trainDistilled(lessons, shape, first, vectors, TRAINING, (epoch, loss) =>
  console.log(`epoch ${epoch + 1} of ${TRAINING.epochs}: loss ${loss.toFixed(4)}`),
);

const occurrences = new Uint32Array(vectors.count);
for (const { example } of lessons) for (const word of example.words) if (word >= 0) occurrences[word]!++;
const { row } = mentionLayout(shape, 0);
const words = vectors.words;
const kept = words
  .map((_, index) => index)
  .filter((index) => index < COMMON_WORDS || occurrences[index]! >= MINIMUM_OCCURRENCES);
const rows = new Float32Array(kept.length * row);
kept.forEach((index, i) => {
  rows.set(distilled.rows.subarray((index + 1) * row, (index + 2) * row), i * row);
});
const encoded = encodeWordRows(
  shape,
  kept.map((index) => words[index]!),
  rows,
  distilled.parameters,
);
writeFileSync(fromPackageRoot(DISTILLED_MODEL), encoded);

// Calibrated as the teacher is: on mentions that the distilled has not seen, as it will run.
const stored = StoredRows.from(encoded);
const pass = new PoolingPass(shape, 0, { wordDropout: 0, dropout: 0 }, seededRandom(1));
pass.p.set(stored.parameters);
pass.rows = new Float32Array((kept.length + 1) * row);
pass.rowGradients = new Float32Array(pass.rows.length);
kept.forEach((_, i) => {
  stored.read(i, pass.rows.subarray((i + 1) * row, (i + 2) * row));
});
const slotOf = new Map(kept.map((index, i) => [index, i + 1]));
const scores = heldOut.flatMap(({ example, target }) => {
  pass.example(example, (word) => slotOf.get(word) ?? 0, target, 1);
  return Array.from(pass.logits);
});
const { weights, offset } = fitToProbabilities(
  [Float64Array.from(scores)],
  heldOut.flatMap(({ target }) => Array.from(target)),
);
const standard = { linear: 0, pooling: weights[0]!, offset };
const combinations = { ...header.combinations, standard };
writeFileSync(fromPackageRoot(MODEL_HEADER), `${JSON.stringify({ ...header, combinations }, null, 2)}\n`);
console.log(`${kept.length} words, ${encoded.length} bytes; ${JSON.stringify(standard)}`);
