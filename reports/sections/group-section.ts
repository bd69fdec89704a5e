/** A section of the comparison of groups: what it is built from, and what all of its sections read. */
import { z } from 'zod';
import type { AnalysisStore } from '../../pipeline/store/analysis-store.js';
import { baselineSchema } from '../../queries/baseline-schema.js';
import { PERIODS } from '../../queries/periods.js';
import type { Validation } from '../../validation/corrected/schema.js';
import type { ComparisonOptions } from '../options.js';
import type { Stages } from '../report-base.js';
import type { Section } from '../section.js';
import type { Family } from './family.js';
import type { ActorData } from './group-actors/data.js';
import type { GroupData } from './group-data.js';
import type { FrameData } from './group-frames/data.js';
import type { Passages } from './passages/schema.js';
import type { WantedSentence, WantedWord } from './passages/wanted.js';

export const groupBase = {
  by: z.string().describe('The column whose values are the groups.'),
  over: z.enum(PERIODS).nullable().describe('The period of the timelines.'),
  minimumDocuments: z.int().describe('Of a group that is compared by itself.'),
  corpus: baselineSchema,
  groups: z.array(
    z.object({
      group: z.string(),
      documents: z.int(),
      words: z.number(),
      first: z.string().nullable(),
      last: z.string().nullable(),
      dated: z.int().describe('Documents whose date is known: first and last are of these.'),
    }),
  ),
  chosen: z
    .tuple([z.int(), z.int()])
    .nullable()
    .describe('Indices of the two groups asked to be set side by side.'),
  cluster: z
    .object({ column: z.string(), clusters: z.int() })
    .nullable()
    .describe(
      'The column whose values groups consist of, as leanings of outlets; null where documents stand for themselves.',
    ),
  strata: z.array(z.string()).describe('What the matched comparison holds equal.'),
};

export type GroupBase = z.infer<z.ZodObject<typeof groupBase>> & { readonly stages: Stages };

export interface GroupInput {
  readonly store: AnalysisStore;
  readonly options: ComparisonOptions;
  readonly data: GroupData;
  readonly actors: ActorData;
  readonly frames: FrameData;
  /** Near-duplicates found, and whether they are counted. */
  readonly duplicates: { readonly documents: number; readonly kept: boolean };
  /** What sections leave to those after them: families of tests, words and places to draw passages for. */
  readonly families: Family[];
  readonly words: WantedWord[];
  readonly collocates: WantedSentence[];
  /** Commands that list every passage behind a figure, where the caller has some. */
  readonly listing: Passages['listing'];
  /** Of a coded sample, where one is given. */
  readonly validation?: Validation | undefined;
}

export type GroupSection<Shape extends z.ZodRawShape, Given = unknown> = Section<
  GroupInput,
  GroupBase,
  Shape,
  Given
>;
