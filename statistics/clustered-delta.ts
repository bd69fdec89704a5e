/** Two groups that consist of whole clusters, such as leanings of outlets: what differs, with the clusters as what was drawn. */
import type { Random } from '../base/random.js';
import type { CliffsDelta } from './cliffs-delta.js';
import { studentQuantile } from './student.js';

/** Clusters that both groups must have for an interval; with fewer it covers as little as 90% (docs/statistics.md). */
export const CLUSTER_MINIMUM = 10;
/** Clusters that both must have for a test. */
export const CLUSTER_TEST_MINIMUM = 2;
/** Above this share of one value there is no test, as in `cliffsDelta`. */
const MODAL_SHARE = 0.95;
const PERMUTATIONS = 9_999;
const EXCEEDANCES = 20;

/** Sizes of clusters, and sums of their documents' values. */
export interface ClusterSums {
  readonly n: Float64Array;
  readonly sum: Float64Array;
}

/** A mean over documents of some clusters with its variance, and the clusters that they are worth. */
interface ClusterMean {
  readonly documents: number;
  readonly mean: number;
  readonly variance: number;
  readonly effective: number;
}

/**
 * `v = Σ_c u_c² / (1 - n_c / n) / n²`, u_c the sum of the residuals of cluster c (the leverage-adjusted variance of Bell and McCaffrey 2002,
 * CR2 of Cameron & Miller 2015, doi:10.3368/jhr.50.2.317), and the clusters of equal size that they are worth,
 * `(Σ n_c)² / Σ n_c²` (Kish 1965).
 */
function meanOver(clusters: ClusterSums, chosen: ArrayLike<number>): ClusterMean {
  const { n, sum } = clusters;
  let [documents, total, squares] = [0, 0, 0];
  for (let i = 0; i < chosen.length; i++) {
    const size = n[chosen[i]!]!;
    documents += size;
    total += sum[chosen[i]!]!;
    squares += size * size;
  }
  const mean = total / documents;
  let variance = 0;
  for (let i = 0; i < chosen.length; i++) {
    const c = chosen[i]!;
    const residual = sum[c]! - n[c]! * mean;
    variance += (residual * residual) / (1 - n[c]! / documents);
  }
  return {
    documents,
    mean,
    variance: variance / (documents * documents),
    effective: (documents * documents) / squares,
  };
}

/** Satterthwaite's degrees of freedom of a difference, each side with its effective clusters less one. */
function freedomOf(x: ClusterMean, y: ClusterMean): number {
  const part = ({ variance, effective }: ClusterMean): number =>
    (variance * variance) / Math.max(1, effective - 1);
  return (x.variance + y.variance) ** 2 / (part(x) + part(y));
}

const statistic = (x: ClusterMean, y: ClusterMean): number => {
  const variance = x.variance + y.variance;
  const difference = Math.abs(x.mean - y.mean);
  return variance > 1e-24 ? difference / Math.sqrt(variance) : difference * 1e12;
};

export interface ClusteredDelta extends CliffsDelta {
  /** Clusters of the group and of the others. */
  readonly clusters: readonly [number, number];
}

/**
 * Cliff's delta of a group against all others where documents stand in clusters that belong to one group as a whole: outlets
 * when leanings are compared. Documents of one cluster are alike, so that a test that takes each for itself errs in a fifth of
 * cases and more.
 *
 * Delta is the difference of mean mid-ranks, `d = 2 (R̄_x - R̄_y) / N`, over all documents as without clusters; its variance is
 * that between clusters (`meanOver`), the interval Student's on the asin scale with Satterthwaite's freedom. The p-value is that of
 * the studentised statistic with whole clusters dealt to the two groups anew (Neubert & Brunner 2007,
 * doi:10.1016/j.csda.2006.05.024, of clusters in place of values), which is exact where clusters are exchangeable.
 *
 * @param values - one a document; unknown ones (NaN) are left out.
 * @param inGroup - 1 for the documents of the group.
 * @param cluster - of each document; a number belongs to one side only.
 * @param random - deals the clusters; null where no p is asked for.
 * @returns null where a side is empty. The interval is null under 10 clusters on a side, p under 2, and where 95% share a value.
 */
export function clusteredDelta(
  values: Float64Array,
  inGroup: Uint8Array,
  cluster: Int32Array,
  random: Random | null,
): ClusteredDelta | null {
  const rows: number[] = [];
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i]!)) rows.push(i);
  const { rank, modalShare } = midRanks(rows.map((i) => values[i]!));
  const numbers = new Map<number, number>();
  const [n, sum, own]: [number[], number[], boolean[]] = [[], [], []];
  rows.forEach((i, k) => {
    let c = numbers.get(cluster[i]!);
    if (c === undefined) {
      c = numbers.size;
      numbers.set(cluster[i]!, c);
      n.push(0);
      sum.push(0);
      own.push(inGroup[i] === 1);
    }
    n[c]!++;
    sum[c]! += rank[k]!;
  });
  const clusters = { n: Float64Array.from(n), sum: Float64Array.from(sum) };
  const all = own.map((_, c) => c);
  const ours = all.filter((c) => own[c]);
  const others = all.filter((c) => !own[c]);
  if (ours.length === 0 || others.length === 0) return null;
  const scale = 2 / rows.length;
  const [x, y] = [meanOver(clusters, ours), meanOver(clusters, others)];
  const delta = scale * (x.mean - y.mean);
  const counts = [ours.length, others.length] as const;
  const few = Math.min(...counts);
  if (few < CLUSTER_TEST_MINIMUM || modalShare > MODAL_SHARE)
    return { delta, interval: null, p: null, clusters: counts };
  const error = scale * Math.sqrt(x.variance + y.variance);
  return {
    delta,
    interval: few < CLUSTER_MINIMUM ? null : asinInterval(delta, error, freedomOf(x, y)),
    p: random === null ? null : dealtP(clusters, ours.length, statistic(x, y), random),
    clusters: counts,
  };
}

function asinInterval(delta: number, error: number, freedom: number): readonly [number, number] | null {
  if (!(error > 1e-12) || Math.abs(delta) >= 1) return null;
  const half = (studentQuantile(0.975, freedom) * error) / Math.sqrt(1 - delta * delta);
  const middle = Math.asin(delta);
  return [Math.sin(Math.max(-Math.PI / 2, middle - half)), Math.sin(Math.min(Math.PI / 2, middle + half))];
}

/** As in `permutedBrunnerMunzelP`, dealing ends at 20 deals as extreme (Besag & Clifford 1991, doi:10.1093/biomet/78.2.301). */
function dealtP(clusters: ClusterSums, size: number, observed: number, random: Random): number {
  const count = clusters.n.length;
  const order = Int32Array.from({ length: count }, (_, c) => c);
  let exceeded = 0;
  for (let deal = 1; deal <= PERMUTATIONS; deal++) {
    for (let i = 0; i < size; i++) {
      const j = i + random.below(count - i);
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    const dealt = statistic(
      meanOver(clusters, order.subarray(0, size)),
      meanOver(clusters, order.subarray(size)),
    );
    if (dealt >= observed * (1 - 1e-9) && ++exceeded === EXCEEDANCES) return exceeded / deal;
  }
  return (1 + exceeded) / (1 + PERMUTATIONS);
}

/** Mid-ranks from 1, in the order of the values, and the share of the commonest value. */
function midRanks(values: readonly number[]): { readonly rank: Float64Array; readonly modalShare: number } {
  const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const rank = new Float64Array(values.length);
  let longest = 0;
  for (let i = 0; i < order.length; ) {
    let after = i + 1;
    while (after < order.length && values[order[after]!] === values[order[i]!]) after++;
    for (let k = i; k < after; k++) rank[order[k]!] = (i + after + 1) / 2;
    longest = Math.max(longest, after - i);
    i = after;
  }
  return { rank, modalShare: values.length === 0 ? 0 : longest / values.length };
}
