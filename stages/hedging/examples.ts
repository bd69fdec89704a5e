/** Worked examples: short texts with values worked out by hand. */
import type { StageExample } from '../stage.js';

/** Short texts of ours with the cues worked out by hand from the commentary codebook. */
export const examples: readonly StageExample[] = [
  {
    name: 'the modal "may" is a hedge, the month May is not',
    text: 'The vote in May may change little.',
    expect: {
      hedging_cues: [
        { surface: 'may', start: 16, end: 19, series: 'hedge', type: 'plausibility', voice: 'author' },
      ],
    },
  },
  {
    name: '"about" before a number approximates, "about" the preposition does not',
    text: 'They argued about taxes for about 40 minutes.',
    expect: {
      hedging_cues: [{ surface: 'about', start: 28, series: 'hedge', type: 'approximator' }],
    },
  },
  {
    name: '"some" approximates a number and is plain otherwise',
    text: 'Some 200 people left and some of them came back.',
    expect: {
      hedging_cues: [{ surface: 'Some', start: 0, type: 'approximator', scope_start: 0, scope_end: 15 }],
    },
  },
  {
    name: 'a reader who says "no doubt" does not hedge',
    text: 'There is no doubt that the mayor lied.',
    expect: { hedging_cues: [{ series: 'negated', type: null, surface: 'There is no doubt' }] },
  },
  {
    name: 'the "if" of a conditional is coded, the "would" that goes with it is not, "as if" is not',
    text: 'If the bill passed, rents would fall. He walked in as if he owned the place.',
    expect: {
      hedging_cues: [{ surface: 'If', type: 'conditional', scope_start: 0, scope_end: 18 }],
    },
  },
  {
    name: 'shield and booster side by side',
    text: 'The plan was reportedly abandoned. It was clearly a mistake.',
    expect: {
      hedging_cues: [
        { surface: 'reportedly', series: 'hedge', type: 'attribution', sentence: 0 },
        { surface: 'clearly', series: 'booster', type: null, sentence: 1 },
      ],
    },
  },
  {
    name: 'candidates that overlap share one cue',
    text: 'It seems that the plan failed.',
    expect: { hedging_cues: [{ surface: 'seems', start: 3, type: 'plausibility', voice: 'author' }] },
  },
  {
    name: 'might the noun is no hedge',
    text: 'The navy has lost its might. The harbour might freeze.',
    expect: { hedging_cues: [{ surface: 'might', start: 41, type: 'plausibility' }] },
  },
  {
    name: 'a condition by inversion',
    text: 'Were the rains to fail, the valley would starve.',
    expect: { hedging_cues: [{ surface: 'Were', start: 0, type: 'conditional' }] },
  },
  {
    name: 'a literal "never" is no booster, a "never" without time is one; "simply" that means "merely" is none',
    text: 'She never answered the letter. A bribe is never a gift. He simply forgot. It is simply wrong.',
    expect: {
      hedging_cues: [
        { surface: 'never', series: 'booster', sentence: 1 },
        { surface: 'simply', series: 'booster', sentence: 3 },
      ],
    },
  },
  {
    name: 'a document that shows is an evidential, a gallery that shows is none',
    text: 'The audit found eleven gaps. The gallery shows two painters.',
    expect: { hedging_cues: [{ surface: 'audit found', series: 'evidential' }] },
  },
  {
    name: 'May the name is no hedge',
    text: 'Mrs May has lost two votes. May may bring the bill back.',
    expect: { hedging_cues: [{ surface: 'may', start: 32, type: 'plausibility' }] },
  },
  {
    name: 'a kind of bread is a kind, a kind of madness is a comparison',
    text: 'They ate a kind of bread. It was a kind of madness.',
    expect: { hedging_cues: [{ surface: 'a kind of', start: 33, type: 'approximator' }] },
  },
];
