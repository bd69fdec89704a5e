/** What the stage rests on; reports print it as references. */
import type { Citation } from '../stage.js';

export const citations: readonly Citation[] = [
  {
    key: 'flesch1948',
    authors: 'Flesch, Rudolf',
    year: 1948,
    title: 'A new readability yardstick',
    venue: 'Journal of Applied Psychology 32(3), 221-233',
    doi: '10.1037/h0057532',
    use: 'reading ease',
  },
  {
    key: 'kincaid1975',
    authors: 'Kincaid, J. Peter and Fishburne, Robert P. and Rogers, Richard L. and Chissom, Brad S.',
    year: 1975,
    title:
      'Derivation of new readability formulas (Automated Readability Index, Fog Count and Flesch Reading Ease Formula) for Navy enlisted personnel',
    venue: 'Research Branch Report 8-75, Naval Technical Training Command',
    doi: '10.21236/ADA006655',
    use: 'grade level from syllables',
  },
  {
    key: 'coleman1975',
    authors: 'Coleman, Meri and Liau, T. L.',
    year: 1975,
    title: 'A computer readability formula designed for machine scoring',
    venue: 'Journal of Applied Psychology 60(2), 283-284',
    doi: '10.1037/h0076540',
    use: 'grade level from characters',
  },
  {
    key: 'covington2010',
    authors: 'Covington, Michael A. and McFall, Joe D.',
    year: 2010,
    title: 'Cutting the Gordian knot: The moving-average type-token ratio (MATTR)',
    venue: 'Journal of Quantitative Linguistics 17(2), 94-100',
    doi: '10.1080/09296171003643098',
    use: 'lexical diversity over windows of 50 and 100 words',
  },
  {
    key: 'mccarthy2010',
    authors: 'McCarthy, Philip M. and Jarvis, Scott',
    year: 2010,
    title:
      'MTLD, vocd-D, and HD-D: A validation study of sophisticated approaches to lexical diversity assessment',
    venue: 'Behavior Research Methods 42(2), 381-392',
    doi: '10.3758/BRM.42.2.381',
    use: 'lexical diversity (MTLD)',
  },
  {
    key: 'li2012',
    authors: 'Li, Ping and Owen, Art and Zhang, Cun-Hui',
    year: 2012,
    title: 'One permutation hashing',
    venue: 'Advances in Neural Information Processing Systems 25',
    url: 'https://proceedings.neurips.cc/paper/2012/hash/eaa32c96f620053cf442ad32258076b9-Abstract.html',
    use: 'signatures by which near-duplicates are found',
  },
];
