/** What to mind before the comparison of groups is read. */
import { z } from 'zod';
import { count, counted, inSentence, listing } from '../../../base/wording.js';
import { sqlName } from '../../../pipeline/store/sql.js';
import { warningsHtml } from '../../html/warnings.js';
import { escapeMarkdown } from '../../markdown/parts.js';
import type { GroupBase, GroupInput, GroupSection } from '../group-section.js';

const FEW = 10;

const shape = { warnings: z.array(z.string()).describe('What to mind before the findings are read.') };

export const warnings: GroupSection<typeof shape> = {
  id: 'warnings',
  title: 'Mind',
  place: 'lead',
  shape,
  build: async (input, base) => ({ warnings: await warningsOf(input, base) }),
  html: (report) => warningsHtml(report.warnings),
  markdown: (report) => report.warnings.map((text) => `> ${escapeMarkdown(text)}`),
};

async function warningsOf({ store, duplicates }: GroupInput, base: GroupBase): Promise<string[]> {
  const { groups, by, corpus, stages } = base;
  const warnings: string[] = [];
  const few = groups.filter(({ documents }) => documents < FEW);
  if (few.length > 0)
    warnings.push(
      `${counted(few.length, 'group')} of ${groups.length} hold${few.length === 1 ? 's' : ''} fewer than ten documents: little can be said of ${few.length === 1 ? 'it' : 'them'}.`,
    );
  const [missing] = await store.query<{ groupless: number; undated: number; documents: number }>(
    `SELECT count(*) FILTER (grp IS NULL) AS groupless, count(*) AS documents,
       ${store.column('published') === undefined ? 'count(*)' : `count(*) FILTER (published IS NULL)`} AS undated FROM compared`,
  );
  const { groupless, undated, documents } = missing!;
  if (groupless > 0)
    warnings.push(`${counted(groupless, 'document')} without a value of ‘${by}’ count among the others.`);
  if (base.cluster !== null) {
    const { column, clusters } = base.cluster;
    const whole = column === 'outlet' ? 'outlets' : `values of ‘${column}’`;
    warnings.push(
      `Groups consist of whole ${whole}, ${count(clusters)} in all, and documents of one are alike: tests deal ${whole}, not documents, to the groups, intervals need ten ${whole} on either side, and words are listed without being tested.`,
    );
  }
  if (undated > 0)
    warnings.push(
      undated === documents
        ? 'No document has a date: nothing is matched by time.'
        : `${count(undated)} of ${count(documents)} documents have no date.`,
    );
  if (store.column('section') !== undefined && by !== 'section') {
    const [mixed] = await store.query<{ opinion: number }>(
      `SELECT count(*) FILTER (regexp_matches(lower(${sqlName('section')}), 'opinion|comment|editorial|column|op-ed')) AS opinion FROM compared`,
    );
    if (mixed!.opinion > 0 && mixed!.opinion < documents)
      warnings.push(
        `News and opinion are mixed: ${count(mixed!.opinion)} of ${count(documents)} documents stand in an opinion section, and hedging differs by genre.`,
      );
  }
  if (duplicates.documents > 0)
    warnings.push(
      `${counted(duplicates.documents, 'near-duplicate')} ${duplicates.kept ? 'counted, as asked' : 'left out'} (wire copy, reprints)${duplicates.kept ? '' : '; the option `keepDuplicates` counts them'}.`,
    );
  for (const { reason, documents: left } of corpus.leftOut)
    if (!/duplicate/.test(reason)) warnings.push(`Left out: ${count(left)} ${reason}.`);
  if (store.column('boilerplate') !== undefined) {
    const [lines] = await store.query<{ documents: number }>(
      'SELECT count(*) FILTER (len(boilerplate) > 0) AS documents FROM documents',
    );
    if (lines!.documents > 0)
      warnings.push(`Page furniture was found in ${counted(lines!.documents, 'document')} and set apart.`);
  }
  const elsewhere = stages.filter(
    ({ accuracy }) => accuracy.length > 0 && !accuracy.some(({ gold }) => gold.includes('commentary')),
  );
  if (elsewhere.length > 0)
    warnings.push(
      `Measured on other genres than commentary only: ${listing(elsewhere.map(({ title }) => inSentence(title)))}.`,
    );
  return warnings;
}
