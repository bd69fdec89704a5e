/** Whom "he" or "she" stands for: a log-linear choice among the people mentioned before and none of them. */
import { readFileSync } from 'node:fs';
import { fromPackageRoot } from '../../../base/package-root.js';
import type { Entity } from '../entity.js';

export const PRONOUN_WEIGHTS_PATH = 'stages/actors/linking/pronoun-weights.json';

/** What is known of a candidate, in the order of the weights. */
export const ANTECEDENT_FEATURES = [
  'any candidate',
  'latest mention in the same sentence',
  'in the one before',
  'two or three sentences before',
  'latest mention is a subject',
  'latest mention is the same pronoun',
  'latest mention is a possessor',
  'mentioned last of all',
  'mentioned last but one',
  'mentions near, as a logarithm',
  'names in the document, as a logarithm',
  'gender known',
  'last pronoun of the same gender',
  'subject of the same sentence, pronoun not a subject',
  'same sentence, pronoun a subject',
  'subject of the same sentence, pronoun an object',
  'in another paragraph',
  'named most of all candidates',
  'doubt that it is a person’s name',
  'one word of a name',
  'subject of the sentence before, pronoun begins the sentence',
] as const;

/** A candidate as the words before the pronoun tell of it. */
export interface Candidate {
  readonly entity: Entity;
  /** In sentences, of its latest mention. */
  readonly distance: number;
  readonly isSubject: boolean;
  readonly isSamePronoun: boolean;
  readonly isPossessor: boolean;
  readonly inOtherParagraph: boolean;
  /** Mentions within the window. */
  mentions: number;
  /** Confidence of its latest name. */
  named: number | null;
}

/** What is known of the pronoun itself. */
export interface PronounFacts {
  readonly case: 'subject' | 'object' | 'possessive';
  readonly beginsSentence: boolean;
  /** Whom the last pronoun of the same gender stands for. */
  readonly last: Entity | null;
}

/** Sees the candidates of each pronoun with their features, for training. */
export type ObserveAntecedents = (
  token: number,
  entities: readonly Entity[],
  features: readonly Float64Array[],
) => void;

export function loadPronounWeights(): Float64Array {
  const weights = JSON.parse(readFileSync(fromPackageRoot(PRONOUN_WEIGHTS_PATH), 'utf8')) as Record<
    string,
    number
  >;
  return Float64Array.from(ANTECEDENT_FEATURES, (name) => {
    const weight = weights[name];
    if (weight === undefined) throw new Error(`${PRONOUN_WEIGHTS_PATH}: no weight of '${name}'`);
    return weight;
  });
}

/** The features of candidates, the latest mentioned first. */
export function antecedentFeatures(candidates: readonly Candidate[], pronoun: PronounFacts): Float64Array[] {
  let most = 0;
  for (const { entity } of candidates) most = Math.max(most, entity.named);
  return candidates.map((candidate, rank) => {
    const { entity, distance, isSubject } = candidate;
    const same = distance === 0;
    return Float64Array.of(
      1,
      +same,
      +(distance === 1),
      +(distance === 2 || distance === 3),
      +isSubject,
      +candidate.isSamePronoun,
      +candidate.isPossessor,
      +(rank === 0),
      +(rank === 1),
      Math.log2(1 + candidate.mentions),
      Math.log2(1 + entity.named),
      +(entity.gender !== null),
      +(pronoun.last === entity),
      +(same && isSubject && pronoun.case !== 'subject'),
      +(same && pronoun.case === 'subject'),
      +(same && isSubject && pronoun.case === 'object'),
      +candidate.inOtherParagraph,
      +(entity.named === most),
      1 - (candidate.named ?? 0.8),
      +(entity.parts.length < 2),
      +(distance === 1 && isSubject && pronoun.beginsSentence),
    );
  });
}

/** The probabilities of the candidates; what they lack to 1 is that of none. */
export function antecedentProbabilities(
  features: readonly Float64Array[],
  weights: Float64Array,
): Float64Array {
  const scores = Float64Array.from(features, (own) => {
    let score = 0;
    for (let k = 0; k < weights.length; k++) score += weights[k]! * own[k]!;
    return Math.exp(score);
  });
  let sum = 1;
  for (const score of scores) sum += score;
  return scores.map((score) => score / sum);
}
