/** Scores of frames by row and by sentence. */
import { bootstrapFigure, type EvaluationOptions, type GoldRow, prf, type ResultRow } from './evaluation.js';

/** Gold and predicted frames, row by row. */
export interface FrameDecisions {
  readonly frames: readonly string[];
  readonly gold: readonly ReadonlySet<string>[];
  readonly present: readonly ReadonlySet<string>[];
}

/** The functions of a text's sentences, gold and predicted. */
export interface SentenceCounts {
  readonly id: string;
  readonly sentences: readonly {
    readonly gold: ReadonlySet<string>;
    readonly predicted: ReadonlySet<string>;
  }[];
}

type Draw = Pick<EvaluationOptions, 'seed' | 'resamples'>;

/** Precision, recall and F1 by frame, their mean, micro-F1, and accuracy where each text has one label. */
export function frameResults(
  system: string,
  decisions: FrameDecisions,
  singleLabel: boolean,
  draw: Draw,
): ResultRow[] {
  const { frames, gold, present } = decisions;
  const width = 3 * frames.length;
  const documents = new Map<string, Float64Array>();
  gold.forEach((labels, r) => {
    const counts = new Float64Array(width + 2);
    frames.forEach((frame, f) => {
      addCounts(counts, 3 * f, labels.has(frame), present[r]!.has(frame));
    });
    counts[width] = frames.every((frame) => labels.has(frame) === present[r]!.has(frame)) ? 1 : 0;
    counts[width + 1] = 1;
    documents.set(String(r), counts);
  });
  return resultRows(system, 'frame', frames, documents, draw, singleLabel ? width : null);
}

/** The same over sentences, for the functions of a frame; documents are drawn whole. */
export function functionResults(
  texts: readonly SentenceCounts[],
  frames: readonly string[],
  rows: readonly GoldRow[],
  draw: Draw,
): ResultRow[] {
  const countsBy = (said: (sentence: SentenceCounts['sentences'][number], frame: string) => boolean) =>
    new Map(
      rows.map((row, r) => {
        const counts = new Float64Array(3 * frames.length);
        for (const sentence of texts[r]!.sentences)
          frames.forEach((frame, f) => {
            addCounts(counts, 3 * f, sentence.gold.has(frame), said(sentence, frame));
          });
        return [row.id, counts] as const;
      }),
    );
  return [
    ...resultRows(
      'hedgerow',
      'sentence',
      frames,
      countsBy((s, frame) => s.predicted.has(frame)),
      draw,
      null,
    ),
    ...resultRows(
      'all positive',
      'sentence',
      frames,
      countsBy(() => true),
      draw,
      null,
    ),
  ];
}

function addCounts(counts: Float64Array, at: number, gold: boolean, said: boolean): void {
  if (gold && said) counts[at]!++;
  else if (said) counts[at + 1]!++;
  else if (gold) counts[at + 2]!++;
}

function resultRows(
  system: string,
  unit: string,
  frames: readonly string[],
  documents: ReadonlyMap<string, Float64Array>,
  draw: Draw,
  accuracyAt: number | null,
): ResultRow[] {
  const positives = frames.map((_, f) => {
    let n = 0;
    for (const counts of documents.values()) n += counts[3 * f]! + counts[3 * f + 2]!;
    return n;
  });
  const figure = (of: (sums: Float64Array) => number | null, n: number) =>
    bootstrapFigure(documents, of, n, draw);
  const used = frames.map((_, f) => f).filter((f) => positives[f]! > 0);
  const total = positives.reduce((a, b) => a + b, 0);
  const rows: ResultRow[] = used.map((f) => ({
    system,
    measured: `${unit} ${frames[f]!}`,
    figures: {
      precision: figure((sums) => prf(sums, 3 * f).precision, positives[f]!),
      recall: figure((sums) => prf(sums, 3 * f).recall, positives[f]!),
      F1: figure((sums) => prf(sums, 3 * f).f1, positives[f]!),
    },
  }));
  rows.push({
    system,
    measured: `mean over ${unit}s that occur`,
    figures: {
      F1: figure(
        (sums) => used.reduce((sum, f) => sum + (prf(sums, 3 * f).f1 ?? 0), 0) / (used.length || 1),
        total,
      ),
    },
  });
  const micro = (sums: Float64Array): Float64Array => {
    const added = new Float64Array(3);
    frames.forEach((_, f) => {
      for (let k = 0; k < 3; k++) added[k]! += sums[3 * f + k]!;
    });
    return added;
  };
  rows.push({
    system,
    measured: `all ${unit}s together (micro)`,
    figures: {
      precision: figure((sums) => prf(micro(sums)).precision, total),
      recall: figure((sums) => prf(micro(sums)).recall, total),
      F1: figure((sums) => prf(micro(sums)).f1, total),
    },
  });
  if (accuracyAt !== null)
    rows.push({
      system,
      measured: 'label',
      figures: { accuracy: figure((sums) => sums[accuracyAt]! / sums[accuracyAt + 1]!, documents.size) },
    });
  return rows;
}
