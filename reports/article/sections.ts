/** The article report: an ordered list of sections, and what it holds. */
import { z } from 'zod';
import { sources } from '../report-base.js';
import { type AnySection, type PartsOf, shapesOf } from '../section.js';
import { actors } from '../sections/actors/section.js';
import { type ArticleInput, articleBase } from '../sections/article-section.js';
import { findings } from '../sections/findings/section.js';
import { frames } from '../sections/frames/section.js';
import { keyness } from '../sections/keyness/section.js';
import { measures } from '../sections/measures/section.js';
import { nearest } from '../sections/nearest/section.js';
import { robustness } from '../sections/robustness/section.js';
import { text } from '../sections/text/section.js';
import { articleValidation } from '../sections/validation/section.js';
import { warnings } from '../sections/warnings/section.js';

const list = [
  warnings,
  findings,
  text,
  measures,
  robustness,
  actors,
  frames,
  keyness,
  nearest,
  articleValidation,
] as const;

const base = {
  format: z.literal('hedgerow-article-report/2'),
  hedgerow: z.string(),
  ...articleBase,
};

export type ArticleReport = z.infer<z.ZodObject<typeof base & typeof sources>> & PartsOf<typeof list>;

export const ARTICLE_SECTIONS: readonly AnySection<ArticleInput, ArticleReport>[] = list;

/** One article against a corpus: everything that the renderings show, as plain data. */
export const articleReportSchema = z
  .object({ ...base, ...shapesOf(list), ...sources })
  .describe('All offsets are Unicode code points into `article.text`, half-open.');

/** The JSON Schema of the article report, as published with every release. */
export function articleReportJsonSchema(): object {
  return z.toJSONSchema(articleReportSchema);
}
