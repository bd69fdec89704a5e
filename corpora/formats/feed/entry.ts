/** The metadata of an entry of RSS, Atom or CDF. */
import { blockText } from '../html/block-text.js';
import { textOfHtml } from '../html/text-of-html.js';
import type { XmlElement } from '../xml-elements.js';

const DUBLIN_CORE = /purl\.org\/(?:dc|metadata)|^dc$/i;
const XHTML = /www\.w3\.org\/(?:1999\/xhtml|TR\/xhtml1)|^xhtml$/i;
const CONTENT_MODULE = /purl\.org\/rss\/1\.0\/modules\/content|^content$/i;
/** RSS 0.9 to 2.0, Atom 0.3 and 1.0, CDF. Elements of other namespaces (media, itunes …) share their names. */
const FEED =
  /^$|purl\.org\/(?:rss\/1|atom|net\/rss1)|netscape\.com|backend\.userland\.com|blogs\.law\.harvard\.edu|www\.w3\.org\/2005\/atom|cdf|^atom$|^rss$/i;

const kinds = { feed: FEED, dc: DUBLIN_CORE, xhtml: XHTML, content: CONTENT_MODULE } as const;

/** `feed:title`, `dc:creator`: an element by the kind of its namespace and its name. */
type Wanted = `${keyof typeof kinds}:${string}`;

function find(parent: XmlElement, ...wanted: Wanted[]): XmlElement[] {
  for (const want of wanted) {
    const [kind, name] = want.split(':') as [keyof typeof kinds, string];
    const found = parent.children.filter((child) => child.name === name && kinds[kind].test(child.namespace));
    if (found.some(({ children }) => children.length > 0 || name === 'link')) return found;
  }
  return [];
}

export const isEntry = (element: XmlElement): boolean =>
  (element.name === 'item' || element.name === 'entry') && FEED.test(element.namespace);

/** What a feed says of itself, for the entries that do not say it. */
export interface FeedMetadata {
  readonly outlet: string | null;
  readonly language: string | null;
}

export function feedMetadata(root: XmlElement): FeedMetadata {
  const channel = root.children.find(({ name }) => name === 'channel') ?? root;
  return {
    outlet: inline(find(channel, 'feed:title', 'dc:title')[0]),
    language:
      languageOf(channel) ?? languageOf(root) ?? inline(find(channel, 'feed:language', 'dc:language')[0]),
  };
}

const languageOf = (element: XmlElement): string | null => element.attributes['xml:lang']?.trim() || null;

/** An entry's values by column: its full text where the feed gives it, else its summary; `text_from` says which. */
export function entryValues(entry: XmlElement): Record<string, string | null> {
  const content = find(entry, 'content:encoded', 'feed:content', 'xhtml:body', 'feed:body', 'feed:fullitem')
    .map(textOf)
    .find((text) => text !== '');
  const summary = find(entry, 'feed:description', 'feed:summary', 'feed:abstract', 'dc:description')
    .map(textOf)
    .find((text) => text !== '');
  const text = content ?? summary ?? null;
  return {
    text,
    text_from: text === null ? null : content === undefined ? 'summary' : 'content',
    title: inline(find(entry, 'feed:title', 'dc:title')[0]) ?? entry.attributes.title ?? null,
    author: authors(entry),
    published: inline(
      find(
        entry,
        'feed:pubdate',
        'feed:published',
        'feed:issued',
        'dc:date',
        'feed:created',
        'feed:updated',
        'feed:modified',
      )[0],
    ),
    section: sections(entry),
    url: address(entry),
    guid: inline(find(entry, 'feed:guid', 'feed:id')[0]),
    language: languageOf(entry) ?? inline(find(entry, 'dc:language')[0]),
  };
}

function textOf(element: XmlElement): string {
  const { type = '', mode = '' } = element.attributes;
  if (/xhtml/i.test(type) || mode === 'xml' || element.children.some(({ nodeType }) => nodeType === 1))
    return blockText(element);
  const raw = element.textContent ?? '';
  // Atom 1.0, 4.1.3.3: media that are neither text nor XML stand in base 64.
  const encoded = mode === 'base64' || (type.includes('/') && !/^text\/|[/+]xml$/i.test(type));
  if (encoded) return textOfHtml(Buffer.from(raw, 'base64').toString('utf8'));
  return /^text(?:\/plain)?$/i.test(type) ? raw.trim() : textOfHtml(raw);
}

function inline(element: XmlElement | undefined): string | null {
  if (element === undefined) return null;
  const text = textOf(element).replace(/\s+/g, ' ').trim();
  return text === '' ? null : text;
}

function authors(entry: XmlElement): string | null {
  const names = find(entry, 'dc:creator', 'feed:author')
    .map((author) => {
      const name = inline(find(author, 'feed:name')[0]);
      if (name !== null) return name;
      // RSS: "editor@vale.example (Ada Okoro)".
      const text = inline(author);
      return /^[^\s@]+@\S+ \((.+)\)$/.exec(text ?? '')?.[1] ?? text;
    })
    .filter((name) => name !== null);
  return names.length === 0 ? null : [...new Set(names)].join('; ');
}

function sections(entry: XmlElement): string | null {
  const names = find(entry, 'feed:category', 'dc:subject')
    .map((category) => inline(category) ?? category.attributes.label ?? category.attributes.term ?? null)
    .filter((name) => name !== null);
  return names.length === 0 ? null : [...new Set(names)].join('; ');
}

function address(entry: XmlElement): string | null {
  const links = find(entry, 'feed:link');
  const link =
    links.find(({ attributes }) => attributes.rel === 'alternate') ??
    links.find(({ attributes }) => attributes.rel === undefined) ??
    links[0];
  const url = link?.attributes.href ?? inline(link) ?? entry.attributes['rdf:about'] ?? entry.attributes.href;
  if (url !== undefined && url !== null) return url.trim();
  const guid = find(entry, 'feed:guid')[0];
  const text = inline(guid);
  return text !== null && /^https?:\/\//i.test(text) && guid?.attributes.ispermalink !== 'false'
    ? text
    : null;
}
