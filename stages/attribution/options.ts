// The attribution stage's options.
import { z } from 'zod';
import { runtimeOption, tierOption } from '../encoder-reading.js';

const given = z.strictObject({
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
  model: tierOption(
    'a linear model alone, or its scores and those of a pretrained encoder together; the latter for `method: model` and `scheme: commentary`',
  ),
  runtime: runtimeOption,
});

export type AttributionOptions = z.infer<typeof given>;

/** Whether the encoder is asked. */
export const isAccurate = ({ method, scheme, model }: AttributionOptions): boolean =>
  model === 'accurate' && method === 'model' && scheme === 'commentary';

/** Where the linear model answers alone, it is what manifest and methods name. */
export const options = given.overwrite((asked) => (isAccurate(asked) ? asked : { ...asked, model: 'fast' }));
