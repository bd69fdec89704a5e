/** The documents of the corpus most like the article. */
import { z } from 'zod';
import { figure } from '../../../base/wording.js';
import { type NearestRow, nearestSchema } from '../../../queries/baseline-schema.js';
import { html, type Markup, safeUrl } from '../../html/escape.js';
import { escapeMarkdown as cell } from '../../markdown/parts.js';
import { flatRow } from '../../tables.js';
import type { ArticleSection } from '../article-section.js';

const NEAREST_LISTED = 8;
const shape = { nearest: z.array(nearestSchema) };

export const nearest: ArticleSection<typeof shape> = {
  id: 'nearest',
  title: 'Nearest',
  shape,
  build: async ({ baseline }) => ({ nearest: [...(await baseline.nearest(NEAREST_LISTED))] }),
  html: (report) =>
    report.nearest.length === 0
      ? null
      : html`<p class="note">By framing, shared actors and the sentiment to them, and the leading measures; near-duplicates are left out.</p>${nearestList(report.nearest)}`,
  markdown: (report) =>
    report.nearest.length === 0
      ? []
      : [
          '## Nearest',
          report.nearest
            .map(
              (row, index) =>
                `${index + 1}. ${cell(row.title ?? row.id)}, ${cell(row.outlet ?? '–')}: likeness ${figure(row.similarity)}; ${cell(row.reasons.join('; '))}`,
            )
            .join('\n'),
        ],
  tables: (report) => [
    {
      name: 'nearest',
      rows: report.nearest.map((row) => ({ ...flatRow(row), reasons: row.reasons.join('; ') })),
    },
  ],
};

function nearestList(nearest: readonly NearestRow[]): Markup {
  return html`<ol class="near">${nearest.map((row) => {
    const url = safeUrl(row.url);
    const title = html`<bdi>${row.title ?? row.id}</bdi>`;
    return html`<li>${url === null ? title : html`<a href="${url}" rel="noreferrer noopener">${title}</a>`}<br><span class="small"><bdi>${[row.outlet, row.published?.slice(0, 10)].filter((part) => part).join(', ')}</bdi> · likeness ${figure(row.similarity)} (framing ${figure(row.parts.framing)}, actors ${figure(row.parts.actors)}, profile ${figure(row.parts.profile)})${row.reasons.length === 0 ? '' : html` · ${row.reasons.join('; ')}`}</span></li>`;
  })}</ol>`;
}
