/** The near-duplicates found. */
import { z } from 'zod';

export const duplicatesSchema = z.object({
  threshold: z
    .number()
    .describe(
      'Estimated resemblance, or containment, of five-word shingles from which texts are near-duplicates.',
    ),
  documents: z.int(),
  kept: z.boolean(),
  listed: z.array(
    z.object({
      id: z.string(),
      title: z.string().nullable(),
      group: z.string().nullable(),
      of: z.string(),
      ofGroup: z.string().nullable(),
      similarity: z.number().describe('Estimated resemblance (Jaccard), 0 to 1.'),
      containment: z
        .number()
        .describe("Estimated part of the shorter text's shingles that the longer has, 0 to 1."),
    }),
  ),
  groups: z
    .array(
      z.object({
        group: z.string(),
        documents: z.int().describe('With near-duplicates.'),
        copies: z.int().describe('Of them near-duplicates of an earlier document.'),
        measures: z.array(
          z.object({
            measure: z.string(),
            title: z.string(),
            unit: z.string(),
            withCopies: z.number().nullable().describe('Mean over all documents.'),
            withoutCopies: z.number().nullable().describe('Mean without near-duplicates.'),
          }),
        ),
      }),
    )
    .describe('Groups that have near-duplicates, and their leading measures with and without them.'),
});

export const shape = { duplicates: duplicatesSchema };

export type Duplicates = z.infer<typeof duplicatesSchema>;
