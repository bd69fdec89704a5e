/** Whether a document is opinion or news, by what it says of itself. */
import type { AnalysisStore } from '../pipeline/store/analysis-store.js';
import { sqlName } from '../pipeline/store/sql.js';

export type Genre = 'opinion' | 'news';

/** Sections, genres and types that publish opinion. */
const OPINION_WORDS =
  '(^|[^a-z])(opinions?|op-?eds?|editorials?|commentar(y|ies)|comment|columns?|columnists?|perspectives?|viewpoints?|views|letters?|essays?|blogs?)([^a-z]|$)';
/** The same in the path of an address. */
const OPINION_PATHS =
  '/(opinions?|op-?eds?|editorials?|commentary|commentisfree|comment|columns?|columnists?|perspectives?|viewpoints?|views|voices)(/|-|$)';

const LABELS = ['genre', 'section', 'type'] as const;

/** Opinion or news by a document's own section and address; null where they do not say. */
export function genreOf({
  section,
  url,
}: {
  readonly section: string | null;
  readonly url: string | null;
}): Genre | null {
  if (url !== null && new RegExp(OPINION_PATHS).test(url.toLowerCase())) return 'opinion';
  if (section === null || section.trim() === '') return null;
  return new RegExp(OPINION_WORDS).test(section.toLowerCase()) ? 'opinion' : 'news';
}

/**
 * The same over the table `documents` (or one with its columns), as SQL that gives 'opinion', 'news' or NULL: from a column
 * `opinion` (yes or no), else from `genre`, `section` or `type`, and from the address.
 *
 * @returns the expression and the columns that it reads; null where there are none.
 */
export function genreSql(
  store: Pick<AnalysisStore, 'column'>,
): { readonly sql: string; readonly columns: readonly string[] } | null {
  const has = (name: string): boolean => store.column(name) !== undefined;
  const cases: string[] = [];
  const columns: string[] = [];
  if (has('opinion')) {
    columns.push('opinion');
    const value = `lower(trim("opinion"::VARCHAR))`;
    cases.push(
      `CASE WHEN ${value} IN ('true', 't', '1', 'yes', 'opinion') THEN 'opinion' WHEN ${value} IN ('false', 'f', '0', 'no', 'news') THEN 'news' END`,
    );
  }
  if (has('url')) {
    columns.push('url');
    cases.push(`CASE WHEN regexp_matches(lower("url"::VARCHAR), '${OPINION_PATHS}') THEN 'opinion' END`);
  }
  for (const name of LABELS) {
    if (!has(name)) continue;
    columns.push(name);
    const value = `lower(trim(${sqlName(name)}::VARCHAR))`;
    cases.push(
      `CASE WHEN ${value} = '' THEN NULL WHEN regexp_matches(${value}, '${OPINION_WORDS}') THEN 'opinion' WHEN ${value} IS NOT NULL THEN 'news' END`,
    );
  }
  return columns.length === 0 ? null : { sql: `coalesce(${cases.join(', ')}, NULL)`, columns };
}
