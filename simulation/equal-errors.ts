/** How often the test of equal errors rejects them, where they are equal and where they are not. */
import { seededRandom } from '../base/random.js';
import { chiSquareUpper } from '../statistics/chi-square.js';
import { equalErrors } from '../statistics/equal-errors.js';
import { drawGroup, type ToolErrors } from './corrected.js';

export interface EqualityDesign {
  readonly name: string;
  /** By group. */
  readonly prevalence: readonly number[];
  readonly errors: readonly ToolErrors[];
  readonly equal: boolean;
}

export interface EqualityRate {
  readonly design: string;
  readonly coded: number;
  readonly equal: boolean;
  /** Share of samples in which the test can be made, and of those in which p < .05: by bootstrap, and against chi-square. */
  readonly made: number;
  readonly rejected: number;
  readonly byChiSquare: number;
  readonly runs: number;
}

export function equalityRate(
  { name, prevalence, errors, equal }: EqualityDesign,
  coded: number,
  runs: number,
  draws = 299,
): EqualityRate {
  const random = seededRandom(`equality ${name} ${coded}`);
  let [made, rejected, byChiSquare] = [0, 0, 0];
  for (let run = 0; run < runs; run++) {
    const cells = prevalence.flatMap((share, g) =>
      drawGroup(share, errors[g]!, coded, random).strata.map(({ units, predicted, y }) => ({
        group: g,
        predicted,
        units,
        coded: [y.filter((one) => one === 0).length, y.filter((one) => one === 1).length],
      })),
    );
    const found = equalErrors(cells, prevalence.length, 2, { seed: `${name} ${run}`, draws });
    if (found === null) continue;
    made++;
    if (found.p < 0.05) rejected++;
    if (chiSquareUpper(found.statistic, found.freedom) < 0.05) byChiSquare++;
  }
  return {
    design: name,
    coded,
    equal,
    made: made / runs,
    rejected: rejected / made,
    byChiSquare: byChiSquare / made,
    runs,
  };
}

const TYPICAL: ToolErrors = { recall: 0.7, specificity: 0.95 };
const GOOD: ToolErrors = { recall: 0.85, specificity: 0.98 };

const alike = (name: string, prevalence: readonly number[], errors: ToolErrors): EqualityDesign => ({
  name,
  prevalence,
  errors: prevalence.map(() => errors),
  equal: true,
});
const apart = (name: string, share: number, other: ToolErrors): EqualityDesign => ({
  name,
  prevalence: [share, share],
  errors: [other, TYPICAL],
  equal: false,
});

export const EQUALITY_DESIGNS: readonly EqualityDesign[] = [
  ...[0.05, 0.1, 0.25, 0.5].map((share) => alike(`${share} in both of two`, [share, share], TYPICAL)),
  alike('0.1 and 0.4', [0.1, 0.4], TYPICAL),
  ...[0.05, 0.25].map((share) => alike(`${share} in all of four`, [share, share, share, share], TYPICAL)),
  alike('0.05, 0.1, 0.2 and 0.4', [0.05, 0.1, 0.2, 0.4], TYPICAL),
  alike(
    '0.25 in all of eight',
    Array.from({ length: 8 }, () => 0.25),
    TYPICAL,
  ),
  alike('0.1 in both, better tool', [0.1, 0.1], GOOD),
  apart('0.1, specificity .90 against .95', 0.1, { recall: 0.7, specificity: 0.9 }),
  apart('0.25, specificity .85 against .95', 0.25, { recall: 0.7, specificity: 0.85 }),
  apart('0.25, recall .5 against .7', 0.25, { recall: 0.5, specificity: 0.95 }),
  apart('0.5, recall .5 against .7', 0.5, { recall: 0.5, specificity: 0.95 }),
];
