/** Candidates of hedge cues: what the lexicon's entries match and their conditions grant. */
import type { TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import type { CueSeries, HedgeType } from './annotation.js';
import { buildConditions } from './conditions.js';
import type { Lexicon, LexiconEntry } from './lexicon.js';
import { LexiconMatcher } from './lexicon-matcher.js';

/** A cue that the lexicon and its conditions grant, tokens [first, after). */
export interface CueMatch {
  readonly entry: LexiconEntry;
  readonly type: HedgeType | null;
  readonly first: number;
  readonly after: number;
  /** Probability that it is a cue here; null where nothing was measured. */
  readonly probability: number | null;
}

/** A cue before its offsets, voice and scope are known. */
export interface FoundCue {
  readonly first: number;
  readonly after: number;
  readonly series: CueSeries;
  readonly type: HedgeType | null;
  readonly schemeType: string | null;
  readonly entry: string;
  readonly strength: number;
  readonly confidence: number | null;
}

/** Decides a candidate in context: the probability that it is a cue here, or null where it cannot say. */
export type Disambiguate = (
  document: TokenisedDocument,
  entry: LexiconEntry,
  first: number,
  after: number,
) => number | null;

/** What became of a candidate; the lexicon check listens. */
export type Verdict = 'accepted' | 'condition' | 'disambiguator';

/** A candidate with a lower probability is dropped. */
export const CUE_THRESHOLD = 0.3;

/** Hears of each candidate what became of it. */
export type Listen = (entry: LexiconEntry, first: number, after: number, verdict: Verdict) => void;

/** The conditions of each entry as tests. */
export function ruleTests(entries: readonly LexiconEntry[], vocabulary: Vocabulary) {
  const conditions = buildConditions(vocabulary);
  return entries.map((entry) => entry.when.map((name) => conditions[name]));
}

/** Finds the lexicon's cues in documents by its rules; made once. */
export function cueFinder(lexicon: Lexicon, vocabulary: Vocabulary, disambiguate: Disambiguate | null) {
  const { entries } = lexicon;
  const matcher = new LexiconMatcher(entries, vocabulary);
  const tests = ruleTests(entries, vocabulary);
  return (document: TokenisedDocument, listen?: Listen): CueMatch[] => {
    const found: CueMatch[] = [];
    matcher.scan(document, (index, first, after) => {
      const entry = entries[index]!;
      for (const test of tests[index]!) {
        if (!test(document, first, after)) {
          listen?.(entry, first, after, 'condition');
          return false;
        }
      }
      const probability =
        entry.disambiguate && disambiguate !== null ? disambiguate(document, entry, first, after) : null;
      if (probability !== null && probability < CUE_THRESHOLD) {
        listen?.(entry, first, after, 'disambiguator');
        return false;
      }
      listen?.(entry, first, after, 'accepted');
      found.push({ entry, type: entry.type, first, after, probability });
      return true;
    });
    return found;
  };
}
