import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CorpusDocument } from '../../../corpora/document.js';
import { concatenateBatches } from '../../../pipeline/arrow/concatenate.js';
import { rowsOf } from '../../../pipeline/arrow/decode.js';
import { BatchWriter } from '../../../pipeline/arrow/encode.js';
import { fromIpc, toIpcStream } from '../../../pipeline/arrow/ipc.js';
import { rowAtRest } from '../../../pipeline/run/analyse-document.js';
import { documentColumns } from '../../../pipeline/store/document-columns.js';
import {
  bool,
  column,
  type DataType,
  field,
  float64,
  int32,
  list,
  offset,
  struct,
  utf8,
} from '../../../stages/columns.js';
import type { Annotations, Plan, PlannedStage } from '../../../stages/plan.js';
import { sampleDocument } from '../sample-corpus.js';

const hit = struct([
  field('start', offset, ''),
  field('surface', utf8, ''),
  field('sure', bool, '', { nullable: true }),
  field('weight', float64, '', { nullable: true }),
  field('spans', list(struct([field('end', offset, ''), field('n', int32, '', { nullable: true })])), ''),
]);
const columns = [
  column('hits', list(hit), '', { nullable: true }),
  column('count', int32, '', { nullable: true }),
  column('flag', bool, '', { nullable: true }),
  column('names', list(utf8), ''),
  column('one', hit, '', { nullable: true }),
];
const plan = {
  stages: [{ stage: { name: 'test' }, columns } as unknown as PlannedStage],
  columns,
} as unknown as Plan;
const extra = [
  { name: 'note', type: 'utf8' },
  { name: 'opinion', type: 'bool' },
  { name: 'page', type: 'int64' },
] as const;

const text = fc.string({ unit: fc.constantFrom('a', 'é', '😀', '\u2028', '\0', '𝔘', ' '), maxLength: 30 });

function arbitraryOf(type: DataType, length: number): fc.Arbitrary<unknown> {
  switch (type.kind) {
    case 'utf8':
      return text;
    case 'bool':
      return fc.boolean();
    case 'int32':
      return fc.integer();
    case 'float64':
      return fc.double({ noNaN: true }).map((value) => (value === 0 ? 0 : value));
    case 'offset':
      return fc.integer({ min: 0, max: length });
    case 'list':
      return fc.array(arbitraryOf(type.item, length), { maxLength: 4 });
    case 'struct':
      return fc.record(
        Object.fromEntries(
          type.fields.map((inner) => [
            inner.name,
            inner.nullable ? fc.option(arbitraryOf(inner.type, length)) : arbitraryOf(inner.type, length),
          ]),
        ),
      );
    default:
      throw new Error(type.kind);
  }
}

const row = text.chain((content) =>
  fc
    .record(
      Object.fromEntries(
        columns.map(({ name, type }) => [name, fc.option(arbitraryOf(type, content.length))]),
      ),
    )
    .map((values) => ({ content, annotations: { test: values } as Annotations })),
);

function write(rows: readonly { document: CorpusDocument; annotations: Annotations }[]) {
  const writer = new BatchWriter(documentColumns(extra), plan.stages);
  for (const { document, annotations } of rows) writer.push(document, annotations);
  return writer.finish();
}

const withDocuments = fc.array(row, { maxLength: 12 }).map((rows) =>
  rows.map(({ content, annotations }, i) => ({
    document: { ...sampleDocument(i), text: content },
    annotations,
  })),
);

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('the Arrow codec', () => {
  it('gives back what was written, offsets in code points', () => {
    fc.assert(
      fc.property(withDocuments, (rows) => {
        const read = [...rowsOf(fromIpc(toIpcStream(write(rows))))];
        expect(read.length).toBe(rows.length);
        rows.forEach(({ document, annotations }, i) => {
          expect(read[i]).toMatchObject(rowAtRest(document, annotations, plan));
          expect(read[i]!.text).toBe(document.text);
        });
      }),
      { numRuns: 150 },
    );
  });

  it('writes the same bytes however the rows were dealt out', () => {
    fc.assert(
      fc.property(withDocuments, fc.array(fc.integer({ min: 1, max: 5 })), (rows, sizes) => {
        const pieces = [];
        let at = 0;
        for (const size of [...sizes, rows.length]) {
          pieces.push(fromIpc(toIpcStream(write(rows.slice(at, at + size)))));
          at += size;
        }
        expect(hex(toIpcStream(concatenateBatches(pieces)))).toBe(hex(toIpcStream(write(rows))));
      }),
      { numRuns: 150 },
    );
  });

  it('writes the same bytes row by row and some rows at a time, column by column', () => {
    fc.assert(
      fc.property(
        withDocuments,
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 5 }),
        (rows, together, slice) => {
          const writer = new BatchWriter(documentColumns(extra), plan.stages);
          for (let at = 0; at < rows.length; at += together) {
            const some = rows.slice(at, at + together);
            writer.begin(some.map(({ document }) => document));
            for (let first = 0; first < some.length; first += slice) {
              const annotations = some.slice(first, first + slice).map((each) => each.annotations.test!);
              writer.add('test', first, annotations);
            }
            // A third are begun twice: what is undone leaves no trace.
            if (at % 3 === 0) {
              writer.undo();
              for (const { document, annotations } of some) writer.push(document, annotations);
            } else writer.end();
          }
          expect(hex(toIpcStream(writer.finish()))).toBe(hex(toIpcStream(write(rows))));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('gives back documents with all their columns', () => {
    const documents = Array.from({ length: 30 }, (_, i) => sampleDocument(i));
    const writer = new BatchWriter(documentColumns(extra), []);
    for (const document of documents) writer.push(document, {});
    expect([...rowsOf(fromIpc(toIpcStream(writer.finish())))]).toEqual(
      documents.map(({ extra: own, boilerplate: _, ...document }) => ({ ...document, ...own })),
    );
  });

  it('leaves out a row whole when one of its values is of the wrong type', () => {
    const good = (n: number) => ({
      document: sampleDocument(n),
      annotations: {
        test: {
          hits: [{ start: 1, surface: 's', sure: null, weight: 0.5, spans: [{ end: 2, n: null }] }],
          count: n,
          flag: true,
          names: ['x', 'y'],
          one: null,
        },
      } as Annotations,
    });
    const writer = new BatchWriter(documentColumns(extra), plan.stages);
    writer.push(good(0).document, good(0).annotations);
    const hits = [
      ...(good(1).annotations.test!.hits as object[]),
      {
        start: 0,
        surface: 's',
        sure: true,
        weight: 1,
        spans: [
          { end: 1, n: 1 },
          { end: 'far', n: 1 },
        ],
      },
    ];
    const bad = { test: { ...good(1).annotations.test, hits } } as Annotations;
    expect(() => writer.push(sampleDocument(1), bad)).toThrow(/'hits\[\]\.spans\[\]\.end' wants a number/);
    writer.push(good(2).document, good(2).annotations);
    expect(hex(toIpcStream(writer.finish()))).toBe(hex(toIpcStream(write([good(0), good(2)]))));
  });

  it('says in the metadata of every offset how it counts', () => {
    const schema = write([]).schema;
    const hits = schema.fields.find(({ name }) => name === 'hits')!;
    const start = hits.type.children[0].type.children[0];
    expect(JSON.parse(start.metadata.get('hedgerow'))).toMatchObject({
      unit: 'code points',
      offsets: 'Unicode code points, half-open, into the column text',
    });
  });
});
