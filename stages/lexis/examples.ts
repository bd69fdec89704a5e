/** Worked examples: short texts with values worked out by hand. */
import type { StageExample } from '../stage.js';

/** Ten words in two sentences of five, twelve syllables (riv-er and ea-ger have two). */
const TEN_WORDS = 'The river ran past us. We sat on eager feet. ';

/** Short texts of ours with values worked out by hand. */
export const examples: readonly StageExample[] = [
  {
    name: 'counts words in lower case, in code-unit order, marks left out',
    text: 'The vote, the VOTE: 12 ayes; none against.',
    expect: {
      term_counts: [
        { term: '12', count: 1 },
        { term: 'against', count: 1 },
        { term: 'ayes', count: 1 },
        { term: 'none', count: 1 },
        { term: 'the', count: 2 },
        { term: 'vote', count: 2 },
      ],
      type_token_ratio: 6 / 8,
      flesch_reading_ease: null,
      mattr_50: null,
      mtld: null,
    },
  },
  {
    name: 'a contraction is one word of a sentence, whatever its apostrophe',
    text: 'It can’t hold.',
    expect: {
      mean_sentence_length: 3,
      mean_word_length: 10 / 3,
      term_counts: [
        { term: 'ca', count: 1 },
        { term: 'hold', count: 1 },
        { term: 'it', count: 1 },
        { term: "n't", count: 1 },
      ],
    },
  },
  {
    name: 'a hundred words: the formulas as published, ten distinct words in any window',
    text: TEN_WORDS.repeat(10).trim(),
    expect: {
      mean_sentence_length: 5,
      flesch_reading_ease: 206.835 - 1.015 * 5 - 84.6 * 1.2,
      flesch_kincaid_grade: 0.39 * 5 + 11.8 * 1.2 - 15.59,
      mattr_50: 10 / 50,
      mattr_100: 10 / 100,
      // 10 / 14 falls below 0.72: factors of 14 words, seven whole ones in 98 words, then two distinct words
      // (a ratio of 1, no part of a factor): 100 / 7, the same backwards.
      mtld: 100 / 7,
    },
  },
  {
    name: 'a text without words has no values',
    text: '',
    expect: { term_counts: [], mean_sentence_length: null, mean_word_length: null, type_token_ratio: null },
  },
];
