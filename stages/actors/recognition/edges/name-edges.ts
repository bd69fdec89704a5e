/** Where names begin and end: rules over the recogniser's spans. */
import { FLAG, POS, type TokenisedDocument } from '../../../tokenising/annotation.js';
import type { Vocabulary } from '../../../vocabulary.js';
import type { Gazetteer } from '../../gazetteer/gazetteer.js';
import type { NameFacts } from '../../gazetteer/name-facts.js';
import { foldName } from '../../gazetteer/names.js';
import type { NameSpan } from '../recognition.js';
import { isCapital, isHeadline, touchesBefore } from '../token-context.js';
import { MARK, type WordMarks } from '../word-marks.js';
import { NamesWithJobs } from './names-with-jobs.js';
import { NamesWithMore } from './names-with-more.js';
import { NoNames } from './no-names.js';
import { Openings } from './openings.js';
import { nameLists, WORD, wordFacts } from './word-facts.js';

/** A syllable of names in Korean or Chinese, as they are romanised behind a hyphen. */
const SYLLABLE =
  /^(?:[bcdghjklmnprstwyz]|ch|sh|kw|hw|ng|zh|ts)?(?:a|ae|e|eo|eu|i|o|oe|u|ui|wa|wi|wo|ya|ye|yeo|yo|yu|oo|ee|ou|uh|ei|ai|ie|ue)(?:[klmnprt]|ng|h|k|b|m|n|l|er|or)?$/;

/** Given names that the tagger takes for verbs, adverbs or prepositions where they begin a sentence. */
const GIVEN_OPENERS = new Set([
  'will',
  'mark',
  'bill',
  'grant',
  'rob',
  'pat',
  'grace',
  'may',
  'dean',
  'frank',
  'drew',
  'sue',
  'chase',
  'chip',
  'skip',
  'art',
  'ray',
  'don',
  'al',
]);

/** Adjusts the spans that a recogniser found; what becomes of them is in text order, without overlaps. */
export class NameEdges {
  readonly #marks: WordMarks;
  readonly #facts: (word: number) => number;
  readonly #firms: ReadonlySet<string>;
  readonly #gazetteer: Gazetteer;
  readonly #openings: Openings;
  readonly #noNames: NoNames;
  readonly #more: NamesWithMore;
  readonly #jobs: NamesWithJobs;

  constructor(gazetteer: Gazetteer, facts: NameFacts, marks: WordMarks, vocabulary: Vocabulary) {
    const names = nameLists(gazetteer);
    this.#marks = marks;
    this.#gazetteer = gazetteer;
    this.#firms = names.firms;
    this.#facts = wordFacts(gazetteer, names, facts, vocabulary);
    this.#openings = new Openings(this.#facts);
    this.#noNames = new NoNames(names.notActors, marks, this.#facts, this.#openings);
    this.#jobs = new NamesWithJobs(gazetteer, marks, this.#facts);
    this.#more = new NamesWithMore(marks, this.#facts, this.#openings, vocabulary);
  }

  adjust(d: TokenisedDocument, spans: readonly NameSpan[]): NameSpan[] {
    this.#openings.begin(d);
    const out: NameSpan[] = [];
    for (let k = 0; k < spans.length; k++) {
      const span = spans[k]!;
      const peer = this.#more.peer(d, span);
      if (peer !== null) {
        out.push(peer);
        while (k + 1 < spans.length && spans[k + 1]!.first < peer.after) k++;
        continue;
      }
      if (this.#noNames.isNoName(d, span)) continue;
      const nicknamed = this.#more.nicknamed(d, spans, k);
      if (nicknamed !== null) {
        out.push(this.#trimmed(d, nicknamed, out.at(-1)));
        while (k + 1 < spans.length && spans[k + 1]!.first < nicknamed.after) k++;
        continue;
      }
      for (const part of this.#parted(d, span)) {
        const named = this.#jobs.adjusted(d, part);
        if (named === null) continue;
        const next = this.#trimmed(d, named, out.at(-1));
        if (next.after > next.first && (out.length === 0 || out.at(-1)!.after <= next.first)) out.push(next);
      }
    }
    return out;
  }

  /** Tokens of a name given by "known as" or "nicknamed" behind a person of the document last adjusted, or null. */
  calledAs(d: TokenisedDocument, after: number): readonly [number, number] | null {
    return this.#more.calledAs(d, after);
  }

  #has(d: TokenisedDocument, i: number, bits: number): boolean {
    return i >= 0 && i < d.tokenCount && (this.#facts(d.word[i]!) & bits) !== 0;
  }

  /** Two firms joined by "and"; a possessor and what is its own. */
  #parted(d: TokenisedDocument, span: NameSpan): readonly NameSpan[] {
    const { first, after, type } = span;
    if (after - first < 3) return [span];
    for (let i = first + 1; i + 1 < after; i++) {
      const marks = this.#marks(d.word[i]!);
      if (type === 'person' && (marks & MARK.possessive) !== 0 && touchesBefore(d, i)) {
        const owner = this.#gazetteer.find(d.surface(first, i))?.type ?? 'person';
        return [
          { ...span, after: i, type: owner },
          { ...span, first: i + 1 },
        ];
      }
      if (type !== 'organisation' || (marks & MARK.and) === 0) continue;
      const [left, right] = [d.surface(first, i), d.surface(i + 1, after)];
      if (left.includes('&') || (this.#known(left) && this.#known(right)))
        return [
          { ...span, after: i },
          { ...span, first: i + 1 },
        ];
    }
    return [span];
  }

  #known(surface: string): boolean {
    return this.#gazetteer.find(surface) !== undefined;
  }

  #trimmed(d: TokenisedDocument, span: NameSpan, before: NameSpan | undefined): NameSpan {
    let { first, after, type } = span;
    if (type === 'person') [first, after] = this.#person(d, span, before?.after ?? 0);
    // "Clara May runs": a given name before a surname that is a month.
    if (
      after === first + 1 &&
      this.#has(d, first, WORD.given) &&
      this.#has(d, after, WORD.month) &&
      isCapital(d, after) &&
      !this.#has(d, first - 1, WORD.month) &&
      d.sentenceOfToken[after] === d.sentenceOfToken[first] &&
      (d.flags[Math.min(after + 1, d.tokenCount - 1)]! & FLAG.digit) === 0
    ) {
      after++;
      type = 'person';
    }
    if (type === 'person' && after > first && this.#isFirm(d, first, after)) type = 'organisation';
    // "Azov" of "Azov Battalion", and a span that ends in such a word whatever it was taken for.
    if (
      (type === 'person' || type === 'location' || type === 'organisation') &&
      isCapital(d, after) &&
      this.#has(d, after, WORD.head) &&
      (d.flags[after]! & (FLAG.sentenceStart | FLAG.lineBefore)) === 0 &&
      d.sentenceOfToken[after] === d.sentenceOfToken[first] &&
      !isHeadline(d, d.sentenceOfToken[first]!)
    ) {
      after++;
      type = 'organisation';
    } else if (
      type !== 'organisation' &&
      type !== 'norp' &&
      after - first > 1 &&
      this.#has(d, after - 1, WORD.head)
    )
      type = 'organisation';
    if (first === span.first && after === span.after && type === span.type) return span;
    return { ...span, first, after, type };
  }

  /** Where a person's name begins and ends: without titles, with particles and syllables. */
  #person(d: TokenisedDocument, span: NameSpan, least: number): [first: number, after: number] {
    let { first, after } = span;
    const from = Math.max(least, d.sentenceStart[d.sentenceOfToken[first]!]!);
    // "Sgt Mat Knowles", "Equalities Minister Nina Marsh": the name begins behind the last title.
    for (let i = after - 2; i >= first; i--) {
      if ((this.#marks(d.word[i]!) & (MARK.honorific | MARK.title)) === 0) continue;
      if (i === first && this.#has(d, i, WORD.given)) break;
      first = i + 1;
      break;
    }
    // "for Women and Equalities Nina Marsh"
    if (
      after - first === 3 &&
      !this.#has(d, first, WORD.given) &&
      (this.#has(d, first + 1, WORD.given)
        ? /ies$|[^s]s$/u.test(d.vocabulary.wordOf(d.word[first]!))
        : /(?:ities|tion|ment|lities)$/u.test(d.vocabulary.wordOf(d.word[first]!))) &&
      first > 0 &&
      (d.pos[first - 1] === POS.CCONJ || d.pos[first - 1] === POS.ADP)
    )
      first++;
    // "Jong-un", whose last part has no capital.
    while (
      this.#has(d, after, WORD.hyphen) &&
      touchesBefore(d, after) &&
      touchesBefore(d, after + 1) &&
      !this.#has(d, after + 1, WORD.suffixed) &&
      SYLLABLE.test(d.vocabulary.wordOf(d.word[after + 1]!)) &&
      (after - first > 1 || isCapital(d, first - 1))
    )
      after += 2;
    // "von der Heide"
    while (first > from && !isCapital(d, first - 1) && this.#has(d, first - 1, WORD.particle)) first--;
    if (first - 2 >= from && this.#has(d, first - 1, WORD.hyphen) && this.#has(d, first - 2, WORD.particle))
      first -= 2;
    // "Will Carr said": a given name that is a verb where it begins the sentence.
    const start = first - 1;
    if (
      after === first + 1 &&
      start >= from &&
      (d.flags[start]! & FLAG.sentenceStart) !== 0 &&
      GIVEN_OPENERS.has(d.vocabulary.wordOf(d.word[start]!)) &&
      d.text[d.end[d.sentenceStart[d.sentenceOfToken[first]! + 1]! - 1]! - 1] !== '?'
    )
      first = start;
    return [first, after];
  }

  /** A firm that bears a name that people bear, where the sentence speaks of business and nobody has a title. */
  #isFirm(d: TokenisedDocument, first: number, after: number): boolean {
    if (!this.#has(d, first, WORD.listed)) return false;
    if (!this.#firms.has(foldName(d.surface(first, after)))) return false;
    if (first > 0 && (this.#marks(d.word[first - 1]!) & (MARK.title | MARK.role)) !== 0) return false;
    const sentence = d.sentenceOfToken[first]!;
    for (let i = d.sentenceStart[sentence]!; i < d.sentenceStart[sentence + 1]!; i++)
      if (this.#has(d, i, WORD.business)) return true;
    return false;
  }
}
