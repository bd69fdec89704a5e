/** Judges targets of a document by the fast model. */

import type { TokenisedDocument } from '../tokenising/annotation.js';
import { tokensTouched } from '../tokens-touched.js';
import type { Vocabulary } from '../vocabulary.js';
import { MentionClassifier } from './classifier.js';
import type { Grammar } from './grammar.js';
import { settingOf } from './mention-inputs.js';
import { loadHeader, type ModelHeader } from './model-header.js';
import { LONGEST_SENTENCE, SentenceView } from './sentence.js';
import { loadWords, type WordTables } from './words.js';

/** The tokens [first, after) that a stretch of text touches; one token at least. */
export function tokenSpan(document: TokenisedDocument, start: number, end: number): [number, number] {
  const [touched, after] = tokensTouched(document, start, end);
  const first = Math.min(touched, Math.max(0, document.tokenCount - 1));
  return [first, Math.max(after, first + 1)];
}

/**
 * What the text is: a sentence chosen for study (`sentence`), or running text (`article`), most of whose mentions are
 * neutral; `auto` takes the latter for a text of two sentences or more.
 */
export const PRIORS = ['auto', 'sentence', 'article'] as const;
export type Prior = (typeof PRIORS)[number];

/** Whether a document counts as running text. */
export function isRunningText(document: TokenisedDocument, prior: Prior): boolean {
  return prior === 'article' || (prior === 'auto' && document.sentenceCount > 1);
}

/**
 * Judges mentions of one document after the other. Mentions of one sentence that are asked for in a row share
 * the work on it. One instance serves one vocabulary and one thread.
 */
export class TargetJudge {
  readonly header: ModelHeader;
  readonly #words: WordTables;
  readonly #classifier: MentionClassifier;
  readonly #sentence = new SentenceView();
  #document: TokenisedDocument | null = null;
  #readFrom = -1;

  constructor(vocabulary: Vocabulary) {
    this.header = loadHeader();
    this.#words = loadWords(vocabulary);
    this.#classifier = new MentionClassifier(this.header, vocabulary);
  }

  /**
   * Writes P(negative), P(neutral), P(positive) of the mention at tokens [first, after) of the document, which stands in the
   * author's voice (0) or a source's (1). Gives what was read around it, which holds until the next call.
   */
  judge(
    document: TokenisedDocument,
    first: number,
    after: number,
    running: boolean,
    voice: number,
    out: Float64Array,
  ): Grammar {
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
      settingOf(running ? 1 : 0, voice),
      out,
    );
    return this.#classifier.grammar;
  }
}
