/** Every hit behind a figure of a report, in context: of a measure, an actor or a frame. */
import { nearestName, UserError } from '../base/user-error.js';
import type { AnalysisStore } from '../pipeline/store/analysis-store.js';
import { sqlName, sqlText } from '../pipeline/store/sql.js';
import { codePoints } from '../stages/code-points.js';
import { type Concordance, type ConcordanceOrder, linesOf, type Match } from './concordance.js';
import { fieldsOf, meets } from './recount.js';

/** Fields that say what a hit is, in the order shown. */
const NOTES = ['series', 'type', 'frame', 'label', 'kind', 'role', 'voice'] as const;

/** Edge of a hit `h`: its own, or that of the first of its parts (the cue of an attribution). */
export function edgeSql(fields: readonly string[], edge: 'start' | 'end'): string {
  const name = sqlName(edge);
  return fields.includes('start')
    ? `h.${name}`
    : `coalesce(h.cue[1].${name}, h.content[1].${name}, h.source[1].${name})`;
}

/** What is said of a hit `h`: the expressions of a list, put together by `concat_ws`. */
export function notesSql(fields: readonly string[]): readonly string[] {
  const notes = NOTES.filter((field) => fields.includes(field)).map((field) => `h.${sqlName(field)}`);
  return fields.includes('positive') ? [...notes, `printf('%+.2f', h.positive - h.negative)`] : notes;
}

interface Behind {
  readonly column: string;
  readonly condition: string;
}

export interface EvidenceQuery {
  /** A measure's name, `actor:KEY`, or `frame:CODEBOOK/NAME`, as in the tables of a report. */
  readonly figure: string;
  readonly order?: ConcordanceOrder;
  /** Characters of context on each side, at most: 60 by default. */
  readonly context?: number;
  /** Lines given, at most; all by default. */
  readonly limit?: number;
}

/**
 * Every hit behind a figure in the selected documents, by date, then id and place in the text.
 *
 * @throws UserError for a figure that the analysis lacks, and a measure of the text as a whole, which no hit makes.
 */
export async function figureEvidence(store: AnalysisStore, query: EvidenceQuery): Promise<Concordance> {
  const { column, condition } = behind(store, query.figure);
  const type = store.column(column)?.type;
  const fields = type === undefined ? [] : fieldsOf(type);
  const known = (name: string): string =>
    store.column(name) === undefined ? `NULL AS ${name}` : `${name}::VARCHAR AS ${name}`;
  const notes = notesSql(fields);
  const matches: Match[] = [];
  let documents = 0;
  const order = `${store.column('published') === undefined ? '' : 'published NULLS LAST, '}id`;
  for await (const rows of store.stream<Row>(
    `SELECT id, ${['outlet', 'published', 'title', 'url'].map(known).join(', ')}, text, to_json(found) AS found FROM (
       SELECT *, list_transform(list_filter(${sqlName(column)}, lambda h: ${condition}), lambda h: struct_pack(
         s := ${edgeSql(fields, 'start')}, e := ${edgeSql(fields, 'end')},
         note := ${notes.length === 0 ? `''` : `concat_ws(', ', ${notes.join(', ')})`})) AS found FROM documents)
     WHERE len(found) > 0 ORDER BY ${order}`,
  ))
    for (const { found, text, ...rest } of rows) {
      const { toUtf16 } = codePoints(text);
      const document = { ...rest, text, sentences: [], boilerplate: [] };
      const own = (JSON.parse(found) as Found[]).filter(({ s, e }) => s !== null && e !== null);
      if (own.length > 0) documents++;
      for (const { s, e, note } of own.sort((a, b) => a.s! - b.s! || a.e! - b.e!))
        matches.push({ document, start: toUtf16(s!), end: toUtf16(e!), hit: note.replaceAll('_', ' ') });
    }
  const [all] = await store.query<{ n: number }>('SELECT count(*)::DOUBLE AS n FROM documents');
  return { lines: linesOf(store, matches, query), total: matches.length, documents, among: all!.n };
}

interface Found {
  readonly s: number | null;
  readonly e: number | null;
  readonly note: string;
}

interface Row {
  readonly id: string;
  readonly outlet: string | null;
  readonly published: string | null;
  readonly title: string | null;
  readonly url: string | null;
  readonly text: string;
  readonly found: string;
}

function behind(store: AnalysisStore, figure: string): Behind {
  const [, kind, key] = /^(actor|frame):(.+)$/s.exec(figure) ?? [];
  const wanted = kind === 'actor' ? 'mention_sentiments' : kind === 'frame' ? 'frame_evidence' : null;
  if (wanted !== null && store.column(wanted) === undefined)
    throw new UserError({
      what: `this analysis has no ${kind}s`,
      where: store.analysis.folder,
      remedy: 'Analyse the corpus again with all stages.',
    });
  if (kind === 'actor') return { column: wanted!, condition: `h.actor = ${sqlText(key!)}` };
  if (kind === 'frame') {
    const cut = key!.indexOf('/');
    return {
      column: wanted!,
      condition: `h.codebook = ${sqlText(key!.slice(0, cut))} AND h.frame = ${sqlText(key!.slice(cut + 1))}`,
    };
  }
  const made = store.measures().filter(({ measure }) => measure!.evidence !== null);
  const evidence = made.find(({ name }) => name === figure)?.measure?.evidence;
  if (evidence == null) {
    const names = made.map(({ name }) => name);
    const near = nearestName(figure, names);
    const whole = store.column(figure)?.measure != null;
    throw new UserError({
      what: whole ? `'${figure}' is a measure of the text as a whole` : `there is no measure '${figure}'`,
      why: whole
        ? 'no hits make it'
        : near === undefined
          ? 'it is neither a measure made of hits, nor actor:KEY, nor frame:CODEBOOK/NAME'
          : `did you mean '${near}'?`,
      remedy: `Measures made of hits: ${names.join(', ')}.`,
    });
  }
  return { column: evidence.column, condition: meets(evidence.where).sql };
}
