/** Makes the facts about names that the actors stage ships with. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { loadGazetteer } from '../../stages/actors/gazetteer/gazetteer.js';
import { NAME_FACTS_PATH, type NameFactsFile } from '../../stages/actors/gazetteer/name-facts.js';
import { foldName, nameParts } from '../../stages/actors/gazetteer/names.js';
import { NameLinker } from '../../stages/actors/linking/entity-linking.js';
import { loadModel, loadWordClasses } from '../../stages/actors/recognition/name-model.js';
import { NameTagger } from '../../stages/actors/recognition/name-tagger.js';
import { wordMarks } from '../../stages/actors/recognition/word-marks.js';
import { Tokeniser } from '../../stages/tokenising/tokenise.js';
import { Wink } from '../../stages/tokenising/wink.js';
import { Vocabulary } from '../../stages/vocabulary.js';

const HE = new Set(['he', 'him', 'his', 'himself']);
const SHE = new Set(['she', 'her', 'hers', 'herself']);

function bump(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/**
 * Counts, over unlabelled articles, which pronouns follow a given name where it is the only person about, and
 * in how many documents each full name bears a surname. Only names and counts are kept, no text.
 */
function main(): void {
  const { values } = parseArgs({
    options: {
      corpus: { type: 'string', default: '../shared/gold/corpora/allsides.jsonl.gz' },
      out: { type: 'string', default: NAME_FACTS_PATH },
      every: { type: 'string', default: '6' },
    },
  });
  const raw = readFileSync(values.corpus);
  const text = (values.corpus.endsWith('.gz') ? gunzipSync(raw) : raw).toString('utf8');
  const vocabulary = new Vocabulary();
  vocabulary.seal();
  const tokeniser = new Tokeniser(new Wink(), vocabulary);
  const gazetteer = loadGazetteer();
  const classes = loadWordClasses();
  const model = loadModel();
  let tagger: NameTagger | null = null;
  let linker: NameLinker | null = null;
  const he = new Map<string, number>();
  const she = new Map<string, number>();
  const bearers = new Map<string, Map<string, number>>();
  const shown = new Map<string, string>();
  for (const [n, line] of text.split('\n').entries()) {
    if (n % Number(values.every) !== 0 || line === '') continue;
    const row = JSON.parse(line) as { id: string; text: string };
    const d = tokeniser.tokenise(row.text);
    tagger ??= new NameTagger(model, classes, gazetteer, d.vocabulary);
    // Linking without these facts, so that counting again gives the same counts.
    linker ??= new NameLinker(
      {
        gazetteer,
        registered: () => undefined,
        prominent: () => undefined,
        genderOfGivenName: () => null,
      },
      wordMarks(gazetteer, d.vocabulary),
    );
    const found = linker.link(d, tagger.recognise(d));
    for (const actor of found.entities) {
      const parts = nameParts(actor.key);
      if (actor.type !== 'person' || parts.length < 2 || actor.confidence < 0.7) continue;
      const surname = parts.at(-1)!;
      const own = bearers.get(surname) ?? new Map<string, number>();
      bearers.set(surname, own);
      const short = `${parts[0]} ${surname}`;
      bump(own, short);
      if (parts.length === 2) shown.set(short, actor.name);
    }
    const people = found.mentions.filter(({ type }) => type === 'person');
    const sentenceOf = (k: number): number =>
      people[k] === undefined ? -1 : d.sentenceOfToken[people[k].first]!;
    people.forEach((mention, k) => {
      const parts = nameParts(foldName(d.surface(mention.first, mention.after)));
      // Only where nobody else is named in the sentence.
      if (parts.length < 2 || sentenceOf(k + 1) === sentenceOf(k) || sentenceOf(k - 1) === sentenceOf(k))
        return;
      const limit = Math.min(d.tokenCount, mention.after + 40, people[k + 1]?.first ?? d.tokenCount);
      for (let i = mention.after; i < limit; i++) {
        const word = d.vocabulary.wordOf(d.word[i]!);
        if (HE.has(word) || SHE.has(word)) {
          bump(HE.has(word) ? he : she, parts[0]!);
          break;
        }
      }
    });
  }
  const clear = (own: Map<string, number>, other: Map<string, number>): string[] =>
    [...own]
      .filter(([name, n]) => name.length > 1 && n >= 3 && n >= 8 * (other.get(name) ?? 0))
      .map(([name]) => name)
      .sort();
  const prominent: Record<string, readonly [string, number]> = {};
  for (const [surname, names] of [...bearers].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const sum = [...names.values()].reduce((a, b) => a + b, 0);
    const [name, n] = [...names].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]!;
    if (n >= 12 && n / sum >= 0.8 && shown.has(name))
      prominent[surname] = [shown.get(name)!, Math.round((100 * n) / sum) / 100];
  }
  const file: NameFactsFile = { male: clear(he, she), female: clear(she, he), prominent };
  writeFileSync(values.out, `${JSON.stringify(file)}\n`);
  console.error(
    `${file.male.length} male, ${file.female.length} female given names, ${Object.keys(prominent).length} surnames`,
  );
}

main();
