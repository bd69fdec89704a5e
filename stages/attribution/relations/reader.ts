// Reads a document for the relation models: its clauses, candidates and their features.
import type { TokenisedDocument } from '../../tokenising/annotation.js';
import { K } from '../labels.js';
import type { AttributionLexicon } from '../lexicon.js';
import type { TokenRange } from '../proposal.js';
import type { Quotation } from '../quotations.js';
import type { TagMarginals } from '../tagger.js';
import type { WordFacts } from '../word-facts.js';
import { type Clause, clauseAt, type Scene } from './clause.js';
import { type ContentCandidate, contentCandidates } from './content-candidates.js';
import {
  beginningFeatures,
  type CueContext,
  cueContext,
  endFeatures,
  shapeFeatures,
  spanFeatures,
} from './content-features.js';
import { ContentSums } from './content-sums.js';
import { candidateCues } from './cue-candidates.js';
import { cueFeatures } from './cue-features.js';
import { gateFeatures } from './cue-gate.js';
import {
  phraseFeatures,
  placeFeatures,
  type SourceCandidate,
  sourceCandidates,
} from './source-candidates.js';
import type { FeatureSink } from './sparse-features.js';
import { vagueFeatures } from './vague-features.js';
import { WordKinds } from './word-kinds.js';

/** Tokens after the last that may be asked about. */
const MARGIN = 8;

/** The same reading of a document in training and in use. */
export class RelationReader {
  readonly #kinds: WordKinds;
  readonly #facts: WordFacts;
  readonly #lexicon: AttributionLexicon;
  readonly #sums = new ContentSums();
  #kindAt = new Uint8Array(0);
  #quoteAt = new Int32Array(0);
  #scene: Scene | null = null;

  constructor(vocabulary: TokenisedDocument['vocabulary'], lexicon: AttributionLexicon, facts: WordFacts) {
    this.#kinds = new WordKinds(vocabulary, lexicon);
    this.#facts = facts;
    this.#lexicon = lexicon;
  }

  /** Opens a document whose word facts are prepared. */
  open(d: TokenisedDocument, quotations: readonly Quotation[], tags: TagMarginals): Scene {
    this.#kinds.prepare(d);
    const outer = quotations.filter(({ nested }) => !nested);
    const quoteAt = this.#arrays(d);
    outer.forEach((quotation, q) => {
      quoteAt.fill(q, quotation.open, quotation.after);
    });
    const marginals = readMarginals(d, tags);
    const scene: Scene = {
      d,
      kinds: this.#kinds,
      kindAt: this.#kindAt,
      facts: this.#facts,
      quotations: outer,
      quoteAt,
      tags,
      marginals,
      sums: this.#sums,
    };
    this.#sums.prepare(scene);
    this.#scene = scene;
    return scene;
  }

  get #open(): Scene {
    return this.#scene!;
  }

  /** What the tokens do in their clauses, and no quotation at any of them. */
  #arrays(d: TokenisedDocument): Int32Array {
    const n = d.tokenCount;
    if (this.#kindAt.length < n + MARGIN) {
      this.#kindAt = new Uint8Array((n + MARGIN) * 2);
      this.#quoteAt = new Int32Array((n + MARGIN) * 2);
    }
    const kindAt = this.#kindAt;
    for (let i = 0; i < n; i++) kindAt[i] = this.#kinds.kind(d.word[i]!);
    kindAt.fill(0, n, n + MARGIN);
    return this.#quoteAt.fill(-1, 0, n + MARGIN);
  }

  /** The words that may attribute, and the token after each or its particle. */
  cues(): [head: number, after: number][] {
    const scene = this.#open;
    return candidateCues(scene, (head) => this.#afterParticle(scene.d, head));
  }

  /** A first look at a cue. */
  gate(head: number, after: number, f: FeatureSink): void {
    gateFeatures(this.#open, head, after, f);
  }

  clause(head: number, after: number): Clause {
    return clauseAt(this.#open, head, after);
  }

  cue(clause: Clause, f: FeatureSink): void {
    cueFeatures(this.#open, clause, f);
  }

  contents(clause: Clause): ContentCandidate[] {
    return contentCandidates(this.#open, clause);
  }

  /** What all contents of a cue are read with. */
  context(clause: Clause): CueContext {
    return cueContext(this.#open, clause);
  }

  content(cue: CueContext, candidate: ContentCandidate, f: FeatureSink): void {
    const { shape, spans, opening } = candidate;
    shapeFeatures(cue, shape, opening, f);
    beginningFeatures(this.#open, cue, shape, spans[0]![0], f);
    endFeatures(this.#open, cue, shape, spans.at(-1)![1], f);
    spanFeatures(this.#open, cue, candidate, f);
  }

  sources(clause: Clause): SourceCandidate[] {
    return sourceCandidates(this.#open, clause);
  }

  source(clause: Clause, candidate: SourceCandidate, content: readonly TokenRange[], f: FeatureSink): void {
    placeFeatures(this.#open, clause, candidate.place, content, f);
    phraseFeatures(this.#open, clause, candidate, content, f);
  }

  vague(clause: Clause, source: SourceCandidate, content: readonly TokenRange[], f: FeatureSink): void {
    const share = this.quotedShare(content);
    const quoted = share === 0 ? 0 : share > 0.8 ? 2 : 1;
    vagueFeatures(this.#open, clause, source.first, source.after, quoted, f);
  }

  /** Share of the tokens that stand in quotation marks. */
  quotedShare(content: readonly TokenRange[]): number {
    const sums = this.#sums.quoted;
    let quoted = 0;
    let all = 0;
    for (const [first, after] of content) {
      all += after - first;
      quoted += sums[after]! - sums[first]!;
    }
    return all === 0 ? 0 : quoted / all;
  }

  #afterParticle(d: TokenisedDocument, head: number): number {
    if (!this.#kinds.takesParticle(d.word[head]!)) return head + 1;
    const word = d.vocabulary.wordOf(d.word[head]!);
    const next = head + 1 < d.tokenCount ? d.vocabulary.wordOf(d.word[head + 1]!) : '';
    const particle =
      this.#lexicon.phrasal.get(word) === next ||
      this.#lexicon.particles.get(word)?.has(next) === true ||
      (word === 'according' && next === 'to');
    return head + (particle ? 2 : 1);
  }
}

/** All tokens' marginals; those of paragraphs in which the tagger did not run are certainly outside. */
function readMarginals(d: TokenisedDocument, { probability, ran }: TagMarginals): Float32Array {
  if (ran.every((one) => one === 1)) return probability;
  const marginals = probability.slice(0, d.tokenCount * K);
  for (let p = 0; p < d.paragraphCount; p++) {
    if (ran[p] === 1) continue;
    const first = d.sentenceStart[d.paragraphStart[p]!]!;
    const after = d.sentenceStart[d.paragraphStart[p + 1]!]!;
    marginals.fill(0, first * K, after * K);
    for (let i = first; i < after; i++) marginals[i * K] = 1;
  }
  return marginals;
}
