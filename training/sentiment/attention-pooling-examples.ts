import {
  BAG_REACH,
  clauseOf,
  functionCategory,
  mentionKind,
  placeOf,
  polarityCategory,
  writeRoles,
} from '../../stages/sentiment/attention-pooling-inputs.js';
import { Grammar } from '../../stages/sentiment/grammar.js';
import { LONGEST_SENTENCE, type SentenceView } from '../../stages/sentiment/sentence.js';
import type { WordVectors } from '../../stages/sentiment/word-vectors.js';
import { POS } from '../../stages/tokenising/annotation.js';
import type { Vocabulary } from '../../stages/vocabulary.js';
import { eachTarget, type Target } from './gold.js';

/** A target as the bag sees it: per token the word vector's number and six categories. */
export interface BagExample {
  readonly words: Int32Array;
  /** Part of speech, polarity, function; place, clause, role: six numbers a token. */
  readonly categories: Uint8Array;
  readonly kind: number;
}

const roles = new Uint8Array(LONGEST_SENTENCE);

/** The mention at [from, to) of the sentence; reads its grammar. */
export function bagExample(
  s: SentenceView,
  grammar: Grammar,
  from: number,
  to: number,
  vectors: WordVectors,
  vocabulary: Vocabulary,
): BagExample {
  grammar.read(s, from, to);
  roles.fill(0);
  writeRoles(grammar, roles);
  const words: number[] = [];
  const categories: number[] = [];
  for (let i = Math.max(0, from - BAG_REACH); i < Math.min(s.length, to + BAG_REACH); i++) {
    if (i >= from && i < to) continue;
    words.push(s.pos[i] === POS.PROPN ? -1 : vectors.indexOf(vocabulary.wordOf(s.word[i]!)));
    categories.push(s.pos[i]!, polarityCategory(s, i), functionCategory(s.traits[i]!));
    categories.push(placeOf(i, from, to), clauseOf(s, i, from), roles[i]!);
  }
  return {
    words: Int32Array.from(words),
    categories: Uint8Array.from(categories),
    kind: mentionKind(s, from, to),
  };
}

/** A labelled target as the bag sees it. */
export interface LabelledExample extends BagExample {
  readonly label: number;
}

export function bagExamples(targets: readonly Target[], vectors: WordVectors): LabelledExample[] {
  const grammar = new Grammar();
  const examples: LabelledExample[] = [];
  eachTarget(targets, (index, s, from, to, vocabulary) => {
    const example = bagExample(s, grammar, from, to, vectors, vocabulary);
    examples.push({ ...example, label: targets[index]!.label });
  });
  return examples;
}
