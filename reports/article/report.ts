import { seededRandom } from '../../base/random.js';
import type { CorpusDocument } from '../../corpora/document.js';
import { AnalysisStore } from '../../pipeline/store/analysis-store.js';
import { hedgerowVersion, manifestStages } from '../../pipeline/store/manifest-key.js';
import { AnalysisBaseline } from '../../queries/analysis-baseline.js';
import type { ActorProfile, ArticleProfile, Baseline, MeasureBaseline } from '../../queries/baseline.js';
import type { BaselineDescription } from '../../queries/baseline-schema.js';
import { frameKey } from '../../queries/frame-columns.js';
import { ReferenceBaseline, referenceMismatch } from '../../queries/reference.js';
import type { Reference } from '../../queries/reference-file.js';
import { stageMismatch } from '../../queries/stage-mismatch.js';
import type { Annotations, Plan } from '../../stages/plan.js';
import { medianInterval, midRankPercentile, percentileInterval } from '../../statistics/percentile.js';
import { valueAt } from '../../statistics/quantiles.js';
import { KEYNESS_KEYS, statisticsCitations, uniqueCitations } from '../citations.js';
import { isKeywordCandidate } from '../keyness-rows.js';
import { methodsParagraphs } from '../methods.js';
import { ACTORS_LISTED, actorRows } from './actors.js';
import { ArticleAnnotation } from './annotation.js';
import { frameRows } from './frames.js';
import { openingWords } from './key-findings.js';
import { collocateRows, hedgeRows, keywordRows } from './keywords.js';
import { articleMarks } from './marks.js';
import type { ArticleReport, MeasureRow } from './report-schema.js';
import { articleSensitivity } from './robustness.js';

export interface ArticleReportInput {
  readonly document: CorpusDocument;
  readonly plan: Plan;
  /** Of the document, by the plan: `loadPlan(plan)(document)`. */
  readonly annotations: Annotations;
  /** An opened analysis, or the bundled reference (`readReference()`). */
  readonly against: AnalysisStore | Reference;
  /** How the corpus is named in the report: its file's or folder's name. */
  readonly title?: string;
  /** Counts near-duplicates too; they are left out by default. */
  readonly keepDuplicates?: boolean;
}

const NEAREST_LISTED = 8;
/** Passages kept for a measure; the rest are counted. */
const PASSAGES_PER_MEASURE = 200;

/** Compares one analysed article with a corpus: the model that all renderings are made from. */
export async function buildArticleReport(input: ArticleReportInput): Promise<ArticleReport> {
  const article = new ArticleAnnotation(input.document, input.plan, input.annotations);
  const profile = profileOf(article);
  const baseline: Baseline =
    input.against instanceof AnalysisStore
      ? await AnalysisBaseline.prepare(input.against, profile, {
          title: input.title ?? 'the corpus',
          keepDuplicates: input.keepDuplicates ?? false,
        })
      : new ReferenceBaseline(input.against, profile);
  const stages = manifestStages(input.plan);
  const description: BaselineDescription = {
    ...baseline.describe(),
    mismatch: [
      ...(input.against instanceof AnalysisStore
        ? stageMismatch(stages, input.against.manifest.stages, 'corpus')
        : referenceMismatch(input.plan, input.against)),
    ],
  };
  const hits: ArticleReport['hits'] = {};
  const measures = measureRows(article, await baseline.measures(article.measures().map((m) => m.name)), hits);
  const allActors = actorRows(article, await baseline.actors());
  const actors = allActors.slice(0, ACTORS_LISTED);
  const frames = frameRows(article, await baseline.frames());
  const terms = await baseline.terms();
  const keywords = keywordRows(article, description, terms);
  const hedges = hedgeRows(article, description, await baseline.hedges());
  const collocates = collocateRows(article, description, terms);
  const sensitivity = await articleSensitivity(article, baseline, measures);
  const nearest = await baseline.nearest(NEAREST_LISTED);
  const cut: string[] = [];
  if (allActors.length > actors.length)
    cut.push(`${allActors.length - actors.length} less mentioned actors of ${allActors.length}`);
  if (keywords.cut > 0) cut.push(`${keywords.cut} less key words`);
  if (hedges.cut > 0) cut.push(`${hedges.cut} less key hedges`);
  const { document, tokenising, point } = article;
  const span = ({ start, end }: { start: number; end: number }) => ({ start: point(start), end: point(end) });
  return {
    format: 'hedgerow-article-report/2',
    hedgerow: hedgerowVersion(),
    article: {
      id: document.id,
      title: document.title,
      outlet: document.outlet,
      author: document.author,
      published: document.published,
      section: document.section,
      url: document.url,
      text: document.text,
      words: tokenising.word_count,
      sentences: tokenising.sentences.map(span),
      paragraphs: tokenising.paragraphs.map(span),
      boilerplate: tokenising.boilerplate.map(({ kind, ...at }) => ({ ...span(at), kind })),
    },
    baseline: description,
    opening: openingWords({
      baseline: description,
      measures,
      actors,
      frames,
      keywords: keywords.rows,
      sensitivity,
    }),
    measures,
    hits,
    marks: articleMarks(article),
    actors,
    frames,
    keywords: keywords.rows,
    hedges: hedges.rows,
    collocates,
    sensitivity,
    nearest: [...nearest],
    methods: methodsParagraphs(stages, description, {
      matched: measures.some(({ matched }) => matched !== null),
      checked: sensitivity.findings.length > 0,
      collocates: collocates.length > 0,
      boilerplate: { spans: tokenising.boilerplate.length, documents: 1 },
    }),
    stages: stages as ArticleReport['stages'],
    citations: uniqueCitations([
      ...stages.flatMap(({ citations }) => citations),
      ...statisticsCitations([
        'efron1979',
        'wilson1927',
        'student1908',
        'broder1997',
        ...KEYNESS_KEYS,
        ...(sensitivity.checks.some(({ key }) => key === 'lexicon') ? (['hyland2005'] as const) : []),
        ...(description.kind === 'reference' ? (['baly2020'] as const) : (['raasveldt2019'] as const)),
      ]),
    ]),
    cut,
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
    shingleMinima: article.lexis?.shingle_minima ?? [],
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
    hedges: [
      ...new Set(
        (article.hedging?.hedging_cues ?? [])
          .filter(({ series }) => series === 'hedge')
          .map(({ surface }) => surface.toLowerCase()),
      ),
    ],
    words: article.tokenising.word_count,
  };
}

function measureRows(
  article: ArticleAnnotation,
  baselines: ReadonlyMap<string, MeasureBaseline>,
  hits: ArticleReport['hits'],
): MeasureRow[] {
  return article.measures().map((column): MeasureRow => {
    const measure = column.measure!;
    const baseline = baselines.get(column.name);
    const value = article.value(column.name);
    const standing = value === null ? null : (baseline?.standing ?? null);
    const interval =
      standing === null ? null : percentileInterval(standing, seededRandom(`measure/${column.name}`));
    const quantiles = baseline?.distribution.quantiles ?? [];
    const median =
      baseline === undefined ? null : medianInterval(baseline.distribution.n, (p) => valueAt(quantiles, p));
    let evidence: MeasureRow['evidence'] = null;
    if (measure.evidence !== null) {
      const indices = article.evidence(measure.evidence);
      hits[measure.evidence.column] ??= article
        .hits(measure.evidence.column)
        .map(({ start, end, fields }) => ({ start, end, fields: { ...fields } }));
      evidence = {
        column: measure.evidence.column,
        hits: indices.slice(0, PASSAGES_PER_MEASURE),
        total: indices.length,
      };
    }
    return {
      name: column.name,
      title: measure.title,
      group: measure.group,
      family: measure.family,
      voice: measure.voice,
      unit: column.unit ?? '',
      description: column.description,
      leading: measure.leading,
      value,
      baseline:
        baseline === undefined
          ? null
          : {
              n: baseline.distribution.n,
              mean: baseline.distribution.mean,
              sd: baseline.distribution.sd,
              median: valueAt(quantiles, 0.5),
              medianInterval: median === null ? null : [median[0], median[1]],
              quantiles: [...quantiles],
            },
      percentile: standing === null ? null : midRankPercentile(standing),
      percentileInterval: interval === null ? null : [interval[0], interval[1]],
      matched: matchedOf(column.name, baseline),
      evidence,
    };
  });
}

/** The percentile among documents of like length; null where they are too few to tell. */
function matchedOf(name: string, baseline: MeasureBaseline | undefined): MeasureRow['matched'] {
  const standing = baseline?.matched ?? null;
  if (standing === null || standing.n < 20) return null;
  const interval = percentileInterval(standing, seededRandom(`matched/${name}`));
  return {
    documents: standing.n,
    percentile: midRankPercentile(standing)!,
    percentileInterval: interval === null ? null : [interval[0], interval[1]],
  };
}
