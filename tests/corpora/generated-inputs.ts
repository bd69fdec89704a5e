/** Inputs of seven formats made by grammar: mostly right, here and there wrong, one piece of some repeated up to a million characters. */
import type { Random } from '../../base/random.js';
import { makeZip } from './formats/make-zip.js';

export interface GeneratedInput {
  readonly name: string;
  readonly bytes: Buffer;
  /** Characters that the reader works on: of an archive, unpacked. */
  readonly size: number;
}

/** Writes by grammar. `size` characters of repetition are spent on one piece of the input, or on none. */
class Writer {
  #spent = false;

  constructor(
    readonly random: Random,
    readonly size: number,
  ) {}

  one<T>(items: readonly T[]): T {
    return items[this.random.below(items.length)]!;
  }

  maybe(text: string, chance = 0.5): string {
    return this.random.next() < chance ? text : '';
  }

  /** One of the pieces some times, once in a while very many times. */
  many(piece: () => string, most = 6): string {
    if (!this.#spent && this.size > 0 && this.random.next() < 0.25) {
      this.#spent = true;
      const text = piece();
      return text === '' ? '' : text.repeat(Math.ceil(this.size / text.length)).slice(0, this.size);
    }
    return Array.from({ length: this.random.below(most + 1) }, piece).join('');
  }

  text(): string {
    return this.many(() => this.one(PIECES), 12);
  }

  attribute(): string {
    const quote = this.one(['"', "'", '']);
    return ` ${this.one(ATTRIBUTES)}=${quote}${this.text().replaceAll(quote === '' ? '>' : quote, '')}${this.maybe(quote, 0.97)}`;
  }
}

const PIECES = [
  'The council may raise the levy, she said. ',
  'Nobody on the quay knew. ',
  ' ',
  '\n',
  '\n\n',
  '\t',
  '&amp;',
  '&',
  '&#65;',
  '&#x',
  '<br>',
  '<',
  '>',
  '"',
  "'",
  ',',
  ';',
  ': ',
  '- ',
  '#',
  '|',
  '…',
  'é',
  '😀',
  '\u200b',
  '\u00ad',
  'Ã©',
  '\u0000',
  '---\n',
  'http://a.b/c ',
  'a@b.c ',
  '2031-02-03 ',
  '(',
  '[',
  '{{',
  '\\',
  '=1+1 ',
];
const ATTRIBUTES = [
  'class',
  'id',
  'style',
  'property',
  'content',
  'name',
  'href',
  'src',
  'lang',
  'itemprop',
  'rel',
  'data-x',
  'xmlns:a',
  'datetime',
];
const TAGS = [
  'p',
  'div',
  'span',
  'a',
  'td',
  'table',
  'tr',
  'ul',
  'li',
  'h2',
  'b',
  'section',
  'figure',
  'blockquote',
  'script',
  'style',
  'iframe',
  'svg',
  'textarea',
  'noscript',
  'time',
];

function element(w: Writer, depth: number): string {
  const tag = w.one(TAGS);
  const inner = (): string =>
    depth === 0 ? w.text() : w.many(() => (w.random.next() < 0.5 ? element(w, depth - 1) : w.text()), 4);
  return `<${tag}${w.many(() => w.attribute(), 2)}${w.maybe('/', 0.04)}>${inner()}${w.maybe(`</${tag}>`, 0.93)}`;
}

const prose =
  '<p>The council may raise the levy, she said, and nobody on the quay knew what it would cost.</p>'.repeat(
    5,
  );

const html = (w: Writer): string =>
  `${w.maybe('<!doctype html>', 0.8)}<html${w.many(() => w.attribute(), 1)}><head><title>${w.text()}</title>${w.many(() => `<meta${w.attribute()}${w.attribute()}>`, 4)}${w.maybe(`<script type="application/ld+json">{"@type":"NewsArticle","headline":"${w.text()}"}</script>`, 0.3)}</head><body>${w.many(() => element(w, 3), 5)}<article>${prose}${w.many(() => element(w, 2), 4)}</article></body>${w.maybe('</html>')}`;

const feed = (w: Writer): string => {
  const item = (): string =>
    `<item${w.many(() => w.attribute(), 1)}><title>${w.text()}</title><link>${w.text()}</link><pubDate>${w.one(['Mon, 03 Feb 2031 04:05:06 GMT', w.text()])}</pubDate><description>${w.maybe('<![CDATA[')}${element(w, 2)}${w.maybe(']]>')}</description></item>`;
  return `<?xml version="1.0"${w.maybe(' encoding="utf-8"')}?><rss version="2.0"${w.many(() => w.attribute(), 1)}><channel><title>${w.text()}</title>${w.many(item, 4)}<item><title>A</title><description>The levy may fail.</description></item></channel>${w.maybe('</rss>', 0.9)}`;
};

const csv = (w: Writer): string => {
  const mark = w.one([',', ';', '\t', '|']);
  const end = w.one(['\n', '\r\n', '\r']);
  const cell = (): string => {
    const text = w.text();
    return w.random.next() < 0.7 ? `"${w.random.next() < 0.9 ? text.replaceAll('"', '""') : text}"` : text;
  };
  const row = (): string =>
    [String(w.random.below(1e6)), cell(), cell(), w.one(['2031-02-03', '03/04/2031', ''])].join(mark);
  return `${['id', 'text', 'outlet', 'date'].join(mark)}${end}${w.many(() => `${row()}${end}`, 8)}`;
};

const nexis = (w: Writer): string => {
  const article = (): string =>
    `${w.maybe('The levy', 0.9)}${w.text()}\nThe Quay\n${w.one(['February 3, 2031 Monday', w.text()])}\n\nCopyright 2031 The Quay\nAll Rights Reserved\n${w.maybe(`Section: ${w.text()}\n`)}Length: ${w.one(['300 words', w.text()])}\n${w.maybe(`Byline: ${w.text()}\n`)}\n${w.maybe('Body\n\n', 0.9)}The levy may fail. ${w.text()}\n\n${w.maybe('Load-Date: February 4, 2031\n\n')}${w.maybe('End of Document\n\n', 0.95)}`;
  return `${article()}${w.many(article, 3)}`;
};

const factiva = (w: Writer): string => {
  const article = (): string =>
    `HD  ${w.text()}\nBY  ${w.text()}\nWC  ${w.one(['300 words', w.text()])}\nPD  ${w.one(['3 February 2031', w.text()])}\nSN  The Quay\nSC  QUAY\nLA  English\n${w.maybe(`CY  ${w.text()}\n`)}LP\nThe levy may fail. ${w.text()}\n\nTD\n${w.text()}\n\nAN  Document QUAY00002031020${w.random.below(10)}\n\n`;
  return `${article()}${w.many(article, 3)}`;
};

const yaml = (w: Writer): string => {
  const value = (): string =>
    w.one([
      () => w.text(),
      () => `"${w.text()}"`,
      () => `'${w.text()}'`,
      () => `[${w.many(() => `${w.text()},`, 3)}]`,
      () => `{${w.text()}: ${w.text()}}`,
      () => `|\n  ${w.text()}`,
      () => `&a${w.random.below(3)} ${w.text()}`,
      () => `*a${w.random.below(3)}`,
    ])();
  const line = (): string =>
    `${w.one(['title', 'date', 'author', 'tags', 'x y', '? z', '<<'])}: ${value()}\n`;
  return `---\n${w.many(line, 6)}${w.maybe('---\n', 0.95)}\nThe levy may fail. ${w.text()}\n`;
};

const epub = (w: Writer): { bytes: Buffer; size: number } => {
  const chapter = `<html xmlns="http://www.w3.org/1999/xhtml"${w.many(() => w.attribute(), 1)}><body><p>The levy may fail.</p>${w.many(() => element(w, 3), 5)}</body>${w.maybe('</html>', 0.95)}`;
  const opf = `<package xmlns="http://www.idpf.org/2007/opf"><metadata>${w.maybe(`<title>${w.text()}</title>`)}</metadata><manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/>${w.many(() => `<item${w.attribute()}/>`, 2)}</manifest><spine><itemref idref="c"/>${w.many(() => `<itemref${w.attribute()}/>`, 1)}</spine></package>`;
  const bytes = makeZip([
    { name: 'mimetype', content: 'application/epub+zip', stored: true },
    {
      name: 'META-INF/container.xml',
      content:
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    },
    { name: 'book.opf', content: opf },
    { name: 'c.xhtml', content: chapter },
  ]);
  return { bytes, size: opf.length + chapter.length };
};

const text = (make: (w: Writer) => string) => (w: Writer) => {
  const bytes = Buffer.from(make(w));
  return { bytes, size: bytes.length };
};

/** Name of the file, and what writes it. */
export const FORMATS: readonly (readonly [
  name: string,
  make: (w: Writer) => { bytes: Buffer; size: number },
])[] = [
  ['a.html', text(html)],
  ['a.epub', epub],
  ['a.rss', text(feed)],
  ['a.csv', text(csv)],
  ['nexis.txt', text(nexis)],
  ['factiva.txt', text(factiva)],
  ['a.md', text(yaml)],
];

/** @param size - characters that one piece of it is repeated to; 0 for none. */
export const generate = (k: number, random: Random, size: number): GeneratedInput => {
  const [name, make] = FORMATS[k % FORMATS.length]!;
  return { name, ...make(new Writer(random, size)) };
};
