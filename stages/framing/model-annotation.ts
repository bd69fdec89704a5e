import type { AttributionAnnotation } from '../attribution/annotation.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import { voiceOf } from '../voice.js';
import type { FrameEvidence, FrameParagraph, FrameScore } from './annotation.js';
import type { Codebook } from './codebook.js';
import { type FrameWeights, PARAGRAPH_FLOOR } from './cue-annotation.js';
import type { LinearFrameModel } from './linear-model.js';
import { type LinearScorer, probability } from './linear-scorer.js';
import type { CueHits, CueMatcher } from './matcher.js';

/** Words that add less than this to the log-odds are not shown; their sum is in `unlocated`. */
const EVIDENCE_FLOOR = 0.04;

/** A cue feature, found in the matcher's codebooks. */
export interface CueSource {
  readonly codebook: number;
  readonly frame: number;
  readonly priorWords: number;
}

export interface ModelScoring {
  readonly name: string;
  readonly model: LinearFrameModel;
  readonly scorer: LinearScorer;
  readonly sources: readonly CueSource[];
}

/** Where each cue feature of a model is counted among the matcher's codebooks. */
export function cueSources(model: LinearFrameModel, codebooks: readonly Codebook[]): CueSource[] {
  return model.cues.map((cue) => {
    const codebook = codebooks.findIndex(({ name }) => name === cue.codebook);
    const frame = codebooks[codebook]?.frames.findIndex(({ name }) => name === cue.frame) ?? -1;
    if (frame < 0)
      throw new Error(`the model '${model.name}' counts ${cue.codebook}:${cue.frame}, which is not loaded`);
    return { codebook, frame, priorWords: codebooks[codebook]!.scoring.priorWords };
  });
}

export interface ModelAnnotation {
  readonly scores: FrameScore[];
  readonly paragraphs: FrameParagraph[];
  readonly evidence: FrameEvidence[];
}

/** Scores the text and its paragraphs by a trained model, with the words and cues that made the scores. */
export function annotateByModel(
  { name, model, scorer, sources }: ModelScoring,
  doc: TokenisedDocument,
  attribution: AttributionAnnotation,
  matcher: CueMatcher,
  hits: CueHits,
  weights: readonly FrameWeights[],
  paragraphWords: Uint32Array,
): ModelAnnotation {
  const { frames } = model;
  const width = frames.length;
  const words = doc.word_count;
  const judged = words >= Math.max(1, model.minimumWords);
  const totals = sources.map(({ codebook, frame }) => weights[codebook]!.total[frame]!);
  const density = sources.map(({ priorWords }, c) => (100 * totals[c]!) / (words + priorWords));
  const tokenTerms = scorer.locate(doc);
  const whole = scorer.score(tokenTerms, 0, doc.tokenCount, density, judged);
  const evidence: FrameEvidence[] = [];
  const located = new Float64Array(width);
  const author = new Float64Array(width);
  const add = (f: number, first: number, after: number, term: string, weight: number): void => {
    const voice = voiceOf(attribution, first);
    const sentence = doc.sentenceOfToken[first]!;
    located[f]! += weight;
    if (voice === 'author') author[f]! += weight;
    evidence.push({
      start: doc.start[first]!,
      end: doc.end[after - 1]!,
      surface: doc.surface(first, after),
      codebook: name,
      frame: frames[f]!.name,
      term,
      weight,
      voice,
      sentence,
      paragraph: doc.paragraphOfSentence[sentence]!,
    });
  };
  if (judged) {
    const sourceOf = new Map(sources.map(({ codebook, frame }, c) => [codebook * 4096 + frame, c]));
    let h = 0;
    for (let i = 0; i < doc.tokenCount; i++) {
      for (; h < hits.cue.length && hits.first[h] === i; h++) {
        const cue = matcher.cues[hits.cue[h]!]!;
        const c = sourceOf.get(cue.codebook * 4096 + cue.frame);
        if (c === undefined) continue;
        const share = cue.weight / totals[c]!;
        for (let f = 0; f < width; f++) {
          const added = whole.ofCues[c * width + f]! * share;
          if (added !== 0) add(f, i, hits.after[h]!, cue.term, added);
        }
      }
      if (tokenTerms.first[i] === tokenTerms.first[i + 1]) continue;
      for (let f = 0; f < width; f++) {
        const added = whole.ofTokens[i * width + f]!;
        if (Math.abs(added) >= EVIDENCE_FLOOR) add(f, i, i + 1, doc.vocabulary.wordOf(doc.word[i]!), added);
      }
    }
  }
  const values = Array.from(whole.logOdds, probability);
  const present = values.map((value, f) =>
    model.singleLabel ? value === Math.max(...values) : value >= frames[f]!.threshold,
  );
  let leading = -1;
  values.forEach((value, f) => {
    if (judged && present[f] === true && (leading < 0 || value > values[leading]!)) leading = f;
  });
  const scores = frames.map(
    (frame, f): FrameScore => ({
      codebook: name,
      frame: frame.name,
      code: frame.code,
      score: judged ? values[f]! : null,
      weight: located[f]!,
      author_weight: author[f]!,
      unlocated: judged ? whole.logOdds[f]! - located[f]! : 0,
      present: judged && (model.singleLabel ? f === leading : present[f]!),
      leading: f === leading,
    }),
  );
  return { scores, paragraphs: paragraphScores(), evidence };

  function paragraphScores(): FrameParagraph[] {
    const found: FrameParagraph[] = [];
    for (let p = 0; p < paragraphWords.length; p++) {
      const n = paragraphWords[p]!;
      if (n < Math.max(1, model.minimumWords)) continue;
      const from = doc.sentenceStart[doc.paragraphStart[p]!]!;
      const to = doc.sentenceStart[doc.paragraphStart[p + 1]!]!;
      const local = sources.map(({ codebook, frame, priorWords }) => {
        const { paragraph, total } = weights[codebook]!;
        return (100 * paragraph[p * total.length + frame]!) / (n + priorWords);
      });
      const scored = scorer.score(tokenTerms, from, to, local, false);
      frames.forEach((frame, f) => {
        const score = probability(scored.logOdds[f]!);
        if (score >= PARAGRAPH_FLOOR) found.push({ codebook: name, frame: frame.name, paragraph: p, score });
      });
    }
    return found;
  }
}
