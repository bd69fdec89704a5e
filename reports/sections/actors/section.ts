/** The article's actors, and its sentiment to them beside the corpus's. */
import { actorType, count, range, signed } from '../../../base/wording.js';
import { codePoints } from '../../../stages/code-points.js';
import { plainText } from '../../html/escape.js';
import { escapeMarkdown as cell, table } from '../../markdown/parts.js';
import { rowsOf } from '../../tables.js';
import type { ArticleSection } from '../article-section.js';
import { actorsChart } from './charts.js';
import { ACTORS_LISTED, actorRows } from './data.js';
import { actorsHtml } from './html.js';
import { shape } from './schema.js';

export const actors: ArticleSection<typeof shape> = {
  id: 'actors',
  title: 'Actors',
  shape,
  async build({ article, baseline, cut }) {
    const all = actorRows(article, await baseline.actors());
    const listed = all.slice(0, ACTORS_LISTED);
    if (all.length > listed.length)
      cut(`${all.length - listed.length} less mentioned actors of ${all.length}`);
    return { actors: listed };
  },
  charts(report, charts) {
    const chart = actorsChart(report.actors, charts);
    return chart === null ? [] : [chart];
  },
  html: (report, chart) => (report.actors.length === 0 ? null : actorsHtml(report.actors, chart)),
  pageData(report) {
    const { toUtf16 } = codePoints(report.article.text);
    return {
      actors: Object.fromEntries(
        report.actors.map((row) => [
          plainText(row.key),
          {
            about: plainText(row.aliases.length > 1 ? `Also as: ${row.aliases.join(', ')}` : ''),
            list: row.passages.map(({ start, end, label, score, voice, role }) => [
              toUtf16(start),
              toUtf16(end),
              `${label}${score === null ? '' : ` ${score.toFixed(2)}`}, ${voice === 'author' ? "author's voice" : "a source's voice"}${role === null || role === 'other' ? '' : `, ${ROLES[role] ?? role}`}`,
            ]),
            total: 0,
          },
        ]),
      ),
    };
  },
  markdown: (report) => [
    '## Actors',
    'Mean sentiment, −1 to 1, with 95% interval: in the article over mentions, whose number follows; in the corpus over documents, followed by documents / mentions.',
    table(
      [
        'Actor',
        'Type',
        'Mentions',
        'All voices',
        "Author's voice",
        "Sources' voices",
        'Corpus, all voices',
        "Corpus, author's",
        "Corpus, sources'",
      ],
      report.actors.map((row) => [
        cell(row.name),
        cell(actorType(row.type)),
        count(row.mentions),
        ...[row.sentiment.all, row.sentiment.author, row.sentiment.source].map(sentiment),
        ...[row.baseline, row.baseline?.author ?? null, row.baseline?.source ?? null].map(sentiment),
      ]),
    ),
  ],
  tables: (report) => [{ name: 'actors', rows: rowsOf(report.actors) }],
};

/** Where the actor stands in the sentence, as a reader would say it. */
const ROLES: Readonly<Record<string, string>> = {
  agent: 'it acts',
  patient: 'something is done to it',
  speaker: 'it speaks',
};

interface Figures {
  readonly mean: number;
  readonly interval: readonly [number, number] | null;
  readonly mentions: number;
  readonly documents?: number;
}

function sentiment(figures: Figures | null): string {
  if (figures === null) return '–';
  const { mean, interval, mentions, documents } = figures;
  return [
    signed(mean),
    range(interval, signed),
    `(${documents === undefined ? '' : `${count(documents)} / `}${count(mentions)})`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}
