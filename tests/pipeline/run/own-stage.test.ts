import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { analyseCorpus } from '../../../pipeline/run/analyse.js';
import { importStage, stageReference } from '../../../pipeline/run/stage-reference.js';
import { AnalysisStore } from '../../../pipeline/store/analysis-store.js';
import { STAGES } from '../../../stages/stage-registry.js';
import { sampleCorpus, sampleDocument, workerFile } from '../sample-corpus.js';
import { dashes, nowhere } from './own-stage.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'hedgerow-own-stage-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('a stage from outside the package', () => {
  it('is named to a worker by its module, the package’s own by name', async () => {
    expect(STAGES.map(stageReference)).toEqual(STAGES.map(({ name }) => name));
    const reference = stageReference(dashes);
    expect(await importStage(structuredClone(reference))).toBe(dashes);
    expect(() => stageReference(nowhere)).toThrow("the stage 'dashes' cannot be run in worker threads");
    await expect(importStage({ module: dashes.module, name: 'answers' })).rejects.toThrow(
      'the module exports dashes, nowhere',
    );
    await expect(importStage({ module: './no-such-module.mjs', name: 'answers' })).rejects.toThrow(
      "the stage 'answers' cannot be imported",
    );
  });

  it.skipIf(!existsSync(workerFile))('runs in workers, with the same bytes from one and two', async () => {
    const run = (out: string, workers: number) =>
      analyseCorpus(sampleCorpus(300), {
        out: join(scratch, out),
        stages: ['lexis', dashes],
        workers,
        workerFile,
      });
    const analysis = await run('one', 1);
    await run('two', 2);
    const bytes = (out: string) =>
      analysis.manifest.parts.map(({ file }) => readFileSync(join(scratch, out, file)).toString('base64'));
    expect(bytes('two')).toEqual(bytes('one'));
    const store = await AnalysisStore.open(analysis);
    const rows = await store.query<{ id: string; dashed_sentences: number }>(
      'SELECT id, dashed_sentences FROM documents',
    );
    store.close();
    expect(rows).toHaveLength(analysis.manifest.analysed);
    for (const { id, dashed_sentences: count } of rows)
      expect(count, id).toBe(sampleDocument(Number(id.slice(4))).text.split('—').length - 1);
    expect(Math.max(...rows.map(({ dashed_sentences: count }) => count))).toBeGreaterThan(1);
  });
});
