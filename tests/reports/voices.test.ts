import { describe, expect, it } from 'vitest';
import { ArticleAnnotation } from '../../reports/sections/article-annotation.js';
import { articleMarks } from '../../reports/sections/text/marks.js';
import type { AttributionAnnotation } from '../../stages/attribution/annotation.js';
import type { Evidence } from '../../stages/columns.js';
import { loadPlan, planStages } from '../../stages/plan.js';
import { documentOf } from '../document-of.js';

const plan = planStages({ stages: ['hedging'] });
const annotate = await loadPlan(plan);
async function annotated(text: string): Promise<ArticleAnnotation> {
  const document = documentOf(text);
  return new ArticleAnnotation(document, plan, await annotate(document));
}

const TEXT =
  'Analysts say the policy may have emboldened them. Perhaps the council was too slow. ' +
  '“The bridge might close,” Ana Brown said. Apparently nobody had asked.';

describe('whose hedges they are', async () => {
  const article = await annotated(TEXT);
  const [first] = (article.attribution as AttributionAnnotation).attributions;

  it('gives "Analysts say …" one attribution with a generic source', () => {
    const inSentence = article.attribution!.attributions.filter(({ sentence }) => sentence === 0);
    expect(inSentence).toHaveLength(1);
    expect(first!.source.map(({ surface }) => surface)).toEqual(['Analysts']);
    expect(first!.cue.map(({ surface }) => surface)).toEqual(['say']);
    expect(first!.content.map(({ surface }) => surface)).toEqual(['the policy may have emboldened them']);
    expect(first!).toMatchObject({ source_kind: 'generic', generic: true, type: 'indirect' });
  });

  it('puts the "may" of it in the source’s voice, and says what it covers', () => {
    const may = article.hedging!.hedging_cues.find(({ surface }) => surface === 'may')!;
    expect(may).toMatchObject({ voice: 'source', attribution: 0, series: 'hedge' });
    const mark = articleMarks(article).find(({ layer, start }) => layer === 'hedge' && start === may.start)!;
    expect(mark.note).toContain('a source');
    expect(mark.note).toContain('covers “the policy may have emboldened them');
  });

  it('opens "hedges in the author’s voice" to just those that make it', () => {
    const surfaces = (name: string): string[] => {
      const { measure } = article.measures().find((column) => column.name === name)!;
      const evidence = measure!.evidence as Evidence;
      const hits = article.hits(evidence.column);
      return article.evidence(evidence).map((index) => TEXT.slice(hits[index]!.start, hits[index]!.end));
    };
    expect(surfaces('hedge_rate_author')).toEqual(['Analysts say', 'Perhaps', 'Apparently']);
    expect(surfaces('hedge_rate_source')).toEqual(['may', 'might']);
    expect(surfaces('hedge_rate')).toEqual(['Analysts say', 'may', 'Perhaps', 'might', 'Apparently']);
  });
});

describe('whose words a content is told in', () => {
  const voiceOf = async (text: string, word: string): Promise<string | undefined> =>
    (await annotated(text)).hedging!.hedging_cues.find(({ surface }) => surface.toLowerCase() === word)
      ?.voice;

  it.each([
    ['a clause after a verb of saying', 'The mayor said the bridge may close.', 'may', 'source'],
    ['a passive without a source', 'It is believed that the bridge may close.', 'may', 'source'],
    ['according to', 'According to the mayor, the bridge may close soon.', 'may', 'source'],
    ['a quotation', '“The bridge may close,” the mayor said.', 'may', 'source'],
    ['the writer’s own', 'The bridge may close before the winter.', 'may', 'author'],
    ['the object of a stance', 'The mayor attacked the possibly illegal plan.', 'possibly', 'author'],
  ])('%s', async (_what, text, word, voice) => {
    expect(await voiceOf(text, word)).toBe(voice);
  });
});
