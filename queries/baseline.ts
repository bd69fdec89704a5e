/** What an article is compared with, whether an analysis or the reference. */
import type { Column } from '../stages/columns.js';
import type { Distribution } from '../statistics/quantiles.js';
import type { BaselineDescription, NearestRow } from './baseline-schema.js';
import type { ArticleShingles } from './comparison-set.js';
import type { Alternative } from './robustness-checks.js';

/** A measure of the corpus, and where one value stands in it. */
export interface MeasureBaseline {
  readonly distribution: Distribution;
  /** Documents below and at the value asked for; null where none was. */
  readonly standing: Standing | null;
  /** The same among the documents of like length; null where the baseline holds no documents. */
  readonly matched: Standing | null;
  /** The same among the documents nearest in topic; null where they are not known. */
  readonly topic: Standing | null;
}

/** Over which mentions sentiment is taken: all, or those in one voice. */
export type ActorVoice = 'all' | 'author' | 'source';

/** The corpus's sentiment to one actor by voice; a voice in which no document has it is missing. */
export type ActorBaselines = Readonly<Partial<Record<ActorVoice, ActorBaseline>>>;

/** The corpus's sentiment to one actor in one voice, over the documents that have it. */
export interface ActorBaseline {
  readonly documents: number;
  readonly mentions: number;
  /** Mean over documents of the document's mean. */
  readonly mean: number;
  readonly sd: number;
  readonly interval: readonly [number, number] | null;
  readonly below: number | null;
  readonly equal: number | null;
}

/** A frame in the corpus, and where the article's score stands. */
export interface FrameBaseline {
  readonly n: number;
  readonly mean: number;
  readonly sd: number;
  readonly present: number;
  readonly below: number | null;
  readonly equal: number | null;
  /** Among the documents nearest in topic: where the score stands, and the share in which the frame is present. */
  readonly topic: (Standing & { readonly present: number }) | null;
}

export interface TermBaseline {
  readonly count: number;
  /** Documents that hold the term. */
  readonly documents: number;
  readonly dispersion: number | null;
  /** The term is not in the reference's list: these are what it has at most. */
  readonly atMost?: true;
}

/** An article's sentiment to one actor: all voices, and the means by voice. */
export interface ActorProfile {
  readonly name: string;
  readonly mean: number;
  readonly mentions: number;
  readonly means: Readonly<Partial<Record<ActorVoice, number>>>;
}

/** What of an article is compared with a corpus. */
export interface ArticleProfile {
  /** By which its near-duplicates are left out; null where it has none. */
  readonly shingles: ArticleShingles | null;
  readonly measures: ReadonlyMap<string, number>;
  /** Names of the measures that make its profile. */
  readonly profileMeasures: readonly { readonly name: string; readonly title: string }[];
  /** By `codebook/frame`. */
  readonly frames: ReadonlyMap<string, number>;
  /** By actor's key. */
  readonly actors: ReadonlyMap<string, ActorProfile>;
  readonly terms: readonly string[];
  /** How often each of its words stands in it. */
  readonly termCounts: ReadonlyMap<string, number>;
  /** Its hedges as written, in lower case. */
  readonly hedges: readonly string[];
  /** What the article says of itself. */
  readonly facts: {
    readonly section: string | null;
    readonly url: string | null;
    readonly published: string | null;
  };
  /** Words of the article: documents of like length have between half and twice as many. */
  readonly words: number;
}

/** How a value stands among n documents. */
export interface Standing {
  readonly below: number;
  readonly equal: number;
  readonly n: number;
}

/** A measure of the article counted in another way. */
export interface AlternativeValue {
  readonly column: Column;
  readonly alternative: Alternative;
  readonly value: number;
}

export interface HedgeBaseline {
  /** Hedges in all. */
  readonly total: number;
  readonly hedges: ReadonlyMap<string, TermBaseline>;
}

/** How many documents are nearest in topic, and the words that they share with the article. */
export interface Topic {
  readonly documents: number;
  readonly terms: readonly string[];
}

/** What is compared with: an analysis, or the bundled reference of numbers. */
export interface Baseline {
  describe(): BaselineDescription;
  /** The documents nearest in topic; null where the baseline holds none, or too few. */
  topic(): Promise<Topic | null>;
  measures(names: readonly string[]): Promise<ReadonlyMap<string, MeasureBaseline>>;
  actors(): Promise<ReadonlyMap<string, ActorBaselines>>;
  frames(): Promise<ReadonlyMap<string, FrameBaseline>>;
  /** Words and documents that `terms` and `hedges` count over. */
  termTotals(): { readonly tokens: number; readonly documents: number };
  /** Absent terms are left out of the map. */
  terms(): Promise<ReadonlyMap<string, TermBaseline>>;
  /** Hedges of the corpus that the article has too; null where the baseline does not know them. */
  hedges(): Promise<HedgeBaseline | null>;
  /** Standings of values counted in another way; null where the baseline cannot count so. */
  alternatives(values: readonly AlternativeValue[]): Promise<readonly (Standing | null)[]>;
  /** The nearest documents with reasons; none where the baseline holds no documents. */
  nearest(count: number): Promise<readonly NearestRow[]>;
}
