/** Trains the fast model of sentiment toward mentions. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fromPackageRoot } from '../../base/package-root.js';
import { encodeWordRows } from '../../models/attention-pooling/word-rows.js';
import { adjustToActors } from '../../stages/sentiment/actor-priors.js';
import { COMPOSED, mentionLayout, settingOf } from '../../stages/sentiment/mention-inputs.js';
import {
  type Calibration,
  type ClassNumbers,
  decide,
  FAST_MODEL,
  MODEL_HEADER,
  type ModelHeader,
  probabilitiesOf,
} from '../../stages/sentiment/model-header.js';
import { MENTION_ROLES } from '../../stages/sentiment/roles.js';
import { groupFolds } from '../learners/folds.js';
import { trainPooling } from './attention-pooling.js';
import {
  calibrationError,
  expectedDecision,
  fitCalibration,
  fitRoleOffsets,
  macroF1,
} from './calibration.js';
import { type Distilled, distilledScores, type Lesson, trainDistilled } from './distil.js';
import { readTargets, type Target } from './gold.js';
import { type LabelledExample, mentionExamples } from './mention-examples.js';
import { roleRows } from './role-rows.js';
import { softLessons } from './soft-labels.js';
import { loadWordVectors } from './word-vectors.js';

/**
 * In steps of about a minute each, seeded; the same data give the same bytes:
 *
 *     node dist/training/sentiment/train.js --gold ../shared/gold --fold N --answers fold-N.jsonl     (N = 0 … 4)
 *     node dist/training/sentiment/train.js --gold ../shared/gold --all
 *     node dist/training/sentiment/train.js --gold ../shared/gold --fit fold-0.jsonl,fold-1.jsonl,…
 *
 * Each fold scores a fifth of the data, by article, passage or pair, by a model that has not seen it. `--all` trains what ships.
 * `--fit` sets calibration and decision on the folds' scores and prints what MODEL.md quotes. `--soft FILE`: what
 * label-articles.js wrote, and `--composed FILE`: what training/encoder/composed.py wrote, to learn from too.
 */
const { values } = parseArgs({
  options: {
    gold: { type: 'string', default: '../shared/gold' },
    soft: { type: 'string' },
    composed: { type: 'string' },
    fold: { type: 'string' },
    answers: { type: 'string' },
    all: { type: 'boolean', default: false },
    fit: { type: 'string' },
  },
});

const FOLDS = 5;
const SHAPE = { heads: 8, hidden: 32 } as const;
const BAG = {
  shape: SHAPE,
  epochs: 3,
  learningRate: 0.002,
  weightDecay: 0.02,
  wordDropout: 0.1,
  dropout: 0.3,
  seed: 1,
};
const STUDENT = {
  epochs: 3,
  learningRate: 0.003,
  rowRate: 0.003,
  rowDecay: 0.01,
  weightDecay: 0.01,
  wordDropout: 0.1,
  dropout: 0.2,
  batch: 32,
  minimumRoles: 3,
  seed: 1,
};
/** How much a mention that the encoder labelled counts beside one that a reader did. */
const SOFT_WEIGHT = 0.4;
/** One composed target in so many is told as a sentence chosen for study, as the stage reads such sentences. */
const AS_SENTENCE = 3;
const ONE_HOT = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
] as const;
/** Words that are kept in any case, the commonest, and how often others must occur in the lessons. */
const COMMON_WORDS = 15000;
const MINIMUM_OCCURRENCES = 2;
/** Errors expected by a hundred word pieces from which the cascade asks the encoder; see MODEL.md for the curve. */
const CASCADE = 2.3;

const file = (name: string): string => join(values.gold, 'sentiment', `${name}.jsonl`);
const targets: readonly Target[] = [
  ...readTargets(file('newsmtsc.train'), 'sentences'),
  ...readTargets(file('commentary.train'), 'running'),
  ...readTargets(file('contrast.train'), 'composed'),
  ...(values.composed === undefined ? [] : readTargets(values.composed, 'composed')),
];
const vectors = loadWordVectors();
const examples = await mentionExamples(targets, vectors);
const soft =
  values.soft === undefined ? [] : await softLessons(values.soft, values.gold, vectors, SOFT_WEIGHT);
console.log(`${targets.length} labelled mentions, ${soft.length} labelled by the encoder`);
// The gold's folds are the same whatever is composed beside it.
const foldsOf = (some: readonly Target[]): ArrayLike<number> =>
  groupFolds(
    some.map(({ group }) => group),
    FOLDS,
    'sentiment',
  );
const isComposed = ({ group }: Target): boolean => group.startsWith('composed-');
const fold = [
  ...Array.from(foldsOf(targets.filter((target) => !isComposed(target)))),
  ...Array.from(foldsOf(targets.filter(isComposed))),
];
const rows = targets.map((_, r) => r);

function lessonsOf(chosen: readonly LabelledExample[]): Lesson[] {
  const gold = chosen.map(
    (example, i): Lesson => ({
      example: i % AS_SENTENCE === 0 ? asRun(example) : example,
      target: ONE_HOT[example.label as 0 | 1 | 2],
    }),
  );
  return [...gold, ...soft];
}

function train(chosen: readonly number[]): Distilled {
  const own = chosen.map((r) => examples[r]!);
  const first = trainPooling(own, vectors, BAG);
  console.log('first bag');
  return trainDistilled(lessonsOf(own), SHAPE, first, vectors, STUDENT, (epoch, loss) =>
    console.log(`epoch ${epoch + 1} of ${STUDENT.epochs}: loss ${loss.toFixed(4)}`),
  );
}

const shareOf = (own: readonly number[]): ClassNumbers => {
  const count = (k: number): number => own.filter((r) => targets[r]!.label === k).length / own.length;
  return [count(0), count(1), count(2)];
};

/** Probabilities as the stage gives them: calibrated by setting, in running text with the actors' priors. */
function answer(
  own: readonly number[],
  scores: readonly Float64Array[],
  calibration: readonly Calibration[],
  header: Pick<ModelHeader, 'shares' | 'concentration' | 'roles'>,
): Float64Array[] {
  const all = new Float64Array(3 * own.length);
  own.forEach((r, i) => {
    const { setting, role } = examples[r]!;
    probabilitiesOf(scores[i]!, calibration[setting]!, all.subarray(3 * i, 3 * i + 3), header.roles[role]);
  });
  if (targets[own[0]!]!.genre === 'running')
    adjustToActors(
      own.map((r) => `${targets[r]!.group} ${targets[r]!.actor} ${examples[r]!.setting}`),
      own.map((_, i) => i),
      all,
      header,
    );
  return own.map((_, i) => all.slice(3 * i, 3 * i + 3));
}

const labelsOf = (own: readonly number[]): number[] => own.map((r) => targets[r]!.label);
const CONCENTRATIONS = [null, 1, 1.5, 2.3, 3.5, 5, 8, 12, 20];

/** What is fitted on mentions that the model has not seen. */
function fitOn(own: readonly number[], scoreOf: ReadonlyMap<number, Float64Array>) {
  const calibration = [0, 1, 2, 3].map((setting) => {
    const some = own.filter((r) => examples[r]!.setting === setting);
    return fitCalibration({ scores: some.map((r) => scoreOf.get(r)!), labels: labelsOf(some) });
  });
  const ofGenre = (genre: string): number[] => own.filter((r) => targets[r]!.genre === genre);
  const scoresOf = (some: readonly number[]): Float64Array[] => some.map((r) => scoreOf.get(r)!);
  const running = ofGenre('running');
  // Sentences made from templates would say more of roles than texts do.
  const natural = own.filter((r) => !isComposed(targets[r]!));
  const unadjusted = natural.map((r) => {
    const out = new Float64Array(3);
    // What was composed has a setting of its own in training, and is read as a sentence chosen for study.
    probabilitiesOf(scoreOf.get(r)!, calibration[examples[r]!.setting] ?? calibration[0]!, out);
    return out.map((p) => Math.log(Math.max(1e-9, p)));
  });
  const roles = fitRoleOffsets(
    { scores: unadjusted, labels: labelsOf(natural) },
    natural.map((r) => examples[r]!.role),
    MENTION_ROLES.length,
  );
  const shares = shareOf(rows.filter((r) => targets[r]!.genre === 'running'));
  const loss = (concentration: number | null): number =>
    answer(running, scoresOf(running), calibration, { shares, concentration, roles }).reduce(
      (sum, p, i) => sum - Math.log(Math.max(1e-9, p[targets[running[i]!]!.label]!)),
      0,
    );
  const concentration = CONCENTRATIONS.reduce((best, one) => (loss(one) < loss(best) ? one : best), null);
  const decisionOf = (genre: string): ClassNumbers => {
    const some = ofGenre(genre);
    const p = answer(some, scoresOf(some), calibration, { shares, concentration, roles });
    return expectedDecision(p, decide);
  };
  return {
    calibration,
    roles,
    shares,
    concentration,
    // Where sentences were chosen for study no class is rare.
    decision: { sentences: [1, 1, 1] as const, running: decisionOf('running') },
  };
}

function report(
  own: readonly number[],
  scoreOf: ReadonlyMap<number, Float64Array>,
  fitted: ReturnType<typeof fitOn>,
): void {
  for (const genre of ['sentences', 'running', 'composed'] as const) {
    const some = own.filter((r) => targets[r]!.genre === genre);
    if (some.length === 0) continue;
    const labels = labelsOf(some);
    const calibration =
      genre === 'composed' ? [...fitted.calibration, fitted.calibration[0]!] : fitted.calibration;
    const p = answer(
      some,
      some.map((r) => scoreOf.get(r)!),
      calibration,
      fitted,
    );
    const plain = p.map((one) => decide(one, [1, 1, 1]));
    const decision = genre === 'running' ? fitted.decision.running : fitted.decision.sentences;
    const decided = p.map((one) => decide(one, decision));
    const accuracy = decided.filter((label, i) => label === labels[i]).length / labels.length;
    console.log(
      `${genre}: ${some.length} rows, macro-F1 ${macroF1(labels, decided).toFixed(3)} (most probable ${macroF1(labels, plain).toFixed(3)}), accuracy ${accuracy.toFixed(3)}, calibration error ${calibrationError(p, labels).toFixed(3)}`,
    );
  }
}

/** A composed target as the stage would read it: a sentence chosen for study. */
const asRun = (example: LabelledExample): LabelledExample =>
  example.setting === COMPOSED ? { ...example, setting: settingOf(0, 0) } : example;

/** Scores of a fifth by a model trained on the rest. */
function heldOut(which: number): Map<number, Float64Array> {
  const student = train(rows.filter((r) => fold[r] !== which));
  const scores = distilledScores(student, SHAPE);
  return new Map(rows.filter((r) => fold[r] === which).map((r) => [r, scores(asRun(examples[r]!))]));
}

/** A line: the target's row, and its scores by a model that has not seen its group. */
type Answer = readonly [row: number, ...scores: [number, number, number]];

/** Scores of mentions by models that have not seen them, from the files given. */
function readAnswers(paths: string): Map<number, Float64Array> {
  const lines = paths.split(',').flatMap((path) => readFileSync(path, 'utf8').split('\n').filter(Boolean));
  return new Map(
    lines.map((line) => {
      const [row, ...scores] = JSON.parse(line) as Answer;
      return [row, Float64Array.from(scores)];
    }),
  );
}

if (values.fold !== undefined) {
  const scoreOf = heldOut(Number(values.fold));
  report([...scoreOf.keys()], scoreOf, fitOn([...scoreOf.keys()], scoreOf));
  const lines = [...scoreOf].map(([r, scores]) => `${JSON.stringify([r, ...scores])}\n`);
  writeFileSync(values.answers ?? `fold-${values.fold}.jsonl`, lines.join(''));
} else if (values.fit !== undefined) {
  const scoreOf = readAnswers(values.fit);
  const own = [...scoreOf.keys()].sort((a, b) => a - b);
  // Fitted on one half and reported on the other, by turns, so that no figure rests on its own fit.
  const half = groupFolds(
    own.map((r) => targets[r]!.group),
    2,
    'calibration',
  );
  for (const side of [0, 1]) {
    const fitted = fitOn(
      own.filter((_, i) => half[i] !== side),
      scoreOf,
    );
    report(
      own.filter((_, i) => half[i] === side),
      scoreOf,
      fitted,
    );
  }
  const fitted = fitOn(own, scoreOf);
  console.log(JSON.stringify(fitted));
  const header: ModelHeader = { shape: SHAPE, ...fitted, cascade: CASCADE };
  writeFileSync(fromPackageRoot(MODEL_HEADER), `${JSON.stringify(header, null, 2)}\n`);
} else if (values.all) writeModel(train(rows));
else throw new Error('--fold N, --all, or --fit FILE,FILE… with what the folds wrote, is needed');

function writeModel(student: Distilled): void {
  const occurrences = new Uint32Array(vectors.count);
  for (const { example } of lessonsOf(examples))
    for (const word of example.words) if (word >= 0) occurrences[word]!++;
  const { row } = mentionLayout(SHAPE, 0);
  const kept = vectors.words
    .map((_, index) => index)
    .filter((index) => index < COMMON_WORDS || occurrences[index]! >= MINIMUM_OCCURRENCES);
  const withRoles = roleRows(student, vectors.words, row);
  const words = [...kept.map((index) => vectors.words[index]!), ...withRoles.words];
  const all = new Float32Array(words.length * row);
  kept.forEach((index, i) => {
    all.set(student.rows.subarray((index + 1) * row, (index + 2) * row), i * row);
  });
  all.set(withRoles.rows, kept.length * row);
  const encoded = encodeWordRows(SHAPE, words, all, student.parameters);
  writeFileSync(fromPackageRoot(FAST_MODEL), encoded);
  console.log(`${kept.length} words, ${withRoles.words.length} in roles, ${encoded.length} bytes`);
}
