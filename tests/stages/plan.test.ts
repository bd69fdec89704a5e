import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { column, int32 } from '../../stages/columns.js';
import { loadPlan, loadPlanForMany, planStages } from '../../stages/plan.js';
import type { AnyStage, Stage } from '../../stages/stage.js';
import { STAGES } from '../../stages/stage-registry.js';
import type { TokenisedDocument } from '../../stages/tokenising/annotation.js';
import { documentOf } from '../document-of.js';

/** Answers each batch after so many milliseconds, the first batch last. */
function late(
  options: Partial<Stage<{ readonly tokenising: TokenisedDocument }, { readonly late_words: number }>> = {},
): AnyStage {
  let wait = 30;
  return {
    name: 'late',
    title: 'Late words',
    description: 'Counts words, and takes its time.',
    version: '1',
    requires: ['tokenising'],
    options: z.object({}),
    columns: () => [column('late_words', int32, 'Words.', { unit: 'words' })],
    resources: () => [],
    citations: [],
    accuracy: [],
    create: async () => async (given) => {
      // Word ids are read after the wait: they hold only where no other call came between.
      await new Promise((resolve) => setTimeout(resolve, wait));
      wait = Math.max(0, wait - 10);
      return given.map(({ tokenising: d }) => ({
        late_words: d.word_count,
        words: Array.from(d.word.subarray(0, d.tokenCount), (id) => d.vocabulary.wordOf(id)).join(' '),
      }));
    },
    ...options,
  } as AnyStage;
}

const texts = ['The harbour closed.', 'Zyxomma petiolatum flew over Kvitsøy.', 'Nobody asked Quillfeather.'];

describe('a stage of the user’s own', () => {
  it('is planned beside the package’s', () => {
    const { stages, columns } = planStages({ stages: [...STAGES, late()] });
    expect(stages.map(({ stage }) => stage.name)).toEqual([
      ...planStages().stages.map(({ stage }) => stage.name),
      'late',
    ]);
    expect(columns.at(-1)!.name).toBe('late_words');
  });

  it('brings those it requires, alone', () => {
    expect(planStages({ stages: [late()] }).stages.map(({ stage }) => stage.name)).toEqual([
      'tokenising',
      'late',
    ]);
  });

  it('takes the place of the package’s of its name', () => {
    const mine = late({ name: 'lexis' });
    expect(planStages({ stages: [mine] }).stages.at(-1)!.stage).toBe(mine);
  });

  it('is refused where another has its name or its column, or it requires what is not there', () => {
    expect(() => planStages({ stages: [late(), late()] })).toThrow("two stages are called 'late'");
    expect(() => planStages({ stages: [late(), late({ name: 'later' })] })).toThrow(
      "the stages 'late' and 'later' both add the column 'late_words'",
    );
    expect(() => planStages({ stages: [late({ requires: ['tokenizing'] })] })).toThrow(
      "there is no stage 'tokenizing'",
    );
  });
});

describe('a stage that answers later', () => {
  it('gives every document its own, in calls made at once too', async () => {
    const annotate = await loadPlan(planStages({ stages: [late()] }));
    const all = await Promise.all(texts.map((text) => annotate(documentOf(text))));
    expect(all.map(({ late }) => late!.words)).toEqual([
      'the harbour closed .',
      'zyxomma petiolatum flew over kvitsøy .',
      'nobody asked quillfeather .',
    ]);
  });

  it('is given as many documents as it asks for', async () => {
    for (const [batchSize, expected] of [
      [undefined, [8, 8, 4]],
      [5, [5, 5, 5, 5]],
      [Number.POSITIVE_INFINITY, [20]],
    ] as const) {
      const sizes: number[] = [];
      const annotate = await loadPlanForMany(
        planStages({ stages: [late(batchSize === undefined ? {} : { batchSize })] }),
      );
      const documents = Array.from({ length: 20 }, (_, i) => documentOf(`Text ${i}.`));
      await annotate(documents, (stage, _first, annotations) => {
        if (stage === 'late') sizes.push(annotations.length);
      });
      expect(sizes).toEqual(expected);
    }
  });

  it('is an error where it gives too few answers, and one call that failed does not stop the next', async () => {
    let calls = 0;
    const short = late({ create: async () => async () => (calls++ === 0 ? [] : [{ late_words: 1 }]) });
    const annotate = await loadPlan(planStages({ stages: [short] }));
    await expect(annotate(documentOf('One.'))).rejects.toThrow(
      "the stage 'late' gave 0 annotations for 1 documents",
    );
    expect((await annotate(documentOf('One.'))).late!.late_words).toBe(1);
  });
});
