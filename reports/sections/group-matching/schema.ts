/** What the matched comparison keeps of each group, and how alike its sides are. */
import { z } from 'zod';

export const matchingSchema = z.object({
  group: z.string(),
  documents: z.int().describe('Documents of the group that have others to be compared with.'),
  of: z.int().describe('Documents of the group.'),
  coarsely: z
    .int()
    .describe('Of those compared, the ones matched on the rest: without a date, or without others there.'),
  others: z.int().describe('Documents of other groups that count at all.'),
  effectiveOthers: z.number().describe('As many equally weighted ones are worth as much.'),
  balance: z.array(
    z.object({
      covariate: z.string(),
      before: z.number().nullable().describe('Standardised difference from the others (Austin 2009).'),
      after: z.number().nullable().describe('The same within the strata.'),
    }),
  ),
});

export const shape = { matching: z.array(matchingSchema) };

export type GroupMatching = z.infer<typeof matchingSchema>;
