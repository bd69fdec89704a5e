import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyseShard } from '../../../pipeline/cluster/shards/analyse-shard.js';
import { joinShards } from '../../../pipeline/cluster/shards/join.js';
import { analyseCorpus } from '../../../pipeline/run/analyse.js';
import { isOwn, parseShard } from '../../../pipeline/run/shard.js';
import { hashesOf } from '../folder-bytes.js';
import { sampleCorpus, workerFile } from '../sample-corpus.js';

const scratch = mkdtempSync(join(tmpdir(), 'hedgerow-shards-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const common = { stages: ['tokenising', 'lexis'], workerFile, workers: 1 };
const corpus = () => sampleCorpus(1100);

describe('the shares of a corpus', () => {
  const whole = join(scratch, 'whole');
  beforeAll(async () => {
    await analyseCorpus(corpus(), { ...common, out: whole });
  });

  it('belong each part to exactly one', () => {
    for (let part = 0; part < 40; part++)
      expect([1, 2, 3].filter((number) => isOwn({ number, count: 3 }, part))).toHaveLength(1);
  });

  it('written at once and joined are the bytes of one run', async () => {
    const out = join(scratch, 'at-once');
    const runs = await Promise.all(
      [3, 1, 2].map((number) => analyseShard(corpus(), { number, count: 3 }, { ...common, out })),
    );
    expect(runs.reduce((sum, { read }) => sum + read, 0)).toBe(1122);
    const { manifest } = await joinShards(out);
    expect(manifest).toMatchObject({ read: 1122, analysed: 1100, rejected: 22 });
    expect(hashesOf(out)).toEqual(hashesOf(whole));
    expect((await joinShards(out)).manifest.key).toBe(manifest.key);
    expect(await analyseShard(corpus(), { number: 2, count: 3 }, { ...common, out })).toMatchObject({
      reused: true,
    });
  });

  it('more than there are parts join all the same', async () => {
    const out = join(scratch, 'many');
    for (let number = 1; number <= 7; number++)
      await analyseShard(corpus(), { number, count: 7 }, { ...common, out });
    await joinShards(out);
    expect(hashesOf(out)).toEqual(hashesOf(whole));
  });

  it('that are missing are named, and nothing is joined', async () => {
    const out = join(scratch, 'missing');
    await analyseShard(corpus(), { number: 2, count: 4 }, { ...common, out });
    await expect(joinShards(out)).rejects.toThrow(/3 of 4 shards are not finished.*1, 3, 4/s);
    expect(readdirSync(out).sort()).toEqual(['documents', 'shards']);
  });

  it('of another corpus, another count or with a damaged part are refused', async () => {
    const out = join(scratch, 'mixed');
    await analyseShard(corpus(), { number: 1, count: 2 }, { ...common, out });
    await expect(analyseShard(sampleCorpus(90), { number: 2, count: 2 }, { ...common, out })).rejects.toThrow(
      /another analysis/,
    );
    await expect(analyseShard(corpus(), { number: 3, count: 3 }, { ...common, out })).rejects.toThrow(
      /shards of 2, not of 3/,
    );
    await analyseShard(corpus(), { number: 2, count: 2 }, { ...common, out });
    writeFileSync(join(out, 'documents', 'part-00001.parquet'), 'torn');
    await expect(joinShards(out)).rejects.toThrow(/a part is damaged.*part-00001/s);
  });

  it.each(['0/3', '4/3', '3', 'a/b', '1/0', '-1/2'])('cannot be written %s', (text) => {
    expect(() => parseShard(text)).toThrow(/is not a share/);
  });
});
