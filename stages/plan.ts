import type { CorpusDocument } from '../corpora/document.js';
import { nearestName, UserError } from '../user-error.js';
import type { Column } from './columns.js';
import { STAGES } from './registry.js';
import type { AnyStage, Resource } from './stage.js';
import { Vocabulary } from './vocabulary.js';

/** Options by stage name, as plain data: `{ framing: { codebooks: ['policy'] } }`. */
export type StageOptions = Readonly<Record<string, unknown>>;

/** A stage with its options checked and filled in. */
export interface PlannedStage {
  readonly stage: AnyStage;
  readonly options: unknown;
  readonly columns: readonly Column[];
  readonly resources: readonly Resource[];
}

/** The stages to run, each after those it requires. */
export interface Plan {
  readonly stages: readonly PlannedStage[];
  /** All columns that the stages add, in order. */
  readonly columns: readonly Column[];
}

/**
 * Checks the choice of stages and their options, before any file is opened.
 *
 * @param names - the stages wanted; those they require are added. All by default.
 * @throws UserError for an unknown stage, a wrong option, or two stages that add the same column.
 */
export function planStages(options: StageOptions = {}, names?: readonly string[]): Plan {
  const byName = new Map(STAGES.map((stage) => [stage.name, stage]));
  for (const name of Object.keys(options)) {
    if (!byName.has(name)) throw unknownStage(name, [...byName.keys()]);
  }
  const ordered: AnyStage[] = [];
  const visiting = new Set<string>();
  const visit = (name: string): void => {
    const stage = byName.get(name);
    if (stage === undefined) throw unknownStage(name, [...byName.keys()]);
    if (ordered.includes(stage)) return;
    if (visiting.has(name)) throw new Error(`stages require each other in a circle at '${name}'`);
    visiting.add(name);
    for (const required of stage.requires) visit(required);
    ordered.push(stage);
  };
  for (const name of names ?? byName.keys()) visit(name);
  const stages = ordered.map((stage) => {
    const parsed = stage.options.safeParse(options[stage.name] ?? {});
    if (!parsed.success) {
      const issue = parsed.error.issues[0]!;
      throw new UserError({
        what: `an option of the stage '${stage.name}' is wrong`,
        where: [stage.name, ...issue.path.map(String)].join('.'),
        why: issue.message,
      });
    }
    return {
      stage,
      options: parsed.data,
      columns: stage.columns(parsed.data),
      resources: stage.resources(parsed.data),
    };
  });
  const owner = new Map<string, string>();
  for (const { stage, columns } of stages) {
    for (const { name } of columns) {
      const other = owner.get(name);
      if (other !== undefined)
        throw new Error(`the stages '${other}' and '${stage.name}' both add the column '${name}'`);
      owner.set(name, stage.name);
    }
  }
  return { stages, columns: stages.flatMap((planned) => planned.columns) };
}

function unknownStage(name: string, valid: readonly string[]): UserError {
  const near = nearestName(name, valid);
  return new UserError({
    what: `there is no stage '${name}'`,
    ...(near === undefined ? {} : { why: `did you mean '${near}'?` }),
    remedy: `The stages are: ${valid.join(', ')}.`,
  });
}

/** A document's annotations by stage name. */
export type Annotations = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Loads the plan's lexicons and models, and gives the function that runs its stages over one document. */
export function loadPlan(plan: Plan): (document: CorpusDocument) => Annotations {
  const vocabulary = new Vocabulary();
  const steps = plan.stages.map(({ stage, options }) => ({
    name: stage.name,
    annotate: stage.create({ options, vocabulary }) as (given: object) => Readonly<Record<string, unknown>>,
  }));
  vocabulary.seal();
  return (document) => {
    const given: Record<string, unknown> = { document };
    for (const { name, annotate } of steps) given[name] = annotate(given);
    delete given.document;
    return given as Annotations;
  };
}
