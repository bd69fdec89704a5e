import type { AttributionAnnotation } from '../attribution/annotation.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import type { FoundCue } from './candidates.js';

/** Verbs that give a claim to somebody; wants, demands and doings do not. */
const CLAIMING = new Set(
  'say says said argue argues argued claim claims claimed contend contends contended believe believes believed think thinks thought suspect suspects suspected fear fears feared worry worried warn warns warned suggest suggests suggested maintain maintains maintained insist insists insisted allege alleges alleged assert asserts asserted speculate speculates speculated predict predicts predicted note notes noted estimate estimates estimated assume assumes assumed conclude concludes concluded'.split(
    ' ',
  ),
);

/** A longer phrase describes its source and is not vague. */
const LONGEST_VAGUE_SOURCE = 5;

/**
 * A vague source with its verb ("many economists say") shifts the responsibility for what follows: where the
 * attribution stage found one that the lexicon does not know, it is added as an attribution shield.
 *
 * @param found - cues in text order; the shields are put among them.
 */
export function addVagueSources(
  found: FoundCue[],
  { attributions }: AttributionAnnotation,
  document: TokenisedDocument,
): void {
  const added: FoundCue[] = [];
  for (const { source, cue, source_kind: kind, sentence, confidence } of attributions) {
    if (kind !== 'generic' || source.length !== 1 || cue.length !== 1) continue;
    if (!CLAIMING.has(cue[0]!.surface.toLowerCase().split(/\s+/).at(-1)!)) continue;
    const start = Math.min(source[0]!.start, cue[0]!.start);
    const end = Math.max(source[0]!.end, cue[0]!.end);
    let first = document.sentenceStart[sentence]!;
    const sentenceEnd = document.sentenceStart[sentence + 1]!;
    while (first < sentenceEnd && document.start[first]! < start) first++;
    let after = first;
    while (after < sentenceEnd && document.end[after]! <= end) after++;
    const exact = after > first && document.start[first] === start && document.end[after - 1] === end;
    if (!exact || after - first > LONGEST_VAGUE_SOURCE) continue;
    const overlaps = (one: FoundCue): boolean => one.first < after && first < one.after;
    if (found.some(overlaps) || added.some(overlaps)) continue;
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
