/** The columns of the framing stage, made from the chosen codebooks. */
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
import type { MeasureSet } from '../measure.js';
import type { Codebook } from './codebook.js';
import { type FrameCounts, frameMeasures } from './measures.js';

/** A name as part of a column's name: lower case, letters, digits and `_`. */
export function columnPart(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
}

export const scoreColumn = (codebook: string, frame: string): string =>
  `frame_${columnPart(codebook)}_${columnPart(frame)}`;

export const nearestColumn = (codebook: string): string => `nearest_frames_${columnPart(codebook)}`;

export const leadingColumn = (codebook: string): string => `leading_frame_${columnPart(codebook)}`;

const codebookField = field('codebook', utf8, "The codebook's name.");
const frameField = field('frame', utf8, "The frame's name in its codebook.");

const scores = column(
  'frames',
  list(
    struct([
      codebookField,
      frameField,
      field('code', utf8, "The frame's code in the published codebook.", { nullable: true }),
      field('score', float64, 'Score of the frame; null where the text is too short to judge.', {
        unit: 'score',
        nullable: true,
      }),
      field('weight', float64, 'Sum of the weights of its evidence.', { unit: 'cue weight' }),
      field('author_weight', float64, "The part of it in the author's own voice.", { unit: 'cue weight' }),
      field('unlocated', float64, 'What a trained model adds that no span shows; 0 for cues.', {
        unit: 'cue weight',
      }),
      field(
        'steepness',
        float64,
        'The log-odds of the score are this times log(weight), plus what hangs on the words; null where they are weight + unlocated.',
        { nullable: true },
      ),
      field('present', bool, "Whether the score reaches the codebook's threshold."),
      field(
        'leading',
        bool,
        'Whether it leads its codebook by the margin asked for, or is the one that a single-label model chooses.',
      ),
      field(
        'claim',
        float64,
        'Estimated probability that a coder would call it the primary frame; null without a cue, or where that was not calibrated.',
        { unit: 'share', nullable: true },
      ),
    ]),
  ),
  'A row for each frame of each codebook.',
);

const paragraphs = column(
  'frame_paragraphs',
  list(
    struct([
      codebookField,
      frameField,
      field('paragraph', int32, 'Index of the paragraph.', { unit: 'paragraphs' }),
      field('score', float64, 'Score of the frame over the words of the paragraph.', { unit: 'score' }),
    ]),
  ),
  'The frames of each paragraph, those under 0.1 left out.',
);

const evidence = column(
  'frame_evidence',
  list(
    struct([
      ...spanFields,
      codebookField,
      frameField,
      field('term', utf8, "The codebook's term or the model's feature that was met."),
      field('weight', float64, 'What it adds to the weight of its frame.', { unit: 'cue weight' }),
      field('voice', utf8, 'Whose voice it stands in: author or source.'),
      field(
        'stance',
        utf8,
        "affirmed: put forward in the author's voice; reported: in the voice of a source; rejected: negated or turned down, with weight 0.",
      ),
      field('sentence', int32, 'Index of its sentence.', { unit: 'sentences' }),
      field('paragraph', int32, 'Index of its paragraph.', { unit: 'paragraphs' }),
    ]),
  ),
  'The cues, and for functions the sentences, that speak for the frames, in text order: their weights add up to the weight of the frame.',
);

/** The measures of a codebook's frames, under the names of their columns. */
export const measuresOf = (codebook: Codebook): MeasureSet<FrameCounts> =>
  frameMeasures(codebook, (frame) => scoreColumn(codebook.name, frame));

/** The columns of the chosen codebooks: lists of scores, paragraphs and evidence, and a measure a frame. */
export function framingColumns(codebooks: readonly Codebook[]): readonly Column[] {
  const columns: Column[] = [scores, paragraphs, evidence];
  for (const codebook of codebooks) {
    columns.push(
      column(
        leadingColumn(codebook.name),
        utf8,
        `The frame of '${codebook.title}' that leads by the margin asked for; null where none is present or two are close.`,
        { nullable: true },
      ),
      column(
        nearestColumn(codebook.name),
        list(utf8),
        `The two frames of '${codebook.title}' that come first, the stronger before the other, whether or not one leads clearly.`,
      ),
    );
    columns.push(...measuresOf(codebook).columns);
  }
  return columns;
}
