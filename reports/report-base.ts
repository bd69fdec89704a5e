/** What both reports hold beside their sections: stages, citations, and the intervals in which figures are given. */
import { z } from 'zod';

export const interval = z.tuple([z.number(), z.number()]).nullable();

export const offsets = {
  start: z.int().describe('First code point in `article.text`.'),
  end: z.int().describe('Code point after the last.'),
};

export const citationSchema = z.object({
  key: z.string(),
  authors: z.string(),
  year: z.int(),
  title: z.string(),
  venue: z.string(),
  doi: z.string().optional(),
  url: z.string().optional(),
  use: z.string(),
});

export const stageSchema = z.object({
  name: z.string(),
  title: z.string(),
  version: z.string(),
  options: z.unknown(),
  resources: z.array(
    z.object({
      path: z.string(),
      kind: z.string(),
      licence: z.string(),
      description: z.string(),
      sha256: z.string(),
    }),
  ),
  citations: z.array(citationSchema),
  accuracy: z.array(
    z.object({
      gold: z.string(),
      metric: z.string(),
      value: z.number(),
      interval,
      documents: z.number(),
      note: z.string(),
      confusion: z
        .object({ classes: z.array(z.string()), counts: z.array(z.array(z.int())) })
        .nullable()
        .optional()
        .describe('How often each true class, a row, was given each class, a column.'),
    }),
  ),
});

/** What stands at the end of both reports. */
export const sources = {
  methods: z.array(z.string()),
  stages: z.array(stageSchema),
  citations: z.array(citationSchema),
  cut: z.array(z.string()).describe('Lists that were cut, with the count left out.'),
};

export type Stages = z.infer<typeof stageSchema>[];
