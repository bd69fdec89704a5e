/** Precision, recall and F1 of typed spans. */
import type { Confusion, CostlyError } from './evaluation.js';

/** A typed span, offsets in UTF-16 code units. */
export interface TypedSpan {
  readonly start: number;
  readonly end: number;
  readonly type: string;
  readonly confidence?: number;
}

export const ACTOR_TYPES = ['person', 'organisation', 'location', 'facility', 'norp'] as const;
/** The types over which the headline figure is taken. */
export const MAIN_TYPES: readonly string[] = ['person', 'organisation', 'location'];

const place = (span: TypedSpan): string => `${span.start}-${span.end}`;

/** [true positives, false positives, false negatives]: the same edges and type. */
export function exactSpanCounts(
  gold: readonly TypedSpan[],
  predicted: readonly TypedSpan[],
  types: readonly string[],
): [number, number, number] {
  const wanted = gold.filter(({ type }) => types.includes(type));
  const given = predicted.filter(({ type }) => types.includes(type));
  const places = new Set(wanted.map((span) => `${place(span)} ${span.type}`));
  const hits = given.filter((span) => places.has(`${place(span)} ${span.type}`)).length;
  return [hits, given.length - hits, wanted.length - hits];
}

/** The same for spans of one type that overlap; each gold span is matched once. */
export function partialSpanCounts(
  gold: readonly TypedSpan[],
  predicted: readonly TypedSpan[],
  types: readonly string[],
): [number, number, number] {
  const wanted = gold.filter(({ type }) => types.includes(type));
  const given = predicted.filter(({ type }) => types.includes(type));
  const taken = new Set<TypedSpan>();
  let hits = 0;
  for (const span of given) {
    const match = wanted.find(
      (g) => !taken.has(g) && g.type === span.type && g.start < span.end && span.start < g.end,
    );
    if (match === undefined) continue;
    taken.add(match);
    hits++;
  }
  return [hits, given.length - hits, wanted.length - hits];
}

/** Gold types against predicted ones, by exact edges; `none` where the other side has no such span. */
export function typeConfusion(
  rows: readonly { readonly gold: readonly TypedSpan[]; readonly predicted: readonly TypedSpan[] }[],
): Confusion {
  const labels = [...ACTOR_TYPES, 'other', 'none'];
  const counts = labels.map(() => labels.map(() => 0));
  const add = (g: string, p: string): void => {
    const row = labels.indexOf(g);
    const cell = labels.indexOf(p);
    if (row >= 0 && cell >= 0) counts[row]![cell]!++;
  };
  for (const { gold, predicted } of rows) {
    const byPlace = new Map(predicted.map((span) => [place(span), span]));
    const goldPlaces = new Set(gold.map(place));
    for (const span of gold) add(span.type, byPlace.get(place(span))?.type ?? 'none');
    for (const span of predicted) if (!goldPlaces.has(place(span))) add('none', span.type);
  }
  return { title: 'Types by exact edges', labels, counts };
}

interface ErrorRow {
  readonly id: string;
  readonly text: string;
  readonly gold: readonly TypedSpan[];
  readonly predicted: readonly TypedSpan[];
}

/** The twenty errors that cost most: wrong spans by confidence, then missed ones by how often they recur. */
export function spanErrors(rows: readonly ErrorRow[]): CostlyError[] {
  const errors: CostlyError[] = [];
  const seen = new Map<string, number>();
  const surfaceOf = (row: ErrorRow, span: TypedSpan): string => row.text.slice(span.start, span.end);
  const context = (row: ErrorRow, span: TypedSpan) => ({
    before: row.text.slice(Math.max(0, span.start - 40), span.start),
    surface: surfaceOf(row, span),
    after: row.text.slice(span.end, span.end + 40),
  });
  for (const row of rows) {
    for (const span of row.predicted) {
      if (!MAIN_TYPES.includes(span.type)) continue;
      const overlap = row.gold.find((g) => g.start < span.end && span.start < g.end);
      if (overlap !== undefined && place(overlap) === place(span) && overlap.type === span.type) continue;
      const key = `${row.id} ${surfaceOf(row, span)} ${span.type}`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
      if (seen.get(key)! > 1) continue;
      errors.push({
        id: row.id,
        kind:
          overlap === undefined ? 'spurious' : place(overlap) === place(span) ? 'wrong label' : 'wrong edges',
        ...context(row, span),
        gold: overlap === undefined ? null : `${overlap.type}: ${surfaceOf(row, overlap)}`,
        predicted: span.type,
        cost: span.confidence ?? 0.5,
      });
    }
    for (const span of row.gold) {
      if (!MAIN_TYPES.includes(span.type)) continue;
      if (row.predicted.some((p) => p.start < span.end && span.start < p.end)) continue;
      const key = `${row.id} ${surfaceOf(row, span)} missed`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
      if (seen.get(key)! > 1) continue;
      errors.push({
        id: row.id,
        kind: 'missed',
        ...context(row, span),
        gold: span.type,
        predicted: null,
        cost: 0.5,
      });
    }
  }
  const times = (error: CostlyError): number =>
    seen.get(`${error.id} ${error.surface} ${error.kind === 'missed' ? 'missed' : error.predicted}`) ?? 1;
  return errors
    .map((error) => ({ ...error, cost: error.cost * times(error) }))
    .sort((a, b) => b.cost - a.cost || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
    .slice(0, 20);
}
