/** How often every test that a report makes errs where there is nothing to find. */
import { seededRandom } from '../base/random.js';
import { cliffsDelta } from '../statistics/cliffs-delta.js';
import { clusteredDelta } from '../statistics/clustered-delta.js';
import { fisher } from '../statistics/fisher.js';
import { CLUSTERS, clusteredSample, PAIRS, sample } from './designs.js';
import { SIZES } from './intervals.js';

/** Errors of one test in one design at one size. */
export interface ErrorRate {
  readonly test: string;
  readonly design: string;
  readonly size: string;
  /** Share of the samples that are tested. */
  readonly made: number;
  /** Share of all samples whose p lies below 0.05, and below 0.005. */
  readonly at05: number;
  readonly at005: number;
  readonly runs: number;
}

const OTHERS = 400;

function erring(runs: number, run: () => number | null) {
  let [made, at05, at005] = [0, 0, 0];
  for (let k = 0; k < runs; k++) {
    const p = run();
    if (p === null) continue;
    made++;
    if (p < 0.05) at05++;
    if (p < 0.005) at005++;
  }
  return { made: made / runs, at05: at05 / runs, at005: at005 / runs, runs };
}

/** @param runs - samples of each design and size. */
export function* errorRates(runs: number, sizes: readonly number[] = SIZES): Generator<ErrorRate> {
  for (const { name, x, y, level } of PAIRS.filter(({ level }) => level)) {
    if (!level) continue;
    const random = seededRandom(`test ${name}`);
    for (const n of sizes)
      for (const others of [n, OTHERS])
        yield {
          test: 'Brunner & Munzel, dealt anew in small samples',
          design: name,
          size: `${n} and ${others}`,
          ...erring(
            runs,
            () => cliffsDelta(sample(x, n, random).sort(), sample(y, others, random).sort(), random)!.p,
          ),
        };
  }
  for (const [own, others] of CLUSTERS)
    for (const spread of [0.3, 1]) {
      const random = seededRandom(`clusters ${own} ${others} ${spread}`);
      yield {
        test: 'whole clusters dealt anew',
        design: `correlated at .2 within clusters, sizes ${spread === 1 ? 'very unequal' : 'much alike'}`,
        size: `${own} and ${others} clusters`,
        ...erring(Math.ceil(runs / 2), () => {
          const { values, inGroup, cluster } = clusteredSample(own, others, spread, 0, random);
          return clusteredDelta(values, inGroup, cluster, random)!.p;
        }),
      };
    }
  for (const share of [0.02, 0.1, 0.3]) {
    const random = seededRandom(`fisher ${share}`);
    const hits = (n: number): number =>
      sample((r) => (r.next() < share ? 1 : 0), n, random).reduce((a, b) => a + b, 0);
    for (const n of sizes)
      yield {
        test: 'Fisher, mid-p',
        design: `both shares ${share}`,
        size: `${n} and ${OTHERS}`,
        ...erring(runs, () => fisher(hits(n), n, hits(OTHERS), OTHERS)?.mid ?? null),
      };
  }
}
