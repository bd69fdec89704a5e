import type { TokenisedDocument } from '../tokenising/annotation.js';
import type { FrameParagraph, FrameScore } from './annotation.js';
import type { Codebook } from './codebook.js';
import type { CueWeights } from './cue-weights.js';
import type { EvidenceRows } from './evidence-rows.js';
import { cueScore, halfOf, leadingFrame } from './frame-scores.js';
import type { CueHits, CueMatcher } from './matcher.js';

/** Paragraph scores under this are not worth a row. */
export const PARAGRAPH_FLOOR = 0.1;

/** Adds the evidence of the cues met of the chosen codebooks, in text order. */
export function addCueEvidence(
  evidence: EvidenceRows,
  codebooks: readonly Codebook[],
  shown: readonly boolean[],
  matcher: CueMatcher,
  hits: CueHits,
): void {
  for (let h = 0; h < hits.count; h++) {
    const { codebook, frame, term, weight } = matcher.cues[hits.cue[h]!]!;
    if (shown[codebook] !== true) continue;
    const { name, frames } = codebooks[codebook]!;
    evidence.add(name, frames[frame]!.name, hits.first[h]!, hits.after[h]!, term, weight);
  }
}

/** Adds the scores of a codebook's frames over the text; the place of its first frame among all is `from`. */
export function scoreFrames(
  scores: FrameScore[],
  codebook: Codebook,
  from: number,
  { total, author }: Pick<CueWeights, 'total' | 'author'>,
  words: number,
): void {
  const { scoring, frames, name } = codebook;
  const judged = words > 0 && words >= scoring.minimumWords;
  const values: (number | null)[] = [];
  for (let f = 0; f < frames.length; f++)
    values.push(judged ? cueScore(total[from + f]!, words, halfOf(codebook, f), scoring) : null);
  const leading = leadingFrame(values, scoring.threshold);
  for (let f = 0; f < frames.length; f++) {
    const score = values[f]!;
    scores.push({
      codebook: name,
      frame: frames[f]!.name,
      code: frames[f]!.code,
      score,
      weight: total[from + f]!,
      author_weight: author[from + f]!,
      unlocated: 0,
      present: score !== null && score >= scoring.threshold,
      leading: f === leading,
    });
  }
}

/** Adds a row for each frame that a paragraph shows. */
export function addCueParagraphs(
  found: FrameParagraph[],
  codebook: Codebook,
  from: number,
  { places, paragraph, paragraphWords }: CueWeights,
  doc: TokenisedDocument,
): void {
  const { scoring, frames, name } = codebook;
  for (let p = 0; p < doc.paragraphCount; p++) {
    const words = paragraphWords[p]!;
    if (words < scoring.minimumWords) continue;
    for (let f = 0; f < frames.length; f++) {
      const weight = paragraph[p * places + from + f]!;
      if (weight === 0) continue;
      const score = cueScore(weight, words, halfOf(codebook, f), scoring);
      if (score >= PARAGRAPH_FLOOR)
        found.push({ codebook: name, frame: frames[f]!.name, paragraph: p, score });
    }
  }
}
