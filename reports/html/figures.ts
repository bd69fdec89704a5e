/** The charts of a report as SVG files that stand alone. */
import type { AnySection } from '../section.js';
import { escapeHtml } from './escape.js';
import { pageFile } from './page-files.js';
import { reportCharts } from './report-page.js';

export interface Figure {
  /** A file name without its ending. */
  readonly name: string;
  readonly svg: string;
}

/** Each chart with the colours of the light scheme and a title, without script. */
export async function reportFigures<Report>(
  sections: readonly AnySection<never, Report>[],
  report: Report,
): Promise<Figure[]> {
  const [light] = pageFile('colours.css').split('@media');
  const palette = new Map(
    [...light!.matchAll(/--([\w-]+):(#[0-9a-f]+)/g)].map((match) => [match[1]!, match[2]!]),
  );
  const rules = pageFile('charts.css').replace(
    /var\(--([\w-]+)\)/g,
    (_all, name: string) => palette.get(name) ?? 'currentColor',
  );
  const charts = [...(await reportCharts(sections, report)).values()].flat();
  return charts.map(({ label, attributes, inner }, index) => {
    const words = label
      .split(/[.;:]/)[0]!
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60);
    return {
      name: `${String(index + 1).padStart(3, '0')}-${words || 'figure'}`,
      svg: `<svg xmlns="http://www.w3.org/2000/svg" ${attributes} role="img"><title>${escapeHtml(label)}</title><style>${rules.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</style><rect width="100%" height="100%" fill="#fff"/>${inner}</svg>\n`,
    };
  });
}
