/** A map of the groups by their measures. */
import { principalComponents } from '../../../statistics/principal-components.js';
import type { GroupMeasure } from '../group-measures/schema.js';
import type { OutletMap } from './schema.js';

/**
 * A map of the groups: their means of the leading measures, each in standard deviations between groups, on the first two
 * principal components. What the two leave out is its loss.
 *
 * @returns null for fewer than three groups or two measures.
 */
export function mapOfGroups(groups: readonly string[], measures: readonly GroupMeasure[]): OutletMap {
  const leading = measures.filter((measure) => measure.leading && measure.groups.length > 1);
  const figure = (measure: GroupMeasure, group: string) => measure.groups.find((row) => row.group === group);
  const components = principalComponents(
    groups.map((group) =>
      Float64Array.from(leading, (measure) => figure(measure, group)?.mean ?? Number.NaN),
    ),
  );
  if (components === null) return null;
  const spread = leading.map((measure) => {
    const means = measure.groups.map(({ mean }) => mean);
    const centre = means.reduce((a, b) => a + b, 0) / means.length;
    return Math.sqrt(means.reduce((a, b) => a + (b - centre) ** 2, 0) / (means.length - 1));
  });
  const error = (group: string, axis: 0 | 1): number =>
    Math.sqrt(
      leading.reduce((sum, measure, k) => {
        const interval = figure(measure, group)?.meanInterval ?? null;
        if (interval === null || !(spread[k]! > 0)) return sum;
        const own = (interval[1] - interval[0]) / 2 / 1.96 / spread[k]!;
        return sum + (components.loadings[k]![axis] * own) ** 2;
      }, 0),
    );
  return {
    explained: [...components.explained],
    points: groups.map((group, i) => ({
      group,
      x: components.scores[i]![0],
      y: components.scores[i]![1],
      error: [error(group, 0), error(group, 1)],
    })),
    loadings: leading.map(({ name, title }, k) => ({
      name,
      title,
      x: components.loadings[k]![0],
      y: components.loadings[k]![1],
    })),
  };
}
