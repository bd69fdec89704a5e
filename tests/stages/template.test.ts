import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dataDictionary } from '../../queries/data-dictionary.js';
import { loadPlan, planStages } from '../../stages/plan.js';
import { STAGES } from '../../stages/stage-registry.js';
import { examples } from '../../stages/template/examples.js';
import { template } from '../../stages/template/stage.js';
import { documentOf } from '../document-of.js';

describe('the template of a stage', () => {
  it('is planned and documented beside the package’s stages', () => {
    const plan = planStages({ stages: [...STAGES, template] });
    expect(dataDictionary(plan)).toContain('| `question_rate` | float64, nullable | per 1,000 words |');
  });

  it.each(examples.map((example) => [example.name, example] as const))('%s', async (_, example) => {
    const stageOptions = { template: example.options ?? {} };
    const annotate = await loadPlan(planStages({ stages: [template], stageOptions }));
    const { template: annotation } = await annotate(documentOf(example.text));
    for (const [column, expected] of Object.entries(example.expect))
      if (expected !== null && typeof expected === 'object') {
        expect(annotation![column]).toHaveLength((expected as unknown[]).length);
        expect(annotation![column]).toMatchObject(expected);
      } else expect(annotation![column], column).toEqual(expected);
  });

  it('has the files that CONTRIBUTING names', () => {
    const files = readdirSync('stages/template').sort();
    expect(files).toEqual([
      'accuracy.json',
      'annotation.ts',
      'citations.ts',
      'columns.ts',
      'examples.ts',
      'measures.ts',
      'stage.ts',
    ]);
    const guide = readFileSync('CONTRIBUTING.md', 'utf8');
    for (const file of files) expect(guide, file).toContain(`\`${file}\``);
  });
});
