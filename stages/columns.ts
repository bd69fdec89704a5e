/**
 * The schema language of the analysis: what each column holds, in which unit, and where it comes from.
 * The Arrow codec, the documentation, the reports and the manifest are all made from it.
 */

/**
 * `offset`: Unicode code points at rest, UTF-16 code units in memory; the codec converts. `int64` is for the
 * user's own columns only.
 */
export type ScalarKind = 'utf8' | 'bool' | 'int32' | 'int64' | 'float64' | 'offset';

export type DataType =
  | { readonly kind: ScalarKind }
  | { readonly kind: 'list'; readonly item: DataType }
  | { readonly kind: 'struct'; readonly fields: readonly Field[] };

/** A type without the prose of its fields: what decides whether two columns hold the same. */
export function typeShape(type: DataType): unknown {
  if (type.kind === 'list') return [typeShape(type.item)];
  if (type.kind !== 'struct') return type.kind;
  return Object.fromEntries(
    type.fields.map(({ name, type: inner, unit, nullable }) => [name, [typeShape(inner), unit, nullable]]),
  );
}

export interface Field {
  readonly name: string;
  readonly type: DataType;
  readonly description: string;
  /** The unit of a number (`tokens`, `per 1,000 words`, `probability`, `code points`); null for text. */
  readonly unit: string | null;
  /** Whether the value can be unknown. Unknown is null, never 0. */
  readonly nullable: boolean;
}

/** The hits whose field has one of these values, for each field named; an empty object means all. */
export type Condition = Readonly<Record<string, readonly (string | boolean)[]>>;

/** Which hits make a number, so that every figure opens to its sentences. */
export interface Evidence {
  /** The list column that holds the hits. */
  readonly column: string;
  readonly where: Condition;
}

/** How hits make the value of a measure; reports count it anew from some of them by this (`queries/recount.ts`). */
export type Aggregate =
  /** Hits of the evidence over words. */
  | { readonly kind: 'rate' }
  /** Hits of the evidence over those `among` which they are; null where the whole is no hits but words or sentences. */
  | { readonly kind: 'share'; readonly among: Condition | null }
  /** Mean over the hits of the evidence of a field of theirs; of two, the first less the second. */
  | {
      readonly kind: 'mean';
      readonly fields: readonly [plus: string] | readonly [plus: string, minus: string];
    }
  /** A property of the whole text, which no hit adds to by itself. */
  | { readonly kind: 'text' };

/** The least that bears a value: 50 words, 5 mentions. */
export interface Threshold {
  readonly least: number;
  readonly of: string;
}

/** What makes a scalar column a measure: it is then compared, drawn and reported without further code. */
export interface MeasureFacts {
  /** A heading of a few words: "Hedges, author's voice". */
  readonly title: string;
  /** The measures that the report shows together: "Hedging", "Attribution", "Framing: policy". */
  readonly group: string;
  readonly voice: 'all' | 'author' | 'source';
  /** The same measure in other voices shares this name. */
  readonly family: string;
  readonly evidence: Evidence | null;
  readonly aggregate: Aggregate;
  /** Below it the value is null. */
  readonly threshold: Threshold | null;
  /** The range of possible values, for axes and checks; null where open. */
  readonly range: readonly [number | null, number | null];
  /** Whether it is among the dozen that a report leads with. */
  readonly leading: boolean;
}

export interface Column extends Field {
  readonly measure: MeasureFacts | null;
}

const scalar = (kind: ScalarKind): DataType => ({ kind });
export const utf8 = scalar('utf8');
export const bool = scalar('bool');
export const int32 = scalar('int32');
export const float64 = scalar('float64');
export const offset = scalar('offset');
export const list = (item: DataType): DataType => ({ kind: 'list', item });
export const struct = (fields: readonly Field[]): DataType => ({ kind: 'struct', fields });

interface FieldOptions {
  readonly unit?: string;
  readonly nullable?: boolean;
}

export function field(name: string, type: DataType, description: string, options: FieldOptions = {}): Field {
  return {
    name,
    type,
    description,
    unit: options.unit ?? (type.kind === 'offset' ? 'code points' : null),
    nullable: options.nullable ?? false,
  };
}

export function column(
  name: string,
  type: DataType,
  description: string,
  options: FieldOptions = {},
): Column {
  return { ...field(name, type, description, options), measure: null };
}

/** A column that holds a measure of the document: always a nullable number with a unit. New ones: `measure.ts`. */
export function measure(
  name: string,
  description: string,
  options: Pick<MeasureFacts, 'title' | 'group' | 'aggregate'> &
    Partial<MeasureFacts> & { readonly unit: string },
): Column {
  const { unit, title, group } = options;
  return {
    ...field(name, float64, description, { unit, nullable: true }),
    measure: {
      title,
      group,
      voice: options.voice ?? 'all',
      family: options.family ?? name,
      evidence: options.evidence ?? null,
      aggregate: options.aggregate,
      threshold: options.threshold ?? null,
      range: options.range ?? [null, null],
      leading: options.leading ?? false,
    },
  };
}

/** The fields that every hit has: where it stands and what stands there. */
export const spanFields: readonly Field[] = [
  field('start', offset, 'First code point of the hit in `text`.'),
  field('end', offset, 'Code point after the last one of the hit: text[start:end] is `surface`.'),
  field('surface', utf8, 'The characters of the hit, exactly as in `text`.'),
];
