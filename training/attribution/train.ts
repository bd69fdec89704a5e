import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fromPackageRoot } from '../../base/package-root.js';
import { seededRandom } from '../../base/random.js';
import { FeatureExtractor, MARGIN, TABLES, WINDOW } from '../../stages/attribution/features.js';
import { K } from '../../stages/attribution/labels.js';
import { loadLexicon } from '../../stages/attribution/lexicon.js';
import { QuotationFinder } from '../../stages/attribution/quotations.js';
import { AttributionTagger } from '../../stages/attribution/tagger.js';
import {
  MODEL_PATH,
  type ModelHeader,
  quantise,
  WEIGHTS_PATH,
} from '../../stages/attribution/tagger-model.js';
import { WordFacts } from '../../stages/attribution/word-facts.js';
import { Tokeniser } from '../../stages/tokenising/tokenise.js';
import { Wink } from '../../stages/tokenising/wink.js';
import { Vocabulary } from '../../stages/vocabulary.js';
import { groupFolds } from '../learners/folds.js';
import { fitChain, predictChain, type TaggedSequences } from './crf.js';
import { readRows, tokenLabels } from './gold.js';
import { RelationExamples } from './relation-examples.js';
import { trainRelations } from './train-relations.js';

/** Chosen on polnear.dev, which no weight is fitted on: slow steps, or the chain learns its texts by heart. */
const SETTINGS = { epochs: 8, rate: 0.02, decay: 1e-4, dropout: 0.1 } as const;
const MINIMUM_COUNT = 4;
const MINIMUM_ENDING_COUNT = 30;
const FREQUENT = 150;
const FOLDS = 3;

const { values } = parseArgs({
  options: {
    gold: { type: 'string' },
    out: { type: 'string', default: fromPackageRoot('.') },
  },
});
if (values.gold === undefined) {
  console.error('usage: node dist/training/attribution/train.js --gold FOLDER [--out FOLDER]');
  process.exit(2);
}

const vocabulary = new Vocabulary();
const tokeniser = new Tokeniser(new Wink(), vocabulary);
const lexicon = loadLexicon();
const finder = new QuotationFinder(vocabulary);
const rows = readRows(join(values.gold, 'attribution/polnear.train.jsonl'));
const documents = rows.map((row) => {
  const d = tokeniser.tokenise(row.text);
  return { d, quotations: finder.find(d), labels: tokenLabels(d, row) };
});

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
const data: TaggedSequences = {
  templates: T,
  features: features.size,
  index,
  label,
  start: Uint32Array.from(start),
};
const sequences = documentOf.map((_, s) => s);
console.log(`${documents.length} documents, ${tokens} tokens, ${features.size} features in ${T} tables`);

// Thresholds come from documents that each fold's model has not seen.
const folds = groupFolds(
  rows.map(({ id }) => id),
  FOLDS,
  'attribution',
);
const unseen = new Float32Array(tokens * K);
for (let fold = 0; fold < FOLDS; fold++) {
  const model = fitChain(
    data,
    sequences.filter((s) => folds[documentOf[s]!] !== fold),
    { ...SETTINGS, random: seededRandom(`attribution ${fold}`) },
  );
  predictChain(
    model,
    data,
    sequences.filter((s) => folds[documentOf[s]!] === fold),
    unseen,
  );
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

const model = fitChain(data, sequences, { ...SETTINGS, random: seededRandom('attribution') });
const { bytes, unit } = quantise(model.weight);
const header: ModelHeader = {
  format: 'hedgerow-attribution-2',
  sizes: features.sizes,
  unit,
  transition: [...model.transition].map((w) => Number(w.toPrecision(6))),
  thresholds,
  triggers,
  frequent,
  endings,
  words,
};
writeFileSync(join(values.out, WEIGHTS_PATH), bytes);
writeFileSync(join(values.out, MODEL_PATH), `${JSON.stringify(header)}\n`);
console.log(`${bytes.length} weights, ${words.length} words, ${triggers.length} triggers`);

// The relation models see of news what a tagger thinks of documents it was not trained on, as it will in use.
const examples = new RelationExamples(vocabulary, lexicon, facts);
let token = 0;
const newsDocuments = documents.map(({ d, quotations }, k) => {
  const probability = unseen.subarray(token * K, (token + d.tokenCount) * K);
  token += d.tokenCount;
  return examples.read(rows[k]!, d, quotations, {
    probability,
    ran: new Uint8Array(d.paragraphCount).fill(1),
  });
});
const tagger = new AttributionTagger({ header, weights: bytes }, facts);
const opinionDocuments = readRows(join(values.gold, 'attribution/commentary.train.jsonl')).map((row) => {
  const d = tokeniser.tokenise(row.text);
  const quotations = finder.find(d);
  facts.prepare(d);
  const { probability, ran } = tagger.tag(d, quotations);
  return examples.read(row, d, quotations, { probability: probability.slice(0, d.tokenCount * K), ran });
});
trainRelations(newsDocuments, opinionDocuments, vocabulary, lexicon, facts, values.out);
