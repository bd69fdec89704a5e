/** Claims: what the comparison says first, as data. */
import { z } from 'zod';

export const groupClaimSchema = z.object({
  topic: z.enum(['hedging', 'measures', 'actors', 'words']),
  subject: z
    .object({ kind: z.enum(['measure', 'actor', 'word']), key: z.string(), group: z.string() })
    .nullable()
    .describe('The row of a table that it speaks of.'),
  direction: z
    .enum(['more', 'less', 'negative', 'positive', 'none'])
    .describe('`none`: nothing unusual is claimed.'),
  sentence: z.string(),
  certainty: z.enum(['firm', 'likely', 'unclear', 'none']),
  reasons: z.array(z.string()).describe('Why so sure, or not.'),
  figures: z.array(z.string()).describe('The numbers behind the sentence.'),
  accuracy: z.string().nullable().describe('How often the stage is right, in this genre where it is known.'),
});

export type GroupClaim = z.infer<typeof groupClaimSchema>;
