/** Key words, key hedges and collocates of each group. */
import { z } from 'zod';
import { groupKeynessSchema } from '../../keyness/schema.js';

export const shape = {
  keyness: z.object({
    documents: z.int().describe('Documents in which words were counted, drawn by a fixed seed.'),
    words: z.array(groupKeynessSchema),
    hedges: z.array(groupKeynessSchema),
    collocates: z.array(groupKeynessSchema),
  }),
};
