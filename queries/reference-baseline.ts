/** The bundled reference as what an article is compared with, and whether it belongs to the stages that are run. */
import { type Plan, planStages } from '../stages/plan.js';
import { meanInterval } from '../statistics/mean.js';
import { type Distribution, sharesAt } from '../statistics/quantiles.js';
import type {
  ActorBaselines,
  ArticleProfile,
  Baseline,
  FrameBaseline,
  HedgeBaseline,
  MeasureBaseline,
  TermBaseline,
} from './baseline.js';
import type { BaselineDescription, NearestRow } from './baseline-schema.js';
import { ACTOR_VOICES } from './digest.js';
import { genreOf } from './genre.js';
import {
  entryOf,
  type GenreReference,
  type Reference,
  readReference,
  type StoredDistribution,
} from './reference-file.js';
import { resembled } from './reference-genres.js';
import { stageMismatch } from './stage-mismatch.js';

/**
 * What of the reference no longer belongs to the stages that are run: one line for each stage, version, option or data
 * file that differs. Empty when it fits.
 */
export function referenceMismatch(plan: Plan, reference: Reference = readReference()): readonly string[] {
  // It is made with the options' defaults.
  const standard = new Map(planStages().stages.map(({ stage, options }) => [stage.name, options]));
  const { columns, measures } = reference;
  return stageMismatch(
    plan,
    reference.stages.map(({ name, version, resources }) => ({
      name,
      version,
      options: standard.get(name) ?? {},
      resources: resources.map((sha256) => ({ path: '', sha256 })),
    })),
    'reference',
    // Before version 0.2 only measures with a value were named.
    ({ name, measure }) => columns?.includes(name) ?? (measure === null || Object.hasOwn(measures, name)),
  );
}

/** The bundled reference as what an article is compared with; it holds no documents, so none is nearest. */
export class ReferenceBaseline implements Baseline {
  readonly #reference: Reference;
  readonly #profile: ArticleProfile;
  readonly #genre: BaselineDescription['genre'];
  /** Measures and frames of the documents that the article is set against. */
  readonly #kind: Pick<GenreReference, 'documents' | 'words' | 'measures' | 'frames'>;

  constructor(reference: Reference, profile: ArticleProfile) {
    this.#reference = reference;
    this.#profile = profile;
    this.#genre = genreFor(reference, profile);
    this.#kind = (this.#genre === null ? undefined : reference.genres?.[this.#genre.name]) ?? reference;
  }

  describe(): BaselineDescription {
    const { title, leftOut, hedgerow, key, genres } = this.#reference;
    const kept =
      'The reference keeps numbers only: percentiles are read off 201 quantiles, exact to half a point; “–” means that a word is not in its list; no nearest documents can be shown.';
    const whole =
      this.#genre === null
        ? genres === undefined
          ? ' Its documents are of all genres, most of them news.'
          : ''
        : ` Measures and frames are set against its ${this.#genre.name} articles (so told by ${this.#genre.by === 'section' ? 'the article’s section or address' : `the article’s measures, which tell ${Math.round(100 * (this.#genre.accuracy ?? 0))}% of documents rightly`}); words and actors against all of it.`;
    return {
      kind: 'reference',
      title: this.#genre === null ? title : `${title}, ${this.#genre.name}`,
      documents: this.#kind.documents,
      tokens: this.#kind.words,
      leftOut: leftOut.map((entry) => ({ ...entry })),
      note: `${kept}${whole}`,
      mismatch: [],
      genre: this.#genre,
      outside: outsideOf(this.#reference, this.#profile),
      hedgerow,
      key,
    };
  }

  termTotals(): { tokens: number; documents: number } {
    return { tokens: this.#reference.words, documents: this.#reference.documents };
  }

  async measures(names: readonly string[]): Promise<ReadonlyMap<string, MeasureBaseline>> {
    const result = new Map<string, MeasureBaseline>();
    for (const name of names) {
      const stored = this.#kind.measures[name];
      if (stored === undefined) continue;
      const distribution = unpack(stored);
      const value = this.#profile.measures.get(name);
      result.set(name, {
        distribution,
        standing: value === undefined ? null : standing(distribution, value),
        matched: null,
        topic: null,
      });
    }
    return result;
  }

  async topic(): Promise<null> {
    return null;
  }

  async actors(): Promise<ReadonlyMap<string, ActorBaselines>> {
    const result = new Map<string, ActorBaselines>();
    for (const key of this.#profile.actors.keys()) {
      const stored = entryOf(this.#reference, 'actors', key);
      if (stored === undefined) continue;
      const voices = ACTOR_VOICES.flatMap(({ voice }, k) => {
        const [documents = 0, mentions, mean, sd] = stored.slice(4 * k, 4 * k + 4);
        if (documents === 0) return [];
        const interval = meanInterval(mean!, sd!, documents);
        return [
          [
            voice,
            { documents, mentions: mentions!, mean: mean!, sd: sd!, interval, below: null, equal: null },
          ],
        ];
      });
      result.set(key, Object.fromEntries(voices) as ActorBaselines);
    }
    return result;
  }

  async frames(): Promise<ReadonlyMap<string, FrameBaseline>> {
    const result = new Map<string, FrameBaseline>();
    for (const [key, stored] of Object.entries(this.#kind.frames)) {
      const distribution = unpack(stored);
      const score = this.#profile.frames.get(key);
      const place = score === undefined ? null : standing(distribution, score);
      result.set(key, {
        n: stored.n,
        mean: stored.mean,
        sd: stored.sd,
        present: stored.present,
        below: place?.below ?? null,
        equal: place?.equal ?? null,
        topic: null,
      });
    }
    return result;
  }

  async terms(): Promise<ReadonlyMap<string, TermBaseline>> {
    const result = new Map<string, TermBaseline>();
    const cut = this.#reference.termsCut ?? (await cutOfOld(this.#reference));
    for (const term of this.#profile.terms) {
      const stored = entryOf(this.#reference, 'terms', term);
      result.set(
        term,
        stored === undefined
          ? { ...cut, dispersion: null, atMost: true }
          : { count: stored[0], documents: stored[1], dispersion: stored[2] },
      );
    }
    return result;
  }

  async hedges(): Promise<HedgeBaseline | null> {
    const { hedges } = this.#reference;
    if (hedges === undefined) return null;
    const known = new Map<string, TermBaseline>();
    for (const form of this.#profile.hedges) {
      const stored = Object.hasOwn(hedges.forms, form) ? hedges.forms[form] : undefined;
      if (stored !== undefined) known.set(form, { count: stored[0], documents: stored[1], dispersion: null });
    }
    return { total: hedges.total, hedges: known };
  }

  /** Its numbers were counted in one way only. */
  async alternatives(values: readonly unknown[]): Promise<readonly null[]> {
    return values.map(() => null);
  }

  async nearest(): Promise<readonly NearestRow[]> {
    return [];
  }
}

/** A reference made before version 0.2 does not say where its list was cut: its rarest word says it. */
async function cutOfOld(reference: Reference): Promise<{ count: number; documents: number }> {
  const least = Object.values(reference.terms).reduce(
    (low, [count]) => Math.min(low, count),
    Number.POSITIVE_INFINITY,
  );
  const count = Number.isFinite(least) ? least : 0;
  return { count, documents: count };
}

/** By the article's own word, else by what it resembles; null where the reference is not divided. */
function genreFor(
  { genres, resemblance }: Reference,
  { facts, measures }: ArticleProfile,
): BaselineDescription['genre'] {
  if (genres === undefined) return null;
  const own = genreOf(facts);
  if (own !== null && genres[own] !== undefined) return { name: own, by: 'section', accuracy: null };
  if (resemblance === undefined) return null;
  const name = resembled(resemblance, measures);
  return genres[name] === undefined ? null : { name, by: 'resemblance', accuracy: resemblance.accuracy };
}

/** Actors that an article must name before it is said that the reference does not know them. */
const ACTORS_JUDGED = 4;

/** In what an article lies outside of the reference. */
function outsideOf(reference: Reference, { facts, actors }: ArticleProfile): string[] {
  const outside: string[] = [];
  const year = (date: string | null | undefined): string | null =>
    /^\d{4}/.test(date ?? '') ? date!.slice(0, 4) : null;
  const [published, first, last] = [facts.published, reference.span?.first, reference.span?.last].map(year);
  if (published != null && first != null && last != null && (published < first || published > last))
    outside.push(`it was published in ${published}, the reference’s articles from ${first} to ${last}`);
  const known = [...actors.keys()].filter((key) => entryOf(reference, 'actors', key) !== undefined).length;
  if (actors.size >= ACTORS_JUDGED && known < actors.size / 2)
    outside.push(
      `of the ${actors.size} actors it names the reference knows ${known}: its subject or country may lie outside of it`,
    );
  return outside;
}

function unpack({ n, mean, sd, q }: StoredDistribution): Distribution {
  return { n, mean, sd, quantiles: q };
}

function standing(distribution: Distribution, value: number): { below: number; equal: number; n: number } {
  const { below, equal } = sharesAt(distribution, value);
  const { n } = distribution;
  const counted = Math.round(below * n);
  return { below: counted, equal: Math.min(n - counted, Math.round(equal * n)), n };
}
