/** Recognises a JSON Feed and its items. */
import { isRecord } from '../../input/json-value.js';
import { textOfHtml } from '../html/text-of-html.js';

const VERSION = /^https?:\/\/(?:www\.)?jsonfeed\.org\/version\//;

/** Whether an object is a JSON Feed (jsonfeed.org, versions 1 and 1.1). */
export const isJsonFeed = (root: Readonly<Record<string, unknown>>): boolean =>
  typeof root.version === 'string' && VERSION.test(root.version) && Array.isArray(root.items);

/**
 * An item's values, as those of other feeds: the feed's title for outlet, and for text its plain content, else its
 * HTML content, else the summary; `text_from` says which.
 */
export function jsonFeedItem(
  feed: Readonly<Record<string, unknown>>,
  item: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const { content_text: plain, content_html: html, summary, authors, author, date_published, ...rest } = item;
  const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
  const [text, from] = isText(plain)
    ? [plain, 'content']
    : isText(html)
      ? [textOfHtml(html), 'content']
      : isText(summary)
        ? [summary, 'summary']
        : [null, null];
  const writers = [authors ?? author ?? feed.authors ?? feed.author].flat().filter(isRecord);
  return {
    ...rest,
    text,
    text_from: from,
    author:
      writers
        .map(({ name }) => name)
        .filter(isText)
        .join('; ') || null,
    published: date_published ?? null,
    outlet: feed.title ?? null,
    language: item.language ?? feed.language ?? null,
  };
}
