/** What can be chosen: a registry of one's own, what finds the names. */
import { z } from 'zod';

export const options = z.object({
  registry: z
    .string()
    .nullable()
    .default(null)
    .describe('Path of a YAML registry of actors (name, aliases, type, notes) that merges and splits names.'),
  recogniser: z
    .enum(['model', 'rules'])
    .default('model')
    .describe('What finds the names: the learned model, or capitalised spans and a gazetteer alone.'),
});

export type ActorsOptions = z.output<typeof options>;
