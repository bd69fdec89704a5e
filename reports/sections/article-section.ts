/** A section of the article report: what it is built from, and what all of its sections read. */
import { z } from 'zod';
import type { AnalysisStore } from '../../pipeline/store/analysis-store.js';
import type { Baseline, MeasureBaseline, TermBaseline } from '../../queries/baseline.js';
import { baselineSchema } from '../../queries/baseline-schema.js';
import type { Validation } from '../../validation/corrected/schema.js';
import type { ReportOptions } from '../options.js';
import { offsets, type Stages } from '../report-base.js';
import type { Section } from '../section.js';
import type { ArticleAnnotation } from './article-annotation.js';

export const articleBase = {
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
};

export type ArticleBase = z.infer<z.ZodObject<typeof articleBase>> & { readonly stages: Stages };

export interface ArticleInput {
  readonly article: ArticleAnnotation;
  readonly baseline: Baseline;
  /**
   * The analysis that the article is compared with, for what a section asks of it in SQL: its tables, and `compared_digest`
   * with a row for each document that is compared. Null for the bundled reference, which holds no documents.
   */
  readonly corpus: AnalysisStore | null;
  readonly options: ReportOptions;
  readonly measures: ReadonlyMap<string, MeasureBaseline>;
  readonly terms: ReadonlyMap<string, TermBaseline>;
  /** Of a coded sample, where one is given. */
  readonly validation?: Validation | undefined;
  /** Says what a list leaves out. */
  cut(what: string): void;
}

export type ArticleSection<Shape extends z.ZodRawShape, Given = unknown> = Section<
  ArticleInput,
  ArticleBase,
  Shape,
  Given
>;
