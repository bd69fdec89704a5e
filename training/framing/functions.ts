/** Trains what judges sentences for frame functions, from passages whose clearest sentences are coded. */

import { plainDocument } from '../../corpora/document.js';
import { stem } from '../../language/en/stem.js';
import { codePoints } from '../../stages/code-points.js';
import { HitWeights } from '../../stages/framing/hit-weights.js';
import { loadCodebook, SHIPPED_CODEBOOKS } from '../../stages/framing/load-codebook.js';
import { CueMatcher } from '../../stages/framing/matcher.js';
import { FORMS, SentenceFeatures, type SentenceModel } from '../../stages/framing/sentence-scorer.js';
import { termOf } from '../../stages/framing/terms.js';
import { loadPlan, planStages } from '../../stages/plan.js';
import { FLAG } from '../../stages/tokenising/annotation.js';
import { Tokeniser } from '../../stages/tokenising/tokenise.js';
import { Wink } from '../../stages/tokenising/wink.js';
import { Vocabulary } from '../../stages/vocabulary.js';
import { sparseMatrix } from '../learners/sparse-matrix.js';
import type { CodedPassage } from './coded-commentary.js';
import { fitFrame, margins, plattScaling } from './fit-frame.js';

/** Weight of the likelihood against the penalty; terms of fewer sentences than this are left out. */
const C = 0.03;
const LEAST_SENTENCES = 4;

/** The sentences of coded passages, as features, with the functions that coders gave them. */
export interface CodedSentences {
  readonly functions: readonly string[];
  /** By sentence: its passage, its place there, its terms, its form and the densities of cues. */
  readonly passage: readonly number[];
  readonly sentence: readonly number[];
  readonly terms: readonly (readonly string[])[];
  readonly forms: readonly Float64Array[];
  readonly cues: readonly Float64Array[];
  readonly cueNames: readonly string[];
  /** By function, 1 for each sentence coded so. */
  readonly positive: readonly Uint8Array[];
  /** By passage, its words and its sentences. */
  readonly words: readonly number[];
}

/** Counts the sentences of passages. A coded span gives its function to the sentences that it mostly covers. */
export async function codedSentences(passages: readonly CodedPassage[]): Promise<CodedSentences> {
  // As the stage counts them: the codebook of functions first, then the others.
  const codebooks = ['functions', ...SHIPPED_CODEBOOKS.filter((name) => name !== 'functions')].map(
    loadCodebook,
  );
  const functions = codebooks[0]!.frames.map(({ name }) => name);
  const vocabulary = new Vocabulary();
  const matcher = new CueMatcher(codebooks, vocabulary);
  const hitWeights = new HitWeights(matcher, codebooks);
  const features = new SentenceFeatures(matcher, vocabulary);
  vocabulary.seal();
  const tokeniser = new Tokeniser(new Wink(), vocabulary);
  const attribute = await loadPlan(planStages({ stages: ['attribution'] }));
  const found = {
    passage: [] as number[],
    sentence: [] as number[],
    terms: [] as string[][],
    forms: [] as Float64Array[],
    cues: [] as Float64Array[],
    positive: functions.map((): number[] => []),
    words: [] as number[],
  };
  for (const [p, { id, text, entman }] of passages.entries()) {
    const { attribution } = await attribute(plainDocument(id, text));
    const doc = tokeniser.tokenise(text);
    const hits = matcher.find(doc);
    hitWeights.weigh(doc, attribution!, hits);
    const points = codePoints(text);
    found.words.push(doc.word_count);
    let hit = 0;
    for (let s = 0; s < doc.sentenceCount; s++) {
      hit = features.fill(doc, attribution!, s, hits, hitWeights, hit);
      const { start, end } = doc.sentences[s]!;
      const terms: string[] = [];
      for (let i = doc.sentenceStart[s]!; i < doc.sentenceStart[s + 1]!; i++) {
        if ((doc.flags[i]! & FLAG.word) === 0) continue;
        const term = termOf(vocabulary.wordOf(doc.word[i]!), stem);
        if (term !== '') terms.push(term);
        if (term !== '' && i === doc.sentenceStart[s]) terms.push(`^${term}`);
      }
      found.passage.push(p);
      found.sentence.push(s);
      found.terms.push(terms);
      found.forms.push(Float64Array.from(features.forms));
      found.cues.push(Float64Array.from(features.cues));
      functions.forEach((name, f) => {
        const has = entman.some((span) => {
          const covered =
            Math.min(end, points.toUtf16(span.end)) - Math.max(start, points.toUtf16(span.start));
          return span.function === name && 2 * covered > end - start;
        });
        found.positive[f]!.push(has ? 1 : 0);
      });
    }
  }
  return {
    ...found,
    functions,
    cueNames: codebooks.flatMap(({ name, frames }) => frames.map((frame) => `${name}:${frame.name}`)),
    positive: found.positive.map((has) => Uint8Array.from(has)),
  };
}

interface Fitted {
  readonly terms: readonly string[];
  /** By function: weights of terms, cues, forms, and last the bias. */
  readonly weights: readonly Float64Array[];
}

function rowsOf(coded: CodedSentences, rows: readonly number[], terms: ReadonlyMap<string, number>) {
  const cueCount = coded.cueNames.length;
  const width = terms.size + cueCount + FORMS.length;
  return sparseMatrix(
    rows.map((r) => {
      const counts = new Map<number, number>();
      for (const term of coded.terms[r]!) {
        const id = terms.get(term);
        if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
      }
      const row: [number, number][] = [...counts].sort(([a], [b]) => a - b);
      coded.cues[r]!.forEach((value, c) => {
        if (value !== 0) row.push([terms.size + c, value]);
      });
      coded.forms[r]!.forEach((value, k) => {
        if (value !== 0) row.push([terms.size + cueCount + k, value]);
      });
      return row;
    }),
    width,
  );
}

function fitSentences(coded: CodedSentences, rows: readonly number[]): Fitted {
  const frequency = new Map<string, number>();
  for (const r of rows)
    for (const term of new Set(coded.terms[r]!)) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  const terms = [...frequency]
    .filter(([, n]) => n >= LEAST_SENTENCES)
    .map(([term]) => term)
    .sort();
  const x = rowsOf(coded, rows, new Map(terms.map((term, t) => [term, t])));
  return {
    terms,
    weights: coded.positive.map((has) =>
      fitFrame(
        x,
        Uint8Array.from(rows, (r) => has[r]!),
        { c: C, loss: 'logistic' },
      ),
    ),
  };
}

/** Margins of the rows, by function. */
function scored(coded: CodedSentences, { terms, weights }: Fitted, rows: readonly number[]): Float64Array[] {
  const x = rowsOf(coded, rows, new Map(terms.map((term, t) => [term, t])));
  return weights.map((own) => margins(x, own));
}

export interface CrossValidatedSentences {
  /** By function and sentence: the probability by a model that had not seen the passage. */
  readonly probability: readonly Float64Array[];
  /** By function, the probability from which on a sentence is called so, chosen out of fold: see `sureThreshold`. */
  readonly thresholds: readonly number[];
  readonly microF1: number;
  readonly precision: number;
  readonly recall: number;
  readonly scaling: readonly (readonly [number, number])[];
}

/** Sentences judged by models fitted on the passages of the other folds. */
export function crossValidateSentences(
  coded: CodedSentences,
  foldOf: (passage: number) => number,
): CrossValidatedSentences {
  const all = coded.passage.map((_, r) => r);
  const margin = coded.functions.map(() => new Float64Array(all.length));
  for (const fold of [...new Set(coded.passage.map(foldOf))].sort()) {
    const test = all.filter((r) => foldOf(coded.passage[r]!) === fold);
    const model = fitSentences(
      coded,
      all.filter((r) => foldOf(coded.passage[r]!) !== fold),
    );
    scored(coded, model, test).forEach((own, f) => {
      own.forEach((value, i) => {
        margin[f]![test[i]!] = value;
      });
    });
  }
  const scaling = margin.map((own, f) => plattScaling(own, coded.positive[f]!));
  const probability = margin.map((own, f) =>
    own.map((m) => 1 / (1 + Math.exp(-(scaling[f]![0] * m + scaling[f]![1])))),
  );
  const thresholds = probability.map((own, f) => sureThreshold(own, coded.positive[f]!, coded.passage));
  return { probability, scaling, thresholds, ...microOf(coded, probability, thresholds) };
}

/** What F1 by sentence may lose for surer evidence, and the share of the passages with a function that must keep a sentence. */
const LOSS = 0.01;
const KEPT = 0.72;

/**
 * The highest threshold that costs little F1 and leaves most passages that were coded with the function a sentence. F1 is flat
 * about its best: there precision can be had for next to nothing, and what is shown as evidence is read by people.
 */
export function sureThreshold(
  probability: Float64Array,
  positive: Uint8Array,
  passage: readonly number[],
): number {
  const ordered = [...probability.keys()].sort((a, b) => probability[b]! - probability[a]!);
  const total = positive.reduce((a, b) => a + b, 0);
  const coded = new Set(passage.filter((_, r) => positive[r] === 1));
  const kept = new Set<number>();
  let tp = 0;
  const f1 = new Float64Array(ordered.length);
  const share = new Float64Array(ordered.length);
  ordered.forEach((r, i) => {
    tp += positive[r]!;
    if (coded.has(passage[r]!)) kept.add(passage[r]!);
    f1[i] = (2 * tp) / (i + 1 + total);
    share[i] = kept.size / Math.max(1, coded.size);
  });
  let best = 0;
  f1.forEach((value, i) => {
    if (value > f1[best]!) best = i;
  });
  let at = best;
  for (let i = 0; i < best; i++)
    if (f1[i]! >= f1[best]! - LOSS && share[i]! >= KEPT) {
      at = i;
      break;
    }
  return Number(probability[ordered[at]!]!.toFixed(4));
}

function microOf(
  { positive }: CodedSentences,
  probability: readonly Float64Array[],
  thresholds: readonly number[],
): Pick<CrossValidatedSentences, 'microF1' | 'precision' | 'recall'> {
  let tp = 0;
  let said = 0;
  let coded = 0;
  probability.forEach((own, f) => {
    own.forEach((p, r) => {
      const yes = p >= thresholds[f]! ? 1 : 0;
      said += yes;
      coded += positive[f]![r]!;
      tp += yes * positive[f]![r]!;
    });
  });
  return { precision: tp / Math.max(1, said), recall: tp / coded, microF1: (2 * tp) / (said + coded) };
}

/** The model fitted on all sentences, its margins scaled to probabilities as out of fold. */
export function fitSentenceModel(
  coded: CodedSentences,
  { scaling, thresholds }: Pick<CrossValidatedSentences, 'scaling' | 'thresholds'>,
): SentenceModel {
  const { terms, weights } = fitSentences(
    coded,
    coded.passage.map((_, r) => r),
  );
  const width = coded.functions.length;
  const cueCount = coded.cueNames.length;
  const block = (from: number, length: number): Float32Array =>
    Float32Array.from({ length: length * width }, (_, i) => {
      const f = i % width;
      return scaling[f]![0] * weights[f]![from + Math.floor(i / width)]!;
    });
  const bias = terms.length + cueCount + FORMS.length;
  return {
    frames: coded.functions.map((frame, f) => ({
      frame,
      bias: Number((scaling[f]![0] * weights[f]![bias]! + scaling[f]![1]).toPrecision(7)),
      threshold: thresholds[f]!,
    })),
    terms,
    cues: coded.cueNames,
    termWeight: block(0, terms.length),
    cueWeight: block(terms.length, cueCount),
    formWeight: block(terms.length + cueCount, FORMS.length),
  };
}
