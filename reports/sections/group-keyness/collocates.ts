/** Words near the actors, by group. */
import type { AnalysisStore } from '../../../pipeline/store/analysis-store.js';
import { sqlText } from '../../../pipeline/store/sql.js';
import { codePoints } from '../../../stages/code-points.js';
import { dispersion } from '../../../statistics/dispersion.js';
import { type Candidate, isKeywordCandidate, listedRows } from '../../keyness/rows.js';
import type { GroupKeyness } from '../../keyness/schema.js';
import type { ActorData } from '../group-actors/data.js';
import type { GroupData } from '../group-data.js';
import type { WantedSentence } from '../passages/wanted.js';
import { TESTED_FROM } from './data.js';

const ACTORS = 8;
/** Documents of a group whose sentences about an actor are read. */
export const COLLOCATE_DOCUMENTS = 40;
const LISTED = 8;

export interface CollocateTable {
  readonly keyness: GroupKeyness[];
  readonly wanted: WantedSentence[];
}

type Place = WantedSentence['at'][number];

interface Company {
  tokens: number;
  documents: Set<number>;
  counts: Map<string, { n: number; byDocument: Map<number, number>; at: Place[] }>;
  words: Map<number, number>;
}

/**
 * The company that an actor keeps: words in the sentences that mention it in one group, against those in the sentences
 * that mention it in all others. The actor's own names are left out.
 */
export async function groupCollocates(
  store: AnalysisStore,
  data: GroupData,
  table: ActorData,
): Promise<CollocateTable> {
  if (store.column('mentions') === undefined || table.actors.length === 0) return { keyness: [], wanted: [] };
  const actors = table.actors.slice(0, ACTORS);
  const pairs: string[] = [];
  actors.forEach((_, k) => {
    const taken = new Int32Array(data.groups.length + 1);
    for (const row of data.drawn) {
      const g = ownerOf(data, row);
      if (Number.isNaN(table.all.mean[k]![row]!) || taken[g]! >= COLLOCATE_DOCUMENTS) continue;
      taken[g]!++;
      pairs.push(`(${k},${data.places[row]})`);
    }
  });
  if (pairs.length === 0) return { keyness: [], wanted: [] };
  await store.run(`CREATE OR REPLACE TEMP TABLE company AS
    SELECT k, compared.place AS place, id FROM (VALUES ${pairs.join(',')}) AS v(k, place) JOIN compared ON compared.place = v.place`);
  const list = `[${actors.map(({ actor }) => sqlText(actor)).join(', ')}]`;
  const rows = await store.query<{ k: number; place: number; sentence: number; start: number; text: string }>(
    `WITH m AS (SELECT DISTINCT id, list_position(${list}, m.actor) - 1 AS k, m.sentence AS sentence
        FROM (SELECT id, unnest(mentions) AS m FROM (SELECT id, mentions FROM documents SEMI JOIN company USING (id)))
        WHERE m.actor IN (SELECT unnest(${list}))),
      chosen AS (SELECT company.k AS k, place, m.id AS id, sentence FROM m JOIN company ON company.id = m.id AND company.k = m.k)
     SELECT k, place, sentence, s.start AS start, substring(text, s.start + 1, s."end" - s.start) AS text
     FROM (SELECT k, place, sentence, text, sentences[sentence + 1] AS s FROM chosen JOIN documents USING (id))
     ORDER BY k, place, sentence`,
  );
  const own = actors.map(({ actor, name }) => new Set(wordsOf(`${actor} ${name}`).map(({ term }) => term)));
  const companies = actors.map(() => [...data.groups, ''].map(emptyCompany));
  for (const { k, place, sentence, start, text } of rows) {
    const row = data.rowOf(place)!;
    const company = companies[k]![ownerOf(data, row)]!;
    company.documents.add(row);
    const { fromUtf16 } = codePoints(text);
    for (const { term, at } of wordsOf(text)) {
      if (own[k]!.has(term)) continue;
      company.tokens++;
      company.words.set(row, (company.words.get(row) ?? 0) + 1);
      if (!isKeywordCandidate(term)) continue;
      const entry = company.counts.get(term) ?? {
        n: 0,
        byDocument: new Map<number, number>(),
        at: [] as Place[],
      };
      if (entry.n === 0) company.counts.set(term, entry);
      entry.n++;
      entry.byDocument.set(row, (entry.byDocument.get(row) ?? 0) + 1);
      entry.at.push({
        row,
        sentence,
        start: start + fromUtf16(at),
        length: fromUtf16(at + term.length) - fromUtf16(at),
      });
    }
  }
  const totals = companies.map(totalsOf);
  // One family over all actors and groups: every word that enough documents hold, in every group.
  const tested =
    data.groups.length *
    totals.reduce(
      (sum, words) => sum + [...words.values()].filter(({ documents }) => documents >= TESTED_FROM).length,
      0,
    );
  const found = actors.flatMap((actor, k) =>
    data.groups.flatMap((group, g) => {
      const result = companyOf(companies[k]!, totals[k]!, g, tested);
      return result === null ? [] : [{ ...actor, k, g, group, ...result }];
    }),
  );
  const chosen = listedRows(
    found.map(({ candidates }) => candidates),
    tested,
    LISTED,
    data.cluster === null,
  );
  const keyness: GroupKeyness[] = [];
  const wanted: WantedSentence[] = [];
  for (const [at, { actor, name, k, g, group, candidates, tokens, referenceTokens }] of found.entries()) {
    const listed = chosen[at]!;
    keyness.push({
      group,
      actor,
      name,
      tokens,
      referenceTokens,
      tested,
      rows: listed,
      cut: candidates.length - listed.length,
    });
    for (const { term } of listed)
      wanted.push({
        kind: 'collocate',
        key: `${actor}/${term}`,
        group,
        at: companies[k]![g]!.counts.get(term)!.at,
      });
  }
  return { keyness, wanted };
}

/** The documents in none of the groups stand behind them, among the others of each. */
const ownerOf = (data: GroupData, row: number): number =>
  data.owner[row]! < 0 ? data.groups.length : data.owner[row]!;

const emptyCompany = (): Company => ({
  tokens: 0,
  documents: new Set(),
  counts: new Map(),
  words: new Map(),
});

/** Occurrences and documents of every word in the company of an actor, over all groups. */
function totalsOf(companies: readonly Company[]): ReadonlyMap<string, { n: number; documents: number }> {
  const totals = new Map<string, { n: number; documents: number }>();
  for (const { counts } of companies)
    for (const [term, { n, byDocument }] of counts) {
      const total = totals.get(term) ?? { n: 0, documents: 0 };
      totals.set(term, { n: total.n + n, documents: total.documents + byDocument.size });
    }
  return totals;
}

/** The words that more of the group's documents have in the actor's company than of the others'. */
function companyOf(
  companies: readonly Company[],
  totals: ReturnType<typeof totalsOf>,
  g: number,
  tested: number,
): { readonly tokens: number; readonly referenceTokens: number; readonly candidates: Candidate[] } | null {
  const target = companies[g]!;
  const referenceTokens = companies.reduce((sum, { tokens }) => sum + tokens, -target.tokens);
  const referenceDocuments = companies.reduce(
    (sum, { documents }) => sum + documents.size,
    -target.documents.size,
  );
  if (target.tokens === 0 || referenceTokens === 0 || referenceDocuments === 0) return null;
  const documents = [...target.documents];
  const lengths = documents.map((row) => target.words.get(row) ?? 0);
  const sizes = {
    targetTokens: target.tokens,
    referenceTokens,
    targetDocuments: documents.length,
    referenceDocuments,
    tested,
  };
  const candidates = [...target.counts].flatMap(([term, { n, byDocument }]): Candidate[] => {
    const total = totals.get(term)!;
    const others = total.documents - byDocument.size;
    if (total.documents < TESTED_FROM || byDocument.size * referenceDocuments <= others * documents.length)
      return [];
    return [
      {
        frequency: {
          term,
          target: n,
          reference: total.n - n,
          targetDocuments: byDocument.size,
          referenceDocuments: others,
          dispersion: null,
        },
        sizes,
        dispersion: () =>
          dispersion(
            documents.map((row) => byDocument.get(row) ?? 0),
            lengths,
          ),
      },
    ];
  });
  return candidates.length === 0 ? null : { tokens: target.tokens, referenceTokens, candidates };
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’-][\p{L}\p{N}\p{M}]+)*/gu;

/** The words of a sentence in lower case, possessives without their ending, with their places. */
function wordsOf(text: string): { term: string; at: number }[] {
  return [...text.matchAll(WORD)].map((match) => ({
    term: match[0].toLowerCase().replaceAll('’', "'").replace(/'s$/, ''),
    at: match.index,
  }));
}
