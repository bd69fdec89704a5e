import type { Actor } from '../actors/annotation.js';
import type { ActorSentiment, MentionSentiment } from './annotation.js';

/**
 * Sentiment toward each actor over its mentions: a row for all voices together and one for each voice that
 * speaks of it, in the order of `actors`.
 */
export function sentimentByActor(
  mentions: readonly MentionSentiment[],
  actors: readonly Pick<Actor, 'key' | 'name' | 'type'>[],
): ActorSentiment[] {
  const ofActor = new Map<string, MentionSentiment[]>();
  for (const mention of mentions) {
    const own = ofActor.get(mention.actor);
    if (own === undefined) ofActor.set(mention.actor, [mention]);
    else own.push(mention);
  }
  const rows: ActorSentiment[] = [];
  for (const { key, name, type } of actors) {
    const own = ofActor.get(key);
    if (own === undefined) continue;
    for (const voice of ['all', 'author', 'source'] as const) {
      let count = 0;
      let sum = 0;
      const labels = { negative: 0, neutral: 0, positive: 0 };
      for (const mention of own) {
        if (voice !== 'all' && mention.voice !== voice) continue;
        count++;
        sum += mention.positive - mention.negative;
        labels[mention.label]++;
      }
      if (count > 0)
        rows.push({ actor: key, name, type, voice, mentions: count, mean: sum / count, ...labels });
    }
  }
  return rows;
}
