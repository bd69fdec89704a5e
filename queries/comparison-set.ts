/** Which documents of an analysis are compared. */
import type { AnalysisStore } from '../pipeline/store/analysis-store.js';
import { joinedNote } from '../pipeline/store/joined-actors.js';
import { sqlName } from '../pipeline/store/sql.js';
import { openDigest } from './digest.js';
import { BAND_BINS, BANDS, containmentSql, isCopySql, resemblanceSql } from './near-duplicates.js';

export interface ComparisonSet {
  readonly documents: number;
  readonly words: number;
  readonly leftOut: readonly { readonly reason: string; readonly documents: number }[];
  /** Near-duplicates of an earlier document, whether left out or kept; pairs stand in `digest_duplicates`. */
  readonly duplicates: number;
  /** Whether exactly the near-duplicates were left out, so that words and hedges of the digest hold. */
  readonly whole: boolean;
}

/** What an article's copies are found by. */
export interface ArticleShingles {
  readonly signature: readonly number[];
  /** Running words, of which the number of shingles follows. */
  readonly words: number;
}

/**
 * Makes the temporary table `compared` of the documents that are compared: id, place, word_count and `extra` columns; and
 * the view `compared_digest`, which has all of `digest_documents` but the signature besides. Near-duplicates of an earlier
 * document (by date, then id) are left out unless kept, and those of the article.
 *
 * @param extra - columns of `documents` to keep, by name.
 */
export async function prepareComparisonSet(
  store: AnalysisStore,
  article: ArticleShingles | null,
  extra: readonly string[] = [],
  keepDuplicates = false,
): Promise<ComparisonSet> {
  await openDigest(store);
  const further = [...new Set(extra)].filter((name) => store.column(name) !== undefined);
  const copies =
    keepDuplicates || article === null || article.signature.length === 0
      ? []
      : await copiesOf(store, article);
  const [total] = await store.query<{ n: number; duplicates: number }>(
    `SELECT count(*) AS n, (SELECT count(DISTINCT id) FROM digest_duplicates) AS duplicates FROM digest_documents`,
  );
  const names = further.map(sqlName);
  await store.run(`CREATE OR REPLACE TEMP TABLE compared AS
    SELECT d.id AS id, place, word_count${names.map((name) => `, e.${name}`).join('')}
    FROM (SELECT id, place, word_count FROM digest_documents) d
      ${names.length === 0 ? '' : `JOIN (SELECT id, ${names.join(', ')} FROM documents) e ON e.id = d.id`}
    WHERE ${copies.length === 0 ? 'true' : `place NOT IN (${copies.join(', ')})`}
      ${keepDuplicates ? '' : 'AND d.id NOT IN (SELECT id FROM digest_duplicates)'}`);
  await store.run(`CREATE OR REPLACE TEMP VIEW compared_digest AS
    SELECT d.* EXCLUDE (signature)${names.map((name) => `, compared.${name}`).join('')}
    FROM digest_documents d JOIN compared ON compared.place = d.place`);
  const [counts] = await store.query<{ documents: number; words: number }>(
    'SELECT count(*)::INTEGER AS documents, coalesce(sum(word_count), 0)::DOUBLE AS words FROM compared',
  );
  const others = total!.n - counts!.documents - copies.length;
  return {
    documents: counts!.documents,
    words: counts!.words,
    leftOut: [
      ...selectionLeftOut(store),
      ...(copies.length > 0
        ? [{ reason: 'the article itself or near-duplicates of it', documents: copies.length }]
        : []),
      ...(others > 0
        ? [
            {
              reason: `near-duplicate${others === 1 ? '' : 's'} of another document (wire copy, reprints)`,
              documents: others,
            },
          ]
        : []),
    ],
    duplicates: total!.duplicates,
    whole: !keepDuplicates && copies.length === 0,
  };
}

function selectionLeftOut(store: AnalysisStore): ComparisonSet['leftOut'] {
  const { where } = store.selection;
  return where === undefined
    ? []
    : [
        {
          reason: `that ${store.selected!.leftOut === 1 ? 'does' : 'do'} not meet the condition ${where}`,
          documents: store.selected!.leftOut,
        },
      ];
}

/** What to say of names of outlets and keys of actors that were replaced; null where none was. */
export function renamedNote(store: AnalysisStore): string | null {
  const { registry } = store.selection;
  const notes = [
    outletsNote(store),
    registry === undefined || store.selected?.joined == null
      ? null
      : joinedNote(registry, store.selected.joined),
  ].filter((note) => note !== null);
  return notes.length === 0 ? null : notes.join(' ');
}

function outletsNote(store: AnalysisStore): string | null {
  const { unknown = [] } = store.selected ?? {};
  const joined = new Map<string, string[]>();
  for (const [old, fresh] of store.selection.rename ?? [])
    if (!unknown.includes(old)) joined.set(fresh, [...(joined.get(fresh) ?? []), old]);
  return joined.size === 0
    ? null
    : `Names of outlets were replaced: ${[...joined].map(([fresh, old]) => `${old.join(', ')} by ${fresh}`).join('; ')}.`;
}

/**
 * Columns of numbers of the compared documents, by place; the first is `place`. They are put in order here: sorting so wide
 * a table costs DuckDB more than reading it.
 *
 * @param columns - of `compared_digest`, as SQL.
 */
export async function comparedNumbers(
  store: AnalysisStore,
  columns: readonly string[],
): Promise<Float64Array[]> {
  const [place, ...read] = await store.numbers(
    `SELECT place${columns.map((column) => `, ${column}`).join('')} FROM compared_digest`,
  );
  const places = place!.slice().sort();
  const rowOf = new Int32Array((places[places.length - 1] ?? 0) + 1);
  place!.forEach((value, row) => {
    rowOf[value] = row;
  });
  const inOrder = (column: Float64Array): Float64Array => {
    const ordered = new Float64Array(column.length);
    for (let i = 0; i < ordered.length; i++) ordered[i] = column[rowOf[places[i]!]!]!;
    return ordered;
  };
  return [places, ...read.map(inOrder)];
}

/** Places of the documents that are near-duplicates of a text: those that share a band with it, then compared in full. */
async function copiesOf(
  store: AnalysisStore,
  { signature, words }: ArticleShingles,
): Promise<readonly number[]> {
  const article = `[${signature.join(',')}]`;
  const bands = Array.from({ length: BANDS }, (_, band) => {
    const bins = Array.from({ length: BAND_BINS }, (_unused, k) => band * BAND_BINS + k);
    return bins.some((bin) => signature[bin]! < 0)
      ? []
      : [`(${bins.map((bin) => `signature[${bin + 1}] = ${signature[bin]}`).join(' AND ')})`];
  }).flat();
  if (bands.length === 0) return [];
  const rows = await store.query<{ place: number }>(
    `WITH alike AS (
       SELECT place, word_count, (${resemblanceSql('signature', article)})::DOUBLE AS r
       FROM digest_documents WHERE len(signature) = 64 AND (${bands.join(' OR ')})),
     measured AS (SELECT place, r, ${containmentSql('r', 'word_count', String(words))} AS c FROM alike)
     SELECT place FROM measured WHERE ${isCopySql('r', 'c')} ORDER BY place`,
  );
  return rows.map(({ place }) => place);
}
