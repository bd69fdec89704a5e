/** The measures that stand out, counted again in other ways. */
import { z } from 'zod';
import { interval } from '../../report-base.js';

export const articleSensitivitySchema = z.object({
  checks: z.array(z.object({ key: z.string(), title: z.string(), description: z.string() })),
  findings: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      percentile: z.number(),
      percentileInterval: interval,
      results: z.array(
        z.object({
          check: z.string(),
          value: z.number().nullable(),
          percentile: z.number().nullable().describe('null where the check does not apply.'),
          percentileInterval: interval,
          documents: z.int(),
          verdict: z.enum(['survives', 'unclear', 'reversed', 'does not apply']),
        }),
      ),
    }),
  ),
});

export const shape = { sensitivity: articleSensitivitySchema };

export type ArticleSensitivity = z.infer<typeof articleSensitivitySchema>;
