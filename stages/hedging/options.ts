// The hedging stage's options.
import { z } from 'zod';
import type { RuntimeName } from '../../models/encoder/runtime.js';
import { runtimeOption, tierOption } from '../encoder-reading.js';
import type { HedgingScheme } from './annotation.js';

export interface HedgingOptions {
  readonly scheme: HedgingScheme;
  /** Path of a lexicon that extends or replaces the default one. */
  readonly lexicon: string | null;
  readonly model: 'fast' | 'accurate';
  readonly runtime: RuntimeName;
}

const given = z.object({
  scheme: z
    .enum(['commentary', 'szeged', 'conll'])
    .default('commentary')
    .describe('What counts as a hedge; stages/hedging/SCHEMES.md argues for the default.'),
  lexicon: z
    .string()
    .nullable()
    .default(null)
    .describe('Path of a YAML lexicon that replaces the default one, or adds to it (extends: default).'),
  model: tierOption(
    'a linear model alone, or its scores and those of a pretrained encoder together; the latter for `scheme: commentary`',
  ),
  runtime: runtimeOption,
});

/** Whether the encoder is asked. */
export const isAccurate = ({ scheme, model }: HedgingOptions): boolean =>
  model === 'accurate' && scheme === 'commentary';

/** Where the linear model answers alone, it is what manifest and methods name. */
export const options: z.ZodType<HedgingOptions> = given.overwrite((asked) =>
  isAccurate(asked) ? asked : { ...asked, model: 'fast' },
);
