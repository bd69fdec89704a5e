import type { Actor } from '../actors/annotation.js';
import type { ActorSentiment } from './annotation.js';
import type { JudgedMentions } from './judged-mentions.js';

const VOICES = ['all', 'author', 'source'] as const;

/**
 * Sentiment toward each actor over its mentions: a row for all voices together and one for each voice that
 * speaks of it, in the order of `actors`.
 */
export function sentimentByActor(
  judged: JudgedMentions,
  actors: readonly Pick<Actor, 'key' | 'name' | 'type'>[],
): ActorSentiment[] {
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
  const rows: ActorSentiment[] = [];
  actors.forEach(({ key, name, type }, a) => {
    for (let v = 0; v < 3; v++) {
      const slot = 3 * a + v;
      const mentions = counts[slot]!;
      if (mentions === 0) continue;
      rows.push({
        actor: key,
        name,
        type,
        voice: VOICES[v]!,
        mentions,
        mean: sums[slot]! / mentions,
        negative: classes[3 * slot]!,
        neutral: classes[3 * slot + 1]!,
        positive: classes[3 * slot + 2]!,
      });
    }
  });
  return rows;
}
