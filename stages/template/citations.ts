/** What the stage rests on; reports print it as references. */
import type { Citation } from '../stage.js';

export const citations: readonly Citation[] = [
  {
    key: 'hyland2002questions',
    authors: 'Hyland, Ken',
    year: 2002,
    title: 'What do they mean? Questions in academic writing',
    venue: 'Text 22(4), 529-557',
    doi: '10.1515/text.2002.021',
    use: 'questions as a way to address the reader',
  },
];
