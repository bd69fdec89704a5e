/** The task `attribution`. */
import { z } from 'zod';
import { plainDocument } from '../corpora/document.js';
import type { Attribution } from '../stages/attribution/annotation.js';
import { measuredPoints } from '../stages/code-points.js';
import { type Annotations, loadPlan, planStages } from '../stages/plan.js';
import { FLAG } from '../stages/tokenising/annotation.js';
import { attributionErrors, typeConfusion } from './attribution-errors.js';
import { countOneByOne, ONE_BY_ONE } from './attribution-one-by-one.js';
import {
  distinctSpans,
  exactCounts,
  type Offsets,
  overlapCounts,
  quotationType,
  quotedCharacters,
  ROLES,
  roleTokens,
  type ScoredAttribution,
  type ScoredRow,
  tokenCounts,
} from './attribution-scores.js';
import { annotateAccurately, leftOut } from './encoder-tier.js';
import {
  bootstrapFigure,
  checkGoldRow,
  type EvaluationOptions,
  type EvaluationTask,
  type GoldRow,
  prf,
  type ResultRow,
  type TaskOutput,
} from './evaluation.js';

const offsets = z.array(z.tuple([z.int().min(0), z.int().min(0)]));
const rowSchema = z.looseObject({
  id: z.string(),
  text: z.string().min(1),
  attributions: z.array(z.looseObject({ source: offsets, cue: offsets, content: offsets, type: z.string() })),
});

/** How a gold file names its types. */
type Scheme = 'polnear' | 'commentary' | 'quotation';

function schemeOf(rows: readonly GoldRow[]): Scheme {
  const types = new Set(
    rows.flatMap((row) => (row.attributions as readonly { type: string }[]).map(({ type }) => type)),
  );
  if (types.has('attribution') || types.has('no-source')) return 'polnear';
  return types.has('generic') ? 'commentary' : 'quotation';
}

function typeIn(scheme: Scheme, item: Attribution): string {
  if (scheme === 'polnear') return item.source.length === 0 ? 'no-source' : 'attribution';
  if (scheme === 'quotation') return item.type;
  if (item.generic) return 'generic';
  return item.type === 'indirect' ? 'indirect' : 'direct';
}

/** Sources, cues and contents of attributions, by token and by span. */
export const attributionTask: EvaluationTask = {
  name: 'attribution',
  description:
    'Source, cue and content of attributions: {"id","text","attributions":[{"source":[[s,e]],"cue":[[s,e]],"content":[[s,e]],"type"}]}, offsets in code points.',
  stages: ['attribution'],
  stageOptions: ({ scheme }) => ({ attribution: { scheme: scheme ?? 'commentary' } }),
  check(row, line, file) {
    return checkGoldRow(rowSchema, row, attributionTask, { line, file });
  },
  async run(rows, annotate, options): Promise<TaskOutput> {
    const scheme = schemeOf(rows);
    const rules = await loadPlan(
      planStages({ stageOptions: { attribution: { method: 'rules' } }, stages: ['attribution'] }),
    );
    const asked = options.model === 'accurate';
    const { value: accurately, missing } = await annotateAccurately(asked, ['attribution'], {
      attribution: { model: 'accurate' },
    });
    const tiers = [
      { system: 'hedgerow', annotate },
      // The encoder is asked by the codebook of commentary alone.
      ...(accurately === null || options.scheme === 'polnear'
        ? []
        : [{ system: 'hedgerow, accurate', annotate: accurately }]),
    ].map((tier) => ({ ...tier, scored: [] as ScoredRow[], predictions: [] as Record<string, unknown>[] }));
    const baseline: ScoredRow[] = [];
    for (const row of rows) {
      for (const tier of tiers) {
        const annotations = await tier.annotate(row.text, row.id);
        tier.scored.push(scoreRow(row, annotations, scheme));
        tier.predictions.push(prediction(row, annotations, scheme));
      }
      baseline.push(scoreRow(row, await rules(plainDocument(row.id, row.text)), scheme));
    }
    // Whose answers are written and whose errors are shown.
    const { scored, predictions } = tiers[asked ? tiers.length - 1 : 0]!;
    const types = [...new Set(scored.flatMap(({ gold }) => gold.map(({ type }) => type)))].sort();
    return {
      predictions,
      evaluation: {
        task: 'attribution',
        rows: rows.length,
        documents: new Set(rows.map(({ id }) => id)).size,
        results: [
          ...tiers.flatMap((tier) => [
            ...oneByOne(tier.system, tier.scored, scheme, options),
            ...resultsOf(tier.system, tier.scored, options),
            ...(scheme === 'polnear' ? [] : kindResults(tier.system, tier.scored, types, options)),
          ]),
          ...oneByOne('rules alone', baseline, scheme, options),
          ...resultsOf('rules alone', baseline, options),
        ],
        confusions: [
          typeConfusion('Type by share of content in quotation marks', scored, 'quotation', [
            'direct',
            'mixed',
            'indirect',
          ]),
          typeConfusion('Type in the gold’s scheme', scored, 'type', types),
        ],
        errors: attributionErrors(scored),
        notes: [
          'One by one: an attribution is found where the words of its content and those of a predicted one overlap by half (intersection over union), each predicted one once; its source is right where it shares a word with the gold’s, or where neither has one.',
          'Tokens are those of the tokenising stage, punctuation included; a token belongs to a role when a span of the role covers any part of it.',
          'Direct: at least 0.8 of the content’s letters and digits in double quotation marks; mixed: some; indirect: none. Gold and predicted types are derived alike.',
          'By type: precision over the content tokens of predicted attributions of the type, recall over those of gold attributions of the type, each against all content of the other side.',
          'Words in sources’ voices: words that the tool does not leave in the author’s voice, against the gold’s content; the objects of stances are left to the author unless quoted.',
          'Overlapping spans: precision counts predicted spans that meet a gold one, recall gold spans that meet a predicted one.',
          ...(missing === null ? [] : [leftOut(missing)]),
          ...(scheme === 'commentary'
            ? [
                'The commentary gold was coded by language-model readers, not by people; nested attributions are rows of their own there. On its train part the models are not to be judged: they learned from it (MODEL.md has figures of passages left out).',
              ]
            : []),
          ...(scheme === 'polnear'
            ? ['PolNeAR’s development part; the model is trained on its training part only.']
            : []),
        ],
      },
    };
  },
};

function scoreRow(row: GoldRow, annotations: Annotations, scheme: Scheme): ScoredRow {
  const tokens = annotations.tokenising!;
  const { attributions, attributionOfToken } = annotations.attribution!;
  const { toUtf16 } = measuredPoints(row.text);
  const quoted = quotedCharacters(tokens.text);
  const convert = (spans: readonly Offsets[]): Offsets[] =>
    spans.map(([start, end]) => [toUtf16(start), toUtf16(end)]);
  const goldItems = row.attributions as readonly {
    source: Offsets[];
    cue: Offsets[];
    content: Offsets[];
    type: string;
  }[];
  const bare = (spans: Attribution['content']): Offsets[] => spans.map(({ start, end }) => [start, end]);
  const typed = (parts: Omit<ScoredAttribution, 'quotation'>): ScoredAttribution => ({
    ...parts,
    quotation: quotationType(tokens.text, parts.content, quoted),
  });
  return {
    id: row.id,
    text: tokens.text,
    tokens,
    voiced: Uint8Array.from(attributionOfToken, (index) => (index < 0 ? 0 : 1)),
    gold: goldItems.map(({ source, cue, content, type }) =>
      typed({
        source: convert(source),
        cue: convert(cue),
        content: convert(content),
        type,
        confidence: 1,
      }),
    ),
    predicted: attributions.map((item) =>
      typed({
        source: bare(item.source),
        cue: bare(item.cue),
        content: bare(item.content),
        type: typeIn(scheme, item),
        confidence: item.confidence,
      }),
    ),
  };
}

function prediction(row: GoldRow, annotations: Annotations, scheme: Scheme): Record<string, unknown> {
  const { attributions } = annotations.attribution!;
  const { fromUtf16 } = measuredPoints(row.text);
  const pairs = (spans: Attribution['content']): number[][] =>
    spans.map(({ start, end }) => [fromUtf16(start), fromUtf16(end)]);
  return {
    id: row.id,
    attributions: attributions.map((item) => ({
      source: pairs(item.source),
      cue: pairs(item.cue),
      content: pairs(item.content),
      type: typeIn(scheme, item),
    })),
  };
}

/** Attributions one by one; sources and vagueness of those found; words in sources' voices. */
function oneByOne(
  system: string,
  rows: readonly ScoredRow[],
  scheme: Scheme,
  options: EvaluationOptions,
): ResultRow[] {
  const counts = perDocument(rows, countOneByOne);
  const n = rows.reduce((sum, { gold }) => sum + gold.length, 0);
  const { found, predicted, gold, sourceRight, vagueRight, voicedRight, voicedWrong, voicedMissed } =
    ONE_BY_ONE;
  const share = (measured: string, right: number): ResultRow => ({
    system,
    measured,
    figures: {
      accuracy: bootstrapFigure(
        counts,
        (sums) => (sums[found] === 0 ? null : sums[right]! / sums[found]!),
        [...counts.values()].reduce((sum, vector) => sum + vector[found]!, 0),
        options,
      ),
    },
  });
  return [
    resultRow(
      system,
      'attributions, one by one',
      counts,
      options,
      (sums) => prf([sums[found]!, sums[predicted]! - sums[found]!, sums[gold]! - sums[found]!]),
      n,
    ),
    share('source of those found', sourceRight),
    ...(scheme === 'commentary' ? [share('vague or named, of those found', vagueRight)] : []),
    resultRow(
      system,
      'words in contents',
      counts,
      options,
      (sums) => prf([sums[voicedRight]!, sums[voicedWrong]!, sums[voicedMissed]!]),
      rows.length,
    ),
  ];
}

const PRF = ['precision', 'recall', 'F1'] as const;

function resultRow(
  system: string,
  measured: string,
  counts: ReadonlyMap<string, Float64Array>,
  options: EvaluationOptions,
  of: (sums: Float64Array) => ReturnType<typeof prf>,
  n: number,
): ResultRow {
  const pick = { precision: 'precision', recall: 'recall', F1: 'f1' } as const;
  return {
    system,
    measured,
    figures: Object.fromEntries(
      PRF.map((name) => [name, bootstrapFigure(counts, (sums) => of(sums)[pick[name]], n, options)]),
    ),
  };
}

/** Precision and recall of [hits among predicted, predicted, hits among gold, gold]. */
function twoSided(sums: ArrayLike<number>): ReturnType<typeof prf> {
  const precision = sums[1] === 0 ? null : sums[0]! / sums[1]!;
  const recall = sums[3] === 0 ? null : sums[2]! / sums[3]!;
  const f1 =
    precision === null || recall === null
      ? null
      : precision + recall === 0
        ? 0
        : (2 * precision * recall) / (precision + recall);
  return { precision, recall, f1 };
}

function perDocument(
  rows: readonly ScoredRow[],
  count: (row: ScoredRow) => readonly number[],
): Map<string, Float64Array> {
  const counts = new Map<string, Float64Array>();
  for (const row of rows) {
    const vector = count(row);
    const sums = counts.get(row.id) ?? new Float64Array(vector.length);
    vector.forEach((x, k) => {
      sums[k]! += x;
    });
    counts.set(row.id, sums);
  }
  return counts;
}

function resultsOf(system: string, rows: readonly ScoredRow[], options: EvaluationOptions): ResultRow[] {
  const results: ResultRow[] = [];
  for (const role of ROLES) {
    const n = rows.reduce((sum, { gold }) => sum + distinctSpans(gold, role).length, 0);
    const tokens = perDocument(rows, ({ tokens: d, gold, predicted }) =>
      tokenCounts(roleTokens(d, gold, role), roleTokens(d, predicted, role)),
    );
    results.push(resultRow(system, `${role}, tokens`, tokens, options, prf, n));
    const exact = perDocument(rows, ({ gold, predicted }) =>
      exactCounts(distinctSpans(gold, role), distinctSpans(predicted, role)),
    );
    results.push(resultRow(system, `${role}, exact spans`, exact, options, prf, n));
    const overlap = perDocument(rows, ({ gold, predicted }) =>
      overlapCounts(distinctSpans(gold, role), distinctSpans(predicted, role)),
    );
    results.push(resultRow(system, `${role}, overlapping spans`, overlap, options, twoSided, n));
  }
  for (const [name, wanted] of [
    ['inside', 1],
    ['outside', 0],
  ] as const) {
    const counts = perDocument(rows, (row) => {
      const quoted = quotedCharacters(row.text);
      const d = row.tokens;
      const mask = new Uint8Array(d.tokenCount);
      for (let i = 0; i < d.tokenCount; i++) mask[i] = quoted[d.start[i]!] === wanted ? 1 : 0;
      return tokenCounts(roleTokens(d, row.gold, 'content'), roleTokens(d, row.predicted, 'content'), mask);
    });
    const n = rows.length;
    results.push(resultRow(system, `content ${name} quotation marks, tokens`, counts, options, prf, n));
  }
  const words = perDocument(rows, ({ tokens: d, gold, voiced }) => {
    const isWord = Uint8Array.from(d.flags, (flags) => flags & FLAG.word);
    return tokenCounts(roleTokens(d, gold, 'content'), voiced, isWord);
  });
  results.push(resultRow(system, 'words in sources’ voices', words, options, prf, rows.length));
  for (const type of ['direct', 'indirect', 'mixed'] as const)
    results.push(
      typedRow(system, `content of ${type} attributions, tokens`, rows, options, 'quotation', type),
    );
  return results;
}

function kindResults(
  system: string,
  rows: readonly ScoredRow[],
  types: readonly string[],
  options: EvaluationOptions,
): ResultRow[] {
  return types.map((type) =>
    typedRow(system, `content of kind ${type} in the gold’s scheme, tokens`, rows, options, 'type', type),
  );
}

function typedRow(
  system: string,
  measured: string,
  rows: readonly ScoredRow[],
  options: EvaluationOptions,
  field: 'quotation' | 'type',
  type: string,
): ResultRow {
  const of = (items: readonly ScoredAttribution[]) => items.filter((item) => item[field] === type);
  const counts = perDocument(rows, ({ tokens: d, gold, predicted }) => {
    const goldAll = roleTokens(d, gold, 'content');
    const predictedAll = roleTokens(d, predicted, 'content');
    const [hits, wrong] = tokenCounts(goldAll, roleTokens(d, of(predicted), 'content'));
    const [found, , missed] = tokenCounts(roleTokens(d, of(gold), 'content'), predictedAll);
    return [hits, hits + wrong, found, found + missed];
  });
  const n = rows.reduce((sum, { gold }) => sum + of(gold).length, 0);
  return resultRow(system, measured, counts, options, twoSided, n);
}
