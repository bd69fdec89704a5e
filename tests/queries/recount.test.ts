import { describe, expect, it } from 'vitest';
import { Database } from '../../pipeline/store/database.js';
import {
  atLeast,
  fieldsOf,
  type Hit,
  isNot,
  meets,
  recount,
  recountSql,
  spelledAs,
  type VoiceReading,
} from '../../queries/recount.js';
import { ALTERNATIVES } from '../../queries/robustness-checks.js';
import type { Column } from '../../stages/columns.js';
import { planStages } from '../../stages/plan.js';

const columns = planStages().columns;
const measure = (name: string): Column => columns.find((column) => column.name === name)!;

const CUES: readonly Hit[] = [
  { surface: 'Perhaps', series: 'hedge', voice: 'author', confidence: 0.9, strength: 1 },
  { surface: 'seems', series: 'hedge', voice: 'author', confidence: 0.4, strength: 3 },
  {
    surface: 'may',
    series: 'hedge',
    voice: 'source',
    confidence: null,
    strength: 2,
    source_probability: 0.6,
  },
  { surface: "it's said", series: 'hedge', voice: 'author', confidence: 0.8, strength: 2 },
  { surface: 'clearly', series: 'booster', voice: 'author', confidence: 0.7, strength: 2 },
].map((cue) => ({ source_probability: 0, ...cue }));
const WORDS: Readonly<Record<string, number>> = { words_author: 100, words_source: 100, words_doubtful: 60 };
const MENTIONS: readonly Hit[] = [0.9, 0.1, 0.5, 0.2, 0.8, 0.3, 0.05].map((positive, i) => ({
  voice: i === 6 ? 'source' : 'author',
  source_probability: i === 6 ? 0.95 : 0,
  label: positive < 0.3 ? 'negative' : 'positive',
  positive,
  negative: 0.9 - positive,
  abstained: i === 2,
}));

/** The value by SQL over a table of one document. */
async function bySql(
  column: Column,
  value: number,
  keep: Parameters<typeof recount>[2],
  reading: VoiceReading | null = null,
) {
  const database = await Database.open({});
  const text = (hits: readonly Hit[]) => JSON.stringify(hits).replaceAll("'", "''");
  try {
    await database.run(`CREATE TABLE documents AS SELECT 'a' AS id,
      from_json('${text(CUES)}', '[{"surface":"VARCHAR","series":"VARCHAR","voice":"VARCHAR","confidence":"DOUBLE","strength":"INTEGER","source_probability":"DOUBLE"}]') AS hedging_cues,
      from_json('${text(MENTIONS)}', '[{"voice":"VARCHAR","label":"VARCHAR","positive":"DOUBLE","negative":"DOUBLE","abstained":"BOOLEAN","source_probability":"DOUBLE"}]') AS mention_sentiments`);
    await database.run(
      `CREATE TABLE compared AS SELECT 'a' AS id, 0 AS place, ${value}::DOUBLE AS "${column.name}",
        ${WORDS.words_author} AS words_author, ${WORDS.words_source} AS words_source, ${WORDS.words_doubtful} AS words_doubtful`,
    );
    const sql = recountSql(column, keep, reading);
    return sql === null ? null : ((await database.query<{ value: number }>(sql))[0]?.value ?? null);
  } finally {
    database.close();
  }
}

const hitsOf = (column: string): readonly Hit[] => (column === 'hedging_cues' ? CUES : MENTIONS);

describe('a measure counted anew from some of its hits', () => {
  it.each([
    // Of the author's three hedges two are sure.
    ['hedge_rate_author', 30, atLeast('confidence', 0.8), 20],
    // One of four is "perhaps", one "may".
    ['hedge_rate', 8, spelledAs('surface', ['perhaps', 'may', "it's"]), 4],
    ['hedge_strength', 2, atLeast('confidence', 0), 2],
    // Mean of positive less negative, over five of the six mentions.
    ['sentiment_mean_author', 0, isNot('abstained'), (2 * (0.9 + 0.1 + 0.2 + 0.8 + 0.3) - 4.5) / 5],
    ['sentiment_negative_share_author', 0, isNot('abstained'), 2 / 5],
    ['sentiment_negative_share', 0, isNot('abstained'), 3 / 6],
    // Too few are kept.
    ['sentiment_mean_source', 0, isNot('abstained'), null],
    // No hit adds to these.
    ['flesch_reading_ease', 60, isNot('abstained'), null],
    ['source_voice_share', 0.3, atLeast('confidence', 0.8), null],
  ] as const)('%s, in memory and by SQL', async (name, value, keep, expected) => {
    const column = measure(name);
    const close = (found: number | null) =>
      expected === null ? expect(found).toBeNull() : expect(found).toBeCloseTo(expected, 12);
    // Fewer hits than bear the strength of hedges.
    const least = { ...column, measure: { ...column.measure!, threshold: null } };
    const asked = name === 'hedge_strength' ? least : column;
    close(recount(asked, value, keep, hitsOf));
    close(await bySql(asked, value, keep));
  });

  it.each([
    // Three hedges of the author's and "may", over 160 words in place of 100.
    ['hedge_rate_author', 30, 1000 * (4 / 160)],
    // 40 words are left to sources: too few.
    ['hedge_rate_source', 10, null],
    ['sentiment_mean_author', 0, (2 * (0.9 + 0.1 + 0.5 + 0.2 + 0.8 + 0.3) - 5.4) / 6],
    ['sentiment_negative_share_author', 0, 2 / 6],
  ] as const)('%s with doubtful voices flipped, in memory and by SQL', async (name, value, expected) => {
    const column = measure(name);
    const reading = { least: 0.8 };
    const found = [
      recount(column, value, meets({}), hitsOf, reading, (words) => WORDS[words]!),
      await bySql(column, value, meets({}), reading),
    ];
    for (const one of found)
      if (expected === null) expect(one).toBeNull();
      else expect(one).toBeCloseTo(expected, 12);
  });

  it('asks only what the hits of the list hold', () => {
    const lists = new Map(columns.map(({ name, type }) => [name, fieldsOf(type)]));
    for (const column of columns) {
      const evidence = column.measure?.evidence;
      if (evidence === null || evidence === undefined) continue;
      for (const field of Object.keys(evidence.where)) expect(lists.get(evidence.column)).toContain(field);
      const { aggregate } = column.measure!;
      const fields =
        aggregate.kind === 'mean'
          ? aggregate.fields
          : aggregate.kind === 'share'
            ? Object.keys(aggregate.among ?? {})
            : [];
      for (const field of fields) expect(lists.get(evidence.column), column.name).toContain(field);
    }
  });

  it('applies the checks where their fields are', () => {
    const applied = (name: string) => {
      const column = measure(name);
      const list = measure(column.measure!.evidence!.column);
      return ALTERNATIVES.filter((one) => one.keeps(column, list.type) !== null).map(({ key }) => key);
    };
    expect(applied('hedge_rate')).toEqual(['lexicon', 'sure']);
    expect(applied('hedge_rate_author')).toEqual(['lexicon', 'sure', 'voices']);
    expect(applied('sentiment_mean')).toEqual(['sure']);
    expect(applied('sentiment_mean_source')).toEqual(['sure', 'voices']);
    expect(applied('mean_word_length')).toEqual([]);
  });

  it('quotes values in SQL', () => {
    expect(meets({ name: ["o'clock"], sure: [true] }).sql).toBe(
      `h."name" IN ('o''clock') AND h."sure" IN (true)`,
    );
  });
});
