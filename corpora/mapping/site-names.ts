/** Takes the site's name off a page's title. */
import { outletName } from './outlets.js';

/** A name without case, marks, `the`, `www.` and the end of an address. */
const fold = (name: string): string =>
  outletName(name)
    .toLowerCase()
    .replace(/\.(?:com|org|net|co\.uk|news|info|[a-z]{2})$/, '')
    .replace(/^the\s+/, '')
    .replace(/[^\p{L}\p{N}]/gu, '');

/** What pages put between a headline and the site's name. */
const SEPARATOR = /\s+[|•·»–—:-]\s+|\s*\|\s*/gu;

/** A page's title without the name of its site before or behind the headline: `Ferry late | Harbour Gazette`. */
export function withoutSiteName(title: string | null, outlet: string | null): string | null {
  if (title === null || outlet === null || title.length > 400) return title;
  const name = fold(outlet);
  if (name.length < 2) return title;
  const separators = [...title.matchAll(SEPARATOR)];
  for (const { 0: mark, index } of separators) {
    if (fold(title.slice(index + mark.length)) === name) return title.slice(0, index).trim() || title;
    if (fold(title.slice(0, index)) === name && mark.trim() !== ':')
      return title.slice(index + mark.length).trim() || title;
  }
  return title;
}
