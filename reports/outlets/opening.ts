import { count, counted, figure, inSentence, range, signed } from '../wording.js';
import type { GroupActor, GroupMeasure, OutletReport } from './model.js';

/** Adjusted p from which a difference is called one. */
const LEVEL = 0.05;
/** |delta| from which a difference is worth a sentence: "small" by Romano et al. (2006). */
const NOTABLE = 0.147;

/**
 * Three or four sentences: the largest differences between groups that survive adjustment and whose interval does
 * not hold 0; the actor on whom groups differ most, only where their intervals do not meet.
 */
export function outletOpening(
  by: string,
  groups: OutletReport['groups'],
  measures: readonly GroupMeasure[],
  actors: readonly GroupActor[],
): string[] {
  const total = groups.reduce((sum, { documents }) => sum + documents, 0);
  const sentences = [
    `${counted(groups.length, 'group')} by ${by} are compared, of ${count(groups[groups.length - 1]!.documents)} to ${count(groups[0]!.documents)} documents each, ${count(total)} in all.`,
  ];
  const found = measures
    .filter(({ leading }) => leading)
    .flatMap((measure) => measure.groups.map((row) => ({ measure, row })))
    .filter(
      ({ row }) =>
        row.q !== null &&
        row.q < LEVEL &&
        row.deltaInterval !== null &&
        row.deltaInterval[0] * row.deltaInterval[1] > 0 &&
        Math.abs(row.delta!) >= NOTABLE,
    )
    .sort((a, b) => Math.abs(b.row.delta!) - Math.abs(a.row.delta!));
  if (found.length === 0)
    sentences.push(
      'On no leading measure does a group differ from the others after adjustment for the number of tests.',
    );
  const said = new Set<string>();
  for (const { measure, row } of found) {
    if (said.size === 2) break;
    if (said.has(measure.name)) continue;
    said.add(measure.name);
    const { matched } = row;
    const holds =
      matched?.interval == null
        ? ''
        : matched.interval[0] * matched.interval[1] > 0 && matched.difference > 0 === row.delta! > 0
          ? ', and so in the matched comparison'
          : ', but not clearly in the matched comparison';
    sentences.push(
      `${row.group} stands ${row.delta! > 0 ? 'above' : 'below'} the others on ${inSentence(measure.title)}: median ${figure(row.median, measure.unit)}, ${signed(row.medianDifference)} from theirs; Cliff's delta ${signed(row.delta)} ${range(row.deltaInterval, signed)}, adjusted p ${row.q! < 0.001 ? '< 0.001' : figure(row.q)}${holds}.`,
    );
  }
  const apart = actors
    .flatMap((actor) => {
      const judged = actor.groups.filter(({ interval }) => interval !== null).sort((a, b) => a.mean - b.mean);
      const low = judged[0];
      const high = judged[judged.length - 1];
      if (low === undefined || high === undefined || low === high || low.interval![1] >= high.interval![0])
        return [];
      return [{ actor, low, high }];
    })
    .sort((a, b) => b.high.mean - b.low.mean - (a.high.mean - a.low.mean))[0];
  if (apart !== undefined) {
    const { actor, low, high } = apart;
    sentences.push(
      `The groups are furthest apart on ${actor.name}: ${low.group} ${signed(low.mean)} ${range(low.interval, signed)}, ${high.group} ${signed(high.mean)} ${range(high.interval, signed)}.`,
    );
  }
  return sentences;
}
