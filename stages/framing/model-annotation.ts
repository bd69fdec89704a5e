/** Scores, paragraphs and evidence of frames that are scored by a trained model. */
import type { PieceStates } from '../../models/encoder/encoder.js';
import type { AttributionAnnotation } from '../attribution/annotation.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import { voiceCodeOf } from '../voice.js';
import type { FrameScore } from './annotation.js';
import { type Codebook, DEFAULT_SCORING } from './codebook.js';
import { PARAGRAPH_FLOOR } from './cue-annotation.js';
import type { CueWeights } from './cue-weights.js';
import { EvidenceRows } from './evidence-rows.js';
import { type Lead, leadOf } from './frame-scores.js';
import type { HitWeights } from './hit-weights.js';
import type { LinearFrameModel } from './linear-model.js';
import { LinearScorer, probability } from './linear-scorer.js';
import type { CueHits, CueMatcher } from './matcher.js';
import type { ParagraphRows } from './paragraph-rows.js';
import { AFFIRMED, REJECTED, REPORTED } from './stance.js';
import type { Stem } from './terms.js';
import { addStates } from './text-states.js';

/** Words that add less than this to the log-odds are not shown; their sum is in `unlocated`. */
const EVIDENCE_FLOOR = 0.1;

/** Log-odds of the paragraph floor. */
const PARAGRAPH_FLOOR_LOG_ODDS = Math.log(PARAGRAPH_FLOOR / (1 - PARAGRAPH_FLOOR));

/** Scores texts and their paragraphs by a trained model, with the words and cues that made the scores. */
export class ModelAnnotator {
  /** Of the text last annotated. */
  lead: Lead = leadOf([], 0);
  readonly #name: string;
  readonly #model: LinearFrameModel;
  readonly #matcher: CueMatcher;
  readonly #scorer: LinearScorer;
  /** The place of each cue feature's frame, the words its codebook adds to every text, and the feature of a place. */
  readonly #placeOf: Int32Array;
  readonly #priorWords: Float64Array;
  readonly #featureOf: Int32Array;
  /** By cue feature, the model's frame of the same name; -1 for none. */
  readonly #own: Int32Array;
  readonly #density: Float64Array;
  /** The place of its first frame among all. */
  readonly #from: number;
  readonly #evidence = new EvidenceRows();
  readonly #ofCues = new EvidenceRows();
  readonly #ofWords = new EvidenceRows();

  constructor(
    name: string,
    from: number,
    model: LinearFrameModel,
    codebooks: readonly Codebook[],
    matcher: CueMatcher,
    vocabulary: Vocabulary,
    stem: Stem,
  ) {
    this.#name = name;
    this.#from = from;
    this.#model = model;
    this.#matcher = matcher;
    this.#scorer = new LinearScorer(model, vocabulary, stem);
    const places = codebooks.flatMap((codebook) =>
      codebook.frames.map((frame) => ({ codebook, frame: frame.name })),
    );
    this.#placeOf = Int32Array.from(model.cues, (cue) => {
      const place = places.findIndex(
        ({ codebook, frame }) => codebook.name === cue.codebook && frame === cue.frame,
      );
      if (place < 0)
        throw new Error(`the model '${model.name}' counts ${cue.codebook}:${cue.frame}, which is not loaded`);
      return place;
    });
    this.#priorWords = Float64Array.from(
      this.#placeOf,
      (place) => places[place]!.codebook.scoring.priorWords,
    );
    this.#featureOf = new Int32Array(places.length).fill(-1);
    this.#placeOf.forEach((place, feature) => {
      this.#featureOf[place] = feature;
    });
    this.#own = Int32Array.from(model.cues, (cue) =>
      cue.codebook === name ? model.frames.findIndex((frame) => frame.name === cue.frame) : -1,
    );
    this.#density = new Float64Array(model.cues.length);
  }

  /**
   * @param states - what the encoder makes of the text, where the model reads it; it stands in `unlocated`.
   * @param ownTerms - terms that the cues have not are added to it.
   * @returns the document's evidence in text order, valid until the next call; scores and paragraphs are added to
   *   the lists given.
   */
  annotate(
    doc: TokenisedDocument,
    attribution: AttributionAnnotation,
    hits: CueHits,
    hitWeights: HitWeights,
    weights: CueWeights,
    scores: FrameScore[],
    paragraphs: ParagraphRows,
    ownTerms: string[],
    states: PieceStates | null,
  ): EvidenceRows {
    const { frames, minimumWords, singleLabel, wordsAreEvidence = true } = this.#model;
    const name = this.#name;
    const scorer = this.#scorer;
    const judged = doc.word_count >= Math.max(1, minimumWords);
    if (!judged) {
      for (const frame of frames)
        scores.push({
          codebook: name,
          frame: frame.name,
          code: frame.code,
          score: null,
          weight: 0,
          author_weight: 0,
          unlocated: 0,
          steepness: null,
          present: false,
          leading: false,
          claim: null,
        });
      this.#evidence.clear();
      this.lead = leadOf([], 0);
      return this.#evidence;
    }
    const located = new Float64Array(frames.length);
    const author = new Float64Array(frames.length);
    const add = (
      to: EvidenceRows,
      f: number,
      first: number,
      after: number,
      term: number,
      added: number,
      stance: number,
    ): void => {
      located[f]! += added;
      if (attribution.attributionOfToken[first]! < 0) author[f]! += added;
      to.add(this.#from + f, first, after, term, added, stance);
    };
    scorer.locate(doc);
    this.#weigh(weights.total, 0, doc.word_count);
    const { cues, placeOf } = this.#matcher;
    const ofWords = this.#ofWords;
    ofWords.clear();
    scorer.score(
      0,
      doc.tokenCount,
      this.#density,
      EVIDENCE_FLOOR,
      wordsAreEvidence
        ? (token, f, added) => {
            const term = cues.length + ownTerms.push(doc.vocabulary.wordOf(doc.word[token]!)) - 1;
            const stance = voiceCodeOf(attribution, token) === 1 ? REPORTED : AFFIRMED;
            add(ofWords, f, token, token + 1, term, added, stance);
          }
        : null,
    );
    this.#addStates(states, 0, doc.text.length);
    const ofCues = this.#ofCues;
    ofCues.clear();
    const featureOf = this.#featureOf;
    const addedByCues = scorer.ofCues;
    const width = frames.length;
    for (let k = 0; k < hitWeights.count; k++) {
      const h = hitWeights.kept[k]!;
      const cue = hits.cue[h]!;
      const place = placeOf[cue]!;
      const feature = featureOf[place]!;
      if (feature < 0) continue;
      const total = weights.total[place]!;
      const share = total === 0 ? 0 : hitWeights.weight[h]! / total;
      for (let f = 0; f < width; f++) {
        const added = addedByCues[feature * width + f]! * share;
        if (added !== 0 || (hitWeights.stance[h] === REJECTED && this.#own[feature] === f))
          add(ofCues, f, hits.first[h]!, hits.after[h]!, cue, added, hitWeights.stance[h]!);
      }
    }
    const values: number[] = [];
    for (let f = 0; f < width; f++) values.push(probability(scorer.logOdds[f]!));
    // Where texts have one label each, one is always chosen.
    this.lead = singleLabel
      ? leadOf(
          frames.map(({ choice }, f) =>
            choice ? choice.scale * scorer.logOdds[f]! + choice.offset : values[f]!,
          ),
          Number.NEGATIVE_INFINITY,
        )
      : leadOf(
          frames.map(({ threshold }, f) => (values[f]! >= threshold ? values[f]! : null)),
          DEFAULT_SCORING.leadMargin,
        );
    const { leading } = this.lead;
    frames.forEach((frame, f) => {
      scores.push({
        codebook: name,
        frame: frame.name,
        code: frame.code,
        score: values[f]!,
        weight: located[f]!,
        author_weight: author[f]!,
        unlocated: scorer.logOdds[f]! - located[f]!,
        steepness: null,
        present: singleLabel ? f === leading : values[f]! >= frame.threshold,
        leading: f === leading,
        claim: null,
      });
    });
    this.#addParagraphs(doc, weights, paragraphs, states);
    this.#evidence.merge(ofCues, ofWords);
    return this.#evidence;
  }

  /** Densities of the cue features from sums of weights that begin at `at`. */
  #weigh(sums: Float64Array, at: number, words: number): void {
    for (let c = 0; c < this.#density.length; c++)
      this.#density[c] = (100 * sums[at + this.#placeOf[c]!]!) / (words + this.#priorWords[c]!);
  }

  #addStates(states: PieceStates | null, start: number, end: number): void {
    if (this.#model.states !== undefined && states !== null)
      addStates(this.#scorer.logOdds, this.#model.states, states, start, end);
  }

  #addParagraphs(
    doc: TokenisedDocument,
    weights: CueWeights,
    found: ParagraphRows,
    states: PieceStates | null,
  ): void {
    const { frames, minimumWords } = this.#model;
    const { places, paragraph, paragraphWords } = weights;
    for (let p = 0; p < doc.paragraphCount; p++) {
      const words = paragraphWords[p]!;
      if (words < Math.max(1, minimumWords)) continue;
      this.#weigh(paragraph, p * places, words);
      const from = doc.sentenceStart[doc.paragraphStart[p]!]!;
      const after = doc.sentenceStart[doc.paragraphStart[p + 1]!]!;
      this.#scorer.score(from, after, this.#density);
      this.#addStates(states, doc.start[from]!, doc.end[after - 1]!);
      const { logOdds } = this.#scorer;
      for (let f = 0; f < frames.length; f++) {
        if (logOdds[f]! < PARAGRAPH_FLOOR_LOG_ODDS) continue;
        found.add(this.#from + f, p, probability(logOdds[f]!));
      }
    }
  }
}
