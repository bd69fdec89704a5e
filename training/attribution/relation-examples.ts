// Documents read for the relation models, with their candidates matched to the gold's attributions.
import type { AttributionLexicon } from '../../stages/attribution/lexicon.js';
import type { TokenRange } from '../../stages/attribution/proposal.js';
import type { Quotation } from '../../stages/attribution/quotations.js';
import { SAME_CONTENT } from '../../stages/attribution/relations/choice.js';
import type { Clause } from '../../stages/attribution/relations/clause.js';
import type { ContentCandidate } from '../../stages/attribution/relations/content-candidates.js';
import { RelationReader } from '../../stages/attribution/relations/reader.js';
import type { SourceCandidate } from '../../stages/attribution/relations/source-candidates.js';
import { SparseFeatures } from '../../stages/attribution/relations/sparse-features.js';
import type { TagMarginals } from '../../stages/attribution/tagger.js';
import type { WordFacts } from '../../stages/attribution/word-facts.js';
import { codePoints } from '../../stages/code-points.js';
import { FLAG, type TokenisedDocument } from '../../stages/tokenising/annotation.js';
import type { AttributionRow } from './gold.js';

/** An attribution of the gold, in tokens; content words alone. */
export interface GoldAttribution {
  readonly source: ReadonlySet<number>;
  readonly cue: ReadonlySet<number>;
  readonly content: ReadonlySet<number>;
  readonly vague: boolean;
}

/** A word that may attribute, with all that may be chosen for it. */
export interface CueExample {
  readonly clause: Clause;
  readonly gateFeatures: Int32Array;
  readonly features: Int32Array;
  /** Index of the gold's attribution, or -1. */
  gold: number;
  readonly contents: readonly ContentCandidate[];
  readonly contentFeatures: readonly Int32Array[];
  /** Token overlap of each content with the gold's. */
  overlaps: readonly number[];
  readonly sources: readonly SourceCandidate[];
  /** Of the gold's best content, where there is one. */
  sourceFeatures: readonly Int32Array[];
  /** 1 for the sources that are the gold's as exactly as any candidate is. */
  sourceTargets: readonly number[];
  vagueFeatures: Int32Array | null;
}

export interface RelationDocument {
  readonly id: string;
  readonly d: TokenisedDocument;
  readonly quotations: readonly Quotation[];
  readonly tags: TagMarginals;
  readonly gold: readonly GoldAttribution[];
  readonly cues: readonly CueExample[];
}

export class RelationExamples {
  readonly #reader: RelationReader;
  readonly #lexicon: AttributionLexicon;
  readonly #facts: WordFacts;

  constructor(vocabulary: TokenisedDocument['vocabulary'], lexicon: AttributionLexicon, facts: WordFacts) {
    this.#reader = new RelationReader(vocabulary, lexicon, facts);
    this.#lexicon = lexicon;
    this.#facts = facts;
  }

  read(
    row: AttributionRow,
    d: TokenisedDocument,
    quotations: readonly Quotation[],
    tags: TagMarginals,
  ): RelationDocument {
    this.#facts.prepare(d);
    const reader = this.#reader;
    reader.open(d, quotations, tags);
    const gold = goldOf(d, row);
    const cues = reader.cues().map(([head, after]): CueExample => {
      const gateFeatures = listed((f) => reader.gate(head, after, f));
      const clause = reader.clause(head, after);
      const features = listed((f) => reader.cue(clause, f));
      const contents = reader.contents(clause);
      const context = reader.context(clause);
      return {
        clause,
        gateFeatures,
        features,
        gold: -1,
        contents,
        contentFeatures: contents.map((content) => listed((f) => reader.content(context, content, f))),
        overlaps: [],
        sources: reader.sources(clause),
        sourceFeatures: [],
        sourceTargets: [],
        vagueFeatures: null,
      };
    });
    this.#match(d, gold, cues);
    return { id: row.id, d, quotations, tags, gold, cues };
  }

  /** Gives each gold attribution the candidate of its cue with the best content. */
  #match(d: TokenisedDocument, gold: readonly GoldAttribution[], cues: readonly CueExample[]): void {
    gold.forEach((item, g) => {
      let best: CueExample | null = null;
      let bestScore = -1;
      let bestOverlaps: number[] = [];
      for (const example of cues) {
        if (example.gold >= 0 || !item.cue.has(example.clause.head)) continue;
        const overlaps = example.contents.map(({ spans }) => wordOverlap(d, spans, item.content));
        const reports = this.#lexicon.cues.has(d.vocabulary.wordOf(d.word[example.clause.head]!));
        const score = Math.max(0, ...overlaps) + (reports ? 0.1 : 0);
        if (score <= bestScore) continue;
        bestScore = score;
        best = example;
        bestOverlaps = overlaps;
      }
      if (best === null) return;
      best.gold = g;
      best.overlaps = bestOverlaps;
      const top = Math.max(0, ...bestOverlaps);
      if (top < SAME_CONTENT) return;
      const content = best.contents[bestOverlaps.indexOf(top)]!.spans;
      const { clause, sources } = best;
      best.sourceFeatures = sources.map((source) =>
        listed((f) => this.#reader.source(clause, source, content, f)),
      );
      const shares = sources.map(({ first, after }) => sourceOverlap(first, after, item.source));
      const most = Math.max(...shares);
      best.sourceTargets = shares.map((share) => (most > 0 && share >= most - 1e-3 ? 1 : 0));
      const chosen = shares.indexOf(most);
      best.vagueFeatures = listed((f) => this.#reader.vague(clause, sources[chosen]!, content, f));
    });
  }
}

function listed(fill: (f: SparseFeatures) => void): Int32Array {
  const features = new SparseFeatures();
  fill(features);
  return features.copy();
}

function goldOf(d: TokenisedDocument, row: AttributionRow): GoldAttribution[] {
  const { toUtf16 } = codePoints(d.text);
  const tokens = (spans: readonly (readonly [number, number])[], flag: number): Set<number> => {
    const found = new Set<number>();
    for (const [start, end] of spans)
      for (let i = 0; i < d.tokenCount; i++)
        if (d.start[i]! < toUtf16(end) && toUtf16(start) < d.end[i]! && (d.flags[i]! & flag) === flag)
          found.add(i);
    return found;
  };
  return row.attributions.map(({ source, cue, content, type }) => ({
    source: tokens(source, 0),
    cue: tokens(cue, 0),
    content: tokens(content, FLAG.word),
    vague: type === 'generic',
  }));
}

/** Words that ranges share with the gold's content, over the words of either. */
export function wordOverlap(
  d: TokenisedDocument,
  ranges: readonly TokenRange[],
  gold: ReadonlySet<number>,
): number {
  let both = 0;
  let all = gold.size;
  for (const [first, after] of ranges)
    for (let i = first; i < after; i++) {
      if ((d.flags[i]! & FLAG.word) === 0) continue;
      if (gold.has(i)) both++;
      else all++;
    }
  return all === 0 ? 0 : both / all;
}

export function sourceOverlap(first: number, after: number, gold: ReadonlySet<number>): number {
  if (after <= first) return gold.size === 0 ? 1 : 0;
  let both = 0;
  for (let i = first; i < after; i++) if (gold.has(i)) both++;
  return both / (gold.size + after - first - both);
}
