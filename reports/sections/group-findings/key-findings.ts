import { count, counted, figure, inSentence, listing, range, signed } from '../../../base/wording.js';
import type { Part } from '../../section.js';
import type { Family } from '../family.js';
import type { GroupActor } from '../group-actors/schema.js';
import type { shape as keynessShape } from '../group-keyness/schema.js';
import type { GroupMeasure } from '../group-measures/schema.js';
import { findingsOf, NOTABLE } from '../group-robustness/data.js';
import type { Sensitivity } from '../group-robustness/schema.js';
import type { GroupBase } from '../group-section.js';
import { LEVEL } from '../test-families.js';

interface Opened extends Pick<GroupBase, 'by' | 'groups'>, Part<typeof keynessShape> {
  readonly families: readonly Family[];
  readonly sensitivity: Sensitivity;
  readonly measures: readonly GroupMeasure[];
  readonly actors: readonly GroupActor[];
}

const adjusted = (q: number): string => (q < 0.001 ? '< 0.001' : `= ${q.toFixed(3)}`);

/**
 * Three or four sentences: the largest differences between groups that survive adjustment and whose interval leaves out 0,
 * with what the checks say of them; the actor on whom a group differs most from the others, by the same rule; words.
 */
export function outletOpening(report: Opened): string[] {
  const { by, groups } = report;
  const total = groups.reduce((sum, { documents }) => sum + documents, 0);
  return [
    `${counted(groups.length, 'group')} by ${by} are compared, of ${count(groups[groups.length - 1]!.documents)} to ${count(groups[0]!.documents)} documents each, ${count(total)} in all.`,
    ...measureSentences(report),
    ...actorSentence(report),
    ...wordSentence(report),
  ];
}

function measureSentences({ measures, sensitivity }: Opened): string[] {
  const found = findingsOf(measures);
  if (found.length === 0)
    return [
      'On no leading measure does a group differ from the others after adjustment for the number of tests.',
    ];
  const sentences: string[] = [];
  const said = new Set<string>();
  for (const { measure, row } of found) {
    if (said.size === 2) break;
    if (said.has(measure.name)) continue;
    said.add(measure.name);
    const shift = row.medianDifferenceInterval;
    sentences.push(
      `${row.group} stands ${row.delta! > 0 ? 'above' : 'below'} the others on ${inSentence(measure.title)}: median ${figure(row.median, measure.unit)}, ${signed(row.medianDifference)} ${range(shift, signed)} from theirs; Cliff's delta ${signed(row.delta)} ${range(row.deltaInterval, signed)}, adjusted p ${adjusted(row.q!)} over ${counted(row.n, 'document')}${checksText(sensitivity, measure.name, row.group)}.`,
    );
  }
  return sentences;
}

/** What became of a finding in the other ways of counting. */
function checksText({ findings, checks }: Sensitivity, name: string, group: string): string {
  const finding = findings.find((entry) => entry.name === name && entry.group === group);
  const results = finding?.results.filter(({ verdict }) => verdict !== 'does not apply') ?? [];
  if (results.length === 0) return '';
  const title = (key: string): string => checks.find((check) => check.key === key)!.title;
  const reversed = results.filter(({ verdict }) => verdict === 'reversed');
  const unclear = results.filter(({ verdict }) => verdict === 'unclear');
  const survived = results.length - reversed.length - unclear.length;
  const parts = [
    ...(reversed.length > 0 ? [`reversed: ${listing(reversed.map(({ check }) => title(check)))}`] : []),
    ...(unclear.length > 0 ? [`unclear: ${listing(unclear.map(({ check }) => title(check)))}`] : []),
  ];
  return `; it survives ${survived} of ${counted(results.length, 'check')}${parts.length === 0 ? '' : ` (${parts.join('; ')})`}`;
}

function actorSentence({ actors }: Opened): string[] {
  const found = actors
    .flatMap((actor) => actor.groups.map((row) => ({ actor, row })))
    .filter(
      ({ row }) =>
        row.q !== null &&
        row.q < LEVEL &&
        row.deltaInterval !== null &&
        row.deltaInterval[0] * row.deltaInterval[1] > 0 &&
        Math.abs(row.delta!) >= NOTABLE,
    )
    .sort((a, b) => Math.abs(b.row.delta!) - Math.abs(a.row.delta!))[0];
  if (found === undefined) {
    const tested = actors.filter(({ groups }) => groups.some(({ q }) => q !== null)).length;
    return tested === 0
      ? []
      : [
          `Toward none of the ${counted(tested, 'actor')} tested does a group's sentiment differ from the others' after adjustment.`,
        ];
  }
  const { actor, row } = found;
  return [
    `Of ${actor.name}, ${row.group} writes more ${row.delta! > 0 ? 'positively' : 'negatively'} than the others: mean ${signed(row.mean)} ${range(row.interval, signed)} over ${counted(row.documents, 'document')} (${counted(row.mentions, 'mention')}); Cliff's delta ${signed(row.delta)} ${range(row.deltaInterval, signed)}, adjusted p ${adjusted(row.q!)}.`,
  ];
}

/** A word is named only where the documents that hold it carry the difference, not its repetitions in a few. */
function wordSentence({ keyness }: Opened): string[] {
  const key = keyness.words
    .flatMap(({ group, rows }) => rows.map((row) => ({ group, row })))
    .filter(({ row }) => row.survives && row.conservativeLogRatio > 1 && (row.documentLogRatio ?? 0) > 1)
    .sort(
      (a, b) => b.row.documents - b.row.referenceDocuments - (a.row.documents - a.row.referenceDocuments),
    );
  const groups = [...new Map(key.map((entry) => [entry.group, entry])).values()].slice(0, 3);
  if (groups.length === 0) return [];
  const parts = groups.map(
    ({ group, row }) =>
      `${group} “${row.term}” (in ${(100 * row.documents).toFixed(0)}% of its documents, ${shareText(row.referenceDocuments)} of the others')`,
  );
  return [`Words that set groups apart: ${listing(parts)}.`];
}

/** A share in per cent; never 0% where there is one. */
function shareText(share: number): string {
  if (share === 0) return 'none';
  return share < 0.0005 ? 'under 0.1%' : `${(100 * share).toFixed(share < 0.01 ? 1 : 0)}%`;
}
