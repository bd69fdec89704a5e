/** Intervals of sums and differences made of the intervals of their parts. */

/** An estimate with its interval. */
export interface Bounded {
  readonly value: number;
  readonly interval: readonly [number, number];
}

/**
 * Method of variance estimates recovery (Zou & Donner 2008, doi:10.1002/sim.3095): of independent parts with weights w, the sum
 * `Σ w θ` has the bounds `Σ w θ - √(Σ (w (θ - l))²)` and `Σ w θ + √(Σ (w (u - θ))²)`, the bounds of a part with a negative weight
 * exchanged. So it keeps the asymmetry of its parts; of two shares with Wilson's intervals it is Newcombe's.
 */
export function weightedSum(parts: readonly (Bounded & { readonly weight: number })[]): Bounded {
  let value = 0;
  let below = 0;
  let above = 0;
  for (const { value: part, interval, weight } of parts) {
    const down = weight * (weight >= 0 ? part - interval[0] : part - interval[1]);
    const up = weight * (weight >= 0 ? interval[1] - part : interval[0] - part);
    value += weight * part;
    below += down ** 2;
    above += up ** 2;
  }
  return { value, interval: [value - Math.sqrt(below), value + Math.sqrt(above)] };
}

export const difference = (a: Bounded, b: Bounded): Bounded =>
  weightedSum([
    { ...a, weight: 1 },
    { ...b, weight: -1 },
  ]);
