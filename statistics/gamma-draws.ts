/** Draws from the gamma distribution and, by it, from Dirichlet's. */
import type { Random } from '../base/random.js';

/** Marsaglia & Tsang (2000, doi:10.1145/358407.358414), scale 1; a shape below 1 by one more uniform. */
export function gammaDraw(shape: number, random: Random): number {
  if (shape < 1) return gammaDraw(shape + 1, random) * (1 - random.next()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = normalDraw(random);
    const v = (1 + c * z) ** 3;
    if (v > 0 && Math.log(1 - random.next()) < 0.5 * z * z + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Standard normal, by Box & Muller (1958, doi:10.1214/aoms/1177706645). */
export function normalDraw(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

/** Shares that add up to 1. */
export function dirichletDraw(shapes: readonly number[], random: Random): number[] {
  const draws = shapes.map((shape) => gammaDraw(shape, random));
  const sum = draws.reduce((a, b) => a + b, 0);
  return draws.map((draw) => draw / sum);
}
