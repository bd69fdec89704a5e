import { describe, expect, it } from 'vitest';
import { coverages } from '../../simulation/intervals.js';
import { errorRates } from '../../simulation/tests.js';

// The small version of `npm run simulate`. The bands are widened by three standard errors of so few runs: what has left them has left the promise.
describe('null and coverage harness', () => {
  it('every interval that is given covers 93 to 97%', () => {
    const outside = [...coverages(300, [10, 20, 50])].filter(({ given, covered, runs }) => {
      const error = 3 * Math.sqrt((0.95 * 0.05) / (runs * given));
      // Pools are samples here: an interval given in a few of them alone has no rate.
      return given > 0.05 && (covered! < 0.93 - error || covered! > 0.97 + error);
    });
    expect(outside).toEqual([]);
  });
  it('no test errs in more than its level', () => {
    const outside = [...errorRates(250, [10, 20, 50])].filter(
      ({ at05, at005, runs }) =>
        at05 > 0.055 + 3 * Math.sqrt((0.05 * 0.95) / runs) || at005 > 0.008 + 3 * Math.sqrt(0.005 / runs),
    );
    expect(outside).toEqual([]);
  });
  it('the harness sees what does not keep its word: a mean by Student of a very skewed measure', async () => {
    const { meanInterval, moments } = await import('../../statistics/mean.js');
    const { lognormal, sample } = await import('../../simulation/designs.js');
    const { seededRandom } = await import('../../base/random.js');
    const random = seededRandom('skewed');
    let covered = 0;
    for (let run = 0; run < 500; run++) {
      const { mean, sd } = moments(sample(lognormal(0, 1), 10, random));
      const [low, high] = meanInterval(mean, sd, 10)!;
      if (low <= Math.exp(0.5) && Math.exp(0.5) <= high) covered++;
    }
    expect(covered / 500).toBeLessThan(0.9);
  });
});
