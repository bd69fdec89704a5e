/** Key words, key hedges and collocates of each group against all others. */
import { count, counted, signed } from '../../../base/wording.js';
import { html, type Markup, plainText } from '../../html/escape.js';
import { indexOf, KINDS, type LazyTable, type Row } from '../../html/lazy-tables.js';
import { KEYNESS } from '../../keyness/methods.js';
import type { GroupKeyness } from '../../keyness/schema.js';
import { escapeMarkdown as cell, table } from '../../markdown/parts.js';
import type { Part } from '../../section.js';
import { rowsOf } from '../../tables.js';
import type { GroupBase, GroupSection } from '../group-section.js';
import { groupCollocates } from './collocates.js';
import { hedgeKeyness, prepareKeynessSample, wordKeyness } from './data.js';
import { shape } from './schema.js';

/** Key words, hedges and collocates of a group in Markdown; the tables and the JSON have all. */
const WORDS_SHOWN = 8;
const KINDS_OF_WORDS = ['words', 'hedges', 'collocates'] as const;

type Keyed = GroupBase & Part<typeof shape>;

export const keyness: GroupSection<typeof shape> = {
  id: 'words',
  title: 'Words',
  shape,
  async build({ store, data, actors, words: wantedWords, collocates: wantedCollocates }) {
    const sample = await prepareKeynessSample(store, data);
    const words = await wordKeyness(store, data);
    const hedges = await hedgeKeyness(store, data);
    const collocates = await groupCollocates(store, data, actors);
    wantedWords.push(...words.wanted, ...hedges.wanted);
    wantedCollocates.push(...collocates.wanted);
    return {
      keyness: {
        documents: sample.length,
        words: words.keyness,
        hedges: hedges.keyness,
        collocates: collocates.keyness,
      },
    };
  },
  html: (report) => (report.keyness.words.length === 0 ? null : wordsHtml(report)),
  pageData: (report) => {
    const index = indexOf(report.groups);
    return {
      lazy: {
        words: keynessTable('Word', 'word', report.keyness.words, index),
        hedges: keynessTable('Hedge', 'hedge', report.keyness.hedges, index),
        collocates: keynessTable('Word', 'collocate', report.keyness.collocates, index),
      },
    };
  },
  markdown: keynessMarkdown,
  tables: (report) =>
    KINDS_OF_WORDS.map((name) => ({
      name,
      rows: report.keyness[name].flatMap(({ rows, group, actor, name: actorName }) =>
        rowsOf(rows, () => (actor === null ? { group } : { group, actor, name: actorName })),
      ),
    })),
  methods: ({ keyness: { documents } }) => [
    `Words and hedges of each group are compared with those of all others: ${KEYNESS}, over ${count(documents)} documents, at most 300 of a group, drawn by a fixed seed; collocates likewise over the sentences that mention an actor in at most 40 documents of a group. Lists are in the order of Fisher’s exact test of the documents that hold the word, and a word is claimed only where its p, adjusted by Benjamini and Hochberg (1995) over every word that five documents hold in every group, lies below 0.05: words come in bursts, so that counts of words, unlike counts of documents, find differences between groups that write alike. Documents in none of the groups count among the others everywhere.`,
  ],
};

function wordsHtml({ groups, keyness }: Keyed): Markup {
  const choice = html`<label>Group <select>${groups.map(({ group }, g) => html`<option value="${String(g)}">${group}</option>`)}</select></label>`;
  const table = (id: string, selects: Markup, label: string): Markup =>
    html`<div data-lazy="${id}"><div class="tools">${selects}</div><p class="note" role="status"></p><div class="scroll table" tabindex="0" role="region" aria-label="${label}"></div></div>`;
  const actors = [...new Map(keyness.collocates.map(({ actor, name }) => [actor, name]))];
  return html`<p class="note">What a group writes more often than all others. LRC: the doublings that remain at the near end of the 95% interval, after Bonferroni's correction; of documents: the same for the documents that hold the word, which repetition in a few cannot raise. Words come in bursts: counted one by one, as in LRC, groups that write alike would seem to differ, so only an LRC of documents above 0 is evidence of a difference.</p>
<h3>Words</h3>${table('words', choice, 'Key words of a group')}
${keyness.hedges.length === 0 ? '' : html`<h3>Hedges</h3><p class="note">As shares of the group's hedges.</p>${table('hedges', choice, 'Key hedges of a group')}`}
${actors.length === 0 ? '' : html`<h3>The company an actor keeps</h3><p class="note">Words in the sentences that mention the actor, against those in the others' sentences that mention it.</p>${table('collocates', html`<label>Actor <select>${actors.map(([actor, name]) => html`<option value="${actor ?? ''}">${name}</option>`)}</select></label>${choice}`, 'Collocates of an actor in a group')}`}`;
}

/** What is counted in a list. */
const OF = { word: 'words', hedge: 'hedges', collocate: 'words in such sentences' } as const;

const short = (value: number | null): number | null => (value === null ? null : Number(value.toPrecision(3)));

function keynessTable(
  first: string,
  kind: 'word' | 'hedge' | 'collocate',
  tables: readonly GroupKeyness[],
  index: ReadonlyMap<string, number>,
): LazyTable {
  const setOf = ({ actor, group }: GroupKeyness): string =>
    kind === 'collocate' ? `${plainText(actor!)}|${index.get(group)}` : String(index.get(group));
  return {
    kind: KINDS[kind],
    columns: [
      first,
      'Documents %',
      'Others %',
      'LRC of documents',
      'Here',
      'Per 1,000',
      'Others per 1,000',
      'Log Ratio',
      'LRC',
      'G²',
      'DPnorm',
      'Log-odds z',
      'z, prior ÷ 10',
      'z, prior × 10',
    ],
    sets: Object.fromEntries(
      tables.map((table) => [
        setOf(table),
        table.rows.map(
          (row): Row => [
            plainText(row.term),
            short(100 * row.documents),
            short(100 * row.referenceDocuments),
            short(row.documentLogRatio),
            row.count,
            short(row.perThousand),
            short(row.referencePerThousand),
            short(row.logRatio),
            short(row.conservativeLogRatio),
            short(row.g2),
            short(row.dispersion),
            short(row.logOddsZ),
            short(row.priorZ[0]),
            short(row.priorZ[1]),
          ],
        ),
      ]),
    ),
    notes: Object.fromEntries(
      tables.map((table) => [
        setOf(table),
        `${count(table.tokens)} ${OF[kind]} against ${count(table.referenceTokens)} of the others; ${counted(table.tested, 'test')} over all groups${table.cut > 0 ? `; ${count(table.cut)} more are not listed` : ''}.`,
      ]),
    ),
  };
}

function keynessMarkdown({ keyness }: Keyed): string[] {
  const word = ({ term, conservativeLogRatio }: GroupKeyness['rows'][number]): string =>
    `${cell(term)} (${signed(conservativeLogRatio)})`;
  const part = (title: string, tables: readonly GroupKeyness[]): string[] =>
    tables.length === 0
      ? []
      : [
          `### ${title}`,
          table(
            tables[0]!.actor === null ? ['Group', 'Most key first'] : ['Actor', 'Group', 'Most key first'],
            tables.map(({ group, name, actor, rows }) => [
              ...(actor === null ? [] : [cell(name ?? actor)]),
              cell(group),
              rows.slice(0, WORDS_SHOWN).map(word).join(', ') || '–',
            ]),
          ),
        ];
  if (keyness.words.length === 0) return [];
  return [
    '## Words',
    'With the conservative Log Ratio: doublings that remain at the near end of the 95% interval after correction.',
    ...part('Words', keyness.words),
    ...part('Hedges', keyness.hedges),
    ...part('The company an actor keeps', keyness.collocates),
  ];
}
