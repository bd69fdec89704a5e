/** Vague sources with their verbs as attribution shields. */
import { lowerBound } from '../../base/bisect.js';
import type { Language } from '../../language/language.js';
import type { AttributionAnnotation } from '../attribution/annotation.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import type { FoundCue } from './candidates.js';

/** A longer phrase describes its source and is not vague. */
const LONGEST_VAGUE_SOURCE = 5;

/** The forms of verbs that give a claim to somebody, the -ing form apart. */
export function claimingForms({ reportingVerbs, verbForms }: Language): ReadonlySet<string> {
  return new Set(reportingVerbs.claiming.flatMap(verbForms).filter((form) => !form.endsWith('ing')));
}

/**
 * A vague source with its verb ("many economists say") shifts the responsibility for what follows: where the
 * attribution stage found one that the lexicon does not know, it is added as an attribution shield.
 *
 * @param found - cues in text order; the shields are put among them.
 * @param claiming - the forms of verbs that give a claim to somebody (`claimingForms`).
 */
export function addVagueSources(
  found: FoundCue[],
  { attributions }: AttributionAnnotation,
  document: TokenisedDocument,
  claiming: ReadonlySet<string>,
): void {
  const added: FoundCue[] = [];
  const taken = new Uint8Array(document.tokenCount);
  for (const { first, after } of found) taken.fill(1, first, after);
  for (const { source, cue, source_kind: kind, sentence, confidence } of attributions) {
    if (kind !== 'generic' || source.length !== 1 || cue.length !== 1) continue;
    if (!claiming.has(cue[0]!.surface.toLowerCase().split(/\s+/).at(-1)!)) continue;
    const start = Math.min(source[0]!.start, cue[0]!.start);
    const end = Math.max(source[0]!.end, cue[0]!.end);
    const sentenceEnd = document.sentenceStart[sentence + 1]!;
    const first = tokenFrom(document, document.sentenceStart[sentence]!, sentenceEnd, start);
    let after = first;
    while (after < sentenceEnd && document.end[after]! <= end) after++;
    const exact = after > first && document.start[first] === start && document.end[after - 1] === end;
    if (!exact || after - first > LONGEST_VAGUE_SOURCE) continue;
    if (taken.subarray(first, after).includes(1)) continue;
    taken.fill(1, first, after);
    added.push({
      first,
      after,
      series: 'hedge',
      type: 'attribution',
      schemeType: 'attribution',
      entry: 'generic source of an attribution',
      strength: 2,
      confidence,
    });
  }
  if (added.length === 0) return;
  found.push(...added);
  found.sort((a, b) => a.first - b.first);
}

/** The first token of [first, after) that does not begin before an offset. */
function tokenFrom({ start }: TokenisedDocument, first: number, after: number, offset: number): number {
  return lowerBound(start, offset, first, after);
}
