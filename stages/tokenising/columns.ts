/** The columns that the stage adds. */
import { type Column, column, field, int32, list, offset, struct, utf8 } from '../columns.js';

export const tokenisingColumns: readonly Column[] = [
  column('token_count', int32, 'Tokens: words, numbers and punctuation marks.', { unit: 'tokens' }),
  column('word_count', int32, 'Tokens with a letter or a digit: the denominator of every rate.', {
    unit: 'words',
  }),
  column(
    'boilerplate',
    list(
      struct([
        field('start', offset, 'First code point of the line or stretch in `text`.'),
        field('end', offset, 'Code point after its last one.'),
        field(
          'kind',
          utf8,
          'advertisement, navigation, sharing, newsletter, cookies, credit, copyright, provenance, contact, author-note, highlights, dateline, caption, embedded-post; repeated: known by its repetition within the outlet.',
        ),
      ]),
    ),
    'Lines and stretches that the page or an agency put into the text; no sentence, token or measure has part of them.',
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
];
