/** Counts, over unlabelled articles, what the recogniser makes of each capitalised word and which names many documents give. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { hashText } from '../../base/random.js';
import { loadGazetteer } from '../../stages/actors/gazetteer/gazetteer.js';
import { foldName } from '../../stages/actors/gazetteer/names.js';
import { loadModel, loadWordClasses } from '../../stages/actors/recognition/name-model.js';
import { NameTagger } from '../../stages/actors/recognition/name-tagger.js';
import { FLAG } from '../../stages/tokenising/annotation.js';
import { sealedTokeniser } from './prepare-names.js';

const TYPES = ['person', 'organisation', 'location', 'facility', 'norp'] as const;
const OUTSIDE = TYPES.length;

function main(): void {
  const { values } = parseArgs({
    options: {
      corpus: { type: 'string', default: '../shared/gold/corpora/allsides.jsonl.gz' },
      /** Articles with an odd number are left for measurements. */
      every: { type: 'string', default: '2' },
      names: { type: 'string' },
      words: { type: 'string' },
    },
  });
  const raw = readFileSync(values.corpus);
  const text = (values.corpus.endsWith('.gz') ? gunzipSync(raw) : raw).toString('utf8');
  const tokeniser = sealedTokeniser();
  const gazetteer = loadGazetteer();
  const classes = loadWordClasses();
  const model = loadModel();
  let tagger: NameTagger | null = null;
  const words = new Map<string, Int32Array>();
  const names = new Map<string, { types: Int32Array; shown: Map<string, number> }>();
  for (const [n, line] of text.split('\n').entries()) {
    if (n % Number(values.every) !== 0 || line === '') continue;
    const d = tokeniser.tokenise((JSON.parse(line) as { text: string }).text);
    tagger ??= new NameTagger(model, classes, gazetteer, d.vocabulary);
    const spans = tagger.recognise(d);
    const typeAt = new Int8Array(d.tokenCount).fill(OUTSIDE);
    const here = new Set<string>();
    for (const { first, after, type } of spans) {
      const k = TYPES.indexOf(type);
      typeAt.fill(k, first, after);
      const surface = d.surface(first, after);
      const key = foldName(surface);
      if (here.has(key) || surface.length > 60) continue;
      here.add(key);
      let own = names.get(key);
      if (own === undefined) {
        own = { types: new Int32Array(TYPES.length), shown: new Map() };
        names.set(key, own);
      }
      own.types[k]!++;
      const shown = surface.replace(/\s+/g, ' ').replace(/['’]s?$/u, '');
      own.shown.set(shown, (own.shown.get(shown) ?? 0) + 1);
    }
    for (let i = 0; i < d.tokenCount; i++) {
      if ((d.flags[i]! & (FLAG.capitalised | FLAG.sentenceStart)) !== FLAG.capitalised) continue;
      const word = d.vocabulary.wordOf(d.word[i]!);
      let own = words.get(word);
      if (own === undefined) {
        own = new Int32Array(TYPES.length + 1);
        words.set(word, own);
      }
      own[typeAt[i]!]!++;
    }
  }
  if (values.words !== undefined) writeFileSync(values.words, `${wordLines(words).join('\n')}\n`);
  if (values.names !== undefined) writeFileSync(values.names, `${nameLines(names).join('\n')}\n`);
}

function wordLines(words: ReadonlyMap<string, Int32Array>): string[] {
  return [...words]
    .filter(([, counts]) => counts.reduce((a, b) => a + b, 0) >= 4)
    .sort(([a], [b]) => hashText(a) - hashText(b))
    .map(([word, counts]) => `${word}\t${[...counts].join(' ')}`);
}

function nameLines(names: ReadonlyMap<string, { types: Int32Array; shown: Map<string, number> }>): string[] {
  return [...names]
    .map(([key, { types, shown }]) => ({
      key,
      types,
      documents: types.reduce((a, b) => a + b, 0),
      shown: [...shown].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]![0],
    }))
    .filter(({ documents }) => documents >= 3)
    .sort((a, b) => b.documents - a.documents || (a.key < b.key ? -1 : 1))
    .map(({ shown, types }) => `${shown}\t${[...types].join(' ')}`);
}

main();
