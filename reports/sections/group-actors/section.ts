/** Sentiment to the actors that several groups name. */
import { count, pText, range, signed, withRange } from '../../../base/wording.js';
import { showAll, sortable, sortValue, tone } from '../../html/cells.js';
import { html, type Markup, plainText } from '../../html/escape.js';
import { columnHead, found, GROUPS_SHOWN, opensHere, tailOf } from '../../html/group-cells.js';
import { type Cell, cell, indexOf, type LazyTable, type Row } from '../../html/lazy-tables.js';
import { escapeMarkdown, table } from '../../markdown/parts.js';
import { rowsOf } from '../../tables.js';
import type { GroupBase, GroupSection } from '../group-section.js';
import { groupActors } from './data.js';
import { type GroupActor, shape } from './schema.js';

type Named = GroupBase & { readonly actors: GroupActor[] };

export const actors: GroupSection<typeof shape> = {
  id: 'actors',
  title: 'Actors',
  shape,
  build({ data, actors: table, families }) {
    const named = groupActors(data, table);
    families.push(...named.families);
    return { actors: named.actors };
  },
  html: (report) => (report.actors.length === 0 ? null : actorsHtml(report)),
  pageData: (report) => ({ lazy: { actors: actorsTable(report) } }),
  markdown: (report) =>
    report.actors.length === 0
      ? []
      : [
          '## Actors',
          'Mean sentiment, −1 to 1, over documents, not over mentions, with 95% interval; documents / mentions.',
          ...report.actors.flatMap(({ name, groups }) => [
            `### ${escapeMarkdown(name)}`,
            table(
              [
                'Group',
                'All voices',
                "Author's voice",
                "Sources' voices",
                "Cliff's delta",
                'Adjusted p',
                "Negative in the author's voice (done to it)",
                'Positive',
              ],
              groups.map((row) => [
                escapeMarkdown(row.group),
                ...[row, row.author, row.source].map(figures),
                withRange(row.delta, row.deltaInterval),
                pText(row.q),
                ...[row.judged?.negative, row.judged?.positive].map((sign) =>
                  sign === undefined ? '–' : `${count(sign.mentions)} (${count(sign.doneTo)})`,
                ),
              ]),
            ),
          ]),
        ],
  tables: (report) => [
    {
      name: 'actors',
      rows: report.actors.flatMap(({ groups, actor, name }) => rowsOf(groups, () => ({ actor, name }))),
    },
  ],
};

function figures(voice: GroupActor['groups'][number]['author']): string {
  return voice === null
    ? '–'
    : `${withRange(voice.mean, voice.interval)} (${count(voice.documents)} / ${count(voice.mentions)})`;
}

function actorsHtml({ groups, actors }: Named): Markup {
  return html`<p class="note">Mean sentiment, −1 to 1, over the documents of the group that name the actor, each document counting once however often it does, with 95% interval (none under ten documents); documents / mentions. All voices together. Bold: differs from all others, adjusted p below 0.05.<span class="paper">On paper the intervals are left out; the tables and the JSON have them.</span></p>
<div class="scroll" tabindex="0" role="region" aria-label="Actors by group"><table class="heat wide many folded" id="actors-table"><thead><tr>${sortable('Group', false)}${actors.map(({ actor, name }) => columnHead(`a|${actor}`, name))}</tr></thead><tbody>${groups.map(
    ({ group }, g) =>
      html`<tr data-g="${String(g)}"${tailOf(g)}><th scope="row"><bdi>${group}</bdi></th>${actors.map(
        (actor) => {
          const row = actor.groups.find((entry) => entry.group === group);
          if (row === undefined) return html`<td class="n" data-v="">–</td>`;
          const text = html`<span class="${tone(row.interval)}">${signed(row.mean)}</span>`;
          return html`<td class="n" data-v="${sortValue(row.mean)}">${opensHere(found(row.q) ? html`<strong>${text}</strong>` : text)} <span class="ci">${range(row.interval, signed)} ${count(row.documents)}/${count(row.mentions)}</span></td>`;
        },
      )}</tr>`,
  )}</tbody></table></div>${showAll('actors-table', groups.length, GROUPS_SHOWN, 'group')}
<h3>One actor, by voice</h3><div data-lazy="actors"><div class="tools"><label>Actor <select>${actors.map(({ actor, name }) => html`<option value="${actor}">${name}</option>`)}</select></label></div><p class="note" role="status"></p><div class="scroll table" tabindex="0" role="region" aria-label="Sentiment toward one actor by group and voice"></div></div>`;
}

/** Built in the page for the actor that is chosen. */
function actorsTable(report: Named): LazyTable {
  const index = indexOf(report.groups);
  return {
    kind: 'a',
    columns: [
      'Group',
      'All voices',
      'Documents',
      'Mentions',
      "Author's voice",
      'Documents',
      'Mentions',
      "Sources' voices",
      'Documents',
      'Mentions',
      "Cliff's delta",
      'Adjusted p',
      'Matched difference',
      "Negative, author's",
      "Positive, author's",
    ],
    sets: Object.fromEntries(
      report.actors.map(({ actor, groups }) => [
        plainText(actor),
        groups.map(
          (row): Row => [
            index.get(row.group)!,
            ...[row, row.author, row.source].flatMap((voice): Cell[] =>
              voice === null
                ? [null, 0, 0]
                : [cell(signed(voice.mean), range(voice.interval, signed)), voice.documents, voice.mentions],
            ),
            row.delta === null ? null : cell(signed(row.delta), range(row.deltaInterval, signed)),
            pText(row.q),
            row.matched === null
              ? null
              : cell(signed(row.matched.difference), range(row.matched.interval, signed)),
            ...[row.judged?.negative, row.judged?.positive].map(
              (sign): Cell =>
                sign === undefined
                  ? null
                  : cell(count(sign.mentions), sign.doneTo === 0 ? '' : `${count(sign.doneTo)} done to it`),
            ),
          ],
        ),
      ]),
    ),
    notes: Object.fromEntries(
      report.actors.map(({ actor, documents, mentions }) => [
        plainText(actor),
        `In all compared documents: ${count(documents)} documents, ${count(mentions)} mentions. Delta, p and matched difference are of all voices. At the end the mentions called negative and positive in the author’s own voice; of these “done to it” are the ones that tell what befalls the actor and are no judgement of it.`,
      ]),
    ),
  };
}
