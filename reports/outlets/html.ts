/** The comparison of groups as one HTML file, under the same rules as the article report. */
import { count, counted } from '../../base/wording.js';
import { html } from '../html/escape.js';
import { renderReport } from '../html/report-page.js';
import { OUTLET_SECTIONS, type OutletReport } from './sections.js';

export function renderOutletHtml(report: OutletReport): Promise<string> {
  const { corpus } = report;
  return renderReport({
    sections: OUTLET_SECTIONS,
    report,
    kicker: 'Hedgerow comparison',
    title: `Compared by ${report.by}`,
    bylines: [
      html`${counted(corpus.documents, 'document')} (${count(corpus.tokens)} words) of <bdi>${corpus.title}</bdi>${
        corpus.leftOut.length === 0
          ? ''
          : `; left out: ${corpus.leftOut.map(({ reason, documents }) => `${count(documents)} ${reason}`).join('; ')}`
      }.`,
    ],
    compared: { corpus },
    rest: 'all in the JSON and the tables',
  });
}
