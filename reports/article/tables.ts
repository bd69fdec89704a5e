/** The article report as flat tables. */
import type { Table } from '../tables.js';
import { ARTICLE_SECTIONS, type ArticleReport } from './sections.js';

export function articleTables(report: ArticleReport): Table[] {
  return ARTICLE_SECTIONS.flatMap(({ tables }) => tables?.(report) ?? []).filter(
    ({ rows }) => rows.length > 0,
  );
}
