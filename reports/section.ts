/** What a section of a report is: its part of the data, and how that part is shown in each form of the report. */
import type { z } from 'zod';
import type { Chart, Charts } from './html/charts.js';
import type { Markup } from './html/escape.js';
import type { Table } from './tables.js';

/** The part of a report that a shape describes. */
export type Part<Shape extends z.ZodRawShape> = keyof Shape extends never
  ? object
  : z.infer<z.ZodObject<Shape>>;

/**
 * What any section of a report is.
 *
 * @typeParam Input what the report is made from
 * @typeParam Report what of the report the section reads
 * @typeParam Given the same while it is built
 * @typeParam Built its own part
 */
export interface AnySection<Input, Report, Given = Report, Built = object> {
  /** Also the anchor in the page. */
  readonly id: string;
  readonly title: string;
  /** `lead` stands above the sections; `data` is not shown by itself. Default `main`. */
  readonly place?: 'lead' | 'main' | 'data';
  readonly shape: z.ZodRawShape;
  /** Sections built before this one. */
  readonly requires?: readonly string[];
  build(input: Input, given: Given): Built | Promise<Built>;
  /** Charts, by which the page and `--figures` draw alike. */
  charts?(report: Report, charts: Charts): readonly Chart[];
  /** Null where there is nothing to show: the section and its link are then left out. */
  html?(report: Report, chart: (key: string) => Markup): Markup | null;
  /** What the page's script needs of this section; what several give under one name is put together. */
  pageData?(report: Report): object;
  /** What may fill the room left in the page, in bytes, and what to say of what did not fit. */
  fill?(report: Report, bytes: number): { readonly data: object; readonly note: string };
  markdown?(report: Report): readonly string[];
  tables?(report: Report): readonly Table[];
  /** Paragraphs for a methods section. */
  methods?(report: Report): readonly string[];
}

/**
 * A section of a report, complete in one folder. A report is an ordered list of them; each gives its part of the data
 * (`shape`, `build`) and shows it. What it does not show in a form, it leaves out.
 *
 * @typeParam Base what every section of the report can read: title, corpus, stages
 * @typeParam Given parts of other sections that this one reads; `requires` names those sections
 */
export interface Section<Input, Base, Shape extends z.ZodRawShape, Given = unknown>
  extends AnySection<Input, Base & Given & Part<Shape>, Base & Given, Part<Shape>> {
  readonly shape: Shape;
}

type Intersection<Union> = (Union extends unknown ? (item: Union) => void : never) extends (
  item: infer Item,
) => void
  ? Item
  : never;

/** All parts that a list of sections gives. */
export type PartsOf<Sections extends readonly { readonly shape: z.ZodRawShape }[]> = Intersection<
  { [Index in keyof Sections]: Part<Sections[Index]['shape']> }[number]
>;

/** The shapes of all sections in one, for the report's schema. */
export function shapesOf(sections: readonly { readonly shape: z.ZodRawShape }[]): z.ZodRawShape {
  return Object.assign({}, ...sections.map(({ shape }) => shape));
}

/** Builds the parts of all sections, each after those that it requires, else in the order of the list. */
export async function buildSections<Input, Report extends object>(
  sections: readonly AnySection<Input, Report>[],
  input: Input,
  base: object,
): Promise<object> {
  const built = new Set<string>();
  const report = { ...base } as Report;
  let waiting = [...sections];
  while (waiting.length > 0) {
    const next = waiting.find(({ requires = [] }) => requires.every((id) => built.has(id)));
    if (next === undefined)
      throw new Error(`sections that nobody gives: ${waiting.map(({ id }) => id).join(', ')}`);
    Object.assign(report, await next.build(input, report));
    built.add(next.id);
    waiting = waiting.filter((section) => section !== next);
  }
  return report;
}
