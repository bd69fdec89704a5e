/** Groups on the first two principal components. */
import { signed } from '../../../base/wording.js';
import type { Chart, Charts, Plot } from '../../html/charts.js';
import { plainText } from '../../html/escape.js';
import { shortNames } from '../../html/short-names.js';
import type { OutletMap } from './schema.js';

const MAP = { width: 760, height: 560, left: 44, right: 60, top: 16, bottom: 40 } as const;

/** Groups on the first two principal components; crosses are 95% intervals, arrows the measures that pull most. */
export function mapChart(map: NonNullable<OutletMap>, charts: Charts): Chart {
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
  const written = (plot: Plot, set: readonly Label[], className: string) =>
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
  return charts.draw('map', label, (plot) => ({
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
