import { codePoints } from '../stages/code-points.js';
import { adjustToActors } from '../stages/sentiment/actor-priors.js';
import { SENTIMENT_MODELS, type SentimentModel } from '../stages/sentiment/classifier.js';
import { LABELS } from '../stages/sentiment/linear-model.js';
import { mostProbable } from '../stages/sentiment/stage.js';
import { TargetJudge, tokenSpan } from '../stages/sentiment/targets.js';
import type {
  Annotate,
  CostlyError,
  Evaluation,
  EvaluationOptions,
  EvaluationTask,
  GoldRow,
  TaskOutput,
} from './evaluation.js';
import { articleSentiment, mentionsOfTarget } from './sentiment-articles.js';
import { bagOfWords, majority, OpinionWordCount } from './sentiment-baselines.js';
import { type ArticleRow, checkSentimentRow, isArticleRow, type TargetRow } from './sentiment-gold.js';
import { type Answers, confusionCounts, resultRow } from './sentiment-scores.js';

const DEFAULT_MODEL: SentimentModel = 'standard';
const ERRORS_SHOWN = 20;
const CONTEXT = 100;

/**
 * Sentiment toward given targets (macro-F1 over three classes, Hamborg & Donnay 2021) or, for articles with one
 * named target, the author's sentiment over the whole article (PerSenT, Bastan et al. 2020).
 */
export const sentimentTask: EvaluationTask = {
  name: 'sentiment',
  description:
    'Lines of {"id","text","start","end","label","group"?}, a target each, or of {"id","text","target","label"}, an article each; labels negative, neutral, positive.',
  stages: ['sentiment'],
  stageOptions: () => ({}),
  check: checkSentimentRow,
  async run(rows, annotate, options) {
    return rows.every(isArticleRow)
      ? runArticles(rows, annotate, options)
      : runTargets(rows as readonly TargetRow[], annotate, options);
  },
};

const labelIndex = (label: string): number => (LABELS as readonly string[]).indexOf(label);
const groupOf = (row: GoldRow): string => (typeof row.group === 'string' ? row.group : row.id);

/** The text around the target, which itself is masked, for the bag-of-words baseline. */
function masked(row: TargetRow): string {
  const points = codePoints(row.text);
  return `${row.text.slice(0, points.toUtf16(row.start))} targetword ${row.text.slice(points.toUtf16(row.end))}`;
}

async function runTargets(
  rows: readonly TargetRow[],
  annotate: Annotate,
  options: EvaluationOptions,
): Promise<TaskOutput> {
  const gold = rows.map((row) => labelIndex(row.label));
  const documents = rows.map(groupOf);
  const judges = new Map<SentimentModel, TargetJudge>();
  const probabilities = new Map(SENTIMENT_MODELS.map((m) => [m, new Float64Array(3 * rows.length)] as const));
  const counter = new OpinionWordCount();
  const counted = new Uint8Array(rows.length);
  const voices: string[] = [];
  const out = new Float64Array(3);
  for (const [i, row] of rows.entries()) {
    const annotations = await annotate(row.text, row.id);
    const document = annotations.tokenising!;
    const points = codePoints(row.text);
    const [first, after] = tokenSpan(document, points.toUtf16(row.start), points.toUtf16(row.end));
    for (const model of SENTIMENT_MODELS) {
      let judge = judges.get(model);
      if (judge === undefined) {
        judge = new TargetJudge(model, document.vocabulary);
        judges.set(model, judge);
      }
      judge.judge(document, first, after, row.actor === undefined ? 'auto' : 'article', out);
      probabilities.get(model)!.set(out, 3 * i);
    }
    counted[i] = counter.classOf(document, first);
    const { holderOfToken } = annotations.attribution!;
    voices.push(holderOfToken[first]! < 0 ? 'author' : 'source');
  }
  const alone = probabilities.get(DEFAULT_MODEL)!.slice();
  // As the stage does for a whole document; a row is a sentence.
  if (rows.every(({ actor }) => actor !== undefined))
    for (const model of SENTIMENT_MODELS)
      adjustToActors(
        rows.map(({ actor }, i) => JSON.stringify([documents[i], actor, voices[i]])),
        rows.map((_, i) => i),
        probabilities.get(model)!,
        judges.get(model)!.priors,
      );
  const ofModel = (model: SentimentModel): Answers => ({
    system: model === DEFAULT_MODEL ? `hedgerow (${model}, the default)` : `hedgerow, model: ${model}`,
    ...withClasses(probabilities.get(model)!),
  });
  const train = (options.baselineTrain ?? []) as readonly TargetRow[];
  const baseline = bagOfWords(
    rows.map(masked),
    gold,
    documents,
    train.length === 0 ? null : { texts: train.map(masked), gold: train.map((row) => labelIndex(row.label)) },
    options.seed,
  );
  const ours = ofModel(DEFAULT_MODEL);
  return {
    predictions: rows.map(({ id }, i) => prediction(id, ours, i)),
    evaluation: evaluation(
      rows,
      gold,
      documents,
      [
        ours,
        ...SENTIMENT_MODELS.filter((model) => model !== DEFAULT_MODEL).map(ofModel),
        ...(rows.every(({ actor }) => actor !== undefined)
          ? [{ system: `hedgerow (${DEFAULT_MODEL}), each mention alone`, ...withClasses(alone) }]
          : []),
        { system: `TF-IDF + logistic regression, ${fittedOn(train.length)}`, ...withClasses(baseline) },
        { system: 'opinion words of the sentence, negation turned', classes: counted },
        { system: 'all the commonest label', classes: majority(gold) },
      ],
      options,
      rows.map((row) => {
        const points = codePoints(row.text);
        return [points.toUtf16(row.start), points.toUtf16(row.end)] as const;
      }),
      [
        rows.some((row) => row.actor !== undefined)
          ? 'Rows with "actor" are taken as all mentions of a passage: class priors of running text, and of each actor in the author\'s and in sources\' voices. Labels of the commentary files come from language-model readers, not from human annotators.'
          : 'Sentences chosen for study: class priors of the training sentences; those of running text where a row has two sentences or more.',
        'The classifier is trained on newsmtsc.train: on that file these figures mean nothing.',
      ],
    ),
  };
}

async function runArticles(
  rows: readonly ArticleRow[],
  annotate: Annotate,
  options: EvaluationOptions,
): Promise<TaskOutput> {
  const gold = rows.map((row) => labelIndex(row.label));
  const documents = rows.map((row) => row.id);
  const probabilities = new Float64Array(3 * rows.length);
  const classes = new Uint8Array(rows.length);
  let unfound = 0;
  const spans: (readonly [number, number])[] = [];
  for (const [i, row] of rows.entries()) {
    const mentions = mentionsOfTarget(await annotate(row.text, row.id), row.target);
    if (mentions.length === 0) unfound++;
    const { class: best, probabilities: p } = articleSentiment(mentions);
    classes[i] = best;
    probabilities.set(p, 3 * i);
    const first = mentions[0];
    spans.push([first?.start ?? 0, first?.end ?? 0]);
  }
  const train = (options.baselineTrain ?? []) as readonly ArticleRow[];
  const baseline = bagOfWords(
    rows.map((row) => row.text),
    gold,
    documents,
    train.length === 0
      ? null
      : { texts: train.map((row) => row.text), gold: train.map((row) => labelIndex(row.label)) },
    options.seed,
  );
  const ours: Answers = { system: `hedgerow (${DEFAULT_MODEL}, the default)`, classes };
  return {
    predictions: rows.map(({ id }, i) => prediction(id, { ...ours, probabilities }, i)),
    evaluation: evaluation(
      rows,
      gold,
      documents,
      [
        ours,
        {
          system: `TF-IDF + logistic regression, ${fittedOn(train.length)}`,
          classes: withClasses(baseline).classes,
        },
        { system: 'all the commonest label', classes: majority(gold) },
      ],
      options,
      spans,
      [
        "The author's sentiment toward the target over the article: mean over its mentions in the author's voice; negative below -0.4, positive above 0 (thresholds set on persent.fixed).",
        'The scores of the predictions are mean probabilities of mentions, not calibrated for articles.',
        `${unfound} articles without a resolved mention of the target count as neutral.`,
      ],
    ),
  };
}

function withClasses(probabilities: Float64Array): { classes: Uint8Array; probabilities: Float64Array } {
  const classes = Uint8Array.from({ length: probabilities.length / 3 }, (_, i) =>
    mostProbable(probabilities.subarray(3 * i, 3 * i + 3)),
  );
  return { classes, probabilities };
}

const fittedOn = (rows: number): string => (rows === 0 ? 'cross-validated' : `fitted on ${rows} rows`);

function prediction(id: string, answers: Answers, i: number): Readonly<Record<string, unknown>> {
  const p = (k: number): number => Math.round((answers.probabilities?.[3 * i + k] ?? 0) * 1e6) / 1e6;
  return {
    id,
    label: LABELS[answers.classes[i]! as 0 | 1 | 2],
    scores: { negative: p(0), neutral: p(1), positive: p(2) },
  };
}

function evaluation(
  rows: readonly (GoldRow & { readonly label: string })[],
  gold: readonly number[],
  documents: readonly string[],
  systems: readonly Answers[],
  options: EvaluationOptions,
  spans: readonly (readonly [number, number])[],
  notes: readonly string[],
): Evaluation {
  const ours = systems[0]!;
  return {
    task: 'sentiment',
    rows: rows.length,
    documents: new Set(documents).size,
    results: systems.map((answers) => resultRow(documents, gold, answers, options)),
    confusions: [
      { title: `Labels, ${ours.system}`, labels: LABELS, counts: confusionCounts(gold, ours.classes) },
    ],
    errors: costliest(rows, gold, ours, spans),
    notes,
  };
}

function costliest(
  rows: readonly (GoldRow & { readonly label: string })[],
  gold: readonly number[],
  answers: Answers,
  spans: readonly (readonly [number, number])[],
): CostlyError[] {
  return rows
    .flatMap((row, i): CostlyError[] => {
      const predicted = answers.classes[i]!;
      if (predicted === gold[i]) return [];
      const [start, end] = spans[i]!;
      // Without probabilities the polar opposite costs most.
      const cost = answers.probabilities?.[3 * i + predicted] ?? Math.abs(predicted - gold[i]!) / 2;
      return [
        {
          id: row.id,
          kind: 'wrong label',
          before: row.text.slice(Math.max(0, start - CONTEXT), start),
          surface: row.text.slice(start, end),
          after: row.text.slice(end, end + CONTEXT),
          gold: row.label,
          predicted: LABELS[predicted as 0 | 1 | 2],
          cost,
        },
      ];
    })
    .sort((a, b) => b.cost - a.cost || (a.id < b.id ? -1 : 1))
    .slice(0, ERRORS_SHOWN);
}
