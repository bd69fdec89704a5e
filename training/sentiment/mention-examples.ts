/** Mentions as attention pooling sees them. */
import type { WordVectors } from '../../models/word-vectors.js';
import { Grammar } from '../../stages/sentiment/grammar.js';
import {
  clauseOf,
  functionCategory,
  mentionKind,
  placeOf,
  polarityCategory,
  REACH,
  writeRoles,
} from '../../stages/sentiment/mention-inputs.js';
import { roleOf } from '../../stages/sentiment/roles.js';
import { LONGEST_SENTENCE, type SentenceView } from '../../stages/sentiment/sentence.js';
import { POS } from '../../stages/tokenising/annotation.js';
import type { Vocabulary } from '../../stages/vocabulary.js';
import { eachTarget, type Target } from './gold.js';

/** A target as the bag sees it: per token the word vector's number and six categories. */
export interface MentionExample {
  readonly words: Int32Array;
  /** Part of speech, polarity, function; place, clause, role: six numbers a token. */
  readonly categories: Uint8Array;
  readonly kind: number;
  /** One of `SETTINGS`. */
  readonly setting: number;
  /** Index into `MENTION_ROLES`, by the sentence alone. */
  readonly role: number;
}

const roles = new Uint8Array(LONGEST_SENTENCE);

/** The mention at [from, to) of the sentence; reads its grammar. */
export function bagExample(
  s: SentenceView,
  grammar: Grammar,
  from: number,
  to: number,
  setting: number,
  vectors: WordVectors,
  vocabulary: Vocabulary,
): MentionExample {
  grammar.read(s, from, to);
  roles.fill(0);
  const suffers = writeRoles(s, grammar, roles);
  const words: number[] = [];
  const categories: number[] = [];
  for (let i = Math.max(0, from - REACH); i < Math.min(s.length, to + REACH); i++) {
    if (i >= from && i < to) continue;
    words.push(s.pos[i] === POS.PROPN ? -1 : vectors.indexOf(vocabulary.wordOf(s.word[i]!)));
    categories.push(s.pos[i]!, polarityCategory(s, i), functionCategory(s.traits[i]!));
    categories.push(placeOf(i, from, to), clauseOf(s, i, from), roles[i]!);
  }
  return {
    words: Int32Array.from(words),
    categories: Uint8Array.from(categories),
    kind: mentionKind(s, from, to, suffers),
    setting,
    role: roleOf(grammar, false),
  };
}

/** A labelled target as the bag sees it. */
export interface LabelledExample extends MentionExample {
  readonly label: number;
}

export async function mentionExamples(
  targets: readonly Target[],
  vectors: WordVectors,
): Promise<LabelledExample[]> {
  const grammar = new Grammar();
  const examples: LabelledExample[] = [];
  await eachTarget(targets, (index, s, from, to, vocabulary, setting) => {
    const example = bagExample(s, grammar, from, to, setting, vectors, vocabulary);
    examples.push({ ...example, label: targets[index]!.label });
  });
  return examples;
}
