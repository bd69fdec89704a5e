// Finds attributions: words that attribute, what is attributed and to whom, each chosen among candidates.
import type { TokenisedDocument } from '../../tokenising/annotation.js';
import { POS } from '../../tokenising/annotation.js';
import type { AttributionLexicon } from '../lexicon.js';
import type { Proposal, TokenRange } from '../proposal.js';
import type { Quotation } from '../quotations.js';
import type { TagMarginals } from '../tagger.js';
import type { WordFacts } from '../word-facts.js';
import { logistic, mostAgreed, normalise, tokenOverlap } from './choice.js';
import { type Clause, GROUP, type Scene } from './clause.js';
import { ContentScorer } from './content-scorer.js';
import { withoutOtherSpeakers } from './other-speakers.js';
import { passiveAgent, quotedSubject, saidByAgent } from './passives.js';
import { RelationReader } from './reader.js';
import type { RelationKind, RelationModel } from './relation-model.js';
import type { JudgeAgain } from './second-judge.js';
import { settleContent, settleSource } from './settle.js';
import { PLACE, phraseFeatures, placeFeatures, type SourceCandidate } from './source-candidates.js';
import { FeatureScorer } from './sparse-features.js';
import { isBareRole } from './vague-features.js';
import { KIND } from './word-kinds.js';
import { isWritersOwn } from './writers-own.js';

/** Two cues whose contents overlap more than this compete for one content. */
const SHARED_CONTENT = 0.6;

/** Least confidence of what a rule alone gives. */
const RULED = 0.7;

/** Which threshold an attribution is held to. */
export function relationKind(d: TokenisedDocument, clause: Clause, quotedShare: number): RelationKind {
  if (quotedShare > 0.5) return 'quoted';
  if ((clause.group & GROUP.passive) !== 0) return 'passive';
  return d.pos[clause.head] === POS.NOUN ? 'noun' : 'reported';
}

/** An attribution with what its threshold is chosen by. */
export interface RelationProposal extends Proposal {
  readonly kind: RelationKind;
}

export class RelationFinder {
  readonly #reader: RelationReader;
  readonly #scorer: FeatureScorer;
  readonly #contents: ContentScorer;
  readonly #unit: number;
  /** Least sum of weights with which a cue passes the gate. */
  readonly #gate: number;
  readonly #thresholds: Readonly<Record<RelationKind, number>>;
  readonly #ofPlace = new Float64Array(Object.keys(PLACE).length);
  #scores = new Float64Array(64);

  constructor(
    vocabulary: TokenisedDocument['vocabulary'],
    lexicon: AttributionLexicon,
    facts: WordFacts,
    model: RelationModel,
  ) {
    this.#reader = new RelationReader(vocabulary, lexicon, facts);
    this.#scorer = new FeatureScorer(model.weights);
    this.#contents = new ContentScorer(this.#scorer);
    this.#unit = model.header.unit;
    this.#gate = Math.log(model.header.gate / (1 - model.header.gate)) / model.header.unit;
    this.#thresholds = model.header.thresholds;
  }

  /**
   * The attributions of a document whose word facts are prepared, in text order of their cues.
   *
   * @param again - is asked at each choice, where there is one.
   */
  find(
    d: TokenisedDocument,
    quotations: readonly Quotation[],
    tags: TagMarginals,
    again?: JudgeAgain,
  ): Proposal[] {
    const reader = this.#reader;
    const scorer = this.#scorer;
    const scene = reader.open(d, quotations, tags);
    const least = Math.min(...Object.values(this.#thresholds));
    const found: RelationProposal[] = [];
    for (const [head, after] of again?.cues(scene, reader.cues()) ?? reader.cues()) {
      reader.gate(head, after, scorer);
      const looked = again?.looksAt(head, after) ?? false;
      const passes = scorer.take() >= this.#gate || looked;
      if (!passes && !byFollows(scene, after)) continue;
      const clause = reader.clause(head, after);
      const ruled = saidByAgent(scene, clause);
      if (ruled !== null) {
        found.push(this.#ruled(scene, clause, ruled));
        continue;
      }
      if (!passes) continue;
      reader.cue(clause, scorer);
      const score = scorer.take() * this.#unit;
      const probability = logistic(score);
      // What the cue alone cannot reach no content brings: without quotation marks the threshold is known.
      const reach = quotedWithin(scene, clause) ? least : this.#thresholds[relationKind(d, clause, 0)];
      if (probability < reach && !looked) continue;
      const proposed = reader.contents(clause);
      const contents = again?.contents(scene, clause, proposed) ?? proposed;
      if (contents.length === 0) continue;
      const scores = this.#reserve(contents.length);
      this.#contents.score(scene, reader.context(clause), contents, scores);
      for (let k = 0; k < contents.length; k++) scores[k]! *= this.#unit;
      again?.weighContents(clause, contents, proposed.length, scores);
      normalise(scores, contents.length);
      const { best, mass } = mostAgreed(contents, scores);
      const content = contents[best]!.spans;
      const kind = relationKind(d, clause, reader.quotedShare(content));
      const confidence = again?.confidence(clause, content, score, mass, kind) ?? probability * mass;
      if (confidence < (again?.threshold ?? this.#thresholds[kind])) continue;
      const source = this.#source(scene, clause, content, again);
      if (isWritersOwn(scene, clause, source)) continue;
      const named = quotedSubject(scene, clause) ?? passiveAgent(scene, clause) ?? chosenRange(source);
      const range = named === null ? null : settleSource(scene, clause, named);
      const vague =
        range === null || isBareRole(scene, range) || this.#isVague(clause, source, range, content);
      const said = settleContent(scene, clause, content, range);
      if (said.length === 0) continue;
      found.push({
        source: range === null ? [] : [range],
        cue: [[clause.head, clause.after]],
        content: said,
        foundBy: 'model',
        confidence,
        vague,
        kind,
      });
    }
    return withoutRivals(withoutOtherSpeakers(scene, found));
  }

  /** "was accused by Vance of …": no model is asked whether this attributes, and to whom. */
  #ruled(scene: Scene, clause: Clause, said: TokenRange): RelationProposal {
    const range = settleSource(scene, clause, passiveAgent(scene, clause)!);
    const source: SourceCandidate = { place: PLACE.agent, first: range[0], after: range[1], rank: 0 };
    const content = [said];
    this.#reader.cue(clause, this.#scorer);
    return {
      source: [range],
      cue: [[clause.head, clause.after]],
      content,
      foundBy: 'passive with agent',
      confidence: Math.max(RULED, logistic(this.#scorer.take() * this.#unit)),
      vague: isBareRole(scene, range) || this.#isVague(clause, source, range, content),
      kind: 'passive',
    };
  }

  #source(
    scene: Scene,
    clause: Clause,
    content: readonly TokenRange[],
    again: JudgeAgain | undefined,
  ): SourceCandidate {
    const proposed = this.#reader.sources(clause);
    const sources = again?.sources(clause, proposed) ?? proposed;
    const scorer = this.#scorer;
    const ofPlace = this.#ofPlace.fill(Number.NaN);
    let best = 0;
    let most = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < sources.length; k++) {
      const source = sources[k]!;
      if (Number.isNaN(ofPlace[source.place])) {
        placeFeatures(scene, clause, source.place, content, scorer);
        ofPlace[source.place] = scorer.take();
      }
      phraseFeatures(scene, clause, source, content, scorer);
      const own = scorer.take() + ofPlace[source.place]!;
      const score = again?.source(clause, source, own * this.#unit, content) ?? own;
      if (score > most) {
        most = score;
        best = k;
      }
    }
    return sources[best]!;
  }

  #isVague(
    clause: Clause,
    source: SourceCandidate,
    [first, after]: TokenRange,
    content: readonly TokenRange[],
  ): boolean {
    this.#reader.vague(clause, { ...source, first, after }, content, this.#scorer);
    return this.#scorer.take() >= 0;
  }

  #reserve(n: number): Float64Array {
    if (this.#scores.length < n) this.#scores = new Float64Array(n * 2);
    return this.#scores;
  }
}

function chosenRange({ place, first, after }: SourceCandidate): TokenRange | null {
  return place === PLACE.none ? null : [first, after];
}

/** Whether an agent may follow a passive participle. */
function byFollows({ d, kindAt }: Scene, after: number): boolean {
  return (
    after + 1 < d.tokenCount &&
    (kindAt[after] === KIND.by || (d.pos[after] === POS.ADV && kindAt[after + 1] === KIND.by))
  );
}

/** Whether the cue's sentence, or the next token, has a quotation that its content may be. */
function quotedWithin({ d, sums: { quoted } }: Scene, { from, until, quote }: Clause): boolean {
  return quote >= 0 || quoted[Math.min(until + 1, d.tokenCount)]! > quoted[from]!;
}

/** Of attributions that claim the same content the surest one stays: no content serves two cues. */
export function withoutRivals<
  T extends { readonly content: readonly TokenRange[]; readonly confidence: number },
>(found: readonly T[]): T[] {
  const byConfidence = [...found.keys()].sort((a, b) => found[b]!.confidence - found[a]!.confidence || a - b);
  const kept: number[] = [];
  // By stretch of the text, so that nothing is compared with what stands far away.
  const near = new Map<number, number[]>();
  for (const k of byConfidence) {
    const { content } = found[k]!;
    const stretches = stretchesOf(content);
    const rival = stretches.some((at) =>
      near.get(at)?.some((m) => tokenOverlap(content, found[m]!.content) > SHARED_CONTENT),
    );
    if (rival) continue;
    kept.push(k);
    for (const at of stretches) {
      const here = near.get(at);
      if (here === undefined) near.set(at, [k]);
      else here.push(k);
    }
  }
  return kept.sort((a, b) => a - b).map((k) => found[k]!);
}

/** Which stretches of 64 tokens ranges touch. */
function stretchesOf(content: readonly TokenRange[]): number[] {
  const stretches: number[] = [];
  for (const [first, after] of content)
    for (let at = first >> 6; at <= (after - 1) >> 6; at++) if (stretches.at(-1) !== at) stretches.push(at);
  return stretches;
}
