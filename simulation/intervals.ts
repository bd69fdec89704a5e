/** How often every interval that a report shows covers what it is an interval of. */
import { type Random, seededRandom } from '../base/random.js';
import { cliffsDelta, DELTA_MINIMUM } from '../statistics/cliffs-delta.js';
import { clusteredDelta } from '../statistics/clustered-delta.js';
import { dominance, poolOf } from '../statistics/dominance.js';
import { matchedDifferences } from '../statistics/matched.js';
import { clusteredMean, meanInterval, moments, skewedMeanInterval } from '../statistics/mean.js';
import { atomNearMedian, medianInterval } from '../statistics/median.js';
import { medianDifference } from '../statistics/median-difference.js';
import { percentileInterval } from '../statistics/percentile.js';
import { quantile } from '../statistics/quantiles.js';
import { shareDifference, wilson } from '../statistics/shares.js';
import { CLUSTERS, clusteredSample, normal, PAIRS, POPULATIONS, sample, sentiment } from './designs.js';

/** Coverage of one interval in one design at one size. */
export interface Coverage {
  readonly interval: string;
  readonly design: string;
  readonly size: string;
  /** Share of the samples whose interval is given. */
  readonly given: number;
  /** Share of the intervals given that hold the truth; null where none is given. */
  readonly covered: number | null;
  readonly runs: number;
}

export const SIZES = [5, 10, 20, 50, 200] as const;
/** Documents that the groups of a comparison stand against. */
const OTHERS = 400;

/** A large sample that stands for the whole. */
const WHOLE = 40_000;

type Interval = readonly [number, number] | null | undefined;

function covering(runs: number, run: () => { readonly interval: Interval; readonly truth: number }) {
  let [given, covered] = [0, 0];
  for (let k = 0; k < runs; k++) {
    const { interval, truth } = run();
    if (interval == null) continue;
    given++;
    if (interval[0] <= truth && truth <= interval[1]) covered++;
  }
  return { given: given / runs, covered: given === 0 ? null : covered / given, runs };
}

/** @param runs - samples of each design and size. */
export function* coverages(runs: number, sizes: readonly number[] = SIZES): Generator<Coverage> {
  yield* means(runs, sizes);
  yield* medians(runs, sizes);
  yield* deltas(runs, sizes);
  yield* shares(runs, sizes);
  yield* matched(runs, sizes);
  yield* percentiles(runs, sizes);
  yield* mentions(runs, sizes);
  yield* clustered(runs);
}

function* means(runs: number, sizes: readonly number[]): Generator<Coverage> {
  for (const { name, draw, mean } of POPULATIONS) {
    const random = seededRandom(`mean ${name}`);
    const whole = sample(draw, WHOLE, random).sort();
    const shape = { skewness: moments(whole).skewness, modalShare: poolOf(whole).modalShare };
    for (const n of sizes)
      yield {
        interval: 'mean of a measure (Hall)',
        design: name,
        size: String(n),
        ...covering(runs, () => ({
          interval: skewedMeanInterval(moments(sample(draw, n, random)), shape),
          truth: mean,
        })),
      };
  }
  const random = seededRandom('mean sentiment');
  const truth = moments(sample(sentiment, 4 * WHOLE, random)).mean;
  for (const n of sizes)
    yield {
      interval: 'mean sentiment of documents (Student)',
      design: 'sentiment in three heaps',
      size: String(n),
      ...covering(runs, () => {
        const { mean, sd } = moments(sample(sentiment, n, random));
        return { interval: meanInterval(mean, sd, n), truth };
      }),
    };
}

function* medians(runs: number, sizes: readonly number[]): Generator<Coverage> {
  for (const { name, draw } of POPULATIONS) {
    const random = seededRandom(`median ${name}`);
    const pool = poolOf(sample(draw, WHOLE, random).sort());
    const truth = quantile(pool.values, 0.5)!;
    for (const n of sizes) {
      const atom = atomNearMedian(pool, n);
      yield {
        interval: 'median (Hettmansperger & Sheather)',
        design: name,
        size: String(n),
        ...covering(runs, () => ({
          interval: atom ? null : medianInterval(sample(draw, n, random).sort()),
          truth,
        })),
      };
      yield {
        interval: 'difference of medians (Bonett & Price)',
        design: name,
        size: `${n} and ${OTHERS}`,
        ...covering(runs, () => ({
          interval: atom
            ? null
            : medianDifference(sample(draw, n, random).sort(), sample(draw, OTHERS, random).sort())?.interval,
          truth: 0,
        })),
      };
    }
  }
}

function* deltas(runs: number, sizes: readonly number[]): Generator<Coverage> {
  for (const { name, x, y, level } of PAIRS) {
    const random = seededRandom(`delta ${name}`);
    const [a, b] = [sample(x, WHOLE, random).sort(), sample(y, WHOLE, random).sort()];
    const truth = level ? 0 : dominance(a, b).sum / (WHOLE * WHOLE);
    // Also of the fewest for which it is given, where it covers least.
    for (const n of [...sizes, DELTA_MINIMUM].sort((a, b) => a - b))
      for (const others of [n, OTHERS])
        yield {
          interval: "Cliff's delta (Brunner & Munzel)",
          design: name,
          size: `${n} and ${others}`,
          ...covering(runs, () => ({
            interval: cliffsDelta(sample(x, n, random).sort(), sample(y, others, random).sort(), UNUSED)
              ?.interval,
            truth,
          })),
        };
  }
}

/** Intervals draw nothing; a p-value that draws must not take time here. */
const UNUSED: Random = { next: () => 0, below: () => 0 };

function* shares(runs: number, sizes: readonly number[]): Generator<Coverage> {
  const random = seededRandom('shares');
  const hits = (n: number, p: number): number => {
    let k = 0;
    for (let i = 0; i < n; i++) if (random.next() < p) k++;
    return k;
  };
  for (const n of sizes) {
    // Coverage of a share swings with its value; what an interval promises is the mean over values (Newcombe 1998).
    yield {
      interval: 'share (Wilson)',
      design: 'shares of .02 to .98',
      size: String(n),
      ...covering(4 * runs, () => {
        const truth = 0.02 + 0.96 * random.next();
        return { interval: wilson(hits(n, truth) / n, n), truth };
      }),
    };
    yield {
      interval: 'difference of shares (Newcombe)',
      design: 'shares of .02 to .98',
      size: `${n} and ${OTHERS}`,
      ...covering(4 * runs, () => {
        const [p, q] = [0.02 + 0.96 * random.next(), 0.02 + 0.96 * random.next()];
        return { interval: shareDifference(hits(n, p), n, hits(OTHERS, q), OTHERS)?.interval, truth: p - q };
      }),
    };
  }
}

function* matched(runs: number, sizes: readonly number[]): Generator<Coverage> {
  for (const ratio of [1, 3, 1 / 3]) {
    const random = seededRandom(`matched ${ratio}`);
    for (const n of sizes)
      yield {
        interval: 'matched difference (Satterthwaite)',
        design: ratio === 1 ? 'equal variances' : `standard deviations ${ratio > 1 ? '3 to 1' : '1 to 3'}`,
        size: `${n} and ${OTHERS}`,
        ...covering(runs, () => {
          const size = n + OTHERS;
          const owner = Int32Array.from({ length: size }, (_, i) => (i < n ? 0 : 1));
          // Twelve strata within four, chosen otherwise by the group than by the others; one in ten is not known.
          const coarse = owner.map((g) => Math.floor(4 * random.next() ** (g === 0 ? 1 : 1.5)));
          const fine = coarse.map((c) => (random.next() < 0.1 ? -1 : 3 * c + random.below(3)));
          const values = Float64Array.from(
            owner,
            (g, i) => 2 * coarse[i]! + (g === 0 ? 0.4 + ratio * normal(random) : normal(random)),
          );
          return {
            interval: matchedDifferences(values, owner, { fine, coarse }, 1)[0]?.interval,
            truth: 0.4,
          };
        }),
      };
  }
}

function* percentiles(runs: number, sizes: readonly number[]): Generator<Coverage> {
  // As shares, over all values that a percentile may have.
  for (const ties of [0, 0.3]) {
    const random = seededRandom(`percentiles ${ties}`);
    for (const n of sizes)
      yield {
        interval: 'percentile (Wilson)',
        design: ties === 0 ? 'percentiles 2 to 98' : 'the same, at a value that up to 30% share',
        size: String(n),
        ...covering(4 * runs, () => {
          const equal = ties * random.next();
          const below = 0.02 + (0.96 - equal) * random.next();
          const standing = { below: 0, equal: 0, n };
          for (let i = 0; i < n; i++) {
            const u = random.next();
            if (u < below) standing.below++;
            else if (u < below + equal) standing.equal++;
          }
          return { interval: percentileInterval(standing), truth: 100 * (below + equal / 2) };
        }),
      };
  }
}

/** Cliff's delta of two normal distributions .8 apart: erf(.4). */
const DELTA_APART = 0.4283923550466685;

function* clustered(runs: number): Generator<Coverage> {
  for (const [own, others] of CLUSTERS)
    for (const spread of [0.3, 1])
      for (const shift of [0, 0.8]) {
        const random = seededRandom(`clustered ${own} ${others} ${spread} ${shift}`);
        const at = {
          design: `correlated at .2 within clusters, sizes ${spread === 1 ? 'very unequal' : 'much alike'}, ${shift} apart`,
          size: `${own} and ${others} clusters`,
        };
        yield {
          interval: "Cliff's delta by clusters",
          ...at,
          ...covering(Math.ceil(runs / 2), () => {
            const { values, inGroup, cluster } = clusteredSample(own, others, spread, shift, random);
            return {
              interval: clusteredDelta(values, inGroup, cluster, null)?.interval,
              truth: shift === 0 ? 0 : DELTA_APART,
            };
          }),
        };
        if (shift > 0) continue;
        yield {
          interval: 'mean by clusters',
          ...at,
          ...covering(Math.ceil(runs / 2), () => {
            const { values, cluster } = clusteredSample(own, 0, spread, 0, random);
            return { interval: clusteredMean(values, cluster)?.interval, truth: 0 };
          }),
        };
      }
}

function* mentions(runs: number, sizes: readonly number[]): Generator<Coverage> {
  const random = seededRandom('mentions');
  for (const n of sizes)
    yield {
      interval: 'mean sentiment of mentions, by sentence',
      design: 'one to three mentions a sentence, correlated at .63',
      size: `${n} sentences`,
      ...covering(runs, () => {
        const values: number[] = [];
        const clusters: number[] = [];
        for (let s = 0; s < n; s++) {
          const common = Math.sqrt(0.63) * normal(random);
          for (let k = random.below(3); k >= 0; k--) {
            values.push(common + Math.sqrt(0.37) * normal(random));
            clusters.push(s);
          }
        }
        return { interval: clusteredMean(values, clusters)?.interval, truth: 0 };
      }),
    };
}
