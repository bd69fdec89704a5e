/** Two people joined by a hyphen: "the Sanders-Trump race". */
import type { TokenisedDocument } from '../../../tokenising/annotation.js';
import type { NameSpan } from '../recognition.js';
import { isHyphen } from '../token-context.js';
import type { DocumentNames } from './document-names.js';
import { WORD } from './word-facts.js';

/** The spans with those divided that join the surnames of two people, known from the document or from public life. */
export function dividePairs(
  d: TokenisedDocument,
  spans: NameSpan[],
  known: DocumentNames,
  facts: (word: number) => number,
): NameSpan[] {
  const isSurname = (word: number): boolean =>
    (facts(word) & WORD.prominent) !== 0 ||
    known.get(word)?.some(({ words, partOfPerson }) => words.length === 1 && partOfPerson) === true;
  let out: NameSpan[] | null = null;
  for (let k = 0; k < spans.length; k++) {
    const span = spans[k]!;
    const { first, after } = span;
    if (
      after - first === 3 &&
      isHyphen(d, first + 1) &&
      d.word[first] !== d.word[first + 2] &&
      isSurname(d.word[first]!) &&
      isSurname(d.word[first + 2]!)
    ) {
      out ??= spans.slice(0, k);
      out.push({ ...span, after: first + 1, type: 'person' }, { ...span, first: first + 2, type: 'person' });
    } else out?.push(span);
  }
  return out ?? spans;
}
