/** The file of the reference: numbers alone. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { crc32, gunzipSync } from 'node:zlib';
import { fromPackageRoot } from '../base/package-root.js';
import { hashText } from '../base/random.js';
import { UserError } from '../base/user-error.js';
import type { Genre } from './genre.js';
import type { Resemblance } from './reference-genres.js';

/** Distribution as stored: 201 quantiles, rounded to five significant places. */
export interface StoredDistribution {
  readonly n: number;
  readonly mean: number;
  readonly sd: number;
  readonly q: readonly number[];
}

/** What of the reference differs between opinion and news. */
export interface GenreReference {
  readonly documents: number;
  readonly words: number;
  readonly measures: Readonly<Record<string, StoredDistribution>>;
  readonly frames: Readonly<Record<string, StoredDistribution & { readonly present: number }>>;
}

/** The bundled reference: numbers about a corpus, none of its text beyond single words and actors' names. */
export interface Reference {
  readonly format: 'hedgerow-reference/1';
  readonly title: string;
  readonly hedgerow: string;
  readonly key: string;
  readonly documents: number;
  readonly words: number;
  readonly leftOut: readonly { readonly reason: string; readonly documents: number }[];
  /** What decides the values: stage versions and hashes of their resources. */
  readonly stages: readonly {
    readonly name: string;
    readonly version: string;
    readonly resources: readonly string[];
  }[];
  /** The columns of the analysis it was made of. Missing in references made before version 0.2. */
  readonly columns?: readonly string[];
  /** By stage, a hash of its values for the bundled samples, so that a change without a new version is noticed. */
  readonly samples?: Readonly<Record<string, string>>;
  readonly measures: Readonly<Record<string, StoredDistribution>>;
  /** By outlet of 20 documents or more: mean, sd and 21 quantiles. */
  readonly outlets: Readonly<
    Record<
      string,
      { readonly documents: number; readonly measures: Readonly<Record<string, StoredDistribution>> }
    >
  >;
  /** `codebook/frame`: documents, share present, and the score's distribution. */
  readonly frames: Readonly<Record<string, StoredDistribution & { readonly present: number }>>;
  /**
   * Actor's key: documents, mentions, mean, sd over all voices, then the same four of the author's voice and of sources'
   * voices. References made before version 0.2 have the first four.
   */
  readonly actors: Readonly<Record<string, readonly number[]>>;
  /** The dates of publication that all but the first and last 0.2% lie between. Missing, as what follows it, in references made before version 0.2. */
  readonly span?: { readonly first: string | null; readonly last: string | null };
  /** The same distributions over the documents of one genre. */
  readonly genres?: Readonly<Partial<Record<Genre, GenreReference>>>;
  /** By which an article whose section does not say is set against opinion or news. */
  readonly resemblance?: Resemblance;
  /** A term that is not among `terms` has at most this count, and stands in at most so many documents. */
  readonly termsCut?: { readonly count: number; readonly documents: number };
  /** Term: count, documents, dispersion. */
  readonly terms: Readonly<Record<string, readonly [number, number, number]>>;
  /** Hedges in all, and each hedge as written: count, documents. Missing in references made before version 0.2. */
  readonly hedges?: {
    readonly total: number;
    readonly forms: Readonly<Record<string, readonly [number, number]>>;
  };
}

export const REFERENCE_FILE = 'corpora/reference/reference.json.gz';

/** Records of which a report asks for few entries. */
type Many = 'actors' | 'terms';

/** The reference as the build leaves it (compile-reference.ts): what every report needs at hand, the rest in small pieces of JSON. */
export interface CompiledReference {
  /** CRC-32 of the file that it was made from. */
  readonly crc32: number;
  readonly head: Omit<Reference, Many | 'outlets'>;
  /** The entries of a record, as the text of a JSON object each; which one a key stands in says `pieceOf`. */
  readonly pieces: Readonly<Record<Many, readonly string[]>>;
}

/** So many that each is parsed in no time. */
export const PIECES = 512;
export const pieceOf = (key: string): number => hashText(key) % PIECES;

/** Looks up an entry without parsing the others. */
const lookUps = new WeakMap<Reference, (record: Many, key: string) => unknown>();

/** Where the build leaves the compiled reference, beside the compiled modules. */
export const compiledFile = (): string =>
  fileURLToPath(new URL('../corpora/reference/reference.json', import.meta.url));

/**
 * Reads the bundled reference.
 *
 * @throws UserError where it is missing.
 */
export function readReference(path: string = fromPackageRoot(REFERENCE_FILE)): Reference {
  if (!existsSync(path)) {
    throw new UserError({
      what: 'the bundled reference is missing',
      where: REFERENCE_FILE,
      remedy: 'Give a corpus or an analysis to compare with, by the option `against`.',
    });
  }
  const bytes = readFileSync(path);
  const compiled = existsSync(compiledFile())
    ? (JSON.parse(readFileSync(compiledFile(), 'latin1')) as CompiledReference)
    : null;
  // Remade since the build, the file is read itself.
  return compiled?.crc32 === crc32(bytes) ? ofCompiled(compiled, bytes) : parsed(bytes);
}

/** The content of a reference's file. */
export const parsed = (bytes: Buffer): Reference =>
  JSON.parse(gunzipSync(bytes).toString('utf8')) as Reference;

/** The whole of it is parsed only where somebody asks for what no report needs. */
function ofCompiled({ head, pieces }: CompiledReference, bytes: Buffer): Reference {
  let all: Reference | undefined;
  const whole = (): Reference => {
    all ??= parsed(bytes);
    return all;
  };
  const reference: Reference = {
    ...head,
    get outlets() {
      return whole().outlets;
    },
    get actors() {
      return whole().actors;
    },
    get terms() {
      return whole().terms;
    },
  };
  const known = new Map<string, Readonly<Record<string, unknown>>>();
  lookUps.set(reference, (record, key) => {
    const text = pieces[record][pieceOf(key)]!;
    let piece = known.get(text);
    if (piece === undefined) {
      piece = JSON.parse(text) as Readonly<Record<string, unknown>>;
      known.set(text, piece);
    }
    return Object.hasOwn(piece, key) ? piece[key] : undefined;
  });
  return reference;
}

/** An entry of a large record of the reference; undefined where there is none. */
export function entryOf<R extends Many>(
  reference: Reference,
  record: R,
  key: string,
): Reference[R][string] | undefined {
  const lookUp = lookUps.get(reference);
  if (lookUp !== undefined) return lookUp(record, key) as Reference[R][string] | undefined;
  return Object.hasOwn(reference[record], key) ? (reference[record][key] as Reference[R][string]) : undefined;
}
