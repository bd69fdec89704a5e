/** The digest of an analysis: one row a document with all that comparisons ask of it, made once and kept. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../base/output-file.js';
import { AnalysisStore } from '../pipeline/store/analysis-store.js';
import type { Analysis } from '../pipeline/store/manifest.js';
import { exactSum, sqlName, sqlPath, sqlText } from '../pipeline/store/sql.js';
import { distributionOfSorted, sortedKnown } from '../statistics/quantiles.js';
import {
  BAND_BINS,
  BANDS,
  containmentSql,
  isCandidateSql,
  isCopySql,
  LEAST_CONTAINMENT,
  LEAST_RESEMBLANCE,
  resemblanceSql,
  shinglesSql,
  wordsSql,
} from './near-duplicates.js';
import { recountSql } from './recount.js';
import { ALTERNATIVES } from './robustness-checks.js';
import { termKeySql } from './term-key.js';
import { TOPIC_DOCUMENTS, TOPIC_TERMS, weightSql } from './topic.js';

/** Raised when what a digest holds, or how it is computed, changes. */
const VERSION = '6';
const FOLDER = '.digest';

/** Another way of counting a measure, as a column of the digest. */
export const alternativeColumn = (measure: string, key: string): string => `${key}:${measure}`;

/** Over which mentions a document's sentiment to an actor is taken, and its columns of `digest_actors`. */
export const ACTOR_VOICES = [
  { voice: 'all', columns: ['mean', 'mentions'] },
  { voice: 'author', columns: ['author_mean', 'author_mentions'] },
  { voice: 'source', columns: ['source_mean', 'source_mentions'] },
] as const;

const opened = new WeakSet<AnalysisStore>();

/**
 * What every report asks of an analysis, computed once from it: its numbers by document, near-duplicates, sentiment by
 * document and actor, words and hedges in all. The views of the same names are ready in the store afterwards:
 *
 * - `digest_documents`: id, place (order of date, then id), word_count, `meta:title`, `meta:outlet`, `meta:published`, `meta:url`, signature, frame_flags (a character a frame: 1
 *   present, 0 absent, - not judged), actor_norm, every measure, and `key:measure` for the other ways of counting;
 * - `digest_duplicates`: id, other, similarity, containment (of the shorter in the longer): estimated, the latter counted where it alone decides;
 * - `digest_actors`: place, actor, name, mean, mentions, and the same of author's and sources' voices
 *   (author_mean, author_mentions, source_mean, source_mentions), by actor;
 * - `digest_distributions`: measure, n, mean, sd, quantiles (201), over the documents without near-duplicates;
 * - `digest_frames`: k (its place in `frame_flags`, from 0), present, judged: documents, likewise;
 * - `digest_terms`: term, count, documents, dp (Gries's DP before normalising), over the documents without near-duplicates;
 * - `digest_topics`: place, term, weight: the words that tell most what each document is about, weights of length 1;
 * - `digest_hedges`: form, count, documents, likewise.
 *
 * It is kept in the folder of the analysis where that can be written, else in memory.
 */
export async function openDigest(store: AnalysisStore): Promise<void> {
  if (opened.has(store)) return;
  opened.add(store);
  const { folder, manifest } = store.analysis;
  const whole = `${VERSION}-${manifest.key.slice(0, 16)}`;
  const home = folder === '' ? null : join(folder, FOLDER, `${whole}${selectionKey(store)}`);
  const builders: readonly (readonly [name: string, order: string, build: () => Promise<string>])[] = [
    ['digest_documents', 'place', () => documentsSql(store)],
    ['digest_duplicates', 'id', () => duplicatesSql(store)],
    ['digest_actors', 'actor, place', async () => actorsSql(store)],
    ['digest_distributions', 'measure', () => distributionsSql(store)],
    ['digest_frames', 'k', async () => framesSql(FIRSTS)],
    ['digest_terms', 'term', async () => termsSql(store)],
    ['digest_topics', 'term, place', async () => topicsSql(store)],
    ['digest_hedges', 'form', async () => hedgesSql(store)],
  ];
  // One that lacks files is made again.
  if (home !== null && builders.every(([name]) => existsSync(join(home, `${name}.parquet`)))) {
    for (const [name] of builders)
      await store.run(
        `CREATE OR REPLACE TEMP VIEW ${name} AS SELECT * FROM read_parquet(${sqlPath(join(home, `${name}.parquet`))})`,
      );
    return;
  }
  for (const [name, order, build] of builders)
    await store.run(
      `CREATE OR REPLACE TEMP TABLE ${name} AS SELECT * FROM (${await build()}) ORDER BY ${order}`,
    );
  if (home !== null)
    await keep(
      store,
      home,
      whole,
      builders.map(([name]) => name),
    );
}

/** Digests of selections kept beside the whole one. */
const SELECTIONS_KEPT = 6;

/** What tells the digest of a selection from that of the whole. */
function selectionKey(store: AnalysisStore): string {
  if (store.selected === null) return '';
  const { where = null, rename = new Map<string, string>(), registry } = store.selection;
  const decides = JSON.stringify([
    where,
    [...rename].sort(),
    ...(registry === undefined ? [] : [registry.actors]),
  ]);
  return `-${createHash('sha256').update(decides).digest('hex').slice(0, 16)}`;
}

/** Writes the tables under a temporary name and renames the folder; a folder that cannot be written is no fault. */
async function keep(
  store: AnalysisStore,
  home: string,
  whole: string,
  names: readonly string[],
): Promise<void> {
  const temporary = `${home}.${process.pid}.tmp`;
  try {
    makeFolder(temporary);
    for (const name of names)
      await store.run(
        `COPY (SELECT * FROM ${name}) TO ${sqlText(join(temporary, `${name}.parquet`))} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20480)`,
      );
    rmSync(home, { recursive: true, force: true });
    renameSync(temporary, home);
    const beside = (name: string): string => join(home, '..', name);
    const others = readdirSync(beside('')).filter((name) => name !== whole && !/\.tmp$|^texts-/.test(name));
    const age = (name: string): number => statSync(beside(name)).mtimeMs;
    const selections = others
      .filter((name) => name.startsWith(`${whole}-`))
      .sort((a, b) => age(b) - age(a) || (a < b ? -1 : 1))
      .slice(0, SELECTIONS_KEPT);
    for (const other of others)
      if (!selections.includes(other)) rmSync(beside(other), { recursive: true, force: true });
  } catch {
    // Read-only archives are compared too; the next report computes it again.
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

const has = (store: AnalysisStore, name: string): boolean => store.column(name) !== undefined;

/** Words by voice, by which rates in a voice are counted otherwise. */
const VOICE_WORDS = ['words_author', 'words_source', 'words_doubtful'] as const;

/** What names a document in a list. */
const METADATA = ['title', 'outlet', 'published', 'url'] as const;

async function documentsSql(store: AnalysisStore): Promise<string> {
  const measures = store.measures().map(({ name }) => `d.${sqlName(name)}`);
  const leading = store.measures().filter(({ measure }) => measure!.leading);
  const alternatives: string[] = [];
  // The other ways of counting read `compared` by place.
  await store.run(`CREATE OR REPLACE TEMP TABLE compared AS
    SELECT p.place AS place, d.* FROM (SELECT id, word_count${VOICE_WORDS.filter((name) => has(store, name))
      .map((name) => `, ${name}`)
      .join('')}${leading.map(({ name }) => `, ${sqlName(name)}`).join('')} FROM documents) d
      JOIN (SELECT id, (row_number() OVER (ORDER BY ${has(store, 'published') ? 'published NULLS LAST, ' : ''}id))::INTEGER AS place FROM documents) p
      ON p.id = d.id`);
  for (const column of leading)
    for (const alternative of ALTERNATIVES) {
      const list = store.column(column.measure!.evidence?.column ?? '');
      const keep = list === undefined ? null : alternative.keeps(column, list.type);
      const sql = keep === null ? null : recountSql(column, keep, alternative.reading);
      if (sql === null) continue;
      // Each by itself: lists of 2,000 long documents, read for all at once, would not stand in DuckDB's memory.
      await store.run(`CREATE OR REPLACE TEMP TABLE alternative_${alternatives.length} AS ${sql}`);
      alternatives.push(alternativeColumn(column.name, alternative.key));
    }
  const flags = has(store, 'frames')
    ? `array_to_string(list_transform(d.frames, lambda f: CASE WHEN f.score IS NULL THEN '-' WHEN f.present THEN '1' ELSE '0' END), '')`
    : `''`;
  const norm = has(store, 'actor_sentiments')
    ? `sqrt(coalesce(list_sum(list_transform(list_filter(d.actor_sentiments, lambda a: a.voice = 'all'), lambda a: a.mentions * a.mentions)), 0))`
    : '0';
  await store.run(
    `CREATE OR REPLACE TEMP TABLE flags AS SELECT d.id AS id, ${flags} AS frame_flags FROM documents d`,
  );
  await store.run(
    `CREATE OR REPLACE TEMP TABLE norms AS SELECT d.id AS id, ${norm} AS actor_norm FROM documents d`,
  );
  return `SELECT d.id AS id, compared.place AS place, d.word_count AS word_count,
      ${METADATA.map((name) => `${has(store, name) ? `d.${name}::VARCHAR` : 'NULL::VARCHAR'} AS "meta:${name}"`).join(', ')},
      ${has(store, 'shingle_minima') ? 'd.shingle_minima' : '[]::INTEGER[]'} AS signature, frame_flags, actor_norm
      ${measures.map((name) => `, ${name}`).join('')}
      ${alternatives.map((name, k) => `, a${k}.value AS ${sqlName(name)}`).join('')}
    FROM documents d JOIN compared ON compared.id = d.id JOIN flags ON flags.id = d.id JOIN norms ON norms.id = d.id
      ${alternatives.map((_, k) => `LEFT JOIN alternative_${k} a${k} ON a${k}.place = compared.place`).join('\n')}`;
}

async function duplicatesSql(store: AnalysisStore): Promise<string> {
  if (!has(store, 'shingle_minima'))
    return `SELECT '' AS id, '' AS other, 0::DOUBLE AS similarity, 0::DOUBLE AS containment WHERE false`;
  const band = Array.from({ length: BAND_BINS }, (_, k) => `s[band * ${BAND_BINS} + ${k + 1}]`);
  await store.run(`CREATE OR REPLACE TEMP TABLE signatures AS
    SELECT id, place, signature AS s, word_count FROM digest_documents WHERE len(signature) = 64`);
  const estimated = `WITH banded AS (
      SELECT place, band, hash(${band.join(', ')}) AS h
      FROM signatures, range(${BANDS}) AS bands(band) WHERE ${band.map((b) => `${b} >= 0`).join(' AND ')}),
    pairs AS (
      SELECT DISTINCT place, first_place FROM (
        SELECT place, min(place) OVER (PARTITION BY band, h) AS first_place FROM banded)
      WHERE place > first_place),
    alike AS (
      SELECT a.id AS id, b.id AS other, a.word_count AS words, b.word_count AS other_words,
        (${resemblanceSql('a.s', 'b.s')})::DOUBLE AS similarity
      FROM pairs JOIN signatures a ON a.place = pairs.place JOIN signatures b ON b.place = pairs.first_place),
    measured AS (
      SELECT id, other, similarity, ${containmentSql('similarity', 'words', 'other_words')} AS containment FROM alike)
    SELECT * FROM measured WHERE ${has(store, 'text') ? isCandidateSql('similarity', 'containment') : isCopySql('similarity', 'containment')}`;
  if (!has(store, 'text')) return estimated;
  // Estimates of containment are rough: what only it finds is counted in the texts.
  await store.run(`CREATE OR REPLACE TEMP TABLE alike AS ${estimated}`);
  await store.run(`CREATE OR REPLACE TEMP TABLE shingled AS
    SELECT id, ${shinglesSql('words')} AS shingles FROM (SELECT id, ${wordsSql('text')} AS words FROM documents
      WHERE id IN (SELECT unnest([id, other]) FROM alike WHERE similarity < ${LEAST_RESEMBLANCE}))`);
  return `SELECT id, other, similarity, containment FROM alike WHERE similarity >= ${LEAST_RESEMBLANCE}
    UNION ALL
    SELECT id, other, similarity, containment FROM (
      SELECT alike.id AS id, alike.other AS other, similarity,
        (len(list_intersect(a.shingles, b.shingles)) / greatest(1, least(len(a.shingles), len(b.shingles))))::DOUBLE AS containment
      FROM alike JOIN shingled a ON a.id = alike.id JOIN shingled b ON b.id = alike.other
      WHERE similarity < ${LEAST_RESEMBLANCE})
    WHERE containment >= ${LEAST_CONTAINMENT}`;
}

function actorsSql(store: AnalysisStore): string {
  if (!has(store, 'actor_sentiments'))
    return `SELECT 0 AS place, '' AS actor, '' AS name, ${ACTOR_VOICES.flatMap(({ columns }) => columns)
      .map((column) => `0::DOUBLE AS ${column}`)
      .join(', ')} WHERE false`;
  const voices = ACTOR_VOICES.map(
    ({ voice, columns: [mean, mentions] }) =>
      `any_value(mean) FILTER (voice = '${voice}') AS ${mean}, any_value(mentions) FILTER (voice = '${voice}') AS ${mentions}`,
  );
  return `SELECT place, actor, any_value(name) AS name, ${voices.join(', ')}
    FROM (SELECT place, a.actor AS actor, a.name AS name, a.voice AS voice, a.mean AS mean, a.mentions AS mentions
      FROM (SELECT place, unnest(actor_sentiments) AS a FROM (SELECT place, actor_sentiments FROM documents JOIN compared USING (id)))) GROUP BY place, actor`;
}

/** The documents that are no near-duplicate of an earlier one. */
const FIRSTS = `SELECT * FROM digest_documents ANTI JOIN digest_duplicates USING (id)`;

async function distributionsSql(store: AnalysisStore): Promise<string> {
  const names = store.measures().map(({ name }) => name);
  const columns =
    names.length === 0 ? [] : await store.numbers(`SELECT ${names.map(sqlName).join(', ')} FROM (${FIRSTS})`);
  const rows = columns.flatMap((column, k) => {
    const known = distributionOfSorted(sortedKnown(column));
    if (known === null) return [];
    const { n, mean, sd, quantiles } = known;
    return [`(${sqlText(names[k]!)}, ${n}, '${mean}', '${sd}', '[${quantiles.join(', ')}]')`];
  });
  const values = rows.length > 0 ? rows.join(', ') : `('', 0, '0', '0', '[]')`;
  return `SELECT measure, n, mean::DOUBLE AS mean, sd::DOUBLE AS sd, quantiles::DOUBLE[] AS quantiles
    FROM (VALUES ${values}) AS v(measure, n, mean, sd, quantiles) WHERE n > 0`;
}

/** In how many documents each frame is present, and in how many it was judged. */
export function framesSql(documents: string): string {
  return `SELECT k, count(*) FILTER (flag = '1') AS present, count(*) AS judged FROM (
      SELECT unnest(range(length(frame_flags))) AS k, unnest(string_split(frame_flags, '')) AS flag FROM (${documents}))
    WHERE flag <> '-' GROUP BY k`;
}

function termsSql(store: AnalysisStore): string {
  if (!has(store, 'term_counts'))
    return `SELECT '' AS term, 0::DOUBLE AS count, 0 AS documents, 0::DOUBLE AS dp WHERE false`;
  return `WITH firsts AS (SELECT id, word_count FROM (${FIRSTS})), total AS (SELECT greatest(1, sum(word_count)) AS words FROM firsts),
    found AS (SELECT t.term AS term, t.count AS v, word_count / words AS s
      FROM (SELECT word_count, unnest(term_counts) AS t FROM (SELECT word_count, term_counts
        FROM (SELECT id, term_counts FROM documents) JOIN firsts USING (id))), total),
    totals AS (SELECT term, sum(v) AS f, count(*) AS documents FROM found GROUP BY term)
    SELECT term, any_value(f)::DOUBLE AS count, any_value(documents) AS documents, (1 + ${exactSum('abs(v / f - s) - s')}) / 2 AS dp
    FROM found JOIN totals USING (term) GROUP BY term`;
}

function topicsSql(store: AnalysisStore): string {
  if (!has(store, 'term_counts')) return `SELECT 0 AS place, '' AS term, 0::DOUBLE AS weight WHERE false`;
  return `SELECT place, t.term AS term, t.weight / sqrt(list_sum(list_transform(top, lambda x: x.weight * x.weight))) AS weight
    FROM (SELECT place, top, unnest(top) AS t FROM (
      SELECT place, max({weight: weight, term: term}, ${TOPIC_TERMS}) AS top FROM (
        SELECT place, t.term AS term, ${weightSql('t.count', 'k.documents', 'total.documents')} AS weight
        FROM (SELECT place, unnest(term_counts) AS t FROM (SELECT place, term_counts FROM documents JOIN compared USING (id)))
          JOIN digest_terms k ON k.term = t.term, (SELECT count(*) AS documents FROM (${FIRSTS})) total
        WHERE k.documents >= ${TOPIC_DOCUMENTS} AND k.documents < total.documents)
      GROUP BY place))`;
}

function hedgesSql(store: AnalysisStore): string {
  if (!has(store, 'hedging_cues')) return `SELECT '' AS form, 0 AS count, 0 AS documents WHERE false`;
  return `SELECT ${termKeySql('h.surface')} AS form, count(*) AS count, count(DISTINCT id) AS documents
    FROM (SELECT id, unnest(hedging_cues) AS h FROM (SELECT id, hedging_cues FROM documents SEMI JOIN (SELECT id FROM (${FIRSTS})) firsts USING (id)))
    WHERE h.series = 'hedge' GROUP BY 1`;
}

/** Makes the digest of an analysis just finished, so that its first report is as quick as the later ones. */
export async function makeDigest(analysis: Analysis): Promise<void> {
  if (analysis.manifest.partFormat !== 'parquet' || analysis.folder === '') return;
  const store = await AnalysisStore.open(analysis);
  try {
    await openDigest(store);
  } finally {
    store.close();
  }
}
