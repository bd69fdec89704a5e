/** The task `actors`: names, types and links against labelled data. */
import { z } from 'zod';
import { plainDocument } from '../corpora/document.js';
import { isNamed, type Mention } from '../stages/actors/annotation.js';
import { measuredPoints } from '../stages/code-points.js';
import { type Annotations, loadPlan, planStages } from '../stages/plan.js';
import {
  type Alignment,
  alignMentions,
  bCubedCounts,
  clusterOfActor,
  type LinkedSpan,
  pairwiseCounts,
} from './actors-links.js';
import {
  ACTOR_TYPES,
  exactSpanCounts,
  MAIN_TYPES,
  partialSpanCounts,
  spanErrors,
  type TypedSpan,
  typeConfusion,
} from './actors-scores.js';
import {
  bootstrapFigure,
  checkGoldRow,
  type EvaluationOptions,
  type EvaluationTask,
  type Figure,
  type GoldRow,
  prf,
  type ResultRow,
  type TaskOutput,
} from './evaluation.js';

const rowSchema = z.looseObject({
  id: z.string(),
  text: z.string().min(1),
  genre: z.string().optional(),
  entities: z.array(
    z.looseObject({
      start: z.int().min(0),
      end: z.int().min(1),
      type: z.string(),
      cluster: z.union([z.string(), z.number()]).optional(),
      named: z.boolean().optional(),
      head_pos: z.string().nullish(),
    }),
  ),
});

type GoldEntity = z.infer<typeof rowSchema>['entities'][number];

const CLUSTER_TYPES = new Set(['person', 'organization', 'organisation', 'place', 'location', 'facility']);
const DESCRIPTION =
  'Names of actors: {"id","text","entities":[{"start","end","type"}]}, offsets in code points; with clusters also "cluster", "named" and "head_pos".';

/** A gold row with what a system made of it. */
interface Scored {
  readonly id: string;
  readonly text: string;
  readonly genre: string | null;
  readonly gold: readonly TypedSpan[];
  readonly predicted: readonly TypedSpan[];
  /** Links of names: by the stage, and by the same surface alone. Null without clusters. */
  readonly links: Alignment | null;
  readonly sameSurface: Alignment | null;
  /** Third-person singular pronouns of people: [right, resolved wrongly, gold]. */
  readonly pronouns: readonly [number, number, number];
  /** "It" and "they" in all forms: [right, resolved wrongly, gold ones of named actors]. */
  readonly things: readonly [number, number, number];
}

/** Names by span and type; where the gold has clusters, their links. */
export const actorsTask: EvaluationTask = {
  name: 'actors',
  description: DESCRIPTION,
  stages: ['actors'],
  stageOptions: () => ({}),
  check(row, line, file) {
    return checkGoldRow(rowSchema, row, actorsTask, { line, file });
  },
  async run(rows, annotate, options): Promise<TaskOutput> {
    const clustered = rows.some((row) => entitiesOf(row).some(({ cluster }) => cluster !== undefined));
    const rules = await loadPlan(
      planStages({ stageOptions: { actors: { recogniser: 'rules' } }, stages: ['actors'] }),
    );
    const scored: Scored[] = [];
    const baseline: Scored[] = [];
    const predictions: Record<string, unknown>[] = [];
    for (const row of rows) {
      const found = await annotate(row.text, row.id);
      scored.push(score(row, found, clustered));
      baseline.push(score(row, await rules(plainDocument(row.id, row.text)), clustered));
      predictions.push(prediction(row, found, clustered));
    }
    const results = clustered
      ? linkResults(scored, baseline, options)
      : [
          ...spanResults('hedgerow', scored, options),
          ...spanResults('capitalised spans and gazetteer', baseline, options),
        ];
    return {
      predictions,
      evaluation: {
        task: 'actors',
        rows: rows.length,
        documents: new Set(rows.map(({ id }) => id)).size,
        results,
        confusions: clustered ? [] : [typeConfusion(scored)],
        errors: clustered ? [] : spanErrors(scored),
        notes: clustered
          ? [
              'Named mentions: those of clusters with a name whose own head is a proper noun, of people, organisations and places. A predicted name stands for the smallest gold mention that holds it.',
              'B³ counts mentions missed or made up as wrong; link F1 is over pairs of mentions that were found. "Same surface" joins the names that Hedgerow found by identical characters alone.',
              'Pronouns: he and she in all forms whose gold cluster has a name; precision over those resolved.',
              'It and they in all forms: precision over all that were resolved, whether the gold has a named actor there or not; recall over gold ones of named actors.',
            ]
          : [
              'Exact: the same edges and type; partial: the same type, overlapping, each gold span once.',
              'Micro figures are over people, organisations and locations. Spans of type "other" (works, events, products, dates, amounts) are no actors and are not predicted.',
            ],
      },
    };
  },
};

function entitiesOf(row: GoldRow): readonly GoldEntity[] {
  return row.entities as readonly GoldEntity[];
}

function mentionsOf(annotations: Annotations): readonly Mention[] {
  return annotations.actors!.mentions;
}

const IT_THEY = /^(?:it|its|itself|they|them|their|theirs|themselves)$/i;
const HE_SHE = /^(?:he|him|his|himself|she|her|hers|herself)$/i;

function score(row: GoldRow, annotations: Annotations, clustered: boolean): Scored {
  const { toUtf16 } = measuredPoints(row.text);
  const mentions = mentionsOf(annotations);
  const named = mentions.filter(isNamed);
  const entities = entitiesOf(row);
  const spanOf = (e: GoldEntity): LinkedSpan => ({
    start: toUtf16(e.start),
    end: toUtf16(e.end),
    type: e.type,
    cluster: e.cluster === undefined ? null : String(e.cluster),
  });
  const base = {
    id: row.id,
    text: annotations.tokenising!.text,
    genre: typeof row.genre === 'string' ? row.genre : null,
    gold: entities.map(spanOf),
    predicted: named.map(({ start, end, type, confidence }) => ({ start, end, type, confidence })),
  };
  if (!clustered) return { ...base, links: null, sameSurface: null, pronouns: [0, 0, 0], things: [0, 0, 0] };
  const isName = (e: GoldEntity): boolean =>
    e.named === true && CLUSTER_TYPES.has(e.type) && /^NNPS?$/.test(e.head_pos ?? '');
  const gold = entities.filter(isName).map(spanOf);
  // Demonyms before nouns are no mentions in this scheme; other names inside longer phrases are.
  const names = named.filter(({ kind, type }) => kind !== 'demonym' && type !== 'norp');
  const linked = names.map((m) => ({ start: m.start, end: m.end, type: m.type, cluster: m.actor }));
  const links = alignMentions(gold, linked);
  const sameSurface = alignMentions(
    gold,
    names.map((m) => ({ start: m.start, end: m.end, type: m.type, cluster: m.surface })),
  );
  const clusters = clusterOfActor(links);
  const byPlace = new Map(mentions.map((m) => [m.start, m]));
  const pronouns: [number, number, number] = [0, 0, 0];
  for (const e of entities) {
    if (e.named !== true || e.type !== 'person') continue;
    const span = spanOf(e);
    if (!HE_SHE.test(annotations.tokenising!.text.slice(span.start, span.end))) continue;
    pronouns[2]++;
    const actor = byPlace.get(span.start)?.actor;
    if (actor == null) continue;
    if (clusters.get(actor) === span.cluster) pronouns[0]++;
    else pronouns[1]++;
  }
  const things: [number, number, number] = [0, 0, 0];
  const clusterAt = new Map<number, string>();
  for (const e of entities) {
    const span = spanOf(e);
    if (!IT_THEY.test(row.text.slice(span.start, span.end)) || span.cluster === null) continue;
    clusterAt.set(span.start, span.cluster);
    if (e.named === true) things[2]++;
  }
  for (const { start, kind, surface, actor } of mentions) {
    if (kind !== 'pronoun' || actor === null || !IT_THEY.test(surface)) continue;
    things[clusterAt.has(start) && clusters.get(actor) === clusterAt.get(start) ? 0 : 1]++;
  }
  return { ...base, links, sameSurface, pronouns, things };
}

function prediction(row: GoldRow, annotations: Annotations, clustered: boolean): Record<string, unknown> {
  const { fromUtf16 } = measuredPoints(row.text);
  return {
    id: row.id,
    entities: mentionsOf(annotations)
      .filter((mention) => isNamed(mention) || (clustered && mention.status === 'resolved'))
      .map(({ start, end, type, actor }) => ({
        start: fromUtf16(start),
        end: fromUtf16(end),
        type,
        actor,
      })),
  };
}

function figures(
  counts: ReadonlyMap<string, Float64Array>,
  options: EvaluationOptions,
  gold: number,
  predicted: number,
): Readonly<Record<string, Figure>> {
  return {
    precision: bootstrapFigure(counts, (s) => prf(s).precision, predicted, options),
    recall: bootstrapFigure(counts, (s) => prf(s).recall, gold, options),
    F1: bootstrapFigure(counts, (s) => prf(s).f1, gold, options),
  };
}

function countsOf(
  rows: readonly Scored[],
  of: (row: Scored) => readonly number[],
): Map<string, Float64Array> {
  const counts = new Map<string, Float64Array>();
  for (const row of rows) {
    const own = of(row);
    const sums = counts.get(row.id);
    if (sums === undefined) counts.set(row.id, Float64Array.from(own));
    else
      own.forEach((n, k) => {
        sums[k]! += n;
      });
  }
  return counts;
}

function sum(counts: ReadonlyMap<string, Float64Array>, k: number): number {
  let all = 0;
  for (const vector of counts.values()) all += vector[k]!;
  return all;
}

function spanResults(system: string, rows: readonly Scored[], options: EvaluationOptions): ResultRow[] {
  const present = new Set(rows.flatMap(({ gold }) => gold.map(({ type }) => type)));
  const groups: (readonly [string, readonly string[]])[] = [
    ['person, organisation and location', MAIN_TYPES],
    ...ACTOR_TYPES.filter((type) => present.has(type)).map((type) => [type, [type]] as const),
  ];
  return groups.flatMap(([name, types]) =>
    (
      [
        ['exact', exactSpanCounts],
        ['partial', partialSpanCounts],
      ] as const
    ).map(([how, count]) => {
      const counts = countsOf(rows, ({ gold, predicted }) => count(gold, predicted, types));
      const [hits, wrong, missed] = [sum(counts, 0), sum(counts, 1), sum(counts, 2)];
      return {
        system,
        measured: `${how} span, ${name}`,
        figures: figures(counts, options, hits + missed, hits + wrong),
      };
    }),
  );
}

function linkResults(
  scored: readonly Scored[],
  baseline: readonly Scored[],
  options: EvaluationOptions,
): ResultRow[] {
  const results: ResultRow[] = [];
  const genres = [...new Set(scored.flatMap(({ genre }) => (genre === null ? [] : [genre])))].sort();
  const parts: (readonly [string, (row: Scored) => boolean])[] = [
    ['all', () => true],
    ...(genres.length > 1 ? genres.map((g) => [g, (row: Scored) => row.genre === g] as const) : []),
  ];
  for (const [part, keep] of parts) {
    const systems: (readonly [string, readonly Scored[], (row: Scored) => Alignment])[] = [
      ['hedgerow', scored, (row) => row.links!],
      ['same surface', scored, (row) => row.sameSurface!],
      ['capitalised spans and gazetteer', baseline, (row) => row.links!],
    ];
    for (const [system, rows, of] of systems) {
      const own = rows.filter(keep);
      const cubed = countsOf(own, (row) => bCubedCounts(of(row)));
      const ratio = (s: Float64Array, k: number): number | null =>
        s[k + 1]! === 0 ? null : s[k]! / s[k + 1]!;
      const f1 = (s: Float64Array): number | null => {
        const [p, r] = [ratio(s, 0), ratio(s, 2)];
        return p === null || r === null || p + r === 0 ? null : (2 * p * r) / (p + r);
      };
      results.push({
        system,
        measured: `B³, named mentions, ${part}`,
        figures: {
          precision: bootstrapFigure(cubed, (s) => ratio(s, 0), sum(cubed, 1), options),
          recall: bootstrapFigure(cubed, (s) => ratio(s, 2), sum(cubed, 3), options),
          F1: bootstrapFigure(cubed, f1, sum(cubed, 3), options),
        },
      });
      const links = countsOf(own, (row) => pairwiseCounts(of(row)));
      results.push({
        system,
        measured: `links between found names, ${part}`,
        figures: figures(links, options, sum(links, 0) + sum(links, 2), sum(links, 0) + sum(links, 1)),
      });
    }
    for (const [what, of] of [
      ['he and she to the right person', 'pronouns'],
      ['it and they to the right actor', 'things'],
    ] as const) {
      const links = countsOf(scored.filter(keep), ({ [of]: [right, wrong, gold] }) => [
        right,
        wrong,
        gold - right,
      ]);
      results.push({
        system: 'hedgerow',
        measured: `${what}, ${part}`,
        figures: figures(links, options, sum(links, 0) + sum(links, 2), sum(links, 0) + sum(links, 1)),
      });
    }
  }
  return results;
}
