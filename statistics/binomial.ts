/** The binomial distribution: quantiles and draws. */
import type { Random } from '../base/random.js';

/** Natural logarithm of the gamma function, by Lanczos's series (1964, doi:10.1137/0701008), g = 7; relative error below 1e-13. */
export function logGamma(x: number): number {
  const coefficients = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
    12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ];
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const z = x - 1;
  let sum = coefficients[0]!;
  for (let k = 1; k < 9; k++) sum += coefficients[k]! / (z + k);
  const t = z + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** P(B = k) of n draws at p, 0 < p < 1. */
function binomialAt(k: number, n: number, p: number): number {
  return Math.exp(
    logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1) + k * Math.log(p) + (n - k) * Math.log1p(-p),
  );
}

/** The least k with P(B <= k) >= q, B binomial of n draws at p. */
export function binomialQuantile(q: number, n: number, p: number): number {
  if (n <= 0 || p <= 0) return 0;
  if (p >= 1) return n;
  // What lies nine standard deviations below the mean weighs less than 1e-16.
  let k = Math.max(0, Math.floor(n * p - 9 * Math.sqrt(n * p * (1 - p)) - 9));
  const odds = p / (1 - p);
  let at = binomialAt(k, n, p);
  let below = at;
  while (below < q && k < n) {
    at *= (odds * (n - k)) / (k + 1);
    k++;
    below += at;
  }
  return k;
}

/**
 * Draws from the binomial distribution by inversion, walking outwards from the mode: exact, about
 * 2 √(n p (1 - p)) steps a draw.
 */
export function binomialDraws(n: number, p: number): (random: Random) => number {
  if (n <= 0 || p <= 0) return () => 0;
  if (p >= 1) return () => n;
  const mode = Math.floor((n + 1) * p);
  const atMode = binomialAt(mode, n, p);
  const odds = p / (1 - p);
  return (random) => {
    let left = random.next() - atMode;
    let down = mode;
    let up = mode;
    let atDown = atMode;
    let atUp = atMode;
    if (left < 0) return mode;
    while (down > 0 || up < n) {
      if (up < n) {
        atUp *= (odds * (n - up)) / (up + 1);
        up++;
        left -= atUp;
        if (left < 0) return up;
      }
      if (down > 0) {
        atDown *= down / (odds * (n - down + 1));
        down--;
        left -= atDown;
        if (left < 0) return down;
      }
    }
    return mode;
  };
}
