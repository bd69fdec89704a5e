/** Reads what a page says of itself: title, author, date, outlet. */
import type { Page } from './parse.js';

/** What a page says of itself; null where it says nothing. */
export interface PageMetadata {
  readonly title: string | null;
  readonly author: string | null;
  readonly published: string | null;
  readonly outlet: string | null;
  readonly section: string | null;
  readonly url: string | null;
  readonly language: string | null;
  /** The text of the article as schema.org data give it. */
  readonly articleBody: string | null;
}

type Json = Readonly<Record<string, unknown>>;

/** Reads schema.org data (JSON-LD, microdata), Open Graph, Dublin Core and the usual `<meta>` names. */
export function readMetadata(page: Page): PageMetadata {
  const article = articleData(page);
  const meta = metaValues(page);
  const first = (...names: string[]): string | null => {
    for (const name of names) {
      const value = meta.get(name);
      if (value !== undefined) return value;
    }
    return null;
  };
  return {
    title:
      textOf(article?.headline) ??
      first('og:title', 'twitter.title', 'dc.title', 'dcterms.title', 'parsely-title') ??
      textOf(page.querySelector('title')?.textContent),
    author:
      namesOf(article?.author) ??
      first('dc.creator', 'dcterms.creator', 'author', 'byl', 'parsely-author', 'sailthru.author'),
    published:
      textOf(article?.datePublished) ??
      first(
        'article:published_time',
        'og:published_time',
        'parsely-pub-date',
        'sailthru.date',
        'datepublished',
        'publishdate',
        'publish-date',
        'publication_date',
        'pubdate',
        'cxenseparse:recs:publishtime',
        'dc.date.issued',
        'dcterms.issued',
        'dcterms.created',
        'dc.date',
        'dcterms.date',
        'citation_publication_date',
        'date',
      ) ??
      timeOf(page),
    outlet:
      first('og:site_name') ??
      namesOf(article?.publisher) ??
      first('dc.publisher', 'dcterms.publisher', 'application-name'),
    section: textOf(article?.articleSection) ?? first('article:section', 'section'),
    url: webAddress(
      page.querySelector('link[rel="canonical"]')?.getAttribute('href'),
      first('og:url'),
      textOf(article?.url),
      savedFrom(page),
    ),
    language: page.documentElement?.getAttribute('lang')?.trim() || first('content-language') || null,
    articleBody: textOf(article?.articleBody),
  };
}

const NAME_ATTRIBUTES = ['property', 'name', 'itemprop', 'http-equiv'];

function metaValues(page: Page): Map<string, string> {
  const values = new Map<string, string>();
  for (const element of page.querySelectorAll('meta[content]')) {
    const content = element.getAttribute('content')?.trim();
    if (content === undefined || content === '') continue;
    for (const attribute of NAME_ATTRIBUTES) {
      for (const given of (element.getAttribute(attribute) ?? '').toLowerCase().split(/\s+/)) {
        const name = given.replace(/^(dc|dcterms|twitter):/, '$1.');
        if (name !== '' && !values.has(name)) values.set(name, content);
      }
    }
  }
  return values;
}

const ARTICLE_TYPE =
  /^(?:\w*Article|BlogPosting|LiveBlogPosting|SocialMediaPosting|Report|Review|CriticReview|OpinionNewsArticle)$/;

/** The page's schema.org article, from the first JSON-LD block that has one. */
function articleData(page: Page): Json | null {
  for (const script of page.querySelectorAll('script[type="application/ld+json"]')) {
    let root: unknown;
    try {
      root = JSON.parse(
        (script.textContent ?? '').replace(/^\s*(?:<!\[CDATA\[|<!--)|(?:\]\]>|-->)\s*$/g, ''),
      );
    } catch {
      // Broken data about a page do not make its text unusable.
      continue;
    }
    const found = findArticle(root, 0);
    if (found !== null) return found;
  }
  return null;
}

function findArticle(value: unknown, depth: number): Json | null {
  if (depth > 4 || typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value)) {
    for (const element of value) {
      const found = findArticle(element, depth + 1);
      if (found !== null) return found;
    }
    return null;
  }
  const node = value as Json;
  const types = Array.isArray(node['@type']) ? node['@type'] : [node['@type']];
  if (types.some((type) => typeof type === 'string' && ARTICLE_TYPE.test(type.replace(/^.*[/:]/, ''))))
    return node;
  return findArticle(node['@graph'], depth + 1) ?? findArticle(node.mainEntity, depth + 1);
}

function textOf(value: unknown): string | null {
  if (Array.isArray(value)) return textOf(value[0]);
  if (typeof value !== 'string') return null;
  const text = value.trim();
  return text === '' ? null : text;
}

function namesOf(value: unknown, depth = 0): string | null {
  if (depth > 3) return null;
  if (Array.isArray(value)) {
    const names = value.map((element) => namesOf(element, depth + 1)).filter((name) => name !== null);
    return names.length === 0 ? null : [...new Set(names)].join('; ');
  }
  const name =
    typeof value === 'object' && value !== null ? namesOf((value as Json).name, depth + 1) : textOf(value);
  return name === null || /^https?:\/\//i.test(name) ? null : name;
}

/** The first machine-readable time that is marked as the date of publication, else the first in the article. */
function timeOf(page: Page): string | null {
  for (const selector of [
    '[itemprop~="datePublished"]',
    'time[pubdate]',
    'article time[datetime]',
    'time[datetime]',
  ]) {
    const element = page.querySelector(selector);
    const value =
      element?.getAttribute('datetime') ?? element?.getAttribute('content') ?? element?.textContent;
    if (value !== undefined && value !== null && value.trim() !== '') return value.trim();
  }
  return null;
}

function webAddress(...candidates: readonly (string | null | undefined)[]): string | null {
  for (const candidate of candidates) {
    if (candidate && /^https?:\/\//i.test(candidate.trim())) return candidate.trim();
  }
  return null;
}

/** Browsers that save a page note its address in a comment. */
function savedFrom(page: Page): string | null {
  for (const node of [...page.childNodes, ...(page.documentElement?.childNodes ?? [])].slice(0, 20)) {
    if (node.nodeType !== 8) continue;
    const match = /saved from url=\(\d+\)(\S+)|Page saved with SingleFile\s+url:\s*(\S+)/.exec(
      node.textContent ?? '',
    );
    if (match !== null) return match[1] ?? match[2] ?? null;
  }
  return null;
}
