import { describe, expect, it } from 'vitest';
import { UserError } from '../../base/user-error.js';
import { evaluateTask, readGold } from '../../evaluation/evaluate.js';
import { sentimentTask } from '../../evaluation/sentiment.js';
import { articleSentiment } from '../../evaluation/sentiment-articles.js';
import { majority } from '../../evaluation/sentiment-baselines.js';
import { sentimentChecklist } from '../../evaluation/sentiment-checklist.js';
import {
  answeredAccuracy,
  answeredShare,
  calibrationError,
  chanceCalibrationError,
  countsByDocument,
  macroF1,
} from '../../evaluation/sentiment-scores.js';

describe('scores', () => {
  it('macro-F1 by hand', () => {
    // negative: tp 2, predicted 3, gold 3; neutral: tp 1, predicted 1, gold 2; positive: tp 1, predicted 2, gold 1.
    expect(macroF1([2, 0, 1, 1, 1, 0, 0, 0, 1])).toBeCloseTo((4 / 6 + 2 / 3 + 2 / 3) / 3, 12);
  });
  it('calibration error by hand', () => {
    const counts = countsByDocument(['a', 'a', 'b', 'b'], [0, 0, 1, 2], {
      system: 's',
      classes: [0, 0, 1, 1],
      probabilities: [0.95, 0.05, 0, 0.95, 0.05, 0, 0.3, 0.6, 0.1, 0.3, 0.6, 0.1],
    });
    const sums = new Float64Array(49);
    for (const vector of counts.values()) for (let i = 0; i < sums.length; i++) sums[i]! += vector[i]!;
    // Two at 0.95 both right, two at 0.6 one right: (|1.9 - 2| + |1.2 - 1|) / 4.
    expect(calibrationError(sums)).toBeCloseTo(0.075, 12);
    // Were they exact, the hits of the two bins would have variances 2 · 0.95 · 0.05 and 2 · 0.6 · 0.4.
    expect(chanceCalibrationError(sums)).toBeCloseTo(
      (Math.sqrt(2 / Math.PI) * (Math.sqrt(0.095) + Math.sqrt(0.48))) / 4,
      12,
    );
  });
  it('abstention by hand: three of four sure enough, two of them right', () => {
    const counts = countsByDocument(['a', 'a', 'a', 'a'], [0, 0, 1, 2], {
      system: 's',
      classes: [0, 0, 1, 1],
      probabilities: [0.95, 0.05, 0, 0.45, 0.35, 0.2, 0.3, 0.6, 0.1, 0.3, 0.6, 0.1],
    });
    expect(answeredShare(counts.get('a')!)).toBe(0.75);
    expect(answeredAccuracy(counts.get('a')!)).toBeCloseTo(2 / 3, 12);
    expect(answeredAccuracy(new Float64Array(39))).toBeNull();
  });
  it('majority', () => expect(Array.from(majority([2, 2, 0]))).toEqual([2, 2, 2]));
  it('an article without mentions is neutral', () => expect(articleSentiment([]).class).toBe(1));
});

const gold = [
  { id: '1', text: '😀 Karlsson is a corrupt liar.', start: 2, end: 10, label: 'negative', group: 'a' },
  { id: '2', text: 'Dumont is a brave and honest leader.', start: 0, end: 6, label: 'positive', group: 'a' },
  { id: '3', text: 'Weber will meet reporters on Tuesday.', start: 0, end: 5, label: 'neutral', group: 'b' },
];
const options = { seed: 1, resamples: 50 };

describe('the task', () => {
  it('checks rows and names line and field', () => {
    const check = (row: object) => () => sentimentTask.check(row, 4, 'gold.jsonl');
    expect(check(gold[0]!)).not.toThrow();
    for (const row of [
      { ...gold[0], label: 'bad' },
      { ...gold[0], end: 900 },
      { ...gold[0], start: 5, end: 5 },
      { id: 'x', text: 'A text.', target: '', label: 'neutral' },
      { id: 'x', text: '', start: 0, end: 1, label: 'neutral' },
    ]) {
      expect(check(row)).toThrow(UserError);
      expect(check(row)).toThrow(/gold\.jsonl, line 4/);
    }
  });
  it('reads the mentions of a passage’s actor together, and says what each alone gives', async () => {
    const rows = [
      'Dumont is a corrupt liar.',
      'Critics of the plan met Dumont.',
      'Dumont is a disgrace.',
    ].map((text, i) =>
      sentimentTask.check(
        {
          id: `${i}`,
          text,
          start: text.indexOf('Dumont'),
          end: text.indexOf('Dumont') + 6,
          label: 'negative',
          group: 'a',
          actor: 'Dumont',
        },
        i + 1,
        'gold.jsonl',
      ),
    );
    const scores = async (actors: readonly string[]) =>
      await evaluateTask(
        sentimentTask,
        rows.map((row, i) => ({ ...row, actor: actors[i] })),
        options,
      );
    const together = await scores(['Dumont', 'Dumont', 'Dumont']);
    const apart = await scores(['Dumont', 'Weber', 'Karlsson']);
    const negative = (output: typeof together): number =>
      (output.predictions[1]!.scores as { negative: number }).negative;
    expect(negative(together)).toBeGreaterThan(negative(apart));
    const systems = together.evaluation.results.map(({ system }) => system);
    expect(systems).toContain('hedgerow, fast, each mention alone');
  });
  it('scores targets given in code points, with baselines, and predicts a line for each row', async () => {
    const rows = gold.map((row, i) => sentimentTask.check(row, i + 1, 'gold.jsonl'));
    const { predictions, evaluation } = await evaluateTask(sentimentTask, rows, options);
    expect(predictions.map((p) => [p.id, p.label])).toEqual([
      ['1', 'negative'],
      ['2', 'positive'],
      ['3', 'neutral'],
    ]);
    expect(evaluation.documents).toBe(2);
    expect(evaluation.results[0]!.figures['macro-F1']!.value).toBe(1);
    const byName = new Map(evaluation.results.map((row) => [row.system, row.figures.accuracy!.value]));
    expect(byName.get('all the commonest label')).toBeCloseTo(1 / 3, 12);
    expect(byName.get('opinion words of the sentence, negation turned')).toBe(1);
    expect(evaluation.errors).toEqual([]);
  });
  it('lists an error with its context', async () => {
    const rows = [sentimentTask.check({ ...gold[0], label: 'positive' }, 1, 'gold.jsonl')];
    const { evaluation } = await evaluateTask(sentimentTask, rows, options);
    const [error] = evaluation.errors;
    expect(error).toMatchObject({ surface: 'Karlsson', gold: 'positive', predicted: 'negative' });
  });
  it('recognises articles by their target', async () => {
    const row = {
      id: 'p',
      title: 'A title',
      text: 'Helga Karlsson opened the harbour. Karlsson is a brave and honest leader. She won a prize.',
      target: 'Helga Karlsson',
      label: 'positive',
      paragraphs: ['positive'],
    };
    const { predictions } = await evaluateTask(
      sentimentTask,
      [sentimentTask.check(row, 1, 'p.jsonl')],
      options,
    );
    expect(predictions).toMatchObject([{ id: 'p', label: 'positive' }]);
  });
});

describe('the checklist', () => {
  const row = { id: '1', kind: 'agents', text: 'Dumont robbed a bank.', start: 0, end: 6, label: 'negative' };
  it('checks kinds and labels', () => {
    const check = (changed: object) => () => sentimentChecklist.check({ ...row, ...changed }, 2, 'c.jsonl');
    expect(check({})).not.toThrow();
    expect(check({ label: ['neutral', 'positive'] })).not.toThrow();
    expect(check({ kind: undefined })).toThrow(/c\.jsonl, line 2/);
    expect(check({ label: [] })).toThrow(UserError);
    expect(check({ label: ['neutral', 'good'] })).toThrow(UserError);
  });
  it('counts what is right by kind, and no label that a name changes', async () => {
    const rows = [
      row,
      { ...row, id: '2', kind: 'plain', text: 'Weber is a disgrace and a liar.', start: 0, end: 5 },
      {
        ...row,
        id: '3',
        kind: 'plain',
        text: 'Weber will speak on Tuesday.',
        start: 0,
        end: 5,
        label: ['neutral'],
      },
    ].map((each, i) => sentimentChecklist.check(each, i + 1, 'c.jsonl'));
    const { evaluation, predictions } = await evaluateTask(sentimentChecklist, rows, {
      seed: 1,
      resamples: 10,
    });
    expect(predictions).toHaveLength(3);
    const ours = evaluation.results.filter(({ system }) => system.includes('fast'));
    expect(ours.map(({ measured }) => measured)).toEqual([
      'all kinds',
      'agents',
      'plain',
      'another name in the target’s place',
    ]);
    expect(ours[2]!.figures).toMatchObject({ right: { value: 1, n: 2 }, 'called negative': { value: 0.5 } });
    expect(ours[3]!.figures['label changed']).toMatchObject({ value: 0, n: 9 });
  });
  it('ships 30 targets a kind', () => {
    const path = new URL('../../evaluation/checklists/sentiment.jsonl', import.meta.url).pathname;
    const kinds = new Map<unknown, number>();
    for (const { kind } of readGold(sentimentChecklist, path)) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    expect([...kinds.values()]).toEqual(Array(12).fill(30));
  });
});
