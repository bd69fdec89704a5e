/** A report as one HTML file, made from its sections: head, navigation, sections, methods. */

import type { Stages } from '../report-base.js';
import type { AnySection } from '../section.js';
import { type Chart, Charts, chartMarkup } from './charts.js';
import { html, type Markup, plainText } from './escape.js';
import { methodsSection } from './methods.js';
import { renderPage } from './page.js';

/** Bytes that a page may take: the budget said in it. */
export const PAGE_BUDGET = 3_000_000;

interface Sources {
  readonly hedgerow: string;
  readonly methods: readonly string[];
  readonly stages: Stages;
  readonly citations: readonly unknown[];
  readonly cut: readonly string[];
}

export interface ReportPage<Report> {
  readonly sections: readonly AnySection<never, Report>[];
  readonly report: Report;
  /** What kind of report it is, above its title. */
  readonly kicker: string;
  readonly title: string;
  /** Of files downloaded from the page. */
  readonly name: string;
  /** How this report is cited. */
  readonly citation: string;
  /** Lines below the title. */
  readonly bylines: readonly Markup[];
  /** What is compared, for the manifest. */
  readonly compared: object;
  /** Where the lists cut are found whole. */
  readonly rest: string;
}

/** The charts of every section, in order, as they stand in the page. */
export async function reportCharts<Report>(
  sections: readonly AnySection<never, Report>[],
  report: Report,
): Promise<ReadonlyMap<string, readonly Chart[]>> {
  const charts = await Charts.load();
  return new Map(sections.map((section) => [section.id, section.charts?.(report, charts) ?? []]));
}

/**
 * The report as one HTML file: no request leaves it, nothing in the data can run. Works with the keyboard, in print,
 * light and dark, wide and narrow.
 */
export async function renderReport<Report extends Sources>(input: ReportPage<Report>): Promise<string> {
  const { sections, report } = input;
  const charts = await reportCharts(sections, report);
  const shown = sections.flatMap(({ id, title, place = 'main', html: render }) => {
    const drawn = new Map(charts.get(id)!.map((chart) => [chart.key, chartMarkup(chart)]));
    const body = render?.(report, (key) => drawn.get(key)!) ?? null;
    return body === null ? [] : [{ id, title, place, body }];
  });
  const main = shown.filter(({ place }) => place === 'main');
  const data = merged(sections.map(({ pageData }) => pageData?.(report) ?? {}));
  const page = (more: object, note: string): string => {
    const body = html`<a class="skip" href="#${main[0]?.id ?? 'methods'}">To the report</a>
<header class="page"><p class="kicker">${input.kicker}</p>
<h1><bdi>${input.title}</bdi></h1>
${input.bylines.map((line) => html`<p class="byline">${line}</p>\n`)}${shown.filter(({ place }) => place === 'lead').map(({ body }) => body)}</header>
<nav aria-label="Sections"><ul>${[...main, { id: 'methods', title: 'Methods' }].map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
<main>${main.map(({ id, title, body: content }) => html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${content}</section>`)}
${methodsSection({ ...report, manifest: { hedgerow: report.hedgerow, ...input.compared, stages: report.stages } })}</main>
<footer><p>Hedgerow ${report.hedgerow} · this file makes no request and is kept under 3 MB${note}${report.cut.length === 0 ? '' : html`; cut: ${report.cut.join('; ')}`} (${input.rest}).</p></footer>`;
    return renderPage({
      title: `${plainText(input.title)} – Hedgerow`,
      name: input.name,
      body,
      data: { ...data, citation: plainText(input.citation), ...more },
    });
  };
  const filling = sections.filter(({ fill }) => fill !== undefined);
  if (filling.length === 0) return page({}, '');
  // Escapes inside the script element take a little more than the JSON itself.
  const room = Math.max(0, 0.94 * (PAGE_BUDGET - Buffer.byteLength(page({}, ''))) - 4000);
  const filled = filling.map(({ fill }) => fill!(report, room / filling.length));
  return page(Object.assign({}, ...filled.map(({ data }) => data)), filled.map(({ note }) => note).join(''));
}

/** What several sections give under one name is put together. */
function merged(parts: readonly object[]): object {
  const all: Record<string, unknown> = {};
  for (const [name, value] of parts.flatMap((part) => Object.entries(part)))
    all[name] =
      typeof value === 'object' && !Array.isArray(value) && name in all
        ? { ...(all[name] as object), ...(value as object) }
        : value;
  return all;
}
