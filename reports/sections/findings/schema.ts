/** Claims: what the report says of the article first, as data from which sentences, cards and tests are made. */
import { z } from 'zod';
import { interval, offsets } from '../../report-base.js';

/** What the spread of the corpus is drawn from, and where the article stands in it. */
const scaleSchema = z.object({
  unit: z.string(),
  value: z.number(),
  interval: interval.describe('Of the article; null where it has none.'),
  corpus: z.object({
    label: z.string(),
    /** Whiskers, quartiles and median; the ends alone are an interval of the mean. */
    low: z.number(),
    lowerQuartile: z.number().nullable(),
    middle: z.number(),
    upperQuartile: z.number().nullable(),
    high: z.number(),
  }),
});

export const claimSchema = z.object({
  topic: z.enum(['hedging', 'voice', 'actors', 'framing']),
  subject: z
    .object({ kind: z.enum(['measure', 'actor', 'frame']), key: z.string() })
    .nullable()
    .describe('The row of a table that it speaks of.'),
  voice: z.enum(['all', 'author', 'source']),
  direction: z
    .enum(['more', 'less', 'negative', 'positive', 'none'])
    .describe('`none`: nothing unusual is claimed.'),
  sentence: z.string(),
  certainty: z.enum(['firm', 'likely', 'unclear', 'none']),
  reasons: z.array(z.string()).describe('Why so sure, or not.'),
  also: z
    .string()
    .optional()
    .describe('What a reader asks next, in a sentence: who is heard most, who is named most.'),
  figures: z.array(z.string()).describe('The numbers behind the sentence.'),
  scale: scaleSchema.nullable(),
  example: z
    .object({ sentence: z.int(), ...offsets })
    .nullable()
    .describe('One hit behind it.'),
  accuracy: z.string().nullable().describe('How often the stage is right, in this genre where it is known.'),
});

export type Claim = z.infer<typeof claimSchema>;
export type Scale = z.infer<typeof scaleSchema>;
