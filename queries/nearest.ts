/** The documents nearest to an article. */
import { frameName, inSentence } from '../base/wording.js';
import type { AnalysisStore } from '../pipeline/store/analysis-store.js';
import { sqlName, sqlText } from '../pipeline/store/sql.js';
import type { Distribution } from '../statistics/quantiles.js';
import type { ArticleProfile } from './baseline.js';
import type { NearestRow } from './baseline-schema.js';
import { frameColumns, frameKey, framesOf } from './frame-columns.js';

interface Candidate {
  readonly place: number;
  readonly framing: number | null;
  readonly actors: number | null;
  readonly profile: number | null;
  readonly similarity: number;
}

/** Numbers of the compared documents, one entry each, in the order of `place`. */
export interface CorpusNumbers {
  readonly places: Float64Array;
  readonly words: Float64Array;
  /** √ Σ mentions² over all actors of the document. */
  readonly norms: Float64Array;
  readonly values: ReadonlyMap<string, Float64Array>;
}

interface Distributions {
  /** By name of the measure; those without a value are missing. */
  readonly distributions: ReadonlyMap<string, Pick<Distribution, 'mean' | 'sd'>>;
}

const momentsOf = ({ mean, sd }: Pick<Distribution, 'mean' | 'sd'>) => ({ mean, sd: Math.max(sd, 1e-9) });

/**
 * The documents nearest to an article by three parts, each 0 to 1, and their mean:
 *
 * - framing: cosine of the frame scores, each less the corpus's mean and over its standard deviation, negative ones as 0;
 * - actors: cosine of the mentions of actors, times the agreement `1 - |difference of mean sentiment| / 2` over
 *   the shared ones, weighted by mentions;
 * - profile: `exp(-D / 2)`, D the mean squared difference of the leading measures in standard deviations.
 */
export async function nearestDocuments(
  store: AnalysisStore,
  profile: ArticleProfile,
  numbers: CorpusNumbers & Distributions,
  count: number,
): Promise<readonly NearestRow[]> {
  const measures = profile.profileMeasures.filter(
    ({ name }) => profile.measures.has(name) && numbers.values.has(name),
  );
  const framing = framingLikeness(store, profile, numbers);
  const actors = await actorLikeness(store, profile, numbers);
  const own = profileLikeness(profile, measures, numbers);
  const known = (value: number | undefined): number | null =>
    value === undefined || Number.isNaN(value) ? null : value;
  const candidates: Candidate[] = Array.from(numbers.places, (place, i) => {
    const parts = { framing: known(framing?.[i]), actors: known(actors?.[i]), profile: known(own?.[i]) };
    const had = Object.values(parts).filter((part) => part !== null);
    return {
      place,
      ...parts,
      similarity: had.length === 0 ? -1 : had.reduce((a, b) => a + b, 0) / had.length,
    };
  })
    .filter(({ similarity }) => similarity >= 0)
    .sort((a, b) => b.similarity - a.similarity || a.place - b.place)
    .slice(0, count);
  if (candidates.length === 0) return [];
  return withReasons(store, profile, measures, candidates);
}

function framingLikeness(
  store: AnalysisStore,
  profile: ArticleProfile,
  { values, places, distributions }: CorpusNumbers & Distributions,
): Float64Array | null {
  const columns = frameColumns(store);
  const shared = [...profile.frames].flatMap(([key, value]) => {
    const name = columns.get(key) ?? '';
    const known = distributions.get(name);
    return known === undefined ? [] : [{ value, column: values.get(name)!, ...momentsOf(known) }];
  });
  if (shared.length === 0) return null;
  const [dot, own, other] = [0, 1, 2].map(() => new Float64Array(places.length));
  for (const { value, column, mean, sd } of shared) {
    const za = (value - mean) / sd;
    for (let i = 0; i < column.length; i++) {
      if (Number.isNaN(column[i]!)) continue;
      const zd = (column[i]! - mean) / sd;
      dot![i]! += za * zd;
      own![i]! += za * za;
      other![i]! += zd * zd;
    }
  }
  return dot!.map((value, i) =>
    other![i] === 0 ? Number.NaN : Math.max(0, value / Math.max(1e-12, Math.sqrt(own![i]! * other![i]!))),
  );
}

async function actorLikeness(
  store: AnalysisStore,
  profile: ArticleProfile,
  { places, norms }: CorpusNumbers,
): Promise<Float64Array | null> {
  if (profile.actors.size === 0 || store.column('actor_sentiments') === undefined) return null;
  const keys = [...profile.actors.keys()];
  const list = `[${keys.map(sqlText).join(', ')}]`;
  const [place, actor, mean, mentions] = await store.numbers(
    `SELECT place, list_position(${list}, actor) - 1, mean, mentions FROM digest_actors
     WHERE mean IS NOT NULL AND actor IN (SELECT unnest(${list}))`,
  );
  const row = new Map(Array.from(places, (value, i) => [value, i]));
  const norm = Math.sqrt([...profile.actors.values()].reduce((sum, own) => sum + own.mentions ** 2, 0));
  const [shared, agreement, weight] = [0, 1, 2].map(() => new Float64Array(places.length));
  place!.forEach((value, k) => {
    const i = row.get(value);
    if (i === undefined) return;
    const own = profile.actors.get(keys[actor![k]!]!)!;
    shared![i]! += mentions![k]! * own.mentions;
    agreement![i]! += (1 - Math.abs(mean![k]! - own.mean) / 2) * mentions![k]!;
    weight![i]! += mentions![k]!;
  });
  return shared!.map((value, i) =>
    weight![i] === 0 ? 0 : ((value / (norms[i]! * norm)) * agreement![i]!) / weight![i]!,
  );
}

function profileLikeness(
  profile: ArticleProfile,
  measures: readonly { readonly name: string }[],
  { values, places, distributions }: CorpusNumbers & Distributions,
): Float64Array | null {
  if (measures.length === 0) return null;
  const sum = new Float64Array(places.length);
  const n = new Float64Array(places.length);
  for (const { name } of measures) {
    const known = distributions.get(name);
    if (known === undefined) continue;
    const column = values.get(name)!;
    const { sd } = momentsOf(known);
    const own = profile.measures.get(name)!;
    for (let i = 0; i < column.length; i++) {
      if (Number.isNaN(column[i]!)) continue;
      sum[i]! += ((column[i]! - own) / sd) ** 2;
      n[i]!++;
    }
  }
  return sum.map((value, i) => (n[i] === 0 ? Number.NaN : Math.exp(-value / n[i]! / 2)));
}

async function withReasons(
  store: AnalysisStore,
  profile: ArticleProfile,
  measures: readonly { readonly name: string; readonly title: string }[],
  candidates: readonly Candidate[],
): Promise<readonly NearestRow[]> {
  const places = candidates.map(({ place }) => place).join(', ');
  const metadata = await store.query<Record<string, string | number | null>>(
    `SELECT id, place, frame_flags, ${['title', 'outlet', 'published', 'url'].map((name) => `"meta:${name}" AS ${name}`).join(', ')}
     ${measures.map(({ name }) => `, ${sqlName(name)}`).join('')} FROM compared_digest WHERE place IN (${places})`,
  );
  const named = store.column('frames') === undefined ? [] : await framesOf(store);
  const frames = metadata.flatMap((row) =>
    named
      .filter((_frame, k) => String(row.frame_flags)[k] === '1')
      .map(({ codebook, frame }) => ({ place: row.place, key: frameKey(codebook, frame) }))
      .sort((a, b) => (profile.frames.get(b.key) ?? 0) - (profile.frames.get(a.key) ?? 0)),
  );
  const keys = [...profile.actors.keys()].map(sqlText).join(', ');
  const actors =
    keys === '' || store.column('actor_sentiments') === undefined
      ? []
      : await store.query<{ place: number; actor: string; mean: number }>(
          `SELECT place, actor, mean FROM digest_actors
           WHERE actor IN (${keys}) AND place IN (${places}) AND mean IS NOT NULL ORDER BY mentions DESC, actor`,
        );
  return candidates.map((candidate) => {
    const row = metadata.find(({ place }) => place === candidate.place)!;
    const reasons: string[] = [];
    const shared = frames.filter(
      ({ place, key }) => place === candidate.place && (profile.frames.get(key) ?? 0) >= 0.5,
    );
    if (shared.length > 0)
      reasons.push(
        `both frame it as ${[...new Set(shared.slice(0, 3).map(({ key }) => frameName(key.slice(key.indexOf('/') + 1))))].join(', ')}`,
      );
    const sharedActors = actors.filter(({ place }) => place === candidate.place);
    if (sharedActors.length > 0) {
      reasons.push(
        `both write of ${sharedActors
          .slice(0, 3)
          .map(({ actor, mean }) => {
            const own = profile.actors.get(actor)!;
            return `${own.name} (${signed(own.mean)} here, ${signed(mean)} there)`;
          })
          .join(', ')}`,
      );
    }
    const text = (name: string): string | null => (row[name] as string | null) ?? null;
    const close = measures
      .map(({ name, title }) => ({
        title,
        here: profile.measures.get(name)!,
        there: row[name] as number | null,
      }))
      .filter(
        ({ here, there }) => there !== null && Math.abs(here - there) <= 0.1 * Math.max(Math.abs(here), 1e-9),
      )
      .slice(0, 2);
    for (const { title, here, there } of close)
      reasons.push(`${inSentence(title)} alike (${here.toFixed(1)} and ${there!.toFixed(1)})`);
    return {
      id: text('id')!,
      title: text('title'),
      outlet: text('outlet'),
      published: text('published'),
      url: text('url'),
      similarity: candidate.similarity,
      parts: { framing: candidate.framing, actors: candidate.actors, profile: candidate.profile },
      reasons,
    };
  });
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
}
