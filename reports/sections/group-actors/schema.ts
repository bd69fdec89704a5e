/** Sentiment to each actor by group. */
import { z } from 'zod';
import { interval } from '../../report-base.js';
import { matched, tested } from '../family.js';

const sentimentFigure = {
  documents: z.int(),
  mentions: z.number(),
  mean: z.number().describe('Mean over documents of their mean sentiment, -1 to 1.'),
  interval,
};

const signCounts = z.object({
  mentions: z.int(),
  doneTo: z
    .int()
    .describe('Of these, the ones that tell what is done to the actor (role `patient`): no judgement of it.'),
});

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
      judged: z
        .object({ negative: signCounts, positive: signCounts })
        .nullable()
        .describe("Mentions in the author's own voice by label; null where roles are not known."),
      delta: z.number().nullable().describe("Cliff's delta of the document means against all others'."),
      deltaInterval: interval,
      ...tested,
      matched,
    }),
  ),
});

export const shape = { actors: z.array(groupActorSchema) };

export type GroupActor = z.infer<typeof groupActorSchema>;
