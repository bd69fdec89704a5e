// The relation models: candidates in linear number, rivals, hashing, and the kinds that rules settle.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { K } from '../../stages/attribution/labels.js';
import { loadLexicon } from '../../stages/attribution/lexicon.js';
import type { TokenRange } from '../../stages/attribution/proposal.js';
import { QuotationFinder } from '../../stages/attribution/quotations.js';
import { tokenOverlap } from '../../stages/attribution/relations/choice.js';
import { withoutRivals } from '../../stages/attribution/relations/finder.js';
import { RelationReader } from '../../stages/attribution/relations/reader.js';
import { place } from '../../stages/attribution/relations/sparse-features.js';
import { WordFacts } from '../../stages/attribution/word-facts.js';
import { loadPlan, planStages } from '../../stages/plan.js';
import { documentOf } from '../document-of.js';

const run = await loadPlan(planStages({ stages: ['attribution'] }));

/** Features, candidates and tokens looked at in a text in which every cue is read to the end. */
async function workOn(text: string): Promise<number> {
  const d = (await run(documentOf(text))).tokenising!;
  const lexicon = loadLexicon();
  const facts = new WordFacts(d.vocabulary, lexicon);
  facts.prepare(d);
  const reader = new RelationReader(d.vocabulary, lexicon, facts);
  const tags = { probability: new Float32Array(d.tokenCount * K), ran: new Uint8Array(d.paragraphCount) };
  reader.open(d, new QuotationFinder(d.vocabulary).find(d), tags);
  let work = d.tokenCount;
  const sink = { add: (): void => void work++ };
  for (const [head, after] of reader.cues()) {
    reader.gate(head, after, sink);
    const clause = reader.clause(head, after);
    reader.cue(clause, sink);
    work += clause.until - clause.from + reader.sources(clause).length;
    for (const content of reader.contents(clause)) reader.content(reader.context(clause), content, sink);
  }
  return work;
}

describe('a sentence without end', () => {
  it.each(['a: ', ':: ', 'He said ', 'may say '])(
    'of %j takes work in proportion to its length',
    async (piece) => {
      const once = await workOn(piece.repeat(600));
      const twice = await workOn(piece.repeat(1200));
      expect(twice / once).toBeLessThan(2.4);
    },
  );
});

describe('attributions that claim one content', () => {
  const range = fc
    .tuple(fc.nat(300), fc.integer({ min: 1, max: 90 }))
    .map(([first, length]): TokenRange => [first, first + length]);
  const some = fc.array(
    fc.record({
      content: fc.array(range, { minLength: 1, maxLength: 2 }),
      confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { maxLength: 30 },
  );

  it('leave the surest, as when each is compared with all that are kept', () => {
    fc.assert(
      fc.property(some, (found) => {
        const order = found
          .map((_, k) => k)
          .sort((a, b) => found[b]!.confidence - found[a]!.confidence || a - b);
        const kept: number[] = [];
        for (const k of order)
          if (!kept.some((m) => tokenOverlap(found[k]!.content, found[m]!.content) > 0.6)) kept.push(k);
        const expected = kept.sort((a, b) => a - b).map((k) => found[k]!);
        expect(withoutRivals(found)).toEqual(expected);
      }),
    );
  });
});

describe('places of features', () => {
  it('are met by two features no oftener than by chance', () => {
    const seen = new Set<number>();
    let n = 0;
    for (let template = 1; template < 30; template++)
      for (let a = 0; a < 30; a++) for (let b = 0; b < 30; b++, n++) seen.add(place(template, a, b));
    const size = 2 ** 19;
    const expected = size * (1 - (1 - 1 / size) ** n);
    expect(seen.size / expected).toBeGreaterThan(0.98);
  });
});

describe('who speaks', () => {
  const sourcesOf = async (text: string): Promise<string[]> =>
    (await run(documentOf(text))).attribution!.attributions.map(({ source }) =>
      source.map(({ surface }) => surface).join(' + '),
    );

  it.each([
    ['Nobody, it seems, had asked the families.', 'Nobody'],
    ['No one said the plan was bad.', 'No one'],
  ])('is nobody in %j', async (text, nobody) => {
    expect(await sourcesOf(text)).not.toContain(nobody);
  });

  it.each([
    ['Croft was accused by Vance of misleading the house.', 'Vance'],
    ['The council was warned by engineers in 2019 that the bridge was weak.', 'engineers'],
    ['He was told by the Speaker, Olive Marr, that he must correct the record.', 'Olive Marr'],
    ['The minister was told by two survivors that the ferry had no lights.', 'two survivors'],
  ])('stands after "by" in %j', async (text, source) => {
    expect(await sourcesOf(text)).toContain(source);
  });

  it.each(['Nurses complained that the ward was full.', 'Residents say the river has risen.'])(
    'is vague in %j, whatever its capital',
    async (text) => {
      const { attributions } = (await run(documentOf(text))).attribution!;
      expect(attributions).toMatchObject([{ generic: true, source_kind: 'generic' }]);
    },
  );
});
