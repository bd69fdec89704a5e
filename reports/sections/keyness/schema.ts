/** Key words, key hedges and collocates of the article. */
import { z } from 'zod';
import { keynessRowSchema } from '../../keyness/schema.js';
import { offsets } from '../../report-base.js';

export const keywordSchema = keynessRowSchema.extend({
  lines: z.array(z.object({ ...offsets })).describe('Where it stands in the article.'),
});

export const collocatesSchema = z.object({
  actor: z.string(),
  name: z.string(),
  words: z.int().describe('Words in the sentences that mention the actor, its names left out.'),
  sentences: z.int(),
  rows: z.array(keywordSchema),
  cut: z.int(),
});

export const shape = {
  keywords: z.array(keywordSchema),
  hedges: z.array(keywordSchema).describe('Its hedges as written, against those of the corpus.'),
  collocates: z.array(collocatesSchema),
};

export type KeywordRow = z.infer<typeof keywordSchema>;
export type Collocates = z.infer<typeof collocatesSchema>;
