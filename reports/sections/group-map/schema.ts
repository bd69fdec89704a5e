/** Groups that write alike, on two axes. */
import { z } from 'zod';

export const mapSchema = z
  .object({
    explained: z.tuple([z.number(), z.number()]).describe('Share of the variance on each axis.'),
    points: z.array(
      z.object({
        group: z.string(),
        x: z.number(),
        y: z.number(),
        error: z
          .tuple([z.number(), z.number()])
          .describe('Standard errors of x and y from those of the means.'),
      }),
    ),
    loadings: z.array(z.object({ name: z.string(), title: z.string(), x: z.number(), y: z.number() })),
  })
  .nullable();

export const shape = { map: mapSchema };

export type OutletMap = z.infer<typeof mapSchema>;
