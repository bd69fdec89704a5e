import { z } from 'zod';
import type { Stage } from '../stage.js';
import { FLAG, type TokenisedDocument } from '../tokenising/annotation.js';
import type { Attribution, AttributionAnnotation } from './annotation.js';
import { Assembler, innermost, insideQuotations } from './assemble.js';
import { attributionColumns, attributionMeasures } from './columns.js';
import { LEXICON_PATH, loadLexicon } from './lexicon.js';
import { QuotationFinder } from './quotations.js';
import { AttributionRules } from './rules.js';
import { settleQuotations } from './unattributed.js';

interface Given {
  readonly tokenising: TokenisedDocument;
}

/** Who is said to say or think what: sources, cues, contents; hence the voice of every token. */
export const attribution: Stage<Given, AttributionAnnotation, object> = {
  name: 'attribution',
  title: 'Attribution',
  description:
    'Finds statements and thoughts given to others than the writer, directly, indirectly or vaguely, and so whose voice each word stands in.',
  version: '1',
  requires: ['tokenising'],
  options: z.object({}),
  columns: () => attributionColumns,
  resources: () => [
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
  accuracy: [],
  create({ vocabulary }) {
    const lexicon = loadLexicon();
    const finder = new QuotationFinder(vocabulary);
    const rules = new AttributionRules(vocabulary, lexicon);
    const assembler = new Assembler(lexicon);
    return ({ tokenising: d }) => {
      const quotations = finder.find(d);
      const proposals = settleQuotations(d, quotations, rules.propose(d, quotations));
      const inside = insideQuotations(d.tokenCount, quotations);
      return annotate(d, assembler.attributions(d, proposals, inside), quotedTokens(d, quotations));
    };
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
  const attributionOfToken = innermost(d.tokenCount, attributions);
  let wordsSource = 0;
  let wordsQuoted = 0;
  for (let i = 0; i < d.tokenCount; i++) {
    if ((d.flags[i]! & FLAG.word) === 0) continue;
    if (attributionOfToken[i]! >= 0) wordsSource++;
    if (quotedToken[i] === 1) wordsQuoted++;
  }
  return {
    attributions,
    attributionOfToken,
    quotedToken,
    words_author: d.word_count - wordsSource,
    words_source: wordsSource,
    ...attributionMeasures(attributions, d.word_count, wordsSource, wordsQuoted),
  };
}
