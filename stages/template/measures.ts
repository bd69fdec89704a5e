/** The stage's measures: what each counts, its unit and range, when it is null, and the hits that it opens to. */
import { measure } from '../columns.js';

/** Fewer words than this say nothing of a rate. */
const LEAST_WORDS = 100;

export const questionRate = measure(
  'question_rate',
  `Questions per 1,000 words. Null under ${LEAST_WORDS} words.`,
  {
    title: 'Questions',
    group: 'Questions',
    unit: 'per 1,000 words',
    range: [0, 1000],
    evidence: { column: 'questions', where: {} },
  },
);

export function questionRateOf(questions: number, words: number): number | null {
  return words < LEAST_WORDS ? null : (1000 * questions) / words;
}
