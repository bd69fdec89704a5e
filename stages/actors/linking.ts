import type { TokenisedDocument } from '../tokenising/annotation.js';
import type { ActorType, MentionKind } from './annotation.js';
import { Entity, type Gender, type OpenMention } from './entity.js';
import { displayName, foldName, isAcronym, isAcronymOf, nameParts } from './names.js';
import { isJunior, isPerson, People, settleKeys, surnameOf } from './people.js';
import type { NameSpan } from './recognition.js';
import type { KnownName, World } from './world.js';

/** What linking reads beside the spans: lexicon, the user's registry, prominent people, genders of given names. */
export interface LinkingKnowledge {
  readonly world: World;
  /** The registry's actor of a surface form, if it has one. */
  registered(surface: string): { key: string; name: string; type: ActorType | null } | undefined;
  /** The full name usually meant by a surname that stands alone in a whole document. */
  prominent(surname: string): { readonly name: string; readonly share: number } | undefined;
  genderOfGivenName(folded: string): Gender | null;
}

export interface LinkedNames {
  readonly mentions: OpenMention[];
  readonly entities: Entity[];
}

const DESCRIPTIVE_SUFFIX = 2;

/** Links the names of one document: each span to an actor, or to none where several fit as well. */
export class NameLinker {
  readonly #knowledge: LinkingKnowledge;
  readonly #governmentNouns: Set<string>;
  readonly #policyNouns: Set<string>;
  readonly #actionVerbs: Set<string>;
  readonly #locatives: Set<string>;
  readonly #maleTitles: Set<string>;
  readonly #femaleTitles: Set<string>;
  readonly #titles: Set<string>;

  constructor(knowledge: LinkingKnowledge) {
    this.#knowledge = knowledge;
    const { lists } = knowledge.world;
    this.#governmentNouns = new Set(lists.government_nouns);
    this.#policyNouns = new Set(lists.policy_nouns);
    this.#actionVerbs = new Set(lists.action_verbs);
    this.#locatives = new Set(lists.locative_prepositions);
    this.#maleTitles = new Set(lists.titles.male);
    this.#femaleTitles = new Set(lists.titles.female);
    this.#titles = new Set([...lists.titles.male, ...lists.titles.female, ...lists.titles.any]);
  }

  link(d: TokenisedDocument, spans: readonly NameSpan[]): LinkedNames {
    const entities: Entity[] = [];
    const byKey = new Map<string, Entity>();
    const mentions: OpenMention[] = spans.map((span) => ({
      first: span.first,
      after: span.after,
      type: span.type,
      kind: 'name',
      entity: null,
      status: 'unresolved',
      confidence: span.confidence,
      found_by: span.found_by,
    }));
    const entityOf = (key: string, name: string, fixed: boolean): Entity => {
      let entity = byKey.get(key);
      if (entity === undefined) {
        entity = new Entity(key, name, fixed);
        byKey.set(key, entity);
        entities.push(entity);
      }
      return entity;
    };
    const join = (mention: OpenMention, entity: Entity, kind: MentionKind, confidence: number): void => {
      mention.entity = entity;
      mention.kind = kind;
      mention.status = 'resolved';
      mention.confidence *= confidence;
      entity.confidence = Math.min(entity.confidence, confidence);
      entity.addName(d.surface(mention.first, mention.after), mention.type);
    };

    // 1. Names that registry or lexicon know, and full names of people.
    const people = new People();
    for (const mention of mentions) {
      const surface = d.surface(mention.first, mention.after);
      const registered = this.#knowledge.registered(surface);
      if (registered !== undefined) {
        const entity = entityOf(registered.key, registered.name, true);
        if (registered.type !== null) entity.types.set(registered.type, 1000);
        join(mention, entity, 'name', 1);
        if (entity.type === 'person') people.add(entity);
        continue;
      }
      const known = this.#knowledge.world.find(surface);
      if (known !== undefined && !(mention.type === 'person' && known.kind !== 'country')) {
        const { key, name, kind, type } = this.#actorOfKnown(d, mention, known);
        const entity = entityOf(key, name, true);
        join(mention, entity, kind, 1);
        entity.types.set(type, (entity.types.get(type) ?? 0) + 1000);
        continue;
      }
      if (mention.type !== 'person') continue;
      const folded = foldName(surface);
      const parts = nameParts(folded);
      if (parts.length < 2) continue;
      const same = people.same(parts);
      const entity = same ?? entityOf(folded, displayName(surface), false);
      if (same === undefined) people.add(entity);
      join(mention, entity, 'name', same === undefined || same.key === folded ? 1 : 0.95);
    }

    // 2. Acronyms in brackets after a name, or names in brackets after an acronym.
    const acronyms = this.#introducedAcronyms(d, mentions);

    // 3. Everything else, in text order.
    const others = new Set<Entity>();
    const settled: OpenMention[] = [];
    for (const mention of mentions) {
      if (mention.entity === null)
        this.#linkRest(d, mention, people, others, byKey, acronyms, settled, entityOf, join);
      if (mention.entity !== null) {
        mention.entity.last = mention.first;
        if (mention.entity.type !== 'person') others.add(mention.entity);
      }
      settled.push(mention);
    }
    this.#learnTitlesAndGender(d, mentions);
    settleKeys(entities);
    return { mentions, entities };
  }

  #linkRest(
    d: TokenisedDocument,
    mention: OpenMention,
    people: People,
    others: ReadonlySet<Entity>,
    byKey: ReadonlyMap<string, Entity>,
    acronyms: ReadonlyMap<string, { readonly name: string; readonly confidence: number }>,
    before: readonly OpenMention[],
    entityOf: (key: string, name: string, fixed: boolean) => Entity,
    join: (mention: OpenMention, entity: Entity, kind: MentionKind, confidence: number) => void,
  ): void {
    const surface = d.surface(mention.first, mention.after);
    const folded = foldName(surface);
    if (folded === '') return;
    const parts = nameParts(folded);
    if (parts.length === 1) {
      const bearers = people.bearers(folded);
      // "Jordan" may be a country and "May" a month: a person's part counts where the type allows it.
      if (
        bearers.length > 0 &&
        (mention.type === 'person' ||
          mention.type === 'organisation' ||
          bearers.some((e) => surnameOf(e) === folded))
      ) {
        this.#linkPart(d, mention, folded, bearers, before, join);
        return;
      }
      if (mention.type === 'person') {
        const prominent = this.#knowledge.prominent(folded);
        if (prominent !== undefined) {
          const entity = entityOf(foldName(prominent.name), prominent.name, false);
          entity.types.set('person', entity.types.get('person') ?? 0);
          join(mention, entity, 'surname', prominent.share);
          return;
        }
        join(mention, entityOf(folded, displayName(surface), false), 'surname', 1);
        return;
      }
    }
    const introduced = acronyms.get(folded);
    if (introduced !== undefined) {
      const key = foldName(introduced.name);
      join(
        mention,
        entityOf(this.#knownKey(introduced.name) ?? key, displayName(introduced.name), false),
        isAcronym(surface) ? 'acronym' : 'alias',
        introduced.confidence,
      );
      return;
    }
    const exact = byKey.get(folded);
    if (exact !== undefined && others.has(exact)) {
      join(mention, exact, 'name', 1);
      return;
    }
    if (mention.type === 'organisation' || mention.type === 'facility') {
      const fuller = [...others].filter(
        (entity) =>
          entity.type === mention.type && isShortFormOf(parts, nameParts(entity.key), this.#knowledge.world),
      );
      if (fuller.length === 1) {
        join(mention, fuller[0]!, 'alias', 0.85);
        return;
      }
      if (isAcronym(surface)) {
        const spelt = [...others].filter((entity) => isAcronymOf(surface, entity.name) === 'initials');
        if (spelt.length === 1) {
          join(mention, spelt[0]!, 'acronym', 0.8);
          return;
        }
      }
    }
    join(mention, entityOf(folded, displayName(surface), false), isAcronym(surface) ? 'acronym' : 'name', 1);
  }

  /** A surname or given name that stands alone. */
  #linkPart(
    d: TokenisedDocument,
    mention: OpenMention,
    part: string,
    bearers: readonly Entity[],
    before: readonly OpenMention[],
    join: (mention: OpenMention, entity: Entity, kind: MentionKind, confidence: number) => void,
  ): void {
    const kindFor = (entity: Entity): MentionKind => (surnameOf(entity) === part ? 'surname' : 'given_name');
    const gender = this.#titleGender(d, mention.first);
    const fitting = gender === null ? bearers : bearers.filter((e) => this.#genderOf(e) !== other(gender));
    const candidates = fitting.length === 0 ? bearers : fitting;
    if (candidates.length === 1) {
      const only = candidates[0]!;
      join(mention, only, kindFor(only), only.last < 0 ? 0.8 : 0.95);
      return;
    }
    const surnames = candidates.filter((entity) => surnameOf(entity) === part);
    // A son called junior is seldom meant by the surname alone.
    const seniors = surnames.filter((entity) => !isJunior(entity));
    const pool = seniors.length > 0 ? seniors : surnames.length > 0 ? surnames : candidates;
    if (pool.length === 1) {
      join(mention, pool[0]!, kindFor(pool[0]!), 0.85);
      return;
    }
    // Of namesakes, the one named in this paragraph or lately, where the others are far.
    const paragraph = d.paragraphOfSentence[d.sentenceOfToken[mention.first]!]!;
    const recent = new Set<Entity>();
    for (let k = before.length - 1; k >= 0; k--) {
      const { entity, first } = before[k]!;
      if (paragraph - d.paragraphOfSentence[d.sentenceOfToken[first]!]! > 1) break;
      if (entity !== null && pool.includes(entity)) recent.add(entity);
    }
    const prominent = recent.size === 1 ? undefined : this.#knowledge.prominent(part);
    if (prominent !== undefined) {
      const usual = pool.find((entity) => isPerson(entity, prominent.name));
      if (usual !== undefined) {
        join(mention, usual, kindFor(usual), 0.7);
        return;
      }
    }
    if (recent.size === 1) {
      const [entity] = recent;
      join(mention, entity!, kindFor(entity!), 0.7);
      return;
    }
    mention.status = 'ambiguous';
    mention.kind = 'surname';
    mention.confidence *= 1 / pool.length;
  }

  #actorOfKnown(
    d: TokenisedDocument,
    mention: OpenMention,
    known: KnownName,
  ): { key: string; name: string; kind: MentionKind; type: ActorType } {
    const { world } = this.#knowledge;
    const asWritten = { key: known.key, name: known.name, type: known.type };
    if (known.kind === 'adjective')
      return { key: known.key, name: world.countryName(known.key), kind: 'demonym', type: 'location' };
    if (known.kind === 'people' || known.kind === 'group') return { ...asWritten, kind: 'demonym' };
    if (known.kind === 'seat' && known.country !== null && this.#actsAsGovernment(d, mention)) {
      const name = world.countryName(known.country);
      return {
        key: known.country,
        name,
        kind: 'alias',
        type: name === 'european union' ? 'organisation' : 'location',
      };
    }
    const surface = displayName(d.surface(mention.first, mention.after));
    return { ...asWritten, kind: surface === known.name ? 'name' : isAcronym(surface) ? 'acronym' : 'alias' };
  }

  /** Whether a capital stands for its government: it says or does something, has policies, and is no place where something is. */
  #actsAsGovernment(d: TokenisedDocument, mention: OpenMention): boolean {
    const word = (i: number): string => (i >= 0 && i < d.tokenCount ? d.vocabulary.wordOf(d.word[i]!) : '');
    if (this.#locatives.has(word(mention.first - 1))) return false;
    const next = word(mention.after);
    if (next === "'s" || next === "'")
      return this.#policyNouns.has(word(mention.after + 1)) || this.#policyNouns.has(word(mention.after + 2));
    if (this.#governmentNouns.has(next) && next !== 'police') return true;
    return this.#actionVerbs.has(next);
  }

  #knownKey(name: string): string | null {
    return this.#knowledge.registered(name)?.key ?? this.#knowledge.world.find(name)?.key ?? null;
  }

  #introducedAcronyms(
    d: TokenisedDocument,
    mentions: readonly OpenMention[],
  ): Map<string, { name: string; confidence: number }> {
    const found = new Map<string, { name: string; confidence: number }>();
    for (let k = 0; k + 1 < mentions.length; k++) {
      const outer = mentions[k]!;
      const inner = mentions[k + 1]!;
      if (inner.first !== outer.after + 1 || d.surface(outer.after, inner.first) !== '(') continue;
      if (inner.after >= d.tokenCount || d.surface(inner.after, inner.after + 1) !== ')') continue;
      const [a, b] = [d.surface(outer.first, outer.after), d.surface(inner.first, inner.after)];
      if (outer.type === 'person') continue;
      const [name, acronym] = isAcronym(b) ? [a, b] : [b, a];
      if (!isAcronym(acronym) || isAcronym(name)) continue;
      const match = isAcronymOf(acronym, name);
      // Acronyms of a name in another language share no letters with its translation.
      const confidence = match === 'initials' ? 0.98 : match === 'letters' ? 0.95 : 0.75;
      if (match === null && (outer.type !== 'organisation' || nameParts(foldName(name)).length < 2)) continue;
      if (!found.has(foldName(acronym))) found.set(foldName(acronym), { name, confidence });
    }
    return found;
  }

  #titleGender(d: TokenisedDocument, first: number): Gender | null {
    if (first === 0) return null;
    const title = d.vocabulary.wordOf(d.word[first - 1]!);
    return this.#maleTitles.has(title) ? 'male' : this.#femaleTitles.has(title) ? 'female' : null;
  }

  #genderOf(entity: Entity): Gender | null {
    return entity.gender ?? this.#knowledge.genderOfGivenName(nameParts(foldName(entity.name))[0] ?? '');
  }

  /** Titles before the names give roles and gender; given names give gender where no title does. */
  #learnTitlesAndGender(d: TokenisedDocument, mentions: readonly OpenMention[]): void {
    for (const { entity, first } of mentions) {
      if (entity === null || entity.type !== 'person') continue;
      entity.gender ??= this.#titleGender(d, first);
      for (let i = first - 1; i >= Math.max(0, first - 4); i--) {
        const word = d.vocabulary.wordOf(d.word[i]!);
        if (!this.#titles.has(word)) break;
        entity.roles.add(word);
      }
    }
    for (const { entity } of mentions)
      if (entity !== null && entity.type === 'person') entity.gender ??= this.#genderOf(entity);
  }
}

function other(gender: Gender): Gender {
  return gender === 'male' ? 'female' : 'male';
}

/** Whether an organisation's name is the end of a fuller one ("State Department"), or its telling beginning. */
function isShortFormOf(short: readonly string[], long: readonly string[], world: World): boolean {
  if (short.length >= long.length) return false;
  const offset = long.length - short.length;
  if (short.every((part, i) => part === long[offset + i]))
    return short.length >= DESCRIPTIVE_SUFFIX || !world.lists.organisation_words.includes(short[0]!);
  const generic = (word: string): boolean =>
    world.find(word) !== undefined || world.lists.organisation_words.includes(word) || word.length < 4;
  return (
    short.every((part, i) => part === long[i]) &&
    !short.every(generic) &&
    long.slice(short.length).some((word) => world.lists.organisation_words.includes(word))
  );
}
