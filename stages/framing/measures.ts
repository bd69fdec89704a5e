/** The stage's measures: one a frame of each codebook, its score over the whole text. */
import { codebookTitle } from '../../base/wording.js';
import { type Column, measure } from '../columns.js';
import type { Codebook, Frame } from './codebook.js';

/** Shown first in reports: the frames on which outlets differ whatever the issue. */
const LEADING = new Set(['frame_generic_conflict', 'frame_generic_morality', 'frame_generic_responsibility']);

/** The score of a frame, from 0 to 1; null under the codebook's minimum of words. It opens to the frame's evidence. */
export function frameMeasure(codebook: Codebook, frame: Frame, name: string): Column {
  return measure(
    name,
    `${frame.definition} Score of the whole text from 0 to 1; null under ${codebook.scoring.minimumWords} words.`,
    {
      unit: 'score',
      aggregate: { kind: 'text' },
      // The name that tables and charts of frames give it too.
      title: `${codebookTitle(frame.name)} frame`,
      group: `Framing: ${codebook.name}`,
      range: [0, 1],
      leading: LEADING.has(name),
      evidence: {
        column: 'frame_evidence',
        where: { codebook: [codebook.name], frame: [frame.name] },
      },
    },
  );
}
