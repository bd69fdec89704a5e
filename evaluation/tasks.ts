/** The list of tasks of `hedgerow evaluate`. */
import { actorsTask } from './actors.js';
import { attributionTask } from './attribution.js';
import type { EvaluationTask } from './evaluation.js';
import { framesTask } from './frames.js';
import { hedgesTask } from './hedges.js';
import { sentimentTask } from './sentiment.js';

/** Every task of `hedgerow evaluate`. */
export const TASKS: readonly EvaluationTask[] = [
  actorsTask,
  attributionTask,
  framesTask,
  hedgesTask,
  sentimentTask,
];
