/** The options of the reports, described once: types, checks, help and flags are made from this. */
import { z } from 'zod';
import { PERIODS } from '../queries/periods.js';

/** Those of both reports. Sections find them as `options` in what their data is made from. */
export const REPORT_OPTIONS = z.strictObject({
  keepDuplicates: z.boolean().default(false).describe('Count near-duplicates of other documents too'),
});

export type ReportOptions = z.output<typeof REPORT_OPTIONS>;

/** Those of the comparison. */
export const COMPARISON_OPTIONS = z.strictObject({
  by: z.string().min(1).default('outlet').describe('Column whose groups are compared'),
  over: z.enum(PERIODS).optional().describe('Also draw timelines by this period'),
  cluster: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Column whose documents are alike, where groups consist of whole ones (outlet where each stands in one group)',
    ),
  minimumDocuments: z
    .int()
    .min(1)
    .default(5)
    .describe('Groups of fewer documents are not compared one by one, but count among the others'),
  ...REPORT_OPTIONS.shape,
});

export type ComparisonOptions = z.output<typeof COMPARISON_OPTIONS>;
