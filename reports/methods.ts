import { count, counted, listing } from '../base/wording.js';
import { hedgerowVersion } from '../pipeline/store/manifest-key.js';
import type { BaselineDescription } from '../queries/baseline-schema.js';
import type { Citation } from '../stages/stage.js';
import { shortCitation } from './citations.js';
import type { Family, Sensitivity } from './outlets/report-schema.js';

interface RunStage {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly options?: unknown;
  readonly citations: readonly Pick<Citation, 'key' | 'authors' | 'year' | 'use'>[];
}

function stageList(stages: readonly RunStage[]): string {
  return listing(
    stages.map(
      ({ title, version, citations }) =>
        `${title.toLowerCase()} (version ${version}${citations.length === 0 ? '' : `; ${citations.map(shortCitation).join(', ')}`})`,
    ),
  );
}

function leftOutText({ leftOut }: BaselineDescription): string {
  return leftOut.length === 0
    ? ''
    : `; left out: ${listing(leftOut.map(({ reason, documents }) => `${counted(documents, 'document')} ${reason}`))}`;
}

const DUPLICATES =
  'Near-duplicates are found by MinHash signatures of five-word shingles (Broder 1997), from an estimated Jaccard similarity of 0.5 on.';

const KEYNESS =
  'log-likelihood G² (Dunning 1993), Log Ratio (Hardie 2014), conservative Log Ratio at 95% with Bonferroni’s correction (Evert 2022), weighted log-odds with the pooled frequencies as Dirichlet prior (Monroe et al. 2008), document frequency and dispersion DPnorm (Gries 2008; Lijffijt & Gries 2012)';

/** Lines marked as boilerplate, and the documents that have one. */
export interface BoilerplateCount {
  readonly spans: number;
  readonly documents: number;
}

/** What became of boilerplate, given the options of the stage that leaves it out; null: it was not looked for. */
function boilerplateText(stages: readonly RunStage[], found: BoilerplateCount | null, where: string): string {
  if (found === null) return '';
  const stage = stages.find(({ name }) => name === 'tokenising');
  const kept = (stage?.options as { keepBoilerplate?: boolean } | undefined)?.keepBoilerplate === true;
  return ` Boilerplate (lines of their own such as share lines, newsletter prompts, credits and notices, known by their wording or by their repetition within an outlet) was marked and ${kept ? 'measured like the rest' : 'left out of every measure'}: ${counted(found.spans, 'line')}${where}.`;
}

/** Paragraphs for a methods section, made from what was run. */
export function methodsParagraphs(
  stages: readonly RunStage[],
  baseline: BaselineDescription,
  ran: {
    readonly matched: boolean;
    readonly checked: boolean;
    readonly collocates: boolean;
    readonly boilerplate: BoilerplateCount;
  },
): string[] {
  return [
    `The article was analysed with Hedgerow ${hedgerowVersion()} by these stages: ${stageList(stages)}.${boilerplateText(stages, ran.boilerplate, '')}`,
    `It was compared with ${counted(baseline.documents, 'document')} (${count(baseline.tokens)} words) of ${baseline.title}${leftOutText(baseline)}. ${baseline.note ?? ''}`.trim(),
    `Percentiles are mid-rank percentiles over the documents that have a value; their 95% intervals are percentile bootstrap intervals over documents (Efron 1979), drawn from a fixed seed. They tell how well the corpus fixes the percentile, not how the article would vary if it were written again. Medians carry distribution-free intervals. Mean sentiment is that of P(positive) − P(negative): in the article over mentions with a bootstrap interval, in the corpus over documents.${ran.matched ? ' The matched percentile counts only documents of like length, between half and twice the words of the article.' : ''}`,
    `Keywords are the article’s words, and its hedges, met twice or more, against the corpus${ran.collocates ? '; collocates are the words of the sentences that mention an actor, its own names left out, against the corpus' : ''}: ${KEYNESS}. The prior is as strong as the article is long; a word is said to survive when its z keeps its sign beyond 1.96 under a prior a tenth and ten times as strong. One article is no sample of documents, so these describe it and claim nothing of its outlet. ${DUPLICATES}`,
    ...(ran.checked
      ? [
          'Each measure in the outer quarter of the corpus is looked at again in the other voice, by Hyland’s list (2005) in place of the lexicon, from sure hits only, and among documents of like length; a finding survives when the whole interval stays in the same outer quarter.',
        ]
      : []),
  ];
}

/** The same for a comparison of groups. */
export function outletMethods({
  by,
  over,
  corpus,
  stages,
  strata,
  minimum,
  families,
  sensitivity,
  keynessDocuments,
  boilerplate,
}: {
  readonly by: string;
  readonly over: string | null;
  readonly corpus: BaselineDescription;
  readonly stages: readonly RunStage[];
  readonly strata: readonly string[];
  readonly minimum: number;
  readonly families: readonly Family[];
  readonly sensitivity: Sensitivity;
  readonly keynessDocuments: number;
  /** Null where an engine or an earlier version left no marks. */
  readonly boilerplate: BoilerplateCount | null;
}): string[] {
  return [
    `${count(corpus.documents)} documents of ${corpus.title} were analysed with Hedgerow ${corpus.hedgerow} by these stages: ${stageList(stages)}${leftOutText(corpus)}.${boilerplateText(stages, boilerplate, boilerplate === null ? '' : ` in ${counted(boilerplate.documents, 'document')} of the corpus`)} ${DUPLICATES} The document is the unit throughout: means of sentiment are means over documents of their means over mentions.`,
    `Groups are the values of '${by}' with at least ${minimum} documents. Each is set against all other documents by Cliff’s delta with Feng and Cliff’s asymmetric 95% interval (Cliff 1993; Feng & Cliff 2004), tested by Mann and Whitney (1947), and by the difference of medians with Bonett and Price’s interval (2002); shares by Newcombe’s interval (1998) and chi-square. p-values are adjusted by Benjamini and Hochberg (1995) within ${counted(families.length, 'family').replace('familys', 'families')}: ${listing(families.map(({ name, tests, found }) => `${name} (${count(tests)} tests, ${count(found)} below 0.05)`))}. A difference is called one when its adjusted p lies below 0.05, its interval leaves out 0 and |delta| reaches 0.147 (Romano et al. 2006).`,
    `The matched difference compares a group with the others in the same strata (${listing(strata)}), weighted by the group’s documents (Cochran 1968), so that a difference is not one of subject, time or length; strata without others are left out. Its standard error takes the variance within cells as one.`,
    'Means over documents carry Student’s 95% intervals (1908), shares Wilson’s (1927), medians distribution-free ones; none is given under five documents.',
    `Words and hedges of each group are compared with those of all others: ${KEYNESS}, over ${count(keynessDocuments)} documents, at most 300 of a group, drawn by a fixed seed; collocates likewise over the sentences that mention an actor in at most 40 documents of a group. A word is claimed only where the conservative Log Ratio of the documents that hold it stays above one doubling: words come in bursts, so that counts of words, unlike counts of documents, find differences between groups that write alike.`,
    ...(sensitivity.findings.length === 0
      ? []
      : [
          `Sensitivity: each of the ${counted(sensitivity.findings.length, 'largest finding').replace('the 1 largest', 'the one largest')} was counted again — ${sensitivity.checks.map(({ title, description }) => `${title}: ${description}`).join(' ')} A finding survives when the effect keeps its sign and the interval leaves out 0.`,
        ]),
    `The map sets groups by their means of the leading measures, on one scale, on two principal components (Hotelling 1933).${over === null ? '' : ' Timelines are monthly means over documents.'} Passages are drawn by a fixed seed, one from each of a few documents of the group.`,
  ];
}
