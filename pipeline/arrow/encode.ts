import { makeData, RecordBatch, type Schema, Struct } from 'apache-arrow';
import { type CorpusDocument, METADATA_FIELDS } from '../../corpora/document.js';
import { codePoints } from '../../stages/code-points.js';
import type { Column } from '../../stages/columns.js';
import type { Annotations, PlannedStage } from '../../stages/plan.js';
import { type ColumnWriter, columnWriter, type ToCodePoints } from './column-writer.js';
import { arrowSchema } from './schema.js';

/** Gathers documents and their annotations, row by row, into one Arrow record batch. */
export class BatchWriter {
  readonly schema: Schema;
  readonly #document: readonly {
    readonly of: (document: CorpusDocument) => unknown;
    readonly to: ColumnWriter;
  }[];
  readonly #stages: readonly { readonly stage: string; readonly name: string; readonly to: ColumnWriter }[];
  readonly #value: unknown[] = [null];
  #rows = 0;

  constructor(documentColumns: readonly Column[], stages: readonly PlannedStage[]) {
    this.schema = arrowSchema([...documentColumns, ...stages.flatMap(({ columns }) => columns)]);
    const writer = ({ type, name }: Column): ColumnWriter => columnWriter(type, name);
    this.#document = documentColumns.map((column) => ({
      of: documentValue(column.name),
      to: writer(column),
    }));
    this.#stages = stages.flatMap(({ stage, columns }) =>
      columns.map((column) => ({ stage: stage.name, name: column.name, to: writer(column) })),
    );
  }

  get rows(): number {
    return this.#rows;
  }

  /**
   * @param annotations - null for a document that only keeps its place: all its stage columns are null.
   * @throws TypeError when a value is not of its column's type; the row is then left out whole.
   */
  push(document: CorpusDocument, annotations: Annotations | null): void {
    const points = codePoints(document.text);
    const toCodePoints: ToCodePoints = points.isIdentity ? null : points.fromUtf16;
    const value = this.#value;
    try {
      for (const { of, to } of this.#document) {
        value[0] = of(document);
        to.push(value, null);
      }
      for (const { stage, name, to } of this.#stages) {
        value[0] = annotations === null ? null : annotations[stage]?.[name];
        to.push(value, toCodePoints);
      }
    } catch (error) {
      for (const { to } of [...this.#document, ...this.#stages]) to.truncate(this.#rows);
      throw error;
    }
    this.#rows++;
  }

  /** The batch, which stands on the writer's own memory: to be encoded before the next `push`, which begins another. */
  finish(): RecordBatch {
    const length = this.#rows;
    const children = [...this.#document, ...this.#stages].map(({ to }) => {
      const data = to.finish();
      to.truncate(0);
      return data;
    });
    this.#rows = 0;
    return new RecordBatch(
      this.schema,
      makeData({ type: new Struct(this.schema.fields), length, nullCount: 0, children }),
    );
  }
}

function documentValue(name: string): (document: CorpusDocument) => unknown {
  if (name === 'id') return (document) => document.id;
  if (name === 'text') return (document) => document.text;
  const field = METADATA_FIELDS.find((known) => known === name);
  if (field !== undefined) return (document) => document[field];
  return (document) => document.extra[name] ?? null;
}
