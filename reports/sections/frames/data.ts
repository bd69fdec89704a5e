/** The frames of the article. */
import type { FrameBaseline } from '../../../queries/baseline.js';
import { frameKey } from '../../../queries/frame-columns.js';
import { scoreWithout } from '../../../stages/framing/annotation.js';
import { midRankPercentile, percentileInterval } from '../../../statistics/percentile.js';
import { wilson } from '../../../statistics/shares.js';
import type { ArticleAnnotation } from '../article-annotation.js';
import type { FrameRow } from './schema.js';

/** The article's frames, by codebook, highest score first, beside the corpus. */
export function frameRows(
  article: ArticleAnnotation,
  baseline: ReadonlyMap<string, FrameBaseline>,
): FrameRow[] {
  const { point } = article;
  const evidence = article.framing?.frame_evidence ?? [];
  const rows = (article.framing?.frames ?? []).map((frame): FrameRow => {
    const key = frameKey(frame.codebook, frame.frame);
    const corpus = baseline.get(key);
    const standing =
      corpus === undefined || corpus.below === null || corpus.equal === null || frame.score === null
        ? null
        : { below: corpus.below, equal: corpus.equal, n: corpus.n };
    const interval = standing === null ? null : percentileInterval(standing);
    return {
      codebook: frame.codebook,
      frame: frame.frame,
      code: frame.code,
      score: frame.score,
      present: frame.present,
      leading: frame.leading,
      claim: frame.claim,
      baseline:
        corpus === undefined
          ? null
          : {
              n: corpus.n,
              mean: corpus.mean,
              present: corpus.present,
              presentInterval: wilson(corpus.present, corpus.n),
            },
      percentile: standing === null ? null : midRankPercentile(standing),
      percentileInterval: interval === null ? null : [interval[0], interval[1]],
      topic: nearby(corpus),
      evidence: evidence
        .filter((e) => e.codebook === frame.codebook && e.frame === frame.frame)
        .sort((a, b) => b.weight - a.weight || a.start - b.start)
        .map((e) => ({
          start: point(e.start),
          end: point(e.end),
          term: e.term,
          voice: e.voice,
          stance: e.stance,
          weight: e.weight,
          without: scoreWithout(frame, e.weight),
        })),
    };
  });
  const order = new Map(rows.map(({ codebook }, index) => [codebook, index] as const).reverse());
  return rows.sort(
    (a, b) => order.get(a.codebook)! - order.get(b.codebook)! || (b.score ?? -1) - (a.score ?? -1),
  );
}

function nearby(corpus: FrameBaseline | undefined): FrameRow['topic'] {
  const standing = corpus?.topic ?? null;
  if (standing === null || standing.n === 0) return null;
  const interval = percentileInterval(standing);
  return {
    documents: standing.n,
    present: standing.present,
    percentile: midRankPercentile(standing)!,
    percentileInterval: interval === null ? null : [interval[0], interval[1]],
  };
}
