/** Sentiment by article and actor against labelled articles. */
import type { Actor } from '../stages/actors/annotation.js';
import type { Annotations } from '../stages/plan.js';
import type { MentionSentiment } from '../stages/sentiment/annotation.js';

const wordsOf = (name: string): string[] => name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** How well an actor's names fit a target's name: 3 the same, 2 the last word, 1 some word, 0 nothing. */
function nameFit(actor: Actor, target: readonly string[]): number {
  let best = 0;
  for (const name of [actor.name, ...actor.aliases]) {
    const words = wordsOf(name);
    if (words.join(' ') === target.join(' ')) return 3;
    if (words.at(-1) === target.at(-1)) best = Math.max(best, 2);
    else if (words.some((word) => word.length > 2 && target.includes(word))) best = Math.max(best, 1);
  }
  return best;
}

/** The mentions of the actors whose names fit the target best. */
export function mentionsOfTarget(annotations: Annotations, target: string): readonly MentionSentiment[] {
  const { actors } = annotations.actors!;
  const { mention_sentiments } = annotations.sentiment!;
  const words = wordsOf(target);
  const fits = actors.map((actor) => nameFit(actor, words));
  const best = Math.max(0, ...fits);
  if (best === 0) return [];
  const keys = new Set(actors.filter((_, i) => fits[i] === best).map((actor) => actor.key));
  return mention_sentiments.filter((mention) => keys.has(mention.actor));
}

/** Thresholds on the mean of P(positive) - P(negative), set on PerSenT's fixed set, not on the one reported. */
const NEGATIVE_BELOW = -0.3;
const POSITIVE_ABOVE = -0.1;

/** The author's sentiment toward an actor over an article. */
export interface ArticleSentiment {
  /** Index of the class. */
  readonly class: 0 | 1 | 2;
  /** Mean probabilities of the mentions. */
  readonly probabilities: readonly [number, number, number];
}

/** From the mentions in the author's own voice, or from all where there are none; neutral without mentions. */
export function articleSentiment(mentions: readonly MentionSentiment[]): ArticleSentiment {
  if (mentions.length === 0) return { class: 1, probabilities: [0, 1, 0] };
  const own = mentions.filter((mention) => mention.voice === 'author');
  const heard = own.length > 0 ? own : mentions;
  const mean = (value: (mention: MentionSentiment) => number): number =>
    heard.reduce((sum, mention) => sum + value(mention), 0) / heard.length;
  const probabilities = [mean((m) => m.negative), mean((m) => m.neutral), mean((m) => m.positive)] as const;
  const score = probabilities[2] - probabilities[0];
  return { class: score < NEGATIVE_BELOW ? 0 : score > POSITIVE_ABOVE ? 2 : 1, probabilities };
}
