/** Sentiment toward a mention by attention pooling over the tokens around it. */
import { AttentionPooling } from '../../models/attention-pooling/attention-pooling.js';
import type { PoolingShape } from '../../models/attention-pooling/layout.js';
import type { WordRows } from '../../models/attention-pooling/word-rows.js';
import { POS } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import type { Grammar } from './grammar.js';
import {
  clauseOf,
  FIRST_FUNCTION,
  FIRST_POLARITY,
  FUNCTIONS,
  functionCategory,
  mentionInput,
  mentionKind,
  POLARITIES,
  placeOf,
  polarityCategory,
  REACH,
  ROLE_GROUP,
  ROLE_GROUPS,
  ROLES,
  roleWord,
  runningForm,
  writeRoles,
} from './mention-inputs.js';
import { LONGEST_SENTENCE, type SentenceView } from './sentence.js';

/** Combinations of part of speech, polarity and function. */
const KINDS = FIRST_POLARITY * POLARITIES * FUNCTIONS;

export class MentionPooling {
  readonly #pooling: AttentionPooling;
  readonly #indexOf: (word: number) => number;
  /** By group of roles, the index of a word's row for it; -1 for none. */
  readonly #roleIndexOf: readonly ((word: number) => number)[];
  #sentenceRead = false;
  #suffers = false;
  readonly #roles = new Uint8Array(LONGEST_SENTENCE);

  constructor(shape: PoolingShape, parameters: Float32Array, words: WordRows, vocabulary: Vocabulary) {
    const run = runningForm(shape, parameters, words.dimensions);
    this.#pooling = new AttentionPooling(shape, run.inputs, KINDS, LONGEST_SENTENCE, run.parameters, words);
    this.#roleIndexOf = Array.from({ length: ROLE_GROUPS }, (_, group) =>
      vocabulary.table((word) => words.indexOf(roleWord(word, group))),
    );
    this.#indexOf = vocabulary.table((word) => words.indexOf(word));
  }

  /** Call when the sentence view has been refilled. */
  newSentence(): void {
    this.#sentenceRead = false;
  }

  /** Writes the three scores (logits) of the mention at [from, to) of the sentence, in its setting. */
  score(
    sentence: SentenceView,
    grammar: Grammar,
    from: number,
    to: number,
    setting: number,
    out: Float64Array,
  ): void {
    if (!this.#sentenceRead) this.#readTokens(sentence);
    const pairs = this.#listTokens(sentence, grammar, from, to);
    const kind = mentionKind(sentence, from, to, this.#suffers);
    this.#pooling.score(pairs, mentionInput(kind, setting), out);
  }

  /** Lists the tokens around the mention; those with a role get rows of their own. */
  #listTokens(sentence: SentenceView, grammar: Grammar, from: number, to: number): number {
    const pooling = this.#pooling;
    pooling.reserve(ROLES);
    const { integers, listAt } = pooling;
    const low = Math.max(0, from - REACH);
    const high = Math.min(sentence.length, to + REACH);
    const roles = this.#roles;
    roles.fill(0, low, high);
    this.#suffers = writeRoles(sentence, grammar, roles);
    let withRole = 0;
    let withRow = 0;
    let at = listAt;
    for (let i = low; i < high; i++) {
      if (i === from) {
        i = to;
        if (i >= high) break;
      }
      const role = roles[i]!;
      if (role === 0) integers[at] = pooling.tokenAddress(i);
      else {
        const word =
          sentence.pos[i] === POS.PROPN ? -1 : this.#roleIndexOf[ROLE_GROUP[role]!]!(sentence.word[i]!);
        integers[at] =
          word < 0
            ? pooling.addressInRole(i, role, withRole++)
            : pooling.addressInRole(
                i,
                role,
                withRole++,
                pooling.addressOfSum(pooling.wordAddress(word), this.#kindAddress(sentence, i), withRow++),
              );
      }
      integers[at + 1] = pooling.relationAddress(placeOf(i, from, to), clauseOf(sentence, i, from));
      at += 2;
    }
    pooling.joinRows(withRow);
    pooling.joinRoles(withRole);
    return (at - listAt) / 2;
  }

  /** Adds for each token of the sentence its word's row and that of its kind. */
  #readTokens(sentence: SentenceView): void {
    const pooling = this.#pooling;
    pooling.reserve(sentence.length);
    const { integers, listAt } = pooling;
    let at = listAt;
    for (let i = 0; i < sentence.length; i++) {
      const pos = sentence.pos[i]!;
      // A name adds no word.
      integers[at] = pooling.wordAddress(pos === POS.PROPN ? -1 : this.#indexOf(sentence.word[i]!));
      integers[at + 1] = this.#kindAddress(sentence, i);
      at += 2;
    }
    pooling.readTokens(sentence.length);
    this.#sentenceRead = true;
  }

  #kindAddress(sentence: SentenceView, i: number): number {
    const pos = sentence.pos[i]!;
    const polarity = polarityCategory(sentence, i);
    const fn = functionCategory(sentence.traits[i]!);
    const kind = (pos * POLARITIES + polarity - FIRST_POLARITY) * FUNCTIONS + fn - FIRST_FUNCTION;
    return this.#pooling.kindAddress(kind, pos, polarity, fn);
  }
}
