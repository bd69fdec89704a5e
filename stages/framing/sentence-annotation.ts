/** Frame functions sentence by sentence: their evidence are the sentences that serve them. */
import type { AttributionAnnotation } from '../attribution/annotation.js';
import { FLAG, type TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import { voiceCodeOf } from '../voice.js';
import type { CueWeights } from './cue-weights.js';
import type { EvidenceRows } from './evidence-rows.js';
import type { HitWeights } from './hit-weights.js';
import type { CueHits, CueMatcher } from './matcher.js';
import { SentenceFeatures, type SentenceModel, SentenceScorer } from './sentence-scorer.js';
import { AFFIRMED, REJECTED, REPORTED } from './stance.js';
import type { Stem } from './terms.js';

/** Shorter sentences say nothing. */
const LEAST_WORDS = 5;

export class SentenceAnnotator {
  readonly #model: SentenceModel;
  readonly #features: SentenceFeatures;
  readonly #scorer: SentenceScorer;
  readonly #from: number;
  readonly #terms: number;

  /** @param from - the place of the first function. */
  constructor(
    from: number,
    model: SentenceModel,
    places: readonly string[],
    matcher: CueMatcher,
    vocabulary: Vocabulary,
    stem: Stem,
  ) {
    this.#model = model;
    this.#from = from;
    this.#terms = matcher.cues.length;
    this.#features = new SentenceFeatures(matcher, vocabulary);
    this.#scorer = new SentenceScorer(model, places, vocabulary, stem);
  }

  /**
   * Adds the sentences that serve a function to the evidence, in text order, and puts their sums in the place of those of
   * the functions' cues. The weight of a sentence is the probability that a coder marks it; rejected ones weigh 0.
   */
  annotate(
    doc: TokenisedDocument,
    attribution: AttributionAnnotation,
    hits: CueHits,
    hitWeights: HitWeights,
    weights: CueWeights,
    evidence: EvidenceRows,
    ownTerms: string[],
  ): void {
    const from = this.#from;
    const { frames } = this.#model;
    const { places, total, author, paragraph } = weights;
    const width = frames.length;
    total.fill(0, from, from + width);
    author.fill(0, from, from + width);
    for (let p = 0; p < doc.paragraphCount; p++)
      paragraph.fill(0, p * places + from, p * places + from + width);
    evidence.clear();
    let hit = 0;
    for (let s = 0; s < doc.sentenceCount; s++) {
      hit = this.#features.fill(doc, attribution, s, hits, hitWeights, hit);
      if (this.#features.words < LEAST_WORDS || !this.#features.says) continue;
      this.#scorer.score(doc, s, this.#features);
      const { probability, strongest } = this.#scorer;
      for (let f = 0; f < width; f++) {
        if (probability[f]! < frames[f]!.threshold) continue;
        const begin = doc.sentenceStart[s]!;
        const end = doc.sentenceStart[s + 1]!;
        const place = from + f;
        const stance = this.#rejected(hits, place, begin, end)
          ? REJECTED
          : inSources(doc, attribution, begin, end)
            ? REPORTED
            : AFFIRMED;
        const weight = stance === REJECTED ? 0 : probability[f]!;
        total[place]! += weight;
        if (stance === AFFIRMED) author[place]! += weight;
        paragraph[doc.paragraphOfSentence[s]! * places + place]! += weight;
        const term = this.#terms + ownTerms.push(doc.vocabulary.wordOf(doc.word[strongest[f]!]!)) - 1;
        evidence.add(place, begin, end, term, weight, stance);
      }
    }
  }

  #rejected({ rejections }: CueHits, place: number, begin: number, end: number): boolean {
    for (const { places, first } of rejections) {
      if (first >= end) return false;
      if (first >= begin && places.has(place)) return true;
    }
    return false;
  }
}

/** Whether most words stand in the voice of a source. */
function inSources(
  { flags }: TokenisedDocument,
  attribution: AttributionAnnotation,
  begin: number,
  end: number,
): boolean {
  let words = 0;
  let ofSources = 0;
  for (let i = begin; i < end; i++) {
    if ((flags[i]! & FLAG.word) === 0) continue;
    words++;
    ofSources += voiceCodeOf(attribution, i);
  }
  return 2 * ofSources > words;
}
