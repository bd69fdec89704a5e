/** Groups on the first two principal components. */
import { signed } from '../../../base/wording.js';
import type { Chart, Charts, Plot } from '../../html/charts.js';
import { plainText } from '../../html/escape.js';
import { shortNames } from '../../html/short-names.js';
import type { OutletMap } from './schema.js';

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Of a wide page and of a telephone's: names there are shorter, and there is less room at the right. */
const WIDE: Frame = { width: 760, height: 560, left: 44, right: 60, top: 16, bottom: 40 };
const narrow = (width: number): Frame => ({
  width,
  height: 380,
  left: 44,
  right: 16,
  top: 12,
  bottom: 36,
});

/** Groups on the first two principal components; crosses are 95% intervals, arrows the measures that pull most. */
export function mapChart(map: NonNullable<OutletMap>, charts: Charts): Chart {
  const share = (k: 0 | 1): string => `${(100 * map.explained[k]).toFixed(0)}% of the variance`;
  const label = `Map of groups on two principal components, ${share(0)} and ${share(1)}. ${map.points.map(({ group, x, y }) => `${plainText(group)}: ${signed(x)}, ${signed(y)}`).join('; ')}`;
  return charts.drawTwice('map', label, (plot, width) =>
    mapOptions(map, plot, width < 500 ? narrow(width) : WIDE, share),
  );
}

function mapOptions(
  map: NonNullable<OutletMap>,
  plot: Plot,
  frame: Frame,
  share: (k: 0 | 1) => string,
): ReturnType<Parameters<Charts['drawTwice']>[2]> {
  type Point = (typeof map.points)[number];
  const names = shortNames(
    map.points.map(({ group }) => group),
    frame === WIDE ? 22 : 20,
  );
  const domain = (values: readonly number[]): [number, number] => {
    const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
    const pad = 0.08 * (high - low || 1);
    return [low - pad, high + pad];
  };
  const dx = domain(map.points.map(({ x }) => x));
  const dy = domain(map.points.map(({ y }) => y));
  const px = (x: number): number =>
    frame.left + ((frame.width - frame.left - frame.right) * (x - dx[0])) / (dx[1] - dx[0]);
  const py = (y: number): number =>
    frame.height - frame.bottom - ((frame.height - frame.top - frame.bottom) * (y - dy[0])) / (dy[1] - dy[0]);
  const drawn = [...map.loadings].sort((a, b) => Math.hypot(b.x, b.y) - Math.hypot(a.x, a.y)).slice(0, 5);
  // As long as fit on both axes.
  const room = (value: number, [low, high]: [number, number]): number =>
    value === 0 ? Number.POSITIVE_INFINITY : (value < 0 ? low : high) / value;
  const reach = 0.85 * Math.min(...drawn.flatMap(({ x, y }) => [room(x, dx), room(y, dy)]));
  const arrows = drawn.map(({ title, x, y }) => ({ title, x: x * reach, y: y * reach }));
  const taken: Box[] = map.points.map(({ x, y }) => boxAt(px(x) - 5, py(y) - 5, 10, 10));
  // Groups are named before arrows where room is short.
  const labels = map.points.flatMap(({ x, y }, index) =>
    place(names[index]!, px(x), py(y), taken, frame.width),
  );
  const arrowLabels = arrows.flatMap((arrow) =>
    place(arrow.title, px(arrow.x), py(arrow.y), taken, frame.width),
  );
  const clamp = ([low, high]: [number, number], value: number): number =>
    Math.min(high, Math.max(low, value));
  const written = (set: readonly Label[], className: string) =>
    (['start', 'end', 'middle'] as const).map((anchor) =>
      plot.text(
        set.filter((entry) => entry.anchor === anchor),
        {
          x: (entry: Label) =>
            dx[0] + ((entry.x - frame.left) * (dx[1] - dx[0])) / (frame.width - frame.left - frame.right),
          y: (entry: Label) =>
            dy[0] +
            ((frame.height - frame.bottom - entry.y) * (dy[1] - dy[0])) /
              (frame.height - frame.top - frame.bottom),
          text: 'text',
          textAnchor: anchor,
          className,
        },
      ),
    );
  return {
    width: frame.width,
    height: frame.height,
    marginLeft: frame.left,
    marginRight: frame.right,
    marginTop: frame.top,
    marginBottom: frame.bottom,
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
      ...written(arrowLabels, 'c-arrow'),
      ...written(labels, 'ink'),
    ],
  };
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
function place(text: string, x: number, y: number, taken: Box[], right: number): Label[] {
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
    if (!free || box.left < 0 || box.right > right) continue;
    taken.push(box);
    return [{ text, x: at, y: middle, anchor }];
  }
  return [];
}
