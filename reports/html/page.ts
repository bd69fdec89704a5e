import { createHash } from 'node:crypto';
import { CLIENT } from './client.js';
import { escapeHtml, jsonForScript, type Markup } from './escape.js';
import { STYLE } from './style.js';

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

export interface Page {
  readonly title: string;
  readonly body: Markup;
  /** What the page's script reads. */
  readonly data: unknown;
}

/**
 * A page in one file. Its content security policy allows nothing but its own style sheet and script, named by
 * hash: whatever the data holds, nothing else runs, loads or is sent.
 */
export function renderPage({ title, body, data }: Page): string {
  const policy = `default-src 'none'; style-src ${hash(STYLE)}; script-src ${hash(CLIENT)}; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${body.text}
<div id="note" role="status" aria-live="polite"></div>
<script type="application/json" id="data">${jsonForScript(data).text}</script>
<script>${CLIENT}</script>
</body>
</html>
`;
}
