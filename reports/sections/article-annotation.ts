/** One analysed article as the report reads it. */
import type { CorpusDocument } from '../../corpora/document.js';
import type { ActorsAnnotation } from '../../stages/actors/annotation.js';
import type { AttributionAnnotation } from '../../stages/attribution/annotation.js';
import { measuredPoints } from '../../stages/code-points.js';
import type { Column, Evidence } from '../../stages/columns.js';
import type { FramingAnnotation } from '../../stages/framing/annotation.js';
import type { HedgingAnnotation } from '../../stages/hedging/annotation.js';
import type { LexisAnnotation } from '../../stages/lexis/annotation.js';
import type { Annotations, Plan } from '../../stages/plan.js';
import type { SentimentAnnotation } from '../../stages/sentiment/annotation.js';
import type { TokenisedDocument } from '../../stages/tokenising/annotation.js';

/** A hit as the report keeps it: offsets in code points, and what the stage says of it. */
export interface Hit {
  readonly start: number;
  readonly end: number;
  readonly fields: Readonly<Record<string, string>>;
}

type Item = Readonly<Record<string, unknown>>;

interface Placed {
  readonly item: Item;
  readonly span: readonly [number, number];
}

/** Characters shown of what a cue covers. */
const COVERED_SHOWN = 160;

/**
 * One analysed article as the report reads it: values by column name, whatever stage they come from, and the
 * annotations that the text's layers need, where their stages were run.
 */
export class ArticleAnnotation {
  readonly document: CorpusDocument;
  readonly plan: Plan;
  readonly tokenising: TokenisedDocument;
  readonly attribution: AttributionAnnotation | undefined;
  readonly hedging: HedgingAnnotation | undefined;
  readonly actors: ActorsAnnotation | undefined;
  readonly sentiment: SentimentAnnotation | undefined;
  readonly framing: FramingAnnotation | undefined;
  readonly lexis: LexisAnnotation | undefined;
  /** UTF-16 offsets of the text as measured, to code points of the text as given. */
  readonly point: (offset: number) => number;
  readonly #values = new Map<string, unknown>();
  readonly #hits = new Map<string, readonly Hit[]>();
  readonly #placed = new Map<string, readonly Placed[]>();

  constructor(document: CorpusDocument, plan: Plan, annotations: Annotations) {
    this.document = document;
    this.plan = plan;
    this.point = measuredPoints(document.text).fromUtf16;
    this.tokenising = annotations.tokenising!;
    this.attribution = annotations.attribution;
    this.hedging = annotations.hedging;
    this.actors = annotations.actors;
    this.sentiment = annotations.sentiment;
    this.framing = annotations.framing;
    this.lexis = annotations.lexis;
    for (const { stage, columns } of plan.stages)
      for (const { name } of columns) this.#values.set(name, annotations[stage.name]?.[name]);
  }

  measures(): readonly Column[] {
    return this.plan.columns.filter((column) => column.measure !== null);
  }

  /** A measure's value; null where unknown. */
  value(name: string): number | null {
    const value = this.#values.get(name);
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  }

  /** What a stage gave for a list column, as it gave it. */
  items(column: string): readonly Item[] {
    const items = this.#values.get(column);
    return Array.isArray(items) ? (items as Item[]) : [];
  }

  /** The hits of a list column, in its order. */
  hits(column: string): readonly Hit[] {
    let hits = this.#hits.get(column);
    if (hits === undefined) {
      hits = this.#placedItems(column).map(({ item, span }) => {
        const covers = this.covers(item);
        const fields = covers === null ? fieldsOf(item) : { ...fieldsOf(item), covers };
        return { start: this.point(span[0]), end: this.point(span[1]), fields };
      });
      this.#hits.set(column, hits);
    }
    return hits;
  }

  /** What a cue covers beyond itself: the words that it hedges. */
  covers(item: { readonly scope_start?: unknown; readonly scope_end?: unknown }): string | null {
    if (typeof item.scope_start !== 'number' || typeof item.scope_end !== 'number') return null;
    const text = this.tokenising.text.slice(item.scope_start, item.scope_end).replace(/\s+/g, ' ').trim();
    const characters = [...text];
    return characters.length <= COVERED_SHOWN ? text : `${characters.slice(0, COVERED_SHOWN).join('')}…`;
  }

  /** The hits that make a measure, as indices into those of its column. */
  evidence({ column, where }: Evidence): readonly number[] {
    const conditions = Object.entries(where) as [string, readonly unknown[]][];
    return this.#placedItems(column).flatMap(({ item }, index) =>
      conditions.every(([field, values]) => values.includes(item[field])) ? [index] : [],
    );
  }

  /** The items of a list column that stand somewhere in the text. */
  #placedItems(column: string): readonly Placed[] {
    let placed = this.#placed.get(column);
    if (placed === undefined) {
      placed = this.items(column).flatMap((item) => {
        const span = spanOf(item);
        return span === null ? [] : [{ item, span }];
      });
      this.#placed.set(column, placed);
    }
    return placed;
  }
}

/** Where a hit stands: its own span, or that of the first of its parts (the cue of an attribution). */
function spanOf(item: Item): readonly [number, number] | null {
  if (typeof item.start === 'number' && typeof item.end === 'number') return [item.start, item.end];
  for (const part of [item.cue, item.content, item.source]) {
    const first = Array.isArray(part) ? (part[0] as Item | undefined) : undefined;
    if (first !== undefined && typeof first.start === 'number') return [first.start, first.end as number];
  }
  return null;
}

function fieldsOf(item: Item): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(item)) {
    if (name === 'surface') continue;
    if (typeof value === 'string') fields[name] = value;
    else if (typeof value === 'number' && (name === 'weight' || name === 'confidence' || name === 'score'))
      fields[name] = value.toFixed(2);
  }
  return fields;
}
