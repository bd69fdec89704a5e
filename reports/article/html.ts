/** The article report as one HTML file. */
import { count, counted } from '../../base/wording.js';
import { reportCitation } from '../citations.js';
import { fileName, html, safeUrl } from '../html/escape.js';
import { renderReport } from '../html/report-page.js';
import { ARTICLE_SECTIONS, type ArticleReport } from './sections.js';

export function renderArticleHtml(report: ArticleReport): Promise<string> {
  const { article, baseline } = report;
  const url = safeUrl(article.url);
  const byline = [article.outlet, article.author, article.section, article.published?.slice(0, 10)].filter(
    (part) => part !== null && part !== undefined,
  );
  return renderReport({
    sections: ARTICLE_SECTIONS,
    report,
    kicker: 'Hedgerow article report',
    title: article.title ?? article.id,
    name: fileName(article.title ?? article.id),
    citation: reportCitation(article.title ?? article.id, report),
    bylines: [
      html`${byline.map((part, index) => html`${index > 0 ? ' · ' : ''}<bdi>${part}</bdi>`)}${byline.length > 0 ? ' · ' : ''}${counted(article.words, 'word')}${url === null ? '' : html` · <a href="${url}" rel="noreferrer noopener">source</a>`}`,
      html`Compared with ${counted(baseline.documents, 'document')} (${count(baseline.tokens)} words) of <bdi>${baseline.title}</bdi>.`,
    ],
    compared: { baseline },
    rest: 'all in the JSON',
  });
}
