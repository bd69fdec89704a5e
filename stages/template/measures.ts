/** The stage's measures, each one object. Reports compare, draw and open them without further code. */
import { measureSet, rate } from '../measure.js';

/** What is counted in a document, from which all measures are made. */
export interface QuestionCounts {
  readonly questions: number;
  readonly words: number;
}

export const questionMeasures = measureSet<QuestionCounts>('Questions', [
  rate({
    name: 'question_rate',
    title: 'Questions',
    description: 'Questions per 1,000 words.',
    evidence: { column: 'questions', where: {} },
    least: 100,
    hits: ({ questions }) => questions,
    words: ({ words }) => words,
  }),
]);
