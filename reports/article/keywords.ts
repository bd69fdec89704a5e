import { FLAG } from '../../stages/tokenising/annotation.js';
import { conservativeLogRatio, logLikelihood, logRatio, weightedLogOdds } from '../comparison/keyness.js';
import type { ArticleAnnotation } from './annotation.js';
import type { TermBaseline } from './baseline.js';
import type { BaselineDescription, KeywordRow } from './model.js';

export const KEYWORDS_LISTED = 60;
const LINES_PER_KEYWORD = 12;

/** Words that can be keywords: with a letter, of two characters or more, no parts of contractions. */
export function isKeywordCandidate(term: string): boolean {
  return term.length > 1 && /^\p{L}/u.test(term) && term !== "n't" && !term.startsWith("'");
}

/**
 * Keywords of the article against the corpus, most key first by the conservative Log Ratio, then G²; words
 * met once are left out, since no measure can carry them.
 */
export function keywordRows(
  article: ArticleAnnotation,
  corpus: Pick<BaselineDescription, 'tokens' | 'documents'>,
  terms: ReadonlyMap<string, TermBaseline>,
): { rows: KeywordRow[]; cut: number } {
  const counts = (article.lexis?.term_counts ?? []).filter(
    ({ term, count }) => count >= 2 && isKeywordCandidate(term),
  );
  const targetTokens = article.tokenising.word_count;
  const referenceTokens = corpus.tokens;
  if (referenceTokens === 0 || targetTokens === 0) return { rows: [], cut: 0 };
  const rows = counts.map(({ term, count }): KeywordRow => {
    const reference = terms.get(term);
    const frequencies = { target: count, targetTokens, reference: reference?.count ?? 0, referenceTokens };
    return {
      term,
      count,
      perThousand: (1000 * count) / targetTokens,
      corpusPerThousand: (1000 * frequencies.reference) / referenceTokens,
      documents: corpus.documents === 0 ? 0 : (reference?.documents ?? 0) / corpus.documents,
      dispersion: reference?.dispersion ?? null,
      g2: logLikelihood(frequencies),
      logRatio: logRatio(frequencies),
      conservativeLogRatio: conservativeLogRatio(frequencies, counts.length),
      logOddsZ: weightedLogOdds(frequencies, targetTokens).z,
      lines: [],
    };
  });
  rows.sort(
    (a, b) => b.conservativeLogRatio - a.conservativeLogRatio || b.g2 - a.g2 || (a.term < b.term ? -1 : 1),
  );
  const listed = rows.slice(0, KEYWORDS_LISTED);
  const lines = linesOf(article, new Set(listed.map(({ term }) => term)));
  return {
    rows: listed.map((row) => ({ ...row, lines: lines.get(row.term) ?? [] })),
    cut: rows.length - listed.length,
  };
}

function linesOf(
  { tokenising, point }: ArticleAnnotation,
  terms: ReadonlySet<string>,
): ReadonlyMap<string, { start: number; end: number }[]> {
  const lines = new Map<string, { start: number; end: number }[]>();
  for (let i = 0; i < tokenising.tokenCount; i++) {
    if ((tokenising.flags[i]! & FLAG.word) === 0) continue;
    const term = tokenising.vocabulary.wordOf(tokenising.word[i]!);
    if (!terms.has(term)) continue;
    const list = lines.get(term) ?? [];
    if (list.length === 0) lines.set(term, list);
    if (list.length < LINES_PER_KEYWORD)
      list.push({ start: point(tokenising.start[i]!), end: point(tokenising.end[i]!) });
  }
  return lines;
}
