/** Whether the stages that are run are those that measured the corpus compared with. */
import { listing } from '../base/wording.js';
import type { Manifest, ManifestStage } from '../pipeline/store/manifest.js';
import { manifestStages } from '../pipeline/store/manifest-key.js';
import { differingOptions } from '../pipeline/store/stage-settings.js';
import { type Column, typeShape } from '../stages/columns.js';
import type { Plan } from '../stages/plan.js';

/** A stage as it measured a corpus: what decides its values. */
export interface RanStage extends Pick<ManifestStage, 'name' | 'version' | 'options'> {
  readonly resources: readonly Pick<ManifestStage['resources'][number], 'path' | 'sha256'>[];
}

/**
 * How the stages of a plan differ from those that measured a corpus: a line for each difference. Empty where the values
 * can be compared.
 *
 * @param whose - the corpus in a word, for the lines: `corpus`, `reference`.
 * @param has - whether the corpus has a column of the plan, with the same type and unit.
 */
export function stageMismatch(
  plan: Plan,
  then: readonly RanStage[],
  whose: string,
  has: (column: Column) => boolean,
): readonly string[] {
  const known = new Map(then.map((stage) => [stage.name, stage]));
  return manifestStages(plan).flatMap((stage, s) => {
    const other = known.get(stage.name);
    if (other === undefined) return [`the stage '${stage.name}' is not in the ${whose}`];
    const lines: string[] = [];
    if (other.version !== stage.version)
      lines.push(
        `the stage '${stage.name}' is at version ${stage.version}, the ${whose} at ${other.version}`,
      );
    const options = differingOptions(stage, other);
    if (options.length > 0)
      lines.push(`the ${whose} was made with another ${listing(options)} of the stage '${stage.name}'`);
    const hashes = ({ resources }: RanStage): string => resources.map(({ sha256 }) => sha256).join();
    // Another version or option may well read other files; that alone is no difference of its own.
    if (lines.length === 0 && hashes(stage) !== hashes(other))
      lines.push(`a lexicon or model of the stage '${stage.name}' has changed since the ${whose} was made`);
    const lacking = plan.stages[s]!.columns.filter((column) => !has(column)).map(({ name }) => name);
    if (lacking.length > 0)
      lines.push(`the ${whose} has no ${listing(lacking)} as the stage '${stage.name}' gives it now`);
    return lines;
  });
}

/** How the stages of a plan differ from those that made an analysis. */
export function analysisMismatch(
  plan: Plan,
  { stages: made, columns }: Pick<Manifest, 'stages' | 'columns'>,
  /** Whether the corpus follows the plan's registry of actors since it was opened. */
  registered = false,
): readonly string[] {
  const stages = registered ? withRegistryOf(plan, made) : made;
  const known = new Map(columns.map((column) => [column.name, column]));
  const form = ({ type, unit }: Pick<Column, 'type' | 'unit'>): string =>
    JSON.stringify([typeShape(type), unit]);
  return stageMismatch(plan, stages, 'corpus', (column) => {
    const other = known.get(column.name);
    return other !== undefined && form(other) === form(column);
  });
}

/** The stages as if the actors had been found by the plan's registry. */
function withRegistryOf(plan: Plan, stages: readonly ManifestStage[]): readonly ManifestStage[] {
  const asked = manifestStages(plan).find(({ name }) => name === 'actors');
  const registry = (asked?.options as { registry?: unknown } | undefined)?.registry ?? null;
  const isRegistry = ({ kind }: ManifestStage['resources'][number]): boolean => kind === 'registry';
  return stages.map((stage) =>
    stage.name !== 'actors' || asked === undefined
      ? stage
      : {
          ...stage,
          options: { ...(stage.options as object), registry },
          resources: [
            ...stage.resources.filter((one) => !isRegistry(one)),
            ...asked.resources.filter(isRegistry),
          ],
        },
  );
}
