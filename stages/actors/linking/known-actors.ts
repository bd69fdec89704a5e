/** Names that the lexicon knows: the actor they stand for; capitals as governments or as places. */
import type { TokenisedDocument } from '../../tokenising/annotation.js';
import type { ActorType, MentionKind } from '../annotation.js';
import type { OpenMention } from '../entity.js';
import type { Gazetteer, KnownName } from '../gazetteer/gazetteer.js';
import type { Name } from '../gazetteer/names.js';
import { MARK, type WordMarks } from '../recognition/word-marks.js';

/** The actor that a mention of a name of the lexicon is of. */
export interface ActorOfKnown {
  readonly key: string;
  readonly name: string;
  readonly kind: MentionKind;
  readonly type: ActorType;
}

/**
 * Adjectives stand for their country, and capitals that act for their government.
 *
 * @param acts - whether a capital or seat is its government here.
 */
export function actorOfKnown(
  { key, name, type, kind, country }: KnownName,
  { shown, acronym }: Name,
  gazetteer: Gazetteer,
  acts: boolean,
): ActorOfKnown {
  if (kind === 'adjective')
    return { key, name: gazetteer.countryName(key), kind: 'demonym', type: 'location' };
  if (kind === 'people' || kind === 'group') return { key, name, type, kind: 'demonym' };
  if (kind === 'seat' && country !== null && acts) {
    const owner = gazetteer.countryName(country);
    return {
      key: country,
      name: owner,
      kind: 'alias',
      type: owner === 'european union' ? 'organisation' : 'location',
    };
  }
  return { key, name, type, kind: shown === name ? 'name' : acronym ? 'acronym' : 'alias' };
}

/**
 * What a capital or seat is by the words around it: 1 its government, -1 a place, 0 where they do not tell. It is the
 * government where it says or does something, has policies, or talks and ties are between it and another; and a place
 * where something is in it. What is joined by "and" to the name before goes with that.
 */
export function seatUse(d: TokenisedDocument, { first, after }: OpenMention, marks: WordMarks): -1 | 0 | 1 {
  const marksAt = (i: number): number => (i >= 0 && i < d.tokenCount ? marks(d.word[i]!) : 0);
  const joined = (marksAt(first - 1) & MARK.and) !== 0;
  const before = joined ? marksAt(first - 3) : marksAt(first - 1);
  if ((before & MARK.locative) !== 0) return -1;
  if ((before & MARK.between) !== 0)
    return (marksAt(joined ? first - 4 : first - 2) & MARK.relationNoun) !== 0 ? 1 : -1;
  const next = marksAt(after);
  if ((next & MARK.possessive) !== 0)
    return ((marksAt(after + 1) | marksAt(after + 2)) & MARK.policyNoun) !== 0 ? 1 : 0;
  if ((next & MARK.governmentNoun) !== 0) return d.vocabulary.wordOf(d.word[after]!) === 'police' ? -1 : 1;
  return (next & MARK.actionVerb) !== 0 ? 1 : 0;
}
