import { z } from 'zod';
import { baselineSchema } from '../../queries/baseline-schema.js';
import { citationSchema, stageSchema } from '../article/report-schema.js';
import { groupKeynessSchema } from '../keyness-model.js';
import { passagesSchema } from '../passages-model.js';

const interval = z.tuple([z.number(), z.number()]).nullable();

const matched = z
  .object({
    documents: z.int().describe('Documents of the group in strata that hold others too.'),
    difference: z.number().describe('Mean difference from the others in the same strata.'),
    interval,
  })
  .nullable();

const tested = {
  p: z.number().nullable(),
  q: z.number().nullable().describe('p adjusted by Benjamini and Hochberg within the family.'),
};

export const familySchema = z.object({
  name: z.string(),
  test: z.string(),
  tests: z.int(),
  level: z.number(),
  found: z.int().describe('Tests whose adjusted p lies below the level.'),
});

export const groupFigureSchema = z.object({
  group: z.string(),
  n: z.int().describe('Documents of the group with a value.'),
  mean: z.number(),
  meanInterval: interval.describe("Student's 95% interval of the mean over documents; null under 5."),
  median: z.number(),
  medianInterval: interval,
  medianDifference: z.number().nullable().describe('Median of the group less the median of the rest.'),
  medianDifferenceInterval: interval,
  delta: z.number().nullable().describe("Cliff's delta of the group against all others, -1 to 1."),
  deltaInterval: interval,
  ...tested,
  matched,
});

export const groupMeasureSchema = z.object({
  name: z.string(),
  title: z.string(),
  group: z.string().describe('The heading: the family within which p-values are adjusted.'),
  variants: z.string().describe('The name that the same measure in other voices shares.'),
  voice: z.enum(['all', 'author', 'source']),
  unit: z.string(),
  description: z.string(),
  leading: z.boolean(),
  evidence: z.string().nullable().describe('The list column whose hits make it.'),
  groups: z.array(groupFigureSchema),
});

const sentimentFigure = {
  documents: z.int(),
  mentions: z.number(),
  mean: z.number().describe('Mean over documents of their mean sentiment, -1 to 1.'),
  interval,
};

export const groupActorSchema = z.object({
  actor: z.string(),
  name: z.string(),
  documents: z.int(),
  mentions: z.number(),
  groups: z.array(
    z.object({
      group: z.string(),
      ...sentimentFigure,
      author: z.object(sentimentFigure).nullable().describe("In the author's own voice only."),
      source: z.object(sentimentFigure).nullable().describe("In sources' voices only."),
      delta: z.number().nullable().describe("Cliff's delta of the document means against all others'."),
      deltaInterval: interval,
      ...tested,
      matched,
    }),
  ),
});

export const groupFrameSchema = z.object({
  codebook: z.string(),
  frame: z.string(),
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

export const timelineSchema = z.object({
  kind: z.enum(['measure', 'actor']),
  name: z.string(),
  title: z.string(),
  unit: z.string(),
  points: z.array(z.object({ group: z.string(), month: z.string(), n: z.int(), mean: z.number(), interval })),
});

export const mapSchema = z
  .object({
    explained: z.tuple([z.number(), z.number()]).describe('Share of the variance on each axis.'),
    points: z.array(
      z.object({
        group: z.string(),
        x: z.number(),
        y: z.number(),
        error: z
          .tuple([z.number(), z.number()])
          .describe('Standard errors of x and y from those of the means.'),
      }),
    ),
    loadings: z.array(z.object({ name: z.string(), title: z.string(), x: z.number(), y: z.number() })),
  })
  .nullable();

export const sensitivitySchema = z.object({
  checks: z.array(z.object({ key: z.string(), title: z.string(), description: z.string() })),
  findings: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      group: z.string(),
      delta: z.number(),
      interval,
      q: z.number(),
      results: z.array(
        z.object({
          check: z.string(),
          effect: z.number().nullable().describe('null where the check does not apply.'),
          interval,
          documents: z.int(),
          verdict: z.enum(['survives', 'unclear', 'reversed', 'does not apply']),
        }),
      ),
    }),
  ),
  cut: z.int().describe('Findings not checked.'),
});

export const duplicatesSchema = z.object({
  threshold: z.number().describe('Estimated Jaccard similarity from which texts are near-duplicates.'),
  documents: z.int(),
  kept: z.boolean(),
  listed: z.array(
    z.object({
      id: z.string(),
      title: z.string().nullable(),
      group: z.string().nullable(),
      of: z.string(),
      ofGroup: z.string().nullable(),
      similarity: z.number(),
    }),
  ),
});

/** Groups of documents (outlets, or any column's values) against each other, as plain data. */
export const outletReportSchema = z
  .object({
    format: z.literal('hedgerow-outlet-report/2'),
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
    families: z.array(familySchema),
    measures: z.array(groupMeasureSchema),
    actors: z.array(groupActorSchema),
    frames: z.array(groupFrameSchema),
    timelines: z.array(timelineSchema),
    map: mapSchema,
    keyness: z.object({
      words: z.array(groupKeynessSchema),
      hedges: z.array(groupKeynessSchema),
      collocates: z.array(groupKeynessSchema),
    }),
    sensitivity: sensitivitySchema,
    duplicates: duplicatesSchema,
    passages: passagesSchema,
    methods: z.array(z.string()),
    stages: z.array(stageSchema),
    citations: z.array(citationSchema),
    cut: z.array(z.string()),
  })
  .describe('Hedgerow outlet report');

export type OutletReport = z.infer<typeof outletReportSchema>;
export type Family = z.infer<typeof familySchema>;
export type GroupMeasure = z.infer<typeof groupMeasureSchema>;
export type GroupFigure = z.infer<typeof groupFigureSchema>;
export type GroupActor = z.infer<typeof groupActorSchema>;
export type GroupFrame = z.infer<typeof groupFrameSchema>;
export type Timeline = z.infer<typeof timelineSchema>;
export type OutletMap = z.infer<typeof mapSchema>;
export type Sensitivity = z.infer<typeof sensitivitySchema>;

/** The JSON Schema of the outlet report. */
export function outletReportJsonSchema(): object {
  return z.toJSONSchema(outletReportSchema);
}
