/** The comparison of groups: an ordered list of sections, and what it holds. */
import { z } from 'zod';
import { sources } from '../report-base.js';
import { type AnySection, type PartsOf, shapesOf } from '../section.js';
import { duplicates } from '../sections/duplicates/section.js';
import { actors } from '../sections/group-actors/section.js';
import { findings } from '../sections/group-findings/section.js';
import { frames } from '../sections/group-frames/section.js';
import { keyness } from '../sections/group-keyness/section.js';
import { map } from '../sections/group-map/section.js';
import { matching } from '../sections/group-matching/section.js';
import { measures } from '../sections/group-measures/section.js';
import { overview } from '../sections/group-overview/section.js';
import { robustness } from '../sections/group-robustness/section.js';
import { type GroupInput, groupBase } from '../sections/group-section.js';
import { timelines } from '../sections/group-timelines/section.js';
import { warnings } from '../sections/group-warnings/section.js';
import { groups } from '../sections/groups/section.js';
import { passages } from '../sections/passages/section.js';
import { validation } from '../sections/validation/section.js';

const list = [
  warnings,
  findings,
  validation,
  overview,
  robustness,
  matching,
  map,
  measures,
  actors,
  frames,
  keyness,
  timelines,
  groups,
  duplicates,
  passages,
] as const;

const base = {
  format: z.literal('hedgerow-outlet-report/2'),
  hedgerow: z.string(),
  ...groupBase,
};

export type OutletReport = z.infer<z.ZodObject<typeof base & typeof sources>> & PartsOf<typeof list>;

export const OUTLET_SECTIONS: readonly AnySection<GroupInput, OutletReport>[] = list;

/** Groups of documents (outlets, or any column's values) against each other, as plain data. */
export const outletReportSchema = z
  .object({ ...base, ...shapesOf(list), ...sources })
  .describe('Hedgerow outlet report');

/** The JSON Schema of the outlet report. */
export function outletReportJsonSchema(): object {
  return z.toJSONSchema(outletReportSchema);
}
