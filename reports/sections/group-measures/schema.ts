/** Every measure by group. */
import { z } from 'zod';
import { interval } from '../../report-base.js';
import { matched, tested } from '../family.js';

export const groupFigureSchema = z.object({
  group: z.string(),
  n: z.int().describe('Documents of the group with a value.'),
  mean: z.number(),
  meanInterval: interval.describe('95% interval of the mean over documents; null where it would not cover.'),
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

export const shape = { measures: z.array(groupMeasureSchema) };

export type GroupMeasure = z.infer<typeof groupMeasureSchema>;
export type GroupFigure = z.infer<typeof groupFigureSchema>;
