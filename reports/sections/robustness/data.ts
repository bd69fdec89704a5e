/** Whether what stands out holds when counted in other ways. */
import type { AlternativeValue, Baseline, Standing } from '../../../queries/baseline.js';
import { recount } from '../../../queries/recount.js';
import { ALTERNATIVES, type Alternative } from '../../../queries/robustness-checks.js';
import type { Column } from '../../../stages/columns.js';
import { midRankPercentile, percentileInterval } from '../../../statistics/percentile.js';
import type { ArticleAnnotation } from '../article-annotation.js';
import type { MeasureRow } from '../measures/schema.js';
import type { ArticleSensitivity } from './schema.js';

/** The quarters of the corpus outside of which a measure stands out. */
export const OUTER = 25;

/** Whether the whole interval of a percentile lies in an outer quarter: -1 the lowest, 1 the highest, 0 neither. */
export function outerQuarter(interval: readonly [number, number] | null): -1 | 0 | 1 {
  if (interval === null) return 0;
  return interval[1] <= OUTER ? -1 : interval[0] >= 100 - OUTER ? 1 : 0;
}

type Finding = ArticleSensitivity['findings'][number];
type Result = Finding['results'][number];

/** The leading measures that stand out, looked at again in the other voice, counted otherwise, among texts of like length. */
export async function articleSensitivity(
  article: ArticleAnnotation,
  baseline: Baseline,
  measures: readonly MeasureRow[],
): Promise<ArticleSensitivity> {
  const found = measures.filter((row) => row.leading && outerQuarter(row.percentileInterval) !== 0);
  const columns = new Map(article.measures().map((column) => [column.name, column]));
  const asked: (AlternativeValue & { readonly row: MeasureRow })[] = found.flatMap((row) => {
    const column = columns.get(row.name)!;
    return ALTERNATIVES.flatMap((alternative) => {
      const value = countedOtherwise(article, column, alternative);
      return value === null ? [] : [{ row, column, alternative, value }];
    });
  });
  const standings = await baseline.alternatives(asked);
  const findings = found.map((row): Finding => {
    const side = outerQuarter(row.percentileInterval);
    const voice = measures.find(
      (other) =>
        other.family === row.family &&
        other.name !== row.name &&
        other.voice === (row.voice === 'all' ? 'author' : 'all'),
    );
    const results: Result[] = [
      judged(
        'voice',
        side,
        voice?.value ?? null,
        voice?.percentile ?? null,
        voice?.percentileInterval ?? null,
        voice?.baseline?.n ?? 0,
      ),
      ...ALTERNATIVES.map(({ key }) => {
        const at = asked.findIndex((entry) => entry.row === row && entry.alternative.key === key);
        return at < 0 ? none(key) : standingResult(key, side, asked[at]!.value, standings[at] ?? null);
      }),
      ...(['length', 'topic'] as const).map((key) => {
        const some = key === 'length' ? row.matched : row.topic;
        return some === null
          ? none(key)
          : judged(key, side, row.value, some.percentile, some.percentileInterval, some.documents);
      }),
    ];
    return {
      name: row.name,
      title: row.title,
      percentile: row.percentile!,
      percentileInterval: row.percentileInterval,
      results,
    };
  });
  const used = (key: string): boolean =>
    findings.some(({ results }) =>
      results.some(({ check, verdict }) => check === key && verdict !== 'does not apply'),
    );
  return {
    checks: CHECKS.filter(({ key }) => used(key)),
    findings: findings.map((finding) => ({
      ...finding,
      results: finding.results.filter(({ check }) => used(check)),
    })),
  };
}

const CHECKS: ArticleSensitivity['checks'] = [
  {
    key: 'voice',
    title: 'other voice',
    description:
      "For a measure in the author's voice the same in all voices; for one in all voices the same in the author's voice only.",
  },
  ...ALTERNATIVES.map(({ key, title, description }) => ({ key, title, description })),
  {
    key: 'length',
    title: 'like length',
    description: 'Among the documents of half to twice as many words.',
  },
  {
    key: 'topic',
    title: 'like topic',
    description: 'Among the documents nearest in topic, told by the words that set documents apart.',
  },
];

const none = (check: string): Result => ({
  check,
  value: null,
  percentile: null,
  percentileInterval: null,
  documents: 0,
  verdict: 'does not apply',
});

function standingResult(check: string, side: number, value: number, standing: Standing | null): Result {
  if (standing === null || standing.n === 0) return none(check);
  const interval = percentileInterval(standing);
  return judged(check, side, value, midRankPercentile(standing), interval, standing.n);
}

function judged(
  check: string,
  side: number,
  value: number | null,
  percentile: number | null,
  interval: readonly [number, number] | null,
  documents: number,
): Result {
  if (percentile === null) return none(check);
  const there = outerQuarter(interval);
  const verdict = there === side ? 'survives' : there === -side ? 'reversed' : 'unclear';
  return {
    check,
    value,
    percentile,
    percentileInterval: interval === null ? null : [interval[0], interval[1]],
    documents,
    verdict,
  };
}

/** The article's own value of a measure counted in another way. */
function countedOtherwise(
  article: ArticleAnnotation,
  column: Column,
  alternative: Alternative,
): number | null {
  const { evidence } = column.measure!;
  const value = article.value(column.name);
  const type = article.plan.columns.find(({ name }) => name === evidence?.column)?.type;
  const keep = type === undefined ? null : alternative.keeps(column, type);
  return value === null || keep === null
    ? null
    : recount(
        column,
        value,
        keep,
        (list) => article.items(list),
        alternative.reading,
        (name) => article.value(name) ?? 0,
      );
}
