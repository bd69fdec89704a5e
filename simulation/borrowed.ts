/** Coverage of figures with borrowed errors, where these are the same in both corpora and where they are not. */
import { seededRandom } from '../base/random.js';
import { borrowedFigure, drawnErrors } from '../statistics/borrowed-errors.js';
import { sharedErrors } from '../statistics/misclassification.js';
import { spreadOfDocuments } from '../statistics/stratified-difference.js';
import { DOCUMENTS, drawGroup, type ToolErrors } from './corrected.js';

export interface BorrowedDesign {
  readonly name: string;
  /** Of the corpus that was coded, and of the one that borrows. */
  readonly prevalence: readonly [number, number];
  readonly errors: readonly [ToolErrors, ToolErrors];
  readonly same: boolean;
}

export interface BorrowedCoverage {
  readonly design: string;
  readonly coded: number;
  readonly same: boolean;
  /** Share of samples in which there is an interval, and of these in which it holds the truth; as counted, and corrected. */
  readonly given: number;
  readonly counted: number;
  readonly covered: number;
  /** Mean error as counted, corrected. */
  readonly countedBias: number;
  readonly bias: number;
  readonly runs: number;
}

export function borrowedCoverage(
  { name, prevalence, errors, same }: BorrowedDesign,
  coded: number,
  runs: number,
  draws = 400,
): BorrowedCoverage {
  const random = seededRandom(`borrowed ${name} ${coded}`);
  let [given, counted, covered, countedBias, bias] = [0, 0, 0, 0, 0];
  const truth = prevalence[1];
  for (let run = 0; run < runs; run++) {
    const cells = drawGroup(prevalence[0], errors[0], coded, random).strata.map(
      ({ units, predicted, y }) => ({
        group: 0,
        predicted,
        units,
        coded: [y.filter((one) => one === 0).length, y.filter((one) => one === 1).length],
      }),
    );
    const known = sharedErrors(cells, 2);
    if (known === null) continue;
    const own = drawGroup(prevalence[1], errors[1], 40, random);
    const half = (levels: readonly number[]): number =>
      spreadOfDocuments([...levels, 0], DOCUMENTS, own.products, own.units)[1];
    const drawn = drawnErrors(cells, 2, random, draws);
    const predicted = [1 - own.counted, own.counted];
    const found = borrowedFigure({ predicted, half }, [0, 1], known, drawn, random, draws);
    if (found.interval === null) continue;
    given++;
    if (found.interval[0] <= truth && truth <= found.interval[1]) covered++;
    if (Math.abs(own.counted - truth) <= half([-own.counted, 1 - own.counted])) counted++;
    countedBias += own.counted - truth;
    bias += found.value - truth;
  }
  return {
    design: name,
    coded,
    same,
    given: given / runs,
    counted: counted / given,
    covered: covered / given,
    countedBias: countedBias / given,
    bias: bias / given,
    runs,
  };
}

const TYPICAL: ToolErrors = { recall: 0.7, specificity: 0.95 };

const same = (from: number, to: number): BorrowedDesign => ({
  name: `${from} coded, ${to} there, same errors`,
  prevalence: [from, to],
  errors: [TYPICAL, TYPICAL],
  same: true,
});

export const BORROWED_DESIGNS: readonly BorrowedDesign[] = [
  same(0.25, 0.05),
  same(0.25, 0.1),
  same(0.25, 0.5),
  same(0.1, 0.25),
  same(0.05, 0.1),
  {
    name: '0.25 coded, 0.25 there, .05 less specific',
    prevalence: [0.25, 0.25],
    errors: [TYPICAL, { recall: 0.7, specificity: 0.9 }],
    same: false,
  },
];
