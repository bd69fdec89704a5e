/** The rows of the hedge gold files. */
import { z } from 'zod';
import { measuredPoints } from '../stages/code-points.js';
import type { CueSeries, HedgingScheme } from '../stages/hedging/annotation.js';
import type { Annotations } from '../stages/plan.js';
import type { Voice } from '../stages/voice.js';
import type { GoldRow } from './evaluation.js';

export const hedgeRowSchema = z.looseObject({
  id: z.string(),
  text: z.string(),
  doc: z.string().optional(),
  /** Absent where only boosters, evidentials or negated cues were coded. */
  uncertain: z.boolean().optional(),
  cues: z
    .array(
      z.looseObject({
        start: z.int().min(0),
        end: z.int().min(1),
        type: z.string(),
        voice: z.enum(['author', 'source']).nullable().optional(),
        sure: z.number().optional(),
      }),
    )
    .optional(),
});

export type HedgeRow = z.infer<typeof hedgeRowSchema>;

/** A cue to score, offsets in UTF-16 code units. */
export interface ScoredCue {
  readonly start: number;
  readonly end: number;
  readonly type: string;
  readonly voice: Voice | null;
  /** 0 to 1. */
  readonly confidence: number;
}

export interface Decision {
  readonly uncertain: boolean;
  /** Probability of being uncertain, where a model gave one. */
  readonly probability: number | null;
  readonly cues: readonly ScoredCue[];
}

/** A gold row with one system's decision. */
export interface ScoredHedges {
  readonly id: string;
  readonly document: string;
  readonly text: string;
  readonly gold: Decision;
  readonly predicted: Decision;
}

/** The document of each row: `doc`, else `group`, else the id without its running number, else the id. */
export function documentsOf(rows: readonly GoldRow[]): string[] {
  const named = rows.map(({ doc, group, id }) =>
    typeof doc === 'string' ? doc : typeof group === 'string' ? group : id.replace(/-\d+$/, ''),
  );
  return new Set(named).size > 1 ? named : rows.map(({ id }) => id);
}

export function goldDecision(row: HedgeRow): Decision {
  const { toUtf16 } = measuredPoints(row.text);
  return {
    uncertain: row.uncertain ?? false,
    probability: null,
    cues: (row.cues ?? []).map(({ start, end, type, voice, sure }) => ({
      start: toUtf16(start),
      end: toUtf16(end),
      type,
      voice: voice ?? null,
      confidence: (sure ?? 3) / 3,
    })),
  };
}

/** Series that a gold file may code beside hedges, as types of its cues. */
export const OTHER_SERIES: readonly CueSeries[] = ['booster', 'evidential', 'negated'];

/** Which series the cues of a gold file are of. */
export function codedSeries(rows: readonly HedgeRow[]): CueSeries[] {
  const types = new Set(rows.flatMap(({ cues }) => (cues ?? []).map(({ type }) => type)));
  const others = OTHER_SERIES.filter((series) => types.has(series));
  const hedges =
    rows.some(({ uncertain }) => uncertain !== undefined) ||
    [...types].some((type) => !(others as string[]).includes(type));
  return hedges ? ['hedge', ...others] : others;
}

/** What the stage decided of a row, its cues of the series asked for: uncertain when any of its sentences is. */
export function stageDecision(
  annotations: Annotations,
  scheme: HedgingScheme,
  series: readonly CueSeries[] = ['hedge'],
): Decision {
  const { hedging_cues, uncertainSentence } = annotations.hedging!;
  return {
    uncertain: uncertainSentence.includes(1),
    probability: null,
    cues: hedging_cues
      .filter((cue) => series.includes(cue.series))
      .map(({ start, end, series: own, type, scheme_type, voice, confidence, strength }) => ({
        start,
        end,
        type: own === 'hedge' ? ((scheme === 'szeged' ? scheme_type : type) ?? 'none') : own,
        voice,
        confidence: confidence ?? strength / 3,
      })),
  };
}

/** A decision in the gold's own form, offsets in code points. */
export function predictionRow(row: GoldRow, decision: Decision): Record<string, unknown> {
  const { fromUtf16 } = measuredPoints(row.text);
  return {
    id: row.id,
    uncertain: decision.uncertain,
    cues: decision.cues.map(({ start, end, type, voice }) => ({
      start: fromUtf16(start),
      end: fromUtf16(end),
      type,
      ...(voice === null ? {} : { voice }),
    })),
  };
}
