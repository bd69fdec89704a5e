/**
 * A measure counted anew from some of its hits only. How it is counted follows from its `aggregate`; each rule is written
 * once, as a test or a number of a hit, and asked of hits in memory or of DuckDB.
 */
import { sqlName, sqlText } from '../pipeline/store/sql.js';
import type { Column, Condition, DataType } from '../stages/columns.js';

export type Hit = Readonly<Record<string, unknown>>;

/** A test of a hit, of one in memory and as SQL over a hit `h`. */
export interface HitTest {
  readonly sql: string;
  holds(hit: Hit): boolean;
}

/** The fields of a list of structs; none of any other type. */
export function fieldsOf(type: DataType): readonly string[] {
  return type.kind === 'list' && type.item.kind === 'struct' ? type.item.fields.map(({ name }) => name) : [];
}

/** Every named field has one of its values. */
export function meets(where: Condition): HitTest {
  const fields = Object.entries(where);
  const sql = fields.map(
    ([field, values]) =>
      `h.${sqlName(field)} IN (${values.map((value) => (typeof value === 'string' ? sqlText(value) : String(value))).join(', ')})`,
  );
  return {
    sql: sql.length === 0 ? 'true' : sql.join(' AND '),
    holds: (hit) => fields.every(([field, values]) => (values as readonly unknown[]).includes(hit[field])),
  };
}

/** The text of a field is one of these in lower case. */
export function spelledAs(field: string, words: readonly string[]): HitTest {
  const known = new Set(words);
  return {
    sql: `lower(h.${sqlName(field)}) IN (${words.map(sqlText).join(', ')})`,
    holds: (hit) => known.has(String(hit[field]).toLowerCase()),
  };
}

/** Both tests. */
export function both(one: HitTest, other: HitTest): HitTest {
  return { sql: `${one.sql} AND ${other.sql}`, holds: (hit) => one.holds(hit) && other.holds(hit) };
}

/** Reads the voice of hits otherwise than they say: in a source's from this probability on, in the author's below it. */
export interface VoiceReading {
  readonly least: number;
}

function inVoice(voice: unknown, { least }: VoiceReading): HitTest {
  const source = voice === 'source';
  return {
    sql: `h.source_probability ${source ? '>=' : '<'} ${least}`,
    holds: (hit) => (hit.source_probability as number) >= least === source,
  };
}

/** A number is at least so large, or unknown. */
export function atLeast(field: string, least: number): HitTest {
  return {
    sql: `coalesce(h.${sqlName(field)}, ${least}) >= ${least}`,
    holds: (hit) => typeof hit[field] !== 'number' || hit[field] >= least,
  };
}

/** A flag is not set. */
export function isNot(field: string): HitTest {
  return { sql: `NOT h.${sqlName(field)}`, holds: (hit) => hit[field] !== true };
}

/** How a measure is counted from hits: as much of it as hits are kept, or a mean over those kept. */
type Counting =
  | { readonly kind: 'part'; readonly column: string; readonly counts: HitTest }
  | {
      readonly kind: 'rate';
      readonly column: string;
      readonly counts: HitTest;
      /** Words of the voice as it is read: the sum of these columns, the last one taken off where it is a source's. */
      readonly words: { readonly sql: string; of(count: (column: string) => number): number };
      readonly least: number;
    }
  | {
      readonly kind: 'mean';
      readonly column: string;
      readonly among: HitTest;
      readonly value: { readonly sql: string; of(hit: Hit): number };
      readonly least: number;
    };

/** Null where hits do not add up to the measure. */
function countingOf(column: Column, reading: VoiceReading | null): Counting | null {
  const { aggregate, evidence, threshold, voice: measured } = column.measure!;
  if (evidence === null || aggregate === undefined) return null;
  const read = ({ voice, ...rest }: Condition): HitTest => {
    if (reading === null || voice === undefined)
      return meets(voice === undefined ? rest : { ...rest, voice });
    return both(meets(rest), inVoice(voice[0], reading));
  };
  const counts = read(evidence.where);
  const least = threshold?.least ?? 1;
  switch (aggregate.kind) {
    case 'rate':
      if (reading !== null) {
        const source = measured === 'source';
        return {
          kind: 'rate',
          column: evidence.column,
          counts,
          words: source
            ? {
                sql: 'words_source - words_doubtful',
                of: (count) => count('words_source') - count('words_doubtful'),
              }
            : {
                sql: 'words_author + words_doubtful',
                of: (count) => count('words_author') + count('words_doubtful'),
              },
          least,
        };
      }
      return { kind: 'part', column: evidence.column, counts };
    case 'share':
      return aggregate.among === null
        ? null
        : {
            kind: 'mean',
            column: evidence.column,
            among: read(aggregate.among),
            value: { sql: `(${counts.sql})::INTEGER`, of: (hit) => (counts.holds(hit) ? 1 : 0) },
            least,
          };
    case 'mean': {
      const { fields } = aggregate;
      return {
        kind: 'mean',
        column: evidence.column,
        among: counts,
        value: {
          sql: fields.map((field) => `h.${sqlName(field)}`).join(' - '),
          of: (hit) =>
            fields.map((field) => hit[field] as number).reduce((difference, next) => difference - next),
        },
        least,
      };
    }
    case 'text':
      return null;
  }
}

/**
 * The measure counted from the hits that are kept, for every compared document: a query for place and value. Null where
 * hits do not add up to it.
 */
export function recountSql(
  column: Column,
  keep: HitTest,
  reading: VoiceReading | null = null,
): string | null {
  const counting = countingOf(column, reading);
  if (counting === null) return null;
  const hits = `SELECT place, unnest(hits) AS h FROM (SELECT place, ${sqlName(counting.column)} AS hits FROM documents JOIN compared USING (id))`;
  if (counting.kind === 'mean')
    return `SELECT place, avg(${counting.value.sql}) AS value FROM (${hits}) WHERE ${counting.among.sql} AND ${keep.sql} GROUP BY place HAVING count(*) >= ${counting.least}`;
  if (counting.kind === 'rate')
    return `SELECT place, CASE WHEN any_value(${counting.words.sql}) >= ${counting.least} THEN 1000 * coalesce(any_value(kept), 0) / any_value(${counting.words.sql}) END AS value FROM compared LEFT JOIN (
      SELECT place, count(*) AS kept FROM (${hits}) WHERE ${counting.counts.sql} AND ${keep.sql} GROUP BY place) USING (place)
    GROUP BY place`;
  return `SELECT place, any_value(compared.${sqlName(column.name)}) * coalesce(kept, 0) AS value FROM compared LEFT JOIN (
      SELECT place, avg((${keep.sql})::INTEGER) AS kept FROM (${hits}) WHERE ${counting.counts.sql} GROUP BY place) USING (place)
    GROUP BY place, kept`;
}

/**
 * The same for one document in memory, whose measure has `value`; `hitsOf` gives the hits of a list column, `count` the number
 * in a column of words.
 */
export function recount(
  column: Column,
  value: number,
  keep: HitTest,
  hitsOf: (column: string) => readonly Hit[],
  reading: VoiceReading | null = null,
  count: (column: string) => number = () => 0,
): number | null {
  const counting = countingOf(column, reading);
  if (counting === null) return null;
  const hits = hitsOf(counting.column);
  if (counting.kind === 'mean') {
    const kept = hits.filter((hit) => counting.among.holds(hit) && keep.holds(hit));
    if (kept.length < counting.least) return null;
    return kept.reduce((sum, hit) => sum + counting.value.of(hit), 0) / kept.length;
  }
  const counted = hits.filter((hit) => counting.counts.holds(hit));
  if (counting.kind === 'rate') {
    const words = counting.words.of(count);
    return words < counting.least ? null : (1000 * counted.filter((hit) => keep.holds(hit)).length) / words;
  }
  return counted.length === 0
    ? 0
    : (value * counted.filter((hit) => keep.holds(hit)).length) / counted.length;
}
