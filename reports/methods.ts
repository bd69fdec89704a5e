import { hedgerowVersion } from '../pipeline/manifest-key.js';
import type { Citation } from '../stages/stage.js';
import type { BaselineDescription } from './article/model.js';
import { count, counted, listing } from './wording.js';

/** Publications behind the statistics themselves. */
export const STATISTICS_CITATIONS: readonly Citation[] = [
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
];

/** What a comparison between groups rests on besides. */
export const GROUP_CITATIONS: readonly Citation[] = [
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
];

interface RunStage {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly citations: readonly Pick<Citation, 'key' | 'authors' | 'year' | 'use'>[];
}

/** "Hyland 2005", "Prince et al. 1982". */
export function shortCitation({ authors, year }: Pick<Citation, 'authors' | 'year'>): string {
  const names = authors.split(/ and /).map((name) => name.split(',')[0]!.trim());
  const who = names.length === 1 ? names[0]! : names.length === 2 ? names.join(' & ') : `${names[0]!} et al.`;
  return `${who} ${year}`;
}

/** Paragraphs for a methods section, made from what was run. */
export function methodsParagraphs(stages: readonly RunStage[], baseline: BaselineDescription): string[] {
  const steps = stages.map(
    ({ title, version, citations }) =>
      `${title.toLowerCase()} (version ${version}${citations.length === 0 ? '' : `; ${citations.map(shortCitation).join(', ')}`})`,
  );
  const leftOut = baseline.leftOut.map(
    ({ reason, documents }) => `${counted(documents, 'document')} ${reason}`,
  );
  return [
    `The article was analysed with Hedgerow ${hedgerowVersion()} by these stages: ${listing(steps)}.`,
    `It was compared with ${counted(baseline.documents, 'document')} (${count(baseline.tokens)} words) of ${baseline.title}${leftOut.length === 0 ? '' : `; left out: ${listing(leftOut)}`}. ${baseline.note ?? ''}`.trim(),
    'Percentiles are mid-rank percentiles over the documents that have a value; their 95% intervals are percentile bootstrap intervals over documents (Efron 1979), drawn from a fixed seed. They tell how well the corpus fixes the percentile, not how the article would vary if it were written again. Medians carry distribution-free intervals. Mean sentiment is that of P(positive) − P(negative): in the article over mentions with a bootstrap interval, in the corpus over documents.',
    "Keywords are the article's words, met twice or more, against the corpus: log-likelihood (Dunning 1993), Log Ratio (Hardie 2014), conservative Log Ratio at 95% with Bonferroni's correction (Evert 2022), weighted log-odds with the pooled frequencies as Dirichlet prior, as strong as the article is long (Monroe et al. 2008), with document frequency and dispersion DPnorm in the corpus (Gries 2008). Near-duplicates are found by MinHash signatures of five-word shingles, from an estimated Jaccard similarity of 0.5 on.",
  ];
}

/** A citation as BibTeX; braces and backslashes from data cannot break out of a field. */
export function bibtex({ key, authors, year, title, venue, doi, url }: Citation): string {
  const field = (name: string, value: string | number | undefined): string[] =>
    value === undefined ? [] : [`  ${name} = {${String(value).replace(/[{}\\]/g, '')}}`];
  return `@misc{${key.replace(/[^\w:-]/g, '')},\n${[
    ...field('author', authors),
    ...field('year', year),
    ...field('title', title),
    ...field('howpublished', venue),
    ...field('doi', doi),
    ...field('url', url),
  ].join(',\n')}\n}`;
}
