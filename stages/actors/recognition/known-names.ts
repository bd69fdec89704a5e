/** The second pass over a document: what is known by name, from the document itself or from public life, is found everywhere. */
import { FLAG, POS, type TokenisedDocument } from '../../tokenising/annotation.js';
import type { Vocabulary } from '../../vocabulary.js';
import { ACTOR_TYPES, type ActorType } from '../annotation.js';
import type { KnownName, World } from '../gazetteer/gazetteer.js';
import type { NameFacts } from '../gazetteer/name-facts.js';
import { foldName } from '../gazetteer/names.js';
import {
  indexNames,
  type NamesByFirstWord,
  type PublicName,
  wordsOfName,
} from '../gazetteer/public-names.js';
import type { NameSpan } from './recognition.js';
import { MARK, PRONOUN, type WordMarks } from './word-marks.js';

const FOUND_PUBLIC = 'gazetteer: public name';
const FOUND_LEXICON = 'gazetteer: name of the lexicon';
const FOUND_AGAIN = 'rules: named elsewhere in the document';
const FOUND_TITLED = 'rules: title before a name';

/** Confidences of what is added, as shares right on a reading of articles. */
const PUBLIC = 0.95;
const AGAIN = 0.9;
const TITLED = 0.85;

/** A bare surname stands for the person usually meant where that person has this share of its documents. */
const PROMINENT = 0.85;

/** A sequence of words that names somebody in this document. */
interface KnownSequence {
  readonly words: readonly number[];
  /** Weight of each type among its mentions. */
  readonly types: number[];
  /** The name of a person that it is a part of was given in full. */
  partOfPerson: boolean;
}

export interface KnownNamesKnowledge {
  readonly world: World;
  readonly facts: NameFacts;
  readonly publicNames: NamesByFirstWord;
}

/** Adds to the recogniser's names those that it missed but the document or public life knows. */
export class KnownNames {
  readonly #knowledge: KnownNamesKnowledge;
  readonly #marks: WordMarks;
  /** By word: bits of `WORD`. */
  readonly #kind: (word: number) => number;
  readonly #names: ReadonlyMap<number, NamesOfWord>;
  readonly #states: ReadonlySet<number>;
  #cover = new Int32Array(1024);
  /** By sentence of the document: 0 not asked yet, 1 no headline, 2 a headline. */
  #headlines = new Uint8Array(64);
  /** By word of the document: how often it stands in lower case; of the words asked for. */
  readonly #lowerCounts = new Map<number, number>();

  constructor(knowledge: KnownNamesKnowledge, marks: WordMarks, vocabulary: Vocabulary) {
    this.#knowledge = knowledge;
    this.#marks = marks;
    const { world, facts } = knowledge;
    this.#names = bySecondWord(withLexicon(knowledge, vocabulary));
    this.#states = new Set(world.lists.states.map((state) => vocabulary.intern(wordsOfName(state)[0]!)));
    const firsts = new Set(this.#names.keys());
    const organisation = new Set(world.lists.organisation_words);
    const place = new Set([...world.lists.facility_words, ...world.lists.location_words]);
    const never = new Set(world.lists.not_names);
    // "Virginia" is a given name too.
    const isKnown = (word: string): boolean => {
      const known = world.find(word);
      return known !== undefined && (known.kind !== 'state' || facts.genderOfGivenName(word) === null);
    };
    this.#kind = vocabulary.table((word) => {
      const id = vocabulary.idOf(word);
      const prominent = facts.prominent(foldName(word));
      return (
        (firsts.has(id) ? WORD.beginsPublic : 0) |
        (organisation.has(word) ? WORD.organisation : 0) |
        (place.has(word) ? WORD.place : 0) |
        (never.has(word) ? WORD.noName : 0) |
        (MONTHS.has(word) ? WORD.month : 0) |
        (CONNECTORS.has(word) ? WORD.connector : 0) |
        (BEFORE_MONTH.test(word) ? WORD.beforeMonth : 0) |
        (NAME_SUFFIX.has(word) ? WORD.suffix : 0) |
        (isKnown(word) ? WORD.known : 0) |
        (prominent !== undefined && prominent.share >= PROMINENT ? WORD.prominent : 0) |
        (facts.genderOfGivenName(word) !== null || GIVEN_TOO.has(word) ? WORD.given : 0)
      );
    });
  }

  /** @param spans - in text order, without overlaps; so is what is returned. */
  complete(d: TokenisedDocument, spans: readonly NameSpan[]): NameSpan[] {
    if (this.#cover.length <= d.tokenCount) this.#cover = new Int32Array(2 * d.tokenCount);
    const sentences = d.sentenceStart.length;
    if (this.#headlines.length < sentences) this.#headlines = new Uint8Array(2 * sentences);
    else this.#headlines.fill(0, 0, sentences);
    this.#lowerCounts.clear();
    const all = [...spans];
    this.#fill(d, all);
    let changed = this.#addPublic(d, all);
    changed = this.#addTitled(d, all) || changed;
    const named = changed ? this.#settle(d, all) : all;
    let known = this.#learn(d, named);
    const whole = named.map((span) => this.#cut(d, span, known));
    if (whole.some((span, k) => span !== named[k])) known = this.#learn(d, whole);
    const typed = whole.map((span) => this.#typed(d, span, known));
    return this.#addAgain(d, typed, known) ? this.#settle(d, typed) : typed;
  }

  /** Which span each token is of: its index and one, or 0. Spans of length nothing are gone. */
  #fill(d: TokenisedDocument, spans: readonly NameSpan[]): void {
    this.#cover.fill(0, 0, d.tokenCount + 1);
    spans.forEach(({ first, after }, k) => {
      this.#cover.fill(k + 1, first, after);
    });
  }

  /** Takes out what was replaced, puts the rest in order and notes again what covers what. */
  #settle(d: TokenisedDocument, spans: readonly NameSpan[]): NameSpan[] {
    const kept = spans.filter(({ first, after }) => after > first).sort((a, b) => a.first - b.first);
    this.#fill(d, kept);
    return kept;
  }

  #capital(d: TokenisedDocument, i: number): boolean {
    return i >= 0 && i < d.tokenCount && (d.flags[i]! & FLAG.capitalised) !== 0;
  }

  /** Whether a token is tied to the one before it, as by a hyphen. */
  #tied(d: TokenisedDocument, i: number): boolean {
    return i > 0 && i < d.tokenCount && (d.flags[i]! & FLAG.spaceBefore) === 0 && d.end[i - 1] === d.start[i];
  }

  #isHyphen(d: TokenisedDocument, i: number): boolean {
    if (i < 0 || i >= d.tokenCount) return false;
    const code = d.text.charCodeAt(d.start[i]!);
    return d.end[i]! - d.start[i]! === 1 && (code === 45 || code === 0x2011 || code === 0x2013);
  }

  /** Whether [first, after) is whole words: no hyphen ties it to a word before or behind. */
  #whole(d: TokenisedDocument, first: number, after: number): boolean {
    if (this.#tied(d, first) && this.#isHyphen(d, first - 1) && this.#tied(d, first - 1)) return false;
    return !(this.#isHyphen(d, after) && this.#tied(d, after) && this.#tied(d, after + 1));
  }

  /** Where the words stand from token i on, each with a capital but connectors and hyphens: the token after, or -1. */
  #matches(d: TokenisedDocument, i: number, words: readonly number[]): number {
    const after = i + words.length;
    if (after > d.tokenCount) return -1;
    const sentence = d.sentenceOfToken[i]!;
    for (let k = 0; k < words.length; k++) {
      const at = i + k;
      if (d.word[at] !== words[k]) return -1;
      if (d.sentenceOfToken[at] !== sentence) return -1;
      if (k > 0 && (d.flags[at]! & FLAG.lineBefore) !== 0) return -1;
      if (
        (d.flags[at]! & FLAG.capitalised) === 0 &&
        (this.#kind(d.word[at]!) & WORD.connector) === 0 &&
        !this.#isHyphen(d, at) &&
        !(k > 0 && this.#isHyphen(d, at - 1))
      )
        return -1;
    }
    return this.#whole(d, i, after) ? after : -1;
  }

  /** Public names in full: added, or put in place of the parts that the recogniser found. */
  #addPublic(d: TokenisedDocument, spans: NameSpan[]): boolean {
    const cover = this.#cover;
    let changed = false;
    for (let i = 0; i < d.tokenCount; i++) {
      if ((this.#kind(d.word[i]!) & WORD.beginsPublic) === 0 || !this.#capital(d, i)) continue;
      const names = this.#names.get(d.word[i]!);
      if (names === undefined) continue;
      const longer = i + 1 < d.tokenCount ? names.bySecond.get(d.word[i + 1]!) : undefined;
      for (const { words, type } of longer ?? names.alone) {
        const after = this.#matches(d, i, words);
        if (after < 0) continue;
        if (words.length === 1) {
          if (cover[i] !== 0 || !this.#knownAlone(d, i)) break;
          spans.push({ first: i, after, type, confidence: AGAIN, found_by: FOUND_LEXICON });
          cover.fill(spans.length, i, after);
          changed = true;
          break;
        }
        const own = cover[i]!;
        const before = own > 0 ? spans[own - 1]! : null;
        const last = cover[after - 1]! > 0 ? spans[cover[after - 1]! - 1]! : null;
        // A longer name that holds this one stays; one that reaches beyond it does too.
        if (before !== null && before.first < i) break;
        if (last !== null && last.after > after) break;
        if (before !== null && before.first === i && before.after === after) {
          if (before.type !== type && before.confidence < PUBLIC) {
            spans[own - 1] = { ...before, type, found_by: FOUND_PUBLIC };
            changed = true;
          }
          break;
        }
        if (this.#continues(d, after)) break;
        for (let k = i; k < after; k++)
          if (cover[k]! > 0) spans[cover[k]! - 1] = { ...spans[cover[k]! - 1]!, after: 0 };
        spans.push({ first: i, after, type, confidence: PUBLIC, found_by: FOUND_PUBLIC });
        cover.fill(spans.length, i, after);
        changed = true;
        break;
      }
    }
    return changed;
  }

  /** Whether a single word that the lexicon knows is that name here: as written there, and no part of a longer one. */
  #knownAlone(d: TokenisedDocument, i: number): boolean {
    if (this.#knowledge.world.find(d.surface(i, i + 1)) === undefined) return false;
    const sentence = d.sentenceOfToken[i]!;
    const headline = this.#isHeadline(d, sentence);
    const longer = (k: number): boolean =>
      this.#capital(d, k) &&
      this.#cover[k] === 0 &&
      d.sentenceOfToken[k] === sentence &&
      (d.flags[k]! & FLAG.sentenceStart) === 0 &&
      (this.#marks(d.word[k]!) & MARK.title) === 0;
    if (!headline && (longer(i - 1) || (longer(i + 1) && (d.flags[i + 1]! & FLAG.lineBefore) === 0)))
      return false;
    return this.#standsForName(d, i, this.#kind(d.word[i]!), headline);
  }

  /** Whether a word of organisations or places goes on where a name ends: "Helen Marsh Foundation". */
  #continues(d: TokenisedDocument, after: number): boolean {
    return (
      this.#capital(d, after) &&
      this.#cover[after] === 0 &&
      (this.#kind(d.word[after]!) & (WORD.organisation | WORD.place)) !== 0 &&
      (d.flags[after]! & (FLAG.sentenceStart | FLAG.lineBefore)) === 0
    );
  }

  /** "Mrs May", "Sen. Vale": who stands behind a title is a person. */
  #addTitled(d: TokenisedDocument, spans: NameSpan[]): boolean {
    const cover = this.#cover;
    let changed = false;
    for (let i = 0; i + 1 < d.tokenCount; i++) {
      if ((this.#marks(d.word[i]!) & MARK.honorific) === 0 || !this.#capital(d, i) || cover[i] !== 0)
        continue;
      const first = i + 1;
      if (!this.#mayBeName(d, first, i) || cover[first] !== 0) continue;
      let after = first + 1;
      while (after < first + 3 && this.#mayBeName(d, after, i) && cover[after] === 0) after++;
      if (this.#continues(d, after) || !this.#whole(d, first, after)) continue;
      spans.push({ first, after, type: 'person', confidence: TITLED, found_by: FOUND_TITLED });
      cover.fill(spans.length, first, after);
      changed = true;
    }
    return changed;
  }

  #mayBeName(d: TokenisedDocument, i: number, from: number): boolean {
    return (
      this.#capital(d, i) &&
      (this.#marks(d.word[i]!) & PRONOUN) === 0 &&
      d.sentenceOfToken[i] === d.sentenceOfToken[from] &&
      (d.flags[i]! & FLAG.lineBefore) === 0 &&
      (this.#marks(d.word[i]!) & (MARK.title | MARK.role)) === 0 &&
      (this.#kind(d.word[i]!) & (WORD.organisation | WORD.known | WORD.connector)) === 0 &&
      ((this.#kind(d.word[i]!) & WORD.noName) === 0 || (this.#kind(d.word[i]!) & WORD.month) !== 0)
    );
  }

  /** The word sequences that name somebody in the document, by first word. */
  #learn(d: TokenisedDocument, spans: readonly NameSpan[]): Map<number, KnownSequence[]> {
    const known = new Map<number, KnownSequence[]>();
    const note = (first: number, after: number, type: ActorType, weight: number, part: boolean): void => {
      let own = known.get(d.word[first]!);
      if (own === undefined) {
        own = [];
        known.set(d.word[first]!, own);
      }
      let sequence = own.find(({ words }) => {
        if (words.length !== after - first) return false;
        for (let k = 0; k < words.length; k++) if (words[k] !== d.word[first + k]) return false;
        return true;
      });
      if (sequence === undefined) {
        const words = [...d.word.subarray(first, after)];
        sequence = { words, types: ACTOR_TYPES.map(() => 0), partOfPerson: false };
        own.push(sequence);
      }
      sequence.types[ACTOR_TYPES.indexOf(type)]! += weight;
      if (part) sequence.partOfPerson = true;
    };
    for (const { first, after, type, confidence } of spans) {
      note(first, after, type, confidence, false);
      if (type !== 'person' || after - first < 2) continue;
      let last = after - 1;
      while (last > first && (this.#kind(d.word[last]!) & WORD.suffix) !== 0) last--;
      if (last === first || !this.#capital(d, last) || d.end[last]! - d.start[last]! < 3) continue;
      // "Jong-un" has no surname at its end.
      if (this.#isHyphen(d, last - 1)) continue;
      note(last, last + 1, 'person', 1, true);
    }
    for (const own of known.values()) if (own.length > 1) own.sort((a, b) => b.words.length - a.words.length);
    return known;
  }

  /** "Omar Vale Wins Again": in a headline a name ends where it ends in the text below. */
  #cut(d: TokenisedDocument, span: NameSpan, known: ReadonlyMap<number, readonly KnownSequence[]>): NameSpan {
    const { first, after, type } = span;
    if (type !== 'person' || after - first < 3 || !this.#isHeadline(d, d.sentenceOfToken[first]!))
      return span;
    const shorter = known
      .get(d.word[first]!)
      ?.find(
        ({ words }) => words.length > 1 && words.length < after - first && this.#matches(d, first, words) > 0,
      );
    if (shorter === undefined) return span;
    const end = first + shorter.words.length;
    this.#cover.fill(0, end, after);
    return { ...span, after: end };
  }

  /** A surname of a person of the document, or of the one usually meant, is no place and no organisation. */
  #typed(
    d: TokenisedDocument,
    span: NameSpan,
    known: ReadonlyMap<number, readonly KnownSequence[]>,
  ): NameSpan {
    const { first, after, type } = span;
    if (this.#isState(d, span, known)) return { ...span, type: 'location' };
    if (after !== first + 1 || type === 'person' || type === 'norp') return span;
    const kind = this.#kind(d.word[first]!);
    if ((kind & WORD.known) !== 0) return span;
    const sequence = known.get(d.word[first]!)?.find(({ words }) => words.length === 1);
    const surname = sequence?.partOfPerson === true;
    if (!surname && (kind & WORD.prominent) === 0) return span;
    const person = sequence?.types[PERSON] ?? 0;
    const other = (sequence?.types.reduce((a, b) => a + b, 0) ?? 0) - person;
    // The document's own mentions outweigh what is usual: a firm that bears a person's name.
    if (surname ? other > 2 * person : other > person + 1 && span.confidence > 0.8) return span;
    return { ...span, type: 'person' };
  }

  /** A state's name is a place, unless somebody of the document bears it: "Virginia" of "Virginia Marsh". */
  #isState(
    d: TokenisedDocument,
    { first, after, type }: NameSpan,
    known: ReadonlyMap<number, readonly KnownSequence[]>,
  ): boolean {
    if (type === 'location' || !this.#states.has(d.word[first]!)) return false;
    if (this.#knowledge.world.find(d.surface(first, after))?.kind !== 'state') return false;
    if (after > first + 1) return true;
    if (first > 0 && (this.#marks(d.word[first - 1]!) & (MARK.honorific | MARK.title)) !== 0) return false;
    return !known
      .get(d.word[first]!)
      ?.some(({ words, types, partOfPerson }) => partOfPerson || (words.length > 1 && types[PERSON]! > 0));
  }

  /** Further occurrences of what is known, wherever they stand. */
  #addAgain(
    d: TokenisedDocument,
    spans: NameSpan[],
    known: ReadonlyMap<number, readonly KnownSequence[]>,
  ): boolean {
    const cover = this.#cover;
    let changed = false;
    for (let i = 0; i < d.tokenCount; i++) {
      if (cover[i] !== 0 || !this.#capital(d, i) || (this.#marks(d.word[i]!) & PRONOUN) !== 0) continue;
      const kind = this.#kind(d.word[i]!);
      const sequences = known.get(d.word[i]!);
      if (sequences === undefined && (kind & WORD.prominent) === 0) continue;
      const isHeadline = this.#isHeadline(d, d.sentenceOfToken[i]!);
      let type: ActorType | null = null;
      let after = -1;
      for (const sequence of sequences ?? []) {
        after = this.#matches(d, i, sequence.words);
        if (after < 0 || !this.#isFree(i, after)) {
          after = -1;
          continue;
        }
        type = heaviest(sequence);
        break;
      }
      if (after < 0) {
        if ((kind & WORD.prominent) === 0 || (kind & (WORD.known | WORD.noName)) !== 0) continue;
        if (isHeadline || (d.flags[i]! & FLAG.sentenceStart) !== 0 || !this.#whole(d, i, i + 1)) continue;
        after = i + 1;
        type = 'person';
      }
      if (after === i + 1 && !this.#standsForName(d, i, kind, isHeadline)) continue;
      const edges = this.#widened(d, i, after, type!);
      if (edges === null) continue;
      const found_by = FOUND_AGAIN;
      spans.push({ first: edges.first, after: edges.after, type: edges.type, confidence: AGAIN, found_by });
      cover.fill(spans.length, edges.first, edges.after);
      i = edges.after - 1;
      changed = true;
    }
    return changed;
  }

  /** Whether a single word with a capital is the name here: no month, no word that begins a sentence or a headline has. */
  #standsForName(d: TokenisedDocument, i: number, kind: number, isHeadline: boolean): boolean {
    const start = (d.flags[i]! & FLAG.sentenceStart) !== 0;
    if ((kind & WORD.month) !== 0) return this.#isNoMonth(d, i);
    if ((kind & WORD.noName) !== 0) return false;
    if (start && OPENERS.has(d.pos[i]!))
      return i + 1 < d.tokenCount && this.#actsNext(d, i + 1) && this.#lower(d, d.word[i]!) === 0;
    if (!start && !isHeadline) return true;
    // A word that the document also has in lower case may be that word here.
    return this.#lower(d, d.word[i]!) === 0;
  }

  /** "May may bring it back", "that May never understood", "May's plan"; not "in May", "May 5". */
  #isNoMonth(d: TokenisedDocument, i: number): boolean {
    if (i > 0 && (this.#marks(d.word[i - 1]!) & MARK.title) !== 0) return true;
    if (i > 0 && (this.#kind(d.word[i - 1]!) & WORD.beforeMonth) !== 0) return false;
    if (i + 1 >= d.tokenCount || (d.flags[i + 1]! & FLAG.digit) !== 0) return false;
    return this.#actsNext(d, i + 1);
  }

  /** Whether a verb, an adverb before one or a possessive stands at a token. */
  #actsNext(d: TokenisedDocument, i: number): boolean {
    if ((this.#marks(d.word[i]!) & MARK.possessive) !== 0) return true;
    const pos = d.pos[i]!;
    if (pos === POS.VERB || pos === POS.AUX) return true;
    return pos === POS.ADV && i + 1 < d.tokenCount && (d.pos[i + 1] === POS.VERB || d.pos[i + 1] === POS.AUX);
  }

  #isFree(first: number, after: number): boolean {
    for (let i = first; i < after; i++) if (this.#cover[i] !== 0) return false;
    return true;
  }

  #lower(d: TokenisedDocument, word: number): number {
    const counted = this.#lowerCounts.get(word);
    if (counted !== undefined) return counted;
    let count = 0;
    for (let i = 0; i < d.tokenCount; i++)
      if (d.word[i] === word && (d.flags[i]! & FLAG.capitalised) === 0) count++;
    this.#lowerCounts.set(word, count);
    return count;
  }

  /** Whether most words of four letters and more have a capital. */
  #isHeadline(d: TokenisedDocument, sentence: number): boolean {
    const told = this.#headlines[sentence]!;
    if (told !== 0) return told === 2;
    let capital = 0;
    let all = 0;
    for (let i = d.sentenceStart[sentence]!; i < d.sentenceStart[sentence + 1]!; i++) {
      if ((d.flags[i]! & FLAG.word) === 0 || d.end[i]! - d.start[i]! < 4) continue;
      all++;
      if ((d.flags[i]! & FLAG.capitalised) !== 0) capital++;
    }
    const isHeadline = all >= 4 && capital >= 0.8 * all;
    this.#headlines[sentence] = isHeadline ? 2 : 1;
    return isHeadline;
  }

  /**
   * A name with what belongs to it: "Vale" of the unseen "Lena Vale" is another person, of "Vale Foundation" an
   * organisation. Null where a longer name begins that cannot be told.
   */
  #widened(
    d: TokenisedDocument,
    first: number,
    after: number,
    type: ActorType,
  ): { first: number; after: number; type: ActorType } | null {
    if (type === 'person' && after === first + 1) {
      const before = first - 1;
      if (
        before >= 0 &&
        this.#cover[before] === 0 &&
        this.#capital(d, before) &&
        d.sentenceOfToken[before] === d.sentenceOfToken[first] &&
        (this.#kind(d.word[before]!) & (WORD.given | WORD.noName)) === WORD.given
      )
        return { first: before, after, type };
      if (this.#continues(d, after)) {
        const place = (this.#kind(d.word[after]!) & WORD.organisation) === 0;
        return { first, after: after + 1, type: place ? 'facility' : 'organisation' };
      }
    }
    return { first, after, type };
  }
}

/** Single words of these kinds are found wherever they stand; places and capitals are left to the recogniser. */
const ALONE: ReadonlySet<KnownName['kind']> = new Set([
  'country',
  'adjective',
  'people',
  'organisation',
  'group',
]);
/** Members of parties: peoples, as labelled newswire has them, whose actor is the party. */
const MEMBERS = /^(?:republicans?|democrats?|democratic|tory|tories)$/;

/** The public names and those of the lexicon. */
function withLexicon({ world, publicNames }: KnownNamesKnowledge, vocabulary: Vocabulary): NamesByFirstWord {
  const names: [ActorType, string][] = [];
  for (const [surface, { type, kind }] of world.surfaces) {
    if (!surface.includes(' ') && !ALONE.has(kind)) continue;
    if (surface.length < 2) continue;
    const norp = kind === 'adjective' || kind === 'people' || kind === 'group' || MEMBERS.test(surface);
    names.push([norp ? 'norp' : type, surface]);
  }
  const own = indexNames(names, vocabulary);
  const all = new Map(publicNames);
  for (const [first, entries] of own) {
    const both = [...(all.get(first) ?? []), ...entries].sort((a, b) => b.words.length - a.words.length);
    all.set(first, both);
  }
  return all;
}

/** The names that begin with one word, the longest first. */
interface NamesOfWord {
  /** With what stands alone at the end of each. */
  readonly bySecond: ReadonlyMap<number, readonly PublicName[]>;
  readonly alone: readonly PublicName[];
}

/** Hundreds of people are called John: the second word leaves few of them. */
function bySecondWord(names: NamesByFirstWord): ReadonlyMap<number, NamesOfWord> {
  const parted = new Map<number, NamesOfWord>();
  for (const [first, all] of names) {
    const alone = all.filter(({ words }) => words.length === 1).slice(0, 1);
    const bySecond = new Map<number, PublicName[]>();
    for (const name of all) {
      if (name.words.length === 1) continue;
      const own = bySecond.get(name.words[1]!);
      if (own === undefined) bySecond.set(name.words[1]!, [name]);
      else own.push(name);
    }
    for (const own of bySecond.values()) own.push(...alone);
    parted.set(first, { bySecond, alone });
  }
  return parted;
}

/** Bits of what the second pass knows of a word. */
const WORD = {
  beginsPublic: 1,
  organisation: 2,
  place: 4,
  noName: 8,
  month: 16,
  connector: 32,
  beforeMonth: 64,
  suffix: 128,
  known: 256,
  prominent: 512,
  given: 1024,
} as const;

const PERSON = ACTOR_TYPES.indexOf('person');
const MONTHS = new Set(['march', 'april', 'may', 'june', 'august']);
const CONNECTORS = new Set([
  'of',
  'the',
  'and',
  'for',
  'de',
  'del',
  'la',
  'bin',
  'al',
  'el',
  'von',
  'van',
  'der',
  'den',
  'da',
  'dos',
  'ul',
  'on',
  'in',
  'to',
  '&',
  '-',
]);
const BEFORE_MONTH =
  /^(?:in|of|by|since|until|till|through|from|to|last|next|this|early|late|mid|after|before|during|\d+(?:st|nd|rd|th)?)$/;
const NAME_SUFFIX = new Set(['jr', 'jr.', 'sr', 'sr.', 'ii', 'iii', 'iv']);
/** Given names that are words too, which counting pronouns behind names does not find. */
const GIVEN_TOO = new Set([
  'will',
  'mark',
  'bill',
  'grant',
  'rob',
  'pat',
  'grace',
  'hope',
  'joy',
  'faith',
  'dean',
  'frank',
  'jack',
  'art',
  'drew',
  'sue',
  'gene',
  'chase',
  'chip',
  'max',
  'ray',
  'dick',
  'chelsea',
  'jeb',
  'melania',
  'ivanka',
  'tiffany',
  'barbara',
  'laura',
  'michelle',
  'hunter',
  'jill',
]);
/** Parts of speech of words that open sentences. */
const OPENERS: ReadonlySet<number> = new Set([
  POS.DET,
  POS.PRON,
  POS.ADP,
  POS.ADV,
  POS.CCONJ,
  POS.SCONJ,
  POS.AUX,
  POS.PART,
  POS.INTJ,
  POS.NUM,
  POS.VERB,
]);

function heaviest({ types, partOfPerson }: KnownSequence): ActorType {
  let best = 0;
  types.forEach((weight, k) => {
    if (weight > types[best]!) best = k;
  });
  const all = types.reduce((a, b) => a + b, 0);
  if (partOfPerson && types[PERSON]! * 3 >= all) return 'person';
  return ACTOR_TYPES[best]!;
}
