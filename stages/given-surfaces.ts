/** What stands at each hit in the text as given, where a stage has seen the text as it is measured. */
import { measuredText } from '../corpora/cleaning/measured-text.js';
import { type RowColumn, Rows, texts } from './column-batch.js';

type Annotation = Readonly<Record<string, unknown>>;

interface Hit {
  readonly start: number;
  readonly end: number;
  readonly surface: string;
}

const isHit = (item: object): item is Hit =>
  typeof (item as Hit).surface === 'string' &&
  typeof (item as Hit).start === 'number' &&
  typeof (item as Hit).end === 'number';

/** The function that gives annotations of a text the surfaces as they stand in it; null where it is measured as it is. */
export function givenSurfaces(given: string): ((annotation: Annotation) => Annotation) | null {
  const measured = measuredText(given);
  if (measured === null) return null;
  const surfaceOf = (start: number, end: number): string =>
    given.slice(measured.toGiven(start), measured.toGiven(end));
  /** An item with its own hit, and those of the lists within it. */
  const ofItem = (item: unknown): unknown => {
    if (item === null || typeof item !== 'object' || Array.isArray(item)) return item;
    const changed: Record<string, unknown> = {};
    let isChanged = false;
    for (const [name, value] of Object.entries(item)) {
      if (!Array.isArray(value) || value.length === 0 || typeof value[0] !== 'object') continue;
      changed[name] = value.map(ofItem);
      isChanged = true;
    }
    if (isHit(item)) {
      changed.surface = surfaceOf(item.start, item.end);
      isChanged = true;
    }
    return isChanged ? { ...item, ...changed } : item;
  };
  return (annotation) => {
    const rows: Record<string, unknown> = { ...annotation };
    for (const [name, value] of Object.entries(annotation)) {
      if (Array.isArray(value)) rows[name] = value.map(ofItem);
      else if (value instanceof Rows) rows[name] = ofRows(value, surfaceOf);
    }
    return rows;
  };
}

function ofRows(rows: Rows<object>, surfaceOf: (start: number, end: number) => string): Rows<object> {
  const columns = rows.columns as Readonly<Record<string, RowColumn | undefined>>;
  const { start, end, surface } = columns;
  if (surface === undefined || start?.kind !== 'numbers' || end?.kind !== 'numbers') return rows;
  const surfaces = Array.from({ length: rows.length }, (_, i) => surfaceOf(start.values[i]!, end.values[i]!));
  return new Rows(rows.length, { ...columns, surface: texts(surfaces) } as Rows<object>['columns']);
}
