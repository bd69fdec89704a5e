/** Which uncoded texts to code next: those that the model is least sure of, no two alike. */
import { readFileSync } from 'node:fs';
import { UserError } from '../../base/user-error.js';
import type { Codebook } from '../../stages/framing/codebook.js';
import type { SparseMatrix } from '../learners/sparse-matrix.js';
import { allowedColumns, type Recipe, type TrainingSet } from './cross-validation.js';
import { countFeatures, fitVectoriser } from './features.js';
import { fitFrame, margins, plattScaling } from './fit-frame.js';

/** An uncoded text worth coding. */
export interface Suggestion {
  readonly id: string;
  /** Expected gain: how unsure the model is of the text, in bits over all frames, less what texts before it on the list share with it. */
  readonly gain: number;
  /** The frames that it is least sure of, with their probabilities. */
  readonly unsure: readonly { readonly frame: string; readonly probability: number }[];
}

/** Reads uncoded texts: JSON lines with "text" and an "id". @throws UserError naming the line of the first fault. */
export function readUncoded(path: string): { readonly id: string; readonly text: string }[] {
  let content: string;
  try {
    content = readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    throw new UserError({
      what: 'the file of uncoded texts cannot be read',
      where: path,
      why: (error as NodeJS.ErrnoException).code ?? String(error),
      remedy: 'Give the path of a JSON lines file with --uncoded.',
    });
  }
  const texts = content.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    const place = `${path}, line ${i + 1}`;
    let record: unknown;
    try {
      record = JSON.parse(line);
    } catch {
      record = null;
    }
    const { id, text } = (record ?? {}) as { id?: unknown; text?: unknown };
    if (typeof text !== 'string' || text.trim() === '')
      throw new UserError({
        what: 'a line holds no uncoded text',
        where: place,
        remedy: 'Write one JSON object a line: {"id": …, "text": …}.',
      });
    return [{ id: typeof id === 'string' || typeof id === 'number' ? String(id) : place, text }];
  });
  if (texts.length === 0)
    throw new UserError({
      what: 'there are no uncoded texts',
      where: path,
      remedy: 'Give some, one a line.',
    });
  return texts;
}

/**
 * Chooses texts to code by uncertainty and diversity (Lewis & Gale 1994, doi:10.1007/978-1-4471-2099-5_1; Brinker 2003): the
 * gain of a text is the entropy of the model's calibrated probabilities, summed over frames, times one less its greatest
 * cosine to a text chosen before it; chosen greedily.
 *
 * @param outOfFold - margins of the coded texts by frame, from models that had not seen them: they calibrate.
 * @returns at most `count` suggestions, the greatest gain first.
 */
export function suggestTexts(
  set: TrainingSet,
  outOfFold: readonly Float64Array[],
  recipe: Recipe,
  codebooks: readonly Codebook[],
  uncoded: readonly { readonly id: string; readonly text: string }[],
  count: number,
  states: ReadonlyMap<string, Float32Array> | null = null,
): Suggestion[] {
  const vectoriser = fitVectoriser(set.features, recipe);
  const x = vectoriser.transform(set.features);
  const t = vectoriser.transform(
    countFeatures(
      uncoded.map(({ text }) => text),
      codebooks,
      recipe,
      states,
    ).features,
  );
  const probability = set.frames.map((frame, f) => {
    const columns = allowedColumns(vectoriser.terms.length, set.cues, frame, recipe);
    const [slope, intercept] = plattScaling(outOfFold[f]!, set.positive[f]!);
    return margins(t, fitFrame(x, set.positive[f]!, { ...recipe, columns })).map(
      (m) => 1 / (1 + Math.exp(-(slope * m + intercept))),
    );
  });
  const entropy = (p: number): number =>
    p <= 0 || p >= 1 ? 0 : -p * Math.log2(p) - (1 - p) * Math.log2(1 - p);
  const unsure = uncoded.map((_, r) => probability.reduce((sum, own) => sum + entropy(own[r]!), 0));
  const likeness = new Float64Array(uncoded.length);
  const left = new Set(uncoded.map((_, r) => r));
  const chosen: Suggestion[] = [];
  while (chosen.length < count && left.size > 0) {
    let best = -1;
    let gain = -1;
    for (const r of left) {
      const own = unsure[r]! * (1 - likeness[r]!);
      if (own > gain) [best, gain] = [r, own];
    }
    left.delete(best);
    chosen.push({
      id: uncoded[best]!.id,
      gain,
      unsure: set.frames
        .map((frame, f) => ({ frame, probability: probability[f]![best]! }))
        .sort((a, b) => Math.abs(a.probability - 0.5) - Math.abs(b.probability - 0.5))
        .slice(0, 3),
    });
    for (const r of left) likeness[r] = Math.max(likeness[r]!, cosine(t, r, best));
  }
  return chosen;
}

/** Cosine of two rows whose columns are in no particular order; 0 to 1. */
function cosine(x: SparseMatrix, a: number, b: number): number {
  const values = new Map<number, number>();
  let normA = 0;
  for (let i = x.rowStart[a]!; i < x.rowStart[a + 1]!; i++) {
    values.set(x.index[i]!, x.value[i]!);
    normA += x.value[i]! ** 2;
  }
  let dot = 0;
  let normB = 0;
  for (let i = x.rowStart[b]!; i < x.rowStart[b + 1]!; i++) {
    dot += x.value[i]! * (values.get(x.index[i]!) ?? 0);
    normB += x.value[i]! ** 2;
  }
  return normA === 0 || normB === 0 ? 0 : Math.min(1, Math.max(0, dot / Math.sqrt(normA * normB)));
}
