import { counted, figure, signed } from '../../base/wording.js';
import type { GroupMeasure, OutletReport, Timeline } from '../outlets/report-schema.js';
import type { Charts } from './charts.js';
import { escapeHtml, html, type Markup, plainText, raw } from './escape.js';

/** Names short enough for an axis, each once. */
export function shortNames(groups: readonly string[], length = 26): string[] {
  const names = groups.map((group) => {
    const characters = [...plainText(group).replace(/\s+/g, ' ')];
    return characters.length <= length ? characters.join('') : `${characters.slice(0, length - 1).join('')}…`;
  });
  return names.map((name, index) => (names.indexOf(name) === index ? name : `${name} ${index + 1}`));
}

/** Means of a measure by group with their intervals, highest first. */
export function groupChart(measure: GroupMeasure, charts: Charts): Markup {
  type Row = GroupMeasure['groups'][number];
  const rows = [...measure.groups].sort((a, b) => b.mean - a.mean);
  const names = shortNames(rows.map(({ group }) => group));
  const name = new Map(rows.map((row, index) => [row, names[index]!]));
  const y = (row: Row): string => name.get(row)!;
  const label = `${measure.title}, mean by group. ${rows.map((row) => `${plainText(row.group)}: ${figure(row.mean)}`).join('; ')}`;
  return charts.draw(label, (plot) => ({
    width: 640,
    height: 44 + rows.length * 20,
    marginLeft: 190,
    marginRight: 20,
    x: { label: measure.unit, labelAnchor: 'center', ticks: 5, nice: true },
    y: { domain: rows.map(y), label: null, tickSize: 0 },
    marks: [
      plot.gridX({ className: 'c-grid', ticks: 5 }),
      plot.ruleY(
        rows.filter((r) => r.meanInterval !== null),
        {
          y,
          x1: (r: Row) => r.meanInterval![0],
          x2: (r: Row) => r.meanInterval![1],
          className: 'c-article',
        },
      ),
      plot.dot(rows, { y, x: (r: Row) => r.mean, r: 4, className: 'c-article' }),
    ],
  }));
}

const MAP = { width: 760, height: 560, left: 44, right: 60, top: 16, bottom: 40 } as const;

/** Groups on the first two principal components; crosses are 95% intervals, arrows the measures that pull most. */
export function mapChart(map: NonNullable<OutletReport['map']>, charts: Charts): Markup {
  type Point = (typeof map.points)[number];
  const names = shortNames(
    map.points.map(({ group }) => group),
    22,
  );
  const domain = (values: readonly number[]): [number, number] => {
    const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
    const pad = 0.08 * (high - low || 1);
    return [low - pad, high + pad];
  };
  const dx = domain(map.points.map(({ x }) => x));
  const dy = domain(map.points.map(({ y }) => y));
  const px = (x: number): number =>
    MAP.left + ((MAP.width - MAP.left - MAP.right) * (x - dx[0])) / (dx[1] - dx[0]);
  const py = (y: number): number =>
    MAP.height - MAP.bottom - ((MAP.height - MAP.top - MAP.bottom) * (y - dy[0])) / (dy[1] - dy[0]);
  const drawn = [...map.loadings].sort((a, b) => Math.hypot(b.x, b.y) - Math.hypot(a.x, a.y)).slice(0, 5);
  // As long as fit on both axes.
  const room = (value: number, [low, high]: [number, number]): number =>
    value === 0 ? Number.POSITIVE_INFINITY : (value < 0 ? low : high) / value;
  const reach = 0.85 * Math.min(...drawn.flatMap(({ x, y }) => [room(x, dx), room(y, dy)]));
  const arrows = drawn.map(({ title, x, y }) => ({ title, x: x * reach, y: y * reach }));
  const taken: Box[] = map.points.map(({ x, y }) => boxAt(px(x) - 5, py(y) - 5, 10, 10));
  const arrowLabels = arrows.flatMap((arrow) => place(arrow.title, px(arrow.x), py(arrow.y), taken));
  const labels = map.points.flatMap(({ x, y }, index) => place(names[index]!, px(x), py(y), taken));
  const share = (k: 0 | 1): string => `${(100 * map.explained[k]).toFixed(0)}% of the variance`;
  const label = `Map of groups on two principal components, ${share(0)} and ${share(1)}. ${map.points.map(({ group, x, y }) => `${plainText(group)}: ${signed(x)}, ${signed(y)}`).join('; ')}`;
  const clamp = ([low, high]: [number, number], value: number): number =>
    Math.min(high, Math.max(low, value));
  const written = (
    plot: Parameters<Parameters<Charts['draw']>[1]>[0],
    set: readonly Label[],
    className: string,
  ) =>
    (['start', 'end', 'middle'] as const).map((anchor) =>
      plot.text(
        set.filter((entry) => entry.anchor === anchor),
        {
          x: (entry: Label) =>
            dx[0] + ((entry.x - MAP.left) * (dx[1] - dx[0])) / (MAP.width - MAP.left - MAP.right),
          y: (entry: Label) =>
            dy[0] +
            ((MAP.height - MAP.bottom - entry.y) * (dy[1] - dy[0])) / (MAP.height - MAP.top - MAP.bottom),
          text: 'text',
          textAnchor: anchor,
          className,
        },
      ),
    );
  return charts.draw(label, (plot) => ({
    width: MAP.width,
    height: MAP.height,
    marginLeft: MAP.left,
    marginRight: MAP.right,
    marginTop: MAP.top,
    marginBottom: MAP.bottom,
    x: { domain: dx, label: `first component, ${share(0)}`, labelAnchor: 'center', ticks: 6 },
    y: { domain: dy, label: `second component, ${share(1)}`, labelAnchor: 'center', ticks: 6 },
    marks: [
      plot.gridX({ className: 'c-grid', ticks: 6 }),
      plot.gridY({ className: 'c-grid', ticks: 6 }),
      plot.ruleY(map.points, {
        y: 'y',
        x1: (p: Point) => clamp(dx, p.x - 1.96 * p.error[0]),
        x2: (p: Point) => clamp(dx, p.x + 1.96 * p.error[0]),
        className: 'c-cross',
      }),
      plot.ruleX(map.points, {
        x: 'x',
        y1: (p: Point) => clamp(dy, p.y - 1.96 * p.error[1]),
        y2: (p: Point) => clamp(dy, p.y + 1.96 * p.error[1]),
        className: 'c-cross',
      }),
      plot.arrow(arrows, { x1: 0, y1: 0, x2: 'x', y2: 'y', className: 'c-arrow' }),
      plot.dot(map.points, { x: 'x', y: 'y', r: 4, className: 'c-article' }),
      ...written(plot, arrowLabels, 'c-arrow'),
      ...written(plot, labels, 'ink'),
    ],
  }));
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Label {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'end' | 'middle';
}

const boxAt = (left: number, top: number, width: number, height: number): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

/** A label beside a dot where it covers no other, or none: its name then stands in the table of figures. */
function place(text: string, x: number, y: number, taken: Box[]): Label[] {
  const width = 6.1 * [...text].length;
  const tries: readonly (readonly [Label['anchor'], number, number, number])[] = [
    ['start', x + 8, y, x + 8],
    ['end', x - 8, y, x - 8 - width],
    ['middle', x, y - 12, x - width / 2],
    ['middle', x, y + 12, x - width / 2],
  ];
  for (const [anchor, at, middle, left] of tries) {
    const box = boxAt(left, middle - 6, width, 12);
    const free = taken.every(
      (other) =>
        box.right < other.left || box.left > other.right || box.bottom < other.top || box.top > other.bottom,
    );
    if (!free || box.left < 0 || box.right > MAP.width) continue;
    taken.push(box);
    return [{ text, x: at, y: middle, anchor }];
  }
  return [];
}

/** The months of a timeline, and the range on which all groups are drawn. */
export interface TimeScale {
  readonly first: string;
  readonly last: string;
  readonly low: number;
  readonly high: number;
}

export function timeScale({ points }: Timeline): TimeScale {
  const months = points.map(({ month }) => month).sort();
  // Months count by their documents, so that thin ones do not stretch the scale.
  const means = points
    .flatMap(({ n, mean }) => new Array<number>(Math.min(n, 20)).fill(mean))
    .sort((a, b) => a - b);
  return {
    first: months[0] ?? '2000-01',
    last: months[months.length - 1] ?? '2000-01',
    low: means[Math.floor(0.02 * means.length)] ?? Math.min(...points.map(({ mean }) => mean)),
    high: means[Math.ceil(0.98 * means.length) - 1] ?? Math.max(...points.map(({ mean }) => mean)),
  };
}

/** One group's months: a line through the means, a band for the intervals. Whole pixels keep forty of them small. */
export function sparkline(timeline: Timeline, group: string, scale: TimeScale, banded: boolean): Markup {
  const { low, high } = scale;
  const first = monthNumber(scale.first);
  const last = Math.max(first + 1, monthNumber(scale.last));
  const x = (month: string): number => Math.round(4 + (272 * (monthNumber(month) - first)) / (last - first));
  const y = (value: number): number =>
    Math.round(60 - (52 * (Math.min(high, Math.max(low, value)) - low)) / (high - low || 1));
  const points = timeline.points.filter((point) => point.group === group);
  const band = banded ? points.filter((point) => point.interval !== null) : [];
  const label = `${timeline.title}, ${plainText(group)}: ${counted(points.length, 'month')}${points.length === 0 ? '' : `, ${figure(points[0]!.mean)} in ${points[0]!.month} to ${figure(points[points.length - 1]!.mean)} in ${points[points.length - 1]!.month}`}`;
  const drawn =
    points.length === 0
      ? ''
      : points.length === 1
        ? `<circle cx="${x(points[0]!.month)}" cy="${y(points[0]!.mean)}" r="3"/>`
        : `<path d="${path(points.map((point) => [x(point.month), y(point.mean)]))}" fill="none"/>`;
  const area =
    band.length > 1
      ? `<g class="c-band"><path d="${path([
          ...band.map((point): [number, number] => [x(point.month), y(point.interval![1])]),
          ...band.map((point): [number, number] => [x(point.month), y(point.interval![0])]).reverse(),
        ])}z"/></g>`
      : '';
  return html`<figure><figcaption><bdi>${group}</bdi></figcaption>${raw(
    `<svg viewBox="0 0 280 64" width="280" height="64" role="img" aria-label="${escapeHtml(label)}">${area}${points.length === 0 ? '' : `<g class="c-article">${drawn}</g>`}</svg>`,
  )}</figure>`;
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

function monthNumber(month: string): number {
  return 12 * Number(month.slice(0, 4)) + Number(month.slice(5, 7));
}
