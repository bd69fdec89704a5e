/** Labelled targets of sentiment, as the models see them. */
import { readFileSync } from 'node:fs';
import { plainDocument } from '../../corpora/document.js';
import type { AttributionAnnotation } from '../../stages/attribution/annotation.js';
import { codePoints } from '../../stages/code-points.js';
import { loadPlan, planStages } from '../../stages/plan.js';
import { COMPOSED, settingOf } from '../../stages/sentiment/mention-inputs.js';
import { LABELS } from '../../stages/sentiment/model-header.js';
import { LONGEST_SENTENCE, SentenceView } from '../../stages/sentiment/sentence.js';
import { tokenSpan } from '../../stages/sentiment/targets.js';
import { loadWords, type WordTables } from '../../stages/sentiment/words.js';
import type { TokenisedDocument } from '../../stages/tokenising/annotation.js';
import type { Vocabulary } from '../../stages/vocabulary.js';

/** Sentences chosen for study, mentions of running text, or sentences composed to teach. */
export type Genre = 'sentences' | 'running' | 'composed';

export interface Target {
  readonly id: string;
  readonly text: string;
  /** UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** Index into LABELS. */
  readonly label: number;
  readonly group: string;
  readonly genre: Genre;
  readonly actor: string | null;
}

export function readTargets(path: string, genre: Genre = 'sentences'): Target[] {
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
        genre,
        actor: row.actor ?? null,
      };
    });
}

/** Calls back with each target's sentence and setting, which are only valid until the next call. */
export async function eachTarget(
  targets: readonly Target[],
  visit: (
    index: number,
    sentence: SentenceView,
    from: number,
    to: number,
    vocabulary: Vocabulary,
    setting: number,
  ) => void,
): Promise<void> {
  const annotate = await loadPlan(planStages({ stages: ['attribution'] }));
  const sentence = new SentenceView();
  let words: WordTables | undefined;
  let text: string | undefined;
  let document!: TokenisedDocument;
  let holderOfToken!: AttributionAnnotation['holderOfToken'];
  for (const [index, target] of targets.entries()) {
    if (target.text !== text) {
      text = target.text;
      const annotations = await annotate(plainDocument(target.id, text));
      document = annotations.tokenising!;
      ({ holderOfToken } = annotations.attribution!);
    }
    words ??= loadWords(document.vocabulary);
    const [first, after] = tokenSpan(document, target.start, target.end);
    const s = document.sentenceOfToken[first]!;
    const begins = document.sentenceStart[s]!;
    const start = first - begins < LONGEST_SENTENCE - 64 ? begins : first - 64;
    sentence.read(document, start, document.sentenceStart[s + 1]!, words);
    const from = first - start;
    const to = Math.min(after - start, sentence.length);
    const setting =
      target.genre === 'composed'
        ? COMPOSED
        : settingOf(target.genre === 'running' ? 1 : 0, holderOfToken[first]! < 0 ? 0 : 1);
    visit(index, sentence, from, to, document.vocabulary, setting);
  }
}
