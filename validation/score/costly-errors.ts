/** What the costliest errors look like: units that the tool got wrong, with their sentences. */
import type { StudyUnit } from '../study/tables.js';
import type { CodedSample } from './sample.js';

export interface CostlyError {
  readonly unit: string;
  readonly group: string;
  readonly document: string;
  readonly predicted: string;
  readonly coded: string;
  readonly before: string;
  readonly text: string;
  readonly after: string;
  /** Units of the corpus that it stands for. */
  readonly weight: number;
  readonly score: number | null;
}

/** Those that stand for most units first; of equal ones those that the tool was surest of. */
export function costlyErrors(sample: CodedSample, units: readonly StudyUnit[], most = 20): CostlyError[] {
  const texts = new Map(units.map((unit) => [unit.unit, unit]));
  const sureness = (score: number | null): number => (score === null ? 0 : Math.abs(score));
  return sample.cells
    .flatMap((cell) =>
      cell.coded.flatMap(({ unit, coded, score }): CostlyError[] => {
        if (coded === cell.predicted) return [];
        const { before, text, after, mark_start, mark_end } = texts.get(unit)!;
        const points = [...text];
        const marked =
          mark_start === null
            ? text
            : `${points.slice(0, mark_start).join('')}⟦${points.slice(mark_start, mark_end!).join('')}⟧${points.slice(mark_end!).join('')}`;
        return [
          {
            unit,
            group: sample.groups[cell.group]!,
            document: sample.sealed.get(unit)!.document_id,
            predicted: sample.classes[cell.predicted]!,
            coded: sample.classes[coded]!,
            before,
            text: marked,
            after,
            weight: cell.units / cell.coded.length,
            score,
          },
        ];
      }),
    )
    .sort(
      (a, b) => b.weight - a.weight || sureness(b.score) - sureness(a.score) || (a.unit < b.unit ? -1 : 1),
    )
    .slice(0, most);
}
