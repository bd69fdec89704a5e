/** Word vectors by stem. */
import { stem } from '../../language/en/stem.js';
import { termOf } from '../../stages/framing/terms.js';
import { DIMENSIONS, loadWordVectors } from '../sentiment/word-vectors.js';

/** Rarer words than these tell little and would make every model larger. */
const MOST_WORDS = 20_000;

export { DIMENSIONS as VECTOR_DIMENSIONS };

let loaded: ReadonlyMap<string, Float32Array> | null = null;

/**
 * A vector of unit length for each stem: that of its commonest word, less the mean of all. By them a word that no coded
 * text shows counts as the words like it do.
 */
export function stemVectors(): ReadonlyMap<string, Float32Array> {
  if (loaded !== null) return loaded;
  const source = loadWordVectors();
  const vectors = new Map<string, Float32Array>();
  let words = 0;
  for (const word of source.words) {
    if (words++ === MOST_WORDS) break;
    const of = termOf(word, stem);
    if (of === '' || vectors.has(of)) continue;
    const vector = new Float32Array(DIMENSIONS);
    source.read(source.indexOf(word), vector);
    vectors.set(of, vector);
  }
  const mean = new Float64Array(DIMENSIONS);
  for (const vector of vectors.values()) for (let d = 0; d < DIMENSIONS; d++) mean[d]! += vector[d]!;
  for (const vector of vectors.values()) {
    let norm = 0;
    for (let d = 0; d < DIMENSIONS; d++) {
      vector[d]! -= mean[d]! / vectors.size;
      norm += vector[d]! ** 2;
    }
    norm = Math.sqrt(norm) || 1;
    for (let d = 0; d < DIMENSIONS; d++) vector[d]! /= norm;
  }
  loaded = vectors;
  return vectors;
}
