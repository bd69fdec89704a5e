// Trains the relation models: cross-validates them by passage, chooses thresholds, fits all and writes the files.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AttributionLexicon } from '../../stages/attribution/lexicon.js';
import { correct } from '../../stages/attribution/merge-rules-and-model.js';
import { joinContinued } from '../../stages/attribution/multi-paragraph-quotes.js';
import type { Proposal, TokenRange } from '../../stages/attribution/proposal.js';
import { logistic } from '../../stages/attribution/relations/choice.js';
import {
  RelationFinder,
  type RelationProposal,
  withoutRivals,
} from '../../stages/attribution/relations/finder.js';
import {
  encodeRelationModel,
  RELATION_KINDS,
  RELATIONS_PATH,
  type RelationKind,
} from '../../stages/attribution/relations/relation-model.js';
import { AttributionRules } from '../../stages/attribution/rules.js';
import { quantise } from '../../stages/attribution/tagger-model.js';
import { settleQuotations } from '../../stages/attribution/unattributed-quotes.js';
import type { WordFacts } from '../../stages/attribution/word-facts.js';
import { codePoints } from '../../stages/code-points.js';
import { FLAG, type TokenisedDocument } from '../../stages/tokenising/annotation.js';
import { groupFolds } from '../learners/folds.js';
import { type RelationDocument, wordOverlap } from './relation-examples.js';
import { fitRelations, type RelationSettings, scoreOf } from './relation-fit.js';

export const NEWS: Omit<RelationSettings, 'seed'> = { epochs: 4, rate: 0.02, decay: 1e-3, vague: false };
export const OPINION: Omit<RelationSettings, 'seed'> = { epochs: 12, rate: 0.02, decay: 1e-3, vague: true };
const FOLDS = 5;
/** Probability at first sight below which a word is no cue: chosen so that F1 stays the same. */
export const GATE = 0.05;

export type Thresholds = Record<RelationKind, number>;
export const LOWEST: Thresholds = { quoted: 0.15, reported: 0.15, noun: 0.15, passive: 0.15 };

export interface Predicted<P extends Proposal> {
  readonly document: RelationDocument;
  readonly proposals: readonly P[];
}

export function trainRelations(
  news: readonly RelationDocument[],
  opinion: readonly RelationDocument[],
  vocabulary: TokenisedDocument['vocabulary'],
  lexicon: AttributionLexicon,
  facts: WordFacts,
  out: string,
  heldOut?: string,
): void {
  const finderOf = (weights: Float32Array, thresholds: Thresholds, gate: number): RelationFinder => {
    const { bytes, unit } = quantise(weights);
    return new RelationFinder(vocabulary, lexicon, facts, {
      header: { unit, gate, thresholds },
      weights: bytes,
    });
  };
  const prior = fitRelations(news, { ...NEWS, seed: 'attribution relations, news' });
  console.log(`${news.length} documents of news fitted`);
  const folds = groupFolds(
    opinion.map(({ id }) => id),
    FOLDS,
    'relations',
  );
  const predicted: Predicted<RelationProposal>[] = [];
  const gated: { readonly p: number; readonly cue: boolean }[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const seed = `attribution relations ${fold}`;
    const weights = fitRelations(
      opinion.filter((_, k) => folds[k] !== fold),
      { ...OPINION, prior, seed },
    );
    const finder = finderOf(weights, LOWEST, GATE);
    opinion.forEach((document, k) => {
      if (folds[k] !== fold) return;
      for (const { gateFeatures, gold } of document.cues)
        gated.push({ p: logistic(scoreOf(weights, gateFeatures)), cue: gold >= 0 });
      facts.prepare(document.d);
      const proposals = finder.find(document.d, document.quotations, document.tags) as RelationProposal[];
      predicted.push({ document, proposals });
    });
  }
  const cues = gated.filter(({ cue }) => cue).length;
  for (const least of [0.005, 0.01, 0.02, 0.03, 0.05, 0.1]) {
    const below = gated.filter(({ p }) => p < least);
    const lost = below.filter(({ cue }) => cue).length;
    console.log(
      `gate at ${least}: ${((100 * below.length) / gated.length).toFixed(1)}% of candidates stay out, ${lost} of ${cues} cues`,
    );
  }
  for (let t = 0.2; t < 0.65; t += 0.05) {
    const threshold = { quoted: t, reported: t, noun: t, passive: t };
    console.log(`all kinds from ${t.toFixed(2)}: ${describe(score(predicted, threshold))}`);
  }
  const thresholds = chooseThresholds(predicted);
  console.log(`chosen ${JSON.stringify(thresholds)}: ${describe(score(predicted, thresholds))}`);
  const rules = new AttributionRules(vocabulary, lexicon, facts);
  const completed = predicted.map(({ document, proposals }) => {
    const { d, quotations } = document;
    facts.prepare(d);
    const kept = keep(proposals, thresholds);
    const corrected = correct(d, kept, rules.propose(d, quotations, true));
    return {
      document,
      corrected,
      settled: settleQuotations(d, quotations, joinContinued(d, quotations, corrected)),
    };
  });
  if (heldOut !== undefined)
    writeFileSync(
      heldOut,
      completed.map(({ document, settled }) => predictionLine(document, settled)).join(''),
    );
  const scored = (proposals: (one: (typeof completed)[number]) => readonly Proposal[]): string =>
    describe(
      score(
        completed.map((one) => ({ document: one.document, proposals: proposals(one) })),
        null,
      ),
    );
  console.log(`corrected by rules: ${scored(({ corrected }) => corrected)}`);
  console.log(`with quotations settled, as the stage gives them: ${scored(({ settled }) => settled)}`);
  const weights = fitRelations(opinion, { ...OPINION, prior, seed: 'attribution relations' });
  const { bytes, unit } = quantise(weights);
  writeFileSync(
    join(out, RELATIONS_PATH),
    encodeRelationModel({ header: { unit, gate: GATE, thresholds }, weights: bytes }),
  );
}

/** A passage's attributions, found by models that did not see it, in the form of the gold. */
function predictionLine({ id, d }: RelationDocument, proposals: readonly Proposal[]): string {
  const { fromUtf16 } = codePoints(d.text);
  const spans = (ranges: readonly TokenRange[]): [number, number][] =>
    ranges.map(([first, after]) => [fromUtf16(d.start[first]!), fromUtf16(d.end[after - 1]!)]);
  const attributions = proposals.map(({ source, cue, content, vague, confidence, foundBy }) => ({
    source: spans(source),
    cue: spans(cue),
    content: spans(content),
    type: (vague ?? source.length === 0) ? 'generic' : 'indirect',
    confidence,
    foundBy,
  }));
  return `${JSON.stringify({ id, attributions })}\n`;
}

export interface Scores {
  precision: number;
  recall: number;
  f1: number;
  source: number;
  vague: number;
  voice: number;
}

/** The scores of `hedgerow evaluate attribution`, one by one. */
function score(predicted: readonly Predicted<Proposal>[], thresholds: Thresholds | null): Scores {
  return scoresOf(
    predicted.map(({ document, proposals }) =>
      countOf({
        document,
        proposals:
          thresholds === null ? proposals : keep(proposals as readonly RelationProposal[], thresholds),
      }),
    ),
  );
}

/** Of a document: those found, predicted and wanted; of those found, source and vagueness right; voiced rightly, wrongly, missed. */
export function countOf({ document: { d, gold }, proposals: kept }: Predicted<Proposal>): number[] {
  let [hits, source, vague] = [0, 0, 0];
  const taken = new Set<number>();
  const said = new Set<number>();
  const heard = new Set<number>();
  for (const { content } of kept)
    for (const [first, after] of content)
      for (let i = first; i < after; i++) if ((d.flags[i]! & FLAG.word) !== 0) heard.add(i);
  for (const item of gold) {
    for (const i of item.content) said.add(i);
    let best = -1;
    let top = 0;
    kept.forEach(({ content }, k) => {
      if (taken.has(k)) return;
      const overlap = wordOverlap(d, content, item.content);
      if (overlap > top) {
        top = overlap;
        best = k;
      }
    });
    if (top < 0.5) continue;
    taken.add(best);
    hits++;
    const proposal = kept[best]!;
    const range = proposal.source[0];
    if (
      range === undefined
        ? item.source.size === 0
        : [...item.source].some((i) => range[0] <= i && i < range[1])
    )
      source++;
    if ((proposal.vague ?? proposal.source.length === 0) === item.vague) vague++;
  }
  const both = [...heard].filter((i) => said.has(i)).length;
  return [hits, kept.length, gold.length, source, vague, both, heard.size - both, said.size - both];
}

export function scoresOf(counts: readonly (readonly number[])[]): Scores {
  const sum = (k: number): number => counts.reduce((total, one) => total + one[k]!, 0);
  const hits = sum(0);
  const precision = hits / sum(1);
  const recall = hits / sum(2);
  return {
    precision,
    recall,
    f1: (2 * precision * recall) / (precision + recall),
    source: sum(3) / hits,
    vague: sum(4) / hits,
    voice: (2 * sum(5)) / (2 * sum(5) + sum(6) + sum(7)),
  };
}

export function keep(proposals: readonly RelationProposal[], thresholds: Thresholds): RelationProposal[] {
  return withoutRivals(proposals.filter(({ kind, confidence }) => confidence >= thresholds[kind]));
}

export function describe(scores: Scores): string {
  return Object.entries(scores)
    .map(([name, value]) => `${name} ${value.toFixed(3)}`)
    .join(', ');
}

/** Kind by kind the threshold with the best F1, twice around. */
function chooseThresholds(predicted: readonly Predicted<RelationProposal>[]): Thresholds {
  const thresholds: Thresholds = { quoted: 0.3, reported: 0.3, noun: 0.3, passive: 0.3 };
  for (let round = 0; round < 2; round++)
    for (const kind of RELATION_KINDS) {
      let best = { threshold: thresholds[kind], f1: 0 };
      for (let t = 0.16; t < 0.7; t += 0.02) {
        const { f1 } = score(predicted, { ...thresholds, [kind]: t });
        if (f1 > best.f1) best = { threshold: Number(t.toFixed(2)), f1 };
      }
      thresholds[kind] = best.threshold;
    }
  return thresholds;
}
