import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const plan = resolve(process.env.HEDGEROW_TEST_BUILD ?? 'dist', 'stages/plan.js');
const { loadPlanForMany: load } = await import(pathToFileURL(plan).href);

/** Stages that throw, stall or die at a word: what a worker must survive. */
export async function loadPlanForMany(plan) {
  const annotate = await load(plan);
  return async (documents, onStage) => {
    for (const { text } of documents) {
      if (text.includes('THROW')) throw new Error('the stage fell');
      if (text.includes('STALL')) for (;;);
      if (text.includes('DIE')) process.exit(3);
    }
    await annotate(documents, onStage);
  };
}
