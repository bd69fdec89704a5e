/** What the stage rests on; reports print it as references. */
import type { Citation } from '../stage.js';

export const citations: readonly Citation[] = [
  {
    key: 'lafferty2001',
    authors: 'Lafferty, J., McCallum, A. & Pereira, F.',
    year: 2001,
    title: 'Conditional Random Fields: Probabilistic Models for Segmenting and Labeling Sequence Data',
    venue: 'ICML',
    use: 'the linear chain that finds and types names',
  },
  {
    key: 'shan2023',
    authors: 'Shan, A., Bauer, J., Carlson, R. & Manning, C.',
    year: 2023,
    title: 'Do “English” Named Entity Recognizers Work Well on Global Englishes?',
    venue: 'Findings of EMNLP',
    use: 'labelled worldwide newswire on which the recogniser is fitted',
  },
];
