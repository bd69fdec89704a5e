/** Worked examples: short texts with values worked out by hand. */
import type { StageExample } from '../stage.js';

/** Short texts of ours with sentences and counts worked out by hand. */
export const examples: readonly StageExample[] = [
  {
    name: 'counts words and marks; a contraction is two tokens',
    text: "It can't hold.",
    expect: {
      token_count: 5,
      word_count: 4,
      sentences: [{ start: 0, end: 14 }],
      paragraphs: [{ start: 0, end: 14, first_sentence: 0 }],
    },
  },
  {
    name: 'a closing quotation mark belongs to the sentence before it',
    text: 'She said, “It is over.” He left.',
    expect: {
      sentences: [
        { start: 0, end: 23 },
        { start: 24, end: 32 },
      ],
    },
  },
  {
    name: 'a sentence goes on after a quoted question, a title and "et al."',
    text: '“Why?” he asked Gen. Ansar. Brill et al. disagree.',
    expect: {
      sentences: [
        { start: 0, end: 27 },
        { start: 28, end: 50 },
      ],
    },
  },
  {
    name: 'blank lines make paragraphs, single line breaks then do not',
    text: 'The vote\nis near.\n\nNobody knows.',
    expect: {
      paragraphs: [
        { start: 0, end: 17, first_sentence: 0 },
        { start: 19, end: 32, first_sentence: 1 },
      ],
    },
  },
  {
    name: 'without blank lines every line is a paragraph, and ends its sentence',
    text: 'A headline without a stop\nThe text begins.',
    expect: {
      paragraphs: [
        { start: 0, end: 25, first_sentence: 0 },
        { start: 26, end: 42, first_sentence: 1 },
      ],
    },
  },
  {
    name: 'a text without words has none',
    text: '',
    expect: { token_count: 0, word_count: 0, sentences: [], paragraphs: [] },
  },
  {
    name: 'a sentence begins at a mark that opens without a space, not at one that closes',
    text: 'He was stunned."It fell," she said. "I left."He ran.',
    expect: {
      sentences: [
        { start: 0, end: 15 },
        { start: 15, end: 35 },
        { start: 36, end: 45 },
        { start: 45, end: 52 },
      ],
    },
  },
  {
    name: 'a sentence goes on after "et al." before a year, after "Fig." and within "Ph.D.s"',
    text: 'Okafor et al. (2014) agree, see Fig. 3. Several Ph.D.s signed.',
    expect: {
      sentences: [
        { start: 0, end: 39 },
        { start: 40, end: 62 },
      ],
    },
  },
];
