/** Worked examples: short texts with values worked out by hand. They are the stage's first tests and its documentation. */
import type { StageExample } from '../stage.js';

export const examples: readonly StageExample[] = [
  {
    name: 'a sentence that ends in a question mark is a question',
    text: 'The ferry is late. Who decides that? Nobody says.',
    expect: {
      questions: [{ surface: 'Who decides that?', sentence: 1 }],
      // Nine words are too few for a rate.
      question_rate: null,
    },
  },
  {
    name: 'rates are per 1,000 words',
    // 25 sentences of four words, five of them questions.
    text: `${'The ferry left early. '.repeat(20)}${'Who saw it leave? '.repeat(5)}`.trim(),
    expect: { question_rate: 50 },
  },
  {
    name: 'another mark may be chosen',
    text: 'Who decides that; nobody says.',
    options: { mark: '.' },
    expect: { questions: [{ sentence: 0 }] },
  },
];
