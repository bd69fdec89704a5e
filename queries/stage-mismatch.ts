import { listing } from '../base/wording.js';
import type { ManifestStage } from '../pipeline/store/manifest.js';
import { differingOptions } from '../pipeline/store/stage-settings.js';

/** A stage as it was run: what decides its values. */
export interface RanStage extends Pick<ManifestStage, 'name' | 'version' | 'options'> {
  readonly resources: readonly Pick<ManifestStage['resources'][number], 'path' | 'sha256'>[];
}

/**
 * How the stages that are run differ from those that measured a corpus: one line for each that does. Empty where the
 * values can be compared.
 *
 * @param whose - the corpus in a word, for the lines: `corpus`, `reference`.
 */
export function stageMismatch(
  run: readonly RanStage[],
  then: readonly RanStage[],
  whose: string,
): readonly string[] {
  const known = new Map(then.map((stage) => [stage.name, stage]));
  return run.flatMap((stage) => {
    const other = known.get(stage.name);
    if (other === undefined) return [`the stage '${stage.name}' is not in the ${whose}`];
    if (other.version !== stage.version)
      return [`the stage '${stage.name}' is at version ${stage.version}, the ${whose} at ${other.version}`];
    const options = differingOptions(stage, other);
    if (options.length > 0)
      return [`the ${whose} was made with another ${listing(options)} of the stage '${stage.name}'`];
    const hashes = ({ resources }: RanStage): string => resources.map(({ sha256 }) => sha256).join();
    return hashes(stage) === hashes(other)
      ? []
      : [`a lexicon or model of the stage '${stage.name}' has changed since the ${whose} was made`];
  });
}
