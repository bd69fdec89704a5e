/** The stage's measures: how hard a text is to read, and how varied its vocabulary is. */
import { type Measure, measureSet, ofText } from '../measure.js';
import { MTLD_MINIMUM_WORDS, mattr, mtld, typeTokenRatio } from './diversity.js';
import {
  colemanLiauIndex,
  fleschKincaidGrade,
  fleschReadingEase,
  meanSentenceLength,
  meanWordLength,
  READABILITY_MINIMUM_WORDS,
  type TextCounts,
} from './readability.js';
import type { WordSequence } from './term-counts.js';

const SENTENCES = { column: 'sentences', where: {} };

/** A formula over words, sentences, syllables and characters, with the words that it takes at least. */
const formula = (
  least: number,
  of: Omit<Parameters<typeof ofText<TextCounts>>[0], 'evidence' | 'threshold' | 'base'>,
): Measure<TextCounts> =>
  ofText({ ...of, evidence: SENTENCES, threshold: { least, of: 'words' }, base: ({ words }) => words });

export const readability = measureSet('Readability', [
  formula(1, {
    name: 'mean_sentence_length',
    title: 'Sentence length',
    description: 'Words per sentence; "can\'t" is one word.',
    unit: 'words per sentence',
    range: [1, null],
    value: meanSentenceLength,
  }),
  formula(1, {
    name: 'mean_word_length',
    title: 'Word length',
    description: 'Letters and digits per word.',
    unit: 'characters per word',
    range: [0, null],
    value: meanWordLength,
  }),
  formula(READABILITY_MINIMUM_WORDS, {
    name: 'flesch_reading_ease',
    title: 'Reading ease (Flesch)',
    description:
      '206.835 - 1.015 words/sentences - 84.6 syllables/words: higher is easier, 60 to 70 plain English.',
    unit: 'points',
    range: [null, 122],
    leading: true,
    value: fleschReadingEase,
  }),
  formula(READABILITY_MINIMUM_WORDS, {
    name: 'flesch_kincaid_grade',
    title: 'Grade (Flesch-Kincaid)',
    description: '0.39 words/sentences + 11.8 syllables/words - 15.59.',
    unit: 'school years',
    range: [null, null],
    value: fleschKincaidGrade,
  }),
  formula(READABILITY_MINIMUM_WORDS, {
    name: 'coleman_liau_index',
    title: 'Grade (Coleman-Liau)',
    description:
      '0.0588 characters per 100 words - 0.296 sentences per 100 words - 15.8; needs no syllables.',
    unit: 'school years',
    range: [null, null],
    value: colemanLiauIndex,
  }),
]);

/** An index over the sequence of a text's words. */
const index = (
  least: number | null,
  of: Omit<Parameters<typeof ofText<WordSequence>>[0], 'evidence' | 'threshold' | 'base'>,
): Measure<WordSequence> =>
  ofText({
    ...of,
    evidence: null,
    threshold: least === null ? null : { least, of: 'words' },
    base: ({ length }) => length,
  });

export const lexicalDiversity = measureSet('Lexical diversity', [
  index(null, {
    name: 'type_token_ratio',
    title: 'Type-token ratio',
    description:
      'Distinct words over words. It falls with length whatever the style: compare only texts of like length, or use MATTR or MTLD.',
    unit: 'share',
    range: [0, 1],
    value: ({ typeCount, length }) => typeTokenRatio(typeCount, length),
  }),
  ...[50, 100].map((window) =>
    index(window, {
      name: `mattr_${window}`,
      title: `Moving-average TTR, ${window} words`,
      description: `Mean share of distinct words over every stretch of ${window} words.`,
      unit: 'share',
      range: [0, 1],
      leading: window === 100,
      value: ({ types, typeCount }) => mattr(types, typeCount, window),
    }),
  ),
  index(MTLD_MINIMUM_WORDS, {
    name: 'mtld',
    title: 'Lexical diversity (MTLD)',
    description:
      'Mean length of the stretches over which the type-token ratio stays at 0.72 or above, forwards and backwards: a stretch ends where the ratio falls below 0.72; programs that end it at 0.72 itself give somewhat lower values.',
    unit: 'words',
    range: [0, null],
    value: ({ types, typeCount }) => mtld(types, typeCount),
  }),
]);
