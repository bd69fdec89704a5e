/** Counts the words of a document. */
import { numbers, Rows, texts } from '../column-batch.js';
import { FLAG, type TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import type { TermCount } from './annotation.js';

/**
 * The word tokens of a document numbered by first occurrence, so that diversity and counts work on small
 * integers: `types[token]` is the type of the n-th word, `words[type]` its vocabulary id.
 */
export interface WordSequence {
  readonly length: number;
  readonly typeCount: number;
  readonly types: Int32Array;
  readonly words: Int32Array;
  readonly counts: Int32Array;
}

/** Numbers words; keeps its tables between documents. One instance serves one thread. */
export class WordCounter {
  #typeOfWord = new Int32Array(1 << 16).fill(-1);

  sequence(document: TokenisedDocument): WordSequence {
    const { tokenCount, word, flags } = document;
    if (document.vocabulary.size > this.#typeOfWord.length)
      this.#typeOfWord = new Int32Array(document.vocabulary.size * 2).fill(-1);
    const typeOfWord = this.#typeOfWord;
    const types = new Int32Array(tokenCount);
    const words = new Int32Array(tokenCount);
    const counts = new Int32Array(tokenCount);
    let length = 0;
    let typeCount = 0;
    for (let i = 0; i < tokenCount; i++) {
      if ((flags[i]! & FLAG.word) === 0) continue;
      const id = word[i]!;
      let type = typeOfWord[id]!;
      if (type < 0) {
        type = typeCount++;
        typeOfWord[id] = type;
        words[type] = id;
      }
      counts[type]!++;
      types[length++] = type;
    }
    for (let t = 0; t < typeCount; t++) typeOfWord[words[t]!] = -1;
    return { length, typeCount, types: types.subarray(0, length), words, counts };
  }
}

const INDEX_BITS = 22;

/**
 * The first letters of a word as 30 bits in code-unit order. Letters a to z keep their order in five bits;
 * anything else ends the key, so that words with equal keys must still be compared.
 */
export function sortKey(word: string): number {
  let key = 0;
  let open = true;
  for (let k = 0; k < 6; k++) {
    const code = open ? word.charCodeAt(k) : Number.NaN;
    let digit = 0;
    if (code >= 0x61 && code <= 0x7a) digit = code - 0x61 + 2;
    else if (!Number.isNaN(code)) {
      digit = code < 0x61 ? 1 : 28;
      open = false;
    } else open = false;
    key = key * 32 + digit;
  }
  return key;
}

/** Terms with their counts, sorted by term in code units. */
export function termCounts(
  sequence: WordSequence,
  vocabulary: Vocabulary,
  keyOf: (word: number) => number,
): Rows<TermCount> {
  const { typeCount, words, counts } = sequence;
  const keys = new Float64Array(typeCount);
  for (let t = 0; t < typeCount; t++) keys[t] = keyOf(words[t]!) * 2 ** INDEX_BITS + t;
  keys.sort();
  const terms: string[] = [];
  const ofTerms = new Int32Array(typeCount);
  let tieFrom = 0;
  let previousKey = -1;
  for (let k = 0; k < typeCount; k++) {
    const key = Math.floor(keys[k]! / 2 ** INDEX_BITS);
    const type = keys[k]! - key * 2 ** INDEX_BITS;
    if (key !== previousKey) {
      tieFrom = k;
      previousKey = key;
    }
    const term = vocabulary.wordOf(words[type]!);
    let at = k;
    while (at > tieFrom && terms[at - 1]! > term) {
      terms[at] = terms[at - 1]!;
      ofTerms[at] = ofTerms[at - 1]!;
      at--;
    }
    terms[at] = term;
    ofTerms[at] = counts[type]!;
  }
  return new Rows<TermCount>(typeCount, { term: texts(terms), count: numbers(ofTerms) });
}
