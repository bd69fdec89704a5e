/** A family of tests within which p-values are adjusted, and what every tested figure has. */
import { z } from 'zod';
import { interval } from '../report-base.js';

export const familySchema = z.object({
  name: z.string(),
  test: z.string(),
  tests: z.int(),
  level: z.number(),
  found: z.int().describe('Tests whose adjusted p lies below the level.'),
});

export const tested = {
  p: z.number().nullable(),
  q: z.number().nullable().describe('p adjusted by Benjamini and Hochberg within the family.'),
};

export const matched = z
  .object({
    documents: z.int().describe('Documents of the group that have others to be compared with.'),
    of: z.int().describe('Documents of the group with a value.'),
    coarsely: z
      .int()
      .describe(
        'Of those compared, the ones matched on the rest: without a date, or without others in their stratum.',
      ),
    difference: z.number().describe('Mean difference from the others in the same strata.'),
    interval,
  })
  .nullable();

export type Family = z.infer<typeof familySchema>;
