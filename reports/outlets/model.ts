import { z } from 'zod';
import { baselineSchema, citationSchema, stageSchema } from '../article/model.js';

const interval = z.tuple([z.number(), z.number()]).nullable();

export const groupFigureSchema = z.object({
  group: z.string(),
  n: z.int().describe('Documents of the group with a value.'),
  mean: z.number(),
  meanInterval: interval.describe('Normal 95% interval of the mean over documents; null under 5.'),
  median: z.number(),
  medianInterval: interval,
  medianDifference: z.number().nullable().describe('Median of the group less the median of the rest.'),
  delta: z.number().nullable().describe("Cliff's delta of the group against all others, -1 to 1."),
  deltaInterval: interval,
  p: z.number().nullable(),
  q: z.number().nullable().describe('p adjusted by Benjamini and Hochberg within the family.'),
  matched: z
    .object({
      documents: z.int().describe('Documents of the group in strata that hold others too.'),
      difference: z.number().describe('Mean difference from the others in the same strata.'),
      interval,
    })
    .nullable(),
});

export const groupMeasureSchema = z.object({
  name: z.string(),
  title: z.string(),
  group: z.string().describe('The family within which p-values are adjusted.'),
  voice: z.enum(['all', 'author', 'source']),
  unit: z.string(),
  description: z.string(),
  leading: z.boolean(),
  groups: z.array(groupFigureSchema),
});

export const groupActorSchema = z.object({
  actor: z.string(),
  name: z.string(),
  documents: z.int(),
  groups: z.array(
    z.object({
      group: z.string(),
      documents: z.int(),
      mentions: z.number(),
      mean: z.number(),
      interval,
    }),
  ),
});

export const groupFrameSchema = z.object({
  codebook: z.string(),
  frame: z.string(),
  groups: z.array(
    z.object({ group: z.string(), n: z.int(), present: z.number(), interval, mean: z.number() }),
  ),
});

export const timelineSchema = z.object({
  name: z.string(),
  title: z.string(),
  unit: z.string(),
  points: z.array(z.object({ group: z.string(), month: z.string(), n: z.int(), mean: z.number(), interval })),
});

/** Groups of documents (outlets, or any column's values) against each other, as plain data. */
export const outletReportSchema = z.object({
  format: z.literal('hedgerow-outlet-report/1'),
  hedgerow: z.string(),
  by: z.string().describe('The column whose values are the groups.'),
  over: z.string().nullable(),
  corpus: baselineSchema,
  groups: z.array(
    z.object({
      group: z.string(),
      documents: z.int(),
      words: z.number(),
      first: z.string().nullable(),
      last: z.string().nullable(),
    }),
  ),
  opening: z.array(z.string()),
  strata: z.array(z.string()).describe('What the matched comparison holds equal.'),
  measures: z.array(groupMeasureSchema),
  actors: z.array(groupActorSchema),
  frames: z.array(groupFrameSchema),
  timelines: z.array(timelineSchema),
  methods: z.array(z.string()),
  stages: z.array(stageSchema),
  citations: z.array(citationSchema),
  cut: z.array(z.string()),
});

export type OutletReport = z.infer<typeof outletReportSchema>;
export type GroupMeasure = z.infer<typeof groupMeasureSchema>;
export type GroupFigure = z.infer<typeof groupFigureSchema>;
export type GroupActor = z.infer<typeof groupActorSchema>;
export type GroupFrame = z.infer<typeof groupFrameSchema>;
export type Timeline = z.infer<typeof timelineSchema>;

/** The JSON Schema of the outlet report. */
export function outletReportJsonSchema(): object {
  return z.toJSONSchema(outletReportSchema);
}
