/** Sentiment toward each mention of an actor, and toward each actor. */
import { readAccuracy } from '../accuracy.js';
import type { ActorsAnnotation } from '../actors/annotation.js';
import type { AttributionAnnotation } from '../attribution/annotation.js';
import type { WithRows } from '../column-batch.js';
import type { Stage } from '../stage.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import { sentimentByActor } from './aggregate.js';
import type { SentimentAnnotation } from './annotation.js';
import { citations } from './citations.js';
import { sentimentColumns } from './columns.js';
import { judgeMentions } from './judge-mentions.js';
import { countMentions, sentimentMeasures } from './measures.js';
import { MODELS } from './models/model-registry.js';
import { options, type SentimentOptions } from './options.js';
import { resourcesOf } from './resources.js';
import { TargetJudge } from './targets.js';

export interface Given {
  readonly tokenising: TokenisedDocument;
  readonly attribution: AttributionAnnotation;
  readonly actors: ActorsAnnotation;
}

/** Sentiment toward each mention of an actor, as its sentence expresses it, and toward each actor. */
export const sentiment: Stage<Given, WithRows<SentimentAnnotation>, SentimentOptions> = {
  name: 'sentiment',
  title: 'Sentiment toward actors',
  description:
    'Judges for each mention of an actor whether its sentence speaks ill or well of it, in whose voice, and sums up by actor.',
  version: '9',
  requires: ['tokenising', 'attribution', 'actors'],
  options,
  columns: sentimentColumns,
  resources: ({ model }) => resourcesOf(model),
  citations,
  accuracy: readAccuracy('stages/sentiment/accuracy.json'),
  async create({ options: { model, prior, runtime }, vocabulary }) {
    const judge = new TargetJudge(vocabulary);
    const answer = await MODELS[model].load({ runtime });
    return async (given) => {
      const annotations: WithRows<SentimentAnnotation>[] = [];
      for (const one of given) {
        const { judged, rows } = await judgeMentions(one, judge, answer, prior);
        annotations.push(
          Object.assign(sentimentMeasures.values(countMentions(judged)), {
            mention_sentiments: rows,
            actor_sentiments: sentimentByActor(judged, one.actors.actors),
          }),
        );
      }
      return annotations;
    };
  },
};
