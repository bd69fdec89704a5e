/** Monthly means by group. */
import { z } from 'zod';
import { interval } from '../../report-base.js';

export const timelineSchema = z.object({
  kind: z.enum(['measure', 'actor']),
  name: z.string(),
  title: z.string(),
  unit: z.string(),
  points: z.array(z.object({ group: z.string(), month: z.string(), n: z.int(), mean: z.number(), interval })),
});

export const shape = { timelines: z.array(timelineSchema) };

export type Timeline = z.infer<typeof timelineSchema>;
