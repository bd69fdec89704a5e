// Trains the tagger: its words and tables, thresholds from held-out folds, weights from all documents.
import { seededRandom } from '../../base/random.js';
import { FeatureExtractor, MARGIN, TABLES, WINDOW } from '../../stages/attribution/features.js';
import { K } from '../../stages/attribution/labels.js';
import type { AttributionLexicon } from '../../stages/attribution/lexicon.js';
import type { Quotation } from '../../stages/attribution/quotations.js';
import { type AttributionModel, quantise } from '../../stages/attribution/tagger-model.js';
import { WordFacts } from '../../stages/attribution/word-facts.js';
import type { TokenisedDocument } from '../../stages/tokenising/annotation.js';
import { fitChain, marginalsOf, type Sequence } from '../learners/crf.js';
import { groupFolds } from '../learners/folds.js';

/** Chosen on polnear.dev, which no weight is fitted on: slow steps, or the chain learns its texts by heart. */
const SETTINGS = {
  epochs: 8,
  rate: 0.02,
  slowing: 0.9,
  decay: 1e-4,
  dropout: 0.1,
  squares: { weights: 0.1, transitions: 1 },
  negligible: { token: 1e-3 },
} as const;
const MINIMUM_COUNT = 4;
const MINIMUM_ENDING_COUNT = 30;
const FREQUENT = 150;
const FOLDS = 3;

/** A document with its quotations and the label of each token. */
export interface TaggedDocument {
  readonly id: string;
  readonly d: TokenisedDocument;
  readonly quotations: readonly Quotation[];
  readonly labels: Uint8Array;
}

export interface TrainedTagger extends AttributionModel {
  /** K marginals for each token of all documents, from a tagger that was not trained on its document. */
  readonly unseen: Float32Array;
}

export function trainTagger(
  documents: readonly TaggedDocument[],
  vocabulary: TokenisedDocument['vocabulary'],
  lexicon: AttributionLexicon,
): TrainedTagger {
  const counts = new Map<string, number>();
  const endingCounts = new Map<string, number>();
  const cueCounts = new Map<string, number>();
  const add = (map: Map<string, number>, key: string): void => {
    map.set(key, (map.get(key) ?? 0) + 1);
  };
  for (const { d, labels } of documents) {
    for (let i = 0; i < d.tokenCount; i++) {
      const word = vocabulary.wordOf(d.word[i]!);
      add(counts, word);
      if (word.length >= 5) add(endingCounts, word.slice(-3));
      if (labels[i] === 2) add(cueCounts, word);
    }
  }
  const byCount = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word);
  const words = byCount.filter((word) => counts.get(word)! >= MINIMUM_COUNT);
  const endings = [...endingCounts]
    .filter(([, n]) => n >= MINIMUM_ENDING_COUNT)
    .map(([ending]) => ending)
    .sort();
  const frequent = byCount.slice(0, FREQUENT);
  // A word that is part of a cue in a fifth of its places, and more than twice, may start the model.
  const triggers = [...cueCounts]
    .filter(([word, n]) => n >= 3 && n / counts.get(word)! >= 0.2)
    .map(([word]) => word)
    .sort();

  const known = { words, endings, frequent, triggers };
  const facts = new WordFacts(vocabulary, lexicon, known);
  const features = new FeatureExtractor(known, facts);
  const T = WINDOW + TABLES;
  const tokens = documents.reduce((sum, { d }) => sum + d.tokenCount, 0);
  const index = new Int32Array(tokens * T);
  const label = new Uint8Array(tokens);
  const start: number[] = [];
  const documentOf: number[] = [];
  let at = 0;
  documents.forEach(({ d, quotations, labels }, k) => {
    const rows = new Int32Array(d.tokenCount + 2 * MARGIN);
    const others = new Int32Array(d.tokenCount * TABLES);
    facts.prepare(d);
    let q = 0;
    for (let p = 0; p < d.paragraphCount; p++) {
      const first = d.sentenceStart[d.paragraphStart[p]!]!;
      const after = d.sentenceStart[d.paragraphStart[p + 1]!]!;
      const from = q;
      while (q < quotations.length && quotations[q]!.open < after) q++;
      features.extract(d, quotations, from, q, first, after, rows, others);
      for (let i = 0; i < after - first; i++) {
        const to = (at + first + i) * T;
        for (let m = 0; m < WINDOW; m++) index[to + m] = rows[i + m]! + m * K;
        index.set(others.subarray(i * TABLES, (i + 1) * TABLES), to + WINDOW);
      }
      start.push(at + first);
      documentOf.push(k);
    }
    label.set(labels, at);
    at += d.tokenCount;
  });
  start.push(tokens);
  // Every token has the same number of features, so that one ramp says where those of any sequence begin.
  const ramp = Uint32Array.from({ length: tokens + 1 }, (_, t) => t * T);
  const sequences: Sequence[] = documentOf.map((_, s) => {
    const [from, after] = [start[s]!, start[s + 1]!];
    return {
      features: index.subarray(from * T, after * T),
      first: ramp.subarray(0, after - from + 1),
      labels: label.subarray(from, after),
    };
  });
  const form = { labels: K, features: features.size, boundaries: false };
  console.log(`${documents.length} documents, ${tokens} tokens, ${features.size} features in ${T} tables`);

  // Thresholds come from documents that each fold's model has not seen.
  const folds = groupFolds(
    documents.map(({ id }) => id),
    FOLDS,
    'attribution',
  );
  const unseen = new Float32Array(tokens * K);
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = fitChain(
      sequences.filter((_, s) => folds[documentOf[s]!] !== fold),
      form,
      { ...SETTINGS, random: seededRandom(`attribution ${fold}`) },
    );
    sequences.forEach((sequence, s) => {
      if (folds[documentOf[s]!] === fold) unseen.set(marginalsOf(model, sequence), start[s]! * K);
    });
  }
  const thresholds = [1, 2, 3].map((role) => {
    let best = { threshold: 0.5, f1: 0 };
    for (let threshold = 0.25; threshold < 0.6; threshold += 0.01) {
      let hits = 0;
      let found = 0;
      let gold = 0;
      for (let i = 0; i < tokens; i++) {
        const predicted = unseen[i * K + role]! >= threshold;
        if (predicted) found++;
        if (label[i] === role) {
          gold++;
          if (predicted) hits++;
        }
      }
      const f1 = (2 * hits) / (found + gold);
      if (f1 > best.f1) best = { threshold, f1 };
    }
    console.log(
      `role ${role}: threshold ${best.threshold.toFixed(2)}, cross-validated token F1 ${best.f1.toFixed(4)}`,
    );
    return Number(best.threshold.toFixed(2));
  });

  const model = fitChain(sequences, form, { ...SETTINGS, random: seededRandom('attribution') });
  const { bytes, unit } = quantise(model.weights);
  const header: AttributionModel['header'] = {
    sizes: features.sizes,
    unit,
    transition: [...model.transitions].map((w) => Number(w.toPrecision(6))),
    thresholds,
    triggers,
    frequent,
    endings,
    words,
  };
  return { header, weights: bytes, unseen };
}
