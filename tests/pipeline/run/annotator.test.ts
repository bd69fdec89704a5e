import { describe, expect, it } from 'vitest';
import type { CorpusDocument } from '../../../corpora/document.js';
import { BatchWriter } from '../../../pipeline/arrow/encode.js';
import { toIpcStream } from '../../../pipeline/arrow/ipc.js';
import { Annotator } from '../../../pipeline/run/annotator.js';
import { documentColumns } from '../../../pipeline/store/document-columns.js';
import { type AnnotateDocuments, loadPlanForMany, planStages } from '../../../stages/plan.js';
import { sampleDocument } from '../sample-corpus.js';

const plan = planStages();
// More than go through the stages together, with texts in which UTF-16 and code points differ.
const documents = Array.from({ length: 75 }, (_, i) => sampleDocument(i));
const extra = documentColumns([]);

async function rowsOf(annotate: (writer: BatchWriter) => Promise<void>): Promise<string> {
  const writer = new BatchWriter(extra, plan.stages);
  await annotate(writer);
  return Buffer.from(toIpcStream(writer.finish())).toString('base64');
}

const fail = (place: number, message: string): never => {
  throw new Error(`${place}: ${message}`);
};

describe('the annotator', () => {
  it('writes for documents that go together what it writes for each alone', async () => {
    const annotator = await Annotator.load(plan);
    const together = await rowsOf((writer) => annotator.annotate(documents, writer, { onFailure: fail }));
    const alone = await rowsOf(async (writer) => {
      for (const document of documents) await annotator.annotate([document], writer, { onFailure: fail });
    });
    expect(together).toBe(alone);
  });

  it('names the documents that fail, loads the stages anew and leaves out no other', async () => {
    let loads = 0;
    const falling = (document: CorpusDocument): boolean => ['doc-3', 'doc-40'].includes(document.id);
    const load = async (): Promise<AnnotateDocuments> => {
      loads++;
      const annotate = await loadPlanForMany(plan);
      return async (some, onStage) => {
        await annotate(some, (stage, first, annotations) => {
          onStage(stage, first, annotations);
          if (stage === 'hedging' && some.some(falling)) throw new Error('the stage fell');
        });
      };
    };
    const failures: string[] = [];
    const annotator = await Annotator.load(plan, load);
    const rows = await rowsOf((writer) =>
      annotator.annotate(documents, writer, {
        onFailure: (place, message) => failures.push(`${place} ${message}`),
      }),
    );
    expect(failures).toEqual(['3 the stage fell', '40 the stage fell']);
    // At the start, for each of the batches that fell and for each document that fell alone.
    expect(loads).toBe(5);
    const good = documents.filter((document) => !falling(document));
    const sound = await Annotator.load(plan);
    expect(rows).toBe(await rowsOf((writer) => sound.annotate(good, writer, { onFailure: fail })));
  });
});
