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

function rowsOf(annotate: (writer: BatchWriter) => void): string {
  const writer = new BatchWriter(extra, plan.stages);
  annotate(writer);
  return Buffer.from(toIpcStream(writer.finish())).toString('base64');
}

const fail = (place: number, message: string): never => {
  throw new Error(`${place}: ${message}`);
};

describe('the annotator', () => {
  it('writes for documents that go together what it writes for each alone', () => {
    const annotator = new Annotator(plan);
    const together = rowsOf((writer) => annotator.annotate(documents, writer, { onFailure: fail }));
    const alone = rowsOf((writer) => {
      for (const document of documents) annotator.annotate([document], writer, { onFailure: fail });
    });
    expect(together).toBe(alone);
  });

  it('names the documents that fail, loads the stages anew and leaves out no other', () => {
    let loads = 0;
    const falling = (document: CorpusDocument): boolean => ['doc-3', 'doc-40'].includes(document.id);
    const load = (): AnnotateDocuments => {
      loads++;
      const annotate = loadPlanForMany(plan);
      return (some, onStage) => {
        annotate(some, (stage, first, annotations) => {
          onStage(stage, first, annotations);
          if (stage === 'hedging' && some.some(falling)) throw new Error('the stage fell');
        });
      };
    };
    const failures: string[] = [];
    const annotator = new Annotator(plan, load);
    const rows = rowsOf((writer) =>
      annotator.annotate(documents, writer, {
        onFailure: (place, message) => failures.push(`${place} ${message}`),
      }),
    );
    expect(failures).toEqual(['3 the stage fell', '40 the stage fell']);
    // At the start, for each of the batches that fell and for each document that fell alone.
    expect(loads).toBe(5);
    const good = documents.filter((document) => !falling(document));
    const sound = new Annotator(plan);
    expect(rows).toBe(rowsOf((writer) => sound.annotate(good, writer, { onFailure: fail })));
  });
});
