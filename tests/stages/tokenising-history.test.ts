import { describe, expect, it } from 'vitest';
import { loadPlan, planStages } from '../../stages/plan.js';
import { documentOf } from '../document-of.js';

// wink-nlp keeps what it meets, and what it kept decides how it cuts later texts.
const TEXTS = [
  "The Oduya's—council met. The ferry,Oduya's own, left.",
  "Vasko's plan failed; Oduya's did not. We cannot wait, and wont.",
  '(Vasko’s) and “Vasko’s…” and Vasko’s/Oduya’s and Vasko’s: so it went.',
  'In 1689 the -26 degrees fell to 1689–90 and (1689), he said.1689 ended.',
  'The USD fell. It cost USD12 (USD) and U.S.-USD; AUD/USD rose.',
  'Co-founder Lindqvist’s co-founder left the e-mail,co-founder.Then co-founder.',
  "Oduya's Vasko's Vasko’s Lindqvist’s ferry, ferry's and 1689 USD co-founder",
];

async function tokensOf(texts: readonly string[]): Promise<readonly string[]> {
  const annotate = await loadPlan(planStages({ stages: ['tokenising'] }));
  const all: string[] = [];
  for (const text of texts) {
    const tokens = (await annotate(documentOf(text))).tokenising!;
    all.push(
      Array.from(
        { length: tokens.tokenCount },
        (_, i) => `${tokens.surface(i, i + 1)}/${tokens.pos[i]}/${tokens.flags[i]}`,
      ).join(' '),
    );
  }
  return all;
}

describe('tokens of a text', () => {
  it('are the same after any other texts', async () => {
    const alone = (await Promise.all(TEXTS.map((text) => tokensOf([text])))).flat();
    expect(await tokensOf(TEXTS)).toEqual(alone);
    expect((await tokensOf(TEXTS.toReversed())).toReversed()).toEqual(alone);
    expect((await tokensOf([...TEXTS, ...TEXTS])).slice(TEXTS.length)).toEqual(alone);
  });
});
