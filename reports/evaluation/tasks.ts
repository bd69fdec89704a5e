import { attributionTask } from './attribution.js';
import type { EvaluationTask } from './evaluation.js';

/** Every task of `hedgerow evaluate`. */
export const TASKS: readonly EvaluationTask[] = [attributionTask];
