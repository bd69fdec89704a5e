/** The marks of the article's text. */
import { z } from 'zod';
import { offsets } from '../../report-base.js';

export const markSchema = z.object({
  ...offsets,
  layer: z.enum(['hedge', 'attribution', 'actor', 'frame']),
  kind: z.string(),
  note: z.string(),
  by: z.string().describe('The lexicon entry, rule or model that found it.'),
  sure: z.number().nullable().describe('Probability, where the stage gives one.'),
  subject: z.string().nullable().describe('Of an actor its key, of a frame its codebook and name.'),
});

export const shape = { marks: z.array(markSchema) };

export type Mark = z.infer<typeof markSchema>;
