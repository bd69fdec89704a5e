/** Scores, paragraphs and evidence of frames that are scored by their cues alone. */
import type { TokenisedDocument } from '../tokenising/annotation.js';
import type { FrameScore } from './annotation.js';
import type { Codebook } from './codebook.js';
import type { CueWeights } from './cue-weights.js';
import type { EvidenceRows } from './evidence-rows.js';
import { cueDensity, cueScore, type Lead, leadClaims, leadOf, scoringOf } from './frame-scores.js';
import type { HitWeights } from './hit-weights.js';
import type { CueHits, CueMatcher } from './matcher.js';
import type { ParagraphRows } from './paragraph-rows.js';

/** Paragraph scores under this are not worth a row. */
export const PARAGRAPH_FLOOR = 0.1;

/** Adds the evidence of the cues that count, in text order: of the frames that are shown, by their places. */
export function addCueEvidence(
  evidence: EvidenceRows,
  shown: Uint8Array,
  { placeOf }: CueMatcher,
  hits: CueHits,
  { weight, stance, kept, count }: HitWeights,
): void {
  for (let k = 0; k < count; k++) {
    const h = kept[k]!;
    const cue = hits.cue[h]!;
    const place = placeOf[cue]!;
    if (shown[place] === 1) evidence.add(place, hits.first[h]!, hits.after[h]!, cue, weight[h]!, stance[h]!);
  }
}

/**
 * Adds the scores of a codebook's frames over the text; the place of its first frame among all is `from`. Where the
 * codebook's lead was calibrated, frames compete by those claims; else by the scores of those present.
 */
export function scoreFrames(
  scores: FrameScore[],
  codebook: Codebook,
  from: number,
  { total, author }: Pick<CueWeights, 'total' | 'author'>,
  words: number,
): Lead {
  const { scoring, frames, name } = codebook;
  const judged = words > 0 && words >= scoring.minimumWords;
  const own = frames.map((_, f) => scoringOf(codebook, f));
  const values = own.map((ofFrame, f) => (judged ? cueScore(total[from + f]!, words, ofFrame) : null));
  const present = values.map((value, f) => value !== null && value > 0 && value >= own[f]!.threshold);
  const calibratedLead = frames.some(({ lead }) => lead !== null);
  const claims = calibratedLead
    ? leadClaims(
        codebook,
        frames.map((_, f) => (judged ? cueDensity(total[from + f]!, words, scoring.priorWords) : 0)),
      )
    : null;
  const lead = leadOf(claims ?? values.map((value, f) => (present[f] ? value : null)), scoring.leadMargin);
  frames.forEach((frame, f) => {
    scores.push({
      codebook: name,
      frame: frame.name,
      code: frame.code,
      score: values[f]!,
      weight: total[from + f]!,
      author_weight: author[from + f]!,
      unlocated: 0,
      steepness: own[f]!.steepness,
      present: present[f]! || f === lead.leading,
      leading: f === lead.leading,
      claim: claims === null ? null : claims[f]!,
    });
  });
  return lead;
}

/** Adds a row for each frame that a paragraph shows. */
export function addCueParagraphs(
  found: ParagraphRows,
  codebook: Codebook,
  from: number,
  { places, paragraph, paragraphWords }: CueWeights,
  doc: TokenisedDocument,
): void {
  const { scoring, frames } = codebook;
  const own = frames.map((_, f) => scoringOf(codebook, f));
  for (let p = 0; p < doc.paragraphCount; p++) {
    const words = paragraphWords[p]!;
    if (words < scoring.minimumWords) continue;
    for (let f = 0; f < frames.length; f++) {
      const weight = paragraph[p * places + from + f]!;
      if (weight === 0) continue;
      const score = cueScore(weight, words, own[f]!);
      if (score >= PARAGRAPH_FLOOR) found.add(from + f, p, score);
    }
  }
}
