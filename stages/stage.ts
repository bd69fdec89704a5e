/** The stage contract. */
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
  /** How often each true class (a row) was given each class (a column), where that was kept. */
  readonly confusion?: Confusion | null | undefined;
}

/** Counts by true class, a row, and the class given, a column. */
export interface Confusion {
  readonly classes: readonly string[];
  readonly counts: readonly (readonly number[])[];
}

export interface StageSetup<Options> {
  readonly options: Options;
  /** Words met at set-up get permanent ids; intern lexicon entries here. */
  readonly vocabulary: Vocabulary;
  /** Inflection, stems and syllables of the language of the texts. */
  readonly language: Language;
}

/**
 * Some documents' annotations in; a promise of the stage's own out, one for each document, in the same order. Each is
 * to be what it would be for that document alone. The next batch is given when the promise is kept.
 */
export type AnnotateBatch<Given, Annotation> = (given: readonly Given[]) => Promise<readonly Annotation[]>;

/** The form of a stage that takes one document after the other. */
export function eachDocument<Given, Annotation>(
  annotate: (given: Given) => Annotation,
): AnnotateBatch<Given, Annotation> {
  return async (given) => given.map((one) => annotate(one));
}

/**
 * A stage: metadata and one function. It declares what it requires and which columns it adds, and turns
 * documents' annotations into values for those columns.
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
  /** Names of the stages whose annotations it reads. */
  readonly requires: readonly string[];
  /** The stage's own options, with defaults; the CLI's help and the manifest are made from it. */
  readonly options: z.ZodType<Options>;
  /** The columns that it adds, which may depend on its options (a codebook's frames). */
  columns(options: Options): readonly Column[];
  resources(options: Options): readonly Resource[];
  readonly citations: readonly Citation[];
  readonly accuracy: readonly MeasuredAccuracy[];
  /**
   * At most so many documents are given at a time; 8 by default, whose annotations stay in the processor's cache. More
   * are for a stage whose work falls into steps with large tables of their own, or for a model that is asked in batches.
   */
  readonly batchSize?: number;
  /**
   * The address of the module that exports the stage, `import.meta.url` there: worker threads import it. Only for stages
   * from outside this package.
   */
  readonly module?: string;
  /** Loads lexicons and models once, and gives the function that annotates documents. */
  create(
    setup: StageSetup<Options>,
  ): Promise<AnnotateBatch<Given & { readonly document: CorpusDocument }, Annotation>>;
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
