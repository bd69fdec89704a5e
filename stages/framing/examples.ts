/** Worked examples of the framing stage. */
import type { StageExample } from '../stage.js';

/** Short texts of ours. Weights are the codebooks' own; sums were made by hand. */
export const examples: readonly StageExample[] = [
  {
    name: 'cues of one frame, phrases before the words in them',
    text: 'The central bank raised interest rates again because inflation stayed high.',
    options: { codebooks: ['policy'] },
    expect: {
      leading_frame_policy: 'economic',
      frame_evidence: [
        { surface: 'central bank', frame: 'economic', term: 'central bank', weight: 3, voice: 'author' },
        { surface: 'interest rates', frame: 'economic', term: 'interest rate', weight: 3 },
        { surface: 'inflation', frame: 'economic', weight: 3 },
      ],
    },
  },
  {
    name: 'a phrase that takes a cue away: social security is no matter of security',
    text: 'Her grandmother has drawn Social Security since the spring of that year.',
    options: { codebooks: ['policy'] },
    expect: {
      frame_policy_security: 0,
      frame_policy_health: 0,
      leading_frame_policy: null,
      frame_evidence: [],
    },
  },
  {
    name: 'too short to judge: unknown, not zero',
    text: 'Inflation again.',
    options: { codebooks: ['policy'] },
    expect: { frame_policy_economic: null, leading_frame_policy: null },
  },
];
