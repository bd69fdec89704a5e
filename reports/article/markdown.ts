/** The article report as Markdown: what the HTML shows, without the text, the charts and the passages. */
import { count, counted } from '../../base/wording.js';
import { escapeMarkdown as cell, methodsPart } from '../markdown/parts.js';
import { ARTICLE_SECTIONS, type ArticleReport } from './sections.js';

export function renderArticleMarkdown(report: ArticleReport): string {
  const { article, baseline } = report;
  const left = baseline.leftOut.map(({ reason, documents }) => `${count(documents)} ${reason}`);
  return `${[
    `# ${cell(article.title ?? article.id)}`,
    `${counted(article.words, 'word')}, compared with ${counted(baseline.documents, 'document')} of ${cell(baseline.title)}${left.length === 0 ? '' : cell(`; left out: ${left.join('; ')}`)}.`,
    ...ARTICLE_SECTIONS.flatMap(({ markdown }) => markdown?.(report) ?? []),
    ...methodsPart(report),
  ].join('\n\n')}\n`;
}
