/** Judges the sentiment toward stretches of text and toward mentions in a document. */
import type { TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import {
  adjustToPriors,
  type ClassPriors,
  type CombinedModel,
  loadClassifier,
  loadHeader,
  type MentionClassifier,
} from './classifier.js';
import { LONGEST_SENTENCE, SentenceView } from './sentence.js';
import { loadWords, type WordTables } from './words.js';

/** The tokens [first, after) that a stretch of text touches; one token at least. */
export function tokenSpan(document: TokenisedDocument, start: number, end: number): [number, number] {
  let low = 0;
  let high = document.tokenCount;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (document.end[middle]! <= start) low = middle + 1;
    else high = middle;
  }
  const first = Math.min(low, Math.max(0, document.tokenCount - 1));
  let after = first + 1;
  while (after < document.tokenCount && document.start[after]! < end) after++;
  return [first, after];
}

/**
 * Which class priors hold: those of single sentences chosen for study (`sentence`), or of all mentions of an
 * article (`article`), most of which are neutral; `auto` takes the latter for a text of two sentences or more.
 */
export const PRIORS = ['auto', 'sentence', 'article'] as const;
export type Prior = (typeof PRIORS)[number];

/** Whether the class priors of running text hold for a document. */
export function isRunningText(document: TokenisedDocument, prior: Prior): boolean {
  return prior === 'article' || (prior === 'auto' && document.sentenceCount > 1);
}

/**
 * Judges mentions of one document after the other. Mentions of one sentence that are asked for in a row share
 * the work on it. One instance serves one vocabulary and one thread.
 */
export class TargetJudge {
  readonly #words: WordTables;
  readonly #classifier: MentionClassifier;
  readonly #sentence = new SentenceView();
  #document: TokenisedDocument | null = null;
  #readFrom = -1;

  readonly priors: ClassPriors;

  constructor(model: CombinedModel, vocabulary: Vocabulary) {
    this.priors = loadHeader().priors;
    this.#words = loadWords(vocabulary);
    this.#classifier = loadClassifier(model, vocabulary);
  }

  /** Writes P(negative), P(neutral), P(positive) of the mention at tokens [first, after) of the document. */
  judge(document: TokenisedDocument, first: number, after: number, prior: Prior, out: Float64Array): void {
    const s = document.sentenceOfToken[first]!;
    const begins = document.sentenceStart[s]!;
    const ends = document.sentenceStart[s + 1]!;
    // A sentence too long for the view is read from some way before the mention.
    const from = first - begins < LONGEST_SENTENCE - 64 ? begins : first - 64;
    if (document !== this.#document || from !== this.#readFrom) {
      this.#sentence.read(document, from, ends, this.#words);
      this.#classifier.newSentence();
      this.#document = document;
      this.#readFrom = from;
    }
    this.#classifier.classify(
      this.#sentence,
      first - from,
      Math.min(Math.max(after, first + 1) - from, this.#sentence.length),
      out,
    );
    if (isRunningText(document, prior)) adjustToPriors(out, this.priors.training, this.priors.article);
  }
}
