/** The columns that the stage adds. */
import {
  bool,
  type Column,
  column,
  field,
  float64,
  int32,
  list,
  spanFields,
  struct,
  utf8,
} from '../columns.js';
import { SURE_VOICE } from '../voice.js';
import { attributionMeasureColumns } from './measures.js';

export { attributionMeasures } from './measures.js';

const spans = list(struct(spanFields));

export const attributionColumns: readonly Column[] = [
  column(
    'attributions',
    list(
      struct([
        field(
          'type',
          utf8,
          '`direct`: in quotation marks; `indirect`: in the writer’s words; `mixed`: partly quoted.',
        ),
        field('source_kind', utf8, '`named`, `pronoun`, `nominal`, `generic` or `none`.'),
        field('generic', bool, 'Whether the source is vague or not named at all.'),
        field('source', spans, 'Who says or thinks it; empty where nobody is named.'),
        field('cue', spans, 'The words that attribute: "said", "according to".'),
        field('content', spans, 'What is said or thought, quotation marks included.'),
        field('sentence', int32, 'Index of the sentence in which it begins.', { unit: 'sentences' }),
        field('confidence', float64, 'Probability that this is an attribution.', { unit: 'probability' }),
        field('found_by', utf8, 'The rule or model that found it.'),
      ]),
    ),
    'Statements and thoughts given to somebody other than the writer, in text order (PolNeAR; Newell et al. 2018).',
  ),
  column(
    'words_author',
    int32,
    'Words in the author’s own voice: neither quoted nor in a reported statement or thought.',
    {
      unit: 'words',
    },
  ),
  column('words_source', int32, 'Words in sources’ voices: quoted, or in a reported statement or thought.', {
    unit: 'words',
  }),
  column(
    'words_doubtful',
    int32,
    `Of the words in sources’ voices those of doubtful attributions, whose confidence is under ${SURE_VOICE}.`,
    { unit: 'words' },
  ),
  ...attributionMeasureColumns,
];
