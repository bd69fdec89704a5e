/** Other ways of counting a measure, by which reports check what they found. */
import type { Column, DataType } from '../stages/columns.js';
import { SURE_VOICE } from '../stages/voice.js';
import { HYLAND_WORDS } from './hyland-words.js';
import { atLeast, fieldsOf, type HitTest, isNot, meets, spelledAs, type VoiceReading } from './recount.js';

/** Probability from which a hit counts as sure. */
export const SURE = 0.8;

/** Another way of counting the hits of a measure. */
export interface Alternative {
  readonly key: 'lexicon' | 'sure' | 'voices';
  readonly title: string;
  readonly description: string;
  /** The hits that it keeps of those in the measure's list column; null where it does not apply to the measure. */
  keeps(column: Column, type: DataType): HitTest | null;
  /** How it reads the voice of hits, where otherwise than they say. */
  readonly reading?: VoiceReading;
}

export const ALTERNATIVES: readonly Alternative[] = [
  {
    key: 'lexicon',
    title: "Hyland's list",
    description:
      'Another lexicon: of the hedges and boosters only those on the published list of Hyland (2005), single words.',
    keeps: (column) =>
      column.measure?.evidence?.column === 'hedging_cues' ? spelledAs('surface', HYLAND_WORDS) : null,
  },
  {
    key: 'sure',
    title: 'sure hits',
    description: `Only hits that the model is sure of: probability of ${SURE} or more, or decided by rule; sentiment without abstentions.`,
    keeps: (_column, type) => {
      const fields = fieldsOf(type);
      if (fields.includes('abstained')) return isNot('abstained');
      return fields.includes('confidence') ? atLeast('confidence', SURE) : null;
    },
  },
  {
    key: 'voices',
    title: 'doubtful voices',
    description: `Doubtful attributions flipped: what stands in one of a probability under ${SURE_VOICE} counts as the author's, its words as well.`,
    reading: { least: SURE_VOICE },
    keeps: (column, type) => {
      const { voice } = column.measure!;
      return voice !== 'all' && fieldsOf(type).includes('source_probability') ? meets({}) : null;
    },
  },
];
