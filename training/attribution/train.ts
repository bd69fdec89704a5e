// Trains the models of stages/attribution/. Usage:
//   node dist/training/attribution/train.js --gold ../shared/gold [--out FOLDER] [--only relations --unseen FILE]
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fromPackageRoot } from '../../base/package-root.js';
import { K } from '../../stages/attribution/labels.js';
import { loadLexicon } from '../../stages/attribution/lexicon.js';
import { QuotationFinder } from '../../stages/attribution/quotations.js';
import { AttributionTagger } from '../../stages/attribution/tagger.js';
import { encodeModel, loadModel, MODEL_PATH } from '../../stages/attribution/tagger-model.js';
import { WordFacts } from '../../stages/attribution/word-facts.js';
import { NameMask } from '../../stages/masked-names.js';
import type { TokenisedDocument } from '../../stages/tokenising/annotation.js';
import { Tokeniser } from '../../stages/tokenising/tokenise.js';
import { Wink } from '../../stages/tokenising/wink.js';
import { Vocabulary } from '../../stages/vocabulary.js';
import { readRows, tokenLabels } from './gold.js';
import { RelationExamples } from './relation-examples.js';
import { trainAccurate } from './train-accurate.js';
import { trainRelations } from './train-relations.js';
import { trainTagger } from './train-tagger.js';

const { values } = parseArgs({
  options: {
    gold: { type: 'string' },
    out: { type: 'string', default: fromPackageRoot('.') },
    // Keeps the tagger that is there.
    only: { type: 'string' },
    // Where the folds' marginals of the news are kept, or read from with `--only relations`.
    unseen: { type: 'string' },
    // Where what the folds found in passages they had not seen is written.
    'held-out': { type: 'string' },
    // Fits what joins the relation models and the encoder, and leaves them as they are; FOLD or FOLD=FOLDER of an encoder
    // that was trained without that fold.
    accurate: { type: 'string', multiple: true },
  },
});
if (
  values.gold === undefined ||
  (values.only !== undefined && (values.only !== 'relations' || values.unseen === undefined))
) {
  console.error(
    'usage: node dist/training/attribution/train.js --gold FOLDER [--out FOLDER] [--unseen FILE [--only relations]]',
  );
  process.exit(2);
}

const vocabulary = new Vocabulary();
const tokeniser = new Tokeniser(new Wink(), vocabulary);
const lexicon = loadLexicon();
const names = new NameMask(vocabulary);
const read = (text: string): TokenisedDocument => names.mask(tokeniser.tokenise(text));
const finder = new QuotationFinder(vocabulary);
const rows = readRows(join(values.gold, 'attribution/polnear.train.jsonl'));
const documents = rows.map((row) => {
  const d = read(row.text);
  return { id: row.id, d, quotations: finder.find(d), labels: tokenLabels(d, row) };
});

/** The tagger, and what taggers that did not see a document think of it. */
function tagged() {
  const { only, unseen: file } = values;
  if (only === 'relations' && file !== undefined && existsSync(file)) {
    const bytes = readFileSync(file);
    return { ...loadModel(), unseen: new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4) };
  }
  const trained = trainTagger(documents, vocabulary, lexicon);
  const { header, weights, unseen } = trained;
  writeFileSync(join(values.out, MODEL_PATH), encodeModel(trained));
  if (file !== undefined) writeFileSync(file, new Uint8Array(unseen.buffer));
  console.log(`${weights.length} weights, ${header.words.length} words, ${header.triggers.length} triggers`);
  return trained;
}

const { header, weights, unseen } = tagged();
const facts = new WordFacts(vocabulary, lexicon, header);
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
const tagger = new AttributionTagger({ header, weights }, facts);
const opinionDocuments = readRows(join(values.gold, 'attribution/commentary.train.jsonl')).map((row) => {
  const d = read(row.text);
  const quotations = finder.find(d);
  facts.prepare(d);
  const { probability, ran } = tagger.tag(d, quotations);
  return examples.read(row, d, quotations, { probability: probability.slice(0, d.tokenCount * K), ran });
});
if (values.accurate === undefined)
  trainRelations(newsDocuments, opinionDocuments, vocabulary, lexicon, facts, values.out, values['held-out']);
else {
  const towers = new Map(
    values.accurate.map((given) => {
      const [fold, folder] = given.split('=');
      return [Number(fold), folder] as const;
    }),
  );
  await trainAccurate(newsDocuments, opinionDocuments, vocabulary, lexicon, facts, towers, values.out);
}
