/** The article's actors, and its sentiment to them beside the corpus's. */
import { z } from 'zod';
import { interval, offsets } from '../../report-base.js';

/** Of an article the interval is over the sentences of its mentions, of a corpus over documents. */
const sentimentFigure = z.object({
  mean: z.number().describe('Mean of P(positive) - P(negative), -1 to 1.'),
  interval,
  mentions: z.int(),
});

const articleSentiment = sentimentFigure.extend({
  sentences: z
    .int()
    .describe('Sentences that the mentions stand in; the interval is over them, null under ten.'),
  labels: z.tuple([z.int(), z.int(), z.int()]).describe('Mentions called negative, neutral and positive.'),
  doneTo: z
    .tuple([z.int(), z.int(), z.int()])
    .describe('Of these, the ones that tell what is done to the actor (role `patient`): no judgement of it.'),
});

const corpusSentiment = sentimentFigure.extend({
  documents: z.int().describe('Documents that have it in this voice.'),
  percentile: z.number().nullable(),
});

export const actorRowSchema = z.object({
  key: z.string(),
  name: z.string(),
  type: z.string(),
  aliases: z.array(z.string()),
  mentions: z.int(),
  named: z.int(),
  sentiment: z.object({
    all: articleSentiment.nullable(),
    author: articleSentiment.nullable(),
    source: articleSentiment.nullable(),
  }),
  baseline: corpusSentiment
    .extend({ author: corpusSentiment.nullable(), source: corpusSentiment.nullable() })
    .nullable()
    .describe(
      "The corpus's sentiment to the same actor: mean over documents of their means, all voices and each.",
    ),
  passages: z.array(
    z.object({
      ...offsets,
      label: z.string(),
      score: z.number().nullable(),
      voice: z.string(),
      role: z.string().nullable().describe('agent, patient, speaker or other; null where it was not rated.'),
    }),
  ),
});

export const shape = { actors: z.array(actorRowSchema) };

export type ActorRow = z.infer<typeof actorRowSchema>;
