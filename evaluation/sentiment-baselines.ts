/** Baselines of sentiment: majority, opinion words, bag of words. */
import { SentenceView } from '../stages/sentiment/sentence.js';
import { loadWords, type WordTables } from '../stages/sentiment/words.js';
import type { TokenisedDocument } from '../stages/tokenising/annotation.js';
import { groupFolds } from '../training/learners/folds.js';
import { fitLogisticRegression, predictProbabilities } from '../training/learners/logistic-regression.js';
import { fitTfidf } from '../training/learners/tfidf.js';

/** The class that is commonest in the gold itself: the best that a constant answer can do. */
export function majority(gold: ArrayLike<number>): Uint8Array {
  const counts = [0, 0, 0];
  for (let i = 0; i < gold.length; i++) counts[gold[i]!]!++;
  return new Uint8Array(gold.length).fill(counts.indexOf(Math.max(...counts)));
}

/** Counts opinion words, negation turned, in the sentence of a token: more good than bad is positive. */
export class OpinionWordCount {
  #words: WordTables | null = null;
  readonly #sentence = new SentenceView();

  classOf(document: TokenisedDocument, token: number): number {
    this.#words ??= loadWords(document.vocabulary);
    const s = document.sentenceOfToken[token]!;
    this.#sentence.read(document, document.sentenceStart[s]!, document.sentenceStart[s + 1]!, this.#words);
    let balance = 0;
    for (let i = 0; i < this.#sentence.length; i++) balance += this.#sentence.polarity[i]!;
    return Math.sign(balance) + 1;
  }
}

/**
 * TF-IDF and logistic regression over texts, fitted on `train`, or cross-validated by group on the texts
 * themselves where there is none.
 */
export function bagOfWords(
  texts: readonly string[],
  gold: ArrayLike<number>,
  groups: readonly string[],
  train: { readonly texts: readonly string[]; readonly gold: ArrayLike<number> } | null,
  seed: number,
): Float64Array {
  const predict = (
    from: readonly string[],
    labels: ArrayLike<number>,
    to: readonly string[],
  ): Float64Array => {
    const vectoriser = fitTfidf(from);
    const model = fitLogisticRegression(vectoriser.transform(from), labels, 3, { classWeight: 'balanced' });
    return predictProbabilities(model, vectoriser.transform(to));
  };
  if (train !== null) return predict(train.texts, train.gold, texts);
  const folds = Math.min(5, new Set(groups).size);
  const out = new Float64Array(3 * texts.length).fill(1 / 3);
  if (folds < 2) return out;
  const fold = groupFolds(groups, folds, seed);
  for (let f = 0; f < folds; f++) {
    const inside = texts.map((_, i) => i).filter((i) => fold[i] !== f);
    const outside = texts.map((_, i) => i).filter((i) => fold[i] === f);
    const predicted = predict(
      inside.map((i) => texts[i]!),
      inside.map((i) => gold[i]!),
      outside.map((i) => texts[i]!),
    );
    outside.forEach((i, k) => {
      out.set(predicted.subarray(3 * k, 3 * k + 3), 3 * i);
    });
  }
  return out;
}
