/** Jobs in the spans of names: "Senate Majority Leader" names the Senate, "District Judge Furman" a judge. */
import { FLAG, type TokenisedDocument } from '../../../tokenising/annotation.js';
import type { Gazetteer } from '../../gazetteer/gazetteer.js';
import type { NameSpan } from '../recognition.js';
import { isCapital } from '../token-context.js';
import { MARK, type WordMarks } from '../word-marks.js';
import { WORD } from './word-facts.js';

/** How many words behind a name may lie before the job that an apposition gives. */
const APPOSITION = 7;
const LONGEST_PERSON = 3;

export class NamesWithJobs {
  readonly #gazetteer: Gazetteer;
  readonly #marks: WordMarks;
  readonly #facts: (word: number) => number;

  constructor(gazetteer: Gazetteer, marks: WordMarks, facts: (word: number) => number) {
    this.#gazetteer = gazetteer;
    this.#marks = marks;
    this.#facts = facts;
  }

  #has(d: TokenisedDocument, i: number, bits: number): boolean {
    return i >= 0 && i < d.tokenCount && (this.#facts(d.word[i]!) & bits) !== 0;
  }

  /** The span without the jobs in it, and with the type that jobs beside it tell; null where nothing but a job is left. */
  adjusted(d: TokenisedDocument, span: NameSpan): NameSpan | null {
    const { first, after, type } = span;
    if (type === 'norp' || type === 'facility') return span;
    if (type === 'person') return this.#employs(d, span) ? { ...span, type: 'organisation' } : span;
    if (this.#has(d, after - 1, WORD.job) && (after - first > 1 || this.#has(d, first, WORD.onlyJob)))
      return this.#withoutJob(d, span);
    if (type === 'organisation') {
      if (this.#isPeer(d, first, after)) return { ...span, first: first + 1, type: 'person' };
      const judge = this.#personBehindJob(d, first, after);
      if (judge > 0) return { ...span, first: judge, type: 'person' };
    }
    if (this.#isPlace(d, first, after)) return { ...span, type: 'location' };
    return this.#isAppositive(d, first, after) ? { ...span, type: 'person' } : span;
  }

  /** "AL-AIN, United Arab Emirates": in capitals with a hyphen, the country or state behind it. */
  #isPlace(d: TokenisedDocument, first: number, after: number): boolean {
    const from = d.start[first]!;
    const to = d.end[after - 1]!;
    if (d.text[to] !== ',' || after + 1 >= d.tokenCount || to - from > 30) return false;
    const surface = d.text.slice(from, to);
    if (!surface.includes('-') || surface !== surface.toUpperCase() || /\d/.test(surface)) return false;
    if (this.#gazetteer.find(surface) !== undefined) return false;
    for (let end = after + 2; end <= Math.min(after + 5, d.tokenCount); end++) {
      if (!isCapital(d, end - 1)) continue;
      const kind = this.#gazetteer.find(d.surface(after + 1, end))?.kind;
      if (kind === 'country' || kind === 'state') return true;
    }
    return false;
  }

  /** "Texas Attorney General": what is left before the job and the words that go with it. */
  #withoutJob(d: TokenisedDocument, span: NameSpan): NameSpan | null {
    const { first, after } = span;
    if (this.#gazetteer.find(d.surface(first, after)) !== undefined) return span;
    let end = after - 1;
    // "General" alone is a firm's or a consulate's: it is a job behind "Attorney".
    if (this.#has(d, end, WORD.secondJob) && !this.#has(d, end - 1, WORD.job | WORD.ofJob)) return span;
    while (end > first && this.#has(d, end - 1, WORD.job | WORD.ofJob)) end--;
    // "the Office of the Director"
    if (end > first && !isCapital(d, end - 1)) return span;
    if (end === first) return null;
    return { ...span, after: end, type: this.#gazetteer.find(d.surface(first, end))?.type ?? span.type };
  }

  /** "Lord Ashby" */
  #isPeer(d: TokenisedDocument, first: number, after: number): boolean {
    if (!this.#has(d, first, WORD.peer) || after - first < 2 || after - first > LONGEST_PERSON) return false;
    for (let k = first + 1; k < after; k++)
      if (!isCapital(d, k) || this.#has(d, k, WORD.organisation | WORD.head | WORD.place)) return false;
    return true;
  }

  /** Where the person's name begins behind a job inside an organisation's span, or 0. */
  #personBehindJob(d: TokenisedDocument, first: number, after: number): number {
    for (let i = after - 2; i >= first; i--) {
      if (!this.#has(d, i, WORD.job) || this.#has(d, i, WORD.secondJob)) continue;
      if (after - i - 1 > LONGEST_PERSON) return 0;
      for (let k = i + 1; k < after; k++)
        if (
          !isCapital(d, k) ||
          this.#has(d, k, WORD.organisation | WORD.head | WORD.job | WORD.place) ||
          (this.#marks(d.word[k]!) & MARK.role) !== 0
        )
          return 0;
      return i + 1;
    }
    return 0;
  }

  /** "Daily Wire reporter Ann Lee": whom somebody reports for. */
  #employs(d: TokenisedDocument, { first, after }: NameSpan): boolean {
    return (
      this.#has(d, after, WORD.reporter) &&
      !isCapital(d, after) &&
      !this.#has(d, first, WORD.given) &&
      isCapital(d, after + 1) &&
      d.sentenceOfToken[after + 1] === d.sentenceOfToken[first] &&
      (first === 0 || (this.#marks(d.word[first - 1]!) & (MARK.title | MARK.role)) === 0)
    );
  }

  /** "Piers Holland, a former minister," and "Ann Lee, 34,": a given name, a surname and what its bearer is. */
  #isAppositive(d: TokenisedDocument, first: number, after: number): boolean {
    const length = after - first;
    if (length < 2 || length > LONGEST_PERSON || !this.#has(d, first, WORD.given)) return false;
    if (after + 2 >= d.tokenCount || d.text.charCodeAt(d.start[after]!) !== 44) return false;
    for (let k = first; k < after; k++)
      if (!isCapital(d, k) || this.#has(d, k, WORD.organisation | WORD.head | WORD.place)) return false;
    if (this.#gazetteer.find(d.surface(first, after)) !== undefined) return false;
    const next = after + 1;
    if ((d.flags[next]! & FLAG.digit) !== 0)
      return d.end[next]! - d.start[next]! === 2 && d.text.charCodeAt(d.end[next]!) === 44;
    if (!this.#has(d, next, WORD.article)) return false;
    const limit = Math.min(next + APPOSITION, d.tokenCount);
    for (let i = next + 1; i < limit; i++) {
      if (d.sentenceOfToken[i] !== d.sentenceOfToken[first] || (d.flags[i]! & FLAG.word) === 0) return false;
      const marks = this.#marks(d.word[i]!);
      if ((marks & MARK.role) !== 0) return true;
      if ((marks & (MARK.organisationRole | MARK.placeRole)) !== 0) return false;
    }
    return false;
  }
}
