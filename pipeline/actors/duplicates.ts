/** Finds pairs of actors that may be one. */
import type { LikelyDuplicate, ListedActor } from './actor-list-model.js';

type Candidate = Pick<ListedActor, 'key' | 'name' | 'type' | 'documents'>;

/** How the key of an actor of fewer documents is another form of one of more; null where it is none. */
type Likeness = (more: Candidate, less: Candidate) => string | null;

const letters = (key: string): string => key.replace(/[^\p{L}\p{N}]/gu, '');
const initials = (key: string): string =>
  key
    .split(/[ -]/)
    .filter((part) => !/^(?:of|the|and|for|in|on|de)$/.test(part))
    .map((part) => part.charAt(0))
    .join('');

const LIKENESSES: readonly Likeness[] = [
  (more, less) => (letters(more.key) === letters(less.key) ? 'differ in spaces or hyphens only' : null),
  (more, less) => {
    if (more.type !== 'person' || less.type !== 'person') return null;
    const [a, b] = [more.key.split(' '), less.key.split(' ')];
    if (b.length === 1 && a.length > 1) return a.at(-1) === b[0] ? 'surname' : null;
    if (a.length === 1) return b.length > 1 && b.at(-1) === a[0] ? 'surname' : null;
    if (a.at(-1) !== b.at(-1)) return null;
    return spelledAlike(a[0]!, b[0]!) ? 'surname, given names spelled alike' : null;
  },
  (more, less) => {
    if (more.type !== 'organisation' || less.type !== 'organisation') return null;
    if (more.key.length <= 6 && more.key.length > 1 && initials(less.key) === letters(more.key))
      return 'acronym';
    if (less.key.length <= 6 && less.key.length > 1 && initials(more.key) === letters(less.key))
      return 'acronym';
    const [long, short] = more.key.length > less.key.length ? [more.key, less.key] : [less.key, more.key];
    return short.includes(' ') && long.endsWith(` ${short}`) ? 'end of the name' : null;
  },
  (more, less) =>
    more.type === less.type && more.key.charAt(0) === less.key.charAt(0) && distanceIsOne(more.key, less.key)
      ? 'spelled alike'
      : null,
];

/**
 * Pairs of actors that may be one, those of most documents first. For each actor at most one: the likeliest that is
 * of as many documents or more.
 */
export function likelyDuplicates(actors: readonly Candidate[]): LikelyDuplicate[] {
  // Only actors that share a word or all letters, or are as long and begin alike, need comparing.
  const groups = new Map<string, Candidate[]>();
  const found: LikelyDuplicate[] = [];
  for (const actor of [...actors].sort((a, b) => b.documents - a.documents || (a.key < b.key ? -1 : 1))) {
    const parts = actor.key.split(' ');
    const begins = actor.key.slice(0, 3);
    const tags = new Set([
      `last ${parts.at(-1)}`,
      `letters ${letters(actor.key)}`,
      `initials ${initials(actor.key)}`,
      `initials ${letters(actor.key)}`,
      ...[0, 1].map((less) => `begins ${begins} ${actor.key.length - less}`),
      ...(actor.key.length > LEAST_LENGTH ? [`begins ${begins} ${actor.key.length + 1}`] : []),
    ]);
    let duplicate: LikelyDuplicate | null = null;
    let best = LIKENESSES.length;
    for (const tag of tags) {
      const group = groups.get(tag) ?? [];
      groups.set(tag, group);
      for (const more of group) {
        const rank = LIKENESSES.findIndex((likeness) => likeness(more, actor) !== null);
        if (rank < 0 || rank >= best) continue;
        best = rank;
        duplicate = { key: more.key, other: actor.key, reason: LIKENESSES[rank]!(more, actor)! };
      }
      group.push(actor);
    }
    if (duplicate !== null) found.push(duplicate);
  }
  return found;
}

/** Shorter keys differ by a letter too easily. */
const LEAST_LENGTH = 7;

/** Whether two given names may be spellings of one: the same first letter and consonants, vowels aside. */
function spelledAlike(a: string, b: string): boolean {
  if (a === b || a.charAt(0) !== b.charAt(0) || a.length < 3 || b.length < 3) return false;
  const consonants = (name: string): string => name.replace(/[aeiouy]/g, '').replace(/(.)\1+/g, '$1');
  return consonants(a) === consonants(b);
}

/** Whether one letter changed, added or left out makes one key of the other; only for keys long enough. */
function distanceIsOne(a: string, b: string): boolean {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  if (short.length < LEAST_LENGTH || long.length - short.length > 1 || long === short) return false;
  let from = 0;
  while (from < short.length && long[from] === short[from]) from++;
  const skip = long.length === short.length ? from + 1 : from;
  return long.slice(from + 1) === short.slice(skip) && !/\d/.test(long[from]! + (short[from] ?? ''));
}
