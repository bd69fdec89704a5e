/** The second pass over a document: what is known by name, from the document itself or from public life, is found everywhere. */
import { FLAG, POS, type TokenisedDocument } from '../../../tokenising/annotation.js';
import type { Vocabulary } from '../../../vocabulary.js';
import type { ActorType } from '../../annotation.js';
import type { Gazetteer } from '../../gazetteer/gazetteer.js';
import type { NameFacts } from '../../gazetteer/name-facts.js';
import type { NamesByFirstWord, PublicName } from '../../gazetteer/public-names.js';
import type { NameSpan } from '../recognition.js';
import { actsAt, isCapital, isHeadline, isHyphen, isWhole, SENTENCE_OPENERS } from '../token-context.js';
import { MARK, PRONOUN, type WordMarks } from '../word-marks.js';
import { type DocumentNames, type KnownSequence, learnNames, typeOfSequence } from './document-names.js';
import { dividePairs } from './joined-names.js';
import { type NamesOfWord, namesByWord } from './names-by-word.js';
import { SpanTypes } from './span-types.js';
import { WORD, wordFacts } from './word-facts.js';

const FOUND_PUBLIC = 'gazetteer: public name';
const FOUND_LEXICON = 'gazetteer: name of the lexicon';
const FOUND_AGAIN = 'rules: named elsewhere in the document';
const FOUND_TITLED = 'rules: title before a name';

const NO_NAMES: readonly PublicName[] = [];

/** Confidences of what is added, as shares right on a reading of articles. */
const PUBLIC = 0.95;
const AGAIN = 0.9;
const TITLED = 0.85;

/** Verbs too: a sentence seldom begins with one, and a headline's name may look like one. */
const OPENERS: ReadonlySet<number> = new Set([...SENTENCE_OPENERS, POS.VERB]);

/** Adds to the recogniser's names those that it missed but the document or public life knows. */
export class KnownNames {
  readonly #gazetteer: Gazetteer;
  readonly #marks: WordMarks;
  /** By word: bits of `WORD`. */
  readonly #facts: (word: number) => number;
  readonly #names: ReadonlyMap<number, NamesOfWord>;
  readonly #types: SpanTypes;
  /** By token, which span it is of: its index and one, or 0. */
  #cover = new Int32Array(1024);
  /** The tokens with a capital. */
  #capitals = new Int32Array(1024);
  #capitalCount = 0;
  /** By sentence of the document: 0 not asked yet, 1 no headline, 2 a headline. */
  #headlines = new Uint8Array(64);
  /** Of the words asked for: whether the document has them in lower case. */
  readonly #inLowerCase = new Map<number, boolean>();

  constructor(
    gazetteer: Gazetteer,
    facts: NameFacts,
    publicNames: NamesByFirstWord,
    marks: WordMarks,
    vocabulary: Vocabulary,
  ) {
    this.#gazetteer = gazetteer;
    this.#marks = marks;
    this.#names = namesByWord(gazetteer, publicNames, vocabulary);
    this.#facts = wordFacts(gazetteer, facts, this.#names, vocabulary);
    this.#types = new SpanTypes(gazetteer, marks, this.#facts, vocabulary);
  }

  /** @param spans - in text order, without overlaps; so is what is returned. */
  complete(d: TokenisedDocument, spans: readonly NameSpan[]): NameSpan[] {
    this.#begin(d);
    const all = [...spans];
    this.#fill(d, all);
    let changed = this.#addPublic(d, all);
    changed = this.#addTitled(d, all) || changed;
    const settled = changed ? this.#settle(d, all) : all;
    let known = learnNames(d, settled, this.#facts);
    const named = dividePairs(d, settled, known, this.#facts);
    if (named !== settled) this.#fill(d, named);
    let cut = false;
    for (let k = 0; k < named.length; k++) {
      const span = this.#cut(d, named[k]!, known);
      if (span === named[k]) continue;
      named[k] = span;
      cut = true;
    }
    if (cut) known = learnNames(d, named, this.#facts);
    for (let k = 0; k < named.length; k++) named[k] = this.#types.typed(d, named[k]!, known);
    return this.#addAgain(d, named, known) ? this.#settle(d, named) : named;
  }

  #begin(d: TokenisedDocument): void {
    const { tokenCount, flags } = d;
    if (this.#cover.length <= tokenCount) {
      this.#cover = new Int32Array(2 * tokenCount);
      this.#capitals = new Int32Array(2 * tokenCount);
    }
    const sentences = d.sentenceStart.length;
    if (this.#headlines.length < sentences) this.#headlines = new Uint8Array(2 * sentences);
    else this.#headlines.fill(0, 0, sentences);
    this.#inLowerCase.clear();
    const capitals = this.#capitals;
    let count = 0;
    for (let i = 0; i < tokenCount; i++) if ((flags[i]! & FLAG.capitalised) !== 0) capitals[count++] = i;
    this.#capitalCount = count;
  }

  /** Notes which span each token is of. Spans of length nothing are gone. */
  #fill(d: TokenisedDocument, spans: readonly NameSpan[]): void {
    const cover = this.#cover;
    cover.fill(0, 0, d.tokenCount + 1);
    for (let k = 0; k < spans.length; k++) {
      const { first, after } = spans[k]!;
      for (let i = first; i < after; i++) cover[i] = k + 1;
    }
  }

  /** Takes out what was replaced, puts the rest in order and notes again what covers what. */
  #settle(d: TokenisedDocument, spans: readonly NameSpan[]): NameSpan[] {
    const kept = spans.filter(({ first, after }) => after > first).sort((a, b) => a.first - b.first);
    this.#fill(d, kept);
    return kept;
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
        (this.#facts(d.word[at]!) & WORD.connector) === 0 &&
        !isHyphen(d, at) &&
        !(k > 0 && isHyphen(d, at - 1))
      )
        return -1;
    }
    return isWhole(d, i, after) ? after : -1;
  }

  /** The public names that begin as the text does at a token, the longest first. */
  #publicNamesAt(d: TokenisedDocument, i: number): readonly PublicName[] {
    const facts = this.#facts(d.word[i]!);
    if ((facts & WORD.beginsPublic) === 0) return NO_NAMES;
    const second =
      i + 1 < d.tokenCount && (this.#facts(d.word[i + 1]!) & WORD.secondOfPublic) !== 0 ? d.word[i + 1]! : -1;
    if (second < 0 && (facts & WORD.alone) === 0) return NO_NAMES;
    const names = this.#names.get(d.word[i]!)!;
    return (second < 0 ? undefined : names.bySecond.get(second)) ?? names.alone;
  }

  /** Public names in full: added, or put in place of the parts that the recogniser found. */
  #addPublic(d: TokenisedDocument, spans: NameSpan[]): boolean {
    const cover = this.#cover;
    const capitals = this.#capitals;
    let changed = false;
    for (let c = 0; c < this.#capitalCount; c++) {
      const i = capitals[c]!;
      for (const { words, type } of this.#publicNamesAt(d, i)) {
        if (words.length === 1 && cover[i] !== 0) break;
        const after = this.#matches(d, i, words);
        if (after < 0) continue;
        if (words.length === 1) {
          if (!this.#knownAlone(d, i)) break;
          spans.push({ first: i, after, type, confidence: AGAIN, found_by: FOUND_LEXICON });
          cover[i] = spans.length;
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
    if (this.#gazetteer.find(d.vocabulary.wordOf(d.form[i]!)) === undefined) return false;
    const sentence = d.sentenceOfToken[i]!;
    const headline = this.#isHeadline(d, sentence);
    const longer = (k: number): boolean =>
      isCapital(d, k) &&
      this.#cover[k] === 0 &&
      d.sentenceOfToken[k] === sentence &&
      (d.flags[k]! & FLAG.sentenceStart) === 0 &&
      (this.#marks(d.word[k]!) & MARK.title) === 0;
    if (!headline && (longer(i - 1) || (longer(i + 1) && (d.flags[i + 1]! & FLAG.lineBefore) === 0)))
      return false;
    return this.#standsForName(d, i, this.#facts(d.word[i]!), headline);
  }

  /** Whether a word of organisations or places goes on where a name ends: "Helen Marsh Foundation". */
  #continues(d: TokenisedDocument, after: number): boolean {
    return (
      isCapital(d, after) &&
      this.#cover[after] === 0 &&
      (this.#facts(d.word[after]!) & (WORD.organisation | WORD.place)) !== 0 &&
      (d.flags[after]! & (FLAG.sentenceStart | FLAG.lineBefore)) === 0
    );
  }

  /** "Mrs May", "Sen. Vale": who stands behind a title is a person. */
  #addTitled(d: TokenisedDocument, spans: NameSpan[]): boolean {
    const cover = this.#cover;
    const capitals = this.#capitals;
    let changed = false;
    for (let c = 0; c < this.#capitalCount; c++) {
      const i = capitals[c]!;
      if (cover[i] !== 0 || i + 1 >= d.tokenCount || (this.#marks(d.word[i]!) & MARK.honorific) === 0)
        continue;
      const first = i + 1;
      if (!this.#mayBeName(d, first, i) || cover[first] !== 0) continue;
      let after = first + 1;
      while (after < first + 3 && this.#mayBeName(d, after, i) && cover[after] === 0) after++;
      if (this.#continues(d, after) || !isWhole(d, first, after)) continue;
      spans.push({ first, after, type: 'person', confidence: TITLED, found_by: FOUND_TITLED });
      cover.fill(spans.length, first, after);
      changed = true;
    }
    return changed;
  }

  #mayBeName(d: TokenisedDocument, i: number, from: number): boolean {
    if (!isCapital(d, i) || d.sentenceOfToken[i] !== d.sentenceOfToken[from]) return false;
    if ((d.flags[i]! & FLAG.lineBefore) !== 0) return false;
    if ((this.#marks(d.word[i]!) & (PRONOUN | MARK.title | MARK.role)) !== 0) return false;
    const facts = this.#facts(d.word[i]!);
    return (
      (facts & (WORD.organisation | WORD.known | WORD.connector)) === 0 &&
      ((facts & WORD.noName) === 0 || (facts & WORD.month) !== 0)
    );
  }

  /** "Omar Vale Wins Again": in a headline a name ends where it ends in the text below. */
  #cut(d: TokenisedDocument, span: NameSpan, known: DocumentNames): NameSpan {
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

  /** Further occurrences of what is known, wherever they stand. */
  #addAgain(d: TokenisedDocument, spans: NameSpan[], known: DocumentNames): boolean {
    const cover = this.#cover;
    const capitals = this.#capitals;
    let changed = false;
    for (let c = 0; c < this.#capitalCount; c++) {
      const i = capitals[c]!;
      if (cover[i] !== 0) continue;
      const facts = this.#facts(d.word[i]!);
      const sequences = known.get(d.word[i]!);
      if (sequences === undefined && (facts & WORD.prominent) === 0) continue;
      if ((this.#marks(d.word[i]!) & PRONOUN) !== 0) continue;
      const inHeadline = this.#isHeadline(d, d.sentenceOfToken[i]!);
      const sequence = sequences === undefined ? null : this.#sequenceAt(d, i, sequences);
      let after = i + 1;
      let type: ActorType = 'person';
      if (sequence !== null) {
        after = i + sequence.words.length;
        type = typeOfSequence(sequence);
      } else {
        if ((facts & WORD.prominent) === 0 || (facts & (WORD.known | WORD.noName)) !== 0) continue;
        if (inHeadline || (d.flags[i]! & FLAG.sentenceStart) !== 0 || !isWhole(d, i, i + 1)) continue;
      }
      if (after === i + 1 && !this.#standsForName(d, i, facts, inHeadline)) continue;
      const span = this.#widened(d, i, after, type);
      spans.push(span);
      for (let k = span.first; k < span.after; k++) cover[k] = spans.length;
      changed = true;
    }
    return changed;
  }

  /** The longest of the sequences that stands at a token where no name is yet. */
  #sequenceAt(d: TokenisedDocument, i: number, sequences: readonly KnownSequence[]): KnownSequence | null {
    for (const sequence of sequences) {
      const after = this.#matches(d, i, sequence.words);
      if (after > 0 && this.#isFree(i, after)) return sequence;
    }
    return null;
  }

  /** Whether a single word with a capital is the name here: no month, no word that begins a sentence or a headline has. */
  #standsForName(d: TokenisedDocument, i: number, facts: number, inHeadline: boolean): boolean {
    const start = (d.flags[i]! & FLAG.sentenceStart) !== 0;
    if ((facts & WORD.month) !== 0) return this.#isNoMonth(d, i);
    if ((facts & WORD.noName) !== 0) return false;
    if (start && OPENERS.has(d.pos[i]!))
      return i + 1 < d.tokenCount && actsAt(d, i + 1, this.#marks) && !this.#hasInLowerCase(d, d.word[i]!);
    if (!start && !inHeadline) return true;
    // A word that the document also has in lower case may be that word here.
    return !this.#hasInLowerCase(d, d.word[i]!);
  }

  /** "May may bring it back", "that May never understood", "May's plan"; not "in May", "May 5". */
  #isNoMonth(d: TokenisedDocument, i: number): boolean {
    if (i > 0 && (this.#marks(d.word[i - 1]!) & MARK.title) !== 0) return true;
    if (i > 0 && (this.#facts(d.word[i - 1]!) & WORD.beforeMonth) !== 0) return false;
    if (i + 1 >= d.tokenCount || (d.flags[i + 1]! & FLAG.digit) !== 0) return false;
    return actsAt(d, i + 1, this.#marks);
  }

  #isFree(first: number, after: number): boolean {
    for (let i = first; i < after; i++) if (this.#cover[i] !== 0) return false;
    return true;
  }

  #hasInLowerCase(d: TokenisedDocument, word: number): boolean {
    let has = this.#inLowerCase.get(word);
    if (has !== undefined) return has;
    has = false;
    for (let i = d.word.indexOf(word); i >= 0 && i < d.tokenCount; i = d.word.indexOf(word, i + 1)) {
      if ((d.flags[i]! & FLAG.capitalised) !== 0) continue;
      has = true;
      break;
    }
    this.#inLowerCase.set(word, has);
    return has;
  }

  #isHeadline(d: TokenisedDocument, sentence: number): boolean {
    const told = this.#headlines[sentence]!;
    if (told !== 0) return told === 2;
    const is = isHeadline(d, sentence);
    this.#headlines[sentence] = is ? 2 : 1;
    return is;
  }

  /**
   * A name with what belongs to it: "Vale" of the unseen "Lena Vale" is another person, of "Vale Foundation" an
   * organisation.
   */
  #widened(d: TokenisedDocument, first: number, after: number, type: ActorType): NameSpan {
    if (type !== 'person' || after !== first + 1) return foundAgain(first, after, type);
    const before = first - 1;
    if (
      before >= 0 &&
      this.#cover[before] === 0 &&
      isCapital(d, before) &&
      d.sentenceOfToken[before] === d.sentenceOfToken[first] &&
      (this.#facts(d.word[before]!) & (WORD.given | WORD.noName)) === WORD.given
    )
      return foundAgain(before, after, type);
    if (!this.#continues(d, after)) return foundAgain(first, after, type);
    const place = (this.#facts(d.word[after]!) & WORD.organisation) === 0;
    return foundAgain(first, after + 1, place ? 'facility' : 'organisation');
  }
}

const foundAgain = (first: number, after: number, type: ActorType): NameSpan => ({
  first,
  after,
  type,
  confidence: AGAIN,
  found_by: FOUND_AGAIN,
});
