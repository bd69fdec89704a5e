/** Reads EPUB books. */
import { posix } from 'node:path';
import { seekable } from '../../input/bytes.js';
import { type CorpusLimits, limitDefect, sizeText } from '../../input/limits.js';
import { ReadFailure } from '../../input/read-failure.js';
import { readZipParts } from '../archive/zip-file.js';
import type { Reader } from '../format.js';
import { blockText, type TextNode } from '../html/block-text.js';
import { decodeXml } from '../html/charset.js';
import { parsePage } from '../html/parse.js';
import { readXml, type XmlElement } from '../xml-elements.js';

/** An EPUB 2 or 3 book: one document, its chapters in reading order. */
export const readEpub: Reader = async function* (source, limits) {
  const { path, remove } = await seekable(source, limits);
  try {
    const parts = await readZipParts(path, limits, (name) => /\.(?:xml|opf|x?html?)$/i.test(name));
    checkNotEncrypted(parts, limits);
    const container = xmlOf(parts, 'META-INF/container.xml', limits);
    const packagePath = find(container, 'rootfile')[0]?.attributes['full-path'];
    if (packagePath === undefined) throw notEpub('its container names no package');
    const book = xmlOf(parts, packagePath, limits);
    const items = new Map(find(book, 'item').map(({ attributes }) => [attributes.id, attributes]));
    const chapters: string[] = [];
    let size = 0;
    for (const { attributes } of find(book, 'itemref')) {
      const item = items.get(attributes.idref);
      if (item?.href === undefined || attributes.linear === 'no' || /\bnav\b/.test(item.properties ?? ''))
        continue;
      const name = posix.join(posix.dirname(packagePath), decodeHref(item.href));
      const bytes = parts.get(name);
      if (bytes === undefined) {
        if (!/html/i.test(item['media-type'] ?? '')) continue;
        throw notEpub(`its chapter '${name}' is missing`);
      }
      const text = blockText(parsePage(decodeXml(bytes).text) as TextNode);
      size += text.length;
      if (size > limits.maxTextBytes) {
        throw new ReadFailure(
          limitDefect(
            'maxTextBytes',
            `its text is longer than ${sizeText(limits.maxTextBytes)}`,
            'Split the book',
          ),
        );
      }
      if (text !== '') chapters.push(text);
    }
    const value = (name: string): string | null => find(book, name)[0]?.textContent?.trim() || null;
    yield {
      number: 1,
      place: null,
      values: {
        title: value('title'),
        author: value('creator'),
        outlet: value('publisher'),
        published: value('date'),
        language: value('language'),
      },
      body: chapters.join('\n\n'),
    };
  } finally {
    await remove();
  }
};

function decodeHref(href: string): string {
  try {
    return decodeURIComponent(href.replace(/#.*$/, ''));
  } catch {
    return href;
  }
}

function xmlOf(parts: ReadonlyMap<string, Buffer>, name: string, limits: CorpusLimits): XmlElement {
  const bytes = parts.get(name);
  const document = bytes === undefined ? null : readXml(decodeXml(bytes).text, limits, null);
  if (document === null) throw notEpub(`its part '${name}' is missing or empty`);
  return document.root;
}

/** All elements of a name, in the document's order. */
function find(root: XmlElement, name: string): XmlElement[] {
  return root.children.flatMap((child) => [...(child.name === name ? [child] : []), ...find(child, name)]);
}

/** Fonts may be obfuscated, which is no concern here; anything else encrypted is a bookseller's lock. */
function checkNotEncrypted(parts: ReadonlyMap<string, Buffer>, limits: CorpusLimits): void {
  const bytes = parts.get('META-INF/encryption.xml');
  if (bytes === undefined) return;
  const root = readXml(decodeXml(bytes).text, limits, null)?.root;
  const locked =
    root !== undefined &&
    find(root, 'cipherreference').some(({ attributes }) => /\.(?:x?html?|opf)$/i.test(attributes.URI ?? ''));
  if (!locked) return;
  throw new ReadFailure({
    reason: 'encrypted',
    message: 'the book is encrypted (digital rights management)',
    remedy: 'Get it from a source without a lock.',
  });
}

function notEpub(what: string): ReadFailure {
  return new ReadFailure({
    reason: 'corrupt-epub',
    message: `the EPUB cannot be read: ${what}`,
    remedy: 'Fetch it again; `epubcheck` shows what is wrong.',
  });
}
