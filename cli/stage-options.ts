import type { Options } from 'yargs';
import { UserError } from '../base/user-error.js';
import type { StageOptions } from '../stages/plan.js';

/** The stages' own options that have a flag, and how the flag is described. */
const FLAGS = {
  'keep-boilerplate': {
    stage: 'tokenising',
    option: 'keepBoilerplate',
    type: 'boolean',
    array: false,
    describe:
      'Measure share lines, newsletter prompts, credits and the like too; they are marked all the same',
  },
  codebook: {
    stage: 'framing',
    option: 'codebooks',
    type: 'string',
    array: true,
    describe: 'Frames to score: policy, generic, functions, a codebook file or a model folder (repeatable)',
  },
  'hedge-lexicon': {
    stage: 'hedging',
    option: 'lexicon',
    type: 'string',
    array: false,
    describe: 'YAML lexicon that replaces or extends the one that ships',
  },
  'hedge-scheme': {
    stage: 'hedging',
    option: 'scheme',
    type: 'string',
    array: false,
    describe: 'What counts as a hedge: commentary (default), szeged or conll',
  },
  registry: {
    stage: 'actors',
    option: 'registry',
    type: 'string',
    array: false,
    describe: 'YAML registry of actors: names, aliases, types',
  },
  model: {
    stage: 'sentiment',
    option: 'model',
    type: 'string',
    array: false,
    describe:
      'fast (default), accurate (a pretrained encoder; needs npm packages of its own, which the error names) or cascade (the encoder only where the fast model is unsure)',
  },
  'encoder-runtime': {
    stage: 'sentiment',
    option: 'runtime',
    type: 'string',
    array: false,
    describe:
      'What runs the encoder: native (default), or wasm, without native code and some four times slower',
  },
} as const satisfies Record<
  string,
  { stage: string; option: string; type: 'string' | 'boolean'; array: boolean; describe: string }
>;

export const stageOptions = {
  ...Object.fromEntries(
    Object.entries(FLAGS).map(([flag, { describe, type, array }]) => [
      flag,
      { type, array, describe, group: 'Stages:', requiresArg: type === 'string' } satisfies Options,
    ]),
  ),
  set: {
    type: 'string',
    array: true,
    requiresArg: true,
    group: 'Stages:',
    describe: 'Any option of a stage: STAGE.OPTION=VALUE, the value as JSON or plain text (repeatable)',
  },
} as Record<string, Options>;

/** The stages' options as the plan takes them. The plan itself checks names and values. */
export function stageOptionsFrom(values: Readonly<Record<string, unknown>>): StageOptions {
  const options: Record<string, Record<string, unknown>> = {};
  const put = (stage: string, option: string, value: unknown): void => {
    options[stage] = { ...options[stage], [option]: value };
  };
  for (const [flag, { stage, option }] of Object.entries(FLAGS)) {
    if (values[flag] !== undefined) put(stage, option, values[flag]);
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
