/** What a baseline says of itself and of its nearest documents, as it stands in a report's JSON. */
import { z } from 'zod';

/** What was compared with, and what was left out of it. */
export const baselineSchema = z.object({
  kind: z.enum(['analysis', 'reference']),
  title: z.string(),
  documents: z.int().describe('Documents compared with.'),
  tokens: z.number().describe('Words in them.'),
  leftOut: z.array(z.object({ reason: z.string(), documents: z.int() })),
  note: z.string().nullable(),
  mismatch: z
    .array(z.string())
    .describe('Stages that measured the article otherwise than the corpus; empty where both are alike.'),
  genre: z
    .object({
      name: z.enum(['opinion', 'news']),
      by: z
        .enum(['section', 'resemblance'])
        .describe('What says it: the article’s section or address, or its measures.'),
      accuracy: z
        .number()
        .nullable()
        .describe('Share of documents whose genre the measures tell rightly, cross-validated.'),
    })
    .nullable()
    .describe('The genre that the documents compared with have; null for all.'),
  outside: z.array(z.string()).describe('In what the article lies outside of the corpus: time, actors.'),
  hedgerow: z.string(),
  key: z.string(),
});

export const nearestSchema = z.object({
  id: z.string(),
  title: z.string().nullable(),
  outlet: z.string().nullable(),
  published: z.string().nullable(),
  url: z.string().nullable(),
  similarity: z.number().describe('Mean of the parts that could be had, 0 to 1.'),
  parts: z.object({
    framing: z.number().nullable(),
    actors: z.number().nullable(),
    profile: z.number().nullable(),
  }),
  reasons: z.array(z.string()),
});

export type BaselineDescription = z.infer<typeof baselineSchema>;
export type NearestRow = z.infer<typeof nearestSchema>;
