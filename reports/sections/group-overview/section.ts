/** Effect sizes of all groups at a glance, and the families of tests behind them. */
import { z } from 'zod';
import { count, counted, listing, signed } from '../../../base/wording.js';
import { sortable, sortValue, tone } from '../../html/cells.js';
import { html, type Markup } from '../../html/escape.js';
import { columnHead, found, opensHere } from '../../html/group-cells.js';
import { escapeMarkdown as cell, table } from '../../markdown/parts.js';
import { rowsOf } from '../../tables.js';
import { type Family, familySchema } from '../family.js';
import type { GroupMeasure } from '../group-measures/schema.js';
import type { GroupBase, GroupSection } from '../group-section.js';

const shape = { families: z.array(familySchema) };

interface Overview extends GroupBase {
  readonly measures: GroupMeasure[];
  readonly families: Family[];
}

export const overview: GroupSection<typeof shape, { measures: GroupMeasure[] }> = {
  id: 'overview',
  title: 'Overview',
  shape,
  requires: ['measures', 'actors', 'frames'],
  build: ({ families }) => ({ families: families.filter(({ tests }) => tests > 0) }),
  html: overviewHtml,
  markdown: ({ families }) => [
    '## Families of tests',
    table(
      ['Family', 'Test', 'Tests', 'Below 0.05 after adjustment'],
      families.map(({ name, test, tests, found: below }) => [
        cell(name),
        cell(test),
        count(tests),
        count(below),
      ]),
    ),
  ],
  tables: (report) => [{ name: 'families', rows: rowsOf(report.families) }],
  methods: ({ by, minimumDocuments, families, strata }) => [
    `Groups are the values of '${by}' with at least ${minimumDocuments} documents. Each is set against all other documents by Cliff’s delta (1993), tested as by Brunner and Munzel (2000), in small groups and among many ties by studentised permutation (Neubert & Brunner 2007; Besag & Clifford 1991), its 95% interval from the same model, and by the difference of medians with Bonett and Price’s interval (2002); shares by Newcombe’s interval (1998) and the mid-p of Fisher’s test (Lydersen et al. 2009). There is no test under five documents or where 95% of all documents share one value, and no interval where one would not cover: of delta under fifteen documents, of others under ten, or where fewer than ten off the commonest value are to be expected. p-values are adjusted by Benjamini and Hochberg (1995) within ${counted(families.length, 'family').replace('familys', 'families')}: ${listing(families.map(({ name, tests, found: below }) => `${name} (${count(tests)} tests, ${count(below)} below 0.05)`))}. A difference is called one when its adjusted p lies below 0.05, its interval leaves out 0 and |delta| reaches 0.147 (Romano et al. 2006).`,
    `The matched difference compares a group with the others in the same strata (${listing(strata)}), weighted by the group’s documents (Cochran 1968), so that a difference is not one of subject, genre, time or length; a document without a date, or without others in its stratum, is matched on the rest. Its interval is Student’s with the group’s own variance, the others’ own, and Satterthwaite’s degrees of freedom (1946); there is none under ten.`,
    'Means of measures carry 95% intervals by Hall’s transformation (1992), which allows for skewness, mean sentiment Student’s (1908), shares Wilson’s (1927), medians distribution-free ones (Hettmansperger & Sheather 1986). All are of sampling only: how often a stage is right comes on top. Error rates and coverage of all of them, by simulation, stand in docs/statistics.md.',
  ],
};

/** Groups by leading measures: Cliff's delta, those that survive adjustment in bold; the families of tests. */
function overviewHtml({ groups, measures, families }: Overview): Markup {
  const leading = measures.filter((measure) => measure.leading && measure.groups.length > 0);
  return html`<p class="note">Cliff's delta of each group against all others, −1 to 1. Bold: adjusted p below 0.05. A figure opens to sentences behind it.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Effect sizes"><table class="heat"><thead><tr>${sortable('Group', false)}${leading.map(({ name, title }) => columnHead(`m|${name}`, title))}</tr></thead>
<tbody>${groups.map(
    ({ group }, g) =>
      html`<tr data-g="${String(g)}"><th scope="row"><bdi>${group}</bdi></th>${leading.map((measure) => {
        const row = measure.groups.find((figureOf) => figureOf.group === group);
        if (row?.delta == null) return html`<td class="n" data-v="">–</td>`;
        const text = html`<span class="${tone(row.deltaInterval)}">${signed(row.delta)}</span>`;
        return html`<td class="n" data-v="${sortValue(row.delta)}">${opensHere(found(row.q) ? html`<strong>${text}</strong>` : text)}</td>`;
      })}</tr>`,
  )}</tbody></table></div>
<details><summary>Families of tests</summary><div class="scroll" tabindex="0" role="region" aria-label="Families of tests"><table><thead><tr><th scope="col">Family</th><th scope="col">Test</th><th scope="col" class="n">Tests</th><th scope="col" class="n">Below 0.05 after adjustment</th></tr></thead><tbody>${families.map((family) => html`<tr><th scope="row">${family.name}</th><td>${family.test}</td><td class="n">${count(family.tests)}</td><td class="n">${count(family.found)}</td></tr>`)}</tbody></table></div></details>`;
}
