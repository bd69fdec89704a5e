/** Small multiples over periods, all groups on one scale. */
import { counted, figure } from '../../../base/wording.js';
import { periodNumber } from '../../../queries/periods.js';
import type { Chart } from '../../html/charts.js';
import { plainText } from '../../html/escape.js';
import type { Timeline } from './schema.js';

/** The periods of a timeline, and the range on which all groups are drawn. */
export interface TimeScale {
  readonly first: string;
  readonly last: string;
  readonly low: number;
  readonly high: number;
}

export function timeScale({ points }: Timeline): TimeScale {
  const periods = points.map(({ period }) => period).sort();
  // Periods count by their documents, so that thin ones do not stretch the scale.
  const means = points
    .flatMap(({ n, mean }) => new Array<number>(Math.min(n, 20)).fill(mean))
    .sort((a, b) => a - b);
  return {
    first: periods[0] ?? '2000',
    last: periods[periods.length - 1] ?? '2000',
    low: means[Math.floor(0.02 * means.length)] ?? Math.min(...points.map(({ mean }) => mean)),
    high: means[Math.ceil(0.98 * means.length) - 1] ?? Math.max(...points.map(({ mean }) => mean)),
  };
}

/** Drawn for its place among forty, two beside each other on a telephone; whole pixels keep the file small. */
const BOX = { width: 180, height: 82, left: 34, right: 176, top: 8, bottom: 62 } as const;

/** One group's periods: a line through the means, a band for the intervals, axes with the ends of both scales. */
export function sparkline(timeline: Timeline, group: string, scale: TimeScale, banded: boolean): Chart {
  const { low, high } = scale;
  const first = periodNumber(scale.first);
  const last = Math.max(first + 1, periodNumber(scale.last));
  const x = (period: string): number =>
    Math.round(BOX.left + 3 + ((BOX.right - BOX.left - 6) * (periodNumber(period) - first)) / (last - first));
  const y = (value: number): number =>
    Math.round(
      BOX.bottom -
        4 -
        ((BOX.bottom - 4 - BOX.top) * (Math.min(high, Math.max(low, value)) - low)) / (high - low || 1),
    );
  const points = timeline.points.filter((point) => point.group === group);
  const band = banded ? points.filter((point) => point.interval !== null) : [];
  const label = `${timeline.title}, ${plainText(group)}: ${counted(points.length, 'period')}${points.length === 0 ? '' : `, ${figure(points[0]!.mean)} in ${points[0]!.period} to ${figure(points[points.length - 1]!.mean)} in ${points[points.length - 1]!.period}`}`;
  // A line only between periods that follow each other: where none was published there is a gap.
  const runs: (typeof points)[] = [];
  for (const point of points) {
    const run = runs[runs.length - 1];
    const before = run?.[run.length - 1];
    if (
      run !== undefined &&
      before !== undefined &&
      periodNumber(point.period) - periodNumber(before.period) === 1
    )
      run.push(point);
    else runs.push([point]);
  }
  const drawn = runs
    .map((run) =>
      run.length === 1
        ? `<circle cx="${x(run[0]!.period)}" cy="${y(run[0]!.mean)}" r="2.5"/>`
        : `<path d="${path(run.map((point) => [x(point.period), y(point.mean)]))}" fill="none"/>`,
    )
    .join('');
  const { left, right, top, bottom } = BOX;
  const axis = `<g class="c-grid"><path d="M${left} ${top - 4}V${bottom}H${right}"/></g><g text-anchor="end"><text x="${left - 4}" y="${top + 4}">${figure(high, timeline.unit)}</text><text x="${left - 4}" y="${bottom}">${figure(low, timeline.unit)}</text><text x="${right}" y="${bottom + 14}">${scale.last}</text></g><text x="${left}" y="${bottom + 14}">${scale.first}</text>`;
  const area =
    band.length > 1
      ? `<g class="c-band"><path d="${path([
          ...band.map((point): [number, number] => [x(point.period), y(point.interval![1])]),
          ...band.map((point): [number, number] => [x(point.period), y(point.interval![0])]).reverse(),
        ])}z"/></g>`
      : '';
  return {
    key: `${timeline.name}|${group}`,
    label,
    attributes: `viewBox="0 0 ${BOX.width} ${BOX.height}" width="${BOX.width}" height="${BOX.height}"`,
    inner: `${axis}${area}${points.length === 0 ? '' : `<g class="c-article">${drawn}</g>`}`,
  };
}

/** A path of relative steps in whole pixels. */
function path(points: readonly (readonly [number, number])[]): string {
  let [px, py] = points[0]!;
  let text = `M${px} ${py}l`;
  for (const [qx, qy] of points.slice(1)) {
    text += `${qx - px},${qy - py} `;
    [px, py] = [qx, qy];
  }
  return text.trimEnd();
}
