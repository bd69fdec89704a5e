/** How a stage is named to a worker thread, which can be handed no functions. */
import { UserError } from '../../base/user-error.js';
import type { AnyStage } from '../../stages/stage.js';
import { STAGES } from '../../stages/stage-registry.js';

/** The name of one of the package's own stages, or where another one is exported. */
export type StageReference = string | { readonly module: string; readonly name: string };

/** @throws UserError for a stage from outside the package that does not say where it is exported. */
export function stageReference(stage: AnyStage): StageReference {
  const { name, module } = stage;
  if (STAGES.includes(stage)) return name;
  if (module === undefined) {
    throw new UserError({
      what: `the stage '${name}' cannot be run in worker threads`,
      why: 'it does not say which module exports it',
      remedy: 'Add `module: import.meta.url` to the stage, and export it from that module.',
    });
  }
  return { module, name };
}

/** @throws UserError where the module cannot be imported, or does not export the stage. */
export async function importStage(reference: StageReference): Promise<string | AnyStage> {
  if (typeof reference === 'string') return reference;
  const { module, name } = reference;
  const fail = (why: string): UserError =>
    new UserError({
      what: `the stage '${name}' cannot be imported`,
      where: module,
      why,
      remedy: 'Export the stage from the module that its `module` names.',
    });
  let exported: Readonly<Record<string, unknown>>;
  try {
    exported = (await import(module)) as typeof exported;
  } catch (error) {
    throw fail(error instanceof Error ? error.message : String(error));
  }
  const stage = Object.values(exported).find((value) => isStageNamed(value, name));
  if (stage === undefined)
    throw fail(`the module exports ${Object.keys(exported).sort().join(', ') || 'nothing'}`);
  return stage as AnyStage;
}

function isStageNamed(value: unknown, name: string): boolean {
  if (value === null || typeof value !== 'object') return false;
  const { name: own, create } = value as Partial<AnyStage>;
  return own === name && typeof create === 'function';
}
