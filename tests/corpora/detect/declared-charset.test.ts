import { expect, it } from 'vitest';
import { rootElement } from '../../../corpora/detect/root-element.js';
import { decodePage, decodeXml } from '../../../corpora/formats/html/charset.js';

const PAGE = (charset: string): string =>
  `<html><head><meta charset="${charset}"></head><body>Café — “naïve”</body></html>`;

it.each(['iso-8859-1', 'windows-1252', 'shift_jis', 'gb18030'])(
  'valid UTF-8 is read as that although the page says %s',
  (charset) => {
    expect(decodePage(Buffer.from(PAGE(charset)), null)).toEqual({ text: PAGE(charset), encoding: 'utf-8' });
    expect(decodePage(Buffer.from(PAGE('utf-8')), charset).text).toBe(PAGE('utf-8'));
    const feed = `<?xml version="1.0" encoding="${charset}"?><rss><channel><title>Café</title></channel></rss>`;
    expect(decodeXml(Buffer.from(feed)).text).toBe(feed);
  },
);

it('a page in the encoding that it declares is read in that', () => {
  const bytes = Buffer.from(PAGE('windows-1252').replace(/[“”—]/g, '-'), 'latin1');
  expect(decodePage(bytes, null).text).toContain('Café - -naïve-');
});

it('lost characters are said with the encoding', () => {
  const bytes = Buffer.concat([Buffer.from(PAGE('utf-8') + 'x'.repeat(5000)), Buffer.from([0xff])]);
  expect(decodePage(bytes, null).encoding).toBe('utf-8 (some characters lost)');
  // A replacement character of the page's own was lost elsewhere.
  expect(decodePage(Buffer.from(PAGE('utf-8').replace('—', '\ufffd')), null).encoding).toBe('utf-8');
});

it.each(['utf-32le', 'utf-32be'] as const)(
  'a feed in %s without a mark is known by its first bytes',
  (encoding) => {
    const xml = '<rss version="2.0"><channel><title>Café</title></channel></rss>';
    const bytes = Buffer.alloc(4 * xml.length);
    [...xml].forEach((character, i) => {
      const code = character.codePointAt(0)!;
      if (encoding === 'utf-32le') bytes.writeUInt32LE(code, 4 * i);
      else bytes.writeUInt32BE(code, 4 * i);
    });
    expect(rootElement(bytes)).toBe('rss');
    expect(decodeXml(bytes).text).toBe(xml);
  },
);
