/** The frames of the groups. */
import { codebookTitle } from '../../../base/wording.js';
import type { AnalysisStore } from '../../../pipeline/store/analysis-store.js';
import { frameColumns, frameKey, framesOf } from '../../../queries/frame-columns.js';
import { poolOf } from '../../../statistics/dominance.js';
import { matchedDifferences } from '../../../statistics/matched.js';
import { sortedKnown } from '../../../statistics/quantiles.js';
import { shareDifference, wilson } from '../../../statistics/shares.js';
import type { Family } from '../family.js';
import type { GroupData } from '../group-data.js';
import { groupEffect, groupMeanInterval } from '../group-effect.js';
import { byOwner, matchedFigure, pair, testOf } from '../group-measures/data.js';
import { adjust } from '../test-families.js';
import type { GroupFrame } from './schema.js';

/** For every frame: whether it is present in each document (1, 0; NaN where not judged), and its score. */
export interface FrameData {
  readonly frames: readonly { readonly codebook: string; readonly frame: string }[];
  readonly present: readonly Float64Array[];
  readonly score: readonly Float64Array[];
}

export async function readFrames(store: AnalysisStore, data: GroupData): Promise<FrameData> {
  if (store.column('frames') === undefined) return { frames: [], present: [], score: [] };
  const frames = await framesOf(store);
  const unknown = (): Float64Array => new Float64Array(data.places.length).fill(Number.NaN);
  const present = frames.map(unknown);
  const rows = await store.query<{ place: number; flags: string }>(
    'SELECT place, frame_flags AS flags FROM compared_digest',
  );
  for (const { place, flags } of rows) {
    const row = data.rowOf(place);
    if (row === undefined) continue;
    for (let k = 0; k < frames.length; k++) if (flags[k] !== '-') present[k]![row] = flags[k] === '1' ? 1 : 0;
  }
  const columns = frameColumns(store);
  const score = frames.map(
    ({ codebook, frame }) => data.measures.get(columns.get(frameKey(codebook, frame)) ?? '') ?? unknown(),
  );
  return { frames, present, score };
}

/** A frame present in more of the documents than this does not tell groups apart. */
const EVERYWHERE = 0.85;

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
    const pool = poolOf(sortedKnown(present));
    const parts = byOwner(present, data.owner, data.groups.length);
    const matched = matchedDifferences(present, data.owner, data.strata, data.groups.length);
    return [
      {
        codebook,
        frame,
        present: totalHits / total,
        distinguishes: totalHits / total <= EVERYWHERE,
        groups: data.groups.flatMap((group, g) => {
          const own = n[g]!;
          if (own === 0) return [];
          // Of ones and zeros, Cliff's delta is the difference of their shares.
          const byCluster =
            data.cluster === null
              ? null
              : groupEffect(data, present, g, parts[g]!, pool, `${frame}/${group}`);
          const effect =
            data.cluster === null
              ? shareDifference(hits[g]!, own, totalHits - hits[g]!, total - own)
              : byCluster && { difference: byCluster.delta, interval: byCluster.interval, p: byCluster.p };
          return [
            {
              group,
              n: own,
              present: hits[g]! / own,
              interval: pair(groupMeanInterval(data, present, g, wilson(hits[g]! / own, own))),
              mean: sum[g]! / own,
              difference: effect?.difference ?? null,
              differenceInterval: pair(effect?.interval ?? null),
              p: effect?.p ?? null,
              q: null,
              matched: matchedFigure(matched[g] ?? null, data.cluster !== null),
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
      `${data.cluster === null ? 'Fisher’s exact test (mid-p)' : testOf(data)} of the share of a group against that of all others, by group and frame`,
      frames.filter((frame) => frame.codebook === codebook).flatMap(({ groups }) => groups),
    ),
  );
  return { frames, families };
}
