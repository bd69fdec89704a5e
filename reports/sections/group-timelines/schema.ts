/** Means by group and period. */
import { z } from 'zod';
import { interval } from '../../report-base.js';

export const timelineSchema = z.object({
  kind: z.enum(['measure', 'actor']),
  name: z.string(),
  title: z.string(),
  unit: z.string(),
  points: z.array(
    z.object({
      group: z.string(),
      period: z.string().describe('2024, 2024-Q3, 2024-09 or, ISO 8601, 2024-W36.'),
      n: z.int(),
      mean: z.number(),
      interval,
    }),
  ),
});

export const shape = { timelines: z.array(timelineSchema) };

export type Timeline = z.infer<typeof timelineSchema>;
