/** Self-closed elements of XHTML (`<script/>`, `<iframe/>`), which read as HTML would swallow what follows. */

/** Tags of elements whose content an HTML parser takes for text up to their end tag. */
const SWALLOWING =
  /<(\/?)(script|style|iframe|title|textarea|noscript|noframes|noembed|xmp|select|object|canvas)(?=[\s/>])[^<>]{0,2000}>/gi;

/**
 * Gives self-closed elements an end tag of their own. One that has an end tag already, before the next element of its
 * name, is left as it is: that is HTML, where the slash means nothing.
 */
export function withEndTags(html: string): string {
  if (!html.includes('/>')) return html;
  const tags = [...html.matchAll(SWALLOWING)];
  const nextIsEnd = new Map<string, boolean>();
  const insertAt: { readonly at: number; readonly name: string }[] = [];
  for (const match of tags.reverse()) {
    const name = match[2]!.toLowerCase();
    const isEnd = match[1] === '/';
    if (!isEnd && match[0].endsWith('/>') && nextIsEnd.get(name) !== true)
      insertAt.push({ at: match.index + match[0].length, name });
    nextIsEnd.set(name, isEnd);
  }
  const pieces: string[] = [];
  let from = 0;
  for (const { at, name } of insertAt.reverse()) {
    pieces.push(html.slice(from, at), `</${name}>`);
    from = at;
  }
  return from === 0 ? html : pieces.join('') + html.slice(from);
}
