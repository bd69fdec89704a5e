/** The benchmark's yardstick: wink-nlp alone over the same texts. */
import { readFileSync } from 'node:fs';
import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';

// The least that any tool on wink-nlp does: load it with sentences and parts of speech, and read one article.
const nlp = winkNLP(model, ['sbd', 'pos']);
const tokens = nlp.readDoc(readFileSync(process.argv[2]!, 'utf8')).tokens().length();
process.stdout.write(`${tokens}\n`);
