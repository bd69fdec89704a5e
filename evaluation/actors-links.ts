/** Aligns gold and predicted mentions, for coreference and linking scores. */
import type { TypedSpan } from './actors-scores.js';

/** A mention with the cluster or actor that it belongs to; null where it belongs to none. */
export interface LinkedSpan extends TypedSpan {
  readonly cluster: string | null;
}

/** A gold mention and the predicted one that stands for it, if any. */
export interface Aligned {
  readonly gold: LinkedSpan;
  readonly predicted: LinkedSpan | null;
}

export interface Alignment {
  readonly pairs: readonly Aligned[];
  /** Predicted mentions that stand for no gold one. */
  readonly spurious: readonly LinkedSpan[];
}

/**
 * Gold mentions may be whole noun phrases ("Chief Judge Ada Brill of Ostrel") where predicted ones are names:
 * a predicted mention stands for the smallest gold mention that holds it; of several, the longest does.
 */
export function alignMentions(gold: readonly LinkedSpan[], predicted: readonly LinkedSpan[]): Alignment {
  const chosen = new Map<LinkedSpan, LinkedSpan>();
  const spurious: LinkedSpan[] = [];
  for (const span of predicted) {
    let holder: LinkedSpan | null = null;
    for (const g of gold) {
      if (g.start > span.start || g.end < span.end) continue;
      if (holder === null || g.end - g.start < holder.end - holder.start) holder = g;
    }
    // A predicted name may also take in a little more than the gold one.
    holder ??= gold.find((g) => span.start <= g.start && span.end >= g.end) ?? null;
    if (holder === null) {
      spurious.push(span);
      continue;
    }
    const before = chosen.get(holder);
    if (before === undefined || span.end - span.start > before.end - before.start) chosen.set(holder, span);
  }
  return { pairs: gold.map((g) => ({ gold: g, predicted: chosen.get(g) ?? null })), spurious };
}

/**
 * B³ (Bagga & Baldwin 1998) with mentions missed or made up counted as wrong (B³-0 of Stoyanov et al. 2009):
 * [sum of precisions, predicted mentions, sum of recalls, gold mentions].
 */
export function bCubedCounts({ pairs, spurious }: Alignment): [number, number, number, number] {
  const goldSize = new Map<string, number>();
  const predictedSize = new Map<string, number>();
  const both = new Map<string, number>();
  const bump = (map: Map<string, number>, key: string): void => {
    map.set(key, (map.get(key) ?? 0) + 1);
  };
  const predictedKey = (span: LinkedSpan): string => span.cluster ?? `alone ${span.start}`;
  for (const { gold, predicted } of pairs) {
    bump(goldSize, gold.cluster!);
    if (predicted === null) continue;
    bump(predictedSize, predictedKey(predicted));
    bump(both, `${gold.cluster} ${predictedKey(predicted)}`);
  }
  for (const span of spurious) bump(predictedSize, predictedKey(span));
  let precision = 0;
  let recall = 0;
  let predictedCount = spurious.length;
  for (const { gold, predicted } of pairs) {
    if (predicted === null) continue;
    predictedCount++;
    const shared = both.get(`${gold.cluster} ${predictedKey(predicted)}`)!;
    precision += shared / predictedSize.get(predictedKey(predicted))!;
    recall += shared / goldSize.get(gold.cluster!)!;
  }
  return [precision, predictedCount, recall, pairs.length];
}

/** Pairs of mentions put together: [right, wrong, missed], over gold mentions that were found. */
export function pairwiseCounts({ pairs }: Alignment): [number, number, number] {
  const found = pairs.filter(({ predicted }) => predicted !== null);
  const counts: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < found.length; i++) {
    for (let j = i + 1; j < found.length; j++) {
      const same = found[i]!.gold.cluster === found[j]!.gold.cluster;
      const [a, b] = [found[i]!.predicted!.cluster, found[j]!.predicted!.cluster];
      const together = a !== null && a === b;
      if (same && together) counts[0]++;
      else if (together) counts[1]++;
      else if (same) counts[2]++;
    }
  }
  return counts;
}

/** For each predicted actor, the gold cluster that most of its aligned names are of. */
export function clusterOfActor({ pairs }: Alignment): ReadonlyMap<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const { gold, predicted } of pairs) {
    if (predicted?.cluster == null) continue;
    const own = counts.get(predicted.cluster) ?? new Map<string, number>();
    counts.set(predicted.cluster, own);
    own.set(gold.cluster!, (own.get(gold.cluster!) ?? 0) + 1);
  }
  return new Map(
    [...counts].map(([actor, own]) => [
      actor,
      [...own].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]![0],
    ]),
  );
}
