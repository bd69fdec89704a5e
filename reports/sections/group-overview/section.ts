/** Effect sizes of all groups at a glance, and the families of tests behind them. */
import { z } from 'zod';
import { count, counted, listing, signed } from '../../../base/wording.js';
import { DELTA_MINIMUM } from '../../../statistics/cliffs-delta.js';
import { showAll, sortable, sortValue, tone } from '../../html/cells.js';
import { html, type Markup, plainText } from '../../html/escape.js';
import { columnHead, found, GROUPS_SHOWN, opensHere, tailOf } from '../../html/group-cells.js';
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
  pageData: pairData,
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
  methods: ({ by, minimumDocuments, families, strata, cluster }) => [
    `Groups are the values of '${by}' with at least ${minimumDocuments} documents. Each is set against all other documents by Cliff’s delta (1993), tested as by Brunner and Munzel (2000), in small groups and among many ties by studentised permutation (Neubert & Brunner 2007; Besag & Clifford 1991), its 95% interval from the same model, and by the difference of medians with Bonett and Price’s interval (2002); shares by Newcombe’s interval (1998) and the mid-p of Fisher’s test (Lydersen et al. 2009). There is no test under five documents or where 95% of all documents share one value, and no interval where one would not cover: of delta under ${DELTA_MINIMUM} documents, of others under ten, or where fewer than ten off the commonest value are to be expected. p-values are adjusted by Benjamini and Hochberg (1995) within ${counted(families.length, 'family').replace('familys', 'families')}: ${listing(families.map(({ name, tests, found: below }) => `${name} (${count(tests)} tests, ${count(below)} below 0.05)`))}. A difference is called one when its adjusted p lies below 0.05, its interval leaves out 0 and |delta| reaches 0.147 (Romano et al. 2006).`,
    ...(cluster === null
      ? []
      : [
          `Groups consist of whole values of '${cluster.column}' (${count(cluster.clusters)} in all), whose documents are alike. In place of the tests and intervals above, delta (of shares their difference) and means carry the variance between these (leverage-adjusted: Cameron & Miller 2015) with as many degrees of freedom as equal ones they are worth, less one, and no interval under ten on either side; p-values come from dealing whole ones to the groups. Medians and matched differences have no interval then, and words and collocates are listed without a test.`,
        ]),
    `The matched difference compares a group with the others in the same strata (${listing(strata)}), weighted by the group’s documents (Cochran 1968), so that a difference is not one of subject, genre, time or length; a document without a date, or without others in its stratum, is matched on the rest. Its interval is Student’s with the group’s own variance, the others’ own, and Satterthwaite’s degrees of freedom (1946); there is none under ten.`,
    'Means of measures carry 95% intervals by Hall’s transformation (1992), which allows for skewness, mean sentiment Student’s (1908), shares Wilson’s (1927), medians distribution-free ones (Hettmansperger & Sheather 1986). All are of sampling only: how often a stage is right comes on top. Error rates and coverage of all of them, by simulation, stand in docs/statistics.md.',
  ],
};

/** A figure that differs from the others is coloured by its evidence, strongly from a middling effect on. */
const MIDDLING = 0.33;

/** Groups by leading measures as a heat map, with search and a minimum of documents; any two groups side by side. */
function overviewHtml({ groups, measures, families, chosen }: Overview): Markup {
  const leading = measures.filter((measure) => measure.leading && measure.groups.length > 0);
  return html`<p class="note">Cliff's delta of each group against all others, −1 to 1. Coloured where the adjusted p lies below 0.05 and the interval leaves out 0: orange below the others, blue above. A figure opens to sentences behind it.</p>
<div class="tools" data-for="heat-table"><label>Find <input type="search"></label><label>At least <input type="number" name="least" min="0" step="1" value="0"> documents</label><span role="status" class="small"></span></div>
<div class="scroll" tabindex="0" role="region" aria-label="Effect sizes"><table class="heat folded" id="heat-table"><thead><tr>${sortable('Group', false)}${leading.map(({ name, title }) => columnHead(`m|${name}`, title))}</tr></thead>
<tbody>${groups.map(
    ({ group, documents }, g) =>
      html`<tr data-g="${String(g)}" data-documents="${String(documents)}"${tailOf(g)}><th scope="row"><bdi>${group}</bdi></th>${leading.map(
        (measure) => {
          const row = measure.groups.find((figureOf) => figureOf.group === group);
          if (row?.delta == null) return html`<td class="n" data-v="">–</td>`;
          const side = found(row.q) ? tone(row.deltaInterval) : '';
          const heat =
            side === ''
              ? ''
              : `${side === 'minus' ? ' h1' : ' h2'}${Math.abs(row.delta) >= MIDDLING ? ' strong' : ''}`;
          return html`<td class="n${heat}" data-v="${sortValue(row.delta)}">${opensHere(signed(row.delta))}</td>`;
        },
      )}</tr>`,
  )}</tbody></table></div>${showAll('heat-table', groups.length, GROUPS_SHOWN, 'group')}
<h3>Two groups side by side</h3><div data-pair class="pair"><div class="tools"><label>A <select name="a">${groups.map(({ group }, g) => html`<option value="${String(g)}"${g === (chosen?.[0] ?? 0) ? html` selected` : ''}>${group}</option>`)}</select></label><label>B <select name="b">${groups.map(({ group }, g) => html`<option value="${String(g)}"${g === (chosen?.[1] ?? 1) ? html` selected` : ''}>${group}</option>`)}</select></label></div><p class="note">Means with their 95% intervals, on a scale of all groups; the difference is clear where the intervals do not meet.</p><div class="scroll table" tabindex="0" role="region" aria-label="Two groups by leading measures"></div></div>
<details><summary>Families of tests</summary><div class="scroll" tabindex="0" role="region" aria-label="Families of tests"><table><thead><tr><th scope="col">Family</th><th scope="col">Test</th><th scope="col" class="n">Tests</th><th scope="col" class="n">Below 0.05 after adjustment</th></tr></thead><tbody>${families.map((family) => html`<tr><th scope="row">${family.name}</th><td>${family.test}</td><td class="n">${count(family.tests)}</td><td class="n">${count(family.found)}</td></tr>`)}</tbody></table></div></details>`;
}

const short = (value: number): number => Number(value.toPrecision(4));

/** What the page needs to set any two groups side by side: means and intervals of the leading measures. */
function pairData({ groups, measures }: Overview): object {
  const rows = measures
    .filter((measure) => measure.leading && measure.groups.length > 0)
    .map((measure) => {
      const at = new Map(measure.groups.map((row) => [row.group, row]));
      return {
        title: plainText(measure.title),
        unit: plainText(measure.unit),
        groups: groups.map(({ group }) => {
          const row = at.get(group);
          return row === undefined
            ? null
            : [row.n, short(row.mean), row.meanInterval === null ? null : row.meanInterval.map(short)];
        }),
      };
    });
  return { pair: rows };
}
