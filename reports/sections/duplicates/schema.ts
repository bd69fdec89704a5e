/** The near-duplicates found. */
import { z } from 'zod';

export const duplicatesSchema = z.object({
  threshold: z.number().describe('Estimated Jaccard similarity from which texts are near-duplicates.'),
  documents: z.int(),
  kept: z.boolean(),
  listed: z.array(
    z.object({
      id: z.string(),
      title: z.string().nullable(),
      group: z.string().nullable(),
      of: z.string(),
      ofGroup: z.string().nullable(),
      similarity: z.number(),
    }),
  ),
});

export const shape = { duplicates: duplicatesSchema };

export type Duplicates = z.infer<typeof duplicatesSchema>;
