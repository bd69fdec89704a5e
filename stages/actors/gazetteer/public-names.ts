/** Full names of public life that are never lost, whatever the recogniser makes of them. */
import { readFileSync } from 'node:fs';
import { fromPackageRoot } from '../../../base/package-root.js';
import type { Vocabulary } from '../../vocabulary.js';
import { ACTOR_TYPES, type ActorType } from '../annotation.js';

export const PUBLIC_NAMES_PATH = 'stages/actors/gazetteer/public-names.txt';

/** A name as the tokeniser parts it. */
export interface PublicName {
  /** Vocabulary ids of its words in lower case. */
  readonly words: readonly number[];
  readonly type: ActorType;
}

/** Names by their first word, the longest first. */
export type NamesByFirstWord = ReadonlyMap<number, readonly PublicName[]>;

/** The names of the file, which training/actors/public-names.ts writes: a line a type, its letter, then names parted by "|". */
export function loadPublicNames(): readonly (readonly [type: ActorType, name: string])[] {
  return readFileSync(fromPackageRoot(PUBLIC_NAMES_PATH), 'utf8')
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [type, ...names] = line.split('|');
      if (!ACTOR_TYPES.some((one) => one === type))
        throw new Error(`${PUBLIC_NAMES_PATH}: no type '${type}'`);
      return names.map((name) => [type as ActorType, name] as const);
    });
}

/** A name's words as tokens, in lower case: hyphens stand alone. */
export function wordsOfName(name: string): string[] {
  return name
    .toLowerCase()
    .replaceAll('’', "'")
    .split(/\s+|(-)/)
    .filter((word) => word !== undefined && word !== '');
}

export function indexNames(
  names: readonly (readonly [type: ActorType, name: string])[],
  vocabulary: Vocabulary,
): NamesByFirstWord {
  const index = new Map<number, PublicName[]>();
  for (const [type, name] of names) {
    const words = wordsOfName(name).map((word) => vocabulary.intern(word));
    const own = index.get(words[0]!);
    if (own === undefined) index.set(words[0]!, [{ words, type }]);
    else own.push({ words, type });
  }
  for (const own of index.values()) own.sort((a, b) => b.words.length - a.words.length);
  return index;
}
