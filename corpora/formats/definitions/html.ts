/** Saved pages. */
import type { Format } from '../format.js';

export const html: Format = {
  name: 'html',
  kind: 'the web',
  words: 'HTML pages (.html)',
  about: 'saved HTML pages (the article by Readability, with title, author, date and outlet)',
  extensions: ['.html', '.htm', '.xhtml'],
  roots: ['html'],
  load: async () => (await import('../html/read-html.js')).readHtml,
};
