export type { CorpusDocument, CorpusItem, Reject } from './corpora/document.js';
export { loadPlan, planStages } from './stages/plan.js';
export { UserError } from './user-error.js';
