/** The checks in the page. */
import { range } from '../../../base/wording.js';
import { number, opener, percentileText, sortable, VERDICTS, whole } from '../../html/cells.js';
import { html, type Markup } from '../../html/escape.js';
import type { ArticleSensitivity } from './schema.js';

/** The measures that stand out, counted again in other ways. */
export function robustnessHtml({ checks, findings }: ArticleSensitivity): Markup {
  return html`<p class="note">What stands out, looked at again in other ways: the percentile there. ✓ survives: its whole interval stays in the same outer quarter; ? unclear; ✗ in the other outer quarter; · does not apply.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Sensitivity of findings"><table><thead><tr>${sortable('Measure', false)}${sortable('Percentile')}${checks.map(({ title }) => sortable(title))}</tr></thead><tbody>${findings.map(
    (finding) =>
      html`<tr>${opener('measures', finding.name, finding.title)}${number(finding.percentile, percentileText(finding.percentile), range(finding.percentileInterval, whole))}${finding.results.map((result) => number(result.percentile, `${VERDICTS[result.verdict]}${result.percentile === null ? '' : ` ${percentileText(result.percentile)}`}`, range(result.percentileInterval, whole)))}</tr>`,
  )}</tbody></table></div>
<details><summary>The checks</summary><ul class="refs small">${checks.map(({ title, description }) => html`<li>${title}: ${description}</li>`)}</ul></details>`;
}
