/** Frames by group. */
import { z } from 'zod';
import { interval } from '../../report-base.js';
import { matched, tested } from '../family.js';

export const groupFrameSchema = z.object({
  codebook: z.string(),
  frame: z.string(),
  present: z.number().describe('Share of all documents compared in which the frame is present.'),
  distinguishes: z.boolean().describe('False where it is present in more than .85 of all documents.'),
  groups: z.array(
    z.object({
      group: z.string(),
      n: z.int(),
      present: z.number().describe('Share of the documents in which the frame is present.'),
      interval,
      mean: z.number().describe('Mean score.'),
      difference: z.number().nullable().describe('Share present less the share among all others.'),
      differenceInterval: interval,
      ...tested,
      matched,
    }),
  ),
});

export const shape = { frames: z.array(groupFrameSchema) };

export type GroupFrame = z.infer<typeof groupFrameSchema>;
