/** How many more units a wanted interval asks for. */
import { normalQuantile } from '../../statistics/normal.js';
import { type CodedSample, countsOf } from './sample.js';

export interface UnitsNeeded {
  readonly group: string;
  readonly figure: string;
  readonly coded: number;
  /** Half of the 95% interval wanted. */
  readonly half: number;
  /** Further units by Neyman's allocation, documents' own variation left aside; null where a stratum has no coded unit. */
  readonly more: number | null;
}

/** `n = (z Σ_h W_h S_h / half)²` units in all, S_h as coded with half a unit of each class added. */
export function unitsNeeded(sample: CodedSample, half: number): UnitsNeeded[] {
  const z = normalQuantile(0.975);
  return sample.plan.target.figures.flatMap(({ key, values }) =>
    sample.groups.map((group, g): UnitsNeeded => {
      const cells = sample.cells.filter((cell) => cell.group === g && cell.units > 0);
      const units = cells.reduce((sum, cell) => sum + cell.units, 0);
      const coded = cells.reduce((sum, cell) => sum + cell.coded.length, 0);
      const deviation = cells.reduce((sum, cell) => {
        const counts = countsOf(cell, values.length).map((n) => n + 0.5);
        const n = counts.reduce((a, b) => a + b, 0);
        const mean = counts.reduce((a, count, k) => a + count * values[k]!, 0) / n;
        const variance = counts.reduce((a, count, k) => a + count * (values[k]! - mean) ** 2, 0) / n;
        return sum + (cell.units / units) * Math.sqrt(variance);
      }, 0);
      const known = cells.every((cell) => cell.coded.length > 0);
      const wanted = Math.min(units, Math.ceil(((z * deviation) / half) ** 2));
      return { group, figure: key, coded, half, more: known ? Math.max(0, wanted - coded) : null };
    }),
  );
}
