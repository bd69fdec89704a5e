import { z } from 'zod';
import { MARGINALS_KERNEL } from '../../models/crf/marginals.js';
import { eachDocument, type Resource, type Stage } from '../stage.js';
import { FLAG, type TokenisedDocument } from '../tokenising/annotation.js';
import type { Attribution, AttributionAnnotation } from './annotation.js';
import { Assembler, innermost, insideQuotations } from './assemble.js';
import { attributionColumns, attributionMeasures } from './columns.js';
import { LEXICON_PATH, loadLexicon } from './lexicon.js';
import { combine, correct } from './merge-rules-and-model.js';
import { joinContinued } from './multi-paragraph-quotes.js';
import type { Proposal } from './proposal.js';
import { QuotationFinder } from './quotations.js';
import { RelationFinder } from './relations/finder.js';
import { loadRelationModel, RELATION_WEIGHTS_PATH, RELATIONS_PATH } from './relations/relation-model.js';
import { AttributionRules } from './rules.js';
import { linkSpans } from './spans.js';
import { AttributionTagger } from './tagger.js';
import { loadModel, MODEL_PATH, WEIGHTS_PATH } from './tagger-model.js';
import { settleQuotations } from './unattributed-quotes.js';
import { WordFacts } from './word-facts.js';

const modelFiles: readonly Resource[] = [
  {
    path: MODEL_PATH,
    kind: 'model',
    licence: 'MIT',
    description: 'Words, tables and thresholds of the attribution tagger.',
  },
  { path: WEIGHTS_PATH, kind: 'model', licence: 'MIT', description: 'Weights of the attribution tagger.' },
  {
    path: MARGINALS_KERNEL,
    kind: 'model',
    licence: 'MIT',
    description: 'Inner loops of the attribution tagger.',
  },
];

const relationFiles: readonly Resource[] = [
  {
    path: RELATIONS_PATH,
    kind: 'model',
    licence: 'MIT',
    description: 'Thresholds of the models that choose cues, contents and sources.',
  },
  {
    path: RELATION_WEIGHTS_PATH,
    kind: 'model',
    licence: 'MIT',
    description: 'Weights of the models that choose cues, contents and sources.',
  },
];

export interface Given {
  readonly tokenising: TokenisedDocument;
}

const options = z.strictObject({
  method: z
    .enum(['model', 'rules'])
    .default('model')
    .describe(
      '`model`: the trained models, completed by rules; `rules`: quotation marks and reporting words alone.',
    ),
  scheme: z
    .enum(['commentary', 'polnear'])
    .default('commentary')
    .describe(
      '`commentary`: statements and thoughts; `polnear`: wishes, stances and intentions as well, as PolNeAR counts them. Rules know no such difference.',
    ),
});
type Options = z.infer<typeof options>;

/** Who is said to say or think what: sources, cues, contents; hence the voice of every token. */
export const attribution: Stage<Given, AttributionAnnotation, Options> = {
  name: 'attribution',
  title: 'Attribution',
  description:
    'Finds statements and thoughts given to others than the writer, directly, indirectly or vaguely, and so whose voice each word stands in.',
  version: '3',
  requires: ['tokenising'],
  options,
  columns: () => attributionColumns,
  resources: ({ method, scheme }) => [
    ...(method === 'model' ? modelFiles : []),
    ...(method === 'model' && scheme === 'commentary' ? relationFiles : []),
    {
      path: LEXICON_PATH,
      kind: 'lexicon',
      licence: 'MIT',
      description: 'Reporting verbs, nouns and phrases, and nouns of generic sources.',
    },
  ],
  citations: [
    {
      key: 'newell2018',
      authors: 'Edward Newell, Drew Margolin and Derek Ruths',
      year: 2018,
      title: 'An Attribution Relations Corpus for Political News',
      venue: 'LREC',
      url: 'https://aclanthology.org/L18-1524/',
      use: 'what an attribution is: source, cue and content',
    },
    {
      key: 'recasens2013',
      authors: 'Marta Recasens, Cristian Danescu-Niculescu-Mizil and Dan Jurafsky',
      year: 2013,
      title: 'Linguistic Models for Analyzing and Detecting Biased Language',
      venue: 'ACL',
      url: 'https://aclanthology.org/P13-1162/',
      use: 'list of reporting verbs',
    },
    {
      key: 'hooper1975',
      authors: 'Joan B. Hooper',
      year: 1975,
      title: 'On Assertive Predicates',
      venue: 'Syntax and Semantics 4, Academic Press, 91-124',
      use: 'assertive and factive verbs',
    },
  ],
  accuracy: [
    ...(
      [
        ['token F1 of content', 0.863, [0.843, 0.88]],
        ['token F1 of source', 0.75, [0.72, 0.778]],
        ['token F1 of cue', 0.656, [0.622, 0.688]],
        ['token F1 of content inside quotation marks', 0.98, [0.967, 0.99]],
      ] as const
    ).map(([metric, value, interval]) => ({
      gold: 'attribution/polnear.dev',
      metric,
      value,
      interval,
      documents: 84,
      note: 'Labels by people; with the option `scheme: polnear`. Trained on the training part alone; settings (step size, epochs, tables, which rules complete the model) were chosen on this part.',
    })),
    ...(
      [
        ['attributions found one by one, precision', 0.744, [0.676, 0.815]],
        ['attributions found one by one, recall', 0.556, [0.477, 0.65]],
        ['source right, of those found', 0.844, [0.775, 0.917]],
        ['vague or named right, of those found', 0.844, [0.773, 0.911]],
        ['words in sources’ voices, F1', 0.791, [0.73, 0.843]],
        ['token F1 of content inside quotation marks', 0.954, [0.918, 0.978]],
        ['token F1 of content outside quotation marks', 0.656, [0.582, 0.727]],
      ] as const
    ).map(([metric, value, interval]) => ({
      gold: 'attribution/commentary.dev',
      metric,
      value,
      interval,
      documents: 30,
      note: 'Labels by language-model readers, not by people. Scored once, after all was chosen on other passages.',
    })),
  ],
  async create({ vocabulary, language, options: { method, scheme } }) {
    const lexicon = loadLexicon(language);
    const model = method === 'model' ? loadModel() : null;
    const facts = new WordFacts(vocabulary, lexicon, model?.header);
    const finder = new QuotationFinder(vocabulary);
    const rules = new AttributionRules(vocabulary, lexicon, facts);
    const assembler = new Assembler(lexicon);
    const tagger = model === null ? null : new AttributionTagger(model, facts);
    const relations =
      tagger === null || scheme === 'polnear'
        ? null
        : new RelationFinder(vocabulary, lexicon, facts, loadRelationModel());
    const reports = (word: number): boolean => lexicon.cues.has(vocabulary.wordOf(word));
    return eachDocument(({ tokenising: d }) => {
      facts.prepare(d);
      const quotations = finder.find(d);
      const inside = insideQuotations(d.tokenCount, quotations);
      const propose = (): readonly Proposal[] => {
        if (tagger === null) return rules.propose(d, quotations, false);
        const tags = tagger.tag(d, quotations);
        const trusted = rules.propose(d, quotations, true);
        if (relations !== null) return correct(d, relations.find(d, quotations, tags), trusted);
        return combine(d, linkSpans(d, tags, model!.header.thresholds), trusted, inside, reports);
      };
      const settled = settleQuotations(d, quotations, joinContinued(d, quotations, propose()));
      return annotate(d, assembler.attributions(d, settled, inside), quotedTokens(d, quotations));
    });
  },
};

function quotedTokens(d: TokenisedDocument, quotations: ReturnType<QuotationFinder['find']>): Uint8Array {
  return insideQuotations(
    d.tokenCount,
    quotations.filter(({ kind }) => kind === 'speech'),
  );
}

function annotate(
  d: TokenisedDocument,
  attributions: readonly Attribution[],
  quotedToken: Uint8Array,
): AttributionAnnotation {
  const { holder, voice: attributionOfToken, probability } = innermost(d.tokenCount, attributions);
  let wordsSource = 0;
  let wordsQuoted = 0;
  for (let i = 0; i < d.tokenCount; i++) {
    if ((d.flags[i]! & FLAG.word) === 0) continue;
    if (attributionOfToken[i]! >= 0) wordsSource++;
    if (quotedToken[i] === 1) wordsQuoted++;
  }
  return Object.assign(attributionMeasures(attributions, d.word_count, wordsSource, wordsQuoted), {
    attributions,
    attributionOfToken,
    voiceProbability: probability,
    holderOfToken: holder,
    quotedToken,
    words_author: d.word_count - wordsSource,
    words_source: wordsSource,
  });
}
