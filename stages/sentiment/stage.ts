import { z } from 'zod';
import type { ActorsAnnotation, Mention } from '../actors/annotation.js';
import type { AttributionAnnotation } from '../attribution/annotation.js';
import type { Stage } from '../stage.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import { sentimentByActor } from './aggregate.js';
import type { MentionSentiment, SentimentAnnotation } from './annotation.js';
import { loadClassifier, type MentionClassifier, MODEL_HEADER } from './classifier.js';
import { sentimentColumns, sentimentMeasures } from './columns.js';
import { LABELS, LINEAR_MODEL } from './linear-model.js';
import { LONGEST_SENTENCE, SentenceView } from './sentence.js';
import { LEXICON, loadWords, OPINION_WORDS, type WordTables } from './words.js';

interface Given {
  readonly tokenising: TokenisedDocument;
  readonly attribution: AttributionAnnotation;
  readonly actors: ActorsAnnotation;
}

/** Below this probability the most probable class is not to be relied on for a single mention. */
export const ABSTAIN_BELOW = 0.5;

/** Sentiment toward each mention of an actor, as its sentence expresses it, and toward each actor. */
export const sentiment: Stage<Given, SentimentAnnotation, object> = {
  name: 'sentiment',
  title: 'Sentiment toward actors',
  description:
    'Judges for each mention of an actor whether its sentence speaks ill or well of it, in whose voice, and sums up by actor.',
  version: '1',
  requires: ['tokenising', 'attribution', 'actors'],
  options: z.object({}),
  columns: sentimentColumns,
  resources: () => [
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
      path: LINEAR_MODEL,
      kind: 'model',
      licence: 'MIT',
      description: 'Weights of a linear classifier trained on NewsMTSC; see MODEL.md beside it.',
    },
    {
      path: MODEL_HEADER,
      kind: 'model',
      licence: 'MIT',
      description: 'Calibration of the classifier.',
    },
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
  ],
  accuracy: [],
  create({ vocabulary }) {
    const words = loadWords(vocabulary);
    const classifier = loadClassifier();
    const sentence = new SentenceView();
    return (given) => {
      const mention_sentiments = judgeMentions(given, words, classifier, sentence);
      return {
        mention_sentiments,
        actor_sentiments: sentimentByActor(mention_sentiments, given.actors.actors),
        ...sentimentMeasures(mention_sentiments),
      };
    };
  },
};

function judgeMentions(
  { tokenising, attribution, actors }: Given,
  words: WordTables,
  classifier: MentionClassifier,
  sentence: SentenceView,
): MentionSentiment[] {
  const out = new Float64Array(3);
  const judged: MentionSentiment[] = [];
  let read = -1;
  actors.mentions.forEach((mention: Mention, index) => {
    if (mention.actor === null || mention.status !== 'resolved') return;
    const first = tokenising.sentenceStart[mention.sentence]!;
    const after = tokenising.sentenceStart[mention.sentence + 1]!;
    // A sentence too long for the view is read from some way before the mention.
    const from = mention.firstToken - first < LONGEST_SENTENCE - 64 ? first : mention.firstToken - 64;
    if (from !== read) sentence.read(tokenising, from, after, words);
    read = from;
    const at = mention.firstToken - from;
    classifier.classify(sentence, at, Math.min(mention.afterToken - from, sentence.length), out);
    const best = out[0]! >= out[1]! && out[0]! >= out[2]! ? 0 : out[2]! > out[1]! ? 2 : 1;
    const said = attribution.attributionOfToken[mention.firstToken]!;
    const source = said < 0 ? undefined : attribution.attributions[said]?.source;
    judged.push({
      start: mention.start,
      end: mention.end,
      surface: mention.surface,
      actor: mention.actor,
      label: LABELS[best],
      negative: out[0]!,
      neutral: out[1]!,
      positive: out[2]!,
      abstained: out[best]! < ABSTAIN_BELOW,
      voice: said < 0 ? 'author' : 'source',
      holder: source?.[0]?.surface ?? null,
      sentence: mention.sentence,
      mention: index,
    });
  });
  return judged;
}
