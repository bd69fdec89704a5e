/** Fits the classifier of cues. */
import { MAXIMUM_FEATURES, tokenFeatures } from '../../stages/hedging/features.js';
import { formsOf, SZEGED_CLASSES, szegedTagger } from '../../stages/hedging/szeged.js';
import type { Vocabulary } from '../../stages/vocabulary.js';
import { type FittedModel, fingerprintOf, fitHashedModel } from './fit.js';
import type { TokenisedRow } from './gold.js';

export interface SzegedOptions {
  readonly c?: number;
  readonly threshold?: number;
  readonly iterations?: number;
}

/** A phrase counts as one cue when it was one this often, and in this share of its occurrences. */
const MINIMUM_PHRASE = 2;
const MINIMUM_PHRASE_SHARE = 0.5;

/**
 * Fits the tagger on encyclopaedic text. The biomedical part of the corpus was tried, as it stands and by domain
 * adaptation (Daumé 2007): it lowers the scores on encyclopaedic text.
 */
export function fitSzeged(
  rows: readonly TokenisedRow[],
  vocabulary: Vocabulary,
  options: SzegedOptions = {},
): FittedModel {
  const { c = 0.2, threshold = 0.45, iterations = 80 } = options;
  const words = cueWords(rows, vocabulary);
  const isCandidate = formsOf(words, vocabulary);
  const featuresOf = tokenFeatures(vocabulary);
  const buffer = new Int32Array(MAXIMUM_FEATURES);
  const features: Int32Array[] = [];
  const y: number[] = [];
  for (const { document, cues } of rows) {
    const label = new Uint8Array(document.tokenCount);
    for (const cue of cues)
      for (let t = cue.first; t < cue.after; t++)
        label[t] = SZEGED_CLASSES.indexOf(cue.type as (typeof SZEGED_CLASSES)[number]);
    for (let t = 0; t < document.tokenCount; t++) {
      if (isCandidate(document.word[t]!) === 0) continue;
      features.push(buffer.slice(0, featuresOf(document, t, buffer)));
      y.push(label[t]!);
    }
  }
  return fitHashedModel(
    { features, y },
    {
      classes: [...SZEGED_CLASSES],
      threshold,
      words: [...words].sort(),
      phrases: cuePhrases(rows, vocabulary),
      trainedOn: [{ name: 'szeged-wiki.train', rows: rows.length }],
      fingerprint: fingerprintOf(rows.map(({ row }) => row.text)),
    },
    { minimumRows: 2, prune: 0.02, c, iterations },
  );
}

function cueWords(rows: readonly TokenisedRow[], vocabulary: Vocabulary): Set<string> {
  const words = new Set<string>();
  for (const { document, cues } of rows)
    for (const { first, after } of cues)
      if (after === first + 1) words.add(vocabulary.wordOf(document.word[first]!));
  return words;
}

function cuePhrases(rows: readonly TokenisedRow[], vocabulary: Vocabulary): Record<string, string> {
  const counts = new Map<string, { n: number; type: string }>();
  const phraseAt = (row: TokenisedRow, first: number, after: number): string =>
    Array.from(row.document.word.subarray(first, after), (id) => vocabulary.wordOf(id)).join(' ');
  for (const row of rows)
    for (const { first, after, type } of row.cues)
      if (after > first + 1) {
        const phrase = phraseAt(row, first, after);
        const known = counts.get(phrase);
        if (known === undefined) counts.set(phrase, { n: 1, type });
        else known.n++;
      }
  const frequent = [...counts].filter(([, { n }]) => n >= MINIMUM_PHRASE);
  const out: Record<string, string> = {};
  for (const [phrase, { n, type }] of frequent) {
    const length = phrase.split(' ').length;
    let occurrences = 0;
    for (const row of rows)
      for (let t = 0; t + length <= row.document.tokenCount; t++)
        if (phraseAt(row, t, t + length) === phrase) occurrences++;
    if (n / occurrences >= MINIMUM_PHRASE_SHARE) out[phrase] = type;
  }
  return Object.fromEntries(Object.entries(out).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Exact typed and untyped cue counts and sentence counts of a model on rows: [tp, fp, fn] each. */
export function scoreSzeged(
  fitted: FittedModel,
  rows: readonly TokenisedRow[],
  vocabulary: Vocabulary,
): { cue: number[]; typed: number[]; sentence: number[] } {
  const tag = szegedTagger(fitted.model, vocabulary);
  const cue = [0, 0, 0];
  const typed = [0, 0, 0];
  const sentence = [0, 0, 0];
  for (const { row, document, cues } of rows) {
    const predicted = tag(document);
    const gold = new Map(cues.map((one) => [`${one.first}-${one.after}`, one.type]));
    for (const { first, after, type } of predicted) {
      const goldType = gold.get(`${first}-${after}`);
      gold.delete(`${first}-${after}`);
      cue[goldType === undefined ? 1 : 0]!++;
      typed[goldType === type ? 0 : 1]!++;
    }
    cue[2]! += gold.size;
    const yes = predicted.length > 0;
    if (yes || row.uncertain) sentence[yes && row.uncertain ? 0 : yes ? 1 : 2]!++;
  }
  typed[2] = cue[0]! + cue[2]! - typed[0]!;
  return { cue, typed, sentence };
}
