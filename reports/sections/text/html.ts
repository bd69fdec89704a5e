/** The article's text in the page: layers to switch, their legend, the marked text. */
import { html, type Markup } from '../../html/escape.js';
import { articleText, type MarkedText } from './layers.js';
import type { Mark } from './schema.js';

const LAYERS: readonly (readonly [layer: Mark['layer'], title: string, on: boolean])[] = [
  ['hedge', 'hedges and boosters', true],
  ['actor', 'actors by sentiment', true],
  ['attribution', 'attributions', true],
  ['frame', 'frame cues', false],
];

export function textHtml(report: MarkedText): Markup {
  const layers = LAYERS.filter(([layer]) => report.marks.some((mark) => mark.layer === layer));
  return html`<fieldset><legend>Show</legend>${layers.map(
    ([layer, title, on]) =>
      html`<label><input type="checkbox" data-layer="${layer}"${on ? html` checked` : ''}> ${title} (${report.marks.filter((mark) => mark.layer === layer).length})</label>`,
  )}</fieldset>
<ul class="legend show-hedge show-actor show-attribution show-frame" aria-label="Legend">
<li><span class="hedge h-plausibility">plausibility</span></li><li><span class="hedge h-attribution">attribution shield</span></li><li><span class="hedge h-approximator">approximator</span></li><li><span class="hedge h-conditional">conditional</span></li><li><span class="hedge h-booster">booster</span></li><li><span class="hedge h-evidential">evidential</span></li>
<li><span class="actor s-positive first">positive</span></li><li><span class="actor s-neutral">neutral</span></li><li><span class="actor s-negative first">negative</span></li>
<li><span class="attribution a-source">source</span> <span class="attribution a-cue">cue</span> <span class="attribution a-content">content</span></li><li><span class="frame">frame cue</span></li></ul>
<p class="note">Beside each paragraph, from the top: hedges, words of sources, negative and positive mentions of actors. A mark, or its note in the margin, opens to what it is, how sure and by which rule; what you find wrong is kept in a file that you can download, one JSON object a line. <span id="corrections"></span></p>
<div class="prose show-hedge show-actor show-attribution">${articleText(report)}</div>`;
}
