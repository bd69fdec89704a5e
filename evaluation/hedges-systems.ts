/** The systems that the task `hedges` can score. */
import { hashText } from '../base/random.js';
import type { HedgingScheme } from '../stages/hedging/annotation.js';
import { cueFinder } from '../stages/hedging/candidates.js';
import { loadConllModel } from '../stages/hedging/conll.js';
import { loadCommentaryModel } from '../stages/hedging/cue-model.js';
import { defaultLexicon } from '../stages/hedging/lexicon.js';
import type { HashedLinearModel } from '../stages/hedging/linear-model.js';
import { loadSzegedModel, szegedTagger } from '../stages/hedging/szeged.js';
import type { Annotations } from '../stages/plan.js';
import { voiceOf } from '../stages/voice.js';
import { crossValidatedCues } from '../training/hedging/commentary.js';
import { goldTokeniser, type HedgeGoldRow } from '../training/hedging/gold.js';
import { nestedCrossValidation } from '../training/hedging/nested.js';
import { fitSzeged } from '../training/hedging/szeged.js';
import { groupFolds } from '../training/learners/folds.js';
import { fitLogisticRegression, predictProbabilities } from '../training/learners/logistic-regression.js';
import { fitTfidf } from '../training/learners/tfidf.js';
import type { EvaluationOptions, GoldRow } from './evaluation.js';
import type { Decision } from './hedges-gold.js';

const asHedgeRows = (rows: readonly GoldRow[]): HedgeGoldRow[] => rows as (GoldRow & HedgeGoldRow)[];

const MODELS: Readonly<Record<HedgingScheme, () => HashedLinearModel>> = {
  commentary: loadCommentaryModel,
  szeged: loadSzegedModel,
  conll: loadConllModel,
};

/** How many of the rows a scheme's shipped model was trained on. */
export function trainedRows(rows: readonly GoldRow[], scheme: HedgingScheme): number {
  const { header } = MODELS[scheme]();
  const known = new Set(header.fingerprint);
  return rows.filter(({ text }) => known.has(hashText(text))).length;
}

/** Decisions on rows that the shipped model was trained on, each by a model fitted on the other folds. */
export function crossValidated(
  rows: readonly GoldRow[],
  scheme: HedgingScheme,
  documents: readonly string[],
  seed: number,
  annotations: readonly Annotations[],
): Decision[] {
  const { vocabulary, tokenise } = goldTokeniser();
  const tokenised = tokenise(asHedgeRows(rows));
  if (scheme === 'commentary')
    return crossValidatedCues(tokenised, vocabulary, documents, seed).map((matches, i) => {
      const { document } = tokenised[i]!;
      const attribution = annotations[i]!.attribution!;
      const cues = matches.map(({ first, after, type, probability }) => ({
        start: document.start[first]!,
        end: document.end[after - 1]!,
        type: type ?? 'none',
        voice: voiceOf(attribution, first),
        confidence: probability ?? 1,
      }));
      return { uncertain: cues.length > 0, probability: null, cues };
    });
  if (scheme === 'conll') {
    const { probability, uncertain } = nestedCrossValidation(tokenised, vocabulary, documents, { seed });
    return rows.map((_, i) => ({ uncertain: uncertain[i]!, probability: probability[i]!, cues: [] }));
  }
  const folds = Math.min(5, new Set(documents).size);
  const foldOf = groupFolds(documents, folds, seed);
  const decisions = new Array<Decision>(rows.length);
  for (let fold = 0; fold < folds; fold++) {
    const { model } = fitSzeged(
      tokenised.filter((_, i) => foldOf[i] !== fold),
      vocabulary,
    );
    const tag = szegedTagger(model, vocabulary);
    tokenised.forEach(({ document }, i) => {
      if (foldOf[i] !== fold) return;
      const cues = tag(document).map(({ first, after, type, probability }) => ({
        start: document.start[first]!,
        end: document.end[after - 1]!,
        type,
        voice: null,
        confidence: probability,
      }));
      decisions[i] = { uncertain: cues.length > 0, probability: null, cues };
    });
  }
  return decisions;
}

/** Every hedge of the default lexicon wherever its words stand, no context asked. */
export function lexiconAlone(rows: readonly GoldRow[]): Decision[] {
  const { vocabulary, tokenise } = goldTokeniser();
  const lexicon = defaultLexicon();
  const entries = lexicon.entries
    .filter(({ series }) => series === 'hedge')
    .map((entry) => ({ ...entry, when: [] }));
  const find = cueFinder({ ...lexicon, entries }, vocabulary, null);
  return tokenise(asHedgeRows(rows)).map(({ document }) => {
    const cues = find(document).map(({ entry, first, after }) => ({
      start: document.start[first]!,
      end: document.end[after - 1]!,
      type: entry.type ?? 'none',
      voice: null,
      confidence: 1,
    }));
    return { uncertain: cues.length > 0, probability: null, cues };
  });
}

/** TF-IDF with balanced logistic regression over whole rows, cross-validated by document or fitted on `baselineTrain`. */
export function tfidfSentences(
  rows: readonly GoldRow[],
  documents: readonly string[],
  options: EvaluationOptions,
): Decision[] {
  const { baselineTrain } = options;
  const decisions = rows.map((): Decision => ({ uncertain: false, probability: 0, cues: [] }));
  const folds = baselineTrain === undefined ? Math.min(5, new Set(documents).size) : 1;
  const foldOf = groupFolds(documents, folds, options.seed);
  for (let fold = 0; fold < folds; fold++) {
    const train = baselineTrain ?? rows.filter((_, i) => foldOf[i] !== fold);
    const y = train.map((row) => Number(row.uncertain));
    if (new Set(y).size < 2) continue;
    const vectoriser = fitTfidf(train.map(({ text }) => text));
    const held = rows.flatMap((_, i) => (foldOf[i] === fold ? [i] : []));
    const p = predictProbabilities(
      fitLogisticRegression(vectoriser.transform(train.map(({ text }) => text)), y, 2, {
        classWeight: 'balanced',
      }),
      vectoriser.transform(held.map((i) => rows[i]!.text)),
    );
    held.forEach((i, k) => {
      decisions[i] = { uncertain: p[2 * k + 1]! >= 0.5, probability: p[2 * k + 1]!, cues: [] };
    });
  }
  return decisions;
}
