/** The article's frames beside the corpus. */
import { z } from 'zod';
import { interval, offsets } from '../../report-base.js';

export const frameRowSchema = z.object({
  codebook: z.string(),
  frame: z.string(),
  code: z.string().nullable(),
  score: z.number().nullable(),
  present: z.boolean(),
  leading: z.boolean(),
  claim: z
    .number()
    .nullable()
    .describe(
      'Estimated probability that a coder would call it the primary frame; null where not calibrated.',
    ),
  baseline: z
    .object({
      n: z.int(),
      mean: z.number(),
      present: z.number().describe('Share of documents in which the frame is present.'),
      presentInterval: interval,
    })
    .nullable(),
  percentile: z.number().nullable(),
  percentileInterval: interval,
  topic: z
    .object({
      documents: z.int(),
      present: z.number(),
      percentile: z.number(),
      percentileInterval: interval,
    })
    .nullable()
    .describe('The same among the documents nearest in topic.'),
  evidence: z
    .array(
      z.object({
        ...offsets,
        term: z.string(),
        voice: z.string(),
        stance: z.enum(['affirmed', 'reported', 'rejected']),
        weight: z.number().describe('What it adds to the weight of the frame; 0 where rejected.'),
        without: z.number().nullable().describe('The score that the frame would have without it.'),
      }),
    )
    .describe('The strongest first.'),
});

export const shape = { frames: z.array(frameRowSchema) };

export type FrameRow = z.infer<typeof frameRowSchema>;
