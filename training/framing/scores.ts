/** F1 of yes/no decisions; 0 where nothing was found and nothing was there. */
export function f1Of(gold: ArrayLike<number>, decided: ArrayLike<number>): number {
  const [tp, fp, fn] = countsOf(gold, decided);
  return tp + fp + fn === 0 ? 0 : (2 * tp) / (2 * tp + fp + fn);
}

/** True positives, false positives, false negatives. */
export function countsOf(gold: ArrayLike<number>, decided: ArrayLike<number>): [number, number, number] {
  let tp = 0;
  let fp = 0;
  let fn = 0;
  for (let i = 0; i < gold.length; i++) {
    if (gold[i] === 1 && decided[i] === 1) tp++;
    else if (decided[i] === 1) fp++;
    else if (gold[i] === 1) fn++;
  }
  return [tp, fp, fn];
}
