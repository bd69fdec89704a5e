/** Sentiment by actor, from that of its mentions. */
import type { Actor } from '../actors/annotation.js';
import { coded, numbers, type RowColumn, Rows, TextTable, texts } from '../column-batch.js';
import type { ActorSentiment } from './annotation.js';
import type { JudgedMentions } from './judged-mentions.js';

const VOICES = new TextTable(['all', 'author', 'source']);

/**
 * Sentiment toward each actor over its mentions: a row for all voices together and one for each voice that
 * speaks of it, in the order of `actors`.
 */
export function sentimentByActor(
  judged: JudgedMentions,
  actors: readonly Pick<Actor, 'key' | 'name' | 'type'>[],
): Rows<ActorSentiment> {
  // Three slots an actor, one a voice.
  const counts = new Int32Array(3 * actors.length);
  const sums = new Float64Array(3 * actors.length);
  // By slot, the mentions of each class.
  const classes = new Int32Array(9 * actors.length);
  for (let i = 0; i < judged.count; i++) {
    const all = 3 * judged.actor[i]!;
    const score = judged.positive[i]! - judged.negative[i]!;
    const own = all + 1 + judged.voice[i]!;
    counts[all]!++;
    counts[own]!++;
    sums[all]! += score;
    sums[own]! += score;
    classes[3 * all + judged.label[i]!]!++;
    classes[3 * own + judged.label[i]!]!++;
  }
  // Of each row, its slot.
  const rows = new Int32Array(counts.length);
  let count = 0;
  for (let slot = 0; slot < counts.length; slot++) if (counts[slot]! > 0) rows[count++] = slot;
  const slots = rows.subarray(0, count);
  const ofClass = (label: number): RowColumn => numbers(slots.map((slot) => classes[3 * slot + label]!));
  const ofActor = (property: 'key' | 'name' | 'type'): RowColumn =>
    texts(Array.from(slots, (slot) => actors[Math.floor(slot / 3)]![property]));
  return new Rows<ActorSentiment>(count, {
    actor: ofActor('key'),
    name: ofActor('name'),
    type: ofActor('type'),
    voice: coded(
      slots.map((slot) => slot % 3),
      VOICES,
    ),
    mentions: numbers(slots.map((slot) => counts[slot]!)),
    mean: numbers(Float64Array.from(slots, (slot) => sums[slot]! / counts[slot]!)),
    negative: ofClass(0),
    neutral: ofClass(1),
    positive: ofClass(2),
  });
}
