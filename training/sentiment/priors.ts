/** Command: estimates how common the classes are in running text. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { fromPackageRoot } from '../../base/package-root.js';
import { hashText } from '../../base/random.js';
import { plainDocument } from '../../corpora/document.js';
import { loadPlan, planStages } from '../../stages/plan.js';
import type { SentimentAnnotation } from '../../stages/sentiment/annotation.js';
import { loadHeader, MODEL_HEADER, type Shares } from '../../stages/sentiment/classifier.js';

/**
 * Finds how common negative, neutral and positive mentions are in running text, without labels:
 * `node dist/training/sentiment/priors.js --gold ../shared/gold`, after distilled.js. The classifier's answers on
 * mentions in the author's voice of opinion and of news articles, in equal parts, are fed to the EM of Saerens et al.
 * (2002, doi:10.1162/089976602753284446). In sources' statements EM runs off to three negative mentions in five, which
 * labels by people (PerSenT's paragraphs: one in six, in either voice) do not bear out, so these get the same priors.
 *
 * How far an actor's shares within one text stray from these is estimated on PerSenT's paragraphs (persent.fixed, labels by
 * people): the concentration of a Dirichlet-multinomial distribution, by maximum likelihood.
 */
const { values } = parseArgs({ options: { gold: { type: 'string', default: '../shared/gold' } } });
const ARTICLES_OF_EACH = 300;
const ITERATIONS = 200;

const articles = gunzipSync(readFileSync(join(values.gold, 'corpora', 'allsides.jsonl.gz')))
  .toString('utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as { id: string; text: string; opinion: boolean });
const chosen = [true, false].flatMap((opinion) =>
  articles
    .filter((article) => Boolean(article.opinion) === opinion)
    .sort((a, b) => hashText(a.id) - hashText(b.id) || (a.id < b.id ? -1 : 1))
    .slice(0, ARTICLES_OF_EACH),
);
const annotate = await loadPlan(
  planStages({ stageOptions: { sentiment: { prior: 'sentence' } }, stages: ['sentiment'] }),
);
const answers: Shares[] = [];
for (const { id, text } of chosen) {
  const { mention_sentiments } = (await annotate(plainDocument(id, text))).sentiment as SentimentAnnotation;
  for (const { voice, negative, neutral, positive } of mention_sentiments)
    if (voice === 'author') answers.push([negative, neutral, positive]);
}

function estimate(rows: readonly Shares[], training: Shares): Shares {
  let prior = training;
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const sums: [number, number, number] = [0, 0, 0];
    for (const row of rows) {
      const w = row.map((p, k) => (p * prior[k]!) / training[k]!);
      const total = w[0]! + w[1]! + w[2]!;
      for (let k = 0; k < 3; k++) sums[k]! += w[k]! / total;
    }
    prior = [sums[0] / rows.length, sums[1] / rows.length, sums[2] / rows.length];
  }
  return prior;
}

/** Log likelihood of counts of classes in texts, up to a constant (Dirichlet-multinomial). */
function logLikelihood(counts: readonly Shares[], shares: Shares, concentration: number): number {
  const rising = (from: number, n: number): number => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += Math.log(from + i);
    return sum;
  };
  let sum = 0;
  for (const row of counts) {
    sum -= rising(concentration, row[0] + row[1] + row[2]);
    row.forEach((n, k) => {
      sum += rising(concentration * shares[k]!, n);
    });
  }
  return sum;
}

/** Counts of negative, neutral and positive paragraphs about the main actor, of each article. */
const paragraphs = readFileSync(join(values.gold, 'sentiment', 'persent.fixed.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line): Shares => {
    const labels = (JSON.parse(line) as { paragraphs: (string | null)[] }).paragraphs;
    const count = (label: string): number => labels.filter((one) => one === label).length;
    return [count('negative'), count('neutral'), count('positive')];
  });
const totals = [0, 1, 2].map((k) => paragraphs.reduce((sum, row) => sum + row[k]!, 0));
const all = totals[0]! + totals[1]! + totals[2]!;
const labelled: Shares = [totals[0]! / all, totals[1]! / all, totals[2]! / all];
let concentration = 0.1;
for (let tenths = 2; tenths <= 500; tenths++)
  if (logLikelihood(paragraphs, labelled, tenths / 10) > logLikelihood(paragraphs, labelled, concentration))
    concentration = tenths / 10;

const header = loadHeader();
const { training } = header.priors;
const round = (shares: Shares): Shares => [
  Math.round(shares[0] * 1000) / 1000,
  Math.round(shares[1] * 1000) / 1000,
  Math.round(shares[2] * 1000) / 1000,
];
const article = round(estimate(answers, training));
writeFileSync(
  fromPackageRoot(MODEL_HEADER),
  `${JSON.stringify({ ...header, priors: { training, article, concentration } }, null, 2)}\n`,
);
console.log(
  `${answers.length} mentions in the author's voice: ${JSON.stringify(article)}; concentration ${concentration}`,
);
