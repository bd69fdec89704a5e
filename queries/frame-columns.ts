/** How frames are kept as columns. */
import type { AnalysisStore } from '../pipeline/store/analysis-store.js';

export interface FrameName {
  readonly codebook: string;
  readonly frame: string;
}

/** The key under which a frame is kept. */
export function frameKey(codebook: string, frame: string): string {
  return `${codebook}/${frame}`;
}

/** The frames of an analysis, in the order of `frame_flags`: every document has all of them, in one order. */
export function framesOf(store: AnalysisStore): Promise<FrameName[]> {
  return store.query<{ codebook: string; frame: string }>(
    `SELECT f.codebook AS codebook, f.frame AS frame FROM (SELECT unnest(frames) AS f FROM (SELECT frames FROM documents LIMIT 1))`,
  );
}

/** The measure that holds the score of each frame, by its key. */
export function frameColumns(store: AnalysisStore): ReadonlyMap<string, string> {
  return new Map(
    store.measures().flatMap(({ name, measure }) => {
      const { codebook, frame } = measure!.evidence?.where ?? {};
      return codebook?.length === 1 && frame?.length === 1
        ? [[frameKey(String(codebook[0]), String(frame[0])), name] as const]
        : [];
    }),
  );
}
