/** The publications behind the statistics. */
import type { Citation } from '../stages/stage.js';

/** Publications behind the statistics themselves. */
const STATISTICS: readonly Citation[] = [
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
    key: 'brunner2000',
    authors: 'Brunner, Edgar and Munzel, Ullrich',
    year: 2000,
    title: 'The nonparametric Behrens-Fisher problem: Asymptotic theory and a small-sample approximation',
    venue: 'Biometrical Journal 42(1), 17-25',
    doi: '10.1002/(SICI)1521-4036(200001)42:1<17::AID-BIMJ17>3.0.CO;2-U',
    use: 'test of a group against the others',
  },
  {
    key: 'neubert2007',
    authors: 'Neubert, Karin and Brunner, Edgar',
    year: 2007,
    title: 'A studentized permutation test for the non-parametric Behrens-Fisher problem',
    venue: 'Computational Statistics & Data Analysis 51(10), 5192-5204',
    doi: '10.1016/j.csda.2006.05.024',
    use: 'the same test in small groups and among ties',
  },
  {
    key: 'besag1991',
    authors: 'Besag, Julian and Clifford, Peter',
    year: 1991,
    title: 'Sequential Monte Carlo p-values',
    venue: 'Biometrika 78(2), 301-304',
    doi: '10.1093/biomet/78.2.301',
    use: 'number of permutations',
  },
  {
    key: 'lydersen2009',
    authors: 'Lydersen, Stian and Fagerland, Morten W. and Laake, Petter',
    year: 2009,
    title: 'Recommended tests for association in 2 × 2 tables',
    venue: 'Statistics in Medicine 28(7), 1159-1175',
    doi: '10.1002/sim.3531',
    use: "mid-p of Fisher's test for shares",
  },
  {
    key: 'hall1992',
    authors: 'Hall, Peter',
    year: 1992,
    title: 'On the removal of skewness by transformation',
    venue: 'Journal of the Royal Statistical Society: Series B 54(1), 221-228',
    doi: '10.1111/j.2517-6161.1992.tb01876.x',
    use: 'intervals of means of skewed measures',
  },
  {
    key: 'hettmansperger1986',
    authors: 'Hettmansperger, Thomas P. and Sheather, Simon J.',
    year: 1986,
    title: 'Confidence intervals based on interpolated order statistics',
    venue: 'Statistics & Probability Letters 4(2), 75-79',
    doi: '10.1016/0167-7152(86)90021-0',
    use: 'intervals of medians',
  },
  {
    key: 'satterthwaite1946',
    authors: 'Satterthwaite, Franklin E.',
    year: 1946,
    title: 'An approximate distribution of estimates of variance components',
    venue: 'Biometrics Bulletin 2(6), 110-114',
    doi: '10.2307/3002019',
    use: 'degrees of freedom of matched differences',
  },
  {
    key: 'cameron2015',
    authors: 'Cameron, A. Colin and Miller, Douglas L.',
    year: 2015,
    title: "A practitioner's guide to cluster-robust inference",
    venue: 'Journal of Human Resources 50(2), 317-372',
    doi: '10.3368/jhr.50.2.317',
    use: 'values that stand in clusters',
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
  {
    key: 'neyman1934',
    authors: 'Neyman, Jerzy',
    year: 1934,
    title:
      'On the two different aspects of the representative method: The method of stratified sampling and the method of purposive selection',
    venue: 'Journal of the Royal Statistical Society 97(4), 558-606',
    doi: '10.2307/2342192',
    use: 'how the coded units were shared among the strata',
  },
  {
    key: 'egami2023',
    authors: 'Egami, Naoki and Hinck, Musashi and Stewart, Brandon M. and Wei, Hanying',
    year: 2023,
    title:
      'Using imperfect surrogates for downstream inference: Design-based supervised learning for social science applications of large language models',
    venue: 'Advances in Neural Information Processing Systems 36',
    url: 'https://arxiv.org/abs/2306.04746',
    use: 'figures corrected by group',
  },
  {
    key: 'angelopoulos2023',
    authors: 'Angelopoulos, Anastasios N. and Duchi, John C. and Zrnic, Tijana',
    year: 2023,
    title: 'PPI++: Efficient prediction-powered inference',
    venue: 'arXiv',
    url: 'https://arxiv.org/abs/2311.01453',
    use: 'the tuned weight of the predictions in corrected figures',
  },
  {
    key: 'clopper1934',
    authors: 'Clopper, C. J. and Pearson, E. S.',
    year: 1934,
    title: 'The use of confidence or fiducial limits illustrated in the case of the binomial',
    venue: 'Biometrika 26(4), 404-413',
    doi: '10.1093/biomet/26.4.404',
    use: 'exact intervals of the strata of corrected figures',
  },
  {
    key: 'zou2008',
    authors: 'Zou, Guang Yong and Donner, Allan',
    year: 2008,
    title: 'Construction of confidence limits about effect measures: A general approach',
    venue: 'Statistics in Medicine 27(10), 1693-1702',
    doi: '10.1002/sim.3095',
    use: 'the intervals of the strata joined',
  },
  {
    key: 'liang1986',
    authors: 'Liang, Kung-Yee and Zeger, Scott L.',
    year: 1986,
    title: 'Longitudinal data analysis using generalized linear models',
    venue: 'Biometrika 73(1), 13-22',
    doi: '10.1093/biomet/73.1.13',
    use: 'variation between documents in intervals of corrected figures',
  },
  {
    key: 'rogan1978',
    authors: 'Rogan, Walter J. and Gladen, Beth',
    year: 1978,
    title: 'Estimating prevalence from the results of a screening test',
    venue: 'American Journal of Epidemiology 107(1), 71-76',
    doi: '10.1093/oxfordjournals.aje.a112510',
    use: 'figures corrected with errors that all groups share',
  },
  {
    key: 'cochran1954',
    authors: 'Cochran, William G.',
    year: 1954,
    title: 'The combination of estimates from different experiments',
    venue: 'Biometrics 10(1), 101-129',
    doi: '10.2307/3001666',
    use: 'the test of equal errors',
  },
  {
    key: 'davison1997',
    authors: 'Davison, A. C. and Hinkley, D. V.',
    year: 1997,
    title: 'Bootstrap methods and their application',
    venue: 'Cambridge University Press',
    doi: '10.1017/CBO9780511802843',
    use: 'the distribution of the test of equal errors',
  },
  {
    key: 'krippendorff2011',
    authors: 'Krippendorff, Klaus',
    year: 2011,
    title: "Computing Krippendorff's alpha-reliability",
    venue: 'University of Pennsylvania',
    url: 'https://repository.upenn.edu/handle/20.500.14332/2089',
    use: 'agreement of coders',
  },
  {
    key: 'gwet2008',
    authors: 'Gwet, Kilem Li',
    year: 2008,
    title: 'Computing inter-rater reliability and its variance in the presence of high agreement',
    venue: 'British Journal of Mathematical and Statistical Psychology 61(1), 29-48',
    doi: '10.1348/000711006X126600',
    use: 'agreement of coders',
  },
];

export type StatisticsKey =
  | 'brunner2000'
  | 'neubert2007'
  | 'besag1991'
  | 'lydersen2009'
  | 'hall1992'
  | 'hettmansperger1986'
  | 'satterthwaite1946'
  | 'cameron2015'
  | 'dunning1993'
  | 'hardie2014'
  | 'evert2022'
  | 'monroe2008'
  | 'gries2008'
  | 'lijffijt2012'
  | 'cliff1993'
  | 'feng2004'
  | 'benjamini1995'
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
  | 'raasveldt2019'
  | 'neyman1934'
  | 'egami2023'
  | 'angelopoulos2023'
  | 'clopper1934'
  | 'zou2008'
  | 'liang1986'
  | 'rogan1978'
  | 'cochran1954'
  | 'davison1997'
  | 'krippendorff2011'
  | 'gwet2008';

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

/** How a report is cited: what it is of, with which version, against what. */
export function reportCitation(
  title: string,
  report: {
    readonly hedgerow: string;
    readonly baseline?: { readonly title: string; readonly documents: number };
  },
): string {
  const against =
    report.baseline === undefined
      ? ''
      : `, against ${report.baseline.documents} documents of ${report.baseline.title}`;
  return `${title.replace(/\s+/g, ' ').trim()}: report by Hedgerow ${report.hedgerow}${against}.`;
}

/** The program itself, as CITATION.cff has it. */
export function programCitation(version: string): Citation {
  return {
    key: 'hedgerow',
    authors: 'Hedgerow contributors',
    year: 2026,
    title: `Hedgerow ${version}: hedging, sentiment toward actors and framing in commentary`,
    venue: 'Software',
    use: 'all measures',
  };
}

/** A citation in one line. */
export function shortReference({ authors, year, title, venue, doi, url }: Citation): string {
  const where = doi === undefined ? (url ?? '') : `https://doi.org/${doi}`;
  return `${authors} (${year}). ${title}. ${venue}.${where === '' ? '' : ` ${where}`}`;
}
