/** The page's section on methods. */
import { count, figure, range } from '../../base/wording.js';
import type { Citation } from '../../stages/stage.js';
import { bibtex } from '../citations.js';
import type { Stages } from '../report-base.js';
import { html, type Markup, safeUrl } from './escape.js';

interface MethodsInput {
  readonly methods: readonly string[];
  readonly stages: Stages;
  readonly citations: readonly unknown[];
  readonly manifest: unknown;
}

/** How it was measured, how well, from what: methods, accuracy, sources, BibTeX, manifest. */
export function methodsSection({ methods, stages, citations, manifest }: MethodsInput): Markup {
  const accuracy = stages.flatMap((stage) => stage.accuracy.map((row) => ({ stage, row })));
  return html`<section id="methods" aria-labelledby="methods-title"><h2 id="methods-title">Methods and sources</h2>
<details><summary>How it was measured</summary>${methods.map((paragraph) => html`<p class="prose">${paragraph}</p>`)}</details>
<details><summary>Measured accuracy of each stage</summary>
<div class="scroll" tabindex="0" role="region" aria-label="Measured accuracy"><table><thead><tr><th scope="col">Stage</th><th scope="col">Labelled data</th><th scope="col">Metric</th><th scope="col" class="n">Value</th><th scope="col" class="n">Documents</th><th scope="col">Note</th></tr></thead>
<tbody>${accuracy.map(
    ({ stage, row }) =>
      html`<tr><th scope="row">${stage.title}</th><td>${row.gold}</td><td>${row.metric}</td><td class="n">${figure(row.value)} <span class="ci">${range(row.interval)}</span></td><td class="n">${count(row.documents)}</td><td>${row.note}</td></tr>`,
  )}</tbody></table></div></details>
<details><summary>Sources</summary><ul class="refs">${citations.map((citation) => reference(citation as Citation))}</ul></details>
<details><summary>BibTeX</summary><pre>${citations.map((citation) => bibtex(citation as Citation)).join('\n\n')}</pre></details>
<details><summary>Manifest: stages, lexicons, models and their hashes</summary><pre>${JSON.stringify(manifest, null, 1)}</pre></details>
</section>`;
}

function reference(citation: Citation): Markup {
  const url = safeUrl(
    citation.doi !== undefined ? `https://doi.org/${citation.doi}` : (citation.url ?? null),
  );
  return html`<li>${citation.authors} (${citation.year}). ${citation.title}. <em>${citation.venue}</em>.${url === null ? '' : html` <a href="${url}" rel="noreferrer noopener">${citation.doi ?? citation.url ?? ''}</a>`} <span class="small">For: ${citation.use}.</span></li>`;
}
