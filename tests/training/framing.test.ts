import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/random.js';
import { loadCodebook, SHIPPED_CODEBOOKS } from '../../stages/framing/load-codebook.js';
import { loadPlan, planStages } from '../../stages/plan.js';
import { bestThreshold, fitAndScore, outOfFold } from '../../training/framing/cross-validation.js';
import { countFeatures } from '../../training/framing/features.js';
import { readLabels } from '../../training/framing/labels.js';
import { USER_RECIPE } from '../../training/framing/recipes.js';
import { chosenFrame, fitChoice } from '../../training/framing/single-choice.js';
import { trainFrames } from '../../training/framing/train-frames.js';
import { gainOfDoubling, moreCodingAnswer } from '../../training/framing/training-report.js';
import { groupFolds } from '../../training/learners/folds.js';
import { documentOf } from '../document-of.js';

const folder = mkdtempSync(join(tmpdir(), 'hedgerow-train-'));
const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const framesCalled = (...names: string[]) =>
  names.map((name, f) => ({ name, title: `The ${name}`, code: String(f + 1) }));

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
  it('finds two plain subjects, is repeatable, and its folder is a codebook', async () => {
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
    const annotate = await loadPlan(
      planStages({ stageOptions: { framing: { codebooks: [options.out] } }, stages: ['framing'] }),
    );
    // No coded text has these words; word vectors know what they are like.
    const unseen = (await annotate(documentOf('Waves and boats in a coastal bay of the ocean.'))).framing!;
    expect(unseen.leading_frame_trained).toBe('sea');
    const framing = (await annotate(documentOf('The trawler left the harbour with the tide.'))).framing!;
    expect(framing.leading_frame_trained).toBe('sea');
    for (const frame of framing.frames)
      expect(1 / (1 + Math.exp(-(frame.weight + frame.unlocated)))).toBeCloseTo(frame.score!, 9);
  });

  it('suggests the texts that it is least sure of, and no two alike', () => {
    const uncoded = file(
      'uncoded.jsonl',
      [
        { id: 'sure', text: 'Trawler, nets, salt, harbour, tide, trawler, nets and salt.' },
        {
          id: 'torn',
          text: 'Between the summit and the harbour, goats and nets, morning and tide, heather.',
        },
        {
          id: 'torn again',
          text: 'Between the summit and the harbour, goats and nets, morning and tide, heather.',
        },
        { id: 'other', text: 'People walked slowly past green stones again this morning.' },
      ]
        .map((row) => JSON.stringify(row))
        .join('\n'),
    );
    const { suggested } = trainFrames(file('coded.jsonl', invented(60, true)), null, {
      out: null,
      folds: 3,
      resamples: 20,
      suggest: { count: 3, uncoded },
    });
    expect(suggested).toHaveLength(3);
    const ids = suggested.map(({ id }) => id);
    // Of two alike texts the second gains nothing.
    expect(ids.slice(0, 2).filter((id) => id.startsWith('torn')).length).toBeLessThan(2);
    expect(suggested[0]!.gain).toBeGreaterThanOrEqual(suggested[1]!.gain);
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
    expect(() => readLabels(file('b.csv', 'id,text,labels\n1,x,sea;lake\n'), framesCalled('sea'))).toThrow(
      /lake.*frames are: 1 sea/s,
    );
    expect(() => trainFrames(file('c.jsonl', invented(3, false)), null, { out: null })).toThrow(/too few/);
    const joined = 'id,text,label\n1,x,sea\n2,y,hill\n3,z,"sea, hill"\n';
    expect(() => readLabels(file('d.csv', joined), null)).toThrow(/2 labels.*row 4.*'labels'/s);
    expect(() => readLabels(file('e.csv', 'id,text,label\n1,x,sea\n\n2,y\n'), null)).toThrow(/row 4/);
    expect(() => readLabels(file('f.csv', 'id,text,label\n1,x,sea\n2,y,sea\n'), null)).toThrow(/alike/);
    const some = `${invented(12, false)}\n{"id":"z","text":"tide","label":"sea"}`;
    const byOutlet = { out: null, by: 'outlet' } as const;
    expect(() => trainFrames(file('g.jsonl', some), null, byOutlet)).toThrow(/'z' has no outlet/);
    expect(() => trainFrames(file('h.jsonl', some), null, { out: null, folds: 2 })).toThrow(/from 3 on/);
  });

  it('takes a label by name, title or code, and several in one cell', () => {
    const rows = 'id,text,labels\n1,x,"sea, hill"\n2,y,The hill\n3,z,2\n4,w,\n';
    const { texts } = readLabels(file('names.csv', rows), framesCalled('sea', 'hill'));
    expect(texts.map(({ labels }) => labels)).toEqual([['sea', 'hill'], ['hill'], ['hill'], []]);
  });

  it('leaves out texts of which coders give no label most often, and says so', () => {
    const rows = 'id,text,coder,label\n1,x,k,sea\n1,x,m,hill\n2,y,k,sea\n2,y,m,sea\n2,y,n,hill\n3,z,k,hill\n';
    const { texts, undecided, singleLabel } = readLabels(file('tied.csv', rows), null);
    expect(singleLabel).toBe(true);
    expect(texts.map(({ id, labels }) => [id, labels])).toEqual([
      ['2', ['sea']],
      ['3', ['hill']],
    ]);
    expect(undecided).toEqual(['1']);
  });

  it('joins several coders by majority and gives their alpha', () => {
    const labels = readLabels(
      file(
        'coders.csv',
        'id,text,coder,sea,hill\n1,aa,k,1,0\n1,aa,m,1,1\n1,aa,n,1,0\n2,bb,k,0,1\n2,bb,m,0,1\n',
      ),
      framesCalled('sea', 'hill'),
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

describe('the choice of a single label', () => {
  /** Margins of two frames on two scales: the second's are half the first's, and it is rare. */
  const margin = [Float64Array.of(2, 1, 0.4, 0.2, 0.1, -1), Float64Array.of(-1, -0.5, 0, 0.05, 0.05, 0.6)];
  const positive = [Uint8Array.of(1, 1, 1, 1, 0, 0), Uint8Array.of(0, 0, 0, 0, 1, 1)];
  const rows = [0, 1, 2, 3, 4, 5];

  it('favours a frame that its margins alone leave behind, and leaves scaled margins their order', () => {
    const offset = fitChoice(margin, positive, rows);
    expect(offset[1]! - offset[0]!).toBeGreaterThan(0);
    const scaled = margin.map((of) => of.map((x) => 10 * x));
    const wider = fitChoice(scaled, positive, rows);
    expect(rows.map((r) => chosenFrame(scaled, wider, r))).toEqual(
      rows.map((r) => chosenFrame(margin, offset, r)),
    );
  });

  it('does not look at rows that it was not given', () => {
    const some = [0, 1, 4, 5];
    const other = positive.map((has) => has.slice());
    [other[0]![2], other[1]![2]] = [0, 1];
    expect(fitChoice(margin, positive, some)).toEqual(fitChoice(margin, other, some));
  });

  it('is the same in the written model as in the folds', async () => {
    const path = file('choice.jsonl', noisy(150));
    const out = join(folder, 'chooser');
    const options = { out, folds: 3, resamples: 20 };
    trainFrames(path, null, options);
    const { texts, frames } = readLabels(path, null);
    const codebooks = SHIPPED_CODEBOOKS.map(loadCodebook);
    const { features, cues } = countFeatures(
      texts.map(({ text }) => text),
      codebooks,
      USER_RECIPE,
    );
    const set = {
      features,
      cues,
      frames,
      positive: frames.map((f) => Uint8Array.from(texts, ({ labels }) => (labels.includes(f) ? 1 : 0))),
    };
    const all = texts.map((_, r) => r);
    const folds = groupFolds(
      texts.map(({ document }) => document),
      3,
      1,
    );
    const offset = fitChoice(outOfFold(set, all, folds, USER_RECIPE), set.positive, all);
    const seen = fitAndScore(set, all, all, USER_RECIPE);
    const annotate = await loadPlan(
      planStages({ stageOptions: { framing: { codebooks: [out] } }, stages: ['framing'] }),
    );
    const claims = (r: number) => seen.map((of, f) => of[r]! + offset[f]!).sort((a, b) => b - a);
    const clear = all.filter((r) => claims(r)[0]! - claims(r)[1]! > 0.02);
    expect(clear.length).toBeGreaterThan(140);
    for (const r of clear) {
      const framing = (await annotate(documentOf(texts[r]!.text))).framing!;
      expect(framing.leading_frame_trained).toBe(frames[chosenFrame(seen, offset, r)]);
    }
  });
});

/** Three subjects, one of them rare, and every fifth label wrong. */
function noisy(n: number): string {
  const random = seededRandom(11);
  const words = [
    ['harbour', 'tide', 'trawler'],
    ['slope', 'summit', 'goats'],
    ['loom', 'thread', 'wool'],
  ];
  return Array.from({ length: n }, (_, i) => {
    const subject = i % 10 === 0 ? 2 : i % 2;
    const pool = [...words[subject]!, 'morning', 'people', 'walked', 'slowly', 'green', 'again'];
    const text = Array.from({ length: 8 }, () => pool[random.below(pool.length)]!).join(' ');
    const label = ['sea', 'hill', 'weaving'][i % 5 === 3 ? random.below(3) : subject];
    return JSON.stringify({ id: `n${i}`, text, label });
  }).join('\n');
}
