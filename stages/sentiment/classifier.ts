/** The fast model: an attention bag over the words around a mention and its reading of parts of speech. */
import { fromPackageRoot } from '../../base/package-root.js';
import { StoredRows } from '../../models/attention-pooling/word-rows.js';
import type { Vocabulary } from '../vocabulary.js';
import { Grammar } from './grammar.js';
import { MentionPooling } from './mention-pooling.js';
import { FAST_MODEL, type ModelHeader, probabilitiesOf } from './model-header.js';
import { roleOf } from './roles.js';
import type { SentenceView } from './sentence.js';

/** A mention in its sentence in, probabilities out. */
export class MentionClassifier {
  /** What was read around the last mention. */
  readonly grammar = new Grammar();
  readonly #header: ModelHeader;
  readonly #bag: MentionPooling;
  readonly #scores = new Float64Array(3);

  constructor(header: ModelHeader, vocabulary: Vocabulary) {
    const rows = StoredRows.load(fromPackageRoot(FAST_MODEL));
    this.#header = header;
    this.#bag = new MentionPooling(header.shape, rows.parameters, rows, vocabulary);
  }

  /** Call when the sentence view has been refilled. */
  newSentence(): void {
    this.#bag.newSentence();
  }

  /**
   * Writes P(negative), P(neutral), P(positive) of the mention at tokens [from, to) of the sentence.
   * Calibrated; they add up to 1.
   */
  classify(sentence: SentenceView, from: number, to: number, setting: number, out: Float64Array): void {
    this.grammar.read(sentence, from, to);
    this.#bag.score(sentence, this.grammar, from, to, setting, this.#scores);
    const { calibration, roles } = this.#header;
    probabilitiesOf(this.#scores, calibration[setting]!, out, roles[roleOf(this.grammar, false)]!);
  }
}
