/** The plan of a study: what is drawn, from what, with which probabilities; written once and locked by its checksum. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../../base/user-error.js';
import { canonicalJson } from '../../pipeline/store/manifest-key.js';

export const STUDY_FORMAT = 'hedgerow-study/1';

const targetSchema = z.object({
  name: z.string(),
  title: z.string(),
  unit: z.enum(['document', 'sentence', 'mention']),
  classes: z.array(z.object({ name: z.string(), title: z.string() })).min(2),
  question: z.string(),
  codebook: z.array(z.string()),
  spans: z.string().nullable(),
  figures: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      unit: z.string(),
      values: z.array(z.number()),
      scored: z.boolean(),
    }),
  ),
  score: z.object({ title: z.string(), of: z.string().nullable() }),
  measures: z
    .string()
    .describe('Which measures of reports rest on it: a regular expression over their names.'),
});

const planSchema = z.object({
  format: z.literal(STUDY_FORMAT),
  draw: z.int().min(1).describe('1 for the first draw; later ones add to it.'),
  hedgerow: z.string(),
  analysis: z.object({
    key: z.string().describe('SHA-256 over all that decides the bytes of the analysis.'),
    title: z.string(),
    documents: z.int(),
  }),
  target: targetSchema,
  by: z.string(),
  seed: z.string(),
  perGroup: z.int(),
  floor: z.int().describe('Units at least of each stratum, where it has so many.'),
  coders: z.array(z.string()).min(1),
  double: z.number().min(0).max(1).describe('Share of the units that every coder codes.'),
  masked: z.boolean().describe('Whether the name of its own group is blotted out in a unit.'),
  groups: z.array(
    z.object({
      group: z.string(),
      documents: z.int(),
      units: z.int(),
      products: z
        .array(z.array(z.number()))
        .describe(
          'Σ over documents of x xᵀ, x the units of a document by class and the sum of their scores.',
        ),
    }),
  ),
  strata: z.array(
    z.object({
      group: z.string(),
      predicted: z.string(),
      units: z.int().describe('Of the whole analysis.'),
      score: z.number().nullable().describe('Mean score over all of them.'),
      deviation: z
        .number()
        .describe('Standard deviation expected of what is coded, by which units are allotted.'),
      before: z.int().describe('Drawn by earlier draws.'),
      drawn: z.int().describe('Drawn by this one.'),
      probability: z.number().describe('Of a unit to be among those drawn so far.'),
    }),
  ),
  leftOut: z.array(z.object({ reason: z.string(), documents: z.int() })),
  files: z.array(z.object({ file: z.string(), sha256: z.string() })),
  sha256: z.string().describe('Of this plan without this line, keys sorted.'),
});

export type StudyPlan = z.infer<typeof planSchema>;
export type StudyTarget = z.infer<typeof targetSchema>;
export type Stratum = StudyPlan['strata'][number];

/** `plan.json` of the first draw, `plan-2.json` of the second: no draw touches the files of another. */
export const drawFile = (name: string, draw: number): string =>
  draw === 1 ? name : name.replace(/(\.[a-z-]+)$/, `-${draw}$1`);

export const PLAN_FILE = 'plan.json';
export const UNITS_FILE = 'units.parquet';
export const SEALED_FILE = 'sealed/predictions.parquet';

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** The plan's text, its checksum in it. */
export function lockedPlan(plan: Omit<StudyPlan, 'sha256'>): string {
  return `${JSON.stringify({ ...plan, sha256: sha256(canonicalJson(plan)) }, null, 1)}\n`;
}

export const fileHash = (path: string): string => sha256(readFileSync(path));

/** The plans of all draws, in order; empty where there is no study. */
export function readPlans(folder: string): StudyPlan[] {
  const plans: StudyPlan[] = [];
  for (let draw = 1; existsSync(join(folder, drawFile(PLAN_FILE, draw))); draw++)
    plans.push(readPlan(folder, draw));
  return plans;
}

/** @throws UserError where it is none, of another version, or changed since it was written. */
function readPlan(folder: string, draw: number): StudyPlan {
  const where = join(folder, drawFile(PLAN_FILE, draw));
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(where, 'utf8'));
  } catch (error) {
    throw new UserError({
      what: 'the plan of the study cannot be read',
      where,
      why: (error as Error).message,
      remedy: 'Put back the file that `hedgerow validate draw` wrote.',
    });
  }
  const parsed = planSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new UserError({
      what: 'this is not the plan of a study that this version can read',
      where: `${where}, ${issue.path.join('.')}`,
      why: issue.message,
      remedy:
        'Put back the file that `hedgerow validate draw` wrote, or use the version of Hedgerow that wrote it.',
    });
  }
  const { sha256: said, ...plan } = parsed.data;
  if (sha256(canonicalJson(plan)) !== said)
    throw new UserError({
      what: 'the plan of the study was changed after it was drawn',
      where,
      why: 'its checksum no longer fits',
      remedy:
        'Put back the file that `hedgerow validate draw` wrote, or draw a new study into another folder.',
    });
  return parsed.data;
}

/** @throws UserError where a file of the draw was changed or taken away. */
export function verifyDraw(folder: string, plan: StudyPlan): void {
  for (const { file, sha256: said } of plan.files) {
    const where = join(folder, file);
    const there = existsSync(where);
    if (there && fileHash(where) === said) continue;
    throw new UserError({
      what: there ? 'a file of the study was changed after it was drawn' : 'a file of the study is missing',
      where,
      remedy: 'Put back the file that `hedgerow validate draw` wrote.',
    });
  }
}
