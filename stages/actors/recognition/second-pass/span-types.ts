/** Types that the document corrects: surnames of its people are people, states are places. */
import type { TokenisedDocument } from '../../../tokenising/annotation.js';
import type { Vocabulary } from '../../../vocabulary.js';
import type { Gazetteer } from '../../gazetteer/gazetteer.js';
import { wordsOfName } from '../../gazetteer/public-names.js';
import type { NameSpan } from '../recognition.js';
import { MARK, type WordMarks } from '../word-marks.js';
import { type DocumentNames, PERSON } from './document-names.js';
import { WORD } from './word-facts.js';

export class SpanTypes {
  readonly #gazetteer: Gazetteer;
  readonly #marks: WordMarks;
  readonly #facts: (word: number) => number;
  /** First words of states' names. */
  readonly #states: ReadonlySet<number>;

  constructor(
    gazetteer: Gazetteer,
    marks: WordMarks,
    facts: (word: number) => number,
    vocabulary: Vocabulary,
  ) {
    this.#gazetteer = gazetteer;
    this.#marks = marks;
    this.#facts = facts;
    this.#states = new Set(gazetteer.lists.states.map((state) => vocabulary.intern(wordsOfName(state)[0]!)));
  }

  /** A surname of a person of the document, or of the one usually meant, is no place and no organisation. */
  typed(d: TokenisedDocument, span: NameSpan, known: DocumentNames): NameSpan {
    const { first, after, type } = span;
    if (this.#isState(d, span, known)) return { ...span, type: 'location' };
    if (type === 'person' && after === first + 1 && this.#isPeople(d, first))
      return { ...span, type: 'norp' };
    if (after !== first + 1 || type === 'person' || type === 'norp') return span;
    const facts = this.#facts(d.word[first]!);
    if ((facts & WORD.known) !== 0) return span;
    const sequence = known.get(d.word[first]!)?.find(({ words }) => words.length === 1);
    const surname = sequence?.partOfPerson === true;
    if (!surname && (facts & WORD.prominent) === 0) return span;
    const person = sequence?.types[PERSON] ?? 0;
    const other = (sequence?.types.reduce((a, b) => a + b, 0) ?? 0) - person;
    // The document's own mentions outweigh what is usual: a firm that bears a person's name.
    if (surname ? other > 2 * person : other > person + 1 && span.confidence > 0.8) return span;
    return { ...span, type: 'person' };
  }

  /** "Americans" is nobody's name. */
  #isPeople(d: TokenisedDocument, i: number): boolean {
    if ((this.#facts(d.word[i]!) & WORD.known) === 0 || d.text.charCodeAt(d.end[i]! - 1) !== 115)
      return false;
    const known = this.#gazetteer.find(d.vocabulary.wordOf(d.form[i]!));
    return (
      (known?.kind === 'people' || known?.kind === 'group') && d.vocabulary.wordOf(d.word[i]!).endsWith('ns')
    );
  }

  /** A state's name is a place, unless somebody of the document bears it: "Virginia" of "Virginia Marsh". */
  #isState(d: TokenisedDocument, { first, after, type }: NameSpan, known: DocumentNames): boolean {
    if (type === 'location' || !this.#states.has(d.word[first]!)) return false;
    if (this.#gazetteer.find(d.surface(first, after))?.kind !== 'state') return false;
    if (after > first + 1) return true;
    if (first > 0 && (this.#marks(d.word[first - 1]!) & (MARK.honorific | MARK.title)) !== 0) return false;
    return !known
      .get(d.word[first]!)
      ?.some(({ words, types, partOfPerson }) => partOfPerson || (words.length > 1 && types[PERSON]! > 0));
  }
}
