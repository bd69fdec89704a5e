import { describe, expect, it } from 'vitest';
import { loadPlan, planStages } from '../../stages/plan.js';
import type { StageExample } from '../../stages/stage.js';
import { STAGES } from '../../stages/stage-registry.js';
import { documentOf } from '../document-of.js';

for (const stage of STAGES) {
  const { examples } = (await import(`../../stages/${stage.name}/examples.ts`)) as {
    examples: readonly StageExample[];
  };
  describe(`${stage.name}: worked examples`, async () => {
    it('has some', () => expect(examples.length).toBeGreaterThan(0));
    const defaults = await loadPlan(planStages({ stages: [stage.name] }));
    for (const example of examples) {
      it(example.name, async () => {
        const annotate =
          example.options === undefined
            ? defaults
            : await loadPlan(
                planStages({ stageOptions: { [stage.name]: example.options }, stages: [stage.name] }),
              );
        const annotations = await annotate(documentOf(example.text, example.document));
        const annotation = annotations[stage.name]!;
        for (const [column, expected] of Object.entries(example.expect)) {
          const actual = annotation[column];
          if (Array.isArray(expected)) expect(actual, column).toHaveLength(expected.length);
          if (expected !== null && typeof expected === 'object')
            expect(actual, column).toMatchObject(expected);
          else expect(actual, column).toEqual(expected);
        }
      });
    }
  });
}
