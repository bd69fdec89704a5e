import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromPackageRoot } from '../../../base/package-root.js';
import { articleOfPage } from '../../../corpora/formats/html/article.js';
import { blockText, type TextNode } from '../../../corpora/formats/html/block-text.js';
import { decodePage } from '../../../corpora/formats/html/charset.js';
import { parsePage } from '../../../corpora/formats/html/parse.js';
import { ReadFailure } from '../../../corpora/input/read-failure.js';
import { tokenF1, words } from './token-f1.js';

const textOf = (html: string): string => blockText(parsePage(html) as TextNode);

describe('text of a page by its blocks', () => {
  it.each([
    ['<p>One.</p><p>Two.</p>', 'One.\n\nTwo.'],
    ['<div>One<div>Two</div>Three</div>', 'One\n\nTwo\n\nThree'],
    ['a <b>b</b>\n c&nbsp;d', 'a b c d'],
    ['<b>un</b>broken', 'unbroken'],
    ['<p>One<br>two<br><br>three</p>', 'One\ntwo\n\nthree'],
    ['<ul><li>a</li><li><p>b</p></li></ul>c', 'a\n\nb\n\nc'],
    ['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\nc'],
    ['<pre>a\n  b</pre>', 'a\n  b'],
    ['x<script>alert(1)</script><style>p{}</style><noscript>n</noscript>y', 'xy'],
    ['&lt;b&gt; &amp;amp; &eacute;', '<b> &amp; é'],
  ])('%s', (html, text) => {
    expect(textOf(`<html><body>${html}</body></html>`)).toBe(text);
    expect(textOf(html)).toBe(text);
  });
});

describe('parts of a page that are not where they should be', () => {
  it.each([
    ['<html><title>x</title><p>a</p>b</html>', 'a\n\nb'],
    ['<html><head></head><script>s</script><body><p>a</p></body></html>', 'a'],
    ['<html><p>a</p><body><p>b</p></body><p>c</p></html>', 'a\n\nb\n\nc'],
    ['<head><title>x</title></head><p>a</p>', 'a'],
    ['<p>a</p><html><body><p>b</p></body></html>', 'a\n\nb'],
  ])('%s', (html, text) => {
    expect(blockText(parsePage(html).body as TextNode)).toBe(text);
  });
});

describe('encoding of a page', () => {
  const page = (head: string, body: number[]): Buffer =>
    Buffer.concat([Buffer.from(`<html>${head}<p>`, 'latin1'), Buffer.from(body), Buffer.from('</p>')]);
  it.each([
    ['declared', page('<meta charset="iso-8859-2">', [0xb1]), null, 'ą'],
    ['by the transport before the page', page('<meta charset="iso-8859-2">', [0xb1]), 'koi8-r', '╠'],
    ['an unknown name', page('<meta charset="klingon">', [0xe9]), null, 'é'],
    ['UTF-8 said, another meant', page('<meta charset="utf-8">', [0xe9]), null, 'é'],
    ['UTF-8 not said', page('', [0xc3, 0xa9]), null, 'é'],
    ['UTF-16 said in ASCII', page('<meta charset="utf-16">', [0xc3, 0xa9]), null, 'é'],
    ['a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('<p>é', 'utf16le')]), null, 'é'],
  ])('%s', (_name, bytes, transport, text) => {
    expect(textOf(decodePage(bytes, transport).text)).toBe(text);
  });
});

describe('hostile pages', () => {
  const sentence = 'It may be that the levy, which few had wanted, will fail in the end, as was said before.';
  it('ten thousand elements within each other are read, their text whole', () => {
    for (const tag of ['div', 'b', 'table><tr><td', 'blockquote']) {
      const close = tag === 'table><tr><td' ? '</td></tr></table>' : `</${tag}>`;
      for (const end of [close.repeat(10_000), '']) {
        const { text } = articleOfPage(
          `<html><body>${`<${tag}>`.repeat(10_000)}<p>${sentence}</p>${end}`,
          null,
        );
        expect(text).toBe(sentence);
      }
    }
  });

  it('keeps words apart where it takes out tags', () => {
    const { text } = articleOfPage(`${'<div>'.repeat(400)}<p>${sentence}</p><p>Second.</p>`, null);
    expect(words(text)).toEqual(words(`${sentence} Second.`));
  });

  it('a page of too many elements is refused', () => {
    expect(() => articleOfPage('<i>x</i>'.repeat(60_000), null)).toThrow(/more than 50000 elements/);
  });

  it('a frameset, an empty file and a page of menus have no article', () => {
    for (const html of [
      '',
      '<html>',
      '<html></html>',
      '<frameset><frame src=a></frameset>',
      '<!-- x',
      '<svg/>',
    ])
      expect(() => articleOfPage(html, null), html).toThrow(ReadFailure);
  });

  it('whatever the markup, text comes or a reason', () => {
    const piece = fc.constantFrom(
      '<p>', '</p>', '<div', '>', '<html>', '</html>', '<body>', '</body>', '<head>', '<title>', '</title>',
      '<script>', '</script>', '<!--', '-->', '<![CDATA[', ']]>', '<table>', '<td>', '&#0;', '&#xD800;', '&amp',
      '<meta content=x property="og:site_name">', '<script type="application/ld+json">{"@type":"NewsArticle"}',
      '<time datetime=x>', '<template>', '<svg>', '"', "'", sentence, 'x, y, z', '\ud800', '<a href="javascript:x">',
    ); // biome-ignore format: one list
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        try {
          expect(articleOfPage(pieces.join(''), null).text).not.toBe('');
        } catch (error) {
          if (!(error instanceof ReadFailure)) throw error;
        }
      }),
      { numRuns: 500, seed: 20241105 },
    );
  });
});

// Third-party pages beside the checkout, not part of the project; skipped where they are not there.
const hostile = fromPackageRoot('../shared/hostile');

describe.skipIf(!existsSync(join(hostile, 'readability-pages')))(
  'pages with the text that Readability gives',
  () => {
    it('98 in 100 have it to a token F1 of 0.99', () => {
      const folder = join(hostile, 'readability-pages');
      const scores: number[] = [];
      for (const name of readdirSync(folder)) {
        if (!existsSync(join(folder, name, 'source.html'))) continue;
        const { text } = articleOfPage(
          decodePage(readFileSync(join(folder, name, 'source.html')), null).text,
          null,
        );
        scores.push(tokenF1(text, textOf(readFileSync(join(folder, name, 'expected.html'), 'utf8'))));
      }
      const good = scores.filter((score) => score >= 0.99).length;
      console.info(`readability-pages: ${good} of ${scores.length} with token F1 of 0.99 or more`);
      expect(good / scores.length).toBeGreaterThanOrEqual(0.98);
    });
  },
);

describe.skipIf(!existsSync(join(hostile, 'article-extraction-benchmark')))('pages read by people', () => {
  it('the mean token F1 is 0.945 or more', () => {
    const folder = join(hostile, 'article-extraction-benchmark');
    const truth = JSON.parse(readFileSync(join(folder, 'ground-truth.json'), 'utf8')) as Record<
      string,
      { articleBody: string }
    >;
    const scores: number[] = [];
    const milliseconds: number[] = [];
    for (const [name, { articleBody }] of Object.entries(truth)) {
      const path = join(folder, 'html', `${name}.html.gz`);
      if (!existsSync(path)) continue;
      const html = decodePage(gunzipSync(readFileSync(path)), null).text;
      const start = performance.now();
      const { text } = articleOfPage(html, null);
      milliseconds.push(performance.now() - start);
      scores.push(tokenF1(text, articleBody));
    }
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    milliseconds.sort((a, b) => a - b);
    const p95 = milliseconds[Math.floor(0.95 * milliseconds.length)]!;
    console.info(
      `article-extraction-benchmark: ${scores.length} pages, mean token F1 ${mean.toFixed(4)}, ${Math.round(p95)} ms at the 95th percentile`,
    );
    expect(mean).toBeGreaterThanOrEqual(0.945);
  });
});
