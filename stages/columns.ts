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

/** Which hits make a number, so that every figure opens to its sentences. */
export interface Evidence {
  /** The list column that holds the hits. */
  readonly column: string;
  /** Keep the hits whose field has one of these values; an empty object keeps all. */
  readonly where: Readonly<Record<string, readonly (string | boolean)[]>>;
}

/** What makes a scalar column a measure: it is then compared, drawn and reported without further code. */
export interface Measure {
  /** A heading of a few words: "Hedges, author's voice". */
  readonly title: string;
  /** The measures that the report shows together: "Hedging", "Attribution", "Framing: policy". */
  readonly group: string;
  readonly voice: 'all' | 'author' | 'source';
  /** The same measure in other voices shares this name. */
  readonly family: string;
  readonly evidence: Evidence | null;
  /** The range of possible values, for axes and checks; null where open. */
  readonly range: readonly [number | null, number | null];
  /** Whether it is among the dozen that a report leads with. */
  readonly leading: boolean;
}

export interface Column extends Field {
  readonly measure: Measure | null;
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

/** A column that holds a measure of the document: always a nullable number with a unit. */
export function measure(
  name: string,
  description: string,
  options: Omit<Measure, 'family' | 'voice' | 'range' | 'leading' | 'evidence'> &
    Partial<Pick<Measure, 'family' | 'voice' | 'range' | 'leading' | 'evidence'>> & { readonly unit: string },
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
