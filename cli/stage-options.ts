/** The options of the stages on the command line: some by a flag of their own, all by `--set`. */
import type { Options } from 'yargs';
import { UserError } from '../base/user-error.js';
import type { StageOptions } from '../stages/plan.js';
import { flagOf } from './flag-names.js';

/** The stages' own options that have a flag. What they mean is said by the stages, when help is asked for. */
const FLAGS = {
  'tokenising.keepBoilerplate': 'boolean',
  'framing.codebooks': 'array',
  'hedging.lexicon': 'string',
  'hedging.scheme': 'string',
  'actors.registry': 'string',
  'sentiment.model': 'string',
  'sentiment.runtime': 'string',
} as const;

/** The stages beside sentiment that `--model accurate` turns to the encoder. */
const ENCODER_STAGES = ['attribution', 'hedging'] as const;

const GROUP = 'Stages:';

export const stageOptions = {
  ...Object.fromEntries(
    Object.entries(FLAGS).map(([option, type]): [string, Options] => [
      flagOf(option),
      type === 'boolean'
        ? { type, group: GROUP }
        : { type: 'string', array: type === 'array', requiresArg: true, group: GROUP },
    ]),
  ),
  set: {
    type: 'string',
    array: true,
    requiresArg: true,
    group: GROUP,
    describe: 'Any option of a stage: STAGE.OPTION=VALUE, the value as JSON or plain text (repeatable)',
  },
} as Record<string, Options>;

/** Flag to description, as the stages describe their options. */
export async function stageDescriptions(): Promise<ReadonlyMap<string, string>> {
  const [{ STAGES }, { descriptionsOf }] = await Promise.all([
    import('../stages/stage-registry.js'),
    import('./described-options.js'),
  ]);
  return new Map(
    STAGES.flatMap(({ name, options }) =>
      [...descriptionsOf(options)].map(([option, text]) => [flagOf(`${name}.${option}`), text] as const),
    ),
  );
}

/** The stages' options as the plan takes them. The plan itself checks names and values. */
export function stageOptionsFrom(values: Readonly<Record<string, unknown>>): StageOptions {
  const options: Record<string, Record<string, unknown>> = {};
  const put = (stage: string, option: string, value: unknown): void => {
    options[stage] = { ...options[stage], [option]: value };
  };
  for (const name of Object.keys(FLAGS)) {
    const [stage, option] = name.split('.') as [string, string];
    const value = values[flagOf(name)];
    if (value === undefined) continue;
    put(stage, option, value);
    // One encoder serves them all; there is a cascade of sentiment alone.
    if (name === 'sentiment.model' && value === 'accurate')
      for (const other of ENCODER_STAGES) put(other, option, value);
    if (name === 'sentiment.runtime') for (const other of ENCODER_STAGES) put(other, option, value);
  }
  for (const setting of (values.set as string[] | undefined) ?? []) {
    const match = /^([^.=]+)\.([^=]+)=(.*)$/s.exec(setting);
    if (match === null) {
      throw new UserError({
        what: `'${setting}' is not an option of a stage`,
        where: '--set',
        remedy: 'Write STAGE.OPTION=VALUE, for instance --set framing.codebooks=\'["policy"]\'.',
      });
    }
    put(match[1]!, match[2]!, jsonOrText(match[3]!));
  }
  return options;
}

function jsonOrText(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
