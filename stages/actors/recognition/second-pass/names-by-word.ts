/** The names that the lexicon and public life know, found by their first two words. */
import type { Vocabulary } from '../../../vocabulary.js';
import type { ActorType } from '../../annotation.js';
import type { Gazetteer, KnownName } from '../../gazetteer/gazetteer.js';
import { indexNames, type NamesByFirstWord, type PublicName } from '../../gazetteer/public-names.js';

/** Single words of these kinds are found wherever they stand; places and capitals are left to the recogniser. */
const ALONE: ReadonlySet<KnownName['kind']> = new Set([
  'country',
  'adjective',
  'people',
  'organisation',
  'group',
]);
/** Members of parties: peoples, as labelled newswire has them, whose actor is the party. */
const MEMBERS = /^(?:republicans?|democrats?|democratic|tory|tories)$/;

/** The public names and those of the lexicon. */
function withLexicon(
  gazetteer: Gazetteer,
  publicNames: NamesByFirstWord,
  vocabulary: Vocabulary,
): NamesByFirstWord {
  const names: [ActorType, string][] = [];
  for (const [surface, { type, kind }] of gazetteer.surfaces) {
    if (!surface.includes(' ') && !ALONE.has(kind)) continue;
    if (surface.length < 2) continue;
    const norp = kind === 'adjective' || kind === 'people' || kind === 'group' || MEMBERS.test(surface);
    names.push([norp ? 'norp' : type, surface]);
  }
  const own = indexNames(names, vocabulary);
  const all = new Map(publicNames);
  for (const [first, entries] of own) {
    const both = [...(all.get(first) ?? []), ...entries].sort((a, b) => b.words.length - a.words.length);
    all.set(first, both);
  }
  return all;
}

/** The names that begin with one word, the longest first. */
export interface NamesOfWord {
  /** With what stands alone at the end of each. */
  readonly bySecond: ReadonlyMap<number, readonly PublicName[]>;
  readonly alone: readonly PublicName[];
}

/** By first word. Hundreds of people are called John: the second word leaves few of them. */
export function namesByWord(
  gazetteer: Gazetteer,
  publicNames: NamesByFirstWord,
  vocabulary: Vocabulary,
): ReadonlyMap<number, NamesOfWord> {
  const parted = new Map<number, NamesOfWord>();
  for (const [first, all] of withLexicon(gazetteer, publicNames, vocabulary)) {
    const alone = all.filter(({ words }) => words.length === 1).slice(0, 1);
    const bySecond = new Map<number, PublicName[]>();
    for (const name of all) {
      if (name.words.length === 1) continue;
      const own = bySecond.get(name.words[1]!);
      if (own === undefined) bySecond.set(name.words[1]!, [name]);
      else own.push(name);
    }
    for (const own of bySecond.values()) own.push(...alone);
    parted.set(first, { bySecond, alone });
  }
  return parted;
}
