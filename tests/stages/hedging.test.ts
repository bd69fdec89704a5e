import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measuredText } from '../../corpora/cleaning/measured-text.js';
import { verbForms } from '../../language/en/inflect.js';
import { hedgingModelStem as stemOf } from '../../language/en/model-stems.js';
import type { HedgingAnnotation, HedgingCue } from '../../stages/hedging/annotation.js';
import { settleOverlaps } from '../../stages/hedging/cue-model.js';
import { sentenceWindow } from '../../stages/hedging/sentence-window.js';
import { loadPlan, planStages } from '../../stages/plan.js';
import { documentOf } from '../document-of.js';

function annotator(options: Record<string, unknown> = {}): (text: string) => Promise<HedgingAnnotation> {
  const loading = loadPlan(planStages({ stageOptions: { hedging: options }, stages: ['hedging'] }));
  return async (text) => {
    const annotate = await loading;
    const { hedging } = await annotate(documentOf(text));
    return hedging!;
  };
}

const annotate = annotator();
const hedges = async (text: string): Promise<HedgingCue[]> =>
  (await annotate(text)).hedging_cues.filter(({ series }) => series === 'hedge');
const words = async (text: string): Promise<string[]> =>
  (await hedges(text)).map(({ surface }) => surface.toLowerCase());

describe('hedges in context', () => {
  it.each([
    ['The plan may fail before winter.', 'may', 'plausibility'],
    ['Perhaps the mayor was wrong.', 'perhaps', 'plausibility'],
    ['The minister reportedly left the room.', 'reportedly', 'attribution'],
    ['About 50 people came to the square.', 'about', 'approximator'],
    ['Some 200 people came to the square.', 'some', 'approximator'],
    ['Unless the council pays, the bridge falls.', 'unless', 'conditional'],
  ])('finds the cue of %j', async (text, surface, type) => {
    const found = (await hedges(text)).find((cue) => cue.surface.toLowerCase() === surface);
    expect(found?.type).toBe(type);
  });

  it.each([
    ['The law was passed in May by both houses.', 'may'],
    ['They talked about the weather.', 'about'],
    ['As a boy he could not swim.', 'could'],
    ['We bought some bread.', 'some'],
  ])('finds no hedge %j', async (text, surface) => {
    expect(await words(text)).not.toContain(surface);
  });

  it('takes "no doubt" for no hedge', async () => {
    const cue = (await annotate('There is no doubt that he lied.')).hedging_cues.find(({ surface }) =>
      surface.includes('doubt'),
    );
    expect(cue?.series).not.toBe('hedge');
  });

  it('gives a cue the voice of whom it is quoted from', async () => {
    const cues = (
      await hedges('“The tax may hurt the poor,” said Mr. Hale. The tax may also help them.')
    ).filter(({ surface }) => surface === 'may');
    expect(cues.map(({ voice }) => voice)).toEqual(['source', 'author']);
  });

  it('covers the clause, cue included', async () => {
    const text = 'The bridge was old, and the council may close it next year.';
    const cue = (await hedges(text)).find(({ surface }) => surface === 'may')!;
    expect(text.slice(cue.scope_start!, cue.scope_end!)).toContain('close it');
    expect(text.slice(cue.scope_start!, cue.scope_end!)).not.toContain('was old');
  });
});

describe('schemes', () => {
  it('names Szeged’s types beside ours', async () => {
    const { hedging_cues } = await annotator({ scheme: 'szeged' })('The disease may spread to other towns.');
    const cue = hedging_cues.find(({ surface }) => surface === 'may');
    expect([cue?.scheme_type, cue?.type]).toEqual(['epistemic', 'plausibility']);
  });

  it('decides sentences under conll', async () => {
    const conll = annotator({ scheme: 'conll' });
    expect([
      ...(await conll('It is widely believed by some critics that the song is perhaps his best.'))
        .uncertainSentence,
    ]).toEqual([1]);
    expect([...(await conll('The station opened in 1912.')).uncertainSentence]).toEqual([0]);
  });
});

it('gives exact, ordered, separate cues for any text', async () => {
  const piece = fc.oneof(
    fc.constantFrom('may ', 'about 50 ', '“', '” said ', 'if ', 'Critics say ', '.\n', '😀', "n't "),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 20 }), async (pieces) => {
      const text = pieces.join('');
      // Offsets and surfaces in memory are those of the text as it is measured.
      const measured = measuredText(text)?.text ?? text;
      let end = 0;
      for (const cue of (await annotate(text)).hedging_cues) {
        expect(measured.slice(cue.start, cue.end)).toBe(cue.surface);
        expect(cue.start).toBeGreaterThanOrEqual(end);
        end = cue.end;
        expect(cue.scope_start!).toBeLessThanOrEqual(cue.start);
        expect(cue.scope_end!).toBeGreaterThanOrEqual(cue.end);
        expect(cue.type === null).toBe(cue.series !== 'hedge');
      }
    }),
    { numRuns: 150 },
  );
});

describe('the stems of its models', () => {
  it('are the same for the forms of a regular verb', () => {
    for (const verb of ['speculate', 'assume', 'predict', 'imply', 'guess', 'allege'])
      expect(new Set(verbForms(verb).map(stemOf)).size, verb).toBe(1);
  });

  it('keep short words and doubled endings apart', () => {
    expect(['was', 'his', 'need', 'being', 'less'].map(stemOf)).toEqual([
      'was',
      'his',
      'need',
      'being',
      'less',
    ]);
  });
});

describe('the Szeged scheme', () => {
  it('asks about forms of a cue word that its training never had', async () => {
    const { hedging_cues } = await annotator({ scheme: 'szeged' })(
      'Hall hypothesizes that the bridge was unsafe.',
    );
    expect(hedging_cues.map(({ surface, scheme_type }) => [surface, scheme_type])).toContainEqual([
      'hypothesizes',
      'epistemic',
    ]);
  });
});

describe('candidates that overlap', () => {
  const spans = [
    { first: 1, after: 2 },
    { first: 0, after: 2 },
    { first: 0, after: 3 },
    { first: 5, after: 6 },
    { first: 2, after: 4 },
  ];

  it('share one cue: the likeliest stands there with the sum of their probabilities', () => {
    expect(settleOverlaps(spans, [0.3, 0.35, 0.25, 0.4, 0.1])).toEqual([
      { best: 3, mass: 0.4 },
      { best: 1, mass: expect.closeTo(0.9) },
      { best: 4, mass: 0.1 },
    ]);
  });

  it('never reach more than certainty, and none is lost', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            first: fc.nat(20),
            length: fc.integer({ min: 1, max: 4 }),
            p: fc.double({ min: 0, max: 1, noNaN: true }),
          }),
        ),
        (all) => {
          const given = all.map(({ first, length }) => ({ first, after: first + length }));
          const settled = settleOverlaps(
            given,
            all.map(({ p }) => p),
          );
          for (const { best, mass } of settled) {
            expect(mass).toBeGreaterThanOrEqual(all[best]!.p);
            expect(mass).toBeLessThanOrEqual(1);
          }
          for (const [i, a] of settled.entries())
            for (const b of settled.slice(i + 1)) {
              const [x, y] = [given[a.best]!, given[b.best]!];
              expect(x.first < y.after && y.first < x.after).toBe(false);
            }
        },
      ),
    );
  });
});

describe('words meant literally', () => {
  it.each([
    'The mayor could not be reached for comment.',
    'The nurses did all they could.',
    'She ran as fast as she could.',
    'The column appears every Friday.',
    'The minister appeared in court on Monday.',
  ])('are no hedges in %j', async (text) => {
    expect(await words(text)).toEqual([]);
  });

  it.each([
    ['The plan could fail.', 'could'],
    ['The mayor appears to be ill.', 'appears'],
  ])('hedge in %j', async (text, cue) => {
    expect((await words(text)).join(' ')).toContain(cue);
  });
});

describe('what is looked at around a cue', () => {
  it('is its sentence, and of a sentence without end no more than 200 tokens on each side', async () => {
    const plan = await loadPlan(planStages({ stages: ['tokenising'] }));
    const d = (await plan(documentOf('may '.repeat(1000)))).tokenising!;
    expect(sentenceWindow(d, 500)).toEqual([300, 701]);
    expect(sentenceWindow(d, 3)).toEqual([0, 204]);
    const short = (await plan(documentOf('It may rain. It may not.'))).tokenising!;
    expect(sentenceWindow(short, 1)).toEqual([0, short.sentenceStart[1]]);
  });
});
