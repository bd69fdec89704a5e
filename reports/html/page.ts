/** One HTML file, complete in itself. */
import { createHash } from 'node:crypto';
import { escapeHtml, jsonForScript, type Markup } from './escape.js';
import { pageFile, pageStyle } from './page-files.js';

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

export interface Page {
  readonly title: string;
  /** Of files that are downloaded from it. */
  readonly name: string;
  readonly body: Markup;
  /** What the page's script reads. */
  readonly data: unknown;
}

/**
 * A page in one file. Its content security policy allows nothing but its own style sheet and script, named by
 * hash: whatever the data holds, nothing else runs, loads or is sent.
 */
export function renderPage({ title, name, body, data }: Page): string {
  const style = pageStyle();
  const script = pageFile('page.js');
  const policy = `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body data-name="${escapeHtml(name)}">
${body.text}
<div id="note" role="status" aria-live="polite"></div>
<script type="application/json" id="data">${jsonForScript(data).text}</script>
<script>${script}</script>
</body>
</html>
`;
}
