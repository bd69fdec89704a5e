import type { Citation } from '../stages/stage.js';

/** Publications behind the statistics themselves. */
const STATISTICS: readonly Citation[] = [
  {
    key: 'efron1979',
    authors: 'Efron, Bradley',
    year: 1979,
    title: 'Bootstrap methods: Another look at the jackknife',
    venue: 'The Annals of Statistics 7(1), 1-26',
    doi: '10.1214/aos/1176344552',
    use: 'bootstrap intervals',
  },
  {
    key: 'dunning1993',
    authors: 'Dunning, Ted',
    year: 1993,
    title: 'Accurate methods for the statistics of surprise and coincidence',
    venue: 'Computational Linguistics 19(1), 61-74',
    use: 'log-likelihood G²',
  },
  {
    key: 'hardie2014',
    authors: 'Hardie, Andrew',
    year: 2014,
    title: 'Log Ratio: An informal introduction',
    venue: 'ESRC Centre for Corpus Approaches to Social Science',
    use: 'Log Ratio',
  },
  {
    key: 'evert2022',
    authors: 'Evert, Stephanie',
    year: 2022,
    title: 'Measuring keyness',
    venue: 'Digital Humanities 2022: Conference Abstracts',
    doi: '10.17605/OSF.IO/CY6MW',
    use: 'conservative Log Ratio',
  },
  {
    key: 'monroe2008',
    authors: 'Monroe, Burt L. and Colaresi, Michael P. and Quinn, Kevin M.',
    year: 2008,
    title:
      "Fightin' words: Lexical feature selection and evaluation for identifying the content of political conflict",
    venue: 'Political Analysis 16(4), 372-403',
    doi: '10.1093/pan/mpn018',
    use: 'weighted log-odds',
  },
  {
    key: 'gries2008',
    authors: 'Gries, Stefan Th.',
    year: 2008,
    title: 'Dispersions and adjusted frequencies in corpora',
    venue: 'International Journal of Corpus Linguistics 13(4), 403-437',
    doi: '10.1075/ijcl.13.4.02gri',
    use: 'dispersion DP',
  },
  {
    key: 'cliff1993',
    authors: 'Cliff, Norman',
    year: 1993,
    title: 'Dominance statistics: Ordinal analyses to answer ordinal questions',
    venue: 'Psychological Bulletin 114(3), 494-509',
    doi: '10.1037/0033-2909.114.3.494',
    use: "Cliff's delta",
  },
  {
    key: 'feng2004',
    authors: 'Feng, Du and Cliff, Norman',
    year: 2004,
    title: 'Monte Carlo evaluation of ordinal d with improved confidence interval',
    venue: 'Journal of Modern Applied Statistical Methods 3(2), 322-332',
    doi: '10.22237/jmasm/1099267560',
    use: "interval of Cliff's delta",
  },
  {
    key: 'benjamini1995',
    authors: 'Benjamini, Yoav and Hochberg, Yosef',
    year: 1995,
    title: 'Controlling the false discovery rate: A practical and powerful approach to multiple testing',
    venue: 'Journal of the Royal Statistical Society B 57(1), 289-300',
    doi: '10.1111/j.2517-6161.1995.tb02031.x',
    use: 'adjusted p-values',
  },
  {
    key: 'mann1947',
    authors: 'Mann, Henry B. and Whitney, Donald R.',
    year: 1947,
    title: 'On a test of whether one of two random variables is stochastically larger than the other',
    venue: 'The Annals of Mathematical Statistics 18(1), 50-60',
    doi: '10.1214/aoms/1177730491',
    use: 'p-values of differences between groups',
  },
  {
    key: 'romano2006',
    authors: 'Romano, Jeanine and Kromrey, Jeffrey D. and Coraggio, Jesse and Skowronek, Jeff',
    year: 2006,
    title:
      "Appropriate statistics for ordinal level data: Should we really be using t-test and Cohen's d for evaluating group differences on the NSSE and other surveys?",
    venue: 'Annual Meeting of the Florida Association of Institutional Research',
    use: '|delta| of 0.147 as the least that is called a difference',
  },
  {
    key: 'bonett2002',
    authors: 'Bonett, Douglas G. and Price, Robert M.',
    year: 2002,
    title:
      'Statistical inference for a linear function of medians: Confidence intervals, hypothesis testing, and sample size requirements',
    venue: 'Psychological Methods 7(3), 370-383',
    doi: '10.1037/1082-989X.7.3.370',
    use: 'intervals of differences of medians',
  },
  {
    key: 'newcombe1998',
    authors: 'Newcombe, Robert G.',
    year: 1998,
    title:
      'Interval estimation for the difference between independent proportions: Comparison of eleven methods',
    venue: 'Statistics in Medicine 17(8), 873-890',
    doi: '10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I',
    use: 'intervals of differences of shares',
  },
  {
    key: 'wilson1927',
    authors: 'Wilson, Edwin B.',
    year: 1927,
    title: 'Probable inference, the law of succession, and statistical inference',
    venue: 'Journal of the American Statistical Association 22(158), 209-212',
    doi: '10.1080/01621459.1927.10502953',
    use: 'intervals of shares',
  },
  {
    key: 'student1908',
    authors: 'Student',
    year: 1908,
    title: 'The probable error of a mean',
    venue: 'Biometrika 6(1), 1-25',
    doi: '10.1093/biomet/6.1.1',
    use: 'intervals of means over documents',
  },
  {
    key: 'cochran1968',
    authors: 'Cochran, William G.',
    year: 1968,
    title: 'The effectiveness of adjustment by subclassification in removing bias in observational studies',
    venue: 'Biometrics 24(2), 295-313',
    doi: '10.2307/2528036',
    use: 'the matched comparison',
  },
  {
    key: 'hotelling1933',
    authors: 'Hotelling, Harold',
    year: 1933,
    title: 'Analysis of a complex of statistical variables into principal components',
    venue: 'Journal of Educational Psychology 24(6), 417-441',
    doi: '10.1037/h0071325',
    use: 'the map of groups',
  },
  {
    key: 'broder1997',
    authors: 'Broder, Andrei Z.',
    year: 1997,
    title: 'On the resemblance and containment of documents',
    venue: 'Proceedings of Compression and Complexity of Sequences, 21-29',
    doi: '10.1109/SEQUEN.1997.666900',
    use: 'near-duplicates by MinHash',
  },
  {
    key: 'lijffijt2012',
    authors: 'Lijffijt, Jefrey and Gries, Stefan Th.',
    year: 2012,
    title: "Correction to Stefan Th. Gries' “Dispersions and adjusted frequencies in corpora”",
    venue: 'International Journal of Corpus Linguistics 17(1), 147-149',
    doi: '10.1075/ijcl.17.1.08lij',
    use: 'dispersion DPnorm',
  },
  {
    key: 'hyland2005',
    authors: 'Hyland, Ken',
    year: 2005,
    title: 'Metadiscourse: Exploring interaction in writing',
    venue: 'Continuum',
    use: 'the other lexicon of the sensitivity analysis',
  },
  {
    key: 'baly2020',
    authors: 'Baly, Ramy and Da San Martino, Giovanni and Glass, James and Nakov, Preslav',
    year: 2020,
    title: 'We can detect your bias: Predicting the political ideology of news articles',
    venue: 'Proceedings of EMNLP 2020, 4982-4991',
    doi: '10.18653/v1/2020.emnlp-main.404',
    use: 'the articles of the bundled reference',
  },
  {
    key: 'raasveldt2019',
    authors: 'Raasveldt, Mark and Mühleisen, Hannes',
    year: 2019,
    title: 'DuckDB: An embeddable analytical database',
    venue: 'Proceedings of the 2019 International Conference on Management of Data, 1981-1984',
    doi: '10.1145/3299869.3320212',
    use: 'all questions asked of an analysis',
  },
];

export type StatisticsKey =
  | 'efron1979'
  | 'dunning1993'
  | 'hardie2014'
  | 'evert2022'
  | 'monroe2008'
  | 'gries2008'
  | 'lijffijt2012'
  | 'cliff1993'
  | 'feng2004'
  | 'benjamini1995'
  | 'mann1947'
  | 'romano2006'
  | 'bonett2002'
  | 'newcombe1998'
  | 'wilson1927'
  | 'student1908'
  | 'cochran1968'
  | 'hotelling1933'
  | 'broder1997'
  | 'hyland2005'
  | 'baly2020'
  | 'raasveldt2019';

/** The publications behind statistics, by key. */
export function statisticsCitations(keys: readonly StatisticsKey[]): Citation[] {
  return STATISTICS.filter(({ key }) => (keys as readonly string[]).includes(key));
}

/** The keys of all measures of keyness. */
export const KEYNESS_KEYS: readonly StatisticsKey[] = [
  'dunning1993',
  'hardie2014',
  'evert2022',
  'monroe2008',
  'gries2008',
  'lijffijt2012',
];

/** Each publication once, by author. */
export function uniqueCitations(citations: readonly Citation[]): Citation[] {
  return [...new Map(citations.map((citation) => [citation.key, citation])).values()].sort((a, b) =>
    a.authors === b.authors ? a.year - b.year : a.authors < b.authors ? -1 : 1,
  );
}

/** "Hyland 2005", "Prince et al. 1982". */
export function shortCitation({ authors, year }: Pick<Citation, 'authors' | 'year'>): string {
  const names = authors.split(/ and /).map((name) => name.split(',')[0]!.trim());
  const who = names.length === 1 ? names[0]! : names.length === 2 ? names.join(' & ') : `${names[0]!} et al.`;
  return `${who} ${year}`;
}

/** A citation as BibTeX; braces and backslashes from data cannot break out of a field. */
export function bibtex({ key, authors, year, title, venue, doi, url }: Citation): string {
  const field = (name: string, value: string | number | undefined): string[] =>
    value === undefined ? [] : [`  ${name} = {${String(value).replace(/[{}\\]/g, '')}}`];
  const article = /^(.+?) (\d+)(?:\(([^)]+)\))?, ([\w-]+)$/.exec(venue);
  const [kind, place] =
    article !== null && !/^(Proceedings|Conference|Annual)/.test(venue)
      ? [
          'article',
          [
            ...field('journal', article[1]),
            ...field('volume', article[2]),
            ...field('number', article[3]),
            ...field('pages', article[4]?.replace('-', '--')),
          ],
        ]
      : /Proceedings|Conference|Workshop/i.test(venue)
        ? ['inproceedings', field('booktitle', venue)]
        : ['misc', field('howpublished', venue)];
  return `@${kind}{${key.replace(/[^\w:-]/g, '')},\n${[
    ...field('author', authors),
    ...field('year', year),
    ...field('title', title),
    ...(place as string[]),
    ...field('doi', doi),
    ...field('url', url),
  ].join(',\n')}\n}`;
}
