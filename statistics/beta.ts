/** The beta distribution. */
import { logGamma } from './binomial.js';

/**
 * Regularised incomplete beta function I_x(a, b), by Lentz's continued fraction (Abramowitz & Stegun 1964,
 * 26.5.8): the distribution function of the beta distribution; relative error about 1e-12.
 */
export function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaCdf(1 - x, b, a);
  const front =
    Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a;
  const tiny = 1e-300;
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  d = 1 / (Math.abs(d) < tiny ? tiny : d);
  let fraction = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 + even * d;
    c = 1 + even / c;
    d = 1 / (Math.abs(d) < tiny ? tiny : d);
    if (Math.abs(c) < tiny) c = tiny;
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 + odd * d;
    c = 1 + odd / c;
    d = 1 / (Math.abs(d) < tiny ? tiny : d);
    if (Math.abs(c) < tiny) c = tiny;
    const step = d * c;
    fraction *= step;
    if (Math.abs(step - 1) < 1e-15) break;
  }
  return front * fraction;
}

/**
 * The x at which the beta distribution reaches p: Newton's steps from the mean, kept within a shrinking bracket, and halving
 * (on a logarithmic scale near 0) where a step would leave it.
 */
export function betaQuantile(p: number, a: number, b: number): number {
  const logFront = logGamma(a + b) - logGamma(a) - logGamma(b);
  let low = 0;
  let high = 1;
  let x = a / (a + b);
  for (let k = 0; k < 1100 && high - low > 1e-15 * high; k++) {
    const error = betaCdf(x, a, b) - p;
    if (error < 0) low = x;
    else high = x;
    if (high < 1e-300) return 0;
    const density = Math.exp(logFront + (a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x));
    const step = x - error / density;
    if (Math.abs(step - x) < 1e-15 * x) return x;
    x =
      step > low && step < high
        ? step
        : low === 0
          ? high / 2
          : low < high / 4
            ? Math.sqrt(low * high)
            : (low + high) / 2;
  }
  return (low + high) / 2;
}
