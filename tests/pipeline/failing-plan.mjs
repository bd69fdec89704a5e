import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const plan = resolve(process.env.HEDGEROW_TEST_BUILD ?? 'dist', 'stages/plan.js');
const { loadPlan: load } = await import(pathToFileURL(plan).href);

/** Stages that throw, stall or die at a word: what a worker must survive. */
export function loadPlan(plan) {
  const annotate = load(plan);
  return (document) => {
    if (document.text.includes('THROW')) throw new Error('the stage fell');
    if (document.text.includes('STALL')) for (;;);
    if (document.text.includes('DIE')) process.exit(3);
    return annotate(document);
  };
}
