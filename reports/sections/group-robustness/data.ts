/** Whether differences hold when counted in other ways. */
import type { AnalysisStore } from '../../../pipeline/store/analysis-store.js';
import { sqlName, sqlText } from '../../../pipeline/store/sql.js';
import { alternativeColumn } from '../../../queries/digest.js';
import { ALTERNATIVES } from '../../../queries/robustness-checks.js';
import type { Column } from '../../../stages/columns.js';
import { TEST_MINIMUM } from '../../../statistics/cliffs-delta.js';
import { poolOf } from '../../../statistics/dominance.js';
import { sortedKnown } from '../../../statistics/quantiles.js';
import { byPlace, type GroupData } from '../group-data.js';
import { groupEffect } from '../group-effect.js';
import { pair } from '../group-measures/data.js';
import type { GroupFigure, GroupMeasure } from '../group-measures/schema.js';
import { LEVEL } from '../test-families.js';
import type { Sensitivity } from './schema.js';

/** |delta| from which a difference is worth a sentence: "small" by Romano et al. (2006). */
export const NOTABLE = 0.147;
const CHECKED = 24;

/**
 * Whether a difference is a finding: significant after adjustment, not negligible, its interval without 0. Where the group is too
 * small for an interval that covers, the test alone decides, which holds in small groups too.
 */
export function isDifference({
  q,
  delta,
  deltaInterval,
}: Pick<GroupFigure, 'q' | 'delta' | 'deltaInterval'>): boolean {
  return (
    q !== null &&
    q < LEVEL &&
    (deltaInterval === null || deltaInterval[0] * deltaInterval[1] > 0) &&
    Math.abs(delta!) >= NOTABLE
  );
}

/** The findings among the leading measures, largest first. */
export function findingsOf(measures: readonly GroupMeasure[]): { measure: GroupMeasure; row: GroupFigure }[] {
  return measures
    .filter(({ leading }) => leading)
    .flatMap((measure) => measure.groups.filter(isDifference).map((row) => ({ measure, row })))
    .sort((a, b) => Math.abs(b.row.delta!) - Math.abs(a.row.delta!) || (a.row.group < b.row.group ? -1 : 1));
}

type Finding = Sensitivity['findings'][number];
type Result = Finding['results'][number];

/**
 * Each finding counted again in other ways: in another voice, by another lexicon, from sure hits only, with doubtful voices flipped, in the same strata,
 * and in either half of the period. A finding survives a check when the effect keeps its sign and the interval leaves
 * out 0.
 */
export async function sensitivityOf(
  store: AnalysisStore,
  data: GroupData,
  measures: readonly GroupMeasure[],
  strata: readonly string[],
): Promise<Sensitivity> {
  const all = findingsOf(measures);
  const findings = all.slice(0, CHECKED);
  const columns = new Map(store.measures().map((column) => [column.name, column]));
  const halves = halvesOf(store, data);
  const alternatives = new Map<string, Float64Array | null>();
  const counted = async (column: Column, key: string): Promise<Float64Array | null> => {
    const name = `${column.name}/${key}`;
    if (!alternatives.has(name)) {
      // The digest has them for the leading measures.
      const known = await store.query<{ n: number }>(
        `SELECT count(*) AS n FROM (DESCRIBE compared_digest) WHERE column_name = ${sqlText(alternativeColumn(column.name, key))}`,
      );
      alternatives.set(
        name,
        known[0]!.n === 0
          ? null
          : await byPlace(
              store,
              data,
              `SELECT place, ${sqlName(alternativeColumn(column.name, key))} FROM compared_digest`,
            ),
      );
    }
    return alternatives.get(name)!;
  };
  const checked: Finding[] = [];
  for (const { measure, row } of findings) {
    const column = columns.get(measure.name)!;
    const group = data.groups.indexOf(row.group);
    const sign = Math.sign(row.delta!);
    const results: Result[] = [];
    const voices = measures.filter(
      (other) =>
        other.variants === measure.variants && other.voice !== measure.voice && other.name !== measure.name,
    );
    const voice = voices.find((other) => other.voice === (measure.voice === 'all' ? 'author' : 'all'));
    results.push(
      again(
        'voice',
        sign,
        voice === undefined ? null : effectOf(data, data.measures.get(voice.name)!, group),
      ),
    );
    for (const { key } of ALTERNATIVES) {
      const values = await counted(column, key);
      results.push(again(key, sign, values === null ? null : effectOf(data, values, group)));
    }
    const matched = row.matched;
    results.push(
      again(
        'matched',
        sign,
        matched === null || strata.length === 0 || data.cluster !== null
          ? null
          : { effect: matched.difference, interval: matched.interval, documents: matched.documents },
      ),
    );
    const values = data.measures.get(measure.name)!;
    for (const [key, half] of [
      ['first-half', 0],
      ['second-half', 1],
    ] as const) {
      const part =
        halves === null ? null : values.map((value, i) => (halves[i] === half ? value : Number.NaN));
      results.push(again(key, sign, part === null ? null : effectOf(data, part, group)));
    }
    checked.push({
      name: measure.name,
      title: measure.title,
      group: row.group,
      delta: row.delta!,
      interval: pair(row.deltaInterval),
      q: row.q!,
      results,
    });
  }
  const used = (key: string): boolean =>
    checked.some(({ results }) =>
      results.some(({ check, verdict }) => check === key && verdict !== 'does not apply'),
    );
  return {
    checks: CHECKS.filter(({ key }) => used(key)),
    findings: checked.map((finding) => ({
      ...finding,
      results: finding.results.filter(({ check }) => used(check)),
    })),
    cut: all.length - findings.length,
  };
}

const CHECKS: Sensitivity['checks'] = [
  {
    key: 'voice',
    title: 'other voice',
    description:
      "For a measure in the author's voice the same in all voices; for one in all voices the same in the author's voice only.",
  },
  ...ALTERNATIVES.map(({ key, title, description }) => ({ key, title, description })),
  {
    key: 'matched',
    title: 'matched',
    description: 'The mean difference from the others in the same strata, in the unit of the measure.',
  },
  {
    key: 'first-half',
    title: 'first half',
    description: 'Documents published up to the median date only.',
  },
  {
    key: 'second-half',
    title: 'second half',
    description: 'Documents published after the median date only.',
  },
];

interface Effect {
  readonly effect: number;
  readonly interval: readonly [number, number] | null;
  readonly documents: number;
}

function effectOf(data: GroupData, values: Float64Array, group: number): Effect | null {
  const own = sortedKnown(values.filter((_value, i) => data.owner[i] === group));
  const all = sortedKnown(values);
  if (Math.min(own.length, all.length - own.length) < TEST_MINIMUM) return null;
  const effect = groupEffect(data, values, group, own, poolOf(all), String(group))!;
  return { effect: effect.delta, interval: effect.interval, documents: own.length };
}

function again(check: string, sign: number, effect: Effect | null): Result {
  if (effect === null)
    return { check, effect: null, interval: null, documents: 0, verdict: 'does not apply' };
  const { interval } = effect;
  const clear = interval !== null && interval[0] * interval[1] > 0;
  const verdict = !clear ? 'unclear' : Math.sign(effect.effect) === sign ? 'survives' : 'reversed';
  return { check, effect: effect.effect, interval: pair(interval), documents: effect.documents, verdict };
}

/** 0 for documents up to the median date, 1 after; -1 without a date. The rows stand in order of date. */
function halvesOf(store: AnalysisStore, data: GroupData): Int8Array | null {
  if (store.column('published') === undefined) return null;
  const dated = data.dated.reduce((sum, known) => sum + known, 0);
  if (dated < 20) return null;
  return Int8Array.from(data.dated, (known, row) => (known === 0 ? -1 : row < dated / 2 ? 0 : 1));
}
