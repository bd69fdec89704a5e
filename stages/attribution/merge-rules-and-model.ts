/** Joins the attributions of the rules with those of the model. */
import type { TokenisedDocument } from '../tokenising/annotation.js';
import { type Proposal, type TokenRange, withContent } from './proposal.js';

/**
 * Words by which a writer hedges or judges without naming anybody: where the model takes them for a cue and
 * there is no source, the writer keeps his voice ("reportedly", "it seems") and the hedging stage has its say.
 */
const WRITERS_OWN =
  /^(reportedly|allegedly|apparently|supposedly|seem(s|ed|ingly)?|appear(s|ed|ing)?|likely|unlikely|possibl[ey]|perhaps|probably|clear(ly)?|obvious(ly)?)$/;

/** From this probability a cue of none of the lexicon's words is believed without a source. */
const SURE = 0.45;

/** The model's attributions, and of the rules' trusted ones those that touch none of them. */
export function combine(
  d: TokenisedDocument,
  tagged: readonly Proposal[],
  ruled: readonly Proposal[],
  inQuotation: Uint8Array,
  reports: (word: number) => boolean,
): Proposal[] {
  const phrases = ruled.filter(({ foundBy }) => foundBy === 'phrase');
  const raised = ruled.filter((proposal) => isRaised(d, proposal));
  const kept = tagged
    .map((proposal) => unsaidByItsSubject(wholeClause(d, proposal, phrases), raised))
    .filter((proposal) => !isWritersOwn(d, proposal) && isSaid(d, proposal, inQuotation, reports));
  const taken = new Uint8Array(d.tokenCount);
  for (const { source, cue, content } of kept)
    for (const [first, after] of [...source, ...cue, ...content]) taken.fill(1, first, after);
  const touches = ({ cue, content }: Proposal): boolean => anyOf(taken, cue) || anyOf(taken, content);
  return [...kept, ...ruled.filter((p) => !touches(p))];
}

/** The relation models' attributions, put right where a rule knows better: phrases and passives without an agent. */
export function correct(
  d: TokenisedDocument,
  found: readonly Proposal[],
  ruled: readonly Proposal[],
): Proposal[] {
  const phrases = ruled.filter(({ foundBy }) => foundBy === 'phrase');
  const raised = ruled.filter((proposal) => isRaised(d, proposal));
  const kept = found
    .map((proposal) => unsaidByItsSubject(wholeClause(d, proposal, phrases), raised))
    .filter((proposal) => !isWritersOwn(d, proposal));
  // "The owner is said to have left" needs no model to be believed.
  const taken = new Uint8Array(d.tokenCount);
  for (const { cue } of kept) for (const [first, after] of cue) taken.fill(1, first, after);
  return [...kept, ...raised.filter(({ cue }) => !anyOf(taken, cue))];
}

/** Whether a token of the ranges is marked. */
function anyOf(marked: Uint8Array, ranges: readonly TokenRange[]): boolean {
  for (const [first, after] of ranges) for (let i = first; i < after; i++) if (marked[i] === 1) return true;
  return false;
}

/**
 * "According to X" holds for its whole clause: where the model found a part of what the rule gives, the rule's
 * content is taken; where it found another sentence alone, the rule's source as well.
 */
function wholeClause(d: TokenisedDocument, proposal: Proposal, phrases: readonly Proposal[]): Proposal {
  const cue = proposal.cue[0];
  if (cue === undefined) return proposal;
  const rule = phrases.find(({ cue: other }) => other[0]![0] === cue[0] && other[0]![1] === cue[1]);
  if (rule === undefined) return proposal;
  const s = d.sentenceOfToken[cue[0]]!;
  const begin = d.sentenceStart[s]!;
  const end = d.sentenceStart[s + 1]!;
  if (proposal.content.every(([first, after]) => after <= begin || first >= end)) return rule;
  const part = proposal.content.every(([first, after]) =>
    rule.content.some(([from, until]) => from <= first && after <= until),
  );
  return part ? withContent(proposal, rule.content) : proposal;
}

/** Participles whose passive takes what is the infinitive's subject for its own. */
const RAISING = new Set(
  'said believed thought reported alleged rumoured rumored understood known considered claimed assumed presumed estimated feared reputed'.split(
    ' ',
  ),
);

/** "The owner is said to have left": a passive without an agent before an infinitive. */
function isRaised(d: TokenisedDocument, { foundBy, cue, content }: Proposal): boolean {
  return (
    foundBy === 'passive without agent' &&
    content.length === 2 &&
    RAISING.has(d.vocabulary.wordOf(d.word[cue[0]![1] - 1]!)) &&
    d.vocabulary.wordOf(d.word[content[1]![0]]!) === 'to'
  );
}

/** The subject of such a passive is whom it is said of; who says it is not told. */
function unsaidByItsSubject(proposal: Proposal, raised: readonly Proposal[]): Proposal {
  const rule = raised.find(
    ({ cue, content }) =>
      proposal.cue.some(([first, after]) => first < cue[0]![1] && cue[0]![0] < after) &&
      proposal.source.every(([first, after]) => content[0]![0] <= first && after <= content[0]![1]),
  );
  return rule === undefined ? proposal : { ...rule, confidence: proposal.confidence };
}

/** The writer's own distance from a word: "so-called" names nobody, whatever the model takes for its source. */
function isDistance(d: TokenisedDocument, [first, after]: TokenRange): boolean {
  const length = d.end[after - 1]! - d.start[first]!;
  if (length !== 9 && length !== 10) return false;
  const surface = d.surface(first, after).toLowerCase();
  return surface === 'so-called' || surface === 'so called';
}

function isWritersOwn(d: TokenisedDocument, proposal: Proposal): boolean {
  if (proposal.cue.length > 0 && proposal.cue.every((range) => isDistance(d, range))) return true;
  if (proposal.source.length > 0 || proposal.cue.length === 0) return false;
  return proposal.cue.some(([first, after]) => {
    for (let i = first; i < after; i++) if (WRITERS_OWN.test(d.vocabulary.wordOf(d.word[i]!))) return true;
    return false;
  });
}

/**
 * Whether a content without a source is said at all: it stands in quotation marks, or its cue holds a word of
 * the lexicon or is likelier than most. PolNeAR marks bare stances and states as well; commentary is full of them, and of these nobody
 * is the source.
 */
function isSaid(
  d: TokenisedDocument,
  proposal: Proposal,
  inQuotation: Uint8Array,
  reports: (word: number) => boolean,
): boolean {
  if (proposal.source.length > 0 || (proposal.cue.length > 0 && proposal.confidence >= SURE)) return true;
  if (anyOf(inQuotation, proposal.content)) return true;
  return proposal.cue.some(([first, after]) => {
    for (let i = first; i < after; i++) if (reports(d.word[i]!)) return true;
    return false;
  });
}
