// In the place of the stages, for tests of faults: what a document is annotated with takes no time. HEDGEROW_TEST_DISK
// (JSON, as `breakDisk` takes it) breaks the disk for the threads.
import { breakDisk } from './broken-disk.mjs';

if (process.env.HEDGEROW_TEST_DISK !== undefined) breakDisk(JSON.parse(process.env.HEDGEROW_TEST_DISK));

export async function loadPlanForMany() {
  return async (documents, onStage) => {
    const annotations = documents.map(({ text }) => ({
      token_count: text.length,
      word_count: text.length,
      boilerplate: [],
      sentences: [{ start: 0, end: 1 }],
      paragraphs: [],
    }));
    onStage('tokenising', 0, annotations);
  };
}
