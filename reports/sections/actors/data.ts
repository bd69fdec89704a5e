/** The actors of the article. */
import type { ActorBaselines, ActorVoice } from '../../../queries/baseline.js';
import type { MentionSentiment } from '../../../stages/sentiment/annotation.js';
import { clusteredMean } from '../../../statistics/mean.js';
import { midRankPercentile } from '../../../statistics/percentile.js';
import type { ArticleAnnotation } from '../article-annotation.js';
import type { ActorRow } from './schema.js';

/** Actors that the report lists; the rest are counted. */
export const ACTORS_LISTED = 25;

/** The article's actors, most mentioned first, with its sentiment to them beside the corpus's. */
export function actorRows(
  article: ArticleAnnotation,
  baseline: ReadonlyMap<string, ActorBaselines>,
): ActorRow[] {
  const byActor = new Map<string, MentionSentiment[]>();
  for (const sentiment of article.sentiment?.mention_sentiments ?? []) {
    const list = byActor.get(sentiment.actor);
    if (list === undefined) byActor.set(sentiment.actor, [sentiment]);
    else list.push(sentiment);
  }
  const { point } = article;
  return [...(article.actors?.actors ?? [])]
    .sort((a, b) => b.mentions - a.mentions || (a.key < b.key ? -1 : 1))
    .map((actor) => {
      const rated = byActor.get(actor.key) ?? [];
      const summary = (voice: ActorVoice) => {
        const heard = rated.filter((s) => voice === 'all' || s.voice === voice);
        // Mentions of one sentence agree with each other: sentences are what the article drew.
        const own = clusteredMean(
          heard.map((s) => s.positive - s.negative),
          heard.map((s) => s.sentence),
        );
        return own === null
          ? null
          : {
              mean: own.mean,
              interval: own.interval,
              mentions: heard.length,
              sentences: own.clusters,
              labels: labelCounts(heard),
              doneTo: labelCounts(heard.filter((s) => s.role === 'patient')),
            };
      };
      const inCorpus = (voice: ActorVoice) => {
        const corpus = baseline.get(actor.key)?.[voice];
        if (corpus === undefined) return null;
        const { mean, interval, mentions, documents, below, equal } = corpus;
        return {
          mean,
          interval: interval === null ? null : ([interval[0], interval[1]] as [number, number]),
          mentions,
          documents,
          percentile:
            below === null || equal === null ? null : midRankPercentile({ below, equal, n: documents }),
        };
      };
      const all = inCorpus('all');
      const unrated = (article.actors?.mentions ?? []).filter(
        (mention, index) => mention.actor === actor.key && !rated.some((s) => s.mention === index),
      );
      return {
        key: actor.key,
        name: actor.name,
        type: actor.type,
        aliases: [...actor.aliases],
        mentions: actor.mentions,
        named: actor.named_mentions,
        sentiment: { all: summary('all'), author: summary('author'), source: summary('source') },
        baseline: all === null ? null : { ...all, author: inCorpus('author'), source: inCorpus('source') },
        passages: [
          ...rated.map((s) => ({
            start: point(s.start),
            end: point(s.end),
            label: s.abstained ? 'abstained' : s.label,
            score: s.positive - s.negative,
            voice: s.voice,
            role: s.role,
          })),
          ...unrated.map((mention) => ({
            start: point(mention.start),
            end: point(mention.end),
            label: 'unrated',
            score: null,
            voice: mention.voice,
            role: null,
          })),
        ].sort((a, b) => a.start - b.start),
      } satisfies ActorRow;
    });
}

const labelCounts = (mentions: readonly MentionSentiment[]): [number, number, number] =>
  (['negative', 'neutral', 'positive'] as const).map(
    (label) => mentions.filter((mention) => mention.label === label).length,
  ) as [number, number, number];
