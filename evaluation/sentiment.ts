/** Scores sentiment toward given targets, and the author's sentiment over whole articles. */

import { plainDocument } from '../corpora/document.js';
import { codePoints } from '../stages/code-points.js';
import { loadPlan, planStages } from '../stages/plan.js';
import { LABELS } from '../stages/sentiment/model-header.js';
import type { SentimentModel } from '../stages/sentiment/models/model-registry.js';
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
import { bagOfWords, majority } from './sentiment-baselines.js';
import { type ArticleRow, checkSentimentRow, isArticleRow, type TargetRow } from './sentiment-gold.js';
import { type Answers, confusionCounts, MEASURED, resultRow } from './sentiment-scores.js';
import { judgeTargets, tierName } from './sentiment-tiers.js';

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
  const judged = await judgeTargets(rows, documents, annotate, options.model);
  const train = (options.baselineTrain ?? []) as readonly TargetRow[];
  const baseline = bagOfWords(
    rows.map(masked),
    gold,
    documents,
    train.length === 0 ? null : { texts: train.map(masked), gold: train.map((row) => labelIndex(row.label)) },
    options.seed,
  );
  const ours = judged.tiers.find(({ model }) => model === (options.model ?? 'fast'))!.answers;
  return {
    predictions: rows.map(({ id }, i) => prediction(id, ours, i)),
    evaluation: evaluation(
      rows,
      gold,
      documents,
      [
        ours,
        ...judged.tiers.map(({ answers }) => answers).filter((answers) => answers !== ours),
        ...(judged.alone === null ? [] : [judged.alone]),
        {
          system: `TF-IDF + logistic regression, ${fittedOn(train.length)}`,
          classes: mostProbable(baseline),
          probabilities: baseline,
        },
        { system: 'opinion words of the sentence, negation turned', classes: judged.counted },
        { system: 'all the commonest label', classes: majority(gold) },
      ],
      options,
      rows.map((row) => {
        const points = codePoints(row.text);
        return [points.toUtf16(row.start), points.toUtf16(row.end)] as const;
      }),
      [
        rows.some((row) => row.actor !== undefined)
          ? 'Rows with "actor" are taken as all mentions of a passage: read as running text, with priors of each actor in the author\'s and in sources\' voices. Labels of the commentary files come from language-model readers, not from human annotators.'
          : 'Sentences chosen for study; a row of two sentences or more is read as running text.',
        'The models are trained on newsmtsc.train, commentary.train and contrast.train: on those files these figures mean nothing.',
        ...judged.notes,
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
  const model = options.model ?? 'fast';
  const probabilities = new Float64Array(3 * rows.length);
  const classes = new Uint8Array(rows.length);
  const fast = new Uint8Array(rows.length);
  let unfound = 0;
  const spans: (readonly [number, number])[] = [];
  const asked = model === 'fast' ? annotate : await annotator(model);
  for (const [i, row] of rows.entries()) {
    const mentions = mentionsOfTarget(await asked(row.text, row.id), row.target);
    if (model !== 'fast')
      fast[i] = articleSentiment(mentionsOfTarget(await annotate(row.text, row.id), row.target)).class;
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
  const ours: Answers = { system: tierName(model), classes };
  return {
    predictions: rows.map(({ id }, i) => prediction(id, { ...ours, probabilities }, i)),
    evaluation: evaluation(
      rows,
      gold,
      documents,
      [
        ours,
        ...(model === 'fast' ? [] : [{ system: tierName('fast'), classes: fast }]),
        {
          system: `TF-IDF + logistic regression, ${fittedOn(train.length)}`,
          classes: mostProbable(baseline),
        },
        { system: 'all the commonest label', classes: majority(gold) },
      ],
      options,
      spans,
      [
        "The author's sentiment toward the target over the article: mean over its mentions in the author's voice; negative below -0.3, positive above -0.1 (thresholds set on persent.fixed, by the fast model).",
        'The scores of the predictions are mean probabilities of mentions, not calibrated for articles.',
        `${unfound} articles without a resolved mention of the target count as neutral.`,
      ],
    ),
  };
}

async function annotator(model: SentimentModel): Promise<Annotate> {
  const annotate = await loadPlan(
    planStages({ stages: ['sentiment'], stageOptions: { sentiment: { model } } }),
  );
  return (text, id) => annotate(plainDocument(id, text));
}

const mostProbable = (probabilities: Float64Array): Uint8Array =>
  Uint8Array.from({ length: probabilities.length / 3 }, (_, i) => {
    const own = probabilities.subarray(3 * i, 3 * i + 3);
    return own.indexOf(Math.max(...own));
  });

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
      {
        title: `Labels, ${ours.system}`,
        labels: LABELS,
        counts: confusionCounts(gold, ours.classes),
        system: ours.system,
        measured: MEASURED,
      },
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
