import type { AnalysisStore } from '../../pipeline/store/analysis-store.js';
import { matchedDifferences } from '../comparison/matched.js';
import { shareDifference, wilson } from '../comparison/shares.js';
import { codebookTitle } from '../wording.js';
import type { GroupData } from './data.js';
import { adjust } from './families.js';
import { matchedFigure, pair } from './measures.js';
import type { Family, GroupFrame } from './model.js';

/** For every frame: whether it is present in each document (1, 0; NaN where not judged), and its score. */
export interface FrameData {
  readonly frames: readonly { readonly codebook: string; readonly frame: string }[];
  readonly present: readonly Float64Array[];
  readonly score: readonly Float64Array[];
}

export async function readFrames(store: AnalysisStore, data: GroupData): Promise<FrameData> {
  if (store.column('frames') === undefined) return { frames: [], present: [], score: [] };
  // Every document has the frames of all codebooks, in the same order.
  const frames = await store.query<{ codebook: string; frame: string }>(
    `SELECT f.codebook AS codebook, f.frame AS frame FROM (
       SELECT unnest(frames) AS f FROM (SELECT frames FROM documents LIMIT 1))`,
  );
  const unknown = (): Float64Array => new Float64Array(data.places.length).fill(Number.NaN);
  const present = frames.map(unknown);
  // One short text a document is a tenth of the cost of a row for each of its frames.
  const rows = await store.query<{ place: number; flags: string }>(
    `SELECT place, array_to_string(list_transform(frames,
       lambda f: CASE WHEN f.score IS NULL THEN '-' WHEN f.present THEN '1' ELSE '0' END), '') AS flags
     FROM (SELECT id, frames FROM documents) JOIN compared USING (id)`,
  );
  for (const { place, flags } of rows) {
    const row = data.rowOf(place);
    if (row === undefined) continue;
    for (let k = 0; k < frames.length; k++) if (flags[k] !== '-') present[k]![row] = flags[k] === '1' ? 1 : 0;
  }
  const score = frames.map(({ codebook, frame }) => {
    const column = store.measures().find(({ measure }) => {
      const where = measure!.evidence?.where ?? {};
      return where.codebook?.includes(codebook) && where.frame?.includes(frame);
    });
    return (column === undefined ? undefined : data.measures.get(column.name)) ?? unknown();
  });
  return { frames, present, score };
}

/** Shares of documents in which each frame is present, by group, against all others. */
export function groupFrames(data: GroupData, table: FrameData): { frames: GroupFrame[]; families: Family[] } {
  const frames = table.frames.flatMap(({ codebook, frame }, k): GroupFrame[] => {
    const present = table.present[k]!;
    const score = table.score[k]!;
    const hits = new Float64Array(data.groups.length + 1);
    const n = new Float64Array(data.groups.length + 1);
    const sum = new Float64Array(data.groups.length + 1);
    present.forEach((value, i) => {
      if (Number.isNaN(value)) return;
      const g = data.owner[i]! < 0 ? data.groups.length : data.owner[i]!;
      n[g]!++;
      hits[g]! += value;
      if (!Number.isNaN(score[i]!)) sum[g]! += score[i]!;
    });
    const total = n.reduce((a, b) => a + b, 0);
    if (total === 0) return [];
    const totalHits = hits.reduce((a, b) => a + b, 0);
    const matched = matchedDifferences(present, data.owner, data.stratum, data.groups.length);
    return [
      {
        codebook,
        frame,
        groups: data.groups.flatMap((group, g) => {
          const own = n[g]!;
          if (own === 0) return [];
          const effect = shareDifference(hits[g]!, own, totalHits - hits[g]!, total - own);
          return [
            {
              group,
              n: own,
              present: hits[g]! / own,
              interval: wilson(hits[g]! / own, own),
              mean: sum[g]! / own,
              difference: effect?.difference ?? null,
              differenceInterval: pair(effect?.interval ?? null),
              p: effect?.p ?? null,
              q: null,
              matched: matchedFigure(matched[g] ?? null),
            },
          ];
        }),
      },
    ];
  });
  const codebooks = [...new Set(frames.map(({ codebook }) => codebook))];
  const families = codebooks.map((codebook) =>
    adjust(
      `Presence of frames: ${codebookTitle(codebook)}`,
      'chi-square test of the share of a group against that of all others, by group and frame',
      frames.filter((frame) => frame.codebook === codebook).flatMap(({ groups }) => groups),
    ),
  );
  return { frames, families };
}
