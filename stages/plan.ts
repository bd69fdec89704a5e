/** Chooses the stages to run, in their order, and runs them over documents. */
import { nearestName, UserError } from '../base/user-error.js';
import { measuredText } from '../corpora/cleaning/measured-text.js';
import type { CorpusDocument } from '../corpora/document.js';
import { ENGLISH } from '../language/en/english.js';
import { Rows } from './column-batch.js';
import type { Column } from './columns.js';
import type { AnnotateBatch, AnyStage, Resource } from './stage.js';
import { type Annotations, STAGES } from './stage-registry.js';

export type { Annotations };

import { Vocabulary } from './vocabulary.js';

/** Options by stage name, as plain data: `{ framing: { codebooks: ['policy'] } }`. */
export type StageOptions = Readonly<Record<string, unknown>>;

/** A choice of stages and their options: all that decides an analysis's values, apart from the documents. */
export interface PlanOptions {
  /**
   * The stages wanted, by name or as they are: `[...STAGES, mine]`. Those they require are added. All by default. A stage
   * given as it is takes the place of the package's own of that name.
   */
  readonly stages?: readonly (string | AnyStage)[] | undefined;
  readonly stageOptions?: StageOptions | undefined;
}

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
 * @throws UserError for an unknown stage, two of one name, a wrong option, or two stages that add the same column.
 */
export function planStages({ stages: wanted, stageOptions: options = {} }: PlanOptions = {}): Plan {
  const byName = new Map(STAGES.map((stage) => [stage.name, stage]));
  const given = (wanted ?? []).filter((stage) => typeof stage !== 'string');
  for (const [i, stage] of given.entries()) {
    if (given.findIndex(({ name }) => name === stage.name) < i)
      throw new UserError({
        what: `two stages are called '${stage.name}'`,
        remedy: 'Give one of them another name.',
      });
    byName.set(stage.name, stage);
  }
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
  for (const stage of wanted ?? byName.keys()) visit(typeof stage === 'string' ? stage : stage.name);
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
        throw new UserError({
          what: `the stages '${other}' and '${stage.name}' both add the column '${name}'`,
          remedy: 'Give the column another name in one of them.',
        });
      owner.set(name, stage.name);
    }
  }
  return { stages, columns: stages.flatMap((planned) => planned.columns) };
}

/** @throws UserError where the package has no such stage. */
export function stageNamed(name: string): AnyStage {
  const stage = STAGES.find((one) => one.name === name);
  if (stage === undefined)
    throw unknownStage(
      name,
      STAGES.map((one) => one.name),
    );
  return stage;
}

function unknownStage(name: string, valid: readonly string[]): UserError {
  const near = nearestName(name, valid);
  return new UserError({
    what: `there is no stage '${name}'`,
    ...(near === undefined ? {} : { why: `did you mean '${near}'?` }),
    remedy: `The stages are: ${valid.join(', ')}.`,
  });
}

type Annotation = Readonly<Record<string, unknown>>;

/** A stage that is loaded: annotates documents given the annotations of the stages before it. */
interface LoadedStage {
  readonly name: string;
  readonly batchSize: number;
  readonly annotate: AnnotateBatch<object, Annotation>;
}

/** Enough for a stage to find its tables in the processor's cache, and few enough for their annotations to stay there. */
const BATCH_SIZE = 8;

/** Loads the lexicons and models of the plan's stages, one after the other: words get their ids in that order. */
async function loadStages(plan: Plan): Promise<readonly LoadedStage[]> {
  const vocabulary = new Vocabulary();
  const loaded: LoadedStage[] = [];
  for (const { stage, options } of plan.stages) {
    const { name, batchSize = BATCH_SIZE } = stage;
    loaded.push({
      name,
      batchSize,
      annotate: await stage.create({ options, vocabulary, language: ENGLISH }),
    });
  }
  vocabulary.seal();
  return loaded;
}

/** The document as stages see it: its text without what no reader sees. */
function asMeasured(document: CorpusDocument): CorpusDocument {
  const measured = measuredText(document.text);
  if (measured === null) return document;
  const { text, fromGiven } = measured;
  return {
    ...document,
    text,
    boilerplate: document.boilerplate.map(({ start, end, kind }) => ({
      start: fromGiven(start),
      end: fromGiven(end),
      kind,
    })),
  };
}

/** Called with a stage's annotations of some of the documents, the first of which stands at `first`. */
export type OnStage = (stage: string, first: number, annotations: readonly Annotation[]) => void;

/** Annotates documents, each as if it were alone. Calls wait for each other. */
export type AnnotateDocuments = (documents: readonly CorpusDocument[], onStage: OnStage) => Promise<void>;

/**
 * Loads a plan and gives the function that runs it over some documents at a time, stage by stage: each stage finds its
 * tables and code in the processor's cache, which takes a sixth less time than document by document. Annotations are
 * let go when no stage is left that requires them.
 */
export async function loadPlanForMany(plan: Plan): Promise<AnnotateDocuments> {
  const loaded = await loadStages(plan);
  const names = loaded.map(({ name }) => name);
  const lastReader = (name: string): number =>
    plan.stages.findLastIndex(({ stage }) => stage.name === name || stage.requires.includes(name));
  /** By stage, those that no later one reads. */
  const readLast = names.map((_, s) => names.filter((name) => lastReader(name) === s));
  const run = async (documents: readonly CorpusDocument[], onStage: OnStage): Promise<void> => {
    const given = documents.map((document): Record<string, unknown> => ({ document: asMeasured(document) }));
    for (let s = 0; s < loaded.length; s++) {
      const { name, batchSize, annotate } = loaded[s]!;
      const done = readLast[s]!;
      for (let first = 0; first < given.length; first += batchSize) {
        const some = given.slice(first, first + batchSize);
        const annotations = await annotate(some);
        if (annotations.length !== some.length)
          throw new Error(
            `the stage '${name}' gave ${annotations.length} annotations for ${some.length} documents`,
          );
        onStage(name, first, annotations);
        some.forEach((each, i) => {
          each[name] = annotations[i];
          for (const read of done) each[read] = undefined;
        });
      }
    }
  };
  // Stages share tables (the vocabulary's), so two calls must not take turns while a model answers.
  let before: Promise<unknown> = Promise.resolve();
  return (documents, onStage) => {
    const running = before.then(() => run(documents, onStage));
    before = running.catch(() => {});
    return running;
  };
}

/** As `loadPlanForMany`, for one document at a time; rows are objects. */
export async function loadPlan(plan: Plan): Promise<(document: CorpusDocument) => Promise<Annotations>> {
  const annotate = await loadPlanForMany(plan);
  return async (document) => {
    const all: Record<string, Annotation> = {};
    await annotate([document], (stage, _first, annotations) => {
      all[stage] = withoutRows(annotations[0]!);
    });
    // The plan's stages are the registry's, or go by their names.
    return all as Annotations;
  };
}

/** The annotation with its rows as objects, however the stage kept them. */
function withoutRows(annotation: Annotation): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(annotation).map(([name, value]) => [
      name,
      value instanceof Rows ? value.toArray() : value,
    ]),
  );
}
