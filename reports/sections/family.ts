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
    documents: z.int().describe('Documents of the group in strata that hold others too.'),
    difference: z.number().describe('Mean difference from the others in the same strata.'),
    interval,
  })
  .nullable();

export type Family = z.infer<typeof familySchema>;
