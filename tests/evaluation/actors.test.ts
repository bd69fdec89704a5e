import { describe, expect, it } from 'vitest';
import { actorsTask } from '../../evaluation/actors.js';
import { alignMentions, bCubedCounts, pairwiseCounts } from '../../evaluation/actors-links.js';
import { exactSpanCounts, partialSpanCounts } from '../../evaluation/actors-scores.js';
import { evaluateTask } from '../../evaluation/evaluate.js';

const span = (start: number, end: number, type = 'person') => ({ start, end, type });
const linked = (start: number, end: number, cluster: string | null) => ({
  start,
  end,
  type: 'person',
  cluster,
});

describe('span scores', () => {
  const gold = [span(0, 5), span(10, 20, 'organisation'), span(30, 33, 'location')];
  const predicted = [span(0, 5), span(12, 20, 'organisation'), span(30, 33, 'person')];

  it('count exact and overlapping spans of the same type', () => {
    const types = ['person', 'organisation', 'location'];
    expect(exactSpanCounts(gold, predicted, types)).toEqual([1, 2, 2]);
    expect(partialSpanCounts(gold, predicted, types)).toEqual([2, 1, 1]);
  });
});

describe('link scores', () => {
  // Gold {a, b, c}, {d}; predicted {a, b}, {c, d}.
  const gold = [linked(0, 9, '1'), linked(10, 19, '1'), linked(20, 29, '1'), linked(30, 39, '2')];
  const predicted = [linked(2, 9, 'x'), linked(10, 15, 'x'), linked(20, 29, 'y'), linked(30, 35, 'y')];

  it('are those worked out by hand', () => {
    const alignment = alignMentions(gold, predicted);
    const [p, np, r, nr] = bCubedCounts(alignment);
    expect(p / np).toBeCloseTo((1 + 1 + 0.5 + 0.5) / 4, 12);
    expect(r / nr).toBeCloseTo((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4, 12);
    expect(pairwiseCounts(alignment)).toEqual([1, 1, 2]);
  });

  it('count mentions missed and made up as wrong', () => {
    const alignment = alignMentions(gold.slice(0, 2), [linked(2, 9, 'x'), linked(50, 55, 'x')]);
    expect(bCubedCounts(alignment)).toEqual([0.5, 2, 0.5, 2]);
  });
});

describe('the actors task', () => {
  it('scores and predicts in the gold form, offsets in code points', async () => {
    const text = '😀 Helen Marsh met Peter Walsh in Nairobi.';
    const row = actorsTask.check(
      { id: 'a', text, entities: [{ start: 2, end: 13, type: 'person' }] },
      1,
      'gold.jsonl',
    );
    const output = await evaluateTask(actorsTask, [row], { seed: 1, resamples: 20 });
    const { entities } = output.predictions[0] as {
      entities: { start: number; end: number; type: string; actor: string }[];
    };
    const points = [...text];
    expect(entities.map(({ start, end }) => points.slice(start, end).join(''))).toContain('Helen Marsh');
    const exact = output.evaluation.results.find(
      ({ system, measured }) => system === 'hedgerow' && measured === 'exact span, person',
    )!;
    expect(exact.figures.recall!.value).toBe(1);
    expect(exact.figures.precision!.value).toBe(0.5);
  });

  it('names the line and field of a malformed row', () => {
    expect(() =>
      actorsTask.check({ id: 'a', text: 'x', entities: [{ start: -1 }] }, 7, 'gold.jsonl'),
    ).toThrow(/gold\.jsonl, line 7, field 'entities\.0/);
  });
});
