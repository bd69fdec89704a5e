// Fits what puts the relation models and the encoder together, on passages that neither has seen.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../base/random.js';
import { Encoder } from '../../models/encoder/encoder.js';
import {
  confidenceFeatures,
  contentFeatures,
  finiteScores,
  looksAt,
  RELATION_STACK,
  type RelationStack,
  ROLE_OUTPUTS,
  type RoleOdds,
  relationJudge,
  sourceFeatures,
  weighed,
  withEncoderContents,
  withEncoderCues,
  withEncoderSources,
} from '../../stages/attribution/accurate/stacked-relations.js';
import type { AttributionLexicon } from '../../stages/attribution/lexicon.js';
import { correct } from '../../stages/attribution/merge-rules-and-model.js';
import { joinContinued } from '../../stages/attribution/multi-paragraph-quotes.js';
import type { Proposal, TokenRange } from '../../stages/attribution/proposal.js';
import {
  RelationFinder,
  type RelationProposal,
  withoutRivals,
} from '../../stages/attribution/relations/finder.js';
import { loadRelationModel } from '../../stages/attribution/relations/relation-model.js';
import type { JudgeAgain } from '../../stages/attribution/relations/second-judge.js';
import { AttributionRules } from '../../stages/attribution/rules.js';
import { quantise } from '../../stages/attribution/tagger-model.js';
import { settleQuotations } from '../../stages/attribution/unattributed-quotes.js';
import type { WordFacts } from '../../stages/attribution/word-facts.js';
import { taggedTokens } from '../../stages/encoder-reading.js';
import type { TokenisedDocument } from '../../stages/tokenising/annotation.js';
import { encoderFold } from '../learners/fold-of.js';
import { groupFolds } from '../learners/folds.js';
import { type Choice, fitChoice, fitLogistic } from '../learners/stacking.js';
import {
  type GoldAttribution,
  type RelationDocument,
  sourceOverlap,
  wordOverlap,
} from './relation-examples.js';
import { contentTargets, fitRelations } from './relation-fit.js';
import { countOf, describe, GATE, NEWS, OPINION, scoresOf } from './train-relations.js';

const INNER = 5;
const NO_THRESHOLD = 0.05;

/** A passage that neither has seen, with the finder and the encoder's reading of it. */
interface Unseen {
  readonly document: RelationDocument;
  readonly finder: RelationFinder;
  readonly odds: RoleOdds;
}

/** What is learned from. */
interface Lessons {
  readonly contents: Choice[];
  readonly sources: Choice[];
  readonly confidences: { readonly row: number[]; readonly right: 0 | 1 }[];
}

/**
 * @param towers - by fold (`encoderFold` of the passage), the folder of an encoder that was trained without it.
 * @param out - where the stack is written; null writes none.
 */
export async function trainAccurate(
  news: readonly RelationDocument[],
  opinion: readonly RelationDocument[],
  vocabulary: TokenisedDocument['vocabulary'],
  lexicon: AttributionLexicon,
  facts: WordFacts,
  towers: ReadonlyMap<number, string | undefined>,
  out: string | null,
): Promise<void> {
  const prior = fitRelations(news, { ...NEWS, seed: 'attribution relations, news' });
  const { thresholds } = loadRelationModel().header;
  const all: Unseen[] = [];
  for (const [fold, folder] of towers) {
    const seen = opinion.filter(({ id }) => encoderFold(id) !== fold);
    const { bytes, unit } = quantise(
      fitRelations(seen, { ...OPINION, prior, seed: `attribution relations, without fold ${fold}` }),
    );
    const header = { unit, gate: GATE, thresholds };
    const finder = new RelationFinder(vocabulary, lexicon, facts, { header, weights: bytes });
    const encoder = new Encoder(folder === undefined ? {} : { folder });
    for (const document of opinion)
      if (encoderFold(document.id) === fold)
        all.push({ document, finder, odds: await taggedTokens(encoder, document.d, ROLE_OUTPUTS) });
  }
  const rules = new AttributionRules(vocabulary, lexicon, facts);
  const find = ({ document: { d, quotations, tags }, finder }: Unseen, again?: JudgeAgain): Proposal[] => {
    facts.prepare(d);
    return finder.find(d, quotations, tags, again);
  };
  const settled = (
    { document: { d, quotations } }: Unseen,
    found: readonly Proposal[],
  ): readonly Proposal[] => {
    facts.prepare(d);
    const corrected = correct(d, found, rules.propose(d, quotations, true));
    return settleQuotations(d, quotations, joinContinued(d, quotations, corrected));
  };
  const lessonsOf = (some: readonly Unseen[], content: readonly number[] | null): Lessons => {
    const lessons: Lessons = { contents: [], sources: [], confidences: [] };
    for (const one of some) find(one, recorder(one, lessons, content));
    return lessons;
  };
  const stackOf = (some: readonly Unseen[]): RelationStack => {
    const content = fitChoice(lessonsOf(some, null).contents);
    const { sources, confidences } = lessonsOf(some, content);
    const confidence = fitLogistic(
      confidences.map(({ row }) => row),
      confidences.map(({ right }) => right),
    );
    const open = { content, source: fitChoice(sources), confidence, threshold: NO_THRESHOLD };
    const fitted = { fold: [...towers.keys()][0]!, passages: some.length };
    const proposals = some.map(
      (one) => find(one, relationJudge({ ...open, fitted }, one.odds)) as RelationProposal[],
    );
    let best = { threshold: 0.5, f1: 0 };
    for (let t = 0.2; t < 0.6; t += 0.02) {
      const { f1 } = scoresOf(
        some.map((one, i) => {
          const kept = withoutRivals(proposals[i]!.filter((p) => p.confidence >= t));
          return countOf({ document: one.document, proposals: settled(one, kept) });
        }),
      );
      if (f1 > best.f1) best = { threshold: Number(t.toFixed(2)), f1 };
    }
    return { ...open, threshold: best.threshold, fitted };
  };

  const folds = groupFolds(
    all.map(({ document }) => document.id),
    INNER,
    'stack',
  );
  const fast = all.map((one) => countOf({ document: one.document, proposals: settled(one, find(one)) }));
  const accurate: number[][] = new Array(all.length);
  for (let fold = 0; fold < INNER; fold++) {
    const stack = stackOf(all.filter((_, i) => folds[i] !== fold));
    console.log(`without part ${fold}: threshold ${stack.threshold}`);
    all.forEach((one, i) => {
      if (folds[i] === fold)
        accurate[i] = countOf({
          document: one.document,
          proposals: settled(one, find(one, relationJudge(stack, one.odds))),
        });
    });
  }
  console.log(`${all.length} passages that neither saw; the stack cross-validated among them`);
  console.log(`fast: ${describe(scoresOf(fast))}`);
  console.log(`accurate: ${describe(scoresOf(accurate))}`);
  printIntervals(fast, accurate);
  const stack = rounded(stackOf(all));
  console.log(JSON.stringify(stack));
  if (out !== null) writeFileSync(join(out, RELATION_STACK), `${JSON.stringify(stack, null, 2)}\n`);
}

/** 95% bootstrap intervals over passages. */
function printIntervals(fast: readonly number[][], accurate: readonly number[][]): void {
  const random = seededRandom('interval');
  const draws = Array.from({ length: 1000 }, () => {
    const pick = fast.map(() => random.below(fast.length));
    return [scoresOf(pick.map((i) => fast[i]!)), scoresOf(pick.map((i) => accurate[i]!))] as const;
  });
  for (const figure of ['precision', 'recall', 'f1', 'source', 'vague', 'voice'] as const) {
    const interval = (of: (draw: (typeof draws)[number]) => number): string => {
      const sorted = draws.map(of).sort((a, b) => a - b);
      return `[${sorted[25]!.toFixed(3)}, ${sorted[974]!.toFixed(3)}]`;
    };
    console.log(
      `${figure}: fast ${interval(([a]) => a[figure])}, accurate ${interval(([, b]) => b[figure])}, difference ${interval(([a, b]) => b[figure] - a[figure])}`,
    );
  }
}

function rounded(stack: RelationStack): RelationStack {
  const short = (weights: readonly number[]): number[] => weights.map((w) => Number(w.toFixed(4)));
  return {
    ...stack,
    content: short(stack.content),
    source: short(stack.source),
    confidence: short(stack.confidence),
  };
}

/** Takes down, in place of judging, what is to be learned from; `content`: the weights by which contents are chosen. */
function recorder(
  { document: { d, gold }, odds }: Unseen,
  lessons: Lessons,
  content: readonly number[] | null,
): JudgeAgain {
  const goldAt = (head: number): GoldAttribution[] => gold.filter(({ cue }) => cue.has(head));
  const nearest = (
    head: number,
    spans: readonly TokenRange[],
  ): { item: GoldAttribution; overlap: number } | null => {
    let best: { item: GoldAttribution; overlap: number } | null = null;
    for (const item of goldAt(head)) {
      const overlap = wordOverlap(d, spans, item.content);
      if (best === null || overlap > best.overlap) best = { item, overlap };
    }
    return best;
  };
  let open: { readonly head: number; readonly rows: number[][]; readonly targets: number[] } | null = null;
  return {
    threshold: 0,
    cues: (scene, known) => withEncoderCues(scene, odds, known),
    looksAt: (head, after) => looksAt(odds, head, after),
    contents: (scene, clause, known) => withEncoderContents(scene, odds, clause, known),
    weighContents(clause, contents, known, scores) {
      finiteScores(scores, known, contents.length);
      const rows = contents.map(({ spans }, k) => contentFeatures(odds, spans, scores[k]!, k >= known));
      const kept = [...rows.keys()].filter((k) => Number.isFinite(scores[k]!));
      if (content !== null) {
        for (const k of kept) scores[k] = weighed(content, rows[k]!);
        return;
      }
      let overlaps: number[] = [];
      for (const { content: words } of goldAt(clause.head)) {
        const now = kept.map((k) => wordOverlap(d, contents[k]!.spans, words));
        if (Math.max(0, ...now) > Math.max(0, ...overlaps)) overlaps = now;
      }
      if (overlaps.length > 0)
        lessons.contents.push({ rows: kept.map((k) => rows[k]!), targets: contentTargets({ overlaps }) });
    },
    confidence(clause, spans, score, mass, kind) {
      const right = (nearest(clause.head, spans)?.overlap ?? 0) >= 0.5;
      lessons.confidences.push({
        row: confidenceFeatures(odds, clause, spans, score, mass, kind),
        right: right ? 1 : 0,
      });
      open = right ? { head: clause.head, rows: [], targets: [] } : null;
      if (open !== null) lessons.sources.push(open);
      return 1;
    },
    sources: (clause, known) => withEncoderSources(odds, clause, known),
    source(clause, candidate, score, spans) {
      if (open !== null && open.head === clause.head) {
        open.rows.push(sourceFeatures(odds, clause, candidate, score));
        const wanted = nearest(clause.head, spans)!.item.source;
        const share = sourceOverlap(candidate.first, candidate.after, wanted);
        open.targets.push(share >= 0.5 ? share : 0);
      }
      return score;
    },
  };
}
