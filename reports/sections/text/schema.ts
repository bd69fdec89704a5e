/** The marks of the article's text. */
import { z } from 'zod';
import { offsets } from '../../report-base.js';

export const markSchema = z.object({
  ...offsets,
  layer: z.enum(['hedge', 'attribution', 'actor', 'frame']),
  kind: z.string(),
  note: z.string(),
});

export const shape = { marks: z.array(markSchema) };

export type Mark = z.infer<typeof markSchema>;
