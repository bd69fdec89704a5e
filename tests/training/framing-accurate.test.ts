// Frames of one's own with the encoder's states: what needs the weights is skipped, and shown as such, where they are absent.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { findEncoderFolder } from '../../models/encoder/package.js';
import { addStates, meanState } from '../../stages/framing/text-states.js';
import { loadPlan, planStages } from '../../stages/plan.js';
import { encodeTexts } from '../../training/framing/encode-texts.js';
import { trainFrames, trainFramesAccurately } from '../../training/framing/train-frames.js';
import { documentOf } from '../document-of.js';

const folder = mkdtempSync(join(tmpdir(), 'hedgerow-accurate-frames-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SUBJECTS = {
  sea: [
    'The trawler lost its nets.',
    'A storm closed the harbour.',
    'The tide took two boats.',
    'Cod is scarce.',
  ],
  law: ['The judge freed him.', 'A court heard the appeal.', 'The jury is out.', 'Her lawyer objected.'],
};
const DAYS = ['On Monday.', 'On Tuesday.', 'On Friday.', 'Yesterday.', 'Last week.', 'Again.'];

function coded(): string {
  const path = join(folder, 'coded.jsonl');
  const rows = Object.entries(SUBJECTS).flatMap(([label, texts]) =>
    texts.flatMap((text) =>
      DAYS.map((day) => JSON.stringify({ id: text + day, text: `${text} ${day}`, label })),
    ),
  );
  writeFileSync(path, rows.join('\n'));
  return path;
}

describe('states of a text', () => {
  // Three pieces at 0, 4 and 9, two numbers each.
  const read = { starts: [0, 4, 9], width: 2, states: Float32Array.of(1, 0, 3, 2, 5, 10) };

  it('are the mean over its pieces, 0 without one', () => {
    expect([...meanState(read)]).toEqual([3, 4]);
    expect([...meanState(read, 1, 3)]).toEqual([4, 6]);
    expect([...meanState(read, 2, 2)]).toEqual([0, 0]);
  });

  it('add to the log-odds of each frame', () => {
    const logOdds = Float64Array.of(1, 1);
    const weights = { width: 2, weights: [1, 0, 0.5, -1] };
    addStates(logOdds, weights, read, 4, 20);
    // The mean of the last two pieces is [4, 6].
    expect([...logOdds]).toEqual([5, 1 + 2 - 6]);
  });

  it('need the package, which the error names', async () => {
    vi.stubEnv('HEDGEROW_ENCODER', join(folder, 'nowhere'));
    await expect(trainFramesAccurately(coded(), null, { out: null })).rejects.toThrow(
      /accurate models cannot/,
    );
    vi.unstubAllEnvs();
  });
});

describe.skipIf(findEncoderFolder() === undefined)('trainFramesAccurately', () => {
  it('trains, suggests, and its folder is a codebook that asks the encoder', async () => {
    const out = join(folder, 'model');
    const uncoded = join(folder, 'uncoded.jsonl');
    writeFileSync(
      uncoded,
      '{"id":"a","text":"A magistrate sailed home."}\n{"id":"b","text":"Cod is scarce."}\n',
    );
    const report = await trainFramesAccurately(coded(), null, {
      out,
      folds: 3,
      resamples: 20,
      suggest: { count: 1, uncoded },
    });
    expect(report.model).toBe('accurate');
    expect(report.accuracy!.value).toBeGreaterThan(0.9);
    expect(report.suggested.map(({ id }) => id)).toEqual(['a']);
    const model = JSON.parse(readFileSync(join(out, 'model.json'), 'utf8')) as {
      states: { width: number; weights: number[] };
    };
    expect(model.states.weights).toHaveLength(2 * model.states.width);
    const plan = planStages({ stages: ['framing'], stageOptions: { framing: { codebooks: [out] } } });
    const { framing } = await (await loadPlan(plan))(
      documentOf('The magistrate adjourned.\n\nFishermen mended a sail.'),
    );
    for (const frame of framing!.frames)
      expect(1 / (1 + Math.exp(-(frame.weight + frame.unlocated)))).toBeCloseTo(frame.score!, 9);
    const law = framing!.frame_paragraphs.filter(({ frame }) => frame === 'law');
    const scores = (p: number): number => law.find(({ paragraph }) => paragraph === p)?.score ?? 0;
    expect(scores(0)).toBeGreaterThan(scores(1));
  });

  it('scores otherwise than words and cues alone, and gives the same state to the same text', async () => {
    const states = await encodeTexts(['Cod is scarce.', 'The judge freed him.']);
    expect(await encodeTexts(['Cod is scarce.', 'The judge freed him.'])).toEqual(states);
    expect(trainFrames(coded(), null, { out: null, folds: 3, resamples: 20 }).model).toBe('fast');
  });
});
