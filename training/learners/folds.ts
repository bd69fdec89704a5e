/** Divides rows into folds by group. */
import { seededRandom, shuffle } from '../../base/random.js';

/**
 * Assigns each row to one of `folds` folds so that all rows of a group (a document, an outlet) are in the
 * same one and the folds are about equally large. Seeded.
 */
export function groupFolds(groups: readonly string[], folds: number, seed: number | string = 1): Uint8Array {
  const size = new Map<string, number>();
  for (const group of groups) size.set(group, (size.get(group) ?? 0) + 1);
  const order = shuffle([...size.keys()].sort(), seededRandom(seed)).sort(
    (a, b) => size.get(b)! - size.get(a)!,
  );
  const load = new Array<number>(folds).fill(0);
  const foldOf = new Map<string, number>();
  for (const group of order) {
    const fold = load.indexOf(Math.min(...load));
    foldOf.set(group, fold);
    load[fold]! += size.get(group)!;
  }
  return Uint8Array.from(groups, (group) => foldOf.get(group)!);
}
