import { describe, expect, it } from 'vitest';
import { differenceName, disagreements } from '../../validation/corrected/figure-wording.js';
import type { Validation } from '../../validation/corrected/schema.js';

const of = (value: number, low: number, high: number) => ({
  value,
  interval: [low, high] as [number, number],
});

type Figure = Validation['figures'][number];

const group = (
  name: string,
  corrected: ReturnType<typeof of> | null,
  shared: ReturnType<typeof of> | null,
): Figure['groups'][number] => ({
  group: name,
  units: 900,
  documents: 90,
  coded: 60,
  counted: of(0.2, 0.18, 0.22),
  corrected: corrected && { ...corrected, lambda: 0.7 },
  shared,
});

const figure = (groups: Figure['groups'], differences: Figure['differences'] = []): Figure => ({
  key: 'hedged',
  title: 'Sentences with a hedge',
  unit: 'share of sentences',
  groups,
  differences,
});

describe('corrected figures in words', () => {
  it('a difference is from the other group, or from the others of the study', () => {
    expect(differenceName({ group: 'The Quay', from: 'Harbour Post' })).toBe('The Quay − Harbour Post');
    expect(differenceName({ group: 'The Quay', from: null })).toBe('The Quay − the study’s other groups');
  });

  it('says where the two corrections disagree, and which to trust', () => {
    const [said, ...more] = disagreements({
      figures: [
        figure(
          [
            group('The Quay', of(0.3, 0.25, 0.35), of(0.41, 0.3, 0.5)),
            group('Harbour Post', of(0.3, 0.25, 0.35), of(0.34, 0.2, 0.5)),
          ],
          [
            {
              group: 'The Quay',
              from: 'Harbour Post',
              counted: of(0.1, 0.05, 0.15),
              corrected: of(0.02, -0.03, 0.05),
              shared: of(0.09, 0.04, 0.2),
              verdict: 'no longer clear',
            },
          ],
        ),
      ],
    });
    expect(more).toEqual([]);
    expect(said).toMatch(
      /^Sentences with a hedge: with shared errors, The Quay and The Quay − Harbour Post lie outside/,
    );
    expect(said).not.toContain('Harbour Post lies');
  });

  it('is silent where they agree, or where one of them is missing', () => {
    expect(
      disagreements({
        figures: [
          figure([
            group('The Quay', of(0.3, 0.25, 0.35), of(0.31, 0.2, 0.5)),
            group('Harbour Post', null, of(0.9, 0.8, 1)),
          ]),
        ],
      }),
    ).toEqual([]);
  });
});
