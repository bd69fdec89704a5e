/** How a corpus is read, apart from columns and limits: described once, for checks, help and flags. */
import { z } from 'zod';
import { DATE_ORDERS } from './mapping/dates.js';

export const READING_OPTIONS = z.strictObject({
  dateOrder: z.enum(DATE_ORDERS).optional().describe('Resolves dates such as 03/04/2024'),
  encoding: z
    .string()
    .optional()
    .describe('Encoding of texts, pages and feeds, such as windows-1250; found where it is not given'),
  mend: z
    .boolean()
    .default(true)
    .describe(
      'Mend mojibake, entities, tags and escapes in texts and keep the original; the option `mend: false` leaves them as they are',
    ),
  missingMarks: z
    .boolean()
    .default(true)
    .describe(
      'Take NA, nan, None, NULL, \\N, #N/A and - for missing values; the option `missingMarks: false` takes them for what they say',
    ),
  cutTexts: z
    .enum(['reject', 'keep'])
    .default('reject')
    .describe('What becomes of texts that a program or an API has cut'),
  anyLanguage: z.boolean().default(false).describe('Analyse documents in other languages than English too'),
});
