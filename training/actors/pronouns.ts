/** Fits the weights by which "he" and "she" are linked, on labelled texts; five folds by document tell how well. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { plainDocument } from '../../corpora/document.js';
import { isNamed } from '../../stages/actors/annotation.js';
import { actorFinder } from '../../stages/actors/find-actors.js';
import {
  ANTECEDENT_FEATURES,
  antecedentProbabilities,
  PRONOUN_WEIGHTS_PATH,
} from '../../stages/actors/linking/antecedents.js';
import { actors } from '../../stages/actors/stage.js';
import { measuredPoints } from '../../stages/code-points.js';
import { loadPlan, planStages } from '../../stages/plan.js';
import { eachDocument } from '../../stages/stage.js';

const PRONOUN = /^(?:he|him|his|himself|she|her|hers|herself)$/i;
const FOLDS = 5;
const RATE = 0.05;
const ROUNDS = 600;
/** Of the squared weights, beside the mean loss of a pronoun. */
const PENALTY = 0.0005;

interface GoldRow {
  readonly id: string;
  readonly text: string;
  readonly entities: readonly {
    readonly start: number;
    readonly end: number;
    readonly type: string;
    readonly cluster: string | number;
    readonly named?: boolean;
  }[];
}

/** A pronoun with the features of its candidates, and which of them are right. */
interface Choice {
  readonly document: number;
  /** Whether the gold's person has a name. */
  readonly named: boolean;
  readonly features: readonly Float64Array[];
  readonly right: readonly boolean[];
}

async function choicesOf(rows: readonly GoldRow[]): Promise<Choice[]> {
  const observed = new Map<
    number,
    { readonly keys: readonly string[]; readonly features: readonly Float64Array[] }
  >();
  const observing = {
    ...actors,
    create: async ({ options, vocabulary }: Parameters<typeof actors.create>[0]) =>
      eachDocument(
        actorFinder(vocabulary, options, (token, entities, features) => {
          observed.set(token, { keys: entities.map(({ key }) => key), features });
        }),
      ),
  } as typeof actors;
  const annotate = await loadPlan(planStages({ stages: [observing as never] }));
  const choices: Choice[] = [];
  for (const [document, row] of rows.entries()) {
    observed.clear();
    const { tokenising, actors: found } = await annotate(plainDocument(row.id, row.text));
    const { toUtf16 } = measuredPoints(row.text);
    const gold = row.entities.map((e) => ({ ...e, start: toUtf16(e.start), end: toUtf16(e.end) }));
    const clusters = clustersOf(found!.mentions.filter(isNamed), gold);
    for (const { start, end, type, cluster, named = false } of gold) {
      if (type !== 'person' || !PRONOUN.test(tokenising!.text.slice(start, end))) continue;
      const token = tokenising!.start.indexOf(start);
      const seen = token < 0 ? undefined : observed.get(token);
      choices.push({
        document,
        named,
        features: seen?.features ?? [],
        right: seen?.keys.map((key) => clusters.get(key) === String(cluster)) ?? [],
      });
    }
  }
  return choices;
}

/** By actor, the gold's cluster to which most of its names belong: that of the smallest mention that holds each. */
function clustersOf(
  names: readonly { readonly start: number; readonly end: number; readonly actor: string | null }[],
  gold: GoldRow['entities'],
): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const { start, end, actor } of names) {
    if (actor === null) continue;
    const holder = gold
      .filter((e) => e.named === true && e.start <= start && e.end >= end)
      .sort((a, b) => a.end - a.start - (b.end - b.start))[0];
    if (holder === undefined) continue;
    const own = counts.get(actor) ?? new Map<string, number>();
    counts.set(actor, own);
    own.set(String(holder.cluster), (own.get(String(holder.cluster)) ?? 0) + 1);
  }
  return new Map([...counts].map(([actor, own]) => [actor, [...own].sort((a, b) => b[1] - a[1])[0]![0]]));
}

/** Gradient ascent (Adam) of the likelihood that a right candidate is chosen, or none where none is right. */
function fitWeights(choices: readonly Choice[]): Float64Array {
  const size = ANTECEDENT_FEATURES.length;
  const weights = new Float64Array(size);
  const [first, second] = [new Float64Array(size), new Float64Array(size)];
  const used = choices.filter(({ features }) => features.length > 0);
  for (let round = 1; round <= ROUNDS; round++) {
    const gradient = weights.map((weight) => -2 * PENALTY * weight);
    for (const { features, right } of used) {
      const p = antecedentProbabilities(features, weights);
      let good = 0;
      for (let c = 0; c < p.length; c++) if (right[c]!) good += p[c]!;
      for (let c = 0; c < p.length; c++) {
        const pull = (good > 0 && right[c]! ? p[c]! / good : 0) - p[c]!;
        for (let k = 0; k < size; k++) gradient[k]! += (pull * features[c]![k]!) / used.length;
      }
    }
    for (let k = 0; k < size; k++) {
      first[k] = 0.9 * first[k]! + 0.1 * gradient[k]!;
      second[k] = 0.999 * second[k]! + 0.001 * gradient[k]! ** 2;
      const step = first[k]! / (1 - 0.9 ** round) / (Math.sqrt(second[k]! / (1 - 0.999 ** round)) + 1e-8);
      weights[k]! += RATE * step;
    }
  }
  return weights;
}

/** How well a choice goes, by the least probability of a link. */
function report(choices: readonly Choice[], weightsOf: (choice: Choice) => Float64Array): void {
  const judged = choices.map((choice) => {
    const p = [...antecedentProbabilities(choice.features, weightsOf(choice))];
    const best = p.indexOf(Math.max(...p));
    return { p: best < 0 ? 0 : p[best]!, right: best >= 0 && choice.right[best]!, named: choice.named };
  });
  const named = judged.filter((one) => one.named).length;
  for (const least of [0.4, 0.5, 0.6, 0.7, 0.8, 0.9]) {
    const links = judged.filter(({ p }) => p >= least);
    const right = links.filter((one) => one.right).length;
    const precision = links.length === 0 ? 0 : right / links.length;
    const ofNamed = links.filter((one) => one.named);
    const precisionNamed = ofNamed.length === 0 ? 0 : right / ofNamed.length;
    console.log(
      `least ${least}: precision ${precision.toFixed(3)} (${precisionNamed.toFixed(3)} where the person has a name), recall ${(right / named).toFixed(3)}, F1 ${((2 * precisionNamed * right) / named / (precisionNamed + right / named)).toFixed(3)}`,
    );
  }
  for (let bin = 0; bin < 10; bin++) {
    const own = judged.filter(({ p }) => p > bin / 10 && p <= (bin + 1) / 10);
    if (own.length > 0)
      console.log(
        `said ${(own.reduce((sum, { p }) => sum + p, 0) / own.length).toFixed(2)}, right ${(own.filter((one) => one.right).length / own.length).toFixed(2)} of ${own.length}`,
      );
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      gold: { type: 'string', default: '../shared/gold' },
      out: { type: 'string', default: PRONOUN_WEIGHTS_PATH },
    },
  });
  const rows = readFileSync(`${values.gold}/actors/gum-coref.other.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as GoldRow);
  const choices = await choicesOf(rows);
  const folds = Array.from({ length: FOLDS }, (_, fold) =>
    fitWeights(choices.filter(({ document }) => document % FOLDS !== fold)),
  );
  console.log('five folds by document:');
  report(choices, ({ document }) => folds[document % FOLDS]!);
  const weights = fitWeights(choices);
  const file = Object.fromEntries(
    ANTECEDENT_FEATURES.map((name, k) => [name, Math.round(weights[k]! * 1000) / 1000]),
  );
  writeFileSync(values.out, `${JSON.stringify(file, null, 2)}\n`);
}

await main();
