// The attribution stage's options.
import { z } from 'zod';

export const options = z.strictObject({
  method: z
    .enum(['model', 'rules'])
    .default('model')
    .describe(
      '`model`: the trained models, completed by rules; `rules`: quotation marks and reporting words alone.',
    ),
  scheme: z
    .enum(['commentary', 'polnear'])
    .default('commentary')
    .describe(
      '`commentary`: statements and thoughts; `polnear`: wishes, stances and intentions as well, as PolNeAR counts them. Rules know no such difference.',
    ),
});

export type AttributionOptions = z.infer<typeof options>;
