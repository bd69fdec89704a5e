/** Plain text and Markdown, perhaps with a header, and databases' exports in it. */
import type { Format } from '../format.js';

export const text: Format = {
  name: 'text',
  kind: 'texts',
  words: 'plain text and Markdown (.txt, .md)',
  about: 'plain text and Markdown, with YAML front matter or bare header lines',
  extensions: ['.txt', '.text', '.md', '.markdown'],
  plainText: true,
  load: async () => (await import('../text.js')).readText,
};
