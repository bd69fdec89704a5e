import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { accuracyJson, accuracySchema, goldName, withFigures } from '../../evaluation/accuracy-file.js';
import type { Evaluation } from '../../evaluation/evaluation.js';
import type { AccuracyEntry } from '../../stages/accuracy.js';

const evaluation: Evaluation = {
  task: 'hedges',
  rows: 40,
  documents: 30,
  results: [
    {
      system: 'hedgerow',
      measured: 'exact cue',
      figures: { F1: { value: 0.74682, interval: [0.67161, 0.8124], n: 200 } },
    },
  ],
  confusions: [],
  errors: [],
  notes: [],
};

const entry = (more: Partial<AccuracyEntry>): AccuracyEntry => ({
  gold: 'hedges/a.dev',
  metric: 'exact cue F1',
  from: { options: {}, system: 'hedgerow', measured: 'exact cue', figure: 'F1' },
  note: 'Labels by people.',
  version: '',
  value: 0,
  interval: null,
  documents: 0,
  ...more,
});
const evaluated = { gold: 'hedges/a.dev', options: {}, version: '7', evaluation };

describe('accuracy.json', () => {
  it('takes the figures of an evaluation where its entries ask for them', () => {
    const other = entry({ from: { ...entry({}).from!, options: { scheme: 'szeged' } } });
    const [filled, left] = withFigures([entry({}), other], evaluated, 'accuracy.json');
    expect(filled).toEqual({
      ...entry({}),
      version: '7',
      value: 0.747,
      interval: [0.672, 0.812],
      documents: 30,
    });
    expect(left).toBe(other);
  });

  it('says what an entry must be where none asks, and what there is where one asks for something else', () => {
    expect(() => withFigures([entry({ gold: 'hedges/b.dev' })], evaluated, 'accuracy.json')).toThrow(
      /no entry asks for a figure/,
    );
    const wrong = entry({ from: { ...entry({}).from!, figure: 'recall' } });
    expect(() => withFigures([wrong], evaluated, 'accuracy.json')).toThrow(/has no figure 'recall'/);
  });

  it('names a gold file by its folder and name', () => {
    expect(goldName('/data/gold/hedges/commentary.dev.jsonl')).toBe('hedges/commentary.dev');
  });

  it('has the same form beside every stage, as the formatter keeps it', () => {
    const folders = readdirSync('stages', { withFileTypes: true }).filter((one) => one.isDirectory());
    for (const { name } of folders) {
      const files = readdirSync(`stages/${name}`);
      if (!files.includes('accuracy.json')) continue;
      const text = readFileSync(`stages/${name}/accuracy.json`, 'utf8');
      const entries = accuracySchema.parse(JSON.parse(text));
      expect(accuracyJson(entries), name).toBe(text);
    }
  });
});
