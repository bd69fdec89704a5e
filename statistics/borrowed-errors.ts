/** A share of one corpus, corrected with the errors that a classifier showed in a coded sample of another. */
import type { Random } from '../base/random.js';
import { dirichletDraw, normalDraw } from './gamma-draws.js';
import { type ClassifiedCell, type SharedErrors, sharedErrors, trueShares } from './misclassification.js';
import { normalQuantile } from './normal.js';

const DRAWS = 2000;

export interface BorrowedFigure {
  readonly value: number;
  /** 95%, equal-tailed over the draws; null where more than half of them leave the classifier no better than chance. */
  readonly interval: [number, number] | null;
}

/** What is counted in the corpus that borrows. */
export interface BorrowingGroup {
  /** Shares of the predicted classes. */
  readonly predicted: readonly number[];
  /** Half of the 95% interval that documents give to the mean of these levels of the predicted classes; 0 where it is not known. */
  half(levels: readonly number[]): number;
}

/** The errors as the codes leave them open: each cell's shares from Dirichlet's distribution, half a unit of prior over all cells of a predicted class. */
export function drawnErrors(
  cells: readonly ClassifiedCell[],
  classes: number,
  random: Random,
  draws = DRAWS,
): SharedErrors[] {
  const alike = (c: number): number =>
    cells.filter(({ predicted, units }) => predicted === c && units > 0).length;
  return Array.from({ length: draws }, () =>
    sharedErrors(
      cells.map((cell) =>
        cell.units === 0
          ? cell
          : {
              ...cell,
              coded: dirichletDraw(
                cell.coded.map((n) => n + 0.5 / alike(cell.predicted)),
                random,
              ),
            },
      ),
      classes,
    ),
  ).filter((errors) => errors !== null);
}

/**
 * `v' M⁻¹ p`, kept within what the values allow (Rogan & Gladen 1978, doi:10.1093/oxfordjournals.aje.a112510), M the errors of the coded
 * sample, p the shares predicted here, v what each class counts for. The interval is Monte Carlo (Lang & Reiczigel 2014 compare such
 * intervals, doi:10.1016/j.prevetmed.2013.09.015): for each draw of M a normal draw of the figure by the variation between documents.
 * It rests on the errors being the same in both corpora, which nothing here can test.
 *
 * @param drawn - by `drawnErrors`, of as many draws as `draws` says.
 */
export function borrowedFigure(
  { predicted, half }: BorrowingGroup,
  values: readonly number[],
  errors: SharedErrors,
  drawn: readonly SharedErrors[],
  random: Random,
  draws = DRAWS,
): BorrowedFigure {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const within = (x: number): number => Math.min(high, Math.max(low, x));
  const mean = (shares: readonly number[]): number =>
    shares.reduce((sum, share, k) => sum + share * values[k]!, 0);
  const results = drawn
    .map((one) => {
      const value = mean(trueShares(one, predicted));
      const through = predicted.map((_, c) => values.reduce((sum, v, k) => sum + v * one.inverse[k]![c]!, 0));
      const deviation = half(through.map((level) => level - value)) / normalQuantile(0.975);
      return within(value + deviation * normalDraw(random));
    })
    .sort((a, b) => a - b);
  const at = (p: number): number => results[Math.round(p * (results.length - 1))]!;
  return {
    value: within(mean(trueShares(errors, predicted))),
    interval: results.length < draws / 2 ? null : [at(0.025), at(0.975)],
  };
}
