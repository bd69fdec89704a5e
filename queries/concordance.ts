/** Key words in context: every place of an analysis where a term stands, or where a hit of one kind has it. */
import { upperBound } from '../base/bisect.js';
import { UserError } from '../base/user-error.js';
import type { Language } from '../language/language.js';
import { isFault, parseTerm } from '../language/terms/syntax.js';
import { spellings, type TermMatching, type TermWord, type WordSequence } from '../language/terms/term.js';
import type { AnalysisStore } from '../pipeline/store/analysis-store.js';
import { codePoints } from '../stages/code-points.js';
import {
  type ConcordanceKind,
  hasHits,
  type IndexedDocument,
  type IndexedHit,
  type IndexedWord,
  TextIndex,
  WORD,
} from './text-index.js';

export { CONCORDANCE_KINDS, type ConcordanceKind } from './text-index.js';

/** Rows come in the order of date and place in the text, or sorted by the words beside the match. */
export const CONCORDANCE_ORDERS = ['date', 'outlet', 'left', 'right'] as const;
export type ConcordanceOrder = (typeof CONCORDANCE_ORDERS)[number];

export interface ConcordanceQuery {
  /** As lexicons and codebooks write terms (`parseTerm`); `*` alone asks for every hit of a kind. */
  readonly pattern: string;
  readonly language: Language;
  /** How a word without a sign matches: `lemma` by default. */
  readonly match?: TermMatching;
  readonly kind?: ConcordanceKind;
  readonly order?: ConcordanceOrder;
  /** Characters of context on each side, at most: 60 by default. */
  readonly context?: number;
  /** Lines given, at most; all by default. */
  readonly limit?: number;
  /** Told when the index of texts has to be made first. */
  readonly onBuild?: () => void;
}

export interface ConcordanceLine {
  readonly document: string;
  readonly outlet: string | null;
  readonly published: string | null;
  readonly title: string | null;
  readonly url: string | null;
  /** The words before and behind, white space as one space, cut between words. */
  readonly left: string;
  readonly match: string;
  readonly right: string;
  /** Of the match, in code points of the document's text. */
  readonly start: number;
  readonly end: number;
  /** What the covering hit is: a hedge's type and voice, an attribution's type, an actor, a frame; null in the text. */
  readonly hit: string | null;
  /** Opens the passage in the published article (a text fragment); null without a web address. */
  readonly link: string | null;
}

export interface Concordance {
  readonly lines: readonly ConcordanceLine[];
  /** Lines found, given or not. */
  readonly total: number;
  /** Documents that have a line, and those looked at altogether. */
  readonly documents: number;
  readonly among: number;
}

/** A match before its context is cut out; offsets in UTF-16 code units. */
export interface Match {
  readonly document: IndexedDocument;
  readonly start: number;
  readonly end: number;
  readonly hit: string | null;
}

/**
 * Every place where a term stands in the selected documents, but for lines marked as boilerplate.
 *
 * A term does not cross sentences; parts of speech are not kept in an analysis and cannot be asked for.
 *
 * @throws UserError for a term that cannot be read, and a kind of hit that the analysis lacks.
 */
export async function concordance(store: AnalysisStore, query: ConcordanceQuery): Promise<Concordance> {
  const { kind = 'text', order = 'date', limit = Number.POSITIVE_INFINITY } = query;
  const every = query.pattern.trim() === '*' && kind !== 'text';
  const ways = every ? [] : waysOf(query);
  if (kind !== 'text' && !hasHits(store, kind))
    throw new UserError({
      what: `this analysis has no ${kind}`,
      where: store.analysis.folder,
      remedy: 'Look in the whole text, or analyse the corpus again with all stages.',
    });
  const index = await TextIndex.open(store, query.onBuild);
  try {
    const selected = await selectedIds(store);
    const counted =
      kind === 'text' && order === 'date' && selected === null && limit < Number.POSITIVE_INFINITY
        ? await countsOf(index, ways)
        : null;
    const places = every ? allPlaces(index.documents) : (counted?.places ?? (await candidates(index, ways)));
    const hits = kind === 'text' ? null : await index.hits(kind, places);
    const pattern = every ? null : expressionOf(ways);
    const matches: Match[] = [];
    let documents = 0;
    for (const place of places) {
      const document = index.document(place);
      if (selected !== null && !selected.has(document.id)) continue;
      const own = matchesIn(document, pattern, hits === null ? null : (hits.get(place) ?? []));
      if (own.length > 0) documents++;
      for (const match of own) matches.push(match);
      // The index has counted the rest.
      if (counted !== null && matches.length >= limit) break;
    }
    return {
      lines: linesOf(store, matches, query),
      total: counted === null ? matches.length : counted.counts.reduce((sum, n) => sum + n, 0),
      documents: counted === null ? documents : counted.places.length,
      among: selected?.size ?? index.documents,
    };
  } finally {
    index.close();
  }
}

/** Matches, given by date, as lines of a concordance. */
export function linesOf(
  store: AnalysisStore,
  matches: readonly Match[],
  {
    order = 'date',
    context = 60,
    limit = Number.POSITIVE_INFINITY,
  }: Pick<ConcordanceQuery, 'order' | 'context' | 'limit'>,
): ConcordanceLine[] {
  const rename = store.selection.rename ?? new Map<string, string>();
  const outletOf = ({ document: { outlet } }: Match): string | null => rename.get(outlet ?? '') ?? outlet;
  return inOrder(matches, order, outletOf)
    .slice(0, limit)
    .map((match) => ({ ...lineOf(match, context), outlet: outletOf(match) }));
}

function waysOf({ pattern, language, match = 'lemma' }: ConcordanceQuery): readonly WordSequence[] {
  const wrong = (why: string, remedy: string): UserError =>
    new UserError({ what: 'the pattern cannot be read', where: pattern, why, remedy });
  const read = parseTerm(pattern, { language, matching: match });
  if (isFault(read)) throw wrong(read.why, read.remedy);
  if (read.some((words) => words.some(({ pos }) => pos !== null)))
    throw wrong(
      'it asks for a part of speech, which an analysis does not keep',
      'Leave the slash and what follows it out.',
    );
  return read.flatMap((words) => spellings(words, true));
}

const LETTER = '[\\p{L}\\p{N}]';
const APOSTROPHE = "['\u2019]";

/** One expression that finds any of the ways, longer ones first. */
function expressionOf(ways: readonly WordSequence[]): RegExp {
  const written = [...new Set(ways.map(wayExpression))].sort((a, b) => b.length - a.length);
  return new RegExp(`(?<!${LETTER})(?:${written.join('|')})(?!${LETTER})`, 'giu');
}

function wayExpression(words: WordSequence): string {
  return words
    .map((word, k) => {
      const before = words[k - 1];
      const glued = before !== undefined && (!isWord(word) || !isWord(before));
      return `${k === 0 ? '' : glued ? '\\s*' : '\\s+'}${wordExpression(word)}`;
    })
    .join('');
}

/** Pieces such as `n't`, `'s` and `-` stand without a space. */
const isWord = ({ kind, forms, text }: TermWord): boolean =>
  kind === 'any' ||
  (/^[\p{L}\p{N}]/u.test(kind === 'prefix' ? text : (forms[0] ?? text)) && !/^n['\u2019]t$/.test(text));

function wordExpression({ kind, text, forms }: TermWord): string {
  if (kind === 'any') return `${LETTER}+(?:['\u2019.-]${LETTER}+)*`;
  if (kind === 'prefix') return `${escaped(text)}${LETTER}*`;
  return forms.length === 1 ? escaped(forms[0]!) : `(?:${forms.map(escaped).join('|')})`;
}

const escaped = (text: string): string =>
  text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replaceAll("'", APOSTROPHE);

/** Places of the documents that hold, for one of the ways, each of its words. */
async function candidates(index: TextIndex, ways: readonly WordSequence[]): Promise<Int32Array> {
  const found = new Set<number>();
  const known = new Map<string, Int32Array>();
  for (const words of ways) {
    let places: Int32Array | null = null;
    for (const alternatives of words.flatMap((word, k) => indexedWords(word, words[k + 1]))) {
      const key = JSON.stringify(alternatives);
      if (!known.has(key)) known.set(key, await index.places(alternatives));
      const own = known.get(key)!;
      places = places === null ? own : intersection(places, own);
    }
    if (places === null) return allPlaces(index.documents);
    for (const place of places) found.add(place);
  }
  return Int32Array.from(found).sort();
}

/** For each run of letters that the word needs, the runs that do; none where it may be part of a longer run. */
function indexedWords(word: TermWord, after: TermWord | undefined): readonly (readonly IndexedWord[])[] {
  // "don't" is one word and a half to the index: "don", "t".
  const cut = after !== undefined && /^n['\u2019]t/.test(after.text);
  if (word.kind === 'any' || !isWord(word) || cut) return [];
  const forms = word.kind === 'prefix' ? [word.text] : word.forms;
  const runs = forms.map((form) => form.match(WORD) ?? []);
  if (runs.some((own) => own.length === 0)) return [];
  // The first run of each form is enough to narrow the search; of a form cut in several, all are looked for together.
  if (runs.length > 1)
    return [runs.map((own) => ({ text: own[0]!, prefix: word.kind === 'prefix' && own.length === 1 }))];
  return runs[0]!.map((text, k, own) => [{ text, prefix: word.kind === 'prefix' && k === own.length - 1 }]);
}

/** How often a term of single words stands in each document, by the index alone; null for phrases, and words in pieces. */
async function countsOf(
  index: TextIndex,
  ways: readonly WordSequence[],
): Promise<{ readonly places: Int32Array; readonly counts: Float64Array } | null> {
  const runs: IndexedWord[] = [];
  for (const [word, ...more] of ways) {
    if (word === undefined || more.length > 0 || word.kind === 'any') return null;
    const prefix = word.kind === 'prefix';
    for (const form of prefix ? [word.text] : word.forms) {
      if (form.match(WORD)?.[0] !== form) return null;
      runs.push({ text: form, prefix });
    }
  }
  // A run that several ways have counts once.
  const once = [...new Map(runs.map((run) => [`${run.prefix} ${run.text}`, run])).values()];
  return once.length === 0 ? null : index.counts(once);
}

function intersection(a: Int32Array, b: Int32Array): Int32Array {
  const other = new Set(b);
  return a.filter((place) => other.has(place));
}

const allPlaces = (documents: number): Int32Array =>
  Int32Array.from({ length: documents }, (_, place) => place);

async function selectedIds(store: AnalysisStore): Promise<ReadonlySet<string> | null> {
  if (store.selection.where === undefined) return null;
  const rows = await store.query<{ id: string }>('SELECT id FROM documents');
  return new Set(rows.map(({ id }) => id));
}

/** The places of a document, in text order, at which the expression matches; the hits themselves without one. */
function matchesIn(
  document: IndexedDocument,
  pattern: RegExp | null,
  hits: readonly IndexedHit[] | null,
): readonly Match[] {
  const { text, boilerplate, sentences } = document;
  const points = pattern === null || pattern.test(text) ? codePoints(text) : null;
  if (points === null) return [];
  if (pattern === null)
    return (hits ?? []).map(({ start, end, hit }) => ({
      document,
      start: points.toUtf16(start),
      end: points.toUtf16(end),
      hit,
    }));
  pattern.lastIndex = 0;
  const matches: Match[] = [];
  for (const found of text.matchAll(pattern)) {
    const start = points.fromUtf16(found.index);
    const end = points.fromUtf16(found.index + found[0].length);
    if (inFurniture(boilerplate, start) || crossesSentence(sentences, start, end)) continue;
    const covering = hits?.find((hit) => start < hit.end && end > hit.start);
    if (hits !== null && covering === undefined) continue;
    matches.push({
      document,
      start: found.index,
      end: found.index + found[0].length,
      hit: covering?.hit ?? null,
    });
  }
  return matches;
}

function inFurniture(boilerplate: readonly number[], start: number): boolean {
  for (let k = 0; k < boilerplate.length; k += 2)
    if (start >= boilerplate[k]! && start < boilerplate[k + 1]!) return true;
  return false;
}

/** Whether a sentence ends between start and end. */
function crossesSentence(ends: readonly number[], start: number, end: number): boolean {
  const next = upperBound(ends, start);
  return next < ends.length && ends[next]! < end;
}

function lineOf({ document, start, end, hit }: Match, context: number): ConcordanceLine {
  const { id, outlet, published, title, url, text } = document;
  const points = codePoints(text);
  const left = leftOf(text, start, context);
  const match = spaced(text.slice(start, end));
  const right = rightOf(text, end, context);
  return {
    document: id,
    outlet,
    published,
    title,
    url,
    left,
    match,
    right,
    start: points.fromUtf16(start),
    end: points.fromUtf16(end),
    hit,
    link: linkOf(url, left, match, right),
  };
}

const spaced = (text: string): string => text.replace(/\s+/g, ' ');

function leftOf(text: string, at: number, context: number): string {
  const from = Math.max(0, at - 4 * context);
  const before = spaced(text.slice(from, at));
  if (before.length <= context) return before;
  const cut = before.slice(-context);
  const space = cut.search(/\s/);
  return /\s/.test(before[before.length - context - 1]!) || space < 0 ? cut : cut.slice(space + 1);
}

function rightOf(text: string, at: number, context: number): string {
  const behind = spaced(text.slice(at, at + 4 * context));
  if (behind.length <= context) return behind;
  const cut = behind.slice(0, context);
  const space = cut.search(/\s\S*$/);
  return /\s/.test(behind[context]!) || space < 0 ? cut : cut.slice(0, space);
}

/** The article's address with a text fragment, by which browsers scroll to the passage and mark it. */
function linkOf(url: string | null, left: string, match: string, right: string): string | null {
  if (url === null || !/^https?:\/\//i.test(url)) return null;
  const part = (text: string): string => encodeURIComponent(text.toWellFormed()).replaceAll('-', '%2D');
  const before = left.trim().split(' ').slice(-3).join(' ');
  const behind = right.trim().split(' ').slice(0, 3).join(' ');
  return `${url.replace(/#.*$/s, '')}#:~:text=${before === '' ? '' : `${part(before)}-,`}${part(match)}${behind === '' ? '' : `,-${part(behind)}`}`;
}

/** Characters of the text by which matches are sorted. */
const SORTED_BY = 80;

/** Matches of one key stay in the order of date and text. */
function inOrder(
  matches: readonly Match[],
  order: ConcordanceOrder,
  outletOf: (match: Match) => string | null,
): readonly Match[] {
  if (order === 'date') return matches;
  const words = (text: string): string[] => text.toLowerCase().match(WORD) ?? [];
  const keyOf = (match: Match): string => {
    const { document, start, end } = match;
    if (order === 'outlet') return outletOf(match) ?? '\uffff';
    return order === 'left'
      ? words(leftOf(document.text, start, SORTED_BY))
          .reverse()
          .join(' ')
      : words(rightOf(document.text, end, SORTED_BY)).join(' ');
  };
  const keys = matches.map((match, at) => ({ match, at, key: keyOf(match) }));
  keys.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.at - b.at));
  return keys.map(({ match }) => match);
}
