// Function words by what they do in a clause, and a number for every word that is the same in every run.
import { hashText } from '../../../base/random.js';
import type { TokenisedDocument } from '../../tokenising/annotation.js';
import type { AttributionLexicon } from '../lexicon.js';
import { WordRecords } from '../word-records.js';

/** What a word does in a clause; 0 for all others. */
export const KIND = {
  i: 1,
  we: 2,
  you: 3,
  he: 4,
  they: 5,
  it: 6,
  who: 7,
  which: 8,
  possessive: 9,
  not: 10,
  modal: 11,
  be: 12,
  have: 13,
  do: 14,
  to: 15,
  that: 16,
  whether: 17,
  coordinator: 18,
  subordinator: 19,
  of: 20,
  for: 21,
  about: 22,
  as: 23,
  by: 24,
  preposition: 25,
  comma: 26,
  dash: 27,
  colon: 28,
  semicolon: 29,
  stop: 30,
  opens: 31,
  closes: 32,
  quotationMark: 33,
  quantity: 34,
  definite: 35,
  indefinite: 36,
  my: 37,
  there: 38,
  genitive: 39,
  vagueNoun: 40,
  this: 41,
} as const;

/** All kinds are below this. */
export const KINDS = 64;

const WORDS: Readonly<Record<number, string>> = {
  [KIND.i]: 'i me myself',
  [KIND.we]: 'we us ourselves our ours',
  [KIND.you]: 'you your yourself',
  [KIND.he]: 'he she him himself herself',
  [KIND.they]: 'they them themselves',
  [KIND.it]: 'it itself',
  [KIND.who]: 'who whom',
  [KIND.which]: 'which',
  [KIND.possessive]: 'his her their its whose',
  [KIND.my]: 'my mine',
  [KIND.not]: "not n't never no neither nor hardly",
  [KIND.modal]: "will would may might can could should must shall ought 'll wo ca",
  [KIND.be]: "is are was were be been being am 's 're 'm",
  [KIND.have]: "has have had having 've 'd",
  [KIND.do]: 'do does did done doing',
  [KIND.to]: 'to',
  [KIND.that]: 'that',
  [KIND.whether]: 'whether how why what where',
  [KIND.coordinator]: 'and or but yet',
  [KIND.subordinator]: 'while although though because when if since after before until unless whereas even',
  [KIND.of]: 'of',
  [KIND.for]: 'for',
  [KIND.about]: 'about regarding concerning over on',
  [KIND.as]: 'as like',
  [KIND.by]: 'by',
  [KIND.preposition]:
    'in at from with into upon against during toward towards through among between under without within',
  [KIND.comma]: ',',
  [KIND.dash]: '— – -- - ― −',
  [KIND.colon]: ':',
  [KIND.semicolon]: ';',
  [KIND.stop]: '. ! ? … ...',
  [KIND.opens]: '( [',
  [KIND.closes]: ') ]',
  [KIND.quotationMark]: "\" “ ” ‘ ’ « » '' ``",
  [KIND.quantity]:
    'many some most few several all others another other both more half majority plenty everyone everybody anyone someone somebody nobody none one each any every thousands millions hundreds dozens percent %',
  [KIND.definite]: 'the',
  [KIND.this]: 'this these those',
  [KIND.indefinite]: 'a an',
  [KIND.there]: 'there here',
  [KIND.genitive]: "' ’s",
};

/** Numbers kept of a word. */
const STRIDE = 3;
const HASH = 0;
const KIND_AT = 1;
const LEMMA = 2;
const AT_TIMES = 64;
const TAKES_PARTICLE = 128;
const SUFFIX_SHIFT = 8;

/** How a word ends: 1 -ing, 2 -ed, 3 -s, 0 otherwise. */
function suffixOf(word: string): number {
  return word.endsWith('ing') ? 1 : word.endsWith('ed') ? 2 : word.endsWith('s') ? 3 : 0;
}

/** For each word its stable number, its kind and the number of its lemma. */
export class WordKinds {
  readonly #records: WordRecords;
  #values: Int32Array = new Int32Array(0);

  constructor(vocabulary: TokenisedDocument['vocabulary'], lexicon: AttributionLexicon) {
    const kinds = new Map<string, number>();
    for (const [kind, words] of Object.entries(WORDS))
      for (const word of words.split(' ')) kinds.set(word, Number(kind));
    this.#records = new WordRecords(vocabulary, STRIDE, (word, values, at) => {
      values[at + HASH] = hashText(word) | 1;
      const particle = lexicon.phrasal.has(word) || lexicon.particles.has(word) || word === 'according';
      values[at + KIND_AT] =
        (kinds.get(word) ?? 0) |
        (lexicon.atTimes.has(word) ? AT_TIMES : 0) |
        (particle ? TAKES_PARTICLE : 0) |
        (suffixOf(word) << SUFFIX_SHIFT);
      values[at + LEMMA] = hashText(lexicon.lemmaOf.get(word) ?? word) | 1;
    });
  }

  /** Learns a document's words. */
  prepare({ word, tokenCount }: TokenisedDocument): void {
    const values = this.#records.ready();
    for (let i = 0; i < tokenCount; i++) if (values[word[i]! * STRIDE] === 0) this.#records.learn(word[i]!);
    this.#values = values;
  }

  hash(word: number): number {
    return this.#values[word * STRIDE + HASH]!;
  }

  kind(word: number): number {
    return this.#values[word * STRIDE + KIND_AT]! & (AT_TIMES - 1);
  }

  /** Whether the word attributes at times. */
  attributesAtTimes(word: number): boolean {
    return (this.#values[word * STRIDE + KIND_AT]! & AT_TIMES) !== 0;
  }

  /** Whether a particle may follow the word as part of a cue. */
  takesParticle(word: number): boolean {
    return (this.#values[word * STRIDE + KIND_AT]! & TAKES_PARTICLE) !== 0;
  }

  /** How the word ends: 1 -ing, 2 -ed, 3 -s, 0 otherwise. */
  suffix(word: number): number {
    return this.#values[word * STRIDE + KIND_AT]! >> SUFFIX_SHIFT;
  }

  lemma(word: number): number {
    return this.#values[word * STRIDE + LEMMA]!;
  }
}
