/** Every measure of the article beside the corpus. */
import { counted } from '../../../base/wording.js';
import type { MeasureBaseline } from '../../../queries/baseline.js';
import {
  midRankPercentile,
  percentileInterval,
  quantileMedianInterval,
  type Standing,
} from '../../../statistics/percentile.js';
import { valueAt } from '../../../statistics/quantiles.js';
import type { ArticleAnnotation } from '../article-annotation.js';
import type { Hits, MeasureRow, Topic } from './schema.js';

/** Passages kept for a measure; the rest are counted. */
const PASSAGES_PER_MEASURE = 200;

/** Words of an article under which it has no percentiles. */
export const PERCENTILE_WORDS = 50;

export function measureRows(
  article: ArticleAnnotation,
  baselines: ReadonlyMap<string, MeasureBaseline>,
  hits: Hits,
): MeasureRow[] {
  return article.measures().map((column): MeasureRow => {
    const measure = column.measure!;
    const baseline = baselines.get(column.name);
    const value = article.value(column.name);
    // A rate over so few words is a matter of one hit more or less.
    const judged = article.tokenising.word_count >= PERCENTILE_WORDS;
    const standing = value === null || !judged ? null : (baseline?.standing ?? null);
    const interval = standing === null ? null : percentileInterval(standing);
    const quantiles = baseline?.distribution.quantiles ?? [];
    const median =
      baseline === undefined
        ? null
        : quantileMedianInterval(baseline.distribution.n, (p) => valueAt(quantiles, p));
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
      matched: amongSome(baseline?.matched),
      topic: judged ? amongSome(baseline?.topic) : null,
      evidence,
    };
  });
}

/** "among the 78 documents nearest in topic (“taliban”, “peshawar”, …)". */
export function topicText({ documents, terms }: Topic): string {
  return `among the ${counted(documents, 'document')} nearest in topic, by the words that tell documents apart (${terms.map((term) => `“${term}”`).join(', ')} …)`;
}

/** The percentile among some documents; null where they are too few to tell. */
function amongSome(standing: Standing | null = null): MeasureRow['matched'] {
  if (standing === null || standing.n < 20) return null;
  const interval = percentileInterval(standing);
  return {
    documents: standing.n,
    percentile: midRankPercentile(standing)!,
    percentileInterval: interval === null ? null : [interval[0], interval[1]],
  };
}
