/** The audit of names: how many mentions of the most named actors are missed, by actor and outlet. */

import type { MentionKind } from '../../stages/actors/annotation.js';
import { isNamed } from '../../stages/actors/annotation.js';
import { codePoints } from '../../stages/code-points.js';
import { benjaminiHochberg } from '../../statistics/benjamini-hochberg.js';
import { twoSidedP } from '../../statistics/normal.js';
import type { AnalysisStore } from '../store/analysis-store.js';
import { listActors } from './actor-list.js';
import type { ActorsAudit, AuditCount, AuditedActor, AuditWarning } from './audit-model.js';
import { surfaceSearch, surfacesOf } from './surface-search.js';

/** Surfaces of one word that stand in lower case this often, against once with a capital, are words first: "May". */
const COMMON_WORD = 0.05;
/** Shares are compared where both rest on so many occurrences. */
const FEWEST_OCCURRENCES = 30;
/** Differences up to this are not warned of. */
export const LEAST_DIFFERENCE = 0.02;
const Z = 1.959963984540054;

/** What one document adds to an actor's counts. */
interface DocumentCount {
  readonly outlet: string | null;
  readonly document: number;
  occurrences: number;
  missed: number;
  elsewhere: number;
}

interface Row {
  readonly id: string;
  readonly outlet: string | null;
  readonly text: string;
  readonly boilerplate: readonly { readonly start: number; readonly end: number }[] | null;
  readonly mentions:
    | readonly {
        readonly start: number;
        readonly end: number;
        readonly kind: MentionKind;
        readonly actor: string | null;
      }[]
    | null;
}

/**
 * Searches the texts of an analysis for the names of its most named actors and compares with what the stage found:
 * an occurrence that no mention by name covers is missed. The share missed is an estimate: a surface may name
 * somebody else, and names that the stage never finds are not searched for. Differences between actors of one type, and
 * between an outlet and all others for one actor, are tested with documents as clusters (ratio estimator, linearised;
 * Cochran 1977, Sampling Techniques, ch. 6), adjusted by Benjamini-Hochberg within each of the two kinds.
 *
 * @param most - how many actors, those of most named mentions; places that are no states are left out.
 * @throws UserError where the analysis was made without the stage `actors`.
 */
export async function auditActors(store: AnalysisStore, most: number): Promise<ActorsAudit> {
  const { actors: listed } = await listActors(store, 1);
  const audited = listed

    .filter(({ place }) => !place)
    .sort((a, b) => b.named_mentions - a.named_mentions || (a.key < b.key ? -1 : 1))
    .slice(0, most);
  const owned = surfacesOf(audited, listed);
  const { counts, common, documents } = await countIn(store, owned);
  const actors = owned.map(({ actor, surfaces, shared }, k) => ({
    key: actor.key,
    name: actor.name,
    type: actor.type,
    surfaces: surfaces.filter((surface) => !common.has(surface)),
    leftOut: [...surfaces.filter((surface) => common.has(surface)), ...shared],
    all: sumOf(counts[k]!),
    outlets: byOutlet(counts[k]!),
  }));
  const pairs = comparisons(actors, counts, documents);
  return {
    documents,
    actors,
    warnings: pairs
      .filter(({ q, difference }) => q < 0.05 && difference > LEAST_DIFFERENCE)
      .sort((a, b) => b.difference - a.difference || (a.actor < b.actor ? -1 : 1)),
    leastDifference: LEAST_DIFFERENCE,
    comparisons: pairs.length,
  };
}

async function countIn(
  store: AnalysisStore,
  owned: ReturnType<typeof surfacesOf>,
): Promise<{
  readonly counts: readonly DocumentCount[][];
  readonly common: ReadonlySet<string>;
  readonly documents: number;
}> {
  const actorOf = new Map<string, number>();
  owned.forEach(({ surfaces }, k) => {
    for (const surface of surfaces) actorOf.set(surface, k);
  });
  const sameAs = await judgedKeys(store);
  const single = [...actorOf.keys()].filter((surface) => /^\p{Lu}\p{Ll}+$/u.test(surface));
  const search = surfaceSearch([...actorOf.keys()]);
  const searchLower = surfaceSearch(single.map((surface) => surface.toLowerCase()));
  const capitalised = new Map<string, number>();
  const lower = new Map<string, number>();
  const bySurface = new Map<string, Map<number, DocumentCount>>();
  let documents = 0;
  for await (const rows of store.stream<Row & Record<string, never>>(
    'SELECT id, outlet, text, boilerplate, mentions FROM documents ORDER BY id',
  )) {
    for (const { outlet, text, boilerplate, mentions } of rows as readonly Row[]) {
      const document = documents++;
      const { fromUtf16 } = codePoints(text);
      const named = (mentions ?? []).filter(isNamed);
      for (const { surface } of searchLower(text)) lower.set(surface, (lower.get(surface) ?? 0) + 1);
      let next = 0;
      for (const found of search(text)) {
        const start = fromUtf16(found.start);
        const end = fromUtf16(found.end);
        if (boilerplate?.some((line) => line.start < end && start < line.end)) continue;
        while (next < named.length && named[next]!.end <= start) next++;
        const mention = named[next];
        const key = actorOf.get(found.surface)!;
        capitalised.set(found.surface, (capitalised.get(found.surface) ?? 0) + 1);
        const own = bySurface.get(found.surface) ?? new Map<number, DocumentCount>();
        bySurface.set(found.surface, own);
        const count = own.get(document) ?? { outlet, document, occurrences: 0, missed: 0, elsewhere: 0 };
        own.set(document, count);
        count.occurrences++;
        if (mention === undefined || mention.start >= end) count.missed++;
        else if (
          mention.actor === null ||
          (sameAs.get(mention.actor) ?? mention.actor) !== owned[key]!.actor.key
        )
          count.elsewhere++;
      }
    }
  }
  const common = new Set(
    single.filter(
      (surface) => (lower.get(surface.toLowerCase()) ?? 0) > COMMON_WORD * (capitalised.get(surface) ?? 0),
    ),
  );
  const counts = owned.map(({ surfaces }) =>
    merged(
      surfaces.filter((s) => !common.has(s)),
      bySurface,
    ),
  );
  return { counts, common, documents };
}

/** One count a document of all an actor's surfaces. */
function merged(
  surfaces: readonly string[],
  bySurface: ReadonlyMap<string, ReadonlyMap<number, DocumentCount>>,
): DocumentCount[] {
  const all = new Map<number, DocumentCount>();
  for (const surface of surfaces)
    for (const [document, count] of bySurface.get(surface) ?? []) {
      const own = all.get(document);
      if (own === undefined) all.set(document, { ...count });
      else {
        own.occurrences += count.occurrences;
        own.missed += count.missed;
        own.elsewhere += count.elsewhere;
      }
    }
  return [...all.values()].sort((a, b) => a.document - b.document);
}

async function judgedKeys(store: AnalysisStore): Promise<ReadonlyMap<string, string>> {
  const rows = await store.query<{ own_key: string; key: string }>(
    "SELECT own_key, key FROM judged_keys WHERE verdict = 'same'",
  );
  return new Map(rows.map(({ own_key, key }) => [own_key, key]));
}

function sumOf(counts: readonly DocumentCount[]): AuditCount {
  let [occurrences, missed, elsewhere] = [0, 0, 0];
  for (const count of counts) {
    occurrences += count.occurrences;
    missed += count.missed;
    elsewhere += count.elsewhere;
  }
  const share = occurrences === 0 ? null : missed / occurrences;
  return { occurrences, missed, elsewhere, documents: counts.length, share };
}

function byOutlet(counts: readonly DocumentCount[]): AuditedActor['outlets'] {
  const outlets = new Map<string, DocumentCount[]>();
  for (const count of counts)
    if (count.outlet !== null) outlets.set(count.outlet, [...(outlets.get(count.outlet) ?? []), count]);
  return [...outlets]
    .map(([outlet, own]) => ({ outlet, ...sumOf(own) }))
    .sort((a, b) => b.occurrences - a.occurrences || (a.outlet < b.outlet ? -1 : 1));
}

/** The difference of two shares of missed mentions, documents as clusters; null where too little stands behind it. */
export function missedDifference(
  a: readonly Omit<DocumentCount, 'outlet'>[],
  b: readonly Omit<DocumentCount, 'outlet'>[],
  documents: number,
): { readonly difference: number; readonly error: number } | null {
  const sum = (counts: typeof a, of: 'occurrences' | 'missed'): number =>
    counts.reduce((all, count) => all + count[of], 0);
  const [n, m] = [sum(a, 'occurrences'), sum(b, 'occurrences')];
  if (n < FEWEST_OCCURRENCES || m < FEWEST_OCCURRENCES) return null;
  const [p, q] = [sum(a, 'missed') / n, sum(b, 'missed') / m];
  const residuals = new Map<number, number>();
  for (const count of a) residuals.set(count.document, (count.missed - p * count.occurrences) / n);
  for (const count of b)
    residuals.set(
      count.document,
      (residuals.get(count.document) ?? 0) - (count.missed - q * count.occurrences) / m,
    );
  let squares = 0;
  for (const residual of residuals.values()) squares += residual ** 2;
  return { difference: p - q, error: Math.sqrt((squares * documents) / Math.max(1, documents - 1)) };
}

function comparisons(
  actors: readonly AuditedActor[],
  counts: readonly (readonly DocumentCount[])[],
  documents: number,
): AuditWarning[] {
  const between: Omit<AuditWarning, 'q'>[] = [];
  const within: Omit<AuditWarning, 'q'>[] = [];
  actors.forEach((actor, i) => {
    for (let j = i + 1; j < actors.length; j++) {
      const other = actors[j]!;
      if (other.type !== actor.type) continue;
      const found = missedDifference(counts[i]!, counts[j]!, documents);
      if (found === null) continue;
      const [more, less] = found.difference >= 0 ? [actor, other] : [other, actor];
      between.push({
        kind: 'actors',
        actor: more.key,
        other: less.key,
        share: more.all.share!,
        otherShare: less.all.share!,
        ...spread(Math.abs(found.difference), found.error),
      });
    }
    for (const { outlet, share } of actor.outlets) {
      const own = counts[i]!.filter((count) => count.outlet === outlet);
      const rest = counts[i]!.filter((count) => count.outlet !== outlet);
      const found = missedDifference(own, rest, documents);
      if (found === null || found.difference <= 0) continue;
      within.push({
        kind: 'outlet',
        actor: actor.key,
        other: outlet,
        share: share!,
        otherShare: sumOf(rest).share!,
        ...spread(found.difference, found.error),
      });
    }
  });
  return [between, within].flatMap((family) => {
    const q = benjaminiHochberg(
      family.map(({ difference, interval }) => {
        const error = (interval[1] - interval[0]) / (2 * Z);
        return error === 0 ? (difference === 0 ? 1 : 0) : twoSidedP(difference / error);
      }),
    );
    return family.map((warning, k) => ({ ...warning, q: q[k]! }));
  });
}

function spread(
  difference: number,
  error: number,
): { difference: number; interval: readonly [number, number] } {
  return { difference, interval: [difference - Z * error, difference + Z * error] };
}
