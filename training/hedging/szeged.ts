import { MAXIMUM_FEATURES, mix, tokenFeatures } from '../../stages/hedging/features.js';
import { SZEGED_CLASSES, szegedTagger } from '../../stages/hedging/szeged.js';
import type { Vocabulary } from '../../stages/vocabulary.js';
import { type FittedModel, fingerprintOf, fitHashedModel } from './fit.js';
import type { TokenisedRow } from './gold.js';

export interface SzegedTraining {
  /** Encyclopaedic text: the domain that the model is made for. */
  readonly wiki: readonly TokenisedRow[];
  /** Biomedical text; its own peculiarities get features of their own, which are thrown away. */
  readonly bio: readonly TokenisedRow[];
}

export interface SzegedOptions {
  readonly c?: number;
  readonly bioWeight?: number;
  readonly threshold?: number;
  readonly iterations?: number;
}

/** A phrase counts as one cue when it was one this often, and in this share of its occurrences. */
const MINIMUM_PHRASE = 3;
const MINIMUM_PHRASE_SHARE = 0.6;

/**
 * Fits the tagger. Two domains share features, and each has its own copy beside them (Daumé 2007, "Frustratingly
 * easy domain adaptation", ACL); what is kept is the sum of the shared and the encyclopaedic weights.
 */
export function fitSzeged(
  { wiki, bio }: SzegedTraining,
  vocabulary: Vocabulary,
  options: SzegedOptions = {},
): FittedModel {
  const { c = 0.3, bioWeight = 1, threshold = 0.5, iterations = 120 } = options;
  const words = cueWords(wiki, bio, vocabulary);
  const isCandidate = vocabulary.table((word) => (words.has(word) ? 1 : 0));
  const featuresOf = tokenFeatures(vocabulary);
  const buffer = new Int32Array(MAXIMUM_FEATURES);
  const features: Int32Array[] = [];
  const y: number[] = [];
  const weight: number[] = [];
  const addRows = (rows: readonly TokenisedRow[], domain: number, rowWeight: number): void => {
    for (const { document, cues } of rows) {
      const label = new Uint8Array(document.tokenCount);
      for (const cue of cues)
        for (let t = cue.first; t < cue.after; t++)
          label[t] = SZEGED_CLASSES.indexOf(cue.type as (typeof SZEGED_CLASSES)[number]);
      for (let t = 0; t < document.tokenCount; t++) {
        if (isCandidate(document.word[t]!) === 0) continue;
        const n = featuresOf(document, t, buffer);
        const row = new Int32Array(domain === 0 ? n : 2 * n);
        row.set(buffer.subarray(0, n));
        // The biomedical copy; the encyclopaedic one is folded into the shared weights by leaving it out.
        for (let i = 0; domain !== 0 && i < n; i++) row[n + i] = mix(buffer[i]!, 0x62696f);
        features.push(row);
        y.push(label[t]!);
        weight.push(rowWeight);
      }
    }
  };
  addRows(wiki, 0, 1);
  addRows(bio, 1, bioWeight);
  return fitHashedModel(
    { features, y, weight },
    {
      classes: [...SZEGED_CLASSES],
      threshold,
      words: [...words].sort(),
      phrases: cuePhrases([...wiki, ...bio], vocabulary),
      trainedOn: [
        { name: 'szeged-wiki.train', rows: wiki.length },
        { name: 'szeged-bio.train', rows: bio.length },
      ],
      fingerprint: fingerprintOf([...wiki, ...bio].map(({ row }) => row.text)),
    },
    { minimumRows: 2, prune: 0.02, c, iterations },
  );
}

function cueWords(
  wiki: readonly TokenisedRow[],
  bio: readonly TokenisedRow[],
  vocabulary: Vocabulary,
): Set<string> {
  const words = new Set<string>();
  const collect = (rows: readonly TokenisedRow[], minimum: number): void => {
    const counts = new Map<string, number>();
    for (const { document, cues } of rows)
      for (const { first, after } of cues)
        if (after === first + 1) {
          const word = vocabulary.wordOf(document.word[first]!);
          counts.set(word, (counts.get(word) ?? 0) + 1);
        }
    for (const [word, n] of counts) if (n >= minimum) words.add(word);
  };
  collect(wiki, 1);
  collect(bio, 2);
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
