import { z } from 'zod';
import type { CorpusDocument } from '../../corpora/document.js';
import { column, field, int32, list, offset, struct, utf8 } from '../columns.js';
import type { Stage } from '../stage.js';
import type { TokenisedDocument } from './annotation.js';
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
    version: '3',
    requires: [],
    options: z.object({
      keepBoilerplate: z
        .boolean()
        .default(false)
        .describe('Measures boilerplate too; it is marked all the same.'),
    }),
    columns: () => [
      column('token_count', int32, 'Tokens: words, numbers and punctuation marks.', { unit: 'tokens' }),
      column('word_count', int32, 'Tokens with a letter or a digit: the denominator of every rate.', {
        unit: 'words',
      }),
      column(
        'boilerplate',
        list(
          struct([
            field('start', offset, 'First code point of the line in `text`.'),
            field('end', offset, 'Code point after its last one.'),
            field(
              'kind',
              utf8,
              'advertisement, navigation, sharing, newsletter, cookies, credit, copyright, provenance, contact; repeated: known by its repetition within the outlet.',
            ),
          ]),
        ),
        'Lines that the page or an agency put into the text; no sentence, token or measure has part of them.',
      ),
      column(
        'sentences',
        list(
          struct([
            field('start', offset, 'First code point of the sentence in `text`.'),
            field('end', offset, 'Code point after its last one.'),
          ]),
        ),
        'The sentences, in text order.',
      ),
      column(
        'paragraphs',
        list(
          struct([
            field('start', offset, 'First code point of the paragraph in `text`.'),
            field('end', offset, 'Code point after its last one.'),
            field('first_sentence', int32, 'Index of its first sentence.', { unit: 'sentences' }),
          ]),
        ),
        'The paragraphs, in text order: set apart by blank lines, or by line breaks in a text without blank lines.',
      ),
    ],
    resources: () => [],
    citations: [
      {
        key: 'winknlp',
        authors: 'GRAYPE Systems',
        year: 2025,
        title: 'winkNLP 2.4 with the English lite web model 1.8',
        venue: 'npm (MIT)',
        url: 'https://winkjs.org/wink-nlp/',
        use: 'tokens, sentence boundaries and parts of speech',
      },
    ],
    accuracy: [],
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
