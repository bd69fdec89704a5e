/** The rows of keyness tables. */
import { z } from 'zod';

/** A word, hedge or collocate of a target against a reference, by every measure of keyness. */
export const keynessRowSchema = z.object({
  term: z.string(),
  count: z.int(),
  perThousand: z.number(),
  referenceCount: z.number(),
  referencePerThousand: z.number(),
  documents: z.number().describe("Share of the target's documents that hold it."),
  referenceDocuments: z.number().describe("Share of the reference's documents that hold it."),
  referenceAtMost: z
    .boolean()
    .describe('The term is not in the reference’s list: its count and documents there are at most these.'),
  dispersion: z
    .number()
    .nullable()
    .describe('DPnorm in the target, 0 even to 1 clumped; null where not known.'),
  g2: z.number(),
  logRatio: z.number(),
  conservativeLogRatio: z.number(),
  documentLogRatio: z
    .number()
    .nullable()
    .describe(
      'Conservative Log Ratio of the documents that hold it, which words met often in few documents cannot raise.',
    ),
  documentP: z
    .number()
    .nullable()
    .describe(
      'Of a group: Fisher’s exact test of the documents that hold it. Of an article: the probability that a document of its length holds the term so often, by Katz’s K mixture.',
    ),
  q: z
    .number()
    .nullable()
    .describe(
      '`documentP` adjusted for all terms tested: Benjamini and Hochberg over all groups, Bonferroni of an article.',
    ),
  claimed: z.boolean().describe('Commoner here by the evidence of documents: q below 0.05.'),
  logOddsZ: z.number(),
  priorZ: z
    .tuple([z.number(), z.number()])
    .describe('The same z under a prior a tenth and ten times as strong.'),
  survives: z.boolean().describe('z beyond 1.96 with one sign under all three priors.'),
});

export const groupKeynessSchema = z.object({
  group: z.string(),
  actor: z.string().nullable().describe('For collocates: the key of the actor whose company it is.'),
  name: z.string().nullable(),
  tokens: z.number().describe('Words (hedges, words in the sentences of the actor) of the group.'),
  referenceTokens: z.number(),
  tested: z
    .int()
    .describe(
      'Tests in all groups together, of every term that five documents hold: the family of `q`, and of Bonferroni’s correction within LRC.',
    ),
  rows: z.array(keynessRowSchema),
  cut: z.int().describe('Further terms that a larger share of the group’s documents holds, not listed.'),
});

export type KeynessRow = z.infer<typeof keynessRowSchema>;
export type GroupKeyness = z.infer<typeof groupKeynessSchema>;
