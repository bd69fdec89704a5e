/** What a study says, as plain data: of its coders, of the tool's errors, and of the figures they change. */
import { z } from 'zod';

const interval = z.tuple([z.number(), z.number()]).nullable();
const agreement = z.object({ value: z.number().nullable(), interval, units: z.int() });
const rate = z.object({ value: z.number().nullable(), interval });
const estimate = z.object({ value: z.number(), interval });

export const validationSchema = z.object({
  study: z.object({
    target: z.string(),
    title: z.string(),
    unit: z.enum(['document', 'sentence', 'mention']),
    question: z.string(),
    by: z.string(),
    draws: z.int(),
    plan: z.string().describe('Checksum of the first plan.'),
    analysis: z.string().describe('Key of the analysis that it was drawn from.'),
    corpus: z.string(),
    drawn: z.int(),
    coded: z.int(),
    cannotSay: z.int(),
    unsettled: z
      .int()
      .describe('Units whose coders differ and nobody has settled; most or the first of them count.'),
    adjudicated: z.int(),
    corrections: z
      .int()
      .describe('Marked wrong by readers of reports: no random sample, counted in no estimate.'),
    measures: z
      .string()
      .describe('Which measures of reports rest on it: a regular expression over their names.'),
  }),
  borrowed: z
    .boolean()
    .describe(
      'Whether the codes are of another analysis: then only figures with its errors are given, in `shared`.',
    ),
  agreement: z.object({
    coders: z.array(z.string()),
    alpha: agreement.describe("Krippendorff's alpha, nominal."),
    ac1: agreement.describe("Gwet's AC1."),
    percent: agreement,
  }),
  accuracy: z.array(
    z.object({
      group: z.string().nullable(),
      class: z.string(),
      coded: z.int(),
      precision: rate,
      recall: rate,
      f1: rate,
      specificity: rate,
    }),
  ),
  calibration: z.array(
    z.object({
      group: z.string().nullable(),
      from: z.number(),
      to: z.number(),
      coded: z.int(),
      score: z.number(),
      found: z.number(),
    }),
  ),
  equalErrors: z
    .object({ statistic: z.number(), freedom: z.int(), p: z.number() })
    .nullable()
    .describe('Test that the tool errs alike in all groups: Cochran’s Q, p by parametric bootstrap.'),
  figures: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      unit: z.string(),
      groups: z.array(
        z.object({
          group: z.string(),
          units: z.int(),
          documents: z.int(),
          coded: z.int(),
          counted: estimate,
          corrected: estimate.extend({ lambda: z.number() }).nullable(),
          shared: estimate.nullable(),
        }),
      ),
      differences: z.array(
        z.object({
          group: z.string(),
          from: z.string().nullable(),
          counted: estimate,
          corrected: estimate.nullable(),
          shared: estimate.nullable(),
          verdict: z
            .enum(['holds', 'changes sign', 'no longer clear', 'becomes clear', 'unclear in both'])
            .nullable(),
        }),
      ),
    }),
  ),
  errors: z.array(
    z.object({
      unit: z.string(),
      group: z.string(),
      document: z.string(),
      predicted: z.string(),
      coded: z.string(),
      before: z.string(),
      text: z.string(),
      after: z.string(),
      weight: z.number(),
      score: z.number().nullable(),
    }),
  ),
});

export type Validation = z.infer<typeof validationSchema>;
