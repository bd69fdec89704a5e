/** Descriptions and pronouns linked to the actors of the document. */
import { FLAG, POS, type TokenisedDocument } from '../../tokenising/annotation.js';
import type { Vocabulary } from '../../vocabulary.js';
import type { ActorType } from '../annotation.js';
import { type Entity, type OpenMention, openMention } from '../entity.js';
import { MARK, PRONOUN, type WordMarks } from '../recognition/word-marks.js';
import type { ObserveAntecedents } from './antecedents.js';
import { ambiguous, fits, isSubject, resolved } from './coreference-checks.js';
import { PersonPronouns } from './person-pronouns.js';
import { describes, roleOf } from './roles.js';

const DESCRIPTION_RULE = 'rules: definite description';
const PRONOUN_RULE = 'rules: pronoun by recency, subject and gender';

/** How far back an antecedent of a pronoun may stand, in sentences. */
const PRONOUN_WINDOW = 5;
/** Its powers of a half. */
const HALVES = Float64Array.from({ length: PRONOUN_WINDOW + 1 }, (_, distance) => 0.5 ** distance);
/** "it" and "they" stand for things more often than for actors: of their links only those above this are made. */
const SURE_OF_ITS = 0.66;
const SURE_OF_IT = 0.9;
const SURE_OF_THEY = 0.85;
/** How much more likely an antecedent is for each doubling of its mentions by name, up to `MOST_SALIENT` times. */
const SALIENCE = 0.6;
const MOST_SALIENT = 4;
/** By mentions by name; so many have the most. */
const SALIENCES = Float64Array.from({ length: 33 }, (_, named) =>
  named === 0 ? 1 : Math.min(MOST_SALIENT, 1 + SALIENCE * Math.log2(named)),
);
/** What a noun that "it" or "they" may stand for weighs beside an actor, and an institution's ("the agency"). */
const NOUN = 0.5;
const INSTITUTION = 1;

/** Who speaks at a token, where it stands in a direct quotation; null elsewhere and where nobody is known. */
export type SpeakerAt = (token: number) => Entity | null;
const NOBODY_SPEAKS: SpeakerAt = () => null;

/** Links descriptions ("the former prime minister") and pronouns to the actors of the document. */
export class ReferenceLinker {
  readonly #marks: WordMarks;
  readonly #people: PersonPronouns;
  /** Bits of `PRONOUN` and `MARK.the`, of all words of a text in one call. */
  readonly #referring: (words: Int32Array, count: number, values: Int32Array) => void;
  /** By token of the document. */
  #referringAt = new Int32Array(1024);
  readonly #isPlural: (word: number) => number;
  readonly #of: number;
  readonly #comma: number;
  readonly #articles: Set<number>;

  constructor(marks: WordMarks, vocabulary: Vocabulary, observe: ObserveAntecedents | null = null) {
    this.#marks = marks;
    this.#people = new PersonPronouns(marks, vocabulary, observe);
    this.#referring = vocabulary.tableOfMany((word) => marks(vocabulary.idOf(word)) & (PRONOUN | MARK.the));
    this.#isPlural = vocabulary.table((word) =>
      /[^su]s$/.test(word) || word === 'people' || word === 'men' || word === 'women' ? 1 : 0,
    );
    this.#of = vocabulary.intern('of');
    this.#comma = vocabulary.intern(',');
    this.#articles = new Set(['a', 'an', 'the', "'s", 'former', 'ex'].map((w) => vocabulary.intern(w)));
  }

  /**
   * Adds the mentions found to those given, and returns all in text order. An actor to which both "he" and "she" were
   * linked is given the gender of the heavier links, and all is linked again.
   */
  link(
    d: TokenisedDocument,
    named: readonly OpenMention[],
    speakerAt: SpeakerAt = NOBODY_SPEAKS,
  ): OpenMention[] {
    this.#learnAppositions(d, named);
    if (this.#referringAt.length < d.tokenCount) this.#referringAt = new Int32Array(2 * d.tokenCount);
    this.#referring(d.word, d.tokenCount, this.#referringAt);
    const found = this.#linkAll(d, named, speakerAt);
    return this.#settleGenders(d, found) ? this.#linkAll(d, named, speakerAt) : found;
  }

  #settleGenders(d: TokenisedDocument, mentions: readonly OpenMention[]): boolean {
    const votes = new Map<Entity, [he: number, she: number]>();
    for (const { entity, kind, first, confidence } of mentions) {
      if (kind !== 'pronoun' || entity === null || entity.gender !== null) continue;
      const marks = this.#marks(d.word[first]!);
      if ((marks & (MARK.he | MARK.she)) === 0) continue;
      const own = votes.get(entity) ?? [0, 0];
      votes.set(entity, own);
      own[(marks & MARK.he) !== 0 ? 0 : 1] += confidence;
    }
    let mixed = false;
    for (const [entity, [he, she]] of votes) {
      entity.gender = he >= she ? 'male' : 'female';
      if (he > 0 && she > 0) mixed = true;
    }
    return mixed;
  }

  #linkAll(d: TokenisedDocument, named: readonly OpenMention[], speakerAt: SpeakerAt): OpenMention[] {
    const out: OpenMention[] = [];
    const referringAt = this.#referringAt;
    this.#people.begin();
    let next = 0;
    for (let i = 0; i < d.tokenCount; i++) {
      const marks = referringAt[i]!;
      if (marks === 0) continue;
      while (next < named.length && named[next]!.first <= i) out.push(named[next++]!);
      if (out.length > 0 && out[out.length - 1]!.after > i) continue;
      const kind = marks & PRONOUN;
      if (kind !== 0 && this.#isAcronym(d, i)) continue;
      const found =
        kind === 0
          ? this.#description(d, i, out, named[next])
          : (kind & (MARK.he | MARK.she)) !== 0
            ? this.#people.link(d, i, kind, out, named[next], speakerAt(i))
            : this.#thing(d, i, kind, out, speakerAt(i));
      if (found !== null) out.push(found);
    }
    while (next < named.length) out.push(named[next++]!);
    return out;
  }

  /** "IT" in capitals, where the words beside it are not, is no "it". */
  #isAcronym(d: TokenisedDocument, i: number): boolean {
    if ((d.flags[i]! & FLAG.allCaps) === 0) return false;
    const capitals = (k: number): boolean =>
      k >= 0 && k < d.tokenCount && (d.flags[k]! & FLAG.allCaps) !== 0 && d.end[k]! - d.start[k]! > 2;
    return !capitals(i - 1) && !capitals(i + 1);
  }

  /** The words from one token to another as a role's words, in lower case; marks are left out. */
  #roleWords(d: TokenisedDocument, from: number, head: number): string[] {
    const words: string[] = [];
    for (let i = from; i <= head; i++)
      if ((d.flags[i]! & FLAG.word) !== 0) words.push(d.vocabulary.wordOf(d.word[i]!));
    return words;
  }

  /** Roles and gender from an apposition after a name: "Ada Brill, the former prime minister,". */
  #learnAppositions(d: TokenisedDocument, named: readonly OpenMention[]): void {
    for (const { entity, first, after } of named) {
      if (entity === null || (entity.type !== 'person' && entity.type !== 'organisation')) continue;
      const role = entity.type === 'person' ? MARK.role : MARK.organisationRole;
      // "The former prime minister, Ada Brill,"
      if (first >= 2 && d.word[first - 1] === this.#comma && (this.#marks(d.word[first - 2]!) & role) !== 0) {
        let from = first - 2;
        while (from > 0 && this.#modifies(d, from - 1) && first - from < 8) from--;
        entity.addRole(roleOf(this.#roleWords(d, from, first - 2)));
      }
      if (after + 2 < d.tokenCount && d.word[after] === this.#comma) {
        const limit = Math.min(after + 10, d.tokenCount, d.sentenceStart[d.sentenceOfToken[after]! + 1]!);
        for (let i = after + 1; i < limit && d.word[i] !== this.#comma; i++) {
          if (d.pos[i] === POS.VERB || d.pos[i] === POS.AUX || d.pos[i] === POS.CCONJ) break;
          const marks = this.#marks(d.word[i]!);
          noteGender(entity, marks);
          if ((marks & role) !== 0) {
            // "chief executive": the longest.
            let head = i;
            while (head + 1 < limit && (this.#marks(d.word[head + 1]!) & role) !== 0) head++;
            entity.addRole(roleOf(this.#roleWords(d, after + 1, head)));
            break;
          }
          if (i === after + 1 && !this.#articles.has(d.word[i]!) && (d.flags[i]! & FLAG.capitalised) !== 0)
            break;
        }
      }
      if (entity.type === 'organisation') {
        const head = entity.parts.at(-1);
        const id = head === undefined ? -1 : d.vocabulary.idOf(head);
        if (id >= 0 && (this.#marks(id) & MARK.organisationRole) !== 0) entity.addRole(roleOf([head!]));
      }
    }
  }

  #modifies(d: TokenisedDocument, i: number): boolean {
    const pos = d.pos[i]!;
    return pos === POS.ADJ || pos === POS.NOUN || pos === POS.PROPN;
  }

  /** "the (former) prime minister": of whoever was given that role before. Null where it is no such description. */
  #description(
    d: TokenisedDocument,
    the: number,
    before: readonly OpenMention[],
    next: OpenMention | undefined,
  ): OpenMention | null {
    const limit = Math.min(the + 5, d.sentenceStart[d.sentenceOfToken[the]! + 1]!);
    let head = -1;
    for (let i = the + 1; i < limit; i++) {
      const pos = d.pos[i]!;
      const marks = this.#marks(d.word[i]!);
      if ((marks & (MARK.role | MARK.organisationRole | MARK.placeRole)) !== 0) head = i;
      else if (head >= 0 || (pos !== POS.ADJ && pos !== POS.NOUN && (marks & MARK.title) === 0)) break;
    }
    if (head < 0) return null;
    const after = head + 1;
    // A title before a name, or the head of a longer name or noun phrase, describes nobody named before.
    if (next !== undefined && next.first <= after) return null;
    if (after < d.tokenCount && (d.word[after] === this.#of || d.pos[after] === POS.NOUN)) return null;
    const headMarks = this.#marks(d.word[head]!);
    const type: ActorType =
      (headMarks & MARK.role) !== 0
        ? 'person'
        : (headMarks & MARK.organisationRole) !== 0
          ? 'organisation'
          : 'location';
    const place = d.vocabulary.wordOf(d.word[head]!);
    const role = roleOf(this.#roleWords(d, the + 1, head));
    const open = openMention(the, after, type, 'description', 0, DESCRIPTION_RULE);
    if (
      next?.entity?.type === type &&
      next.first === after + 1 &&
      d.word[after] === this.#comma &&
      d.sentenceOfToken[next.first] === d.sentenceOfToken[the]
    )
      return resolved(open, next.entity, 0.9);
    const candidates = new Set<Entity>();
    for (let k = before.length - 1; k >= 0; k--) {
      const { entity } = before[k]!;
      if (entity === null || candidates.has(entity)) continue;
      if (type === 'location') {
        if (d.sentenceOfToken[the]! - d.sentenceOfToken[before[k]!.first]! > 2) break;
        if (entity.type === 'location' && entity.fixed && place !== 'city' && place !== 'town')
          candidates.add(entity);
      } else if (entity.type === type && entity.roles.some((own) => describes(role, own)))
        candidates.add(entity);
    }
    if (candidates.size === 0) return type === 'person' ? open : null;
    const [latest] = candidates;
    if (candidates.size > 1) return ambiguous(open, 1 / candidates.size);
    return resolved(open, latest!, type === 'location' ? 0.6 : 0.8);
  }

  /** "It" and "they". Null where no actor is near: they stand for other things, which are not actors' mentions. */
  #thing(
    d: TokenisedDocument,
    at: number,
    kind: number,
    before: readonly OpenMention[],
    speaker: Entity | null,
  ): OpenMention | null {
    if (kind === MARK.it && at + 1 < d.tokenCount && (this.#marks(d.word[at + 1]!) & MARK.emptyIt) !== 0)
      return null;
    const sentence = d.sentenceOfToken[at]!;
    const fitting: Entity[] = [];
    const weights: number[] = [];
    for (let k = before.length - 1; k >= 0; k--) {
      const mention = before[k]!;
      const distance = sentence - d.sentenceOfToken[mention.first]!;
      if (distance > PRONOUN_WINDOW) break;
      const { entity } = mention;
      // Who is quoted says "I" of himself.
      if (entity === null || entity === speaker || !fits(entity, mention, kind)) continue;
      const weight = this.#weight(d, mention, distance, kind);
      const known = fitting.indexOf(entity);
      if (known >= 0) weights[known] = Math.max(weights[known]!, weight) + 0.15 * weight;
      else {
        fitting.push(entity);
        weights.push(weight);
      }
    }
    let best: Entity | null = null;
    let most = 0;
    let sum = weights.length === 0 ? 0 : 0.4 + this.#nouns(d, at, kind, before);
    for (let k = 0; k < weights.length; k++) {
      const weight = weights[k]!;
      sum += weight;
      if (weight > most) {
        most = weight;
        best = fitting[k]!;
      }
    }
    const open = openMention(at, at + 1, best?.type ?? 'person', 'pronoun', 0, PRONOUN_RULE);
    // "They" may be the people named before: who they are stays open.
    if (best === null) return kind === MARK.they && this.#peopleBefore(d, before, sentence) ? open : null;
    const share = most / sum;
    const sure =
      kind === MARK.they
        ? SURE_OF_THEY
        : (this.#marks(d.word[at]!) & MARK.its) !== 0
          ? SURE_OF_ITS
          : SURE_OF_IT;
    return share < sure ? ambiguous(open, share) : resolved(open, best, share);
  }

  #peopleBefore(d: TokenisedDocument, before: readonly OpenMention[], sentence: number): boolean {
    let people = 0;
    for (let k = before.length - 1; k >= 0 && people < 2; k--) {
      if (sentence - d.sentenceOfToken[before[k]!.first]! > 1) break;
      if (before[k]!.entity?.type === 'person') people++;
    }
    return people > 1;
  }

  /**
   * What the nouns weigh that "it" (singular) or "they" (plural) may stand for: heads of noun phrases in this sentence and
   * the one before that are no mention; institutions and subjects weigh more.
   */
  #nouns(d: TokenisedDocument, at: number, kind: number, before: readonly OpenMention[]): number {
    const sentence = d.sentenceOfToken[at]!;
    const from = d.sentenceStart[Math.max(0, sentence - 1)]!;
    let weight = 0;
    let taken = before.length - 1;
    for (let i = at - 1; i >= from; i--) {
      if (d.pos[i] !== POS.NOUN || d.pos[i + 1] === POS.NOUN) continue;
      while (taken >= 0 && before[taken]!.first > i) taken--;
      if (taken >= 0 && before[taken]!.after > i) continue;
      if ((this.#isPlural(d.word[i]!) === 1) !== (kind === MARK.they)) continue;
      const marks = this.#marks(d.word[i]!);
      const institution = (marks & (MARK.organisationRole | MARK.placeRole | MARK.governmentNoun)) !== 0;
      const next = d.pos[i + 1];
      const subject = next === POS.VERB || next === POS.AUX;
      weight +=
        HALVES[sentence - d.sentenceOfToken[i]!]! *
        (institution ? INSTITUTION : NOUN) *
        (subject ? 2 : 1) *
        0.5;
      if (weight > 3) break;
    }
    return weight;
  }

  /** Nearness, halved by each sentence; subjects and the same pronoun before weigh more. */
  #weight(d: TokenisedDocument, mention: OpenMention, distance: number, kind: number): number {
    let weight = HALVES[distance]!;
    const { entity } = mention;
    if (entity !== null && entity.named > 1)
      weight *= entity.named < SALIENCES.length ? SALIENCES[entity.named]! : MOST_SALIENT;
    if (mention.kind === 'pronoun')
      weight *= (this.#marks(d.word[mention.first]!) & PRONOUN) === kind ? 1.6 : 0.6;
    if (isSubject(d, mention)) weight *= 2;
    if (mention.after < d.tokenCount && (this.#marks(d.word[mention.after]!) & MARK.possessive) !== 0)
      weight *= 0.7;
    return weight;
  }
}

function noteGender(entity: Entity, marks: number): void {
  if (entity.gender !== null || entity.type !== 'person') return;
  if ((marks & MARK.maleNoun) !== 0) entity.gender = 'male';
  else if ((marks & MARK.femaleNoun) !== 0) entity.gender = 'female';
}
