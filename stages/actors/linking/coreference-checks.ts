/** What linking descriptions and both kinds of pronouns asks: who fits, who is a subject, what becomes of a mention. */
import { FLAG, POS, type TokenisedDocument } from '../../tokenising/annotation.js';
import type { Entity, OpenMention } from '../entity.js';
import { MARK } from '../recognition/word-marks.js';

export function resolved(mention: OpenMention, entity: Entity, confidence: number): OpenMention {
  mention.entity = entity;
  mention.status = 'resolved';
  mention.confidence = confidence;
  return mention;
}

export function ambiguous(mention: OpenMention, confidence: number): OpenMention {
  mention.status = 'ambiguous';
  mention.confidence = confidence;
  return mention;
}

/** Whether a pronoun of a kind may stand for an actor. */
export function fits(entity: Entity, mention: OpenMention, kind: number): boolean {
  const { type, gender } = entity;
  if (kind === MARK.he) return type === 'person' && gender !== 'female';
  if (kind === MARK.she) return type === 'person' && gender !== 'male';
  if (kind === MARK.it) return (type === 'organisation' || type === 'location') && mention.kind !== 'demonym';
  return type === 'organisation' || type === 'norp';
}

/** Whether a verb follows the mention with no preposition before it: a rough sign of the subject. */
export function isSubject(d: TokenisedDocument, { first, after }: OpenMention): boolean {
  if (first > 0 && d.pos[first - 1] === POS.ADP) return false;
  for (let i = after; i < Math.min(after + 3, d.tokenCount); i++) {
    const pos = d.pos[i]!;
    if (pos === POS.VERB || pos === POS.AUX) return true;
    if (pos !== POS.ADV && pos !== POS.PART) break;
  }
  return (d.flags[first]! & FLAG.sentenceStart) !== 0;
}
