import type { TokenisedDocument } from '../../tokenising/annotation.js';
import type { ActorType, MentionKind } from '../annotation.js';
import type { OpenMention } from '../entity.js';
import type { KnownName, World } from '../gazetteer/gazetteer.js';
import type { Name } from '../gazetteer/names.js';
import { MARK, type WordMarks } from '../recognition/word-marks.js';

/** The actor that a mention of a name of the lexicon is of. */
export interface ActorOfKnown {
  readonly key: string;
  readonly name: string;
  readonly kind: MentionKind;
  readonly type: ActorType;
}

/** Adjectives stand for their country, and capitals that act for their government. */
export function actorOfKnown(
  d: TokenisedDocument,
  mention: OpenMention,
  known: KnownName,
  { shown, acronym }: Name,
  world: World,
  marks: WordMarks,
): ActorOfKnown {
  const { key, name, type, kind, country } = known;
  if (kind === 'adjective') return { key, name: world.countryName(key), kind: 'demonym', type: 'location' };
  if (kind === 'people' || kind === 'group') return { key, name, type, kind: 'demonym' };
  if (kind === 'seat' && country !== null && actsAsGovernment(d, mention, marks)) {
    const owner = world.countryName(country);
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
 * Whether a capital stands for its government: it says or does something, has policies, or talks and ties are between
 * it and another; and is no place where something is. What is joined by "and" to the name before goes with that.
 */
function actsAsGovernment(d: TokenisedDocument, { first, after }: OpenMention, marks: WordMarks): boolean {
  const marksAt = (i: number): number => (i >= 0 && i < d.tokenCount ? marks(d.word[i]!) : 0);
  const joined = (marksAt(first - 1) & MARK.and) !== 0;
  const before = joined ? marksAt(first - 3) : marksAt(first - 1);
  if ((before & MARK.locative) !== 0) return false;
  if ((before & MARK.between) !== 0)
    return (marksAt(joined ? first - 4 : first - 2) & MARK.relationNoun) !== 0;
  const next = marksAt(after);
  if ((next & MARK.possessive) !== 0)
    return ((marksAt(after + 1) | marksAt(after + 2)) & MARK.policyNoun) !== 0;
  if ((next & MARK.governmentNoun) !== 0 && d.vocabulary.wordOf(d.word[after]!) !== 'police') return true;
  return (next & MARK.actionVerb) !== 0;
}
