/** The stage's measures: one a frame of each codebook, its score over the whole text. */
import { codebookTitle } from '../../base/wording.js';
import { type MeasureSet, measureSet, ofText } from '../measure.js';
import type { Codebook } from './codebook.js';

/** Shown first in reports: the frames on which outlets differ whatever the issue. */
const LEADING = new Set(['frame_generic_conflict', 'frame_generic_morality', 'frame_generic_responsibility']);

/** A text's words, and the scores of one codebook's frames in their order. */
export interface FrameCounts {
  readonly words: number;
  readonly scores: readonly { readonly score: number | null }[];
}

/**
 * A measure for each frame: its score, from 0 to 1, which opens to the frame's evidence.
 *
 * @param nameOf - the column of a frame's score.
 */
export function frameMeasures(
  { name: codebook, frames, scoring }: Codebook,
  nameOf: (frame: string) => string,
): MeasureSet<FrameCounts> {
  return measureSet<FrameCounts>(
    `Framing: ${codebook}`,
    frames.map((frame, f) =>
      ofText({
        name: nameOf(frame.name),
        // The name that tables and charts of frames give it too.
        title: `${codebookTitle(frame.name)} frame`,
        description: `${frame.definition} Score of the whole text from 0 to 1.`,
        unit: 'score',
        range: [0, 1],
        threshold: { least: Math.max(1, scoring.minimumWords), of: 'words' },
        evidence: { column: 'frame_evidence', where: { codebook: [codebook], frame: [frame.name] } },
        leading: LEADING.has(nameOf(frame.name)),
        base: ({ words }) => words,
        value: ({ scores }) => scores[f]!.score,
      }),
    ),
  );
}
