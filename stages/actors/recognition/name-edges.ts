/** Where names begin and end, and what is no name: rules over the recogniser's spans. */
import { FLAG, POS, type TokenisedDocument } from '../../tokenising/annotation.js';
import type { Vocabulary } from '../../vocabulary.js';
import type { World } from '../gazetteer/gazetteer.js';
import type { NameFacts } from '../gazetteer/name-facts.js';
import { foldName } from '../gazetteer/names.js';
import type { NameSpan } from './recognition.js';
import { MARK, PRONOUN, type WordMarks } from './word-marks.js';

/** Bits of what the rules know of a word. */
const WORD = {
  organisation: 1,
  particle: 2,
  given: 4,
  suffixed: 8,
  business: 16,
  work: 32,
  called: 64,
  opening: 128,
  closing: 256,
  hyphen: 512,
  party: 1024,
  credit: 2048,
  head: 4096,
  month: 8192,
  peer: 16384,
  /** May begin a name that is no actor's, or a firm's that people bear. */
  listed: 32768,
} as const;

const PEERS = new Set(['lord', 'lady', 'baroness', 'baron', 'viscount', 'viscountess']);
const PARTICLES = new Set([
  'von',
  'van',
  'der',
  'zu',
  'ten',
  'ter',
  'di',
  'ul',
  'ibn',
  'bint',
  'del',
  'dos',
  'da',
]);
/** What stands behind a name's hyphen and is no part of a name: "Marsh-era", "London-based". */
const SUFFIXED = new Set([
  'era',
  'led',
  'style',
  'based',
  'backed',
  'like',
  'born',
  'appointed',
  'controlled',
  'type',
  'themed',
  'owned',
  'friendly',
  'related',
  'linked',
  'funded',
  'run',
  'made',
  'bound',
  'wide',
  'aligned',
  'inspired',
  'ruled',
  'held',
  'listed',
  'trained',
  'supported',
  'dominated',
  'the',
  'and',
  'to',
  'who',
  'of',
  'an',
  'as',
  'at',
  'for',
  'or',
  'by',
  'esque',
  'ish',
  'ism',
  'free',
  'elect',
  'only',
  'heavy',
  'rich',
  'wing',
  'loving',
  'proof',
  'level',
  'area',
  'city',
  'care',
]);
/** A syllable of names in Korean or Chinese, as they are romanised behind a hyphen. */
const SYLLABLE =
  /^(?:[bcdghjklmnprstwyz]|ch|sh|kw|hw|ng|zh|ts)?(?:a|ae|e|eo|eu|i|o|oe|u|ui|wa|wi|wo|ya|ye|yeo|yo|yu|oo|ee|ou|uh|ei|ai|ie|ue)(?:[klmnprt]|ng|h|k|b|m|n|l|er|or)?$/;
const WORKS = new Set([
  'book',
  'novel',
  'memoir',
  'film',
  'movie',
  'song',
  'album',
  'essay',
  'article',
  'column',
  'documentary',
  'titled',
  'entitled',
  'headlined',
  'series',
  'report',
  'paper',
  'episode',
  'podcast',
  'single',
  'poem',
  'play',
  'bestseller',
]);
const CALLED = new Set(['known', 'nicknamed', 'dubbed', 'called']);
const OPENING = new Set(['“', '"', '‘', "'", '«']);
const CLOSING = new Set(['”', '"', '’', "'", '»']);
const HYPHENS = new Set(['-', '‑', '–']);
/** Party letters before a state: "(D-Calif.)", "R-Texas". */
const PARTIES = new Set(['d', 'r', 'i']);
/** Lines of credits: "Reporting by Ann Lee; editing by Omar Vale". */
const CREDIT = new Set([
  'reporting',
  'editing',
  'writing',
  'photo',
  'photograph',
  'photos',
  'image',
  'images',
  'compiled',
  'edited',
  'written',
  'reported',
  'byline',
]);
/** Head words that end the name of an organisation whatever comes before. */
const HEADS = new Set([
  'guards',
  'battalion',
  'brigade',
  'regiment',
  'commission',
  'bench',
  'front',
  'party',
  'ministry',
  'bank',
  'union',
  'fc',
  'federation',
  'association',
  'committee',
  'council',
  'university',
  'foundation',
  'institute',
  'corporation',
  'authority',
  'agency',
  'board',
  'movement',
  'alliance',
  'coalition',
  'caucus',
  'tribunal',
  'militia',
  'brotherhood',
  'congress',
  'army',
  'airlines',
  'airways',
  'ltd',
  'ltd.',
  'inc',
  'inc.',
  'plc',
  'llc',
  'gmbh',
  'holdings',
  'industries',
  'group',
  'club',
  'court',
  'police',
  'society',
  'trust',
  'chamber',
  'secretariat',
  'directorate',
]);
const MONEY = /^(?:[A-Z]{0,3}[$€£¥₦₹]|Rs\.?|N|R|KSh|Ksh|Sh|GH¢|GHS|GHC|USD|EUR|NGN|UGX|KES|TSh)\d|^\d/;

/** Adjusts the spans that a recogniser found; what becomes of them is in text order, without overlaps. */
export class NameEdges {
  readonly #marks: WordMarks;
  readonly #kind: (word: number) => number;
  readonly #notActors: ReadonlySet<string>;
  readonly #firms: ReadonlySet<string>;
  readonly #world: World;
  readonly #as: number;
  readonly #of: number;

  constructor(world: World, facts: NameFacts, marks: WordMarks, vocabulary: Vocabulary) {
    this.#marks = marks;
    this.#world = world;
    this.#notActors = new Set(world.lists.not_actors.map(foldName));
    this.#firms = new Set(world.lists.firms.map(foldName));
    this.#as = vocabulary.intern('as');
    this.#of = vocabulary.intern('of');
    const listed = new Set([...this.#notActors, ...this.#firms].map((name) => name.split(/[^a-z]/)[0]!));
    const organisation = new Set(world.lists.organisation_words);
    const business = new Set(world.lists.business_words);
    const bits: readonly (readonly [bit: number, holds: (word: string) => boolean])[] = [
      [WORD.organisation, (word) => organisation.has(word)],
      [WORD.particle, (word) => PARTICLES.has(word)],
      [WORD.given, (word) => facts.genderOfGivenName(word) !== null],
      [WORD.suffixed, (word) => SUFFIXED.has(word)],
      [WORD.business, (word) => business.has(word)],
      [WORD.work, (word) => WORKS.has(word)],
      [WORD.called, (word) => CALLED.has(word)],
      [WORD.opening, (word) => OPENING.has(word)],
      [WORD.closing, (word) => CLOSING.has(word)],
      [WORD.hyphen, (word) => HYPHENS.has(word)],
      [WORD.party, (word) => PARTIES.has(word)],
      [WORD.credit, (word) => CREDIT.has(word)],
      [WORD.head, (word) => HEADS.has(word)],
      [WORD.peer, (word) => PEERS.has(word)],
      [WORD.listed, (word) => word === 'the' || !/^[a-z]+$/.test(word) || listed.has(word)],
      [WORD.month, (word) => /^(?:march|april|may|june|august)$/.test(word)],
    ];
    this.#kind = vocabulary.table((word) =>
      bits.reduce((sum, [bit, holds]) => (holds(word) ? sum | bit : sum), 0),
    );
  }

  adjust(d: TokenisedDocument, spans: readonly NameSpan[]): NameSpan[] {
    const out: NameSpan[] = [];
    for (let k = 0; k < spans.length; k++) {
      const span = spans[k]!;
      const peer = this.#peer(d, span);
      if (peer !== null) {
        out.push(peer);
        while (k + 1 < spans.length && spans[k + 1]!.first < peer.after) k++;
        continue;
      }
      if (this.#isNoName(d, span)) continue;
      const nicknamed = this.#nicknamed(d, spans, k);
      if (nicknamed !== null) {
        out.push(this.#trimmed(d, nicknamed, out.at(-1)));
        while (k + 1 < spans.length && spans[k + 1]!.first < nicknamed.after) k++;
        continue;
      }
      for (const part of this.#parted(d, span)) {
        const next = this.#trimmed(d, part, out.at(-1));
        if (next.after > next.first && (out.length === 0 || out.at(-1)!.after <= next.first)) out.push(next);
      }
    }
    return out;
  }

  #has(d: TokenisedDocument, i: number, bits: number): boolean {
    return i >= 0 && i < d.tokenCount && (this.#kind(d.word[i]!) & bits) !== 0;
  }

  #capital(d: TokenisedDocument, i: number): boolean {
    return i >= 0 && i < d.tokenCount && (d.flags[i]! & FLAG.capitalised) !== 0;
  }

  #tied(d: TokenisedDocument, i: number): boolean {
    return i > 0 && i < d.tokenCount && d.end[i - 1] === d.start[i];
  }

  /** "Lord Ashby of Wray": a peer's title, a name and the place behind "of" are one person. */
  #peer(d: TokenisedDocument, span: NameSpan): NameSpan | null {
    const first = this.#has(d, span.first, WORD.peer) ? span.first + 1 : span.first;
    if (!this.#has(d, first - 1, WORD.peer) || !this.#capital(d, first - 1)) return null;
    const sentence = d.sentenceOfToken[first - 1]!;
    const named = (i: number): boolean =>
      this.#capital(d, i) &&
      d.sentenceOfToken[i] === sentence &&
      (d.flags[i]! & FLAG.lineBefore) === 0 &&
      (this.#marks(d.word[i]!) & (MARK.title | MARK.role)) === 0 &&
      !this.#has(d, i, WORD.head | WORD.organisation);
    let of = first;
    while (of < first + 3 && named(of)) of++;
    if (of === first || of >= d.tokenCount || d.word[of] !== this.#of || !named(of + 1)) return null;
    const after = named(of + 2) ? of + 3 : of + 2;
    return { ...span, first, after, type: 'person', confidence: Math.max(span.confidence, 0.9) };
  }

  /** Sums, parties of states, credits, titles of works, laws and events name nobody. */
  #isNoName(d: TokenisedDocument, { first, after, type }: NameSpan): boolean {
    if (this.#hasDigitSoon(d, first) && MONEY.test(d.surface(first, after))) return true;
    // "He", which some people are called, is a pronoun where it stands alone.
    if (after === first + 1 && (this.#marks(d.word[first]!) & PRONOUN) !== 0 && type === 'person')
      return true;
    if (this.#has(d, first, WORD.listed) && this.#notActors.has(foldName(d.surface(first, after))))
      return true;
    // "(D-Calif.)": the party's letter, or the state behind it.
    const letter =
      this.#has(d, first, WORD.party) && d.end[first]! - d.start[first]! === 1 ? first : first - 2;
    if (
      letter >= 1 &&
      this.#has(d, letter, WORD.party) &&
      d.end[letter]! - d.start[letter]! === 1 &&
      this.#has(d, letter + 1, WORD.hyphen) &&
      this.#capital(d, letter + 2) &&
      this.#tied(d, letter + 1)
    )
      return true;
    if (this.#isCredit(d, first, after, type)) return true;
    return this.#isWork(d, first, after);
  }

  /** Whether a digit is among the characters in which a sum begins. */
  #hasDigitSoon(d: TokenisedDocument, i: number): boolean {
    const from = d.start[i]!;
    for (let at = from; at < from + 6; at++) {
      const code = d.text.charCodeAt(at);
      if (code >= 48 && code <= 57) return true;
    }
    return false;
  }

  /** The agency in brackets that opens a text, "By Ann Lee" on a line of its own, "Reporting by …; editing by …". */
  #isCredit(d: TokenisedDocument, first: number, after: number, type: NameSpan['type']): boolean {
    const sentence = d.sentenceOfToken[first]!;
    const from = d.sentenceStart[sentence]!;
    if (
      type === 'organisation' &&
      first <= 12 &&
      d.text[d.start[first]! - 1] === '(' &&
      d.text[d.end[after - 1]!] === ')'
    ) {
      const behind = d.text.slice(d.end[after - 1]! + 1, d.end[after - 1]! + 4);
      if (/^\s*[-–—]/u.test(behind) || first <= 2) return true;
    }
    if (type !== 'person') return false;
    const word = (i: number): string => (i < 0 ? '' : d.vocabulary.wordOf(d.word[i]!));
    if (word(first - 1) !== 'by' && !(word(first - 1) === 'and' && word(from) === 'by')) {
      return this.#has(d, from, WORD.credit) && first - from <= 14 && this.#creditLine(d, from);
    }
    // A line that begins with "By" and holds little else.
    if (word(from) === 'by' && first - from <= 6) {
      const end = d.sentenceStart[sentence + 1]!;
      const line = d.text
        .slice(d.start[from]!, Math.min(d.end[end - 1]!, d.start[from]! + 200))
        .split('\n')[0]!;
      if (line.length < 80 && from < 60) return true;
    }
    return first >= 2 && this.#has(d, first - 2, WORD.credit) && this.#creditLine(d, from);
  }

  #creditLine(d: TokenisedDocument, from: number): boolean {
    for (let i = from; i < Math.min(from + 4, d.tokenCount); i++)
      if (d.vocabulary.wordOf(d.word[i]!) === 'by' || d.vocabulary.wordOf(d.word[i]!) === ':') return true;
    return false;
  }

  /** Inside quotation marks that hold the title of a work: "his book, “The Omar Vale Story”". */
  #isWork(d: TokenisedDocument, first: number, after: number): boolean {
    const from = Math.max(0, first - 8, d.sentenceStart[d.sentenceOfToken[first]!]!);
    let open = -1;
    for (let i = first - 1; i >= from && open < 0; i--) if (this.#has(d, i, WORD.opening)) open = i;
    if (open < 1) return false;
    const limit = Math.min(after + 9, d.tokenCount);
    let close = -1;
    for (let i = after; i < limit && close < 0; i++) if (this.#has(d, i, WORD.closing)) close = i;
    if (close < 0 || close - open < 3) return false;
    let capital = 0;
    let long = 0;
    for (let i = open + 1; i < close; i++) {
      if (d.end[i]! - d.start[i]! < 4) continue;
      long++;
      if (this.#capital(d, i)) capital++;
    }
    if (capital < long || !this.#capital(d, open + 1)) return false;
    for (let i = Math.max(0, open - 4); i < open; i++) if (this.#has(d, i, WORD.work)) return true;
    return false;
  }

  /** Robert “Bobby” Tarrant, one name: a person, quoted words with a capital, and the surname. */
  #nicknamed(d: TokenisedDocument, spans: readonly NameSpan[], k: number): NameSpan | null {
    const span = spans[k]!;
    const open = span.after;
    if (!this.#has(d, open, WORD.opening) || !this.#capital(d, open + 1)) return null;
    let close = open + 2;
    while (close < open + 5 && close < d.tokenCount && !this.#has(d, close, WORD.closing)) close++;
    if (!this.#has(d, close, WORD.closing) || !this.#capital(d, close + 1)) return null;
    if (d.sentenceOfToken[close + 1] !== d.sentenceOfToken[span.first]) return null;
    const last = spans.find(({ first, after }) => first <= close + 1 && after > close + 1);
    const people = [span, last].some((one) => one?.type === 'person');
    if (!people || span.after - span.first > 3) return null;
    const after = last === undefined ? close + 2 : last.after;
    return { ...span, after, type: 'person', confidence: Math.max(span.confidence, 0.9) };
  }

  /** Two firms joined by "and"; a possessor and what is its own. */
  #parted(d: TokenisedDocument, span: NameSpan): readonly NameSpan[] {
    const { first, after, type } = span;
    if (after - first < 3) return [span];
    for (let i = first + 1; i + 1 < after; i++) {
      const marks = this.#marks(d.word[i]!);
      if (type === 'person' && (marks & MARK.possessive) !== 0 && this.#tied(d, i)) {
        const owner = this.#world.find(d.surface(first, i))?.type ?? 'person';
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
    return this.#world.find(surface) !== undefined;
  }

  #trimmed(d: TokenisedDocument, span: NameSpan, before: NameSpan | undefined): NameSpan {
    let { first, after, type } = span;
    const least = before?.after ?? 0;
    const from = Math.max(least, d.sentenceStart[d.sentenceOfToken[first]!]!);
    if (type === 'person') {
      // "Sgt Mat Knowles", "Equalities Minister Nina Marsh": the name begins behind the last title.
      for (let i = after - 2; i >= first; i--) {
        if ((this.#marks(d.word[i]!) & (MARK.honorific | MARK.title)) === 0) continue;
        if (this.#has(d, i, WORD.given) && i === first) break;
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
        this.#tied(d, after) &&
        this.#tied(d, after + 1) &&
        !this.#has(d, after + 1, WORD.suffixed) &&
        SYLLABLE.test(d.vocabulary.wordOf(d.word[after + 1]!)) &&
        (after - first > 1 || this.#capital(d, first - 1))
      )
        after += 2;
      // "von der Heide"
      while (first > from && !this.#capital(d, first - 1) && this.#has(d, first - 1, WORD.particle)) first--;
      if (this.#has(d, first - 1, WORD.hyphen) && this.#has(d, first - 2, WORD.particle) && first - 2 >= from)
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
    }
    // "Clara May runs": a given name before a surname that is a month.
    if (
      after === first + 1 &&
      this.#has(d, first, WORD.given) &&
      this.#has(d, after, WORD.month) &&
      this.#capital(d, after) &&
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
      this.#has(d, after, WORD.head) &&
      this.#capital(d, after) &&
      (d.flags[after]! & (FLAG.sentenceStart | FLAG.lineBefore)) === 0 &&
      d.sentenceOfToken[after] === d.sentenceOfToken[first] &&
      !this.#isHeadline(d, first)
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

  #isHeadline(d: TokenisedDocument, i: number): boolean {
    const sentence = d.sentenceOfToken[i]!;
    let capital = 0;
    let all = 0;
    for (let k = d.sentenceStart[sentence]!; k < d.sentenceStart[sentence + 1]!; k++) {
      if ((d.flags[k]! & FLAG.word) === 0 || d.end[k]! - d.start[k]! < 4) continue;
      all++;
      if (this.#capital(d, k)) capital++;
    }
    return all >= 4 && capital >= 0.8 * all;
  }

  /** Tokens of a name given by "known as" or "nicknamed" behind a person: [first, after), or null. */
  calledAs(d: TokenisedDocument, after: number): readonly [number, number] | null {
    const limit = Math.min(after + 6, d.tokenCount);
    for (let i = after; i < limit; i++) {
      if (d.sentenceOfToken[i] !== d.sentenceOfToken[after]) return null;
      if (!this.#has(d, i, WORD.called)) continue;
      let at = i + 1;
      if (at < d.tokenCount && d.word[at] === this.#as) at++;
      if (!this.#has(d, at, WORD.opening)) return null;
      const first = at + 1;
      let end = first;
      while (end < first + 5 && end < d.tokenCount && !this.#has(d, end, WORD.closing)) end++;
      if (!this.#has(d, end, WORD.closing)) return null;
      while (end > first && (d.flags[end - 1]! & FLAG.word) === 0) end--;
      return end > first ? [first, end] : null;
    }
    return null;
  }
}

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
