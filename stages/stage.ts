import type { z } from 'zod';
import type { CorpusDocument } from '../corpora/document.js';
import type { Language } from '../language/language.js';
import type { Column } from './columns.js';
import type { Vocabulary } from './vocabulary.js';

/** A publication, lexicon, model or data set that a result rests on; reports print it as a reference. */
export interface Citation {
  /** BibTeX key: `hyland2005`. */
  readonly key: string;
  readonly authors: string;
  readonly year: number;
  readonly title: string;
  /** Journal, proceedings or publisher. */
  readonly venue: string;
  readonly doi?: string;
  readonly url?: string;
  /** What Hedgerow takes from it. */
  readonly use: string;
}

/** A data file that decides results: hashed into the manifest, named in the methods paragraph. */
export interface Resource {
  /** Path inside the package (`stages/hedging/lexicon.yaml`) or, for a user's own file, absolute. */
  readonly path: string;
  readonly kind: 'lexicon' | 'model' | 'codebook' | 'registry';
  readonly licence: string;
  readonly description: string;
}

/** How well a stage was measured to do its work, quoted in reports beside its results. */
export interface MeasuredAccuracy {
  /** The gold file, as `hedgerow evaluate` takes it: `hedges/szeged-wiki.dev`. */
  readonly gold: string;
  /** `exact cue F1`. */
  readonly metric: string;
  readonly value: number;
  readonly interval: readonly [number, number] | null;
  readonly documents: number;
  /** Whether the labels come from people or from a model, and how the score was kept honest. */
  readonly note: string;
}

export interface StageSetup<Options> {
  readonly options: Options;
  /** Words met at set-up get permanent ids; intern lexicon entries here. */
  readonly vocabulary: Vocabulary;
  /** Inflection, stems and syllables of the language of the texts. */
  readonly language: Language;
}

/** One document's annotations in, the stage's own out. */
export type Annotate<Given, Annotation> = (given: Given) => Annotation;

/**
 * As `Annotate`, for many documents in one call, each to be annotated as it would be alone. For a stage whose work falls
 * into steps with tables of their own: one step over all documents finds its tables in the processor's cache.
 */
export interface AnnotateAll<Given, Annotation> {
  annotateAll(given: readonly Given[]): readonly Annotation[];
}

/**
 * A stage: metadata and one function. It declares what it requires and which columns it adds, and turns
 * one document's annotations into values for those columns.
 *
 * @typeParam Given - the document and the annotations of the required stages, by stage name.
 * @typeParam Annotation - an object with a value for every column, keyed by column name; it may carry
 *   more, in memory, for the stages that require this one.
 */
export interface Stage<Given, Annotation, Options = unknown> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Raised whenever the same text may give other values; part of the analysis's key. */
  readonly version: string;
  /** Names of the stages whose annotations `annotate` reads. */
  readonly requires: readonly string[];
  /** The stage's own options, with defaults; the CLI's help and the manifest are made from it. */
  readonly options: z.ZodType<Options>;
  /** The columns that it adds, which may depend on its options (a codebook's frames). */
  columns(options: Options): readonly Column[];
  resources(options: Options): readonly Resource[];
  readonly citations: readonly Citation[];
  readonly accuracy: readonly MeasuredAccuracy[];
  /** Loads lexicons and models once, and gives the function that annotates documents. */
  create(
    setup: StageSetup<Options>,
  ):
    | Annotate<Given & { readonly document: CorpusDocument }, Annotation>
    | AnnotateAll<Given & { readonly document: CorpusDocument }, Annotation>;
}

/** A stage whatever its types, as the registry and the plan hold it. */
// biome-ignore lint/suspicious/noExplicitAny: the plan checks at set-up what the types cannot say.
export type AnyStage = Stage<any, any, any>;

/** A worked example: a short text of ours, and the values worked out by hand. Run as a test. */
export interface StageExample {
  /** What it shows. */
  readonly name: string;
  readonly text: string;
  /** Document metadata where it matters. */
  readonly document?: Partial<CorpusDocument>;
  /** Options of the stage where they are not the defaults. */
  readonly options?: unknown;
  /**
   * Column name to expected value. A list of objects matches when it has the same length and each
   * object has the fields given here; fields left out are not compared.
   */
  readonly expect: Readonly<Record<string, unknown>>;
}
