/** Writes documents and annotations as Arrow record batches. */
import { makeData, RecordBatch, type Schema, Struct } from 'apache-arrow';
import { type CorpusDocument, METADATA_FIELDS } from '../../corpora/document.js';
import { measuredPoints } from '../../stages/code-points.js';
import type { Column } from '../../stages/columns.js';
import { givenSurfaces } from '../../stages/given-surfaces.js';
import type { Annotations, PlannedStage } from '../../stages/plan.js';
import { columnWriter, type ReadField, readerOf } from './column-writer.js';
import type { ColumnWriter, ToCodePoints } from './nullable-column.js';
import { arrowSchema } from './schema.js';

/** What a stage gives for a document; null for a document that only keeps its place: its stage columns are null. */
type StageValues = Readonly<Record<string, unknown>> | null;

/** Documents in a row whose offsets are converted alike. */
interface Run {
  readonly from: number;
  to: number;
  readonly toCodePoints: ToCodePoints;
}

/**
 * Gathers documents and their annotations into one Arrow record batch: some documents at a time, column by column.
 * `begin`, then `add` for every stage, then `end`; or `undo`, which leaves them out whole.
 */
export class BatchWriter {
  readonly schema: Schema;
  readonly #document: readonly {
    readonly of: (document: CorpusDocument) => unknown;
    readonly to: ColumnWriter;
  }[];
  readonly #stages: ReadonlyMap<string, readonly { readonly read: ReadField; readonly to: ColumnWriter }[]>;
  readonly #columns: readonly ColumnWriter[];
  readonly #values: unknown[] = [];
  #runs: Run[] = [];
  /** By document begun; null where its text is measured as it is given. */
  #surfaces: ReturnType<typeof givenSurfaces>[] = [];
  #begun = 0;
  #rows = 0;

  constructor(documentColumns: readonly Column[], stages: readonly PlannedStage[]) {
    this.schema = arrowSchema([...documentColumns, ...stages.flatMap(({ columns }) => columns)]);
    const writer = ({ type, name }: Column): ColumnWriter => columnWriter(type, name);
    this.#document = documentColumns.map((column) => ({
      of: documentValue(column.name),
      to: writer(column),
    }));
    this.#stages = new Map(
      stages.map(({ stage, columns }) => [
        stage.name,
        columns.map((column) => ({ read: readerOf(column.name), to: writer(column) })),
      ]),
    );
    this.#columns = [...this.#document, ...[...this.#stages.values()].flat()].map(({ to }) => to);
  }

  get rows(): number {
    return this.#rows;
  }

  begin(documents: readonly CorpusDocument[]): void {
    this.#begun = documents.length;
    this.#runs = [];
    this.#surfaces = [];
    const value: unknown[] = [null];
    documents.forEach((document, i) => {
      const points = measuredPoints(document.text);
      this.#surfaces[i] = points.isIdentity ? null : givenSurfaces(document.text);
      const toCodePoints = points.isIdentity ? null : points.fromUtf16;
      const last = this.#runs.at(-1);
      if (last !== undefined && last.toCodePoints === toCodePoints) last.to = i + 1;
      else this.#runs.push({ from: i, to: i + 1, toCodePoints });
      for (const { of, to } of this.#document) {
        value[0] = of(document);
        to.push(value, null);
      }
    });
  }

  /**
   * The columns of one stage, for some of the documents begun, in their order.
   *
   * @param first - place of the first of them among those begun.
   * @throws TypeError when a value is not of its column's type; `undo` is then to follow.
   */
  add(stage: string, first: number, annotations: readonly StageValues[]): void {
    const values = this.#values;
    values.length = annotations.length;
    const given = annotations.map((annotation, i) => {
      const surfaces = this.#surfaces[first + i];
      return surfaces == null || annotation === null ? annotation : surfaces(annotation);
    });
    const runs = this.#runs.filter(({ from, to }) => from < first + annotations.length && to > first);
    for (const { read, to } of this.#stages.get(stage)!) {
      read(given, values);
      if (runs.length === 1) to.push(values, runs[0]!.toCodePoints);
      else
        for (const run of runs)
          to.push(values.slice(Math.max(0, run.from - first), run.to - first), run.toCodePoints);
    }
    values.length = 0;
  }

  end(): void {
    this.#rows += this.#begun;
    this.#begun = 0;
  }

  undo(): void {
    for (const column of this.#columns) column.truncate(this.#rows);
    this.#begun = 0;
  }

  /**
   * One document with all its annotations.
   *
   * @throws TypeError when a value is not of its column's type; the row is then left out whole.
   */
  push(document: CorpusDocument, annotations: Annotations | null): void {
    try {
      this.begin([document]);
      for (const stage of this.#stages.keys())
        this.add(stage, 0, [annotations === null ? null : (annotations[stage] ?? {})]);
      this.end();
    } catch (error) {
      this.undo();
      throw error;
    }
  }

  /** The batch, which stands on the writer's own memory: to be encoded before the next `push`, which begins another. */
  finish(): RecordBatch {
    const length = this.#rows;
    const children = this.#columns.map((column) => {
      const data = column.finish();
      column.truncate(0);
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
