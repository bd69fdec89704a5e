import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BatchWriter } from '../../../pipeline/arrow/encode.js';
import { toIpcStream } from '../../../pipeline/arrow/ipc.js';
import { documentColumns } from '../../../pipeline/store/document-columns.js';
import {
  coded,
  flags,
  numbers,
  type RowColumn,
  Rows,
  slices,
  TextTable,
  texts,
} from '../../../stages/column-batch.js';
import {
  bool,
  column,
  field,
  float64,
  int32,
  list,
  spanFields,
  struct,
  utf8,
} from '../../../stages/columns.js';
import type { PlannedStage } from '../../../stages/plan.js';
import { sampleDocument } from '../sample-corpus.js';

interface Hit {
  readonly start: number;
  readonly end: number;
  readonly surface: string;
  readonly kind: string;
  readonly count: number;
  readonly weight: number;
  readonly sure: boolean;
  readonly holder: string | null;
}

const hit = struct([
  ...spanFields,
  field('kind', utf8, ''),
  field('count', int32, ''),
  field('weight', float64, ''),
  field('sure', bool, ''),
  field('holder', utf8, '', { nullable: true }),
]);
const stages = [
  {
    stage: { name: 'test' },
    columns: [column('hits', list(hit), '', { nullable: true })],
  } as unknown as PlannedStage,
];

const table = new TextTable(['', 'plain', 'naïve', '😀']);
const text = fc.string({ unit: fc.constantFrom('a', 'é', '😀', '\ud83d', '“', ' '), maxLength: 30 });

/** Hits in a text, as columns. */
const rowsIn = (content: string): fc.Arbitrary<Rows<Hit>> =>
  fc
    .array(
      fc.record({
        span: fc.tuple(fc.nat(content.length), fc.nat(content.length)),
        code: fc.nat(table.texts.length + 1),
        count: fc.integer(),
        weight: fc.double({ noNaN: true }),
        sure: fc.boolean(),
        holder: fc.option(text),
      }),
      { maxLength: 12 },
    )
    .map((hits) => {
      const starts = Int32Array.from(hits, ({ span }) => Math.min(...span));
      const ends = Int32Array.from(hits, ({ span }) => Math.max(...span));
      return new Rows<Hit>(hits.length, {
        start: numbers(starts),
        end: numbers(ends),
        surface: slices(content, starts, ends),
        kind: coded(
          Int32Array.from(hits, ({ code }) => code),
          table,
          ['one more', 'et un autre, très long '.repeat(40)],
        ),
        count: numbers(Int32Array.from(hits, ({ count }) => count)),
        weight: numbers(Float64Array.from(hits, ({ weight }) => weight)),
        sure: flags(Uint8Array.from(hits, ({ sure }) => Number(sure))),
        holder: texts(hits.map(({ holder }) => holder)),
      });
    });

const documents = fc.array(
  text.chain((content) => fc.record({ content: fc.constant(content), rows: fc.option(rowsIn(content)) })),
  { maxLength: 9 },
);

function write(given: readonly { content: string; hits: unknown }[], together: number): string {
  const writer = new BatchWriter(documentColumns([]), stages);
  for (let at = 0; at < given.length; at += together) {
    const some = given.slice(at, at + together);
    writer.begin(some.map(({ content }, i) => ({ ...sampleDocument(at + i), text: content })));
    writer.add(
      'test',
      0,
      some.map(({ hits }) => ({ hits })),
    );
    writer.end();
  }
  return Buffer.from(toIpcStream(writer.finish())).toString('base64');
}

describe('rows kept column by column', () => {
  it('give the bytes that the same rows give as objects', () => {
    fc.assert(
      fc.property(documents, fc.integer({ min: 1, max: 5 }), (given, together) => {
        const byColumn = given.map(({ content, rows }) => ({ content, hits: rows }));
        const asObjects = given.map(({ content, rows }) => ({ content, hits: rows?.toArray() ?? null }));
        expect(write(byColumn, together)).toBe(write(asObjects, 1));
      }),
      { numRuns: 200 },
    );
  });

  const of = (changed: Readonly<Record<string, RowColumn>>): Rows<Hit> => {
    const one = Int32Array.of(1);
    const columns: Record<string, RowColumn> = {
      start: numbers(one),
      end: numbers(one),
      surface: slices('ab', one, one),
      kind: coded(one, table),
      count: numbers(one),
      weight: numbers(Float64Array.of(1)),
      sure: flags(Uint8Array.of(1)),
      holder: texts([null]),
      ...changed,
    };
    return new Rows<Hit>(1, columns as Rows<Hit>['columns']);
  };
  it.each([
    [
      'a column of another type',
      { weight: numbers(Int32Array.of(1)) },
      /'hits\[\]\.weight' takes no column of/,
    ],
    ['a column that is missing', { sure: undefined }, /'hits\[\]' have no column 'sure'/],
    ['a column of another length', { count: numbers(new Int32Array(2)) }, /'hits\[\]\.count' is not as long/],
    ['a null where none may be', { kind: texts([null]) }, /'hits\[\]\.kind' may not be null/],
    ['no number', { weight: numbers(Float64Array.of(Number.NaN)) }, /'hits\[\]\.weight' wants a number/],
  ])('refuse %s, and leave no trace', (_, changed, message) => {
    const writer = new BatchWriter(documentColumns([]), stages);
    const good = { test: { hits: of({}) } };
    const rows = of(changed as Readonly<Record<string, RowColumn>>);
    writer.push(sampleDocument(0), good);
    expect(() => writer.push(sampleDocument(1), { test: { hits: rows } })).toThrow(message);
    writer.push(sampleDocument(2), good);
    const alone = new BatchWriter(documentColumns([]), stages);
    for (const n of [0, 2]) alone.push(sampleDocument(n), good);
    expect(toIpcStream(writer.finish())).toEqual(toIpcStream(alone.finish()));
  });
});
