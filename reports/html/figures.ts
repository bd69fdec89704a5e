import { STYLE } from './style.js';

export interface Figure {
  /** A file name without its ending. */
  readonly name: string;
  readonly svg: string;
}

/**
 * The charts of a rendered page, each as an SVG that stands alone: colours of the light scheme, a title, no script. The
 * small strips of tables are left out.
 */
export function figuresOf(page: string): Figure[] {
  const palette = new Map(
    [...STYLE.slice(0, STYLE.indexOf('@media')).matchAll(/--([\w-]+):(#[0-9a-f]+)/g)].map((match) => [
      match[1]!,
      match[2]!,
    ]),
  );
  const rules = STYLE.split('\n')
    .filter((line) => line.startsWith('svg .') || line.startsWith('svg text'))
    .join('\n')
    .replace(/var\(--([\w-]+)\)/g, (_all, name: string) => palette.get(name) ?? 'currentColor');
  const figures: Figure[] = [];
  for (const match of page.matchAll(
    /<svg (viewBox="[^"]*" width="\d+" height="\d+"[^>]*) role="img" aria-label="([^"]*)">([\s\S]*?)<\/svg>/g,
  )) {
    const [, attributes, label, inner] = match;
    const words = label!
      .replace(/&[#\w]+;/g, ' ')
      .split(/[.;:]/)[0]!
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60);
    figures.push({
      name: `${String(figures.length + 1).padStart(3, '0')}-${words || 'figure'}`,
      svg: `<svg xmlns="http://www.w3.org/2000/svg" ${attributes} role="img"><title>${label}</title><style>${rules.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</style><rect width="100%" height="100%" fill="#fff"/>${inner}</svg>\n`,
    });
  }
  return figures;
}
