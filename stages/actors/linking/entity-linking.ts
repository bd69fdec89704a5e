/** Names linked to actors. */
import type { TokenisedDocument } from '../../tokenising/annotation.js';
import type { MentionKind } from '../annotation.js';
import { type Entity, type Gender, GIVEN_TYPE, type OpenMention, openMention } from '../entity.js';
import type { Gazetteer, KnownName } from '../gazetteer/gazetteer.js';
import { foldName, isAcronymOf, type Name, nameOf, remembering } from '../gazetteer/names.js';
import type { NameSpan } from '../recognition/recognition.js';
import type { WordMarks } from '../recognition/word-marks.js';
import { type IntroducedAcronym, introducedAcronyms } from './introduced-acronyms.js';
import { actorOfKnown, seatUse } from './known-actors.js';
import { entityOf, join, type KnownForm, type Linking, type RegisteredName } from './linking-state.js';
import {
  familyName,
  isUnknownBearer,
  meantBeside,
  type ShortName,
  sharedSurname,
  shortNames,
  shownSurname,
} from './names-in-company.js';
import { isJunior, isPerson, People, settleKeys, surnameOf } from './person-index.js';
import { isShortFormOf } from './short-forms.js';
import { genderOf, learnTitlesAndGender, titleGender } from './titles.js';

/** What linking reads beside the spans: lexicon, the user's registry, prominent people, genders of given names. */
export interface LinkingKnowledge {
  readonly gazetteer: Gazetteer;
  /** The registry's actor of a surface form, if it has one. */
  registered(surface: string): RegisteredName | undefined;
  /** The full name usually meant by a surname that stands alone in a whole document. */
  prominent(surname: string): { readonly name: string; readonly share: number } | undefined;
  genderOfGivenName(folded: string): Gender | null;
  /** What a person is called behind the name that ends at a token: tokens [first, after), or null. */
  calledAs?(d: TokenisedDocument, after: number): readonly [number, number] | null;
}

export interface LinkedNames {
  readonly mentions: OpenMention[];
  readonly entities: Entity[];
}

/** Kinds of names in the lexicon that people seldom bear, whatever the recogniser made of them. */
const SELDOM_PEOPLE: ReadonlySet<KnownName['kind']> = new Set(['country', 'organisation']);

/** "Americans" is nobody's name; "English" may be. */
const isSeldomPerson = ({ kind }: KnownName, { parts, folded }: Name): boolean =>
  SELDOM_PEOPLE.has(kind) ||
  ((kind === 'people' || kind === 'group') && parts.length === 1 && folded.endsWith('ns'));

/** Endings of adjectives and nouns of peoples that take a plural s. */
const DEMONYM = /^[a-z-]{3,}(?:i|an|ist|ite)$/;

const CALLED_RULE = 'rules: what somebody is called';

/** Links the names of one document: each span to an actor, or to none where several fit as well. */
export class NameLinker {
  readonly #knowledge: LinkingKnowledge;
  readonly #marks: WordMarks;
  readonly #form: (surface: string) => KnownForm;
  readonly #organisationWords: ReadonlySet<string>;
  readonly #isKnown: (word: string) => boolean;
  readonly #shortNames: ReadonlyMap<string, readonly ShortName[]>;

  constructor(knowledge: LinkingKnowledge, marks: WordMarks) {
    this.#knowledge = knowledge;
    this.#marks = marks;
    this.#form = remembering((surface): KnownForm => {
      const { folded, parts, shown, acronym } = nameOf(surface);
      const registered = knowledge.registered(surface);
      return { folded, parts, shown, acronym, registered, known: knowledge.gazetteer.find(surface) };
    });
    this.#organisationWords = new Set(knowledge.gazetteer.lists.organisation_words);
    this.#shortNames = shortNames(knowledge.gazetteer);
    this.#isKnown = (word) => knowledge.gazetteer.find(word) !== undefined;
  }

  link(d: TokenisedDocument, recognised: readonly NameSpan[]): LinkedNames {
    const { spans, called } = this.#withCalled(d, recognised);
    const mentions: OpenMention[] = [];
    const forms: KnownForm[] = [];
    for (const { first, after, type, confidence, found_by } of spans) {
      mentions.push(openMention(first, after, type, 'name', confidence, found_by));
      // Of one word, the vocabulary's own text is looked up faster than a new one.
      forms.push(
        this.#form(after === first + 1 ? d.vocabulary.wordOf(d.form[first]!) : d.surface(first, after)),
      );
    }
    const linking: Linking = {
      d,
      mentions,
      forms,
      entities: [],
      byKey: new Map(),
      people: new People(),
      others: new Set(),
    };
    for (let k = 0; k < mentions.length; k++) if (!called.has(k)) this.#linkKnown(linking, k);
    const acronyms = introducedAcronyms(d, mentions, forms);
    for (let k = 0; k < mentions.length; k++) {
      const mention = mentions[k]!;
      const bearer = called.has(k) ? mentions[k - 1]!.entity : null;
      if (bearer !== null) join(linking, k, bearer, 'alias', 0.95);
      else if (mention.entity === null) this.#linkRest(linking, k, acronyms);
      const { entity } = mention;
      if (entity === null) continue;
      entity.seen = true;
      if (entity.type !== 'person') linking.others.add(entity);
    }
    learnTitlesAndGender(d, mentions, this.#marks, this.#knowledge.genderOfGivenName);
    settleKeys(linking.entities, this.#form);
    return { mentions, entities: linking.entities };
  }

  /** A name that registry or lexicon give, shown as they write it. */
  #named(name: string): Pick<Name, 'shown' | 'parts'> {
    return { shown: name, parts: this.#form(name).parts };
  }

  /** Names that registry or lexicon know, and full names of people. */
  #linkKnown(linking: Linking, k: number): void {
    const { people } = linking;
    const mention = linking.mentions[k]!;
    const form = linking.forms[k]!;
    const { registered, known } = form;
    if (registered !== undefined) {
      const entity = entityOf(linking, registered.key, this.#named(registered.name), true);
      if (registered.type !== null) entity.weigh(registered.type, GIVEN_TYPE);
      join(linking, k, entity, 'name', 1);
      if (entity.type === 'person') people.add(entity);
      return;
    }
    if (known !== undefined && (mention.type !== 'person' || isSeldomPerson(known, form))) {
      const acts = known.kind === 'seat' && this.#seatActs(linking, k, known);
      const actor = actorOfKnown(known, form, this.#knowledge.gazetteer, acts);
      const entity = entityOf(linking, actor.key, this.#named(actor.name), true);
      join(linking, k, entity, actor.kind, 1);
      entity.weigh(actor.type, GIVEN_TYPE);
      return;
    }
    if (mention.type !== 'person' || form.parts.length < 2) return;
    const same = people.same(form.parts);
    const entity = same ?? entityOf(linking, form.folded, form, false);
    if (same === undefined) people.add(entity);
    join(linking, k, entity, 'name', same === undefined || same.key === form.folded ? 1 : 0.95);
  }

  /** Whether a capital or seat is its government here: by its own words, else by what it mostly is in this document. */
  #seatActs({ d, mentions, forms }: Linking, k: number, known: KnownName): boolean {
    const own = seatUse(d, mentions[k]!, this.#marks);
    if (own !== 0) return own > 0;
    let sum = 0;
    for (let other = 0; other < mentions.length; other++)
      if (forms[other]!.known?.key === known.key) sum += seatUse(d, mentions[other]!, this.#marks);
    return sum > 0;
  }

  /** "Tarrant, known as “the Ferret,”": puts in what people are called, each behind the name of its person. */
  #withCalled(
    d: TokenisedDocument,
    spans: readonly NameSpan[],
  ): { readonly spans: readonly NameSpan[]; readonly called: ReadonlySet<number> } {
    const called = new Set<number>();
    const { calledAs } = this.#knowledge;
    if (calledAs === undefined) return { spans, called };
    let out: NameSpan[] | null = null;
    for (let k = 0; k < spans.length; k++) {
      const span = spans[k]!;
      if (out !== null && span.first < out.at(-1)!.after) continue;
      out?.push(span);
      const found = span.type === 'person' ? calledAs(d, span.after) : null;
      if (found === null) continue;
      out ??= spans.slice(0, k + 1);
      called.add(out.length);
      out.push({ first: found[0], after: found[1], type: 'person', confidence: 0.9, found_by: CALLED_RULE });
    }
    return { spans: out ?? spans, called };
  }

  /** A name that neither is known nor a full name of a person: a part of one, an acronym, a short form, or new. */
  #linkRest(linking: Linking, k: number, acronyms: ReadonlyMap<string, IntroducedAcronym>): void {
    const { people, others, byKey } = linking;
    const mention = linking.mentions[k]!;
    const form = linking.forms[k]!;
    const { folded, parts, shown, acronym } = form;
    if (folded === '') return;
    if (mention.type === 'organisation') {
      const meant = meantBeside(this.#shortNames.get(folded), byKey);
      if (meant !== null) {
        join(linking, k, entityOf(linking, foldName(meant), this.#named(meant), true), 'alias', 0.9);
        return;
      }
    }
    if (parts.length === 1) {
      const bearers = people.bearers(folded);
      if (this.#linkRelated(linking, k, folded, bearers)) return;
      // "Jordan" may be a country and "May" a month: a person's part counts where the type allows it.
      if (
        bearers.length > 0 &&
        (mention.type === 'person' ||
          mention.type === 'organisation' ||
          bearers.some((e) => surnameOf(e) === folded))
      ) {
        this.#linkPart(linking, k, folded, bearers);
        return;
      }
      if (mention.type === 'person') {
        const prominent = isUnknownBearer(linking.d, mention.first)
          ? undefined
          : this.#knowledge.prominent(folded);
        if (prominent !== undefined) {
          const full = this.#form(prominent.name);
          const entity = entityOf(linking, full.folded, full, false);
          join(linking, k, entity, 'surname', prominent.share);
          return;
        }
        join(linking, k, entityOf(linking, folded, form, false), 'surname', 1);
        return;
      }
    }
    const introduced = acronyms.get(folded);
    if (introduced !== undefined) {
      const full = this.#form(introduced.name);
      const key = full.registered?.key ?? full.known?.key ?? full.folded;
      const entity = entityOf(linking, key, full, false);
      join(linking, k, entity, acronym ? 'acronym' : 'alias', introduced.confidence);
      return;
    }
    // "Kashmiri" and "Kashmiris" are one people, as the lexicon has it for those that it knows.
    const key = mention.type === 'norp' && DEMONYM.test(folded) ? `${folded}s` : folded;
    const exact = byKey.get(key);
    if (exact !== undefined && others.has(exact)) {
      join(linking, k, exact, 'name', 1);
      return;
    }
    if (mention.type === 'organisation' || mention.type === 'facility') {
      const fuller = onlyOne(
        others,
        (entity) =>
          entity.type === mention.type &&
          isShortFormOf(parts, entity.parts, this.#organisationWords, this.#isKnown),
      );
      if (fuller !== null) {
        join(linking, k, fuller, 'alias', 0.85);
        return;
      }
      const spelt = acronym
        ? onlyOne(
            others,
            (entity) => entity.parts.length > 1 && isAcronymOf(shown, entity.name) === 'initials',
          )
        : null;
      if (spelt !== null) {
        join(linking, k, spelt, 'acronym', 0.8);
        return;
      }
    }
    join(linking, k, entityOf(linking, key, form, false), acronym ? 'acronym' : 'name', 1);
  }

  /** "Carl and Marsha Mueller" is Carl Mueller too, and "the Muellers" are no one actor: whether the mention is one of these. */
  #linkRelated(linking: Linking, k: number, part: string, bearers: readonly Entity[]): boolean {
    const { d, mentions, people, forms } = linking;
    const mention = mentions[k]!;
    const { prominent, genderOfGivenName } = this.#knowledge;
    if (mention.type === 'person' && genderOfGivenName(part) !== null) {
      const surname = sharedSurname(d, mention, mentions[k + 1], this.#marks);
      const own = surname === null ? undefined : people.same([part, surname]);
      if (
        surname !== null &&
        (own !== undefined || (bearers.length === 0 && prominent(part) === undefined))
      ) {
        const full = this.#form(`${forms[k]!.shown} ${shownSurname(mentions[k + 1]!.entity!)}`);
        const entity = own ?? entityOf(linking, full.folded, full, false);
        if (own === undefined) people.add(entity);
        join(linking, k, entity, 'given_name', 0.9);
        return true;
      }
    }
    const family = bearers.length > 0 ? null : familyName(d, mention, part, this.#marks);
    if (family === null) return false;
    const borne = people.bearers(family).some((one) => surnameOf(one) === family);
    if (!borne && prominent(family) === undefined) return false;
    mention.status = 'ambiguous';
    mention.kind = 'surname';
    mention.confidence *= 0.5;
    return true;
  }

  /** A surname or given name that stands alone. */
  #linkPart(linking: Linking, k: number, part: string, bearers: readonly Entity[]): void {
    const { d, mentions } = linking;
    const mention = mentions[k]!;
    const kindFor = (entity: Entity): MentionKind => (surnameOf(entity) === part ? 'surname' : 'given_name');
    const gender = titleGender(d, mention.first, this.#marks);
    const { genderOfGivenName } = this.#knowledge;
    const fitting =
      gender === null
        ? bearers
        : bearers.filter((entity) => genderOf(entity, genderOfGivenName) !== other(gender));
    const candidates = fitting.length === 0 ? bearers : fitting;
    if (candidates.length === 1) {
      const only = candidates[0]!;
      join(linking, k, only, kindFor(only), only.seen ? 0.95 : 0.8);
      return;
    }
    const surnames = candidates.filter((entity) => surnameOf(entity) === part);
    // A son called junior is seldom meant by the surname alone.
    const seniors = surnames.filter((entity) => !isJunior(entity));
    const pool = seniors.length > 0 ? seniors : surnames.length > 0 ? surnames : candidates;
    if (pool.length === 1) {
      join(linking, k, pool[0]!, kindFor(pool[0]!), 0.85);
      return;
    }
    // Of namesakes, the one named in this paragraph or lately, where the others are far.
    const paragraph = d.paragraphOfSentence[d.sentenceOfToken[mention.first]!]!;
    const recent = new Set<Entity>();
    for (let before = k - 1; before >= 0; before--) {
      const { entity, first } = mentions[before]!;
      if (paragraph - d.paragraphOfSentence[d.sentenceOfToken[first]!]! > 1) break;
      if (entity !== null && pool.includes(entity)) recent.add(entity);
    }
    const prominent = recent.size === 1 ? undefined : this.#knowledge.prominent(part);
    if (prominent !== undefined) {
      const usual = pool.find((entity) => isPerson(entity, prominent.name));
      if (usual !== undefined) {
        join(linking, k, usual, kindFor(usual), 0.7);
        return;
      }
    }
    if (recent.size === 1) {
      const [entity] = recent;
      join(linking, k, entity!, kindFor(entity!), 0.7);
      return;
    }
    mention.status = 'ambiguous';
    mention.kind = 'surname';
    mention.confidence *= 1 / pool.length;
  }
}

/** The one item for which a condition holds, or null where it holds for none or several. */
function onlyOne<Item>(items: Iterable<Item>, holds: (item: Item) => boolean): Item | null {
  let found: Item | null = null;
  for (const item of items) {
    if (!holds(item)) continue;
    if (found !== null) return null;
    found = item;
  }
  return found;
}

function other(gender: Gender): Gender {
  return gender === 'male' ? 'female' : 'male';
}
