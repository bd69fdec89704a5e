/** Builds the article report: the article's annotations beside a corpus, section by section. */
import type { z } from 'zod';
import { checkOptions } from '../../base/options.js';
import type { CorpusDocument } from '../../corpora/document.js';
import { AnalysisStore } from '../../pipeline/store/analysis-store.js';
import { hedgerowVersion, manifestStages } from '../../pipeline/store/manifest-key.js';
import { AnalysisBaseline } from '../../queries/analysis-baseline.js';
import type { ActorProfile, ArticleProfile, Baseline } from '../../queries/baseline.js';
import { frameKey } from '../../queries/frame-columns.js';
import { ReferenceBaseline, referenceMismatch } from '../../queries/reference-baseline.js';
import type { Reference } from '../../queries/reference-file.js';
import { analysisMismatch } from '../../queries/stage-mismatch.js';
import { termKey } from '../../queries/term-key.js';
import type { Annotations, Plan } from '../../stages/plan.js';
import type { Validation } from '../../validation/corrected/schema.js';
import { KEYNESS_KEYS, statisticsCitations, uniqueCitations } from '../citations.js';
import { isKeywordCandidate } from '../keyness/rows.js';
import { articleMethods } from '../methods.js';
import { REPORT_OPTIONS } from '../options.js';
import { buildSections } from '../section.js';
import { ArticleAnnotation } from '../sections/article-annotation.js';
import type { ArticleBase } from '../sections/article-section.js';
import { validationCitations } from '../sections/validation/section.js';
import { ARTICLE_SECTIONS, type ArticleReport } from './sections.js';

export interface ArticleReportInput extends z.input<typeof REPORT_OPTIONS> {
  readonly document: CorpusDocument;
  readonly plan: Plan;
  /** Of the document, by the plan: `await (await loadPlan(plan))(document)`. */
  readonly annotations: Annotations;
  /** An opened analysis, or the bundled reference (`readReference()`). */
  readonly against: AnalysisStore | Reference;
  /** How the corpus is named in the report: its file's or folder's name. */
  readonly title?: string;
  /** Of a coded sample: adds corrected figures. */
  readonly validation?: Validation | undefined;
  /** The command that makes it, as it was typed: said in the methods. */
  readonly command?: string;
}

/** Compares one analysed article with a corpus: the model that all renderings are made from. */
export async function buildArticleReport(input: ArticleReportInput): Promise<ArticleReport> {
  const { against } = input;
  const options = checkOptions(REPORT_OPTIONS, { ...input });
  const article = new ArticleAnnotation(input.document, input.plan, input.annotations);
  const profile = profileOf(article);
  const baseline: Baseline =
    against instanceof AnalysisStore
      ? await AnalysisBaseline.prepare(against, profile, {
          title: input.title ?? 'the corpus',
          keepDuplicates: options.keepDuplicates,
        })
      : new ReferenceBaseline(against, profile);
  const stages = manifestStages(input.plan);
  const base: ArticleBase = {
    article: articleFacts(article),
    baseline: {
      ...baseline.describe(),
      mismatch: [
        ...(against instanceof AnalysisStore
          ? analysisMismatch(input.plan, against.manifest, against.selection.registry !== undefined)
          : referenceMismatch(input.plan, against)),
      ],
    },
    stages: stages as ArticleReport['stages'],
  };
  const cut: string[] = [];
  const built = (await buildSections(
    ARTICLE_SECTIONS,
    {
      article,
      baseline,
      corpus: against instanceof AnalysisStore ? against : null,
      options,
      measures: await baseline.measures(article.measures().map(({ name }) => name)),
      terms: await baseline.terms(),
      validation: input.validation,
      cut: (what) => cut.push(what),
    },
    { format: 'hedgerow-article-report/2', hedgerow: hedgerowVersion(), ...base },
  )) as ArticleReport;
  return {
    ...built,
    methods: [
      ...(input.command === undefined ? [] : [`Made by: ${input.command}`]),
      ...articleMethods(stages, base.baseline, article.tokenising.boilerplate.length),
      ...ARTICLE_SECTIONS.flatMap(({ methods }) => methods?.(built) ?? []),
    ],
    citations: uniqueCitations([
      ...stages.flatMap(({ citations }) => citations),
      ...statisticsCitations([
        'wilson1927',
        'cameron2015',
        'student1908',
        'broder1997',
        ...KEYNESS_KEYS,
        ...validationCitations(input.validation),
        ...(built.sensitivity.checks.some(({ key }) => key === 'lexicon') ? (['hyland2005'] as const) : []),
        ...(base.baseline.kind === 'reference' ? (['baly2020'] as const) : (['raasveldt2019'] as const)),
      ]),
    ]),
    cut,
  };
}

function articleFacts({ document, tokenising, point }: ArticleAnnotation): ArticleBase['article'] {
  const span = ({ start, end }: { start: number; end: number }) => ({ start: point(start), end: point(end) });
  const { id, title, outlet, author, published, section, url, text } = document;
  return {
    id,
    title,
    outlet,
    author,
    published,
    section,
    url,
    text,
    words: tokenising.word_count,
    sentences: tokenising.sentences.map(span),
    paragraphs: tokenising.paragraphs.map(span),
    boilerplate: tokenising.boilerplate.map(({ kind, ...at }) => ({ ...span(at), kind })),
  };
}

function profileOf(article: ArticleAnnotation): ArticleProfile {
  const measures = new Map<string, number>();
  for (const { name } of article.measures()) {
    const value = article.value(name);
    if (value !== null) measures.set(name, value);
  }
  const frames = new Map<string, number>();
  for (const { codebook, frame, score } of article.framing?.frames ?? [])
    if (score !== null) frames.set(frameKey(codebook, frame), score);
  const actors = new Map<string, ActorProfile>();
  const rated = article.sentiment?.actor_sentiments ?? [];
  for (const { actor, name, voice, mean, mentions } of rated)
    if (voice === 'all') {
      const means = rated.filter((row) => row.actor === actor).map((row) => [row.voice, row.mean] as const);
      actors.set(actor, { name, mean, mentions, means: Object.fromEntries(means) });
    }
  return {
    shingles:
      article.lexis === undefined
        ? null
        : { signature: article.lexis.shingle_minima, words: article.tokenising.word_count },
    measures,
    profileMeasures: article
      .measures()
      .filter(({ measure }) => measure?.leading)
      .map(({ name, measure }) => ({ name, title: measure!.title })),
    frames,
    actors,
    terms: (article.lexis?.term_counts ?? [])
      .filter(({ term, count }) => count >= 2 && isKeywordCandidate(term))
      .map(({ term }) => term),
    termCounts: new Map((article.lexis?.term_counts ?? []).map(({ term, count }) => [term, count])),
    hedges: [
      ...new Set(
        (article.hedging?.hedging_cues ?? [])
          .filter(({ series }) => series === 'hedge')
          .map(({ surface }) => termKey(surface)),
      ),
    ],
    facts: {
      section: article.document.section,
      url: article.document.url,
      published: article.document.published,
    },
    words: article.tokenising.word_count,
  };
}
