/** The accurate models and the cascade, with a small encoder of random weights in place of the one that ships. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../base/user-error.js';
import { Encoder } from '../../models/encoder/encoder.js';
import { loadPlan, planStages } from '../../stages/plan.js';
import type { MentionSentiment, SentimentAnnotation } from '../../stages/sentiment/annotation.js';
import { judgeByEncoder } from '../../stages/sentiment/encoder-judge.js';
import type { SentimentModel } from '../../stages/sentiment/models/model-registry.js';
import { documentOf } from '../document-of.js';

const small = new URL('../fixtures/encoder', import.meta.url).pathname;
const before = process.env.HEDGEROW_ENCODER;
beforeAll(() => {
  process.env.HEDGEROW_ENCODER = small;
});
afterAll(() => {
  if (before === undefined) delete process.env.HEDGEROW_ENCODER;
  else process.env.HEDGEROW_ENCODER = before;
});

async function sentimentBy(
  model: SentimentModel,
  prior = 'auto',
): Promise<(text: string) => Promise<readonly MentionSentiment[]>> {
  const annotate = await loadPlan(
    planStages({ stages: ['sentiment'], stageOptions: { sentiment: { model, prior } } }),
  );
  return async (text) =>
    ((await annotate(documentOf(text))).sentiment as unknown as SentimentAnnotation).mention_sentiments;
}

const text = (name: string, last: string): string =>
  `${name} refused the bribe on Monday. The senator praised ${last} for it. Rivers rose, and nobody in Oslo slept. ` +
  `Critics say that ${last} lied.`;
const numbersOf = ({ label, negative, neutral, positive, role }: MentionSentiment) => ({
  label,
  negative,
  neutral,
  positive,
  role,
});

describe.each(['fast', 'cascade', 'accurate'] as const)('%s', (model) => {
  it('does not know names', async () => {
    const ask = await sentimentBy(model);
    const found = [];
    for (const [name, last] of [
      ['Helga Karlsson', 'Karlsson'],
      ['Adolf Hitler', 'Hitler'],
      ['Barack Obama', 'Obama'],
    ] as const)
      found.push(
        (await ask(text(name, last)))
          .filter(({ surface }) => surface === name || surface === last)
          .map(numbersOf),
      );
    expect(found[0]!.length).toBeGreaterThanOrEqual(3);
    expect(found[1]).toEqual(found[0]);
    expect(found[2]).toEqual(found[0]);
  });
  it('judges a named mention alike whether a pronoun is found to mean it, as the name decides, or not', async () => {
    const ask = await sentimentBy(model);
    const found = [];
    for (const name of ['Adolf Hitler', 'Helga Karlsson', 'Northern Union']) {
      const own = await ask(
        `Because of ${name} his men, her crew and its ships never reached Oslo, he admitted.`,
      );
      found.push(own.filter(({ surface }) => surface === name).map(numbersOf));
    }
    expect(found[0]).toHaveLength(1);
    for (const other of found.slice(1)) expect(other).toEqual(found[0]);
  });
  it('gives probabilities that add up to 1, the same each time', async () => {
    const ask = await sentimentBy(model);
    const once = await ask(text('Helga Karlsson', 'Karlsson'));
    for (const { negative, neutral, positive } of once)
      expect(negative + neutral + positive).toBeCloseTo(1, 9);
    await ask('Quite another text. Anton Weber failed.');
    expect(await ask(text('Helga Karlsson', 'Karlsson'))).toEqual(once);
  });
  it('has nothing to say where nobody is named', async () => {
    expect(await (await sentimentBy(model))('It rained. ')).toEqual([]);
  });
});

describe('the cascade', () => {
  it('is the fast model or the encoder', async () => {
    const content = text('Helga Karlsson', 'Karlsson');
    const [fast, accurate, cascade] = await Promise.all(
      (['fast', 'accurate', 'cascade'] as const).map(async (model) =>
        (await sentimentBy(model, 'sentence'))(content),
      ),
    );
    expect(accurate!.map(numbersOf)).not.toEqual(fast!.map(numbersOf));
    cascade!.forEach((mention, i) => {
      expect([fast![i], accurate![i]].map((one) => numbersOf(one!))).toContainEqual(numbersOf(mention));
    });
  });
  it('asks about the windows that are most in doubt, and no other', async () => {
    const encoder = new Encoder({ folder: small });
    // Each sentence is a window: twice as many pieces do not fit.
    const doubtful = `Karlsson spoke. ${'She went on and on about the harbour and the price of salt. '.repeat(9)}`;
    const content = `${doubtful}\nWeber spoke. ${'He went on and on about the harbour and the price of salt. '.repeat(9)}`;
    const second = content.indexOf('Weber');
    const ends = Uint32Array.from([...content.matchAll(/\./g)], ({ index }) => index + 1);
    const mentions = [
      { start: 0, end: 8, actor: 'k' },
      { start: second, end: second + 5, actor: 'w' },
    ];
    const ask = (leastDoubt: number) =>
      judgeByEncoder(
        encoder,
        { text: content, ends },
        mentions,
        () => true,
        () => ({ scale: [1, 1, 1], bias: [0, 0, 0] }),
        0,
        { doubt: (mention) => (mention === 0 ? 0.6 : 0.01), leastDoubt },
      );
    const answered = async (leastDoubt: number): Promise<boolean[]> => {
      const p = await ask(leastDoubt);
      return [!Number.isNaN(p[0]!), !Number.isNaN(p[3]!)];
    };
    expect(await answered(0)).toEqual([true, true]);
    expect(await answered(0.2)).toEqual([true, false]);
    expect(await answered(9)).toEqual([false, false]);
  });
});

describe('an absent encoder', () => {
  it('is an error with the command to type, before any text is read', () => {
    process.env.HEDGEROW_ENCODER = '/nowhere/at/all';
    try {
      const plan = () =>
        planStages({ stages: ['sentiment'], stageOptions: { sentiment: { model: 'accurate' } } });
      expect(plan).toThrow(UserError);
      expect(plan).toThrow(/npm install hedgerow-encoder/);
    } finally {
      process.env.HEDGEROW_ENCODER = small;
    }
  });
});
