/** Worked examples of the sentiment stage. */
import type { StageExample } from '../stage.js';

/** Labels are what a reader would say of each mention; probabilities are the model's and not compared. */
export const examples: readonly StageExample[] = [
  {
    name: 'praise that is reported has a holder',
    text: 'Senator Daniel Whitmore praised Maria Lopez for her courage.',
    expect: {
      mention_sentiments: [
        { surface: 'Daniel Whitmore', voice: 'author', holder: null },
        { surface: 'Maria Lopez', label: 'positive', voice: 'source', holder: 'Senator Daniel Whitmore' },
        { surface: 'her', label: 'positive', voice: 'source' },
      ],
    },
  },
  {
    name: 'reported blame is for the one spoken of, not for the one who speaks',
    text: 'Anna Weber said that Boris Kline was a liar and a thief.',
    expect: {
      mention_sentiments: [
        { surface: 'Anna Weber', label: 'neutral', voice: 'author', holder: null },
        { surface: 'Boris Kline', label: 'negative', voice: 'source', holder: 'Anna Weber' },
      ],
    },
  },
  {
    name: 'a complement speaks of its subject',
    text: 'Victor Hale is a corrupt and dishonest liar.',
    expect: {
      mention_sentiments: [{ surface: 'Victor Hale', label: 'negative', abstained: false }],
      actor_sentiments: [
        { voice: 'all', mentions: 1, negative: 1, neutral: 0, positive: 0 },
        { voice: 'author', mentions: 1, negative: 1 },
      ],
      sentiment_mean: null,
    },
  },
  {
    name: 'a plain report is neutral',
    text: 'Helen Brandt will meet reporters on Tuesday.',
    expect: { mention_sentiments: [{ surface: 'Helen Brandt', label: 'neutral' }] },
  },
  {
    name: 'no actor, no judgement: unknown is null and not 0',
    text: 'It was a terrible and shameful day.',
    expect: {
      mention_sentiments: [],
      actor_sentiments: [],
      sentiment_mean: null,
      sentiment_negative_share: null,
    },
  },
];
