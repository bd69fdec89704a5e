/** What kinds of errors attribution makes. */
import type { Offsets, ScoredAttribution, ScoredRow } from './attribution-scores.js';
import type { Confusion, CostlyError } from './evaluation.js';

const SHOWN = 20;
const CONTEXT = 120;

function overlap(a: readonly Offsets[], b: readonly Offsets[]): number {
  let sum = 0;
  for (const [s, e] of a) for (const [t, f] of b) sum += Math.max(0, Math.min(e, f) - Math.max(s, t));
  return sum;
}

function lengthOf(spans: readonly Offsets[]): number {
  return spans.reduce((sum, [start, end]) => sum + end - start, 0);
}

/** The item whose content shares most with the given one; null where none shares anything. */
function partner(item: ScoredAttribution, among: readonly ScoredAttribution[]): ScoredAttribution | null {
  let best: ScoredAttribution | null = null;
  let most = 0;
  for (const other of among) {
    // Of two that share as much, the one that adds less is the closer.
    const shared = overlap(item.content, other.content) - lengthOf(other.content) / 1e6;
    if (shared > most) {
      best = other;
      most = shared;
    }
  }
  return best;
}

/** Gold types against those of the predicted attributions that share most content; "none" where nothing does. */
export function typeConfusion(
  title: string,
  rows: readonly ScoredRow[],
  field: 'quotation' | 'type',
  types: readonly string[],
): Confusion {
  const labels = [...types, 'none'];
  const counts = labels.map(() => labels.map(() => 0));
  const at = (type: string): number => (labels.includes(type) ? labels.indexOf(type) : labels.length - 1);
  for (const { gold, predicted } of rows) {
    for (const item of gold) {
      const other = partner(item, predicted);
      counts[at(item[field])]![other === null ? labels.length - 1 : at(other[field])]!++;
    }
    for (const item of predicted)
      if (partner(item, gold) === null) counts[labels.length - 1]![at(item[field])]!++;
  }
  return { title, labels, counts };
}

/** Contents missed or invented, the costliest first: words wrongly voiced, times how sure the tool was of them. */
export function attributionErrors(rows: readonly ScoredRow[]): CostlyError[] {
  const errors: CostlyError[] = [];
  for (const row of rows) {
    const report = (kind: string, item: ScoredAttribution, other: ScoredAttribution | null): void => {
      for (const span of item.content) {
        const covered = other === null ? 0 : overlap([span], other.content);
        const [start, end] = span;
        const share = 1 - covered / (end - start);
        if (share < 0.5) continue;
        const words = row.text.slice(start, end).split(/\s+/).length;
        errors.push({
          id: row.id,
          kind,
          before: row.text.slice(Math.max(0, start - CONTEXT), start),
          surface: row.text.slice(start, end),
          after: row.text.slice(end, end + CONTEXT),
          gold: kind === 'missed' ? item.type : (other?.type ?? null),
          predicted: kind === 'missed' ? (other?.type ?? null) : item.type,
          // Of what is missed the tool gives no probability: even odds.
          cost: words * share * (kind === 'missed' ? 0.5 : item.confidence),
        });
      }
    };
    const all = (items: readonly ScoredAttribution[]): ScoredAttribution | null =>
      items.length === 0 ? null : { ...items[0]!, content: items.flatMap(({ content }) => content) };
    for (const item of row.gold) report('missed', item, all(row.predicted));
    for (const item of row.predicted) report('spurious', item, all(row.gold));
  }
  return errors.sort((a, b) => b.cost - a.cost || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)).slice(0, SHOWN);
}
