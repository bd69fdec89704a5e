import type { AnalysisStore } from '../pipeline/store/analysis-store.js';
import { sqlText } from '../pipeline/store/sql.js';
import type { Column, DataType } from '../stages/columns.js';
import { HYLAND_WORDS } from './hyland-words.js';

/** Probability from which a hit counts as sure. */
export const SURE = 0.8;

/** Another way of counting the hits of a measure: those that it keeps. */
export interface Alternative {
  readonly key: 'lexicon' | 'sure';
  readonly title: string;
  readonly description: string;
  /** Over a hit `h` of the measure's list column; null where it does not apply to the measure. */
  keeps(column: Column, type: DataType): string | null;
  /** The same of a hit in memory. */
  keepsHit(hit: Readonly<Record<string, unknown>>): boolean;
}

const HYLAND = new Set(HYLAND_WORDS);

export const ALTERNATIVES: readonly Alternative[] = [
  {
    key: 'lexicon',
    title: "Hyland's list",
    description:
      'Another lexicon: of the hedges and boosters only those on the published list of Hyland (2005), single words.',
    keeps: (column) =>
      column.measure?.evidence?.column === 'hedging_cues'
        ? `lower(h.surface) IN (${HYLAND_WORDS.map(sqlText).join(', ')})`
        : null,
    keepsHit: ({ surface }) => HYLAND.has(String(surface).toLowerCase()),
  },
  {
    key: 'sure',
    title: 'sure hits',
    description: `Only hits that the model is sure of: probability of ${SURE} or more, or decided by rule; sentiment without abstentions.`,
    keeps: (_column, type) => {
      const fields = fieldsOf(type);
      if (fields.includes('abstained')) return 'NOT h.abstained';
      return fields.includes('confidence') ? `coalesce(h.confidence, 1) >= ${SURE}` : null;
    },
    keepsHit: ({ abstained, confidence }) =>
      typeof abstained === 'boolean' ? !abstained : typeof confidence !== 'number' || confidence >= SURE,
  },
];

export function fieldsOf(type: DataType): readonly string[] {
  return type.kind === 'list' && type.item.kind === 'struct' ? type.item.fields.map(({ name }) => name) : [];
}

/** The condition under which a hit `h` counts for a measure. */
export function evidenceSql(column: Column): string {
  const parts = Object.entries(column.measure?.evidence?.where ?? {}).map(
    ([field, values]) =>
      `h."${field}" IN (${values.map((value) => (typeof value === 'string' ? sqlText(value) : String(value))).join(', ')})`,
  );
  return parts.length === 0 ? 'true' : parts.join(' AND ');
}

/**
 * The measure counted in another way, for every compared document: a rate times the share of its hits that are kept, mean
 * sentiment over the mentions kept.
 *
 * @returns a query for place and value; null where the alternative does not apply.
 */
export function alternativeSql(
  store: AnalysisStore,
  column: Column,
  alternative: Alternative,
): string | null {
  const { evidence } = column.measure!;
  const list = evidence === null ? undefined : store.column(evidence.column);
  if (evidence === null || list === undefined || column.unit?.startsWith('share of words')) return null;
  const keeps = alternative.keeps(column, list.type);
  if (keeps === null) return null;
  const counts = evidenceSql(column);
  const hits = `SELECT place, unnest(hits) AS h FROM (SELECT place, "${evidence.column}" AS hits FROM documents JOIN compared USING (id))`;
  if (column.unit === 'score' || column.unit === 'share of mentions') {
    // Over the mentions of the measure's voice.
    const { voice } = column.measure!;
    const heard = voice === 'all' ? 'true' : `h.voice = ${sqlText(voice)}`;
    const value = column.unit === 'score' ? 'avg(h.positive - h.negative)' : `avg((${counts})::INTEGER)`;
    return fieldsOf(list.type).includes('positive')
      ? `SELECT place, ${value} AS value FROM (${hits}) WHERE ${heard} AND ${keeps} GROUP BY place HAVING count(*) >= 5`
      : null;
  }
  return `SELECT place, any_value(compared."${column.name}") * coalesce(kept, 0) AS value FROM compared LEFT JOIN (
      SELECT place, avg((${keeps})::INTEGER) AS kept FROM (${hits}) WHERE ${counts} GROUP BY place) USING (place)
    GROUP BY place, kept`;
}
