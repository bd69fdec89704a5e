import { z } from 'zod';
import { baselineSchema, nearestSchema } from '../../queries/baseline-schema.js';
import { keynessRowSchema } from '../keyness-model.js';

const interval = z.tuple([z.number(), z.number()]).nullable();
const offsets = {
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
    }),
  ),
});

export const hitSchema = z.object({
  ...offsets,
  fields: z.record(z.string(), z.string()).describe('What the stage says of the hit: type, voice, entry …'),
});

export const measureRowSchema = z.object({
  name: z.string(),
  title: z.string(),
  group: z.string(),
  family: z.string(),
  voice: z.enum(['all', 'author', 'source']),
  unit: z.string(),
  description: z.string(),
  leading: z.boolean(),
  value: z.number().nullable(),
  baseline: z
    .object({
      n: z.int().describe('Documents with a value.'),
      mean: z.number(),
      sd: z.number(),
      median: z.number(),
      medianInterval: interval,
      quantiles: z.array(z.number()).describe('201 quantiles: 0, 1/200, … 1.'),
    })
    .nullable(),
  percentile: z.number().nullable().describe('Mid-rank percentile, 0 to 100.'),
  percentileInterval: interval,
  matched: z
    .object({ documents: z.int(), percentile: z.number(), percentileInterval: interval })
    .nullable()
    .describe('The same among documents of half to twice the words of the article.'),
  evidence: z
    .object({ column: z.string(), hits: z.array(z.int()), total: z.int() })
    .nullable()
    .describe('Indices into `hits[column]`; null where the measure is of the text as a whole.'),
});

export const markSchema = z.object({
  ...offsets,
  layer: z.enum(['hedge', 'attribution', 'actor', 'frame']),
  kind: z.string(),
  note: z.string(),
});

/** Of an article the interval is over its mentions, of a corpus over documents. */
const sentimentFigure = z.object({
  mean: z.number().describe('Mean of P(positive) - P(negative), -1 to 1.'),
  interval,
  mentions: z.int(),
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
    all: sentimentFigure.nullable(),
    author: sentimentFigure.nullable(),
    source: sentimentFigure.nullable(),
  }),
  baseline: corpusSentiment
    .extend({ author: corpusSentiment.nullable(), source: corpusSentiment.nullable() })
    .nullable()
    .describe(
      "The corpus's sentiment to the same actor: mean over documents of their means, all voices and each.",
    ),
  passages: z.array(
    z.object({ ...offsets, label: z.string(), score: z.number().nullable(), voice: z.string() }),
  ),
});

export const frameRowSchema = z.object({
  codebook: z.string(),
  frame: z.string(),
  code: z.string().nullable(),
  score: z.number().nullable(),
  present: z.boolean(),
  leading: z.boolean(),
  baseline: z
    .object({
      n: z.int(),
      mean: z.number(),
      present: z.number().describe('Share of documents in which the frame is present.'),
      presentInterval: interval,
    })
    .nullable(),
  percentile: z.number().nullable(),
  percentileInterval: interval,
  evidence: z.array(z.object({ ...offsets, term: z.string(), voice: z.string() })),
});

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

export const articleSensitivitySchema = z.object({
  checks: z.array(z.object({ key: z.string(), title: z.string(), description: z.string() })),
  findings: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      percentile: z.number(),
      percentileInterval: interval,
      results: z.array(
        z.object({
          check: z.string(),
          value: z.number().nullable(),
          percentile: z.number().nullable().describe('null where the check does not apply.'),
          percentileInterval: interval,
          documents: z.int(),
          verdict: z.enum(['survives', 'unclear', 'reversed', 'does not apply']),
        }),
      ),
    }),
  ),
});

/** One article against a corpus: everything that the renderings show, as plain data. */
export const articleReportSchema = z
  .object({
    format: z.literal('hedgerow-article-report/2'),
    hedgerow: z.string(),
    article: z.object({
      id: z.string(),
      title: z.string().nullable(),
      outlet: z.string().nullable(),
      author: z.string().nullable(),
      published: z.string().nullable(),
      section: z.string().nullable(),
      url: z.string().nullable(),
      text: z.string(),
      words: z.int(),
      sentences: z.array(z.object(offsets)),
      paragraphs: z.array(z.object(offsets)),
      boilerplate: z
        .array(z.object({ ...offsets, kind: z.string() }))
        .describe('Lines that are no part of the article: share lines, prompts, credits.'),
    }),
    baseline: baselineSchema,
    opening: z.array(z.string()),
    measures: z.array(measureRowSchema),
    hits: z.record(z.string(), z.array(hitSchema)),
    marks: z.array(markSchema),
    actors: z.array(actorRowSchema),
    frames: z.array(frameRowSchema),
    keywords: z.array(keywordSchema),
    hedges: z.array(keywordSchema).describe('Its hedges as written, against those of the corpus.'),
    collocates: z.array(collocatesSchema),
    sensitivity: articleSensitivitySchema,
    nearest: z.array(nearestSchema),
    methods: z.array(z.string()),
    stages: z.array(stageSchema),
    citations: z.array(citationSchema),
    cut: z.array(z.string()).describe('Lists that were cut, with the count left out.'),
  })
  .describe('All offsets are Unicode code points into `article.text`, half-open.');

export type ArticleReport = z.infer<typeof articleReportSchema>;
export type MeasureRow = z.infer<typeof measureRowSchema>;
export type ActorRow = z.infer<typeof actorRowSchema>;
export type FrameRow = z.infer<typeof frameRowSchema>;
export type KeywordRow = z.infer<typeof keywordSchema>;
export type Collocates = z.infer<typeof collocatesSchema>;
export type ArticleSensitivity = z.infer<typeof articleSensitivitySchema>;
export type Mark = z.infer<typeof markSchema>;

/** The JSON Schema of the article report, as published with every release. */
export function articleReportJsonSchema(): object {
  return z.toJSONSchema(articleReportSchema);
}
