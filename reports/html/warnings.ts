/** What to mind before reading, above the findings. */
import { html, type Markup } from './escape.js';

export function warningsHtml(warnings: readonly string[]): Markup | null {
  if (warnings.length === 0) return null;
  return html`<div class="warnings" role="region" aria-label="Mind">${
    warnings.length === 1
      ? html`<p>Mind: ${warnings[0]}</p>`
      : html`<details><summary>Mind ${warnings.length} things: ${warnings[0]}</summary><ul>${warnings.slice(1).map((text) => html`<li>${text}</li>`)}</ul></details>`
  }</div>`;
}
