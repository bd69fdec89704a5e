/** Key words and hedges of the article. */
import type { Baseline, HedgeBaseline, TermBaseline } from '../../../queries/baseline.js';
import { termKey } from '../../../queries/term-key.js';
import { FLAG } from '../../../stages/tokenising/annotation.js';
import { burstTail } from '../../../statistics/burst.js';
import { byKeyness, claimOf, isKeywordCandidate, type KeynessSizes, keynessRow } from '../../keyness/rows.js';
import type { ArticleAnnotation } from '../article-annotation.js';
import type { Collocates, KeywordRow } from './schema.js';

export const KEYWORDS_LISTED = 60;
const HEDGES_LISTED = 30;
const LINES_PER_KEYWORD = 12;
const COLLOCATES_ACTORS = 8;
const COLLOCATES_LISTED = 12;

type Corpus = ReturnType<Baseline['termTotals']>;
type Span = KeywordRow['lines'][number];

/** A term of the article: where it stands there, and what the corpus has of it. */
interface Met {
  readonly term: string;
  readonly count: number;
  readonly reference: TermBaseline | undefined;
  readonly lines: readonly Span[];
}

/** @param tested - terms that were looked at, listed or not; null where single documents of the corpus tell nothing. */
function keyRows(
  met: readonly Met[],
  targetTokens: number,
  referenceTokens: number,
  documents: number,
  tested: number | null,
): KeywordRow[] {
  if (targetTokens === 0 || referenceTokens === 0) return [];
  const sizes: KeynessSizes = {
    targetTokens,
    referenceTokens,
    targetDocuments: 1,
    referenceDocuments: documents,
    tested: tested ?? met.length,
  };
  return met
    .map(({ term, count, reference, lines }) => ({
      ...claimOf(
        keynessRow(
          {
            term,
            target: count,
            reference: reference?.count ?? 0,
            targetDocuments: 1,
            referenceDocuments: reference?.documents ?? 0,
            referenceAtMost: reference?.atMost ?? false,
            dispersion: reference?.dispersion ?? null,
            ...(tested === null ? {} : { documentP: rarity(count, reference) }),
          },
          sizes,
        ),
        tested ?? 1,
      ),
      lines: lines.slice(0, LINES_PER_KEYWORD),
    }))
    .sort(byKeyness);

  /** How rarely a document as long as the article holds a term so often. */
  function rarity(k: number, reference: TermBaseline | undefined): number {
    const length = targetTokens / (referenceTokens / Math.max(1, documents));
    // A word that no document of the corpus holds may yet stand in the next.
    if (reference === undefined) return Math.min(1, length / (documents + 1));
    const { count, documents: held, atMost } = reference;
    // Of a word off the list only that few documents hold it is known, not how often it comes back in them.
    return burstTail(atMost === true ? 1 : k, { count, documents: held, n: documents }, length);
  }
}

/**
 * Keywords of the article against the corpus, rarest first by how seldom a document of its length holds a word so often; words met once are left
 * out, since no measure can carry them.
 */
export function keywordRows(
  article: ArticleAnnotation,
  corpus: Corpus,
  terms: ReadonlyMap<string, TermBaseline>,
): { rows: KeywordRow[]; cut: number } {
  const counts = (article.lexis?.term_counts ?? []).filter(
    ({ term, count }) => count >= 2 && isKeywordCandidate(term),
  );
  // All of its words were looked at: those met twice were chosen by their count.
  const types = (article.lexis?.term_counts ?? []).filter(({ term }) => isKeywordCandidate(term)).length;
  const lines = linesOf(article, new Set(counts.map(({ term }) => term)));
  const rows = keyRows(
    counts.map(({ term, count }) => ({
      term,
      count,
      reference: terms.get(term),
      lines: (lines.get(term) ?? []).map(({ span }) => span),
    })),
    article.tokenising.word_count,
    corpus.tokens,
    corpus.documents,
    types,
  );
  return { rows: rows.slice(0, KEYWORDS_LISTED), cut: Math.max(0, rows.length - KEYWORDS_LISTED) };
}

/** The article's hedges as written, against the hedges of the corpus: shares of all hedges, not of all words. */
export function hedgeRows(
  article: ArticleAnnotation,
  corpus: Corpus,
  baseline: HedgeBaseline | null,
): { rows: KeywordRow[]; cut: number } {
  if (baseline === null) return { rows: [], cut: 0 };
  const met = new Map<string, Span[]>();
  for (const cue of article.hedging?.hedging_cues ?? []) {
    if (cue.series !== 'hedge') continue;
    const term = termKey(cue.surface);
    const list = met.get(term) ?? [];
    met.set(term, list);
    list.push({ start: article.point(cue.start), end: article.point(cue.end) });
  }
  const total = [...met.values()].reduce((sum, list) => sum + list.length, 0);
  const rows = keyRows(
    [...met].map(([term, lines]) => ({
      term,
      count: lines.length,
      reference: baseline.hedges.get(term),
      lines,
    })),
    total,
    baseline.total,
    corpus.documents,
    met.size,
  );
  return { rows: rows.slice(0, HEDGES_LISTED), cut: Math.max(0, rows.length - HEDGES_LISTED) };
}

/** The company each actor keeps: words met twice or more in the sentences that mention it, against the corpus. */
export function collocateRows(
  article: ArticleAnnotation,
  corpus: Corpus,
  terms: ReadonlyMap<string, TermBaseline>,
): Collocates[] {
  const sentences = new Map<string, Set<number>>();
  for (const { actor, sentence } of article.actors?.mentions ?? []) {
    if (actor === null) continue;
    const set = sentences.get(actor) ?? new Set<number>();
    sentences.set(actor, set);
    set.add(sentence);
  }
  const { tokenising } = article;
  const actors = [...(article.actors?.actors ?? [])]
    .sort((a, b) => b.mentions - a.mentions || (a.key < b.key ? -1 : 1))
    .slice(0, COLLOCATES_ACTORS);
  const all = linesOf(article, null);
  return actors.flatMap(({ key, name, aliases }): Collocates[] => {
    const within = sentences.get(key) ?? new Set<number>();
    const own = new Set(
      [key, name, ...aliases].flatMap((text) =>
        text
          .toLowerCase()
          .replaceAll('’', "'")
          .split(/[^\p{L}\p{N}']+/u),
      ),
    );
    let words = 0;
    for (let i = 0; i < tokenising.tokenCount; i++)
      if ((tokenising.flags[i]! & FLAG.word) !== 0 && within.has(tokenising.sentenceOfToken[i]!)) words++;
    const met: Met[] = [];
    for (const [term, lines] of all) {
      if (own.has(term) || !isKeywordCandidate(term) || !terms.has(term)) continue;
      const here = lines.filter(({ sentence }) => within.has(sentence)).map(({ span }) => span);
      if (here.length >= 2) met.push({ term, count: here.length, reference: terms.get(term), lines: here });
    }
    const rows = keyRows(met, words, corpus.tokens, corpus.documents, null).filter(({ g2 }) => g2 > 0);
    if (rows.length === 0) return [];
    return [
      {
        actor: key,
        name,
        words,
        sentences: within.size,
        rows: rows.slice(0, COLLOCATES_LISTED),
        cut: Math.max(0, rows.length - COLLOCATES_LISTED),
      },
    ];
  });
}

/** Where terms stand in the article; all of its words where none are named. */
function linesOf(
  { tokenising, point }: ArticleAnnotation,
  terms: ReadonlySet<string> | null,
): ReadonlyMap<string, { readonly span: Span; readonly sentence: number }[]> {
  const lines = new Map<string, { span: Span; sentence: number }[]>();
  for (let i = 0; i < tokenising.tokenCount; i++) {
    if ((tokenising.flags[i]! & FLAG.word) === 0) continue;
    const term = tokenising.vocabulary.wordOf(tokenising.word[i]!);
    if (terms !== null && !terms.has(term)) continue;
    const list = lines.get(term) ?? [];
    if (list.length === 0) lines.set(term, list);
    list.push({
      span: { start: point(tokenising.start[i]!), end: point(tokenising.end[i]!) },
      sentence: tokenising.sentenceOfToken[i]!,
    });
  }
  return lines;
}
