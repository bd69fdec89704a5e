/** What titles and given names tell of people: role and gender. */
import type { TokenisedDocument } from '../../tokenising/annotation.js';
import type { Entity, Gender, OpenMention } from '../entity.js';
import { MARK, type WordMarks } from '../recognition/word-marks.js';
import { qualifies, roleOf } from './roles.js';

/** How many words before a name may belong to its title. */
const LONGEST_TITLE = 5;

/** The gender that the title before a name tells. */
export function titleGender(d: TokenisedDocument, first: number, marks: WordMarks): Gender | null {
  if (first === 0) return null;
  const before = marks(d.word[first - 1]!);
  return (before & MARK.maleTitle) !== 0 ? 'male' : (before & MARK.femaleTitle) !== 0 ? 'female' : null;
}

/** The gender that is known of a person, or that its given name usually has. */
export function genderOf(
  entity: Entity,
  genderOfGivenName: (folded: string) => Gender | null,
): Gender | null {
  return entity.gender ?? genderOfGivenName(entity.parts[0] ?? '');
}

/** Titles before the names give roles and gender; given names give gender where no title does. */
export function learnTitlesAndGender(
  d: TokenisedDocument,
  mentions: readonly OpenMention[],
  marks: WordMarks,
  genderOfGivenName: (folded: string) => Gender | null,
): void {
  for (const { entity, first } of mentions) {
    if (entity === null || entity.type !== 'person') continue;
    entity.gender ??= titleGender(d, first, marks);
    if (first === 0 || (marks(d.word[first - 1]!) & MARK.role) === 0) continue;
    const words: string[] = [];
    for (let i = first - 1; i >= Math.max(0, first - LONGEST_TITLE); i--) {
      const word = d.vocabulary.wordOf(d.word[i]!);
      if ((marks(d.word[i]!) & (MARK.title | MARK.role)) === 0 && !qualifies(word)) break;
      words.unshift(word);
    }
    entity.addRole(roleOf(words));
  }
  for (const { entity } of mentions)
    if (entity !== null && entity.type === 'person') entity.gender ??= genderOf(entity, genderOfGivenName);
}
