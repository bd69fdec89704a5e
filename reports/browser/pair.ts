/** Any two groups side by side, by the leading measures. */
import { all, make, written } from './dom.js';
import { data } from './page-data.js';

type Figure = readonly [n: number, mean: number, interval: readonly [number, number] | null] | null;

interface PairRow {
  readonly title: string;
  readonly unit: string;
  readonly groups: readonly Figure[];
}

const SVG = 'http://www.w3.org/2000/svg';

function figureCell(figure: Figure): HTMLTableCellElement {
  const cell = make('td', undefined, 'n');
  cell.dataset.v = figure === null ? '' : String(figure[1]);
  cell.textContent = figure === null ? '–' : written(figure[1]);
  if (figure?.[2]) cell.append(' ', make('span', `[${figure[2].map(written).join(', ')}]`, 'ci'));
  return cell;
}

/** Both means with their intervals, on a scale that holds the means of all groups. */
function strip(row: PairRow, a: Figure, b: Figure): SVGElement {
  const ends = [
    ...row.groups.flatMap((figure) => (figure === null ? [] : [figure[1]])),
    ...(a?.[2] ?? []),
    ...(b?.[2] ?? []),
  ];
  const low = Math.min(...ends);
  const high = Math.max(...ends);
  const x = (value: number): number =>
    5 + (150 * (Math.min(high, Math.max(low, value)) - low)) / (high - low || 1);
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 160 22');
  svg.setAttribute('width', '160');
  svg.setAttribute('height', '22');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', `${row.title}: both groups between ${written(low)} and ${written(high)}`);
  const add = (parent: SVGElement, name: string, attributes: Record<string, number | string>): SVGElement => {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    parent.append(element);
    return element;
  };
  add(svg, 'line', { class: 'span', x1: 5, x2: 155, y1: 11, y2: 11 });
  for (const [figure, className, y] of [
    [a, 'c-minus', 7],
    [b, 'c-plus', 15],
  ] as const) {
    if (figure === null) continue;
    const group = add(svg, 'g', { class: className });
    if (figure[2] !== null) add(group, 'line', { x1: x(figure[2][0]), x2: x(figure[2][1]), y1: y, y2: y });
    add(group, 'circle', { cx: x(figure[1]), cy: y, r: 4 });
  }
  return svg;
}

export function readyPair(): void {
  const rows = data.pair as readonly PairRow[] | undefined;
  const place = document.querySelector('[data-pair]');
  if (rows === undefined || place === null) return;
  const [first, second] = all<HTMLSelectElement>('select', place);
  const box = place.querySelector('.table')!;
  const apply = (): void => {
    const a = Number(first!.value);
    const b = Number(second!.value);
    const table = make('table');
    const head = table.createTHead().insertRow();
    for (const title of ['Measure', data.groups![a]!, data.groups![b]!, 'A orange, B blue', 'Difference']) {
      const th = make('th', title);
      th.scope = 'col';
      head.append(th);
    }
    const body = table.createTBody();
    for (const row of rows) {
      const [x, y] = [row.groups[a] ?? null, row.groups[b] ?? null];
      const line = body.insertRow();
      const th = make('th', row.title);
      th.scope = 'row';
      th.append(' ', make('span', row.unit, 'ci'));
      line.append(th, figureCell(x), figureCell(y));
      line.insertCell().append(strip(row, x, y));
      const apart =
        x?.[2] && y?.[2]
          ? x[2][1] < y[2][0]
            ? 'B higher'
            : x[2][0] > y[2][1]
              ? 'A higher'
              : 'not clear'
          : '–';
      line.insertCell().textContent = apart;
    }
    box.replaceChildren(table);
  };
  for (const select of [first!, second!]) select.addEventListener('input', apply);
  apply();
}
