/** Finds the article of a page. */
import { Readability } from '@mozilla/readability';
import { libraryWords, ReadFailure } from '../../input/read-failure.js';
import { blockText, type TextNode } from './block-text.js';
import { readMetadata } from './metadata.js';
import { type Page, parsePage } from './parse.js';

/** The article of a page: values by column, and its text. */
export interface Article {
  readonly values: Readonly<Record<string, string | null>>;
  readonly text: string;
}

/**
 * Takes the article out of a page with Mozilla's Readability, without menus, advertisements and comments;
 * its text keeps the paragraphs.
 *
 * @param address - where the page was fetched, if known; it stands before what the page says.
 * @throws ReadFailure where the page holds no article or is beyond the bounds.
 */
export function articleOfPage(html: string, address: string | null): Article {
  const page = parsePage(html);
  const metadata = readMetadata(page);
  const found = readability(page);
  const root = found?.content as TextNode | null | undefined;
  let text = root === null || root === undefined ? '' : blockText(root);
  if (text === '' && metadata.articleBody !== null) text = metadata.articleBody;
  if (text === '') {
    throw new ReadFailure({
      reason: 'no-article',
      message: 'no article was found in the page: it has no running text of its own',
      remedy: 'Leave it out; pages that are filled by scripts must be saved after they have run.',
    });
  }
  const url = address ?? metadata.url;
  return {
    text,
    values: {
      title: clean(found?.title) ?? metadata.title,
      author: clean(metadata.author ?? found?.byline)?.replace(/^by\s+/i, '') ?? null,
      published: metadata.published ?? clean(found?.publishedTime),
      outlet: metadata.outlet ?? clean(found?.siteName),
      section: metadata.section,
      url,
      domain: domainOf(url),
      language: metadata.language,
    },
  };
}

function readability(page: Page): ReturnType<Readability<unknown>['parse']> {
  try {
    return new Readability<unknown>(page as never, { serializer: (node) => node }).parse();
  } catch (error) {
    // Readability and linkedom expect pages to be somewhat as pages are.
    throw new ReadFailure({
      reason: 'unreadable-page',
      message: `the page cannot be parsed: ${libraryWords(error)}`,
      remedy: 'Give the text of its article as plain text, or leave it out.',
    });
  }
}

function clean(value: string | null | undefined): string | null {
  const text = value?.replace(/\s+/g, ' ').trim() ?? '';
  return text === '' ? null : text;
}

/** Stands in for an outlet that the page does not name. */
export function domainOf(url: string | null): string | null {
  try {
    return url === null ? null : new URL(url).hostname.replace(/^www\./, '');
  } catch {
    return null;
  }
}
