// The hedging stage's options.
import { z } from 'zod';
import type { HedgingScheme } from './annotation.js';

export interface HedgingOptions {
  readonly scheme: HedgingScheme;
  /** Path of a lexicon that extends or replaces the default one. */
  readonly lexicon: string | null;
}

export const options: z.ZodType<HedgingOptions> = z.object({
  scheme: z
    .enum(['commentary', 'szeged', 'conll'])
    .default('commentary')
    .describe('What counts as a hedge; stages/hedging/SCHEMES.md argues for the default.'),
  lexicon: z
    .string()
    .nullable()
    .default(null)
    .describe('Path of a YAML lexicon that replaces the default one, or adds to it (extends: default).'),
});
