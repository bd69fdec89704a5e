import { count, counted } from '../../base/wording.js';
import type { OutletReport } from '../outlets/report-schema.js';
import { Charts } from './charts.js';
import { html, type Markup, plainText } from './escape.js';
import { methodsSection } from './methods.js';
import { lazyTables, PAGE_BUDGET, passagesFor } from './outlet-data.js';
import {
  actorsSection,
  duplicatesSection,
  framesSection,
  groupsSection,
  mapSection,
  measuresSection,
  overview,
  sensitivitySection,
  timeSection,
  wordsSection,
} from './outlet-sections.js';
import { renderPage } from './page.js';

/** The comparison of groups as one HTML file, under the same rules as the article report. */
export async function renderOutletHtml(report: OutletReport): Promise<string> {
  const charts = await Charts.load();
  const { corpus } = report;
  const sections: readonly (readonly [id: string, title: string, body: Markup | null])[] = [
    ['overview', 'Overview', overview(report)],
    [
      'sensitivity',
      'Do they hold?',
      report.sensitivity.findings.length === 0 ? null : sensitivitySection(report),
    ],
    ['map', 'Map', report.map === null ? null : mapSection(report.map, charts)],
    ['measures', 'Measures', measuresSection(report, charts)],
    ['actors', 'Actors', report.actors.length === 0 ? null : actorsSection(report)],
    ['frames', 'Frames', report.frames.length === 0 ? null : framesSection(report)],
    ['words', 'Words', report.keyness.words.length === 0 ? null : wordsSection(report)],
    ['time', 'Over time', report.timelines.length === 0 ? null : timeSection(report)],
    ['groups', 'Groups', groupsSection(report)],
    ['copies', 'Copies', report.duplicates.documents === 0 ? null : duplicatesSection(report)],
  ];
  const shown = sections.filter(([, , body]) => body !== null);
  const title = `Compared by ${report.by}`;
  const lazy = lazyTables(report);
  const groups = report.groups.map(({ group }) => plainText(group));
  const page = (note: string, data: unknown): string => {
    const body = html`<a class="skip" href="#overview">To the report</a>
<header class="page"><p class="kicker">Hedgerow comparison</p><h1><bdi>${title}</bdi></h1>
<p class="byline">${counted(corpus.documents, 'document')} (${count(corpus.tokens)} words) of <bdi>${corpus.title}</bdi>${
      corpus.leftOut.length === 0
        ? ''
        : `; left out: ${corpus.leftOut.map(({ reason, documents }) => `${count(documents)} ${reason}`).join('; ')}`
    }.</p>
<div class="opening" role="region" aria-label="What stands out">${report.opening.map((sentence) => html`<p>${sentence}</p>`)}</div></header>
<nav aria-label="Sections"><ul>${[...shown.map(([id, name]) => [id, name] as const), ['methods', 'Methods'] as const].map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
<main>${shown.map(([id, name, content]) => html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${name}</h2>${content}</section>`)}
${methodsSection({ ...report, manifest: { hedgerow: report.hedgerow, corpus, stages: report.stages } })}</main>
<footer><p>Hedgerow ${report.hedgerow} · this file makes no request and is kept under 3 MB${note}${report.cut.length === 0 ? '' : html`; cut: ${report.cut.join('; ')}`} (all in the JSON and the tables).</p></footer>`;
    return renderPage({ title: `${plainText(title)} – Hedgerow`, body, data });
  };
  const bare = Buffer.byteLength(
    page('', { text: '', sentences: [], hits: {}, docs: [], cells: {}, groups, lazy }),
  );
  // Escapes inside the script element take a little more than the JSON itself.
  const {
    shown: kept,
    total,
    ...passages
  } = passagesFor(report, Math.max(0, 0.94 * (PAGE_BUDGET - bare) - 4000));
  const note = kept < total ? `: ${count(kept)} of ${count(total)} passages drawn are in it` : '';
  return page(note, { text: '', hits: {}, ...passages, groups, lazy });
}
