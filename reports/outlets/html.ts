/** The comparison of groups as one HTML file, under the same rules as the article report. */
import { count, counted } from '../../base/wording.js';
import { reportCitation } from '../citations.js';
import { fileName, html } from '../html/escape.js';
import { renderReport } from '../html/report-page.js';
import { OUTLET_SECTIONS, type OutletReport } from './sections.js';

export function renderOutletHtml(report: OutletReport): Promise<string> {
  const { corpus } = report;
  return renderReport({
    sections: OUTLET_SECTIONS,
    report,
    kicker: 'Hedgerow comparison',
    title: `Compared by ${report.by}`,
    name: fileName(`${corpus.title} by ${report.by}`),
    citation: reportCitation(`${corpus.title} compared by ${report.by}`, report),
    bylines: [
      html`${counted(corpus.documents, 'document')} (${count(corpus.tokens)} words) of <bdi>${corpus.title}</bdi>, in ${counted(report.groups.length, 'group')} by ${report.by}.`,
    ],
    compared: { corpus },
    rest: 'all in the JSON and the tables',
  });
}
