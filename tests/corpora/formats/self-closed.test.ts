import { expect, it } from 'vitest';
import { withEndTags } from '../../../corpora/formats/html/self-closed.js';
import { textOfHtml } from '../../../corpora/formats/html/text-of-html.js';

it.each(['script', 'style', 'iframe', 'title', 'textarea', 'noscript', 'object', 'canvas', 'select'])(
  'a self-closed %s does not swallow what follows',
  (name) => {
    const html = `<div><p>Before.</p><${name} src="x" /><p>After.</p><${name.toUpperCase()}/><p>Last.</p></div>`;
    expect(textOfHtml(html)).toBe('Before.\n\nAfter.\n\nLast.');
  },
);

it('one that has an end tag is HTML and left as it is', () => {
  const html = '<p>a</p><script src="x"/>var b = 1;</script><p>c</p>';
  expect(withEndTags(html)).toBe(html);
  expect(textOfHtml(html)).toBe('a\n\nc');
});
