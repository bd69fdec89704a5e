import { FLAG, POS, type TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import type { ActorType } from './annotation.js';
import type { Entity, Gender, OpenMention } from './entity.js';
import { nameParts } from './names.js';
import type { World } from './world.js';

const DESCRIPTION_RULE = 'rules: definite description';
const PRONOUN_RULE = 'rules: pronoun by recency, subject and gender';

/** How far back an antecedent of a pronoun may stand, in sentences. */
const PRONOUN_WINDOW = 3;
/** The likeliest antecedent must have this share of the weight of all. */
const SURE = 0.6;

type PronounKind = 'male' | 'female' | 'it' | 'they';

const PRONOUNS: Readonly<Record<PronounKind, readonly string[]>> = {
  male: ['he', 'him', 'his', 'himself'],
  female: ['she', 'her', 'hers', 'herself'],
  it: ['it', 'its', 'itself'],
  they: ['they', 'them', 'their', 'theirs', 'themselves'],
};

/** Words after "it" that make it stand for no thing: "it is clear that". */
const EMPTY_IT = ['is', "'s", 'was', 'seems', 'appears', 'would', 'will', 'may', 'might', 'takes', 'took'];

/** Links descriptions ("the former prime minister") and pronouns to the actors of the document. */
export class ReferenceLinker {
  readonly #roles: Set<number>;
  readonly #organisationRoles: Set<number>;
  readonly #placeRoles: Set<number>;
  readonly #maleNouns: Set<number>;
  readonly #femaleNouns: Set<number>;
  readonly #titles: Set<number>;
  readonly #pronouns = new Map<number, PronounKind>();
  readonly #emptyIt: Set<number>;
  readonly #the: number;
  readonly #of: number;
  readonly #comma: number;
  readonly #articles: Set<number>;
  readonly #isReference: (word: number) => number;

  constructor(world: World, vocabulary: Vocabulary) {
    const { lists } = world;
    const ids = (words: readonly string[]): Set<number> =>
      new Set(words.map((word) => vocabulary.intern(word)));
    this.#roles = ids(lists.roles);
    this.#organisationRoles = ids(lists.organisation_roles);
    this.#placeRoles = ids(lists.place_roles);
    this.#maleNouns = ids(lists.male_nouns);
    this.#femaleNouns = ids(lists.female_nouns);
    this.#titles = ids([...lists.titles.male, ...lists.titles.female, ...lists.titles.any]);
    this.#emptyIt = ids(EMPTY_IT);
    for (const [kind, words] of Object.entries(PRONOUNS))
      for (const word of words) this.#pronouns.set(vocabulary.intern(word), kind as PronounKind);
    this.#the = vocabulary.intern('the');
    this.#of = vocabulary.intern('of');
    this.#comma = vocabulary.intern(',');
    this.#articles = ids(['a', 'an', 'the', "'s", 'former', 'ex']);
    const words = new Set([this.#the, ...this.#pronouns.keys()]);
    this.#isReference = vocabulary.table((word) => (words.has(vocabulary.idOf(word)) ? 1 : 0));
  }

  /** Adds the mentions found to those given, and returns all in text order. */
  link(d: TokenisedDocument, named: readonly OpenMention[]): OpenMention[] {
    this.#learnAppositions(d, named);
    const out: OpenMention[] = [];
    let next = 0;
    for (let i = 0; i < d.tokenCount; i++) {
      while (next < named.length && named[next]!.first <= i) {
        const mention = named[next]!;
        out.push(mention);
        if (mention.entity !== null) mention.entity.last = mention.first;
        next++;
      }
      if (this.#isReference(d.word[i]!) === 0) continue;
      const before = out.at(-1);
      if (before !== undefined && before.after > i) continue;
      const kind = this.#pronouns.get(d.word[i]!);
      const found =
        kind === undefined
          ? this.#description(d, i, out, named[next])
          : this.#pronoun(d, i, kind, out, named[next]);
      if (found !== null) out.push(found);
    }
    while (next < named.length) out.push(named[next++]!);
    return out;
  }

  /** Roles and gender from an apposition after a name: "Ada Brill, the former prime minister,". */
  #learnAppositions(d: TokenisedDocument, named: readonly OpenMention[]): void {
    for (const { entity, after } of named) {
      if (entity === null || (entity.type !== 'person' && entity.type !== 'organisation')) continue;
      const roles = entity.type === 'person' ? this.#roles : this.#organisationRoles;
      if (after + 2 < d.tokenCount && d.word[after] === this.#comma) {
        const limit = Math.min(after + 10, d.tokenCount, d.sentenceStart[d.sentenceOfToken[after]! + 1]!);
        for (let i = after + 1; i < limit && d.word[i] !== this.#comma; i++) {
          if (d.pos[i] === POS.VERB || d.pos[i] === POS.AUX || d.pos[i] === POS.CCONJ) break;
          this.#noteGender(entity, d.word[i]!);
          if (roles.has(d.word[i]!)) {
            entity.roles.add(d.vocabulary.wordOf(d.word[i]!));
            break;
          }
          if (i === after + 1 && !this.#articles.has(d.word[i]!) && (d.flags[i]! & FLAG.capitalised) !== 0)
            break;
        }
      }
      if (entity.type === 'organisation') {
        const head = nameParts(entity.key).at(-1)!;
        if (this.#organisationRoles.has(d.vocabulary.idOf(head))) entity.roles.add(head);
      }
    }
  }

  #noteGender(entity: Entity, word: number): void {
    if (entity.gender !== null || entity.type !== 'person') return;
    if (this.#maleNouns.has(word)) entity.gender = 'male';
    else if (this.#femaleNouns.has(word)) entity.gender = 'female';
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
      const word = d.word[i]!;
      if (this.#roles.has(word) || this.#organisationRoles.has(word) || this.#placeRoles.has(word)) head = i;
      else if (head >= 0 || (pos !== POS.ADJ && pos !== POS.NOUN && !this.#titles.has(word))) break;
    }
    if (head < 0) return null;
    const after = head + 1;
    // A title before a name, or the head of a longer name or noun phrase, describes nobody named before.
    if (next !== undefined && next.first <= after) return null;
    if (after < d.tokenCount && (d.word[after] === this.#of || d.pos[after] === POS.NOUN)) return null;
    const type: ActorType = this.#roles.has(d.word[head]!)
      ? 'person'
      : this.#organisationRoles.has(d.word[head]!)
        ? 'organisation'
        : 'location';
    const role = d.vocabulary.wordOf(d.word[head]!);
    const candidates = new Set<Entity>();
    for (let k = before.length - 1; k >= 0; k--) {
      const { entity } = before[k]!;
      if (entity === null || candidates.has(entity)) continue;
      if (type === 'location') {
        if (d.sentenceOfToken[the]! - d.sentenceOfToken[before[k]!.first]! > 2) break;
        if (entity.type === 'location' && entity.fixed && role !== 'city' && role !== 'town')
          candidates.add(entity);
      } else if (entity.type === type && entity.roles.has(role)) candidates.add(entity);
    }
    const open: OpenMention = {
      first: the,
      after,
      type,
      kind: 'description',
      entity: null,
      status: 'unresolved',
      confidence: 0,
      found_by: DESCRIPTION_RULE,
    };
    if (candidates.size === 0) return type === 'person' ? open : null;
    const [latest] = candidates;
    if (candidates.size > 1) return { ...open, status: 'ambiguous', confidence: 1 / candidates.size };
    return { ...open, entity: latest!, status: 'resolved', confidence: type === 'location' ? 0.6 : 0.8 };
  }

  #pronoun(
    d: TokenisedDocument,
    at: number,
    kind: PronounKind,
    before: readonly OpenMention[],
    next: OpenMention | undefined,
  ): OpenMention | null {
    const human = kind === 'male' || kind === 'female';
    if (kind === 'it' && at + 1 < d.tokenCount && this.#emptyIt.has(d.word[at + 1]!)) return null;
    const sentence = d.sentenceOfToken[at]!;
    const weights = new Map<Entity, number>();
    for (let k = before.length - 1; k >= 0; k--) {
      const mention = before[k]!;
      const distance = sentence - d.sentenceOfToken[mention.first]!;
      if (distance > PRONOUN_WINDOW) break;
      const { entity } = mention;
      if (entity === null || !fits(entity, mention, kind)) continue;
      const weight = this.#weight(d, mention, distance, kind);
      weights.set(
        entity,
        Math.max(weights.get(entity) ?? 0, weight) + (weights.has(entity) ? 0.15 * weight : 0),
      );
    }
    let best: Entity | null = null;
    let most = 0;
    let sum = human ? 0 : kind === 'it' ? 0.5 : 0.9;
    for (const [entity, weight] of weights) {
      sum += weight;
      if (weight > most) {
        most = weight;
        best = entity;
      }
    }
    const open: OpenMention = {
      first: at,
      after: at + 1,
      type: best?.type ?? 'person',
      kind: 'pronoun',
      entity: null,
      status: 'unresolved',
      confidence: 0,
      found_by: PRONOUN_RULE,
    };
    // "In his first year, Ali Brill …": the subject may follow where nobody stands before.
    if (
      best === null &&
      human &&
      next?.entity != null &&
      next.first - at <= 12 &&
      d.sentenceOfToken[next.first] === sentence &&
      fits(next.entity, next, kind)
    )
      return { ...open, entity: next.entity, status: 'resolved', confidence: 0.6 };
    // "it" and "they" without an actor near stand for other things, which are not actors' mentions.
    if (best === null) return human ? open : null;
    const confidence = (most / sum) * (human && best.gender !== null ? 0.95 : 0.8);
    if (confidence < SURE * 0.8)
      return human || weights.size > 1 ? { ...open, status: 'ambiguous', confidence } : null;
    return { ...open, entity: best, status: 'resolved', confidence };
  }

  /** Nearness, halved by each sentence; subjects and the same pronoun before weigh more. */
  #weight(d: TokenisedDocument, mention: OpenMention, distance: number, kind: PronounKind): number {
    let weight = 0.5 ** distance;
    if (mention.kind === 'pronoun') weight *= this.#pronouns.get(d.word[mention.first]!) === kind ? 1.6 : 0.6;
    if (this.#isSubject(d, mention)) weight *= 2;
    if (mention.after < d.tokenCount && /^['’]s?$/.test(d.surface(mention.after, mention.after + 1)))
      weight *= 0.7;
    return weight;
  }

  /** Whether a verb follows the mention with no preposition before it: a rough sign of the subject. */
  #isSubject(d: TokenisedDocument, { first, after }: OpenMention): boolean {
    if (first > 0 && d.pos[first - 1] === POS.ADP) return false;
    for (let i = after; i < Math.min(after + 3, d.tokenCount); i++) {
      const pos = d.pos[i]!;
      if (pos === POS.VERB || pos === POS.AUX) return true;
      if (pos !== POS.ADV && pos !== POS.PART) break;
    }
    return (d.flags[first]! & FLAG.sentenceStart) !== 0;
  }
}

const OPPOSITE: Readonly<Record<Gender, Gender>> = { male: 'female', female: 'male' };

function fits(entity: Entity, mention: OpenMention, kind: PronounKind): boolean {
  if (kind === 'male' || kind === 'female')
    return entity.type === 'person' && entity.gender !== OPPOSITE[kind];
  if (kind === 'it')
    return (entity.type === 'organisation' || entity.type === 'location') && mention.kind !== 'demonym';
  return entity.type === 'organisation' || entity.type === 'norp';
}
