/** Every measure of the article beside the corpus, and the hits behind it. */
import { z } from 'zod';
import { interval, offsets } from '../../report-base.js';

export const hitSchema = z.object({
  ...offsets,
  fields: z.record(z.string(), z.string()).describe('What the stage says of the hit: type, voice, entry …'),
});

/** Where the article stands among some documents; null where they are too few to tell. */
const among = z
  .object({ documents: z.int(), percentile: z.number(), percentileInterval: interval })
  .nullable();

export const measureRowSchema = z.object({
  name: z.string(),
  title: z.string(),
  group: z.string(),
  family: z.string(),
  voice: z.enum(['all', 'author', 'source']),
  unit: z.string(),
  description: z.string(),
  leading: z.boolean(),
  value: z.number().nullable(),
  baseline: z
    .object({
      n: z.int().describe('Documents with a value.'),
      mean: z.number(),
      sd: z.number(),
      median: z.number(),
      medianInterval: interval,
      quantiles: z.array(z.number()).describe('201 quantiles: 0, 1/200, … 1.'),
    })
    .nullable(),
  percentile: z.number().nullable().describe('Mid-rank percentile, 0 to 100.'),
  percentileInterval: interval,
  matched: among.describe('The same among documents of half to twice the words of the article.'),
  topic: among.describe('The same among the documents nearest in topic (`topic`).'),
  evidence: z
    .object({ column: z.string(), hits: z.array(z.int()), total: z.int() })
    .nullable()
    .describe('Indices into `hits[column]`; null where the measure is of the text as a whole.'),
});

const topicSchema = z.object({
  documents: z.int(),
  terms: z.array(z.string()).describe('Words that they share with the article, the weightiest first.'),
});

export const shape = {
  measures: z.array(measureRowSchema),
  hits: z.record(z.string(), z.array(hitSchema)),
  topic: topicSchema.nullable().describe('The documents nearest in topic; null where they are not known.'),
};

export type MeasureRow = z.infer<typeof measureRowSchema>;
export type Topic = z.infer<typeof topicSchema>;
export type Hits = z.infer<(typeof shape)['hits']>;
