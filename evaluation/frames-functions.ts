/** Frame functions sentence by sentence: what was coded, and what the stage says. */
import { measuredPoints } from '../stages/code-points.js';
import type { FramingAnnotation } from '../stages/framing/annotation.js';
import { cueScore, scoringOf } from '../stages/framing/frame-scores.js';
import { textKey } from '../stages/framing/linear-model.js';
import type { LoadedCodebook } from '../stages/framing/load-codebook.js';
import { framingPack } from '../stages/framing/model-pack.js';
import { FLAG, type TokenisedDocument } from '../stages/tokenising/annotation.js';
import { type CodedPassage, passageFold } from '../training/framing/coded-commentary.js';
import { codedSentences, crossValidateSentences } from '../training/framing/functions.js';
import type { GoldRow } from './evaluation.js';
import type { SentenceCounts } from './frames-scores.js';

/**
 * Gold and predicted functions of each sentence. A gold span gives its function to the sentences that it mostly covers; a
 * sentence is predicted to have those of its evidence, where that is of sentences, else those whose cues pass the threshold.
 */
export function sentenceCounts(
  row: GoldRow,
  annotation: FramingAnnotation,
  doc: TokenisedDocument,
  { codebook, sentences: model }: LoadedCodebook,
): SentenceCounts {
  const points = measuredPoints(row.text);
  const spans = (row.entman as { start: number; end: number; function: string }[]).map((span) => ({
    start: points.toUtf16(span.start),
    end: points.toUtf16(span.end),
    name: span.function,
  }));
  const evidence = annotation.frame_evidence.filter((hit) => hit.codebook === codebook.name);
  return {
    id: row.id,
    sentences: doc.sentences.map(({ start, end }, s) => {
      const gold = new Set(
        spans
          .filter((span) => 2 * (Math.min(end, span.end) - Math.max(start, span.start)) > end - start)
          .map((span) => span.name),
      );
      const own = evidence.filter((hit) => hit.sentence === s);
      if (model !== null) return { gold, predicted: new Set(own.map(({ frame }) => frame)) };
      let words = 0;
      for (let i = doc.sentenceStart[s]!; i < doc.sentenceStart[s + 1]!; i++)
        words += doc.flags[i]! & FLAG.word;
      const predicted = new Set(
        codebook.frames.flatMap(({ name }, f) => {
          const weight = own.reduce((sum, hit) => sum + (hit.frame === name ? hit.weight : 0), 0);
          const scoring = scoringOf(codebook, f);
          return cueScore(weight, words, scoring) >= scoring.threshold ? [name] : [];
        }),
      );
      return { gold, predicted };
    }),
  };
}

/** The same by models that had not seen the passage, where the shipped one was trained on all rows; else null. */
export async function crossValidatedSentences(
  rows: readonly GoldRow[],
  shipped: readonly SentenceCounts[],
): Promise<SentenceCounts[] | null> {
  const seen = new Set(framingPack().calibrations.functions?.fittedOn ?? []);
  if (!rows.every(({ text }) => seen.has(textKey(text)))) return null;
  const coded = await codedSentences(rows as readonly unknown[] as readonly CodedPassage[]);
  const { probability, thresholds } = crossValidateSentences(coded, passageFold);
  const predicted = shipped.map(({ sentences }) => sentences.map(() => new Set<string>()));
  coded.passage.forEach((p, r) => {
    coded.functions.forEach((name, f) => {
      if (probability[f]![r]! >= thresholds[f]!) predicted[p]![coded.sentence[r]!]?.add(name);
    });
  });
  return shipped.map(({ id, sentences }, p) => ({
    id,
    sentences: sentences.map(({ gold }, s) => ({ gold, predicted: predicted[p]![s]! })),
  }));
}
