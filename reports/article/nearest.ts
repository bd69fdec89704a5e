import type { AnalysisStore } from '../../pipeline/store/analysis-store.js';
import { sqlName, sqlText } from '../../pipeline/store/sql.js';
import { frameName, inSentence } from '../wording.js';
import type { ArticleProfile } from './baseline.js';
import type { NearestRow } from './model.js';

interface Candidate {
  readonly id: string;
  readonly framing: number | null;
  readonly actors: number | null;
  readonly profile: number | null;
  readonly similarity: number;
}

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
  count: number,
): Promise<readonly NearestRow[]> {
  const parts: string[] = [];
  const names: string[] = [];
  if (profile.frames.size > 0 && store.column('frames') !== undefined) {
    names.push('framing');
    parts.push(`framing AS (
      WITH a(key, value) AS (VALUES ${[...profile.frames].map(([key, score]) => `(${sqlText(key)}, ${score}::DOUBLE)`).join(', ')}),
      f AS (SELECT id AS document_id, key, score FROM frame_rows WHERE score IS NOT NULL),
      m AS (SELECT key, avg(score) AS mean, greatest(stddev_samp(score), 1e-9) AS sd FROM f GROUP BY key),
      z AS (SELECT document_id, (value - mean) / sd AS za, (score - mean) / sd AS zd FROM f JOIN m USING (key) JOIN a USING (key))
      SELECT document_id AS id, greatest(0, sum(za * zd) / greatest(1e-12, sqrt(sum(za * za) * sum(zd * zd)))) AS framing
      FROM z GROUP BY document_id)`);
  }
  if (profile.actors.size > 0 && store.column('actor_sentiments') !== undefined) {
    names.push('actors');
    const norm = Math.sqrt(
      [...profile.actors.values()].reduce((sum, { mentions }) => sum + mentions ** 2, 0),
    );
    parts.push(`actors AS (
      WITH a(actor, value, weight) AS (VALUES ${[...profile.actors].map(([key, { mean, mentions }]) => `(${sqlText(key)}, ${mean}::DOUBLE, ${mentions})`).join(', ')}),
      s AS (SELECT id AS document_id, actor, mean, mentions FROM actor_rows),
      length AS (SELECT document_id, sqrt(sum(mentions * mentions)) AS norm FROM s GROUP BY document_id)
      SELECT document_id AS id, sum(mentions * weight) / (any_value(norm) * ${norm})
        * sum((1 - abs(mean - value) / 2) * mentions) / sum(mentions) AS actors
      FROM s JOIN a USING (actor) JOIN length USING (document_id) GROUP BY document_id)`);
  }
  const measures = profile.profileMeasures.filter(
    ({ name }) => profile.measures.has(name) && store.column(name) !== undefined,
  );
  if (measures.length > 0) {
    names.push('profile');
    const terms = measures.map(({ name }) => {
      const c = sqlName(name);
      return `((${c} - ${profile.measures.get(name)}) / nullif((SELECT stddev_samp(${c}) FROM compared), 0)) ** 2`;
    });
    parts.push(`profile AS (SELECT id, exp(-list_avg([${terms.join(', ')}]) / 2) AS profile FROM compared)`);
  }
  if (names.length === 0) return [];
  const columns = ['framing', 'actors', 'profile'].map((name) =>
    names.includes(name)
      ? name === 'actors'
        ? 'coalesce(actors.actors, 0) AS actors'
        : `${name}.${name} AS ${name}`
      : `NULL::DOUBLE AS ${name}`,
  );
  const candidates = await store.query<Candidate>(`WITH ${parts.join(', ')},
    joined AS (SELECT compared.id, place, ${columns.join(', ')} FROM compared
      ${names.map((name) => `LEFT JOIN ${name} ON ${name}.id = compared.id`).join(' ')})
    SELECT id, framing, actors, profile, list_avg([framing, actors, profile]) AS similarity
    FROM joined WHERE similarity IS NOT NULL ORDER BY similarity DESC, place LIMIT ${count}`);
  if (candidates.length === 0) return [];
  return withReasons(store, profile, measures, candidates);
}

async function withReasons(
  store: AnalysisStore,
  profile: ArticleProfile,
  measures: readonly { readonly name: string; readonly title: string }[],
  candidates: readonly Candidate[],
): Promise<readonly NearestRow[]> {
  const ids = candidates.map(({ id }) => sqlText(id)).join(', ');
  const optional = (name: string): string =>
    store.column(name) === undefined ? `NULL AS ${name}` : sqlName(name);
  const metadata = await store.query<Record<string, string | number | null>>(
    `SELECT id, ${['title', 'outlet', 'published', 'url'].map(optional).join(', ')}
     ${measures.map(({ name }) => `, ${sqlName(name)}`).join('')} FROM documents WHERE id IN (${ids})`,
  );
  const frames =
    store.column('frames') === undefined
      ? []
      : await store.query<{ document_id: string; key: string }>(
          `SELECT id AS document_id, key FROM frame_rows WHERE present AND id IN (${ids}) ORDER BY score DESC, key`,
        );
  const actors =
    store.column('actor_sentiments') === undefined
      ? []
      : await store.query<{ document_id: string; actor: string; mean: number; mentions: number }>(
          `SELECT id AS document_id, actor, mean, mentions FROM actor_rows
           WHERE id IN (${ids}) ORDER BY mentions DESC, actor`,
        );
  return candidates.map((candidate) => {
    const row = metadata.find(({ id }) => id === candidate.id)!;
    const reasons: string[] = [];
    const shared = frames.filter(
      ({ document_id, key }) => document_id === candidate.id && (profile.frames.get(key) ?? 0) >= 0.5,
    );
    if (shared.length > 0)
      reasons.push(
        `both frame it as ${[...new Set(shared.slice(0, 3).map(({ key }) => frameName(key.slice(key.indexOf('/') + 1))))].join(', ')}`,
      );
    const sharedActors = actors.filter(
      ({ document_id, actor }) => document_id === candidate.id && profile.actors.has(actor),
    );
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
      id: candidate.id,
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
