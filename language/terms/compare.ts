/** What two terms have in common: for the checks of lexicons and codebooks. */
import { satisfies, sharesPos, type TermWord, type WordSequence } from './term.js';

/** Whether a word satisfies `wide` wherever it satisfies `narrow`. */
function wordCovers(wide: TermWord, narrow: TermWord): boolean {
  if (wide.pos !== null && !(narrow.pos?.every((tag) => wide.pos!.includes(tag)) ?? false)) return false;
  if (wide.kind === 'any') return true;
  if (narrow.kind === 'any') return false;
  if (wide.kind === 'prefix')
    return narrow.kind === 'prefix'
      ? narrow.text.startsWith(wide.text)
      : narrow.forms.every((form) => form.startsWith(wide.text));
  return narrow.kind !== 'prefix' && narrow.forms.every((form) => wide.forms.includes(form));
}

/** Whether one term matches wherever the other does. */
export function covers(wide: readonly WordSequence[], narrow: readonly WordSequence[]): boolean {
  return narrow.every((other) =>
    wide.some((one) => one.length === other.length && one.every((word, k) => wordCovers(word, other[k]!))),
  );
}

/** Words that both terms match, or null. */
export function sharedWords(a: readonly WordSequence[], b: readonly WordSequence[]): string | null {
  for (const one of a) {
    for (const other of b) {
      if (one.length !== other.length) continue;
      const words = one.map((word, k) => sharedWord(word, other[k]!));
      if (words.every((word) => word !== undefined)) return words.join(' ');
    }
  }
  return null;
}

function sharedWord(word: TermWord, other: TermWord): string | undefined {
  if (!sharesPos(word, other)) return undefined;
  if (word.kind === 'any') return other.text || '_';
  if (other.kind === 'any') return word.text;
  if (word.kind === 'prefix' && other.kind === 'prefix') {
    if (word.text.startsWith(other.text)) return `${word.text}*`;
    return other.text.startsWith(word.text) ? `${other.text}*` : undefined;
  }
  const [forms, against] = word.kind === 'prefix' ? [other.forms, word] : [word.forms, other];
  return forms.find((form) => satisfies(against, form));
}
