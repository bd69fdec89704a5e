/** The task `hedges`. */
import { UserError } from '../base/user-error.js';
import { plainDocument } from '../corpora/document.js';
import type { CueSeries, HedgingScheme } from '../stages/hedging/annotation.js';
import { type Annotations, loadPlan, planStages } from '../stages/plan.js';
import { annotateAccurately, leftOut } from './encoder-tier.js';
import type {
  Annotate,
  EvaluationOptions,
  EvaluationTask,
  GoldRow,
  ResultRow,
  TaskOutput,
} from './evaluation.js';
import { checkGoldRow } from './evaluation.js';
import {
  codedSeries,
  type Decision,
  documentsOf,
  goldDecision,
  type HedgeRow,
  hedgeRowSchema,
  predictionRow,
  type ScoredCue,
  type ScoredHedges,
  stageDecision,
} from './hedges-gold.js';
import {
  accuracyResult,
  costliestErrors,
  cueResults,
  sentenceResult,
  typeConfusion,
  typeResults,
} from './hedges-scores.js';
import { crossValidated, lexiconAlone, tfidfSentences, trainedRows } from './hedges-systems.js';

const schemeOf = (options: EvaluationOptions): HedgingScheme =>
  (options.scheme ?? 'commentary') as HedgingScheme;

/** A file with a larger share of training rows is cross-validated whole; single sentences may stand in several texts. */
const TRAINED_SHARE = 0.1;

/** Hedge cues and uncertain sentences. */
export const hedgesTask: EvaluationTask = {
  name: 'hedges',
  description:
    'Uncertain sentences and hedge cues: {"id","text","uncertain","cues":[{"start","end","type"(,"voice")}]}, offsets in code points; `cues` may be absent.',
  stages: ['hedging'],
  stageOptions: (options) => ({ hedging: { scheme: schemeOf(options) } }),
  check(row, line, file) {
    return checkGoldRow(hedgeRowSchema, row, hedgesTask, { line, file });
  },
  async run(rows, annotate, options): Promise<TaskOutput> {
    const scheme = schemeOf(options);
    const documents = documentsOf(rows);
    const trained = trainedRows(rows, scheme);
    const series = codedSeries(rows as readonly HedgeRow[]);
    const others = series.filter((one) => one !== 'hedge');
    const refit = trained > TRAINED_SHARE * rows.length;
    const annotations: Annotations[] = [];
    for (const { id, text } of rows) annotations.push(await annotate(text, id));
    const stage = annotations.map((one) => stageDecision(one, scheme, series));
    const decisions = refit
      ? refitted(rows, scheme, documents, options, annotations).map((decision, i) => ({
          ...decision,
          cues: [...decision.cues, ...cuesOf(stage[i]!, others)].sort((a, b) => a.start - b.start),
        }))
      : stage;
    const asked = options.model === 'accurate';
    const accurate =
      scheme === 'commentary' && !refit
        ? await annotateAccurately(asked, ['hedging'], {
            hedging: { model: 'accurate' },
            attribution: { model: 'accurate' },
          })
        : { value: null, missing: null };
    const withEncoder: Decision[] = [];
    if (accurate.value !== null)
      for (const { id, text } of rows)
        withEncoder.push(stageDecision(await accurate.value(text, id), scheme, series));
    const accurateHedges = ofTypes(
      accurate.value === null ? [] : pair(rows, documents, withEncoder),
      (type) => !(others as readonly string[]).includes(type),
    );
    const everything = pair(rows, documents, decisions);
    const system = refit ? 'hedgerow, cross-validated' : 'hedgerow';
    const scored = ofTypes(everything, (type) => !(others as readonly string[]).includes(type));
    const hasCues = rows.some((row) => (row as HedgeRow).cues !== undefined);
    const typed = scheme === 'conll' ? [] : typesIn(scored);
    const hedgeResults = async (): Promise<ResultRow[]> => {
      const lexicon = pair(rows, documents, lexiconAlone(rows));
      return [
        sentenceResult(system, scored, options),
        ...(hasCues ? cueResults(system, scored, options) : []),
        ...typeResults(system, scored, typed, options),
        ...(typed.length > 0 ? [accuracyResult(system, scored, 'type', options)] : []),
        ...(scheme === 'commentary' ? await voiceResults(rows, documents, scored, options) : []),
        ...(accurate.value === null ? [] : accurateResults(accurateHedges, typed, hasCues, options)),
        sentenceResult('lexicon alone', lexicon, options),
        ...(hasCues ? cueResults('lexicon alone', lexicon, options) : []),
        ...(scheme === 'commentary' ? [accuracyResult('lexicon alone', lexicon, 'type', options)] : []),
        sentenceResult(
          'TF-IDF + logistic regression',
          pair(rows, documents, tfidfSentences(rows, documents, options)),
          options,
        ),
      ];
    };
    return {
      predictions: rows.map((row, i) =>
        predictionRow(row, (asked && accurate.value !== null ? withEncoder : decisions)[i]!),
      ),
      evaluation: {
        task: 'hedges',
        rows: rows.length,
        documents: new Set(documents).size,
        results: [
          ...(series.includes('hedge') ? await hedgeResults() : []),
          ...others.flatMap((one) =>
            cueResults(
              system,
              ofTypes(everything, (type) => type === one),
              options,
              `${one}: `,
            ),
          ),
        ],
        confusions: typed.length > 0 ? [typeConfusion(scored, typed)] : [],
        errors: costliestErrors(everything),
        notes: [
          ...notesOf(scheme, trained, refit, options, series),
          ...(accurate.missing === null ? [] : [leftOut(accurate.missing)]),
          ...(scheme === 'commentary' && refit
            ? [
                'The accurate model is left out: the encoder learned from most of these rows; MODEL.md has its figures on passages left out.',
              ]
            : []),
        ],
      },
    };
  },
};

/** What the accurate model, with the voices of the accurate attributions, scores. */
function accurateResults(
  scored: readonly ScoredHedges[],
  typed: readonly string[],
  hasCues: boolean,
  options: EvaluationOptions,
): ResultRow[] {
  const system = 'hedgerow, accurate';
  return [
    sentenceResult(system, scored, options),
    ...(hasCues ? cueResults(system, scored, options) : []),
    ...typeResults(system, scored, typed, options),
    ...(typed.length > 0 ? [accuracyResult(system, scored, 'type', options)] : []),
    ...(scored.some(({ gold }) => gold.cues.some(({ voice }) => voice !== null))
      ? [accuracyResult(system, scored, 'voice', options)]
      : []),
  ];
}

const cuesOf = (decision: Decision, types: readonly string[]): readonly ScoredCue[] =>
  decision.cues.filter(({ type }) => types.includes(type));

/** The same rows with the cues of some types only. */
function ofTypes(scored: readonly ScoredHedges[], wanted: (type: string) => boolean): ScoredHedges[] {
  const keep = (decision: Decision): Decision => ({
    ...decision,
    cues: decision.cues.filter(({ type }) => wanted(type)),
  });
  return scored.map((row) => ({ ...row, gold: keep(row.gold), predicted: keep(row.predicted) }));
}

function refitted(
  rows: readonly GoldRow[],
  scheme: HedgingScheme,
  documents: readonly string[],
  options: EvaluationOptions,
  annotations: readonly Annotations[],
): Decision[] {
  const classes = new Set(rows.map((row) => row.uncertain));
  if (new Set(documents).size < 25 || classes.size < 2)
    throw new UserError({
      what: 'the shipped model was trained on rows of this gold file',
      why: 'they are too few, or of one label, to fit it anew without them',
      remedy: 'Give the whole file, which is then cross-validated, or rows that the model has not seen.',
    });
  return crossValidated(rows, scheme, documents, options.seed, annotations);
}

function pair(
  rows: readonly GoldRow[],
  documents: readonly string[],
  decisions: readonly Decision[],
): ScoredHedges[] {
  return rows.map((row, i) => ({
    id: row.id,
    document: documents[i]!,
    text: row.text,
    gold: goldDecision(row as HedgeRow),
    predicted: decisions[i]!,
  }));
}

function typesIn(scored: readonly ScoredHedges[]): string[] {
  const types = scored.flatMap(({ gold, predicted }) =>
    [...gold.cues, ...predicted.cues].map(({ type }) => type),
  );
  return [...new Set(types)].sort();
}

async function stageDecisions(
  rows: readonly GoldRow[],
  annotate: Annotate,
  scheme: HedgingScheme,
): Promise<Decision[]> {
  const decisions: Decision[] = [];
  for (const { id, text } of rows) decisions.push(stageDecision(await annotate(text, id), scheme));
  return decisions;
}

/** Voice follows from the attributions: by the learned tagger, which is the default, and by its rules alone. */
async function voiceResults(
  rows: readonly GoldRow[],
  documents: readonly string[],
  scored: readonly ScoredHedges[],
  options: EvaluationOptions,
) {
  if (!scored.some(({ gold }) => gold.cues.some(({ voice }) => voice !== null))) return [];
  const byMethod = async (method: string): Promise<ReturnType<typeof accuracyResult>> => {
    const plan = { hedging: { scheme: 'commentary' }, attribution: { method } };
    const annotate = await loadPlan(planStages({ stageOptions: plan, stages: ['hedging'] }));
    const decisions = await stageDecisions(
      rows,
      (text, id) => annotate(plainDocument(id, text)),
      'commentary',
    );
    return accuracyResult(
      `hedgerow, attribution by ${method}`,
      pair(rows, documents, decisions),
      'voice',
      options,
    );
  };
  return [accuracyResult('hedgerow', scored, 'voice', options), await byMethod('rules')];
}

function notesOf(
  scheme: HedgingScheme,
  trained: number,
  refit: boolean,
  options: EvaluationOptions,
  series: readonly CueSeries[],
): string[] {
  if (!series.includes('hedge'))
    return [`Coded in this file: ${series.join(', ')}; what else the stage finds is not scored.`];
  const notes = [
    `Scheme ${scheme}. A row is one sentence or passage; it is uncertain when any part of it is.`,
  ];
  notes.push(
    'Lexicon alone: every hedge of the default lexicon wherever its words stand, context not asked.',
  );
  notes.push(
    `TF-IDF + logistic regression: words and pairs, classes balanced, ${options.baselineTrain === undefined ? 'cross-validated by document on this file' : 'fitted on the file given'}.`,
  );
  if (refit)
    notes.push(
      'The shipped model was trained on these rows: the scores come from cross-validation by document in five folds, the model fitted anew without the fold' +
        (scheme === 'conll'
          ? ', penalty and threshold chosen by cross-validation within the other folds.'
          : '.'),
    );
  else if (trained > 0)
    notes.push(
      `${trained} rows have the same text as a training row of the model; they are scored with the rest.`,
    );
  if (scheme === 'commentary')
    notes.push(
      'Where this is the commentary gold: its labels come from language-model readers under its codebook, not from people. The classifier was fitted on its train part, half of whose passages were read while candidates were listed; the rules were written with its dev part in view.',
    );
  return notes;
}
