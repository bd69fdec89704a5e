import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/random.js';
import { cliffsDelta } from '../../statistics/cliffs-delta.js';
import { clusteredDelta } from '../../statistics/clustered-delta.js';
import { clusteredMean } from '../../statistics/mean.js';

const random = seededRandom('clusters');

/** Six documents of a group in two clusters against four others in two. */
const values = Float64Array.from([5, 6, 6, 9, 8, 4, 1, 2, 6, 3]);
const inGroup = Uint8Array.from([1, 1, 1, 1, 1, 1, 0, 0, 0, 0]);
const cluster = Int32Array.from([0, 0, 0, 1, 1, 1, 2, 2, 3, 3]);

describe("Cliff's delta by clusters", () => {
  it('is that of the documents themselves', () => {
    const own = values.slice(0, 6).sort();
    const others = values.slice(6).sort();
    const { delta } = clusteredDelta(values, inGroup, cluster, random)!;
    // By hand: of 24 pairs, 20 are won, 2 tied and 2 lost.
    expect(delta).toBeCloseTo(18 / 24, 12);
    expect(delta).toBeCloseTo(cliffsDelta(own, others, random)!.delta, 12);
  });

  it('p is that of all ways to deal two of four clusters, by hand', () => {
    // Six ways to deal; the observed statistic and its mirror are reached by two of them or more.
    const p = clusteredDelta(values, inGroup, cluster, random)!.p!;
    expect(Math.min(...[1, 2, 3, 4, 5, 6].map((ways) => Math.abs(p - ways / 6)))).toBeLessThan(0.12);
    expect(p).toBeGreaterThan(0.2);
  });

  it('with one document a cluster the mean has the interval of Student with n - 1, leverage adjusted', () => {
    const one = Float64Array.from({ length: 12 }, (_, i) => (i * 7) % 12);
    const { mean, interval } = clusteredMean(one, Int32Array.from(one.keys()))!;
    const n = one.length;
    const squares = one.reduce((sum, x) => sum + (x - mean) ** 2, 0);
    // CR2 of single documents is the usual variance: Σ r² / (1 - 1/n) / n² = s² / n.
    const half = 2.200985160082949 * Math.sqrt(squares / (n - 1) / n);
    expect(interval![0]).toBeCloseTo(mean - half, 9);
    expect(interval![1]).toBeCloseTo(mean + half, 9);
  });

  it('leaves out unknown values, and says nothing where a side is empty, small or of one value', () => {
    const some = Float64Array.from(values);
    some[3] = Number.NaN;
    some[4] = Number.NaN;
    some[5] = Number.NaN;
    expect(clusteredDelta(some, inGroup, cluster, random)).toMatchObject({ p: null, clusters: [1, 2] });
    expect(clusteredDelta(values, new Uint8Array(10), cluster, random)).toBeNull();
    const flat = clusteredDelta(new Float64Array(10).fill(3), inGroup, cluster, random)!;
    expect(flat).toMatchObject({ delta: 0, interval: null, p: null });
    expect(clusteredDelta(values, inGroup, cluster, random)!.interval).toBeNull();
  });

  it('does not take a hundred documents of two alike outlets for a hundred witnesses', () => {
    const deal = seededRandom('outlets');
    let [naive, honest] = [0, 0];
    const runs = 200;
    for (let run = 0; run < runs; run++) {
      const common = Array.from({ length: 8 }, () => deal.next());
      const rows = Float64Array.from({ length: 400 }, (_, i) => common[i % 8]! + 0.5 * deal.next());
      const side = Uint8Array.from(rows, (_, i) => (i % 8 < 3 ? 1 : 0));
      const outlet = Int32Array.from(rows, (_, i) => i % 8);
      const x = rows.filter((_, i) => side[i] === 1).sort();
      const y = rows.filter((_, i) => side[i] === 0).sort();
      if (cliffsDelta(x, y, deal)!.p! < 0.05) naive++;
      if (clusteredDelta(rows, side, outlet, deal)!.p! < 0.05) honest++;
    }
    expect(naive / runs).toBeGreaterThan(0.5);
    expect(honest / runs).toBeLessThan(0.1);
  });
});
