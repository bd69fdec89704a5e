import { nearestName, UserError } from '../base/user-error.js';
import type { CorpusDocument } from '../corpora/document.js';
import { ENGLISH } from '../language/en/english.js';
import { Rows } from './column-batch.js';
import type { Column } from './columns.js';
import type { AnyStage, Resource } from './stage.js';
import { STAGES } from './stage-registry.js';
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

/** A stage that is loaded: annotates documents given the annotations of the stages before it. */
interface LoadedStage {
  readonly name: string;
  /** At most so many documents are to be given at a time. */
  readonly together: number;
  annotateAll(given: readonly object[]): readonly Readonly<Record<string, unknown>>[];
}

/** Enough for a stage to find its tables in the processor's cache, and few enough for their annotations to stay there. */
const TOGETHER = 8;

/** Loads the lexicons and models of the plan's stages. */
function loadStages(plan: Plan): readonly LoadedStage[] {
  const vocabulary = new Vocabulary();
  const loaded = plan.stages.map(({ stage, options }): LoadedStage => {
    const { name } = stage;
    const made = stage.create({ options, vocabulary, language: ENGLISH });
    if (typeof made === 'function')
      return { name, together: TOGETHER, annotateAll: (given) => given.map((one) => made(one)) };
    return { name, together: Number.POSITIVE_INFINITY, annotateAll: (given) => made.annotateAll(given) };
  });
  vocabulary.seal();
  return loaded;
}

/** Called with a stage's annotations of some of the documents, the first of which stands at `first`. */
export type OnStage = (
  stage: string,
  first: number,
  annotations: readonly Readonly<Record<string, unknown>>[],
) => void;

/** Annotates documents, each as if it were alone. */
export type AnnotateDocuments = (documents: readonly CorpusDocument[], onStage: OnStage) => void;

/**
 * Loads a plan and gives the function that runs it over some documents at a time, stage by stage: each stage finds its
 * tables and code in the processor's cache, which takes a sixth less time than document by document. Annotations are
 * let go when no stage is left that requires them.
 */
export function loadPlanForMany(plan: Plan): AnnotateDocuments {
  const loaded = loadStages(plan);
  const names = loaded.map(({ name }) => name);
  const lastReader = (name: string): number =>
    plan.stages.findLastIndex(({ stage }) => stage.name === name || stage.requires.includes(name));
  /** By stage, those that no later one reads. */
  const readLast = names.map((_, s) => names.filter((name) => lastReader(name) === s));
  return (documents, onStage) => {
    const given = documents.map((document): Record<string, unknown> => ({ document }));
    loaded.forEach(({ name, together, annotateAll }, s) => {
      const done = readLast[s]!;
      for (let first = 0; first < given.length; first += together) {
        const some = given.slice(first, first + together);
        const annotations = annotateAll(some);
        onStage(name, first, annotations);
        some.forEach((each, i) => {
          each[name] = annotations[i];
          for (const read of done) each[read] = undefined;
        });
      }
    });
  };
}

/** As `loadPlanForMany`, for one document at a time; rows are objects. */
export function loadPlan(plan: Plan): (document: CorpusDocument) => Annotations {
  const annotate = loadPlanForMany(plan);
  return (document) => {
    const all: Record<string, Readonly<Record<string, unknown>>> = {};
    annotate([document], (stage, _first, annotations) => {
      all[stage] = withoutRows(annotations[0]!);
    });
    return all;
  };
}

/** The annotation with its rows as objects, however the stage kept them. */
function withoutRows(annotation: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(annotation).map(([name, value]) => [
      name,
      value instanceof Rows ? value.toArray() : value,
    ]),
  );
}
