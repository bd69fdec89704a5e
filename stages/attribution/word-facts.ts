/** What the tagger knows of each word. */
import type { TokenisedDocument } from '../tokenising/annotation.js';
import type { AttributionLexicon } from './lexicon.js';
import { WordRecords } from './word-records.js';

/** The words that the tagger knows; everything else it sees by ending, shape and part of speech. */
export interface FeatureVocabulary {
  readonly words: readonly string[];
  /** Last three letters. */
  readonly endings: readonly string[];
  /** Frequent words that stand for themselves in pairs; others stand for their part of speech. */
  readonly frequent: readonly string[];
  /** Words one of which a paragraph without quotation marks must have for the model to run there. */
  readonly triggers: readonly string[];
}

/** What a word may mark in a clause. */
export const MARK = { comma: 1, colon: 2, that: 3, to: 4, according: 5 } as const;

/** Bits for function words that decide how a reporting verb is read, and for where rules and model begin. */
export const ROLE = {
  be: 1,
  have: 2,
  by: 4,
  that: 8,
  comma: 16,
  stop: 32,
  dependent: 64,
  quotationMark: 128,
  /** Begins a phrase before a source ("according to"). */
  phrase: 256,
  /** Ends a phrase around a source ("in X's view"). */
  around: 512,
  /** Starts the model. */
  trigger: 1024,
} as const;

const ROLE_WORDS: Readonly<Record<number, readonly string[]>> = {
  [ROLE.be]: ['is', 'are', 'was', 'were', 'be', 'been', 'being', "'s", "'re"],
  [ROLE.have]: ['has', 'have', 'had', 'having', "'ve", "'d"],
  [ROLE.by]: ['by'],
  [ROLE.that]: ['that'],
  [ROLE.comma]: [',', '—', '–', '--', ':', '-'],
  [ROLE.stop]: ['.', '!', '?', ';', '…', '...'],
  [ROLE.dependent]: [
    'to',
    'not',
    "n't",
    'also',
    'then',
    'now',
    'will',
    'would',
    'may',
    'might',
    'can',
    'could',
    'did',
    'do',
    'does',
    'should',
    'must',
  ],
  [ROLE.quotationMark]: ['"', '“', '”', '‘', '«', '»', "''", '``'],
};

/** Numbers kept of a word, and where they stand: see `WordFacts.of`. */
export const FACTS = 4;
/** Two more than the word's index among the tagger's words; 1 where it does not know it. */
export const INDEX = 0;
/** The lexicon's bits (`CUE`), 256 more for a generic source, 512 for a generic pronoun. */
export const LEXICAL = 1;
/** Ending << 16, frequent word << 4, mark. */
export const PACKED = 2;
/** Bits of `ROLE`. */
export const ROLES = 3;

interface SpecialWord {
  lexical: number;
  packed: number;
  roles: number;
}

const PLAIN: Readonly<SpecialWord> = { lexical: 0, packed: 0, roles: 0 };

/** Words of the lexicon, function words, frequent words and triggers: one look-up tells that a word is none. */
function specialWords(lexicon: AttributionLexicon, known: FeatureVocabulary): Map<string, SpecialWord> {
  const special = new Map<string, SpecialWord>();
  const of = (word: string): SpecialWord => {
    let facts = special.get(word);
    if (facts === undefined) {
      facts = { ...PLAIN };
      special.set(word, facts);
    }
    return facts;
  };
  for (const [word, bits] of lexicon.cues) of(word).lexical |= bits;
  for (const word of lexicon.generic) of(word).lexical |= 256;
  for (const word of lexicon.genericPronouns) of(word).lexical |= 512;
  for (const word of [',', '—', '–', '--']) of(word).packed |= MARK.comma;
  of(':').packed |= MARK.colon;
  for (const word of ['that', 'to', 'according'] as const) of(word).packed |= MARK[word];
  known.frequent.forEach((word, i) => {
    of(word).packed |= (i + 1) << 4;
  });
  for (const [bit, members] of Object.entries(ROLE_WORDS))
    for (const word of members) of(word).roles |= Number(bit);
  for (const [word] of lexicon.phrasesBeforeSource) of(word!).roles |= ROLE.phrase;
  for (const word of lexicon.phrasesAroundSource) of(word).roles |= ROLE.around;
  for (const word of known.triggers) of(word).roles |= ROLE.trigger;
  return special;
}

/** What tagger and rules need of every word, found once for each. */
export class WordFacts {
  readonly #records: WordRecords;
  /** `FACTS` numbers a word; ready for the document last prepared. */
  values: Int32Array = new Int32Array(0);

  constructor(
    vocabulary: TokenisedDocument['vocabulary'],
    lexicon: AttributionLexicon,
    known: FeatureVocabulary = { words: [], endings: [], frequent: [], triggers: [] },
  ) {
    const words = new Map(known.words.map((w, i) => [w, i]));
    const endings = new Map(known.endings.map((w, i) => [w, i + 1]));
    const special = specialWords(lexicon, known);
    this.#records = new WordRecords(vocabulary, FACTS, (word, values, at) => {
      const ending = word.length < 5 ? 0 : (endings.get(word.slice(-3)) ?? 0);
      const facts = special.get(word) ?? PLAIN;
      values[at + INDEX] = (words.get(word) ?? -1) + 2;
      values[at + LEXICAL] = facts.lexical;
      values[at + PACKED] = (ending << 16) | facts.packed;
      values[at + ROLES] = facts.roles;
    });
  }

  /** Learns the document's words; then `values` holds them. */
  prepare({ word, tokenCount }: TokenisedDocument): void {
    const records = this.#records;
    const values = records.ready();
    for (let i = 0; i < tokenCount; i++) if (values[word[i]! * FACTS] === 0) records.learn(word[i]!);
    this.values = values;
  }
}
