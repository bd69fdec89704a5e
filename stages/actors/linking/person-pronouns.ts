/** "He" and "she", in all their forms, linked to the people of the document. */
import { FLAG, type TokenisedDocument } from '../../tokenising/annotation.js';
import type { Vocabulary } from '../../vocabulary.js';
import { isNamed } from '../annotation.js';
import { type Entity, type OpenMention, openMention } from '../entity.js';
import { MARK, PRONOUN, type WordMarks } from '../recognition/word-marks.js';
import {
  antecedentFeatures,
  antecedentProbabilities,
  type Candidate,
  loadPronounWeights,
  type ObserveAntecedents,
  type PronounFacts,
} from './antecedents.js';
import { ambiguous, fits, isSubject, resolved } from './coreference-checks.js';

const RULE = 'model: choice among people mentioned before';

/** How far back an antecedent may stand, in sentences. */
const WINDOW = 6;
/** The likeliest must be at least so probable; under it the pronoun stays open. */
const LEAST = 0.4;
/** Share right of links to who is named just after, on gum-coref.other. */
const NAMED_AFTER = 0.6;
const SOON_AFTER = 12;

const SUBJECT = 1;
const OBJECT = 2;

export class PersonPronouns {
  readonly #marks: WordMarks;
  readonly #case: (word: number) => number;
  readonly #weights = loadPronounWeights();
  readonly #observe: ObserveAntecedents | null;
  #lastHe: Entity | null = null;
  #lastShe: Entity | null = null;

  constructor(marks: WordMarks, vocabulary: Vocabulary, observe: ObserveAntecedents | null) {
    this.#marks = marks;
    this.#observe = observe;
    this.#case = vocabulary.table((word) =>
      word === 'he' || word === 'she' ? SUBJECT : word === 'him' ? OBJECT : 0,
    );
  }

  /** Must be called before a document's pronouns are linked, in text order. */
  begin(): void {
    this.#lastHe = null;
    this.#lastShe = null;
  }

  link(
    d: TokenisedDocument,
    at: number,
    kind: number,
    before: readonly OpenMention[],
    next: OpenMention | undefined,
    speaker: Entity | null,
  ): OpenMention {
    const sentence = d.sentenceOfToken[at]!;
    const candidates = this.#candidates(d, at, kind, before, speaker);
    const open = openMention(at, at + 1, 'person', 'pronoun', 0, RULE);
    if (candidates.length === 0) {
      // "In his first year, Ali Brill …": the subject may follow where nobody stands before.
      if (
        next?.entity != null &&
        next.entity !== speaker &&
        next.first - at <= SOON_AFTER &&
        d.sentenceOfToken[next.first] === sentence &&
        fits(next.entity, next, kind)
      )
        return resolved(open, next.entity, NAMED_AFTER);
      return open;
    }
    const ownCase = this.#case(d.word[at]!);
    const pronoun: PronounFacts = {
      case: ownCase === SUBJECT ? 'subject' : ownCase === OBJECT ? 'object' : 'possessive',
      beginsSentence: (d.flags[at]! & FLAG.sentenceStart) !== 0,
      last: kind === MARK.he ? this.#lastHe : this.#lastShe,
    };
    const features = antecedentFeatures(candidates, pronoun);
    this.#observe?.(
      at,
      candidates.map(({ entity }) => entity),
      features,
    );
    const probabilities = antecedentProbabilities(features, this.#weights);
    let best = 0;
    for (let k = 1; k < probabilities.length; k++) if (probabilities[k]! > probabilities[best]!) best = k;
    const { entity } = candidates[best]!;
    if (probabilities[best]! < LEAST) return ambiguous(open, probabilities[best]!);
    if (kind === MARK.he) this.#lastHe = entity;
    else this.#lastShe = entity;
    return resolved(open, entity, probabilities[best]!);
  }

  /** The people whom the pronoun may stand for, the latest mentioned first. */
  #candidates(
    d: TokenisedDocument,
    at: number,
    kind: number,
    before: readonly OpenMention[],
    speaker: Entity | null,
  ): Candidate[] {
    const sentence = d.sentenceOfToken[at]!;
    const paragraph = d.paragraphOfSentence[sentence]!;
    const candidates: Candidate[] = [];
    for (let k = before.length - 1; k >= 0; k--) {
      const mention = before[k]!;
      const own = d.sentenceOfToken[mention.first]!;
      if (sentence - own > WINDOW) break;
      const { entity } = mention;
      // Who is quoted says "I" of himself.
      if (entity === null || entity === speaker || !fits(entity, mention, kind)) continue;
      const name = isNamed(mention) ? mention.confidence : null;
      const known = candidates.find((one) => one.entity === entity);
      if (known !== undefined) {
        known.mentions++;
        known.named ??= name;
        continue;
      }
      candidates.push({
        entity,
        distance: sentence - own,
        isSubject: isSubject(d, mention),
        isSamePronoun: mention.kind === 'pronoun' && (this.#marks(d.word[mention.first]!) & PRONOUN) === kind,
        isPossessor:
          mention.after < d.tokenCount && (this.#marks(d.word[mention.after]!) & MARK.possessive) !== 0,
        inOtherParagraph: d.paragraphOfSentence[own] !== paragraph,
        mentions: 1,
        named: name,
      });
    }
    return candidates;
  }
}
