// A second opinion on a document's attributions, asked at each choice of the relation models.
import type { TokenRange } from '../proposal.js';
import type { Clause, Scene } from './clause.js';
import type { ContentCandidate } from './content-candidates.js';
import type { RelationKind } from './relation-model.js';
import type { SourceCandidate } from './source-candidates.js';

/** It has the last word: its scores take the place of the relation models', which it is given. */
export interface JudgeAgain {
  /** Confidence from which an attribution is reported, whatever its kind. */
  readonly threshold: number;
  /** The words that may attribute: those given, and further ones. */
  cues(scene: Scene, known: readonly [head: number, after: number][]): [head: number, after: number][];
  /** Whether a cue is looked at that the relation models would give up at first sight. */
  looksAt(head: number, after: number): boolean;
  /** A cue's contents: those given, and further ones after them. */
  contents(scene: Scene, clause: Clause, known: readonly ContentCandidate[]): readonly ContentCandidate[];
  /** Changes the contents' scores; `known`: how many of them the relation models proposed. */
  weighContents(
    clause: Clause,
    contents: readonly ContentCandidate[],
    known: number,
    scores: Float64Array,
  ): void;
  /**
   * Probability of an attribution.
   *
   * @param score - the cue's log-odds by the relation models.
   * @param mass - the content's probability among all.
   */
  confidence(
    clause: Clause,
    content: readonly TokenRange[],
    score: number,
    mass: number,
    kind: RelationKind,
  ): number;
  /** A cue's sources: those given, and further ones. */
  sources(clause: Clause, known: readonly SourceCandidate[]): readonly SourceCandidate[];
  /** A source's score. */
  source(clause: Clause, candidate: SourceCandidate, score: number, content: readonly TokenRange[]): number;
}
