// The commentary scheme's decision: candidates from a wide lexicon, each with a probability from one classifier.
import { fromPackageRoot } from '../../base/package-root.js';
import { hashText } from '../../base/random.js';
import { exactWord } from '../../language/terms/term.js';
import { readBundled } from '../bundled-resources.js';
import { NameMask } from '../masked-names.js';
import type { TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import type { HedgeType } from './annotation.js';
import { type CueMatch, type Listen, ruleTests } from './candidates.js';
import { cueFeatures, MAXIMUM_CUE_FEATURES } from './cue-features.js';
import { mix } from './features.js';
import {
  COMMENTARY_CANDIDATES,
  DEFAULT_LEXICON,
  type Lexicon,
  type LexiconEntry,
  parseLexicon,
} from './lexicon.js';
import { LexiconMatcher } from './lexicon-matcher.js';
import { type HashedLinearModel, loadHashedLinearModel } from './linear-model.js';
import { literalReading } from './literal-readings.js';
import type { Rules } from './rules.js';

export const COMMENTARY_MODEL = 'stages/hedging/models/commentary';
const HEDGE_TYPES: readonly HedgeType[] = ['plausibility', 'attribution', 'approximator', 'conditional'];
export const CUE_CLASSES = ['none', 'cue'] as const;

export function loadCommentaryModel(): HashedLinearModel {
  return loadHashedLinearModel(fromPackageRoot(COMMENTARY_MODEL));
}

/** A span that may be a hedge, tokens [first, after), with its features. */
export interface CueCandidate {
  readonly entry: LexiconEntry;
  /** Hash of the entry. */
  readonly hash: number;
  readonly type: HedgeType;
  readonly first: number;
  readonly after: number;
  /** Whether the entry's conditions hold; 2 where it has none. */
  readonly granted: number;
}

/** What the training passages teach of candidates: phrases that were a cue with their type, and phrases that never are. */
export interface CandidatePhrases {
  readonly cues: Readonly<Record<string, string>>;
  readonly never: readonly string[];
}

/** Whether a hedge of this entry is decided by the classifier; a lexicon of the user's own keeps its rules. */
export const isClassified = ({ series, file, disambiguate }: LexiconEntry): boolean =>
  series === 'hedge' && (file === DEFAULT_LEXICON || (file === COMMENTARY_CANDIDATES && disambiguate));

/** The candidates that no rule may grant, only the classifier. */
export function wideCandidates(): readonly LexiconEntry[] {
  return readBundled(COMMENTARY_CANDIDATES, (text) => parseLexicon(text, COMMENTARY_CANDIDATES)).entries;
}

/** Stands for the words [first, after). */
function keyOf(ids: Int32Array, first: number, after: number): number {
  let key = after - first;
  for (let t = first; t < after; t++) key = mix(key, ids[t]!);
  return key;
}

/** The words of a stretch as a phrase. */
export function phraseOf(document: TokenisedDocument, first: number, after: number): string {
  let phrase = document.vocabulary.wordOf(document.word[first]!);
  for (let t = first + 1; t < after; t++) phrase += ` ${document.vocabulary.wordOf(document.word[t]!)}`;
  return phrase;
}

/** Candidates of a document and their features. The same code serves the trainer and the stage. */
export function candidateFinder(lexicon: Lexicon, vocabulary: Vocabulary, phrases: CandidatePhrases) {
  const withDefault = lexicon.entries.some(({ file }) => file === DEFAULT_LEXICON);
  const learned: LexiconEntry[] = Object.entries(phrases.cues).map(([phrase, type]) => ({
    cue: phrase,
    series: 'hedge',
    type: type as HedgeType,
    strength: 2,
    when: [],
    disambiguate: true,
    file: COMMENTARY_CANDIDATES,
    line: 0,
    sequences: [phrase.split(' ').map(exactWord)],
  }));
  const entries = withDefault ? [...lexicon.entries, ...wideCandidates(), ...learned] : lexicon.entries;
  const matcher = new LexiconMatcher(entries, vocabulary);
  const tests = ruleTests(entries, vocabulary);
  const classified = entries.map(isClassified);
  /** The conditions of the others are one feature among many. */
  const hard = entries.map(({ file, when }) => file === COMMENTARY_CANDIDATES || when.includes('auxiliary'));
  const entryHash = Int32Array.from(entries, ({ file, cue }) => hashText(`${file} ${cue}`));
  const typeHash = Object.fromEntries(HEDGE_TYPES.map((type) => [type, hashText(type) | 0]));
  const phraseFacts = new Map<number, { type: HedgeType | null; never: boolean }>();
  const keyOfPhrase = (phrase: string): number => {
    const ids = Int32Array.from(phrase.split(' '), (word) => vocabulary.intern(word));
    return keyOf(ids, 0, ids.length);
  };
  for (const [phrase, type] of Object.entries(phrases.cues))
    phraseFacts.set(keyOfPhrase(phrase), { type: type as HedgeType, never: false });
  for (const phrase of phrases.never) {
    const key = keyOfPhrase(phrase);
    phraseFacts.set(key, { type: phraseFacts.get(key)?.type ?? null, never: true });
  }
  const featuresOf = cueFeatures(vocabulary);
  const names = new NameMask(vocabulary);
  /** The document without its names: who is meant decides no hedge. */
  const masked = (document: TokenisedDocument): TokenisedDocument => names.mask(document);

  /** Candidates in text order, longer ones first; what rules decide is handed to `rule`. */
  const candidates = (
    document: TokenisedDocument,
    rule: (entry: LexiconEntry, first: number, after: number) => boolean,
    listen?: Listen,
  ): CueCandidate[] => {
    const found: CueCandidate[] = [];
    const { word } = masked(document);
    const seen = (first: number, after: number): boolean => {
      for (let k = found.length - 1; k >= 0 && found[k]!.first >= first; k--)
        if (found[k]!.first === first && found[k]!.after === after) return true;
      return false;
    };
    let ruledUntil = 0;
    // A span that a hard condition takes away is none for a later entry either.
    let barredFirst = -1;
    let barredAfter = -1;
    matcher.scan(document, (index, first, after) => {
      const entry = entries[index]!;
      const byModel = classified[index]!;
      if (byModel ? seen(first, after) : first < ruledUntil) return false;
      const test = tests[index]!;
      let granted = test.length === 0 ? 2 : 1;
      for (const condition of test)
        if (!condition(document, first, after)) {
          granted = 0;
          break;
        }
      if (byModel && first === barredFirst && after === barredAfter) return false;
      // "May never understood her party": a name.
      if (byModel && names.hides(word[first]!)) return false;
      if (granted === 0 && (!byModel || hard[index])) {
        if (byModel) {
          barredFirst = first;
          barredAfter = after;
        }
        listen?.(entry, first, after, 'condition');
        return false;
      }
      if (!byModel) {
        if (rule(entry, first, after)) ruledUntil = after;
        return false;
      }
      const known = phraseFacts.get(keyOf(document.word, first, after));
      if (known?.never === true && granted !== 1) {
        listen?.(entry, first, after, 'disambiguator');
        return false;
      }
      found.push({ entry, hash: entryHash[index]!, type: known?.type ?? entry.type!, first, after, granted });
      return false;
    });
    return found.sort((a, b) => a.first - b.first || b.after - a.after);
  };

  /** Writes the features of candidate `k` among those of its document. */
  const features = (
    document: TokenisedDocument,
    all: readonly CueCandidate[],
    k: number,
    out: Int32Array,
  ): number => {
    const { hash, type, first, after, granted } = all[k]!;
    let cover: CueCandidate | null = null;
    for (let j = k - 1; j >= 0 && all[j]!.first > first - LONGEST_COVER; j--)
      if (
        all[j]!.after >= after &&
        (cover === null || all[j]!.after - all[j]!.first > cover.after - cover.first)
      )
        cover = all[j]!;
    return featuresOf(
      masked(document),
      first,
      after,
      {
        entry: hash,
        type: typeHash[type]!,
        granted,
        cover: cover === null ? 0 : cover.hash,
      },
      out,
    );
  };
  return { candidates, features };
}

/**
 * Of candidates that overlap at most one is a cue, so that their probabilities exclude each other: the likeliest stands
 * for those that it overlaps, with the sum of their probabilities as that of a cue's standing there ("It seems that":
 * "seems", "it seems" and "it seems that"). Likeliest first.
 */
export function settleOverlaps(
  spans: readonly { readonly first: number; readonly after: number }[],
  probability: ArrayLike<number>,
): { readonly best: number; readonly mass: number }[] {
  const order = [...spans.keys()].sort(
    (a, b) =>
      probability[b]! - probability[a]! ||
      spans[a]!.first - spans[b]!.first ||
      spans[b]!.after - spans[a]!.after,
  );
  // The spans of a token, by index: nothing is compared with what stands far away.
  const at = new Map<number, number[]>();
  spans.forEach(({ first, after }, k) => {
    for (let t = first; t < after; t++) {
      const here = at.get(t);
      if (here === undefined) at.set(t, [k]);
      else here.push(k);
    }
  });
  const settled = new Set<number>();
  const chosen: { best: number; mass: number }[] = [];
  for (const best of order) {
    if (settled.has(best)) continue;
    let mass = 0;
    for (let t = spans[best]!.first; t < spans[best]!.after; t++)
      for (const k of at.get(t)!) {
        if (settled.has(k)) continue;
        settled.add(k);
        mass += probability[k]!;
      }
    chosen.push({ best, mass: Math.min(1, mass) });
  }
  return chosen;
}

/** A second look at a document's candidates, by which they are decided in place of the classifier alone. */
export interface JudgeAgain {
  /** In place of the classifier's thresholds, for all types. */
  readonly threshold: number;
  /** Changes the candidates' probabilities, and may add candidates with theirs. */
  judge(document: TokenisedDocument, asked: CueCandidate[], probability: number[]): void;
}

/** A covering candidate begins at most this many tokens before. */
const LONGEST_COVER = 8;

/**
 * Decides a document's cues: the classifier the hedges of the default lexicon and of the wide one, rules the other
 * series and the entries of a user's own lexicon. Of overlapping cues stay the negated ones, then the likelier hedge.
 */
export function cueDecider(lexicon: Lexicon, vocabulary: Vocabulary, model: HashedLinearModel, rules: Rules) {
  const { header } = model;
  const { candidates, features } = candidateFinder(lexicon, vocabulary, {
    cues: header.phrases,
    never: header.never ?? [],
  });
  const thresholds = header.thresholds ?? {};
  const isLiteral = literalReading(vocabulary);
  const buffer = new Int32Array(MAXIMUM_CUE_FEATURES);
  const probabilities = new Float64Array(CUE_CLASSES.length);

  return (document: TokenisedDocument, listen?: Listen, again?: JudgeAgain): CueMatch[] => {
    const sure: CueMatch[] = [];
    const rest: CueMatch[] = [];
    const all = candidates(
      document,
      (entry, first, after) => {
        const probability = rules(document, entry, first, after);
        listen?.(entry, first, after, probability === false ? 'disambiguator' : 'accepted');
        if (probability === false) return false;
        (entry.series === 'negated' || entry.series === 'hedge' ? sure : rest).push({
          entry,
          type: entry.type,
          first,
          after,
          probability,
        });
        return true;
      },
      listen,
    );
    const conditional = sure.filter(({ type }) => type === 'conditional');
    const inverted = new Set(conditional.map(({ first }) => document.sentenceOfToken[first]!));
    const asked: CueCandidate[] = [];
    const probability: number[] = [];
    for (let k = 0; k < all.length; k++) {
      const one = all[k]!;
      // The "would" that goes with an inverted condition is coded with it.
      if (one.type === 'conditional' && inverted.has(document.sentenceOfToken[one.first]!)) continue;
      if (isLiteral(document, one.first, one.after)) {
        listen?.(one.entry, one.first, one.after, 'condition');
        continue;
      }
      model.probabilities(buffer, features(document, all, k, buffer), probabilities);
      asked.push(one);
      probability.push(probabilities[1]!);
    }
    again?.judge(document, asked, probability);
    const likely: CueMatch[] = [];
    for (const { best, mass } of settleOverlaps(asked, probability)) {
      const { entry, type, first, after, granted } = asked[best]!;
      if (mass < (again?.threshold ?? thresholds[type] ?? header.threshold)) {
        listen?.(entry, first, after, granted === 0 ? 'condition' : 'disambiguator');
        continue;
      }
      listen?.(entry, first, after, 'accepted');
      likely.push({ entry, type, first, after, probability: mass });
    }
    const chosen = [...sure];
    const taken = new Uint8Array(document.tokenCount);
    for (const { first, after } of sure) taken.fill(1, first, after);
    for (const one of [...likely, ...rest]) {
      if (taken.subarray(one.first, one.after).includes(1)) continue;
      taken.fill(1, one.first, one.after);
      chosen.push(one);
    }
    return chosen.sort((a, b) => a.first - b.first);
  };
}
