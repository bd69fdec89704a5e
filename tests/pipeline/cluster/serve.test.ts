import { PassThrough } from 'node:stream';
import { tableFromArrays, tableFromIPC, tableToIPC } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { serveStreams } from '../../../pipeline/cluster/serve.js';
import { analyseStream } from '../../../pipeline/run/analyse-stream.js';
import { sampleCorpus, sampleDocument, workerFile } from '../sample-corpus.js';

const STAGES = ['tokenising', 'hedging'];

function streamOf(rows: readonly (readonly [id: string | null, body: string | null])[]): Buffer {
  const table = tableFromArrays({ id: rows.map(([id]) => id), body: rows.map(([, body]) => body) });
  return Buffer.from(tableToIPC(table, 'stream'));
}

async function served(chunks: readonly Buffer[]): Promise<Buffer> {
  const output = new PassThrough({ highWaterMark: 1 << 26 });
  await serveStreams(
    (async function* () {
      yield* chunks;
    })(),
    output,
    { stages: STAGES },
  );
  output.end();
  return Buffer.concat(await output.toArray());
}

describe('Arrow streams', () => {
  it('are answered row for row, what cannot be used in its place with the reason', async () => {
    const rows = [
      ['a', 'The plan may fail.'],
      ['b', ''],
      [null, 'It may rain.'],
      ['c', 'Perhaps it will.'],
    ] as const;
    const table = tableFromIPC(await served([streamOf(rows)]));
    expect(table.numRows).toBe(4);
    const reasons = table.toArray().map(({ reject }) => (reject === null ? null : JSON.parse(reject).reason));
    expect(reasons).toEqual([null, 'empty-text', 'no-id', null]);
    expect(table.get(1)!.hedging_cues).toBeNull();
    expect([...table.get(3)!.hedging_cues].map(({ surface }) => surface)).toEqual(['Perhaps']);
  });

  it('cut anywhere on their way give the same answer, each stream its own', async () => {
    const both = Buffer.concat([streamOf([['a', 'It may rain.']]), streamOf([['b', 'It will.']])]);
    const whole = await served([both]);
    for (const size of [1, 7, 333]) {
      const chunks = Array.from({ length: Math.ceil(both.length / size) }, (_, i) =>
        both.subarray(i * size, (i + 1) * size),
      );
      expect(await served(chunks)).toEqual(whole);
    }
  });

  it('have the rows that an analysis has', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => sampleDocument(i)).map(
      ({ id, text }) => [id, text] as const,
    );
    const output = new PassThrough({ highWaterMark: 1 << 26 });
    await analyseStream(sampleCorpus(40), output, { stages: STAGES, workerFile, workers: 1 });
    output.end();
    const analysed = tableFromIPC(Buffer.concat(await output.toArray()));
    const answered = tableFromIPC(await served([streamOf(rows)]));
    const cues = (table: typeof analysed): string[] =>
      table.toArray().map((row) => JSON.stringify([row.id, row.hedging_cues, row.token_count]));
    expect(cues(answered)).toEqual(cues(analysed));
  });

  it('without a column of texts or ids are refused by name', async () => {
    const stream = Buffer.from(tableToIPC(tableFromArrays({ id: ['a'], words: ['b'] }), 'stream'));
    await expect(served([stream])).rejects.toThrow(/no column is known to hold the text.*id, words/s);
  });

  it('that are cut are an error', async () => {
    const stream = streamOf([['a', 'It may rain.']]);
    await expect(served([stream.subarray(0, stream.length - 40)])).rejects.toThrow(/cut/);
  });
});
