/** Reads labelled mentions. */
import { readFileSync } from 'node:fs';
import { codePoints } from '../../stages/code-points.js';
import { type FeatureList, MentionFeatures } from '../../stages/sentiment/features.js';
import { LABELS } from '../../stages/sentiment/linear-model.js';
import { SentenceView } from '../../stages/sentiment/sentence.js';
import { tokenSpan } from '../../stages/sentiment/targets.js';
import { loadWords } from '../../stages/sentiment/words.js';
import { Tokeniser } from '../../stages/tokenising/tokenise.js';
import { Wink } from '../../stages/tokenising/wink.js';
import { Vocabulary } from '../../stages/vocabulary.js';

export interface Target {
  readonly id: string;
  readonly text: string;
  /** UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** Index into LABELS. */
  readonly label: number;
  readonly group: string;
}

export function readTargets(path: string): Target[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const row = JSON.parse(line);
      const points = codePoints(row.text);
      return {
        id: row.id,
        text: row.text,
        start: points.toUtf16(row.start),
        end: points.toUtf16(row.end),
        label: LABELS.indexOf(row.label),
        group: row.group,
      };
    });
}

/** Calls back with each target's features, which are only valid until the next call. */
export function eachTarget(
  targets: readonly Target[],
  visit: (index: number, sentence: SentenceView, from: number, to: number, vocabulary: Vocabulary) => void,
): void {
  const vocabulary = new Vocabulary();
  const tokeniser = new Tokeniser(new Wink(), vocabulary);
  const words = loadWords(vocabulary);
  const sentence = new SentenceView();
  targets.forEach((target, index) => {
    const document = tokeniser.tokenise(target.text);
    const span = tokenSpan(document, target.start, target.end);
    const s = document.sentenceOfToken[span[0]]!;
    sentence.read(document, document.sentenceStart[s]!, document.sentenceStart[s + 1]!, words);
    const from = span[0] - sentence.first;
    visit(index, sentence, from, Math.min(span[1] - sentence.first, sentence.length), vocabulary);
  });
}

export function eachFeatures(
  targets: readonly Target[],
  features: FeatureList,
  visit: (index: number) => void,
): void {
  const writer = new MentionFeatures();
  eachTarget(targets, (index, sentence, from, to) => {
    writer.write(sentence, from, to, features);
    visit(index);
  });
}
