/** Sentences, tokens, parts of speech and paragraphs, by wink-nlp. */
import { z } from 'zod';
import type { CorpusDocument } from '../../corpora/document.js';
import { readAccuracy } from '../accuracy.js';
import type { Stage } from '../stage.js';
import type { TokenisedDocument } from './annotation.js';
import { citations } from './citations.js';
import { tokenisingColumns } from './columns.js';
import { Tokeniser } from './tokenise.js';
import { Wink } from './wink.js';

export interface TokenisingOptions {
  /** Measures boilerplate as if it were the article's. */
  readonly keepBoilerplate: boolean;
}

/** Sentences, tokens, parts of speech and paragraphs, by wink-nlp, with offsets exact into any text. */
export const tokenising: Stage<{ readonly document: CorpusDocument }, TokenisedDocument, TokenisingOptions> =
  {
    name: 'tokenising',
    title: 'Tokens and sentences',
    description: 'Splits the text into tokens, sentences and paragraphs and tags parts of speech.',
    version: '5',
    requires: [],
    options: z.object({
      keepBoilerplate: z
        .boolean()
        .default(false)
        .describe('Measures boilerplate too; it is marked all the same.'),
    }),
    columns: () => tokenisingColumns,
    resources: () => [],
    citations,
    accuracy: readAccuracy('stages/tokenising/accuracy.json'),
    // All together: each of the tokeniser's steps has large tables of its own.
    batchSize: Number.POSITIVE_INFINITY,
    async create({ vocabulary, options }) {
      const tokeniser = new Tokeniser(new Wink(), vocabulary);
      return async (given) =>
        tokeniser.tokeniseAll(
          given.map(({ document: { text, boilerplate = [] } }) => ({
            text,
            boilerplate,
            keepBoilerplate: options.keepBoilerplate,
          })),
        );
    },
  };
