/** The largest findings, counted again in other ways. */
import { z } from 'zod';
import { interval } from '../../report-base.js';

export const sensitivitySchema = z.object({
  checks: z.array(z.object({ key: z.string(), title: z.string(), description: z.string() })),
  findings: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      group: z.string(),
      delta: z.number(),
      interval,
      q: z.number(),
      results: z.array(
        z.object({
          check: z.string(),
          effect: z.number().nullable().describe('null where the check does not apply.'),
          interval,
          documents: z.int(),
          verdict: z.enum(['survives', 'unclear', 'reversed', 'does not apply']),
        }),
      ),
    }),
  ),
  cut: z.int().describe('Findings not checked.'),
});

export const shape = { sensitivity: sensitivitySchema };

export type Sensitivity = z.infer<typeof sensitivitySchema>;
