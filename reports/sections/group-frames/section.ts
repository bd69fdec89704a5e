/** Frames by group: shares of documents in which each is present. */
import { codebookTitle, frameName, range } from '../../../base/wording.js';
import { showAll, sortable, sortValue } from '../../html/cells.js';
import { html, type Markup } from '../../html/escape.js';
import { columnHead, found, GROUPS_SHOWN, opensHere, tailOf } from '../../html/group-cells.js';
import { escapeMarkdown as cell, table } from '../../markdown/parts.js';
import { rowsOf } from '../../tables.js';
import type { GroupBase, GroupSection } from '../group-section.js';
import { groupFrames } from './data.js';
import { type GroupFrame, shape } from './schema.js';

type Framed = GroupBase & { readonly frames: GroupFrame[] };

export const frames: GroupSection<typeof shape> = {
  id: 'frames',
  title: 'Frames',
  shape,
  build({ data, frames: table, families }) {
    const framed = groupFrames(data, table);
    families.push(...framed.families);
    return { frames: framed.frames };
  },
  html: (report) => (report.frames.length === 0 ? null : framesHtml(report)),
  markdown: framesMarkdown,
  tables: (report) => [
    {
      name: 'frames',
      rows: report.frames.flatMap(({ groups, codebook, frame }) =>
        rowsOf(groups, () => ({ codebook, frame })),
      ),
    },
  ],
};

function framesHtml({ groups, frames }: Framed): Markup {
  const codebooks = [...new Set(frames.map(({ codebook }) => codebook))];
  return html`<p class="note">Share of the group's documents in which the frame is present, in per cent, with 95% interval. Bold: differs from all others, adjusted p below 0.05. †: present in more than 85% of all documents, so that it does not distinguish here.</p>${codebooks.map(
    (codebook) =>
      html`<h3>${codebookTitle(codebook)}</h3><div class="scroll" tabindex="0" role="region" aria-label="Frames by group, ${codebookTitle(codebook)}"><table class="heat wide folded" id="frames-${codebook}"><thead><tr>${sortable('Group', false)}${frames.filter((frame) => frame.codebook === codebook).map(({ frame, distinguishes }) => columnHead(`f|${codebook}/${frame}`, `${frameName(frame)}${distinguishes ? '' : ' †'}`))}</tr></thead><tbody>${groups.map(
        ({ group }, g) =>
          html`<tr data-g="${String(g)}"${tailOf(g)}><th scope="row"><bdi>${group}</bdi></th>${frames
            .filter((frame) => frame.codebook === codebook)
            .map((frame) => {
              const row = frame.groups.find((entry) => entry.group === group);
              if (row === undefined) return html`<td class="n" data-v="">–</td>`;
              const text = (100 * row.present).toFixed(0);
              return html`<td class="n" data-v="${sortValue(row.present)}">${opensHere(found(row.q) ? html`<strong>${text}</strong>` : text)} <span class="ci">${range(row.interval, (v) => (100 * v).toFixed(0))}</span></td>`;
            })}</tr>`,
      )}</tbody></table></div>${showAll(`frames-${codebook}`, groups.length, GROUPS_SHOWN, 'group')}`,
  )}`;
}

function framesMarkdown({ frames, groups }: Framed): string[] {
  const per = (value: number): string => (100 * value).toFixed(0);
  return [...new Set(frames.map(({ codebook }) => codebook))].flatMap((codebook) => {
    const own = frames.filter((frame) => frame.codebook === codebook);
    return [
      `## Frames: ${cell(codebookTitle(codebook))}`,
      "Share of the group's documents in which the frame is present, in per cent, with 95% interval. †: present in more than 85% of all documents, so that it does not distinguish here.",
      table(
        [
          'Group',
          ...own.map(({ frame, distinguishes }) => cell(`${frameName(frame)}${distinguishes ? '' : ' †'}`)),
        ],
        groups.map(({ group }) => [
          cell(group),
          ...own.map((frame) => {
            const row = frame.groups.find((entry) => entry.group === group);
            return row === undefined ? '–' : `${per(row.present)} ${range(row.interval, per)}`.trim();
          }),
        ]),
      ),
    ];
  });
}
