/** What is scored beside the default where the encoder is installed. */

import { UserError } from '../base/user-error.js';
import { plainDocument } from '../corpora/document.js';
import { loadPlan, planStages, type StageOptions } from '../stages/plan.js';
import type { Annotate } from './evaluation.js';

/** What needs the encoder, or why it is not there. */
export interface IfInstalled<T> {
  readonly value: T | null;
  /** What to say where it is absent. */
  readonly missing: string | null;
}

/** @param needed - where it is asked for by name. @throws UserError where it is needed and absent. */
export async function ifInstalled<T>(needed: boolean, load: () => Promise<T>): Promise<IfInstalled<T>> {
  try {
    return { value: await load(), missing: null };
  } catch (error) {
    if (needed || !(error instanceof UserError)) throw error;
    return { value: null, missing: `${error.why ?? error.what}. ${error.remedy ?? ''}`.trim() };
  }
}

/** Runs stages over texts with the encoder, where it is installed. */
export function annotateAccurately(
  needed: boolean,
  stages: readonly string[],
  stageOptions: StageOptions,
): Promise<IfInstalled<Annotate>> {
  return ifInstalled(needed, async () => {
    const annotate = await loadPlan(planStages({ stages, stageOptions }));
    return (text, id) => annotate(plainDocument(id, text));
  });
}

export const leftOut = (missing: string): string => `The accurate model is left out: ${missing}`;
