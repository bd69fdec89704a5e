/**
 * Standard normal distribution function, by series near 0 and continued fraction in the tails (Abramowitz &
 * Stegun 1964, 26.2.11 and 26.2.14); absolute error below 1e-14.
 */
export function normalCdf(z: number): number {
  if (z === Number.POSITIVE_INFINITY) return 1;
  if (z === Number.NEGATIVE_INFINITY) return 0;
  const x = Math.abs(z);
  let upper: number;
  if (x < 3) {
    // Φ(x) - 1/2 = φ(x) Σ x^(2k+1) / (1·3·5…(2k+1)) (Abramowitz & Stegun 26.2.11).
    let term = x;
    let sum = x;
    for (let k = 1; k < 100 && term > 1e-18 * sum; k++) {
      term *= (x * x) / (2 * k + 1);
      sum += term;
    }
    upper = 0.5 - density(x) * sum;
  } else {
    // Laplace's continued fraction (Abramowitz & Stegun 26.2.14).
    let fraction = x;
    for (let k = 120; k >= 1; k--) fraction = x + k / fraction;
    upper = density(x) / fraction;
  }
  return z > 0 ? 1 - upper : upper;
}

function density(x: number): number {
  return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
}

/** Two-sided p-value of a standard normal statistic. */
export function twoSidedP(z: number): number {
  return Math.min(1, 2 * normalCdf(-Math.abs(z)));
}

/** The z at which the standard normal distribution function reaches p, by bisection; NaN outside (0, 1). */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) return Number.NaN;
  let low = -40;
  let high = 40;
  for (let k = 0; k < 200 && high - low > 1e-15 * Math.max(1, Math.abs(low)); k++) {
    const middle = (low + high) / 2;
    if (normalCdf(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
