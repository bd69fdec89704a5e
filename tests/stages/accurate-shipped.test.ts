// Attribution with the encoder that ships: skipped, and shown as such, where its package is absent.
import { describe, expect, it } from 'vitest';
import { findEncoderFolder } from '../../models/encoder/package.js';
import { loadPlan, planStages } from '../../stages/plan.js';
import { documentOf } from '../document-of.js';

describe.skipIf(findEncoderFolder() === undefined)('the encoder that ships', () => {
  it('finds who complains', async () => {
    const text = 'Nurses at the clinic have complained for years that nobody listens. The ward is full.';
    const sources = async (model: string): Promise<(string | undefined)[]> => {
      const annotate = await loadPlan(
        planStages({ stages: ['attribution'], stageOptions: { attribution: { model } } }),
      );
      const { attribution } = await annotate(documentOf(text));
      return attribution!.attributions.map(({ source }) => source[0]?.surface);
    };
    expect(await sources('accurate')).toEqual(['Nurses at the clinic']);
    expect((await sources('fast')).length).toBeLessThanOrEqual(1);
  });
});
