/** The article's text, with its marks as layers. */
import { codePoints } from '../../../stages/code-points.js';
import { plainText } from '../../html/escape.js';
import type { ArticleSection } from '../article-section.js';
import { textHtml } from './html.js';
import { articleMarks } from './marks.js';
import { shape } from './schema.js';

export const text: ArticleSection<typeof shape> = {
  id: 'text',
  title: 'The text',
  shape,
  build: ({ article }) => ({ marks: articleMarks(article) }),
  html: textHtml,
  pageData({ article, marks }) {
    const points = [...article.text];
    const { toUtf16 } = codePoints(article.text);
    return {
      // As many UTF-16 units as the text, so that offsets hold.
      text: plainText(article.text),
      id: plainText(article.id),
      marks: marks.map(({ subject: _subject, ...mark }) => ({
        ...mark,
        note: plainText(mark.note),
        by: plainText(mark.by),
        text: plainText(points.slice(mark.start, Math.min(mark.end, mark.start + 120)).join('')),
      })),
      sentences: article.sentences.map(({ start, end }) => [toUtf16(start), toUtf16(end)]),
    };
  },
};
