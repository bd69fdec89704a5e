/** Refuses stage options that contradict those of a finished analysis. */
import { UserError } from '../base/user-error.js';
import type { Analysis, ManifestStage } from '../pipeline/store/manifest.js';
import { corpusOptions } from './corpus-options.js';
import { optionsToArgv } from './options-to-argv.js';
import { stageOptionsFrom } from './stage-options.js';

/**
 * Options of stages that are given for a finished analysis must be those that it was made with; options of reading come
 * too late altogether.
 *
 * @param reads - whether the command reads something else, to which options of reading belong.
 * @throws UserError for one that the analysis cannot follow.
 */
export async function refuseFrozenOptions(
  path: string,
  { manifest }: Analysis,
  values: Readonly<Record<string, unknown>>,
  reads: boolean,
): Promise<void> {
  const reading = reads ? [] : optionsToArgv(values, corpusOptions);
  if (reading.length > 0) {
    throw new UserError({
      what: `${reading.map((word) => word.split('=')[0]).join(', ')} cannot change a finished analysis`,
      where: path,
      why: 'its corpus has been read',
      remedy: `Leave ${reading.length === 1 ? 'the option' : 'these options'} out, or analyse the corpus again: hedgerow analyse CORPUS ${reading.join(' ')} --out FOLDER`,
    });
  }
  const given = stageOptionsFrom(values);
  const names = Object.keys(given);
  if (names.length === 0) return;
  const { planStages } = await import('../stages/plan.js');
  const { manifestStages } = await import('../pipeline/store/manifest-key.js');
  const { differingOptions } = await import('../pipeline/store/stage-settings.js');
  const asked = manifestStages(planStages({ stageOptions: given, stages: names }));
  for (const name of names) {
    const wanted = asked.find((stage) => stage.name === name)!;
    const made: ManifestStage | undefined = manifest.stages.find((stage) => stage.name === name);
    const options = Object.keys(given[name] as object);
    const late =
      made === undefined
        ? options
        : differingOptions(wanted, made).filter((option) => options.includes(option));
    if (late.length === 0) continue;
    const value = (stage: ManifestStage, option: string): string =>
      JSON.stringify((stage.options as Readonly<Record<string, unknown>>)[option] ?? null);
    throw new UserError({
      what: `the option ${late.map((option) => `${name}.${option}`).join(', ')} cannot change a finished analysis`,
      where: path,
      why:
        made === undefined
          ? `it was made without the stage '${name}'`
          : `it was made with ${late.map((option) => `${name}.${option}=${value(made, option)}`).join(', ')}`,
      remedy: `Leave the option out, or analyse the corpus with it: hedgerow analyse CORPUS ${late.map((option) => `--set ${name}.${option}='${value(wanted, option)}'`).join(' ')} --out FOLDER`,
    });
  }
}
