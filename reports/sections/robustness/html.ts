/** The checks in the page. */
import { opener, percentileCell, sortable, VERDICTS } from '../../html/cells.js';
import { html, type Markup } from '../../html/escape.js';
import type { ArticleSensitivity } from './schema.js';

/** The measures that stand out, counted again in other ways. */
export function robustnessHtml({ checks, findings }: ArticleSensitivity): Markup {
  return html`<p class="note">What stands out, looked at again in other ways: the percentile there. ✓ survives: its whole interval stays in the same outer quarter; ? unclear; ✗ in the other outer quarter; · does not apply.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Sensitivity of findings"><table><thead><tr>${sortable('Measure', false)}${sortable('Percentile')}${checks.map(({ title }) => sortable(title))}</tr></thead><tbody>${findings.map(
    (finding) =>
      html`<tr>${opener('measures', finding.name, finding.title)}${percentileCell(finding)}${finding.results.map((result) => percentileCell(result, VERDICTS[result.verdict]))}</tr>`,
  )}</tbody></table></div>
<details><summary>The checks</summary><ul class="refs small">${checks.map(({ title, description }) => html`<li>${title}: ${description}</li>`)}</ul></details>`;
}
