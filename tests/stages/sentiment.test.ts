import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measuredText } from '../../corpora/cleaning/measured-text.js';
import { sentimentModelStem as stem } from '../../language/en/model-stems.js';
import { encodeWordRows, StoredRows } from '../../models/attention-pooling/word-rows.js';
import { encodeWordVectors, WordVectors } from '../../models/word-vectors.js';
import { loadPlan, planStages } from '../../stages/plan.js';
import { sentimentByActor } from '../../stages/sentiment/aggregate.js';
import type { SentimentAnnotation } from '../../stages/sentiment/annotation.js';
import { Grammar } from '../../stages/sentiment/grammar.js';
import type { JudgedMentions } from '../../stages/sentiment/judged-mentions.js';
import { countMentions, MINIMUM_MENTIONS, sentimentMeasures } from '../../stages/sentiment/measures.js';
import { writeRoles } from '../../stages/sentiment/mention-inputs.js';
import { decide, probabilitiesOf } from '../../stages/sentiment/model-header.js';
import { LONGEST_SENTENCE, SentenceView } from '../../stages/sentiment/sentence.js';
import { TargetJudge, tokenSpan } from '../../stages/sentiment/targets.js';
import { loadWords } from '../../stages/sentiment/words.js';
import type { TokenisedDocument } from '../../stages/tokenising/annotation.js';
import { readTargets } from '../../training/sentiment/gold.js';
import { documentOf } from '../document-of.js';

const tokenise = await loadPlan(planStages({ stages: ['tokenising'] }));
const tokens = async (text: string): Promise<TokenisedDocument> =>
  (await tokenise(documentOf(text))).tokenising!;
const annotate = await loadPlan(planStages({ stages: ['sentiment'] }));
const sentimentOf = async (text: string): Promise<SentimentAnnotation> =>
  (await annotate(documentOf(text))).sentiment!;

/** The first sentence of a text, and where a name stands in it. */
async function viewOf(text: string, name: string) {
  const document = await tokens(text);
  const sentence = new SentenceView();
  sentence.read(document, 0, document.sentenceStart[1]!, loadWords(document.vocabulary));
  const at = text.indexOf(name);
  const [from, to] = tokenSpan(document, at, at + name.length);
  const word = (i: number): string | null => (i < 0 ? null : document.surface(i, i + 1));
  return { sentence, from, to, word };
}

async function grammarOf(text: string, name: string) {
  const { sentence, from, to, word } = await viewOf(text, name);
  const grammar = new Grammar();
  grammar.read(sentence, from, to);
  return { grammar, word };
}

describe('grammar around a mention', () => {
  it('finds the verb whose subject it is, with negation', async () => {
    const { grammar, word } = await grammarOf('Karlsson did not betray her voters.', 'Karlsson');
    expect(word(grammar.subjectOf)).toBe('betray');
    expect(grammar.subjectNegated).toBe(true);
    expect(grammar.subjectPassive).toBe(false);
    expect(word(grammar.subjectObject)).toBe('voters');
  });
  it('tells the passive from the active', async () => {
    const { grammar, word } = await grammarOf('Karlsson was attacked by Dumont.', 'Karlsson');
    expect(word(grammar.subjectOf)).toBe('attacked');
    expect(grammar.subjectPassive).toBe(true);
    const agent = await grammarOf('Karlsson was attacked by Dumont.', 'Dumont');
    expect(agent.word(agent.grammar.agentOf)).toBe('attacked');
  });
  it('finds the verb whose object it is', async () => {
    const { grammar, word } = await grammarOf('The committee praised Karlsson.', 'Karlsson');
    expect(word(grammar.objectOf)).toBe('praised');
  });
  it('finds what it owns', async () => {
    const { grammar, word } = await grammarOf("Karlsson's cowardice surprised nobody.", 'Karlsson');
    expect(word(grammar.possessed)).toBe('cowardice');
  });
  it('finds the complement', async () => {
    const { grammar, word } = await grammarOf('Karlsson is not a coward.', 'Karlsson');
    expect(word(grammar.complement)).toBe('coward');
    expect(grammar.complementNegated).toBe(true);
  });
  it('knows who speaks', async () => {
    expect((await grammarOf('Karlsson said taxes would fall.', 'Karlsson')).grammar.speaks).toBe(true);
    expect((await grammarOf('Karlsson visited the harbour.', 'Karlsson')).grammar.speaks).toBe(false);
  });
});

describe('more of the grammar around a mention', () => {
  it('reads the relative clause about it, with its passive', async () => {
    const { grammar, word } = await grammarOf(
      'Karlsson, who was robbed by Dumont, now lives in Oslo.',
      'Karlsson',
    );
    expect(word(grammar.relativeVerb)).toBe('robbed');
    expect(grammar.relativePassive).toBe(true);
  });
  it('finds the doer past what the deed is done to', async () => {
    const { grammar, word } = await grammarOf('The poisoning of wells by Dumont went on.', 'Dumont');
    expect([word(grammar.agentOf), word(grammar.prepositionHead)]).toContain('poisoning');
  });
  it('finds what a deed is aimed at', async () => {
    const { grammar, word } = await grammarOf('The attack on Karlsson failed.', 'Karlsson');
    expect(word(grammar.aimedAt)).toBe('attack');
  });
  it('tells what is done to a thing from what is done to its owner', async () => {
    const { grammar, word } = await grammarOf("Thieves stole Karlsson's car.", 'Karlsson');
    expect(word(grammar.governor)).toBe('stole');
    expect(grammar.objectOf).toBe(-1);
  });
});

describe('a harm done to a mention', () => {
  it.each([
    ['Karlsson was kidnapped on Monday.', 'Karlsson', true],
    ['Gunmen kidnapped Karlsson near Oslo.', 'Karlsson', true],
    ['The attack on Karlsson failed.', 'Karlsson', true],
    ['The murder of Karlsson shook Oslo.', 'Karlsson', true],
    ['Karlsson, who was robbed by Dumont, lives in Oslo.', 'Karlsson', true],
    ['Karlsson died in Oslo.', 'Karlsson', true],
    ['Karlsson robbed a bank.', 'Karlsson', false],
    ['The villagers were attacked by Karlsson.', 'Karlsson', false],
    ['The committee criticised Karlsson.', 'Karlsson', false],
  ])('%s', async (text, name, suffers) => {
    const { sentence, from, to } = await viewOf(text, name);
    const grammar = new Grammar();
    grammar.read(sentence, from, to);
    expect(writeRoles(sentence, grammar, new Uint8Array(LONGEST_SENTENCE))).toBe(suffers);
  });
});

describe('roles', () => {
  const rolesOf = async (text: string): Promise<Record<string, string>> =>
    Object.fromEntries(
      (await sentimentOf(text)).mention_sentiments.map(({ surface, role }) => [surface, role]),
    );
  it.each([
    ['Anna Weber attacked Boris Kline on Monday.', { 'Anna Weber': 'agent', 'Boris Kline': 'patient' }],
    [
      'Boris Kline was attacked by Anna Weber on Monday.',
      { 'Anna Weber': 'agent', 'Boris Kline': 'patient' },
    ],
    ['Anna Weber said that taxes would rise.', { 'Anna Weber': 'speaker' }],
  ])('%s', async (text, roles) => {
    expect(await rolesOf(text)).toMatchObject(roles);
  });
});

describe('names', () => {
  it('do not change what is found: the target may be anybody', async () => {
    // No "her" or "his": whether it means the target follows from the name, and may.
    const templates = [
      '@ betrayed the voters and wasted their money.',
      'The rebels shelled the town where @ was born.',
      'Nobody has done more for the poor than @.',
      '@ was cleared of all charges by the court.',
      'Critics say that @ is a coward; friends admire @ all the same.',
    ];
    const names = ['Adolf Hitler', 'Barack Obama', 'Helga Karlsson', 'Narendra Modi'];
    for (const template of templates) {
      const found = [];
      for (const name of names) {
        const { mention_sentiments } = await sentimentOf(template.replaceAll('@', name));
        const own = mention_sentiments.filter(({ surface }) => surface === name);
        expect(own.length).toBeGreaterThan(0);
        found.push(
          own.map(({ label, negative, neutral, positive }) => ({ label, negative, neutral, positive })),
        );
      }
      for (const other of found) expect(other).toEqual(found[0]);
    }
  });
});

describe('sentence view', () => {
  it('turns polarity where a negator stands before it in the clause, and not beyond', async () => {
    const { sentence } = await viewOf('He was not honest, but brave.', 'He');
    expect(Array.from(sentence.polarity.subarray(0, sentence.length))).toEqual([0, 0, 0, -1, 0, 0, 1, 0]);
  });
  it('knows what stands in quotation marks', async () => {
    const { sentence } = await viewOf('He called it “a disaster” today.', 'He');
    expect(sentence.quoted[4]).toBe(1);
    expect(sentence.quoted[sentence.length - 2]).toBe(0);
  });
});

describe('the stem of its models', () => {
  it.each([
    ['attacked', 'attack'],
    ['attacks', 'attack'],
    ['lying', 'lying'],
    ['accuses', 'accus'],
    ['accused', 'accus'],
    ['accuse', 'accus'],
    ['stopped', 'stop'],
    ['denied', 'deny'],
  ])('%s -> %s', (word, expected) => expect(stem(word)).toBe(expected));
});

describe('model files', () => {
  it('word vectors come back within half a step', () => {
    const vector = Array.from({ length: 100 }, (_, d) => Math.sin(d));
    const vectors = WordVectors.from(encodeWordVectors(['above', 'below'], [vector, vector.map((x) => -x)]));
    const out = new Float32Array(100);
    vectors.read(vectors.indexOf('below'), out);
    for (let d = 0; d < 100; d++)
      expect(Math.abs(out[d]! + vector[d]!)).toBeLessThanOrEqual(0.5 / 127 + 1e-6);
    expect(vectors.indexOf('beyond')).toBe(-1);
  });
  it('rows of words come back within half a step, and the parameters as they were', () => {
    const shape = { heads: 4, hidden: 16 };
    const row = Float32Array.from({ length: 36 }, (_, d) => Math.sin(d) * (d < 32 ? 1 : 0.1));
    const rows = StoredRows.from(
      encodeWordRows(shape, ['above', 'below'], Float32Array.from([...row, ...row.map((x) => -x)]), row),
    );
    expect(Array.from(rows.parameters)).toEqual(Array.from(row));
    const out = new Float32Array(36);
    rows.read(rows.indexOf('below'), out);
    for (let d = 0; d < 36; d++)
      expect(Math.abs(out[d]! + row[d]!)).toBeLessThanOrEqual(0.5 / 127 / (d < 32 ? 1 : 10) + 1e-6);
    expect(rows.indexOf('beyond')).toBe(-1);
  });
  it('probabilities are the softmax of scaled and shifted scores', () => {
    const p = new Float64Array(3);
    probabilitiesOf([Math.log(2), 0, -50], { scale: [2, 2, 2], bias: [0, Math.log(4), 0] }, p);
    expect(p[0]).toBeCloseTo(0.5, 12);
    expect(p[1]).toBeCloseTo(0.5, 12);
  });
  it('a rare class is named where its weight makes it the highest', () => {
    expect(decide([0.3, 0.4, 0.3], [1, 1, 1])).toBe(1);
    expect(decide([0.3, 0.4, 0.3], [1, 1, 1.5])).toBe(2);
    expect(decide([0.4, 0.4, 0.2], [1, 1, 1])).toBe(0);
  });
});

/** Mentions of actors by index, each with its voice and probabilities. */
function judgedOf(
  mentions: readonly (readonly [actor: number, voice: 'author' | 'source', p: readonly number[]])[],
): JudgedMentions {
  const of = (k: number) => Float64Array.from(mentions, ([, , p]) => p[k]!);
  return {
    count: mentions.length,
    actor: Int32Array.from(mentions, ([actor]) => actor),
    voice: Int32Array.from(mentions, ([, voice]) => (voice === 'source' ? 1 : 0)),
    label: Int32Array.from(mentions, ([, , p]) => p.indexOf(Math.max(...p))),
    negative: of(0),
    neutral: of(1),
    positive: of(2),
  };
}

describe('sums', () => {
  const mentions = [
    [0, 'author', [0.7, 0.2, 0.1]],
    [0, 'source', [0.1, 0.2, 0.7]],
    [1, 'author', [0, 1, 0]],
    [0, 'author', [0.5, 0.3, 0.2]],
  ] as const;
  it('by actor and voice', () => {
    const actors = ['a', 'b', 'c'].map((key) => ({ key, name: key, type: 'person' as const }));
    const rows = sentimentByActor(judgedOf(mentions), actors).toArray();
    expect(rows.map((row) => `${row.actor} ${row.voice} ${row.mentions}`)).toEqual([
      'a all 3',
      'a author 2',
      'a source 1',
      'b all 1',
      'b author 1',
    ]);
    expect(rows[0]!.mean).toBeCloseTo((-0.6 + 0.6 - 0.3) / 3, 12);
    expect(rows[1]).toMatchObject({ negative: 2, neutral: 0, positive: 0 });
  });
  it('over the document; null under the minimum, never 0', () => {
    const values = sentimentMeasures.values(countMentions(judgedOf([...mentions, ...mentions])));
    expect(values.sentiment_mean).toBeCloseTo(-0.3 / 4, 12);
    expect(values.sentiment_negative_share_author).toBeCloseTo(4 / 6, 12);
    expect(2).toBeLessThan(MINIMUM_MENTIONS);
    expect(values.sentiment_mean_source).toBeNull();
  });
});

describe('the stage', () => {
  it('holds for any text: offsets exact, probabilities that add up', async () => {
    const piece = fc.constantFrom(
      'Karlsson ',
      'President Dumont ',
      '“',
      '”',
      'lied',
      ' 😀 ',
      '. ',
      ', ',
      'was not ',
      "'s ",
      'by ',
      '\n\n',
      'said ',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 60 }).map((p) => p.join('')),
    );
    await fc.assert(
      fc.asyncProperty(text, async (t) => {
        // In memory, offsets and surfaces are those of the text as it is measured.
        const measured = measuredText(t)?.text ?? t;
        for (const m of (await sentimentOf(t)).mention_sentiments) {
          expect(measured.slice(m.start, m.end)).toBe(m.surface);
          expect(m.negative + m.neutral + m.positive).toBeCloseTo(1, 9);
          expect(Math.min(m.negative, m.neutral, m.positive)).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 150, examples: [['Ｗ\u0000']] },
    );
  });
  it('gives the same values whatever came before', async () => {
    const text = 'Helga Karlsson betrayed her voters. Dumont, a brave man, praised Karlsson.';
    const first = JSON.stringify((await sentimentOf(text)).mention_sentiments);
    await sentimentOf('Quite another text about Anton Weber, who failed utterly.');
    expect(JSON.stringify((await sentimentOf(text)).mention_sentiments)).toBe(first);
  });
  it('reads a sentence longer than its view', async () => {
    const text = `${'and then some more words '.repeat(200)}Karlsson lied to everybody.`;
    const document = await tokens(text);
    const at = text.indexOf('Karlsson');
    const [first, after] = tokenSpan(document, at, at + 8);
    expect(first).toBeGreaterThan(LONGEST_SENTENCE);
    const out = new Float64Array(3);
    new TargetJudge(document.vocabulary).judge(document, first, after, false, 0, out);
    expect(out[0]! + out[1]! + out[2]!).toBeCloseTo(1, 9);
    expect(out[0]).toBeGreaterThan(out[2]!);
  });
});

const dev = '../shared/gold/sentiment/newsmtsc.dev-rw.jsonl';
describe.skipIf(!existsSync(dev))('on NewsMTSC dev-rw (skipped where ../shared/gold is missing)', () => {
  it('keeps macro-F1 and calibration of the default model', async () => {
    const targets = readTargets(dev);
    const out = new Float64Array(3);
    const confusion = new Float64Array(9);
    let judge: TargetJudge | undefined;
    for (const target of targets) {
      const document = await tokens(target.text);
      judge ??= new TargetJudge(document.vocabulary);
      const [first, after] = tokenSpan(document, target.start, target.end);
      judge.judge(document, first, after, false, 0, out);
      confusion[3 * target.label + out.indexOf(Math.max(...out))]!++;
    }
    const f1 = [0, 1, 2].map((k) => {
      const predicted = confusion[k]! + confusion[3 + k]! + confusion[6 + k]!;
      const gold = confusion[3 * k]! + confusion[3 * k + 1]! + confusion[3 * k + 2]!;
      return (2 * confusion[4 * k]!) / (predicted + gold);
    });
    expect((f1[0]! + f1[1]! + f1[2]!) / 3).toBeGreaterThan(0.69);
  });
});
