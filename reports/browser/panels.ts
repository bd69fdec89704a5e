/** Several panels of which a choice shows one. */
import { all, make } from './dom.js';

export function readyPanels(): void {
  for (const select of all<HTMLSelectElement>('select[data-panels]')) {
    const apply = (): void => {
      for (const panel of all(`[data-panel="${select.dataset.panels}"]`)) {
        const chosen = panel.dataset.key === select.value;
        if (panel.tagName !== 'NOSCRIPT') panel.hidden = !chosen;
        else if (chosen) {
          // Markup of this file's own making, kept as text until now.
          const built = make('div');
          Object.assign(built.dataset, panel.dataset);
          const parsed = new DOMParser().parseFromString(panel.textContent!, 'text/html');
          built.append(...parsed.body.childNodes);
          panel.replaceWith(built);
        }
      }
    };
    select.addEventListener('input', apply);
    apply();
  }
}
