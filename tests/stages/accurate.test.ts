// Attribution and hedging with the encoder: names decide nothing, one call serves both stages, what is absent is said.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../base/user-error.js';
import { loadPlan, planStages } from '../../stages/plan.js';
import { documentOf } from '../document-of.js';

const small = new URL('../fixtures/encoder', import.meta.url).pathname;
const before = process.env.HEDGEROW_ENCODER;
const put = (folder: string | undefined): void => {
  if (folder === undefined) delete process.env.HEDGEROW_ENCODER;
  else process.env.HEDGEROW_ENCODER = folder;
};
const accurate = { attribution: { model: 'accurate' }, hedging: { model: 'accurate' } };
const plan = (options: object = accurate) =>
  planStages({ stages: ['hedging'], stageOptions: { ...options } });

const text = (name: string, last: string): string =>
  `${name} said on Monday that the bridge may not hold. Critics of the plan worry that it could cost nearly twice as much. ` +
  `Engineers warned ${last}, who seemed to listen. "We might wait," ${last} added.`;

describe('with a small encoder of random weights', () => {
  beforeAll(() => put(small));
  afterAll(() => put(before));
  it('does not know names', async () => {
    const annotate = await loadPlan(plan());
    const read = async (name: string, last: string) => {
      const { attribution, hedging } = await annotate(documentOf(text(name, last)));
      return {
        attributions: attribution!.attributions.map(({ cue, type, confidence, source_kind }) => ({
          cue: cue.map(({ surface }) => surface),
          type,
          confidence,
          source_kind,
        })),
        cues: hedging!.hedging_cues.map(({ surface, confidence, voice }) => ({ surface, confidence, voice })),
      };
    };
    const first = await read('Helga Karlsson', 'Karlsson');
    expect(first.cues.length).toBeGreaterThan(0);
    expect(await read('Adolf Hitler', 'Hitler')).toEqual(first);
    expect(await read('Barack Obama', 'Obama')).toEqual(first);
  });
  it('gives other answers than the fast models, and the same each time', async () => {
    const document = documentOf(text('Ann Reyes', 'Reyes'));
    const [fast, once, twice] = await Promise.all(
      [{}, accurate, accurate].map(async (options) => {
        const { attribution, hedging } = await (await loadPlan(plan(options)))(document);
        return JSON.stringify([attribution!.attributions, hedging!.hedging_cues]);
      }),
    );
    expect(once).toBe(twice);
    expect(once).not.toBe(fast);
  });
  it('reads an empty text', async () => {
    const { attribution, hedging } = await (await loadPlan(plan()))(documentOf(''));
    expect(attribution!.attributions).toEqual([]);
    expect(hedging!.hedging_cues).toEqual([]);
  });
  it('is named among the files that decide the results', () => {
    const files = plan().stages.flatMap(({ resources }) => resources.map(({ path }) => path));
    expect(files.filter((path) => path.endsWith('tagging.onnx'))).toHaveLength(2);
    expect(files.filter((path) => path.endsWith('accurate/stack.json'))).toHaveLength(2);
  });
  it('is named by the plan only where the encoder is asked', () => {
    const modelsWith = (more: Record<string, object>): unknown[] =>
      plan({
        attribution: { model: 'accurate', ...more.attribution },
        hedging: { model: 'accurate', ...more.hedging },
      }).stages.flatMap(({ options }) => (options as { model?: unknown }).model ?? []);
    expect(modelsWith({})).toEqual(['accurate', 'accurate']);
    expect(modelsWith({ attribution: { scheme: 'polnear' } })).toEqual(['fast', 'accurate']);
    expect(modelsWith({ attribution: { method: 'rules' } })).toEqual(['fast', 'accurate']);
    expect(modelsWith({ hedging: { scheme: 'szeged' } })).toEqual(['accurate', 'fast']);
    expect(modelsWith({ hedging: { scheme: 'conll' } })).toEqual(['accurate', 'fast']);
  });
});

describe('without the encoder', () => {
  beforeAll(() => put('/nowhere'));
  afterAll(() => put(before));
  it('says so before any text is read', () => {
    expect(() => plan()).toThrow(UserError);
    expect(() => plan({})).not.toThrow();
  });
});
