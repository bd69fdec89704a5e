/** Makes the model of names, or cross-validates it: `--folds-tested 2` fits without a fifth of the documents and scores that. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadGazetteer } from '../../stages/actors/gazetteer/gazetteer.js';
import { encodeModel, loadWordClasses, MODEL_PATH } from '../../stages/actors/recognition/name-model.js';
import { NameTagger } from '../../stages/actors/recognition/name-tagger.js';
import { codePoints } from '../../stages/code-points.js';
import { groupFolds } from '../learners/folds.js';
import { fitNames, type NameTraining } from './fit-names.js';
import { type NamedText, readNamedTexts } from './gold-names.js';
import { Preparer, sealedTokeniser } from './prepare-names.js';

const MAIN_TYPES = ['person', 'organisation', 'location'];

function main(): void {
  const { values } = parseArgs({
    options: {
      gold: { type: 'string', default: '../shared/gold' },
      out: { type: 'string', default: MODEL_PATH },
      epochs: { type: 'string', default: '8' },
      rate: { type: 'string', default: '0.15' },
      penalty: { type: 'string', default: '0.0005' },
      minimum: { type: 'string', default: '2' },
      least: { type: 'string', default: '0.3' },
      folds: { type: 'string', default: '5' },
      'folds-tested': { type: 'string', default: '0' },
    },
  });
  const training: NameTraining = {
    epochs: Number(values.epochs),
    rate: Number(values.rate),
    penalty: Number(values.penalty),
    seed: 1,
    minimum: Number(values.minimum),
    least: Number(values.least),
    folds: Number(values.folds),
  };
  const started = Date.now();
  const say = (what: string): void =>
    console.error(`${((Date.now() - started) / 1000).toFixed(0)} s: ${what}`);
  const texts = readNamedTexts(join(values.gold, 'actors/worldwide.train.jsonl'));
  const preparer = new Preparer();
  const prepared = texts.map((row) => preparer.prepare(row));
  const tested = Number(values['folds-tested']);
  if (tested > 0) {
    const fold = groupFolds(
      texts.map(({ id }) => id),
      5,
      11,
    );
    const counts = new Map<string, [hits: number, wrong: number, missed: number]>();
    for (let f = 0; f < tested; f++) {
      const model = fitNames(
        prepared.filter((_, i) => fold[i] !== f),
        training,
        say,
      );
      score(
        texts.filter((_, i) => fold[i] === f),
        model,
        counts,
      );
    }
    console.error(scoreTable(counts));
    return;
  }
  const model = fitNames(prepared, training, say);
  const bytes = encodeModel(model);
  writeFileSync(values.out, bytes);
  say(`${model.keys.length} features kept, ${bytes.length} bytes`);
}

/** Adds up exact spans: right, wrong and missed by type. */
function score(
  texts: readonly NamedText[],
  model: Parameters<typeof encodeModel>[0],
  counts: Map<string, [number, number, number]>,
): void {
  const tokeniser = sealedTokeniser();
  const gazetteer = loadGazetteer();
  const classes = loadWordClasses();
  let tagger: NameTagger | null = null;
  for (const { text, entities } of texts) {
    const d = tokeniser.tokenise(text);
    tagger ??= new NameTagger(model, classes, gazetteer, d.vocabulary);
    const points = codePoints(text);
    const gold = new Set(
      entities.map(({ start, end, type }) => `${points.toUtf16(start)} ${points.toUtf16(end)} ${type}`),
    );
    const found = new Set(
      tagger.recognise(d).map(({ first, after, type }) => `${d.start[first]} ${d.end[after - 1]} ${type}`),
    );
    const bump = (span: string, k: 0 | 1 | 2): void => {
      const type = span.slice(span.lastIndexOf(' ') + 1);
      const own = counts.get(type) ?? [0, 0, 0];
      counts.set(type, own);
      own[k]++;
    };
    for (const span of found) bump(span, gold.has(span) ? 0 : 1);
    for (const span of gold) if (!found.has(span)) bump(span, 2);
  }
}

function scoreTable(counts: ReadonlyMap<string, readonly [number, number, number]>): string {
  const text = (name: string, [hits, wrong, missed]: readonly number[]): string =>
    `${name}: P ${(hits! / (hits! + wrong!)).toFixed(4)} R ${(hits! / (hits! + missed!)).toFixed(4)} F1 ${((2 * hits!) / (2 * hits! + wrong! + missed!)).toFixed(4)}`;
  const micro = [0, 1, 2].map((k) => MAIN_TYPES.reduce((sum, type) => sum + (counts.get(type)?.[k] ?? 0), 0));
  return [
    text('micro', micro),
    ...[...counts].filter(([type]) => type !== 'other').map(([type, own]) => text(type, own)),
  ].join('\n');
}

main();
