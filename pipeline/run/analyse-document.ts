/** Analyses one document in this thread. */
import type { CorpusDocument } from '../../corpora/document.js';
import { measuredPoints } from '../../stages/code-points.js';
import type { DataType } from '../../stages/columns.js';
import { givenSurfaces } from '../../stages/given-surfaces.js';
import { type Annotations, loadPlan, type Plan, type PlanOptions, planStages } from '../../stages/plan.js';

export interface AnalysedDocument {
  readonly plan: Plan;
  /** As the stages gave them: offsets count UTF-16 code units. */
  readonly annotations: Annotations;
  /** The stage columns as they stand in an analysis: offsets count code points. */
  readonly row: Readonly<Record<string, unknown>>;
}

/** Analyses one document in this thread, without a pool. */
export async function analyseDocument(
  document: CorpusDocument,
  options: PlanOptions = {},
): Promise<AnalysedDocument> {
  const plan = planStages(options);
  const annotate = await loadPlan(plan);
  const annotations = await annotate(document);
  let row: AnalysedDocument['row'] | undefined;
  return {
    plan,
    annotations,
    // Made when asked for: a report never does.
    get row() {
      row ??= rowAtRest(document, annotations, plan);
      return row;
    },
  };
}

/** A document's stage columns as they stand at rest. */
export function rowAtRest(
  document: CorpusDocument,
  annotations: Annotations,
  plan: Plan,
): Record<string, unknown> {
  const { fromUtf16 } = measuredPoints(document.text);
  const surfaces = givenSurfaces(document.text) ?? ((annotation) => annotation);
  const row: Record<string, unknown> = {};
  for (const { stage, columns } of plan.stages) {
    const given = surfaces(annotations[stage.name] ?? {});
    for (const { name, type } of columns) row[name] = valueAtRest(type, given[name], fromUtf16);
  }
  return row;
}

function valueAtRest(type: DataType, value: unknown, point: (offset: number) => number): unknown {
  if (value === null || value === undefined) return null;
  switch (type.kind) {
    case 'offset':
      return point(value as number);
    case 'list':
      return (value as unknown[]).map((item) => valueAtRest(type.item, item, point));
    case 'struct':
      return Object.fromEntries(
        type.fields.map(({ name, type: inner }) => [
          name,
          valueAtRest(inner, (value as Record<string, unknown>)[name], point),
        ]),
      );
    default:
      return value;
  }
}
