/** Every measure of the article beside the corpus, and the hits behind it. */
import { z } from 'zod';
import { interval, offsets } from '../../report-base.js';

export const hitSchema = z.object({
  ...offsets,
  fields: z.record(z.string(), z.string()).describe('What the stage says of the hit: type, voice, entry …'),
});

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
  matched: z
    .object({ documents: z.int(), percentile: z.number(), percentileInterval: interval })
    .nullable()
    .describe('The same among documents of half to twice the words of the article.'),
  evidence: z
    .object({ column: z.string(), hits: z.array(z.int()), total: z.int() })
    .nullable()
    .describe('Indices into `hits[column]`; null where the measure is of the text as a whole.'),
});

export const shape = {
  measures: z.array(measureRowSchema),
  hits: z.record(z.string(), z.array(hitSchema)),
};

export type MeasureRow = z.infer<typeof measureRowSchema>;
export type Hits = z.infer<(typeof shape)['hits']>;
