/** The text of a piece of HTML, or of a string that may be one. */
import { blockText, type TextNode } from './block-text.js';
import { parsePage } from './parse.js';

/** Whether a string holds tags; `a < b` does not. */
const TAGS = /<\/?[a-z][^<>]*>|<!--/i;

/** The text of a piece of HTML by its blocks; in text without tags, only entities are resolved. */
export function textOfHtml(html: string): string {
  if (TAGS.test(html)) return blockText(parsePage(html) as TextNode);
  if (!html.includes('&')) return html.trim();
  const lines = html.replaceAll('<', '&lt;');
  return (parsePage(`<html><body>${lines}</body></html>`).body.textContent ?? '').trim();
}
