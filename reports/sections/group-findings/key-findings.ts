import { count, counted, figure, inSentence, listing, range, signed } from '../../../base/wording.js';
import { benjaminiHochberg } from '../../../statistics/benjamini-hochberg.js';
import type { Part } from '../../section.js';
import { accuracySentence } from '../accuracy.js';
import type { Family } from '../family.js';
import type { GroupActor } from '../group-actors/schema.js';
import type { shape as keynessShape } from '../group-keyness/schema.js';
import type { GroupMeasure } from '../group-measures/schema.js';
import { findingsOf, isDifference } from '../group-robustness/data.js';
import type { Sensitivity } from '../group-robustness/schema.js';
import type { GroupBase } from '../group-section.js';

interface Opened extends Pick<GroupBase, 'by' | 'groups' | 'corpus' | 'stages'>, Part<typeof keynessShape> {
  readonly families: readonly Family[];
  readonly sensitivity: Sensitivity;
  readonly measures: readonly GroupMeasure[];
  readonly actors: readonly GroupActor[];
}

/** The opening chooses from three families: leading measures, actors, words. Each has its share of its 10% of false findings. */
const OPENING_LEVEL = 0.03;

const adjusted = (q: number): string => (q < 0.001 ? '< 0.001' : `= ${q.toFixed(3)}`);

/**
 * A few sentences: what was looked at; the largest differences between groups that survive adjustment over all that the opening
 * chooses from, with what the checks say of them; hedging, whether it differs or not; the actor on whom a group differs most from
 * the others, by the same rule; words; how often the stages are right.
 */
export function outletOpening(report: Opened): string[] {
  const accuracy = accuracySentence(report.stages, [
    'hedging',
    'attribution',
    'framing',
    'sentiment',
    'actors',
  ]);
  return [
    sizesSentence(report),
    ...measureSentences(report),
    ...actorSentence(report),
    ...wordSentence(report),
    ...(accuracy === null ? [] : [accuracy]),
  ];
}

function sizesSentence({ by, groups, corpus }: Opened): string {
  const total = groups.reduce((sum, { documents }) => sum + documents, 0);
  const [least, most] = [groups[groups.length - 1]!.documents, groups[0]!.documents];
  const rest = corpus.documents - total;
  const sizes =
    least === most ? counted(least, 'document') : `${count(least)} to ${counted(most, 'document')}`;
  return `${counted(groups.length, 'group')} by ${by} are compared, of ${sizes} each, ${count(total)} in all${
    rest > 0
      ? `; ${counted(rest, 'more document')}, of smaller groups or without ${by}, count among the others of each`
      : ''
  }.`;
}

function measureSentences({ measures, sensitivity }: Opened): string[] {
  const leading = measures.filter((measure) => measure.leading);
  // One family of all that is chosen from, not one a heading.
  const rows = leading.flatMap(({ groups }) => groups);
  const adjustedOver = new Map(
    benjaminiHochberg(rows.map(({ p }) => p)).map((q, k) => [rows[k]!, q] as const),
  );
  const chosenFrom = adjustedOver.size === 0 ? '' : ` of the ${counted(leading.length, 'leading measure')}`;
  const found = findingsOf(measures).flatMap(({ measure, row }) => {
    const q = adjustedOver.get(row) ?? null;
    return q !== null && q < OPENING_LEVEL ? [{ measure, row, q }] : [];
  });
  const hedging = leading.find(
    ({ evidence, name }) => evidence === 'hedging_cues' && name.startsWith('hedge'),
  );
  const sentences: string[] = [];
  const said = new Set<string>();
  for (const { measure, row, q } of found) {
    if (said.has(measure.name) || (said.size >= 2 && measure !== hedging)) continue;
    said.add(measure.name);
    const shift = row.medianDifferenceInterval;
    sentences.push(
      `${row.group} stands ${row.delta! > 0 ? 'above' : 'below'} the others on ${inSentence(measure.title)}: median ${figure(row.median, measure.unit)}, ${signed(row.medianDifference)} ${range(shift, signed)} from theirs; Cliff's delta ${signed(row.delta)} ${range(row.deltaInterval, signed)}, adjusted p ${adjusted(q)} over ${counted(row.n, 'document')}${checksText(sensitivity, measure.name, row.group)}.`,
    );
  }
  if (sentences.length === 0)
    sentences.push(
      `On none${chosenFrom} does a group differ from the others after adjustment for the number of tests.`,
    );
  else sentences.unshift(`The largest differences${chosenFrom}, adjusted over all of them and all groups:`);
  if (hedging !== undefined && !said.has(hedging.name) && hedging.groups.length > 0) {
    const sorted = [...hedging.groups].sort((a, b) => b.median - a.median || (a.group < b.group ? -1 : 1));
    const [high, low] = [sorted[0]!, sorted[sorted.length - 1]!];
    sentences.push(
      `On ${inSentence(hedging.title)} no group can be told from the others: medians run from ${figure(low.median, hedging.unit)} (${low.group}) to ${figure(high.median, hedging.unit)} ${hedging.unit.startsWith('share') ? '' : hedging.unit} (${high.group}).`.replace(
        / {2,}/g,
        ' ',
      ),
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
    .filter(({ row }) => isDifference(row) && row.q! < OPENING_LEVEL)
    .sort((a, b) => Math.abs(b.row.delta!) - Math.abs(a.row.delta!))[0];
  if (found === undefined) {
    const tested = actors.filter(({ groups }) => groups.some(({ q }) => q !== null)).length;
    return tested === 0
      ? []
      : [
          tested === 1
            ? "Toward the one actor tested no group's sentiment differs from the others' after adjustment."
            : `Toward none of the ${count(tested)} actors tested does a group's sentiment differ from the others' after adjustment.`,
        ];
  }
  const { actor, row } = found;
  return [
    `Of ${actor.name}, ${row.group} writes more ${row.delta! > 0 ? 'positively' : 'negatively'} than the others: mean ${signed(row.mean)} ${range(row.interval, signed)} over ${counted(row.documents, 'document')} (${counted(row.mentions, 'mention')}); Cliff's delta ${signed(row.delta)} ${range(row.deltaInterval, signed)}, adjusted p ${adjusted(row.q!)}, of ${counted(actors.length, 'actor')} looked at${matchedText(row)}.`,
  ];
}

/** Whether a difference stays among documents of like subject, genre, time and length. */
function matchedText({ matched, delta }: GroupActor['groups'][number]): string {
  if (matched === null || matched.interval === null)
    return '; too few documents to match by subject, time and length';
  const [low, high] = matched.interval;
  if (low * high <= 0) return '; matched by subject, time and length it is unclear';
  return matched.difference * delta! > 0
    ? '; it holds among matched documents'
    : '; matched by subject, time and length it is reversed';
}

/** A word is named only where the documents that hold it carry the difference, not its repetitions in a few. */
function wordSentence({ keyness }: Opened): string[] {
  const key = keyness.words
    .flatMap(({ group, rows }) => rows.map((row) => ({ group, row })))
    .filter(({ row }) => (row.q ?? 1) < OPENING_LEVEL && row.claimed && (row.documentLogRatio ?? 0) > 1)
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
