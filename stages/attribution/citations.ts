// What the attribution stage rests on.
import type { Citation } from '../stage.js';

export const citations: readonly Citation[] = [
  {
    key: 'newell2018',
    authors: 'Edward Newell, Drew Margolin and Derek Ruths',
    year: 2018,
    title: 'An Attribution Relations Corpus for Political News',
    venue: 'LREC',
    url: 'https://aclanthology.org/L18-1524/',
    use: 'what an attribution is: source, cue and content',
  },
  {
    key: 'recasens2013',
    authors: 'Marta Recasens, Cristian Danescu-Niculescu-Mizil and Dan Jurafsky',
    year: 2013,
    title: 'Linguistic Models for Analyzing and Detecting Biased Language',
    venue: 'ACL',
    url: 'https://aclanthology.org/P13-1162/',
    use: 'list of reporting verbs',
  },
  {
    key: 'hooper1975',
    authors: 'Joan B. Hooper',
    year: 1975,
    title: 'On Assertive Predicates',
    venue: 'Syntax and Semantics 4, Academic Press, 91-124',
    use: 'assertive and factive verbs',
  },
];
