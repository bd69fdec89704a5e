/** Words, hedges and boosters typical of each group. */
import type { AnalysisStore } from '../../../pipeline/store/analysis-store.js';
import { sqlText } from '../../../pipeline/store/sql.js';
import { termKeySql } from '../../../queries/term-key.js';
import { dispersion } from '../../../statistics/dispersion.js';
import { type Candidate, isKeywordCandidate, listedRows } from '../../keyness/rows.js';
import type { GroupKeyness } from '../../keyness/schema.js';
import type { GroupData } from '../group-data.js';
import type { WantedWord } from '../passages/wanted.js';

/** Documents of a group whose words are counted; more are drawn from at random. */
export const KEYNESS_DOCUMENTS = 300;
/**
 * Documents of the whole sample that must hold a term before it is tested, in every group: were it asked of the group, terms would
 * be chosen by the outcome, and half of all claims under random labels would be of terms met there by chance.
 */
export const TESTED_FROM = 5;
const WORDS_LISTED = 25;
const HEDGES_LISTED = 12;
/**
 * Chi-square of documents from which a term's measures are computed: below it (p above 0.08) no term is claimed. So many are
 * computed anyway, for lists that would be short.
 */
const CHI_SQUARE = 3;
const CANDIDATES = 60;

export interface KeynessTable {
  readonly keyness: GroupKeyness[];
  /** Documents that hold each listed term, for its lines in context. */
  readonly wanted: WantedWord[];
}

/** Rows whose words are counted: of each group, and of the documents in none, the first `KEYNESS_DOCUMENTS` drawn. */
export function keynessSample(data: GroupData): Int32Array {
  const taken = new Int32Array(data.groups.length + 1);
  const rows: number[] = [];
  for (const row of data.drawn) {
    const g = data.owner[row]! < 0 ? data.groups.length : data.owner[row]!;
    if (taken[g]! >= KEYNESS_DOCUMENTS) continue;
    taken[g]!++;
    rows.push(row);
  }
  return Int32Array.from(rows).sort();
}

/** Makes the temporary table `sampled`: id, place, group's index and words of the documents whose words are counted. */
export async function prepareKeynessSample(store: AnalysisStore, data: GroupData): Promise<Int32Array> {
  const rows = keynessSample(data);
  const list = `[${data.groups.map(sqlText).join(', ')}]`;
  await store.run(`CREATE OR REPLACE TEMP TABLE sampled AS
    SELECT id, place, word_count, coalesce(list_position(${list}, grp), 0) - 1 AS g FROM compared
    WHERE place IN (SELECT unnest([${Array.from(rows, (row) => data.places[row]).join(',')}]))`);
  return rows;
}

/** Words of each group against all other documents of the sample. */
export function wordKeyness(store: AnalysisStore, data: GroupData): Promise<KeynessTable> {
  if (store.column('term_counts') === undefined) return Promise.resolve({ keyness: [], wanted: [] });
  return keynessOf(
    store,
    data,
    'SELECT g, place, t.term AS term, t.count AS n FROM (SELECT g, place, unnest(term_counts) AS t FROM (SELECT g, place, term_counts FROM documents JOIN sampled USING (id)))',
    'word',
    WORDS_LISTED,
  );
}

/** Hedges of each group, as written, against those of all other documents of the sample. */
export function hedgeKeyness(store: AnalysisStore, data: GroupData): Promise<KeynessTable> {
  if (store.column('hedging_cues') === undefined) return Promise.resolve({ keyness: [], wanted: [] });
  return keynessOf(
    store,
    data,
    `SELECT g, place, ${termKeySql('h.surface')} AS term, count(*) AS n
     FROM (SELECT g, place, unnest(hedging_cues) AS h FROM (SELECT g, place, hedging_cues FROM documents JOIN sampled USING (id)))
     WHERE h.series = 'hedge' GROUP BY ALL`,
    'hedge',
    HEDGES_LISTED,
  );
}

async function keynessOf(
  store: AnalysisStore,
  data: GroupData,
  counts: string,
  kind: 'word' | 'hedge',
  listed: number,
): Promise<KeynessTable> {
  await store.run(`CREATE OR REPLACE TEMP TABLE term_groups AS
    SELECT g, term, sum(n)::DOUBLE AS f, count(*)::DOUBLE AS d FROM (${counts}) GROUP BY g, term`);
  const sizes = await store.query<{ g: number; documents: number; tokens: number }>(
    `SELECT s.g AS g, s.documents AS documents, coalesce(t.tokens, 0) AS tokens
     FROM (SELECT g, count(*) AS documents FROM sampled GROUP BY g) s
     LEFT JOIN (SELECT g, sum(f) AS tokens FROM term_groups GROUP BY g) t ON t.g = s.g`,
  );
  const tokens = sizes.reduce((sum, size) => sum + size.tokens, 0);
  const documents = sizes.reduce((sum, size) => sum + size.documents, 0);
  // Only for choosing candidates; the figures shown are computed by the tested functions.
  const total = Math.max(1, documents);
  const sizeOf = `CASE g ${sizes.map((size) => `WHEN ${size.g} THEN ${size.documents}`).join(' ')} END`;
  const candidates = await store.query<{
    g: number;
    term: string;
    f: number;
    d: number;
    rest: number;
    rest_documents: number;
    tested: number;
    positive: number;
  }>(`WITH joined AS (SELECT t.g AS g, term, f, d, sum(f) OVER (PARTITION BY term) - f AS rest,
        sum(d) OVER (PARTITION BY term) - d AS rest_documents, (${sizeOf})::DOUBLE AS n FROM term_groups t),
    scored AS (SELECT *, (SELECT count(*) FROM (SELECT 1 FROM term_groups GROUP BY term HAVING sum(d) >= ${TESTED_FROM})) * ${data.groups.length} AS tested,
        pow(d * (${total} - n) - rest_documents * n, 2) * ${total}
          / greatest(1, n * (${total} - n) * (d + rest_documents) * (${total} - d - rest_documents)) AS chi
      FROM joined WHERE d + rest_documents >= ${TESTED_FROM} AND g >= 0)
    SELECT g, term, f, d, rest, rest_documents, tested, count(*) OVER (PARTITION BY g) AS positive
    FROM scored WHERE d * (${total} - n) > rest_documents * n
    QUALIFY chi > ${CHI_SQUARE} OR row_number() OVER (PARTITION BY g ORDER BY chi DESC, term) <= ${CANDIDATES} ORDER BY g, term`);
  const own = sizes.filter(({ g }) => g >= 0).sort((a, b) => a.g - b.g);
  const lists = own.map((size) =>
    candidates
      .filter(({ g, term }) => g === size.g && (kind === 'hedge' || isKeywordCandidate(term)))
      .map(
        (row): Candidate => ({
          frequency: {
            term: row.term,
            target: row.f,
            reference: row.rest,
            targetDocuments: row.d,
            referenceDocuments: row.rest_documents,
            dispersion: null,
          },
          sizes: {
            targetTokens: size.tokens,
            referenceTokens: tokens - size.tokens,
            targetDocuments: size.documents,
            referenceDocuments: documents - size.documents,
            tested: row.tested,
          },
        }),
      ),
  );
  const chosen = listedRows(lists, candidates[0]?.tested ?? 0, listed, data.cluster === null);
  const positive = new Map(candidates.map((row) => [row.g, row.positive]));
  const keyness = own.map((size, k): GroupKeyness => {
    const rows = chosen[k]!;
    return {
      group: data.groups[size.g]!,
      actor: null,
      name: null,
      tokens: size.tokens,
      referenceTokens: tokens - size.tokens,
      tested: candidates[0]?.tested ?? 0,
      rows,
      cut: Math.max(0, (positive.get(size.g) ?? 0) - rows.length),
    };
  });
  return withDispersion(store, data, counts, kind, keyness);
}

/** Puts DPnorm within the group into the listed rows, and finds the documents that hold each. */
async function withDispersion(
  store: AnalysisStore,
  data: GroupData,
  counts: string,
  kind: 'word' | 'hedge',
  keyness: GroupKeyness[],
): Promise<KeynessTable> {
  const terms = [...new Set(keyness.flatMap(({ rows }) => rows.map(({ term }) => term)))];
  if (terms.length === 0) return { keyness, wanted: [] };
  const list = `[${terms.map(sqlText).join(', ')}]`;
  await store.run(
    `CREATE OR REPLACE TEMP TABLE listed AS SELECT unnest(${list}) AS term, unnest(range(${terms.length})) AS k`,
  );
  const [place, k, n] = await store.numbers(
    `SELECT place, k, n FROM (${counts}) c JOIN listed ON listed.term = c.term WHERE g >= 0 ORDER BY place, k`,
  );
  const [samplePlace, words] = await store.numbers('SELECT place, word_count FROM sampled ORDER BY place');
  const docs = data.groups.map(() => ({
    rows: [] as number[],
    words: [] as number[],
    at: new Map<number, number>(),
  }));
  samplePlace!.forEach((p, i) => {
    const row = data.rowOf(p)!;
    const doc = docs[data.owner[row]!];
    if (doc === undefined) return;
    doc.at.set(row, doc.rows.length);
    doc.rows.push(row);
    doc.words.push(words![i]!);
  });
  const found = new Map<string, { row: number; n: number }[]>();
  place!.forEach((p, i) => {
    const row = data.rowOf(p)!;
    const key = `${data.owner[row]}/${k![i]}`;
    const entry = found.get(key) ?? [];
    if (entry.length === 0) found.set(key, entry);
    entry.push({ row, n: n![i]! });
  });
  const termIndex = new Map(terms.map((term, index) => [term, index]));
  const wanted: WantedWord[] = [];
  const complete = keyness.map((table) => {
    const g = data.groups.indexOf(table.group);
    const doc = docs[g]!;
    return {
      ...table,
      rows: table.rows.map((row) => {
        const hits = found.get(`${g}/${termIndex.get(row.term)}`) ?? [];
        wanted.push({
          kind,
          key: row.term,
          term: row.term,
          group: table.group,
          rows: hits.map((hit) => hit.row),
        });
        const occurrences = new Float64Array(doc.rows.length);
        for (const hit of hits) occurrences[doc.at.get(hit.row)!] = hit.n;
        return { ...row, dispersion: dispersion(occurrences, doc.words) };
      }),
    };
  });
  return { keyness: complete, wanted };
}
