/** Who does what to whom: the role of a mention, from the reading of parts of speech around it. */
import type { Grammar } from './grammar.js';

/**
 * `agent`: does something; `patient`: something is done to it; `speaker`: says or thinks something; `other`: none of these,
 * or not to be told.
 */
export const MENTION_ROLES = ['agent', 'patient', 'speaker', 'other'] as const;
export type MentionRole = (typeof MENTION_ROLES)[number];

/**
 * The index of the role. What is told in the main clause goes before a relative one; of a deed it suffers and one it does,
 * the one that the mention's own clause tells.
 *
 * @param speaks - whether an attribution has the mention as its source.
 */
export function roleOf(grammar: Grammar, speaks: boolean): number {
  if (speaks || grammar.speaks) return 2;
  if (grammar.objectOf >= 0 || grammar.aimedAt >= 0) return 1;
  if (grammar.agentOf >= 0) return 0;
  if (grammar.subjectOf >= 0) return grammar.subjectPassive ? 1 : 0;
  if (grammar.relativeVerb >= 0) return grammar.relativePassive ? 1 : 0;
  return 3;
}
