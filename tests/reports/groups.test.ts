import { describe, expect, it } from 'vitest';
import { type Random, seededRandom } from '../../base/random.js';
import { claimRows, keynessRow } from '../../reports/keyness/rows.js';
import type { GroupKeyness } from '../../reports/keyness/schema.js';
import { groupActors } from '../../reports/sections/group-actors/data.js';
import type { GroupData } from '../../reports/sections/group-data.js';
import { outletOpening } from '../../reports/sections/group-findings/key-findings.js';
import { groupFrames } from '../../reports/sections/group-frames/data.js';
import { mapOfGroups } from '../../reports/sections/group-map/data.js';
import { groupMeasures } from '../../reports/sections/group-measures/data.js';
import { findingsOf } from '../../reports/sections/group-robustness/data.js';
import { measure } from '../../stages/columns.js';
import { matchedDifferences } from '../../statistics/matched.js';
import { medianDifference } from '../../statistics/median-difference.js';
import { normalQuantile } from '../../statistics/normal.js';
import { principalComponents } from '../../statistics/principal-components.js';
import { shareDifference, wilson } from '../../statistics/shares.js';
import { studentQuantile } from '../../statistics/student.js';

const near = (actual: number, expected: number) =>
  expect(Math.abs(actual - expected)).toBeLessThan(1e-9 * Math.max(1, Math.abs(expected)));
const sorted = (...values: number[]) => Float64Array.from(values).sort();
/** Box and Muller. */
const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());

// Values said to be SciPy's, NumPy's or statsmodels' were made with SciPy 1.17.1, NumPy 2.4.6 and statsmodels on the inputs shown.
describe('statistics of groups', () => {
  it('quantiles as scipy.stats.t.ppf and norm.ppf', () => {
    near(studentQuantile(0.975, 4), 2.7764451051977934);
    near(studentQuantile(0.975, 9), 2.262157162798205);
    near(studentQuantile(0.975, 30), 2.0422724563012378);
    near(studentQuantile(0.975, 500), 1.9647198374673676);
    near(normalQuantile(0.001), -3.090232306167813);
    near(normalQuantile(0.3), -0.5244005127080409);
    expect(normalQuantile(0)).toBeNaN();
  });
  it("difference of medians with Price and Bonett's interval, by their formulas with scipy.stats.binom and norm", () => {
    const x = sorted(2.1, 3.4, 3.4, 5, 7.7, 8.2, 9.1, 4.4, 6.1, 2.9, 7);
    const y = sorted(1, 2.1, 3.3, 3.4, 4, 4.9, 6.6, 7, 7.5, 5.5, 2.2, 6);
    const { difference, interval } = medianDifference(x, y)!;
    near(difference, 0.55);
    near(interval![0], -2.5445628530093196);
    near(interval![1], 3.6445628530093193);
    expect(medianDifference(sorted(1, 2), y)!.interval).toBeNull();
    expect(medianDifference(sorted(), y)).toBeNull();
  });
  it("Newcombe's published table II (1998), method 10: 56/70 and 48/80, 9/10 and 3/10; 10/10 and 0/10", () => {
    const table = [
      [56, 70, 48, 80, 0.0524, 0.3339],
      [9, 10, 3, 10, 0.1705, 0.809],
      [5, 56, 0, 29, -0.0381, 0.1926],
      [10, 10, 0, 10, 0.6075, 1],
    ] as const;
    for (const [a, m, b, n, low, high] of table) {
      const { interval } = shareDifference(a, m, b, n)!;
      expect(interval![0]).toBeCloseTo(low, 4);
      expect(interval![1]).toBeCloseTo(high, 4);
    }
    // statsmodels confint_proportions_2indep(method='newcomb'), and Fisher's mid-p as scipy.stats.hypergeom.
    const { interval, p } = shareDifference(56, 70, 48, 80)!;
    near(interval![0], 0.05243147240236498);
    near(interval![1], 0.33387265403690614);
    near(p!, 0.01042113995903711);
    expect(shareDifference(0, 5, 0, 9)!.p).toBeNull();
    expect(shareDifference(0, 0, 1, 9)).toBeNull();
  });
  it("Wilson's interval as published by Newcombe (1998, 81 of 263: 0.2553 to 0.3662) and as statsmodels", () => {
    const [low, high] = wilson(81 / 263, 263)!;
    near(low, 0.2552885198782742);
    near(high, 0.36620957698280004);
  });
  it('principal components as numpy.linalg.eigh of the correlation matrix', () => {
    const rows = [
      [2, 1.1, 30],
      [0.5, 0.9, 41],
      [1.7, 2.2, 35],
      [3.1, 2, 22],
      [2.6, 0.4, 28],
    ].map((row) => Float64Array.from(row));
    const { scores, loadings, explained } = principalComponents(rows)!;
    near(explained[0], 0.6811652047119692);
    near(explained[1], 0.31243102662898903);
    const expected = [
      [0.05940353038160602, -0.31374782765150755],
      [-2.096105192078183, -0.05601283196924959],
      [-0.28130689411250015, 1.263431362797576],
      [1.8700180962609219, 0.4620141165546375],
      [0.44799045954815475, -1.3556848197314564],
    ];
    scores.forEach((score, i) => {
      near(score[0], expected[i]![0]!);
      near(score[1], expected[i]![1]!);
    });
    near(loadings[2]![0], -0.6860244312506223);
    near(loadings[1]![1], 0.9711640972121289);
    expect(principalComponents(rows.slice(0, 2))).toBeNull();
  });
  it('log-likelihood within a row of keyness as scipy chi2_contingency(lambda_="log-likelihood") of [[10, 990], [30, 8970]]', () => {
    const row = keynessRow(
      { term: 'a', target: 10, reference: 30, targetDocuments: 5, referenceDocuments: 20, dispersion: null },
      { targetTokens: 1000, referenceTokens: 9000, targetDocuments: 10, referenceDocuments: 90, tested: 1 },
    );
    near(row.g2, 7.426753775553948);
    near(row.logRatio, Math.log2(3));
    expect(row.survives).toBe(row.logOddsZ > 1.96 && row.priorZ.every((z) => z > 1.96));
  });
});

const COLUMNS = ['hedges', 'boosters', 'attributions', 'readability'].map((name) =>
  measure(name, '', {
    unit: 'per 1,000 words',
    title: name,
    group: 'Measures',
    aggregate: { kind: 'rate' },
    leading: true,
  }),
);

const CORPUS = {
  kind: 'analysis' as const,
  title: 'a corpus',
  documents: 200,
  tokens: 1000,
  leftOut: [],
  note: null,
  mismatch: [],
  genre: null,
  outside: [],
  hedgerow: '0',
  key: '',
};

/** Forty documents of each of five outlets, with measures, sentiment to three actors and four frames. */
function corpus(
  random: Random,
  value: (name: string, outlet: number, subject: number) => number,
  sentiment: (actor: number, outlet: number) => number,
) {
  const n = 200;
  const owner = Int32Array.from({ length: n }, (_, i) => i % 5);
  const stratum = Int32Array.from({ length: n }, () => random.below(3));
  const data: GroupData = {
    groups: ['A', 'B', 'C', 'D', 'E'],
    places: Int32Array.from({ length: n }, (_, i) => i + 1),
    owner,
    strata: { fine: stratum, coarse: stratum },
    cluster: null,
    dated: new Uint8Array(n),
    drawn: Array.from({ length: n }, (_, i) => i),
    measures: new Map(
      COLUMNS.map(({ name }) => [name, Float64Array.from(owner, (g, i) => value(name, g, stratum[i]!))]),
    ),
    rowOf: (place) => place - 1,
  };
  const of = (make: (g: number) => number): Float64Array => Float64Array.from(owner, make);
  const actors = [0, 1, 2].map((k) => of((g) => (random.next() < 0.5 ? Number.NaN : sentiment(k, g))));
  const ones = actors.map((list) => list.map((v) => (Number.isNaN(v) ? v : 3)));
  const present = [0, 1, 2, 3].map(() => of(() => (random.next() < 0.3 ? 1 : 0)));
  const measured = groupMeasures(data, COLUMNS);
  const named = groupActors(data, {
    actors: [0, 1, 2].map((k) => ({ actor: `actor ${k}`, name: `Actor ${k}` })),
    all: { mean: actors, mentions: ones },
    author: { mean: actors, mentions: ones },
    source: { mean: actors, mentions: ones },
    judged: null,
  });
  const framed = groupFrames(data, {
    frames: [0, 1, 2, 3].map((k) => ({ codebook: 'book', frame: `frame ${k}` })),
    present,
    score: present,
  });
  const families = [...measured.families, ...named.families, ...framed.families];
  const opening = outletOpening({
    by: 'outlet',
    matching: [],
    corpus: CORPUS,
    stages: [],
    groups: data.groups.map((group) => ({
      group,
      documents: 40,
      words: 1,
      first: null,
      last: null,
      dated: 0,
    })),
    measures: measured.measures,
    actors: named.actors,
    families,
    keyness: { documents: 0, words: [], hedges: [], collocates: [] },
    sensitivity: { checks: [], findings: [], cut: 0 },
  });
  return { measures: measured.measures, actors: named.actors, families, opening };
}

const TERMS = Array.from({ length: 150 }, (_, k) => `term${k}`);

/**
 * Keyness of five groups of forty documents drawn alike: words by Zipf's law, each document with its own third of them,
 * so that they come in bursts.
 */
function alike(random: Random, length: number): GroupKeyness[] {
  const groups = ['A', 'B', 'C', 'D', 'E'];
  const weights = TERMS.map((_, k) => 1 / (k + 3));
  const counts = groups.map(() => TERMS.map(() => 0));
  const documents = groups.map(() => TERMS.map(() => 0));
  for (let i = 0; i < 200; i++) {
    const own = weights.map((weight) => (random.next() < 1 / 3 ? weight : 0));
    const cumulative = own.map((_, k) => own.slice(0, k + 1).reduce((a, b) => a + b, 0));
    const seen = new Set<number>();
    for (let word = 0; word < length; word++) {
      const at = random.next() * cumulative[cumulative.length - 1]!;
      const term = cumulative.findIndex((sum) => sum > at);
      counts[i % 5]![term]!++;
      seen.add(term);
    }
    for (const term of seen) documents[i % 5]![term]!++;
  }
  const total = (table: readonly number[][], k: number): number =>
    table.reduce((sum, row) => sum + row[k]!, 0);
  const tested = 5 * TERMS.filter((_, k) => total(documents, k) >= 5).length;
  const sizes = {
    targetTokens: 40 * length,
    referenceTokens: 160 * length,
    targetDocuments: 40,
    referenceDocuments: 160,
    tested,
  };
  const all = groups.flatMap((_group, g) =>
    TERMS.flatMap((term, k) =>
      documents[g]![k] === 0
        ? []
        : [
            {
              g,
              row: keynessRow(
                {
                  term,
                  target: counts[g]![k]!,
                  reference: total(counts, k) - counts[g]![k]!,
                  targetDocuments: documents[g]![k]!,
                  referenceDocuments: total(documents, k) - documents[g]![k]!,
                  dispersion: null,
                },
                sizes,
              ),
            },
          ],
    ),
  );
  const claimed = claimRows(
    all.map(({ row }) => row),
    tested,
  );
  return groups.map((group, g) => ({
    group,
    actor: null,
    name: null,
    tokens: sizes.targetTokens,
    referenceTokens: sizes.referenceTokens,
    tested,
    rows: claimed.filter((_, k) => all[k]!.g === g),
    cut: 0,
  }));
}

describe('findings', () => {
  it('a planted one is found with its sign and an interval that holds it: A hedges 20% more, B is kinder to one actor', () => {
    let found = 0;
    let covered = 0;
    const runs = 100;
    for (let run = 0; run < runs; run++) {
      const random = seededRandom(`planted ${run}`);
      const { measures, actors, opening } = corpus(
        random,
        (name, outlet, subject) =>
          10 * (name === 'hedges' && outlet === 0 ? 1.2 : 1) + subject + 1.5 * normal(random),
        (actor, outlet) => Math.tanh(0.25 * normal(random) + (actor === 1 && outlet === 1 ? 0.4 : 0)),
      );
      const hedges = measures[0]!.groups[0]!;
      const kind = actors[1]!.groups.find(({ group }) => group === 'B')!;
      if (hedges.q! < 0.05 && hedges.delta! > 0 && kind.q! < 0.05 && kind.delta! > 0) found++;
      const { interval } = hedges.matched!;
      if (interval![0] <= 2 && interval![1] >= 2) covered++;
      const said = opening.join(' ');
      if (hedges.q! < 0.01) expect(said).toContain('A stands above the others on hedges');
      if (findingsOf(measures).length === 0) expect(said).toContain('On none of the 4 leading measures');
    }
    expect(found / runs).toBeGreaterThanOrEqual(0.9);
    expect(covered / runs).toBeGreaterThanOrEqual(0.9);
  });

  it('where there is no difference, at most 5% of families claim one over 200 runs, and the opening words claim nothing more', () => {
    const claims = new Map<string, number>();
    let said = 0;
    for (let run = 0; run < 200; run++) {
      const random = seededRandom(`null ${run}`);
      const { families, opening } = corpus(
        random,
        (_name, _outlet, subject) => Math.exp(normal(random)) + subject,
        () => Math.tanh(0.4 * normal(random)),
      );
      for (const { name, found } of families) claims.set(name, (claims.get(name) ?? 0) + (found > 0 ? 1 : 0));
      const any = families.some(({ found }) => found > 0);
      const claimed = opening.some((sentence) => /stands|writes more|set groups apart/.test(sentence));
      if (claimed) said++;
      expect(claimed && !any).toBe(false);
    }
    const total = [...claims.values()].reduce((a, b) => a + b, 0);
    // Two standard errors of so many draws beyond the level.
    const drawn = 200 * claims.size;
    expect(total / drawn).toBeLessThanOrEqual(0.05 + 2 * Math.sqrt((0.05 * 0.95) / drawn));
    // What the opening chooses from shares 10% among its families; here too with two standard errors of 200 runs.
    expect(said / 200).toBeLessThanOrEqual(0.1 + 2 * Math.sqrt((0.1 * 0.9) / 200));
  });

  it('key words and collocates of groups that write alike: at most 5% of families claim one over 200 runs', () => {
    const claims = { words: 0, collocates: 0 };
    let said = 0;
    let byTokens = 0;
    const runs = 200;
    for (let run = 0; run < runs; run++) {
      const random = seededRandom(`null words ${run}`);
      const keyness = { documents: 0, words: alike(random, 120), hedges: [], collocates: alike(random, 25) };
      for (const family of ['words', 'collocates'] as const) {
        const rows = keyness[family].flatMap((table) => table.rows);
        if (rows.some(({ claimed }) => claimed)) claims[family]++;
        if (family === 'words' && rows.some((row) => row.conservativeLogRatio > 0)) byTokens++;
      }
      const opening = outletOpening({
        by: 'outlet',
        matching: [],
        corpus: CORPUS,
        stages: [],
        groups: ['A', 'B', 'C', 'D', 'E'].map((group) => ({
          group,
          documents: 40,
          words: 1,
          first: null,
          last: null,
          dated: 0,
        })),
        measures: [],
        actors: [],
        families: [],
        keyness,
        sensitivity: { checks: [], findings: [], cut: 0 },
      });
      if (opening.some((sentence) => sentence.startsWith('Words that set groups apart'))) said++;
    }
    expect(claims.words / runs).toBeLessThanOrEqual(0.08);
    expect(claims.collocates / runs).toBeLessThanOrEqual(0.08);
    expect(said / runs).toBeLessThanOrEqual(0.05);
    // Why documents decide: words come in bursts, and counted one by one they claim a difference nearly every time.
    expect(byTokens / runs).toBeGreaterThan(0.5);
  });

  it('a difference of subject is seen as one: raw, not matched', () => {
    const random = seededRandom('subject');
    const stratum = Int32Array.from({ length: 300 }, (_, i) => (i % 10 < 5 ? 0 : 1));
    const owner = stratum.map((s) => (random.next() < (s === 0 ? 0.8 : 0.2) ? 0 : 1));
    const values = Float64Array.from(stratum, (s) => 3 * s + normal(random));
    const own = sorted(...values.filter((_v, i) => owner[i] === 0));
    const rest = sorted(...values.filter((_v, i) => owner[i] !== 0));
    expect(medianDifference(own, rest)!.interval![1]).toBeLessThan(0);
    const { interval } = matchedDifferences(values, owner, { fine: stratum, coarse: stratum }, 2)[0]!;
    expect(interval![0]).toBeLessThan(0);
    expect(interval![1]).toBeGreaterThan(0);
  });

  it('the map needs three groups and says its loss', () => {
    const random = seededRandom('map');
    const { measures } = corpus(
      random,
      (name, outlet) => (name === 'hedges' ? outlet : 0) + normal(random),
      () => 0,
    );
    const map = mapOfGroups(['A', 'B', 'C', 'D', 'E'], measures)!;
    expect(map.points).toHaveLength(5);
    expect(map.explained[0] + map.explained[1]).toBeLessThanOrEqual(1 + 1e-12);
    expect(map.points.every(({ error }) => error[0] > 0 && error[1] > 0)).toBe(true);
    expect(mapOfGroups(['A', 'B'], measures)).toBeNull();
  });
});
