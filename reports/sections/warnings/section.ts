/** What to mind before the findings of an article are read. */
import { z } from 'zod';
import { count, counted, inSentence, listing } from '../../../base/wording.js';
import { warningsHtml } from '../../html/warnings.js';
import { escapeMarkdown } from '../../markdown/parts.js';
import type { ArticleBase, ArticleSection } from '../article-section.js';
import type { MeasureRow } from '../measures/schema.js';

/** Words and documents below which rates and percentiles say little. */
const FEW_WORDS = 300;
const FEW_DOCUMENTS = 100;

const shape = { warnings: z.array(z.string()).describe('What to mind before the findings are read.') };

export interface Given {
  readonly measures: MeasureRow[];
}

export const warnings: ArticleSection<typeof shape, Given> = {
  id: 'warnings',
  title: 'Mind',
  place: 'lead',
  shape,
  requires: ['measures'],
  build: (_input, report) => ({ warnings: warningsOf(report) }),
  html: (report) => warningsHtml(report.warnings),
  markdown: (report) => report.warnings.map((text) => `> ${escapeMarkdown(text)}`),
};

function warningsOf({ article, baseline, stages, measures }: ArticleBase & Given): string[] {
  const warnings: string[] = [];
  if (baseline.mismatch.length > 0)
    warnings.push(`Measures of these stages are not strictly comparable: ${baseline.mismatch.join('; ')}.`);
  if (article.words < FEW_WORDS)
    warnings.push(
      `The article has only ${counted(article.words, 'word')}: its rates and frames rest on few hits.`,
    );
  if (baseline.documents < FEW_DOCUMENTS)
    warnings.push(
      `It is compared with only ${counted(baseline.documents, 'document')}: percentiles are coarse.`,
    );
  const { genre } = baseline;
  if (genre !== null && genre.by !== 'section')
    warnings.push(
      `It is compared with ${genre.name}, since its measures resemble those of ${genre.name}: a guess that is right for ${Math.round(100 * (genre.accuracy ?? 0))} of 100 documents.`,
    );
  if (baseline.kind === 'reference' && genre === null)
    warnings.push(
      'The bundled reference mixes news and opinion: an article stands out against it by its genre too.',
    );
  if (baseline.outside.length > 0)
    warnings.push(`The article lies outside of the corpus: ${listing(baseline.outside)}.`);
  const beyond = measures.filter(
    ({ leading, value, baseline: row }) =>
      leading &&
      value !== null &&
      row !== null &&
      (value < row.quantiles[0]! || value > row.quantiles[row.quantiles.length - 1]!),
  );
  if (beyond.length > 0)
    warnings.push(
      `It lies beyond every document compared on ${listing(beyond.map(({ title }) => inSentence(title)))}.`,
    );
  if (article.boilerplate.length > 0)
    warnings.push(
      `${counted(article.boilerplate.length, 'line')} of its text look${article.boilerplate.length === 1 ? 's' : ''} like page furniture and ${article.boilerplate.length === 1 ? 'is' : 'are'} set apart in italics.`,
    );
  if (article.published === null) warnings.push('The article has no date.');
  for (const { reason, documents } of baseline.leftOut)
    warnings.push(`Left out of the corpus: ${count(documents)} ${reason}.`);
  const elsewhere = stages.filter(
    ({ accuracy }) => accuracy.length > 0 && !accuracy.some(({ gold }) => gold.includes('commentary')),
  );
  if (elsewhere.length > 0)
    warnings.push(
      `Measured on other genres than commentary only: ${listing(elsewhere.map(({ title }) => inSentence(title)))}.`,
    );
  return warnings;
}
