import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measuredText } from '../../corpora/cleaning/measured-text.js';
import { attributionTask } from '../../evaluation/attribution.js';
import { evaluateTask, readGold } from '../../evaluation/evaluate.js';
import { ChainMarginals } from '../../models/crf/marginals.js';
import { marginalsTwin } from '../../models/crf/marginals-twin.js';
import type { AttributionAnnotation, SourceKind } from '../../stages/attribution/annotation.js';
import { MARGIN, TABLES, WINDOW } from '../../stages/attribution/features.js';
import { K } from '../../stages/attribution/labels.js';
import { QuotationFinder } from '../../stages/attribution/quotations.js';
import { quantise } from '../../stages/attribution/tagger-model.js';
import { loadPlan, planStages } from '../../stages/plan.js';
import type { TokenisedDocument } from '../../stages/tokenising/annotation.js';
import { FLAG } from '../../stages/tokenising/annotation.js';
import { marginalsOf } from '../../training/learners/crf.js';
import { documentOf } from '../document-of.js';

const withModel = await loadPlan(planStages({ stages: ['attribution'] }));
const withRules = await loadPlan(
  planStages({ stageOptions: { attribution: { method: 'rules' } }, stages: ['attribution'] }),
);

type Run = typeof withModel;
const attribute = async (text: string, run: Run = withModel): Promise<AttributionAnnotation> =>
  (await run(documentOf(text))).attribution!;
const tokenise = async (text: string): Promise<TokenisedDocument> =>
  (await withRules(documentOf(text))).tokenising!;

async function quotations(text: string): Promise<string[]> {
  const d = await tokenise(text);
  return new QuotationFinder(d.vocabulary)
    .find(d)
    .map(({ open, after, nested }) => `${nested ? 'in: ' : ''}${d.surface(open, after)}`);
}

describe('quotation marks', () => {
  it.each([
    ['straight', 'He said "we go" and left.', ['"we go"']],
    ['curly', 'He said “we go” and left.', ['“we go”']],
    ['guillemets', 'He said «we go» and left.', ['«we go»']],
    ['single', 'He said ‘we go’ and left.', ['‘we go’']],
    ['single straight', "He said 'we go' and left.", ["'we go'"]],
    [
      'apostrophes inside single marks',
      'She said ‘it’s the boys’ turn’ and left.',
      ['‘it’s the boys’ turn’'],
    ],
    ['possessives are no marks', "The officials' plan and the workers' reply differ.", []],
    ['decades and clitics are no marks', "In the '90s they couldn't get 'em to stay.", []],
    [
      'nested',
      'He said “she called it ‘a farce’ twice” today.',
      ['“she called it ‘a farce’ twice”', 'in: ‘a farce’'],
    ],
    ['two in a sentence', 'Both "the one" and "the other" are here.', ['"the one"', '"the other"']],
    [
      'reopened in the next paragraph',
      '“I came a long way.\n\n“I shall go further,” he said.',
      ['“I came a long way.', '“I shall go further,”'],
    ],
    [
      'a closer that is missing ends with its sentence',
      '“I came a long way, he said. Then he sat down.\n\nNobody spoke.',
      ['“I came a long way, he said.'],
    ],
  ])('%s', async (_, text, expected) => expect(await quotations(text)).toEqual(expected));
});

describe('attribution by rules', () => {
  it.each([
    ['The leader who said rebels would not give up has left.', 'who', 'said', 'pronoun'],
    ['“We like it,” she added.', 'she', 'added', 'pronoun'],
    ['Critics argue that it failed.', 'Critics', 'argue', 'generic'],
    ['In the view of the court, the law is void.', 'the court', 'In the view of', 'nominal'],
    ['Ana Brown warned that the dam could break.', 'Ana Brown', 'warned', 'named'],
  ])('%s', async (text, source, cue, kind) => {
    const { attributions } = await attribute(text, withRules);
    expect(attributions).toHaveLength(1);
    const [found] = attributions;
    expect(found!.source.map(({ surface }) => surface)).toEqual([source]);
    expect(found!.cue.map(({ surface }) => surface)).toEqual([cue]);
    expect(found!.source_kind satisfies SourceKind).toBe(kind);
  });
});

describe('the stage', () => {
  it('keeps the author’s voice where nobody speaks', async () => {
    const annotation = await attribute(
      'The road is closed. Snow fell all night, and no bus has come through.',
    );
    expect(annotation.attributions).toEqual([]);
    expect([...annotation.attributionOfToken].every((a) => a === -1)).toBe(true);
    expect(annotation.words_source).toBe(0);
  });

  it('makes a generic source of “experts say”', async () => {
    const { attributions } = await attribute('Experts say such leniency has led to further attacks.');
    expect(attributions).toHaveLength(1);
    expect(attributions[0]).toMatchObject({ source_kind: 'generic', generic: true, type: 'indirect' });
  });

  it('gives the paragraphs of one quotation to the speaker named in the last of them', async () => {
    const { attributions } = await attribute(
      '“I came a long way.\n\n“I slept in barns.\n\n“I shall go further,” Ana Brown said.\n\nNobody replied.',
    );
    expect(attributions).toHaveLength(1);
    expect(attributions[0]!.source.map(({ surface }) => surface)).toEqual(['Ana Brown']);
    expect(attributions[0]!.content).toHaveLength(3);
  });

  it('begins no run at a paragraph before which the marks were closed', async () => {
    const { attributions } = await attribute(
      '“I came a long way,” Ana Brown said.\n\n“I shall go further,” Omar Diaz said.',
    );
    expect(attributions.map(({ source }) => source[0]!.surface)).toEqual(['Ana Brown', 'Omar Diaz']);
  });

  it('tells direct, mixed and indirect apart by what stands in marks', async () => {
    const typeOf = async (text: string) => (await attribute(text)).attributions[0]?.type;
    expect(await typeOf('“The plan is sound and it will be paid for,” the minister said.')).toBe('direct');
    expect(await typeOf('The minister said the plan was “sound” and would be paid for.')).toBe('mixed');
    expect(await typeOf('The minister said the plan was sound and would be paid for.')).toBe('indirect');
  });

  it('gives exact offsets, whole words and consistent voices for any text', async () => {
    const piece = fc.constantFrom(
      'Critics say ',
      '“',
      '”',
      '"',
      "'",
      '‘',
      '’',
      '«',
      '»',
      '\n\n',
      '. ',
      ', ',
      'he said',
      ' according to ',
      'the 😀 plan ',
      'may fail',
      ' Karimi told ',
      ' that ',
      '\u2028',
      '\ufeff',
      ': ',
      'It is believed ',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(piece, fc.string({ unit: 'grapheme' })), { maxLength: 40 }),
        async (pieces) => {
          const text = pieces.join('');
          // Offsets and surfaces in memory are those of the text as it is measured.
          const measured = measuredText(text)?.text ?? text;
          for (const run of [withModel, withRules]) {
            const annotation = await attribute(text, run);
            const d = (await run(documentOf(text))).tokenising!;
            for (const { source, cue, content, contentTokens } of annotation.attributions) {
              for (const span of [...source, ...cue, ...content])
                expect(measured.slice(span.start, span.end)).toBe(span.surface);
              expect(content.length).toBeGreaterThan(0);
              for (const [first, after] of contentTokens) expect(after).toBeGreaterThan(first);
            }
            let words = 0;
            for (let i = 0; i < d.tokenCount; i++)
              if ((d.flags[i]! & FLAG.word) !== 0 && annotation.attributionOfToken[i]! >= 0) words++;
            expect(annotation.words_source).toBe(words);
            expect(annotation.words_author + annotation.words_source).toBe(d.word_count);
          }
        },
      ),
      { numRuns: 150, seed: 4 },
    );
  });

  it('gives the same whatever came before', async () => {
    const text = 'Officials say the bridge is safe. “It held,” Ana Brown said.';
    const anew = await loadPlan(planStages({ stages: ['attribution'] }));
    const alone = (await anew(documentOf(text))).attribution!;
    await attribute('A different text about “another thing”, she wrote.');
    const after = (await withModel(documentOf(text))).attribution!;
    expect(JSON.stringify(after)).toBe(JSON.stringify(alone));
  });
});

describe('the chain', () => {
  it('is the same in the kernel, from features to marginals', () => {
    const entries = 40;
    const weights = Int8Array.from({ length: entries * K }, (_, i) => ((i * 7919) % 255) - 127);
    const unit = 0.009;
    const transition = Array.from({ length: K * K }, (_, i) => Math.cos(i * 0.9) * 2);
    const kernel = new ChainMarginals(weights, unit, transition, TABLES);
    const T = WINDOW + TABLES;
    const model = {
      labels: K,
      features: entries,
      boundaries: false,
      weights: Float32Array.from(weights, (w) => w * unit),
      transitions: Float32Array.from(transition),
    };
    for (const [n, before] of [
      [9, 3],
      [1, 0],
      [5000, 10],
    ] as const) {
      kernel.reserve(before + n);
      // Rows of words lie at every seventh entry, so that the window's tables stay inside.
      for (let k = 0; k < n + 2 * MARGIN; k++) kernel.rows[k] = ((k * 13) % 5) * WINDOW * K;
      for (let f = 0; f < n * TABLES; f++) kernel.features[f] = ((f * 31) % entries) * K;
      const features = Int32Array.from({ length: n * T }, (_, f) => {
        const [i, m] = [Math.floor(f / T), f % T];
        return m < WINDOW ? kernel.rows[i + m]! + m * K : kernel.features[i * TABLES + m - WINDOW]!;
      });
      const first = Uint32Array.from({ length: n + 1 }, (_, i) => i * T);
      const expected = marginalsOf(model, { features, first, labels: new Uint8Array(n) });
      kernel.run(before, n);
      for (let i = 0; i < n * K; i++) expect(kernel.marginals[before * K + i]).toBeCloseTo(expected[i]!, 5);
      expect(kernel.marginals.slice(before * K, (before + n) * K)).toEqual(
        marginalsTwin(weights, unit, transition, TABLES, kernel.rows, kernel.features, n),
      );
    }
  });

  it('keeps weights to half a unit when they are stored as bytes', () => {
    const weight = Float32Array.from({ length: 10 * K }, (_, i) => Math.sin(i) * 3);
    const { bytes, unit } = quantise(weight);
    bytes.forEach((b, i) => {
      expect(Math.abs(b * unit - weight[i]!)).toBeLessThanOrEqual(unit * 0.5001);
    });
  });
});

describe('the evaluation task', () => {
  const text = '“We will go,” Khan said. 😀 Critics say it is too late for that.';
  const points = [...text];
  const at = (part: string): [number, number] => {
    const start = [...text.slice(0, text.indexOf(part))].length;
    return [start, start + [...part].length];
  };
  const options = { seed: 1, resamples: 50 };

  it('takes its own predictions for faultless, code points and all', async () => {
    const rows = [{ id: 'a', text, attributions: [] as unknown[] }];
    const { predictions } = await evaluateTask(attributionTask, rows as never, options);
    const gold = [{ ...predictions[0], text }] as never;
    const { evaluation } = await evaluateTask(attributionTask, gold, options);
    for (const { system, measured, figures } of evaluation.results) {
      if (system !== 'hedgerow' || !/tokens|spans/.test(measured)) continue;
      if (figures.F1!.value !== null) expect(figures.F1!.value, measured).toBe(1);
    }
    const found = predictions[0]!.attributions as { source: [number, number][] }[];
    expect(found.flatMap(({ source }) => source.map(([s, e]) => points.slice(s, e).join('')))).toContain(
      'Critics',
    );
  });

  it('counts tokens by hand', async () => {
    const gold = [
      {
        id: 'a',
        text,
        attributions: [{ source: [at('Khan')], cue: [at('said')], content: [at('We will')], type: 'direct' }],
      },
    ];
    const { evaluation } = await evaluateTask(attributionTask, gold as never, options);
    const row = evaluation.results.find(
      (r) => r.system === 'rules alone' && r.measured === 'source, tokens',
    )!;
    // "Khan" is right, "Critics" is not in this gold.
    expect(row.figures.precision!.value).toBeCloseTo(0.5);
    expect(row.figures.recall!.value).toBe(1);
  });

  it('says which line and field is wrong', () => {
    expect(() => attributionTask.check({ id: 'x', text: 'y', attributions: [{}] }, 3, 'gold.jsonl')).toThrow(
      /gold\.jsonl, line 3, field 'attributions\.0\.source'/,
    );
  });
});

const POLNEAR = '../shared/gold/attribution/polnear.dev.jsonl';
describe.skipIf(!existsSync(POLNEAR))(
  'PolNeAR development part (skipped where the gold is not at hand)',
  () => {
    it('reaches what the model card says', { timeout: 900_000 }, async () => {
      const { evaluation } = await evaluateTask(attributionTask, readGold(attributionTask, POLNEAR), {
        scheme: 'polnear',
        seed: 1,
        resamples: 1,
      });
      const f1 = (measured: string, system = 'hedgerow'): number =>
        evaluation.results.find((r) => r.system === system && r.measured === measured)!.figures.F1!.value!;
      expect(f1('content, tokens')).toBeGreaterThan(0.84);
      expect(f1('source, tokens')).toBeGreaterThan(0.74);
      expect(f1('cue, tokens')).toBeGreaterThan(0.65);
      expect(f1('content inside quotation marks, tokens')).toBeGreaterThan(0.97);
      expect(f1('content, tokens', 'rules alone')).toBeLessThan(f1('content, tokens'));
    });
  },
);

it('ships a model small enough to load at once', () => {
  expect(readFileSync('stages/attribution/model.bin').length).toBeLessThan(4_000_000);
});
