import type { AttributionAnnotation } from '../attribution/annotation.js';
import { FLAG, type TokenisedDocument } from '../tokenising/annotation.js';
import { voiceOf } from '../voice.js';
import type { FrameEvidence, FrameParagraph, FrameScore } from './annotation.js';
import type { Codebook } from './codebook.js';
import { cueScore, halfOf, leadingFrame } from './frame-scores.js';
import type { CueHits, CueMatcher } from './matcher.js';

/** Paragraph scores under this are not worth a row. */
export const PARAGRAPH_FLOOR = 0.1;

/** Words of each paragraph. */
export function wordsOfParagraphs(doc: TokenisedDocument): Uint32Array {
  const words = new Uint32Array(doc.paragraphCount);
  for (let p = 0; p < doc.paragraphCount; p++) {
    const from = doc.sentenceStart[doc.paragraphStart[p]!]!;
    const to = doc.sentenceStart[doc.paragraphStart[p + 1]!]!;
    let n = 0;
    for (let i = from; i < to; i++) n += doc.flags[i]! & FLAG.word;
    words[p] = n;
  }
  return words;
}

/** The evidence of the cues met of the chosen codebooks, in text order. */
export function evidenceOf(
  doc: TokenisedDocument,
  attribution: AttributionAnnotation,
  codebooks: readonly Codebook[],
  shown: readonly boolean[],
  matcher: CueMatcher,
  hits: CueHits,
): FrameEvidence[] {
  const evidence: FrameEvidence[] = [];
  for (let h = 0; h < hits.cue.length; h++) {
    const cue = matcher.cues[hits.cue[h]!]!;
    if (shown[cue.codebook] !== true) continue;
    const codebook = codebooks[cue.codebook]!;
    const first = hits.first[h]!;
    const after = hits.after[h]!;
    const sentence = doc.sentenceOfToken[first]!;
    evidence.push({
      start: doc.start[first]!,
      end: doc.end[after - 1]!,
      surface: doc.surface(first, after),
      codebook: codebook.name,
      frame: codebook.frames[cue.frame]!.name,
      term: cue.term,
      weight: cue.weight,
      voice: voiceOf(attribution, first),
      sentence,
      paragraph: doc.paragraphOfSentence[sentence]!,
    });
  }
  return evidence;
}

/** Sums of cue weights: over the text, in the author's voice, by paragraph. */
export interface FrameWeights {
  readonly total: Float64Array;
  readonly author: Float64Array;
  /** paragraph * frames + frame. */
  readonly paragraph: Float64Array;
}

/** Adds up the weights of every codebook's frames. */
export function frameWeights(
  codebooks: readonly Codebook[],
  doc: TokenisedDocument,
  attribution: AttributionAnnotation,
  matcher: CueMatcher,
  hits: CueHits,
): FrameWeights[] {
  const all = codebooks.map(({ frames }) => ({
    total: new Float64Array(frames.length),
    author: new Float64Array(frames.length),
    paragraph: new Float64Array(frames.length * doc.paragraphCount),
  }));
  for (let h = 0; h < hits.cue.length; h++) {
    const { codebook, frame, weight } = matcher.cues[hits.cue[h]!]!;
    const { total, author, paragraph } = all[codebook]!;
    const first = hits.first[h]!;
    total[frame]! += weight;
    if (attribution.attributionOfToken[first]! < 0) author[frame]! += weight;
    const p = doc.paragraphOfSentence[doc.sentenceOfToken[first]!]!;
    paragraph[p * total.length + frame]! += weight;
  }
  return all;
}

/** The scores of a codebook's frames over the text and over its paragraphs. */
export function scoreFrames(
  codebook: Codebook,
  weights: FrameWeights,
  words: number,
  paragraphWords: Uint32Array,
): { readonly scores: FrameScore[]; readonly paragraphs: FrameParagraph[] } {
  const { scoring, frames } = codebook;
  const values = frames.map((_, f) =>
    words < scoring.minimumWords || words === 0
      ? null
      : cueScore(weights.total[f]!, words, halfOf(codebook, f), scoring),
  );
  const leading = leadingFrame(values, scoring.threshold);
  const scores = frames.map((frame, f): FrameScore => {
    const score = values[f]!;
    return {
      codebook: codebook.name,
      frame: frame.name,
      code: frame.code,
      score,
      weight: weights.total[f]!,
      author_weight: weights.author[f]!,
      unlocated: 0,
      present: score !== null && score >= scoring.threshold,
      leading: f === leading,
    };
  });
  const paragraphs: FrameParagraph[] = [];
  for (let p = 0; p < paragraphWords.length; p++) {
    const n = paragraphWords[p]!;
    if (n < scoring.minimumWords) continue;
    for (let f = 0; f < frames.length; f++) {
      const weight = weights.paragraph[p * frames.length + f]!;
      if (weight <= 0) continue;
      const score = cueScore(weight, n, halfOf(codebook, f), scoring);
      if (score >= PARAGRAPH_FLOOR)
        paragraphs.push({ codebook: codebook.name, frame: frames[f]!.name, paragraph: p, score });
    }
  }
  return { scores, paragraphs };
}
