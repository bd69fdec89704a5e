import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../random.js';
import type { FramingAnnotation } from '../../stages/framing/annotation.js';
import { loadPlan, planStages } from '../../stages/plan.js';
import { bestThreshold } from '../../training/framing/cross-validation.js';
import { readLabels } from '../../training/framing/labels.js';
import { trainFrames } from '../../training/framing/train-frames.js';
import { gainOfDoubling, moreCodingAnswer } from '../../training/framing/training-report.js';
import { documentOf } from '../document-of.js';

const folder = mkdtempSync(join(tmpdir(), 'hedgerow-train-'));
const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

/** Short texts of our own making: two subjects, and a third of the words noise. */
function invented(n: number, multi: boolean): string {
  const random = seededRandom(7);
  const words = {
    sea: ['harbour', 'tide', 'trawler', 'nets', 'salt'],
    hill: ['slope', 'summit', 'goats', 'heather', 'cairn'],
    none: ['morning', 'people', 'walked', 'slowly', 'again', 'stones', 'green'],
  };
  return Array.from({ length: n }, (_, i) => {
    const labels = multi
      ? ([['sea'], ['hill'], ['sea', 'hill'], []] as const)[i % 4]!
      : [i % 2 === 0 ? 'sea' : 'hill'];
    const pool = [...labels.flatMap((label) => words[label as 'sea' | 'hill']), ...words.none];
    const text = Array.from({ length: 14 }, () => pool[random.below(pool.length)]!).join(' ');
    return JSON.stringify({
      id: `t${i}`,
      text,
      outlet: `o${i % 6}`,
      ...(multi ? { labels } : { label: labels[0] }),
    });
  }).join('\n');
}

describe('trainFrames', () => {
  it('finds two plain subjects, is repeatable, and its folder is a codebook', () => {
    const labels = file('single.jsonl', invented(120, false));
    const options = { out: join(folder, 'model'), resamples: 50 };
    const report = trainFrames(labels, null, options);
    expect(report.accuracy!.value).toBeGreaterThan(0.9);
    expect(report.learningCurve.map((point) => point.texts)).toEqual([24, 48, 72, 96]);
    expect(report.moreCoding).toMatch(/^(?:Yes|A little|Hardly)/);
    expect(report.frames.find((frame) => frame.frame === 'sea')!.terms.map((term) => term.term)).toContain(
      'tide',
    );
    const bytes = readFileSync(join(folder, 'model', 'model.json'), 'utf8');
    expect(trainFrames(labels, null, options)).toEqual(report);
    expect(readFileSync(join(folder, 'model', 'model.json'), 'utf8')).toBe(bytes);
    const annotate = loadPlan(planStages({ framing: { codebooks: [options.out] } }, ['framing']));
    // No coded text has these words; word vectors know what they are like.
    const unseen = annotate(documentOf('Waves and boats in a coastal bay of the ocean.'))
      .framing as unknown as FramingAnnotation;
    expect(unseen.leading_frame_trained).toBe('sea');
    const framing = annotate(documentOf('The trawler left the harbour with the tide.'))
      .framing as unknown as FramingAnnotation;
    expect(framing.leading_frame_trained).toBe('sea');
    for (const frame of framing.frames)
      expect(1 / (1 + Math.exp(-(frame.weight + frame.unlocated)))).toBeCloseTo(frame.score!, 9);
  });

  it('cannot learn what is not there', () => {
    const rows = invented(120, false)
      .split('\n')
      .map((line, i, all) => {
        const row = JSON.parse(line) as Record<string, unknown>;
        const other = JSON.parse(all[(i * 37 + 11) % all.length]!) as { text: string };
        return JSON.stringify({ ...row, text: other.text, label: i % 4 < 2 ? 'sea' : 'hill' });
      });
    const report = trainFrames(file('noise.jsonl', rows.join('\n')), null, { out: null, resamples: 20 });
    expect(report.accuracy!.value).toBeLessThan(0.7);
  });

  it('takes several labels, keeps outlets apart when asked, and warns of few positives', () => {
    const report = trainFrames(file('multi.jsonl', invented(96, true)), null, {
      out: null,
      by: 'outlet',
      folds: 3,
      resamples: 20,
    });
    expect(report.meanF1.value).toBeGreaterThan(0.85);
    expect(report.accuracy).toBeNull();
    const few = trainFrames(file('few.jsonl', invented(20, true)), null, { out: null, resamples: 20 });
    expect(few.warnings).toHaveLength(2);
  });

  it('says what is wrong with a label file', () => {
    expect(() => readLabels(file('a.jsonl', '{"id":"1","text":"x"}'), null)).toThrow(/line 1.*\n.*labels/s);
    expect(() => readLabels(file('b.csv', 'id,text,labels\n1,x,sea;lake\n'), ['sea'])).toThrow(
      /lake.*frames are: sea/s,
    );
    expect(() => trainFrames(file('c.jsonl', invented(3, false)), null, { out: null })).toThrow(/too few/);
  });

  it('joins several coders by majority and gives their alpha', () => {
    const labels = readLabels(
      file(
        'coders.csv',
        'id,text,coder,sea,hill\n1,aa,k,1,0\n1,aa,m,1,1\n1,aa,n,1,0\n2,bb,k,0,1\n2,bb,m,0,1\n',
      ),
      ['sea', 'hill'],
    );
    expect(labels.texts.map((text) => text.labels)).toEqual([['sea'], ['hill']]);
    expect(labels.agreement!.alpha.sea).toBe(1);
    expect(labels.agreement!.alpha.hill).toBeLessThan(1);
  });
});

it('the gain of doubling is the slope of the curve', () => {
  const point = (texts: number, meanF1: number) => ({ texts, meanF1, accuracy: null });
  const gain = gainOfDoubling([point(50, 0.1), point(100, 0.5), point(200, 0.54), point(400, 0.58)]);
  expect(gain).toBeCloseTo(0.04, 12);
  expect(moreCodingAnswer(gain, 500)).toContain('Yes. Coding 500 texts more');
  expect(moreCodingAnswer(-0.01, 500)).toContain('nothing');
});

it('the best threshold is the one of the highest F1', () => {
  const margin = Float64Array.of(3, 2, 1, 0);
  expect(bestThreshold(margin, Uint8Array.of(1, 0, 1, 0), [0, 1, 2, 3])).toBe(0.5);
  expect(bestThreshold(margin, Uint8Array.of(1, 0, 0, 0), [0, 1, 2, 3])).toBe(2.5);
});
