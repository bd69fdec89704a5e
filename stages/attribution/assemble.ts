/** Makes attributions of sources, cues and contents. */
import { FLAG, POS, type TokenisedDocument } from '../tokenising/annotation.js';
import type { Attribution, AttributionType, SourceKind, Span } from './annotation.js';
import type { AttributionLexicon } from './lexicon.js';
import type { Proposal, TokenRange } from './proposal.js';
import type { Quotation } from './quotations.js';
import { ReportedContent } from './reported-speech.js';
import { speakerOf } from './speakers.js';

/** Half or more of a content's words in quotation marks: `direct` from this share, `mixed` from above 0. */
export const DIRECT_FROM = 0.8;

/** Type of an attribution from the share of its content's words that stand in quotation marks. */
export function typeOfShare(share: number): AttributionType {
  return share >= DIRECT_FROM ? 'direct' : share > 0 ? 'mixed' : 'indirect';
}

const PERSONAL = new Set([
  'he',
  'she',
  'they',
  'it',
  'we',
  'i',
  'you',
  'him',
  'her',
  'them',
  'who',
  'his',
  'their',
  'its',
  'himself',
  'herself',
  'themselves',
  'which',
  'whom',
]);
const DEFINITE = new Set([
  'the',
  'this',
  'that',
  'these',
  'those',
  'his',
  'her',
  'their',
  'my',
  'our',
  'its',
]);
const NAMES_NONE = new Set(['it', 'there']);

/** Turns token proposals into attributions and gives every token its innermost one. */
export class Assembler {
  readonly #lexicon: AttributionLexicon;
  readonly #reported: ReportedContent;

  constructor(lexicon: AttributionLexicon) {
    this.#lexicon = lexicon;
    this.#reported = new ReportedContent(lexicon);
  }

  attributions(d: TokenisedDocument, proposals: readonly Proposal[], inQuotation: Uint8Array): Attribution[] {
    return proposals
      .filter((proposal) => proposal.content.length > 0)
      .map((proposal) => ({ proposal, first: firstToken(proposal) }))
      .sort((a, b) => a.first - b.first || a.proposal.content[0]![0] - b.proposal.content[0]![0])
      .map(({ proposal, first }) => this.#attribution(d, proposal, first, inQuotation));
  }

  #attribution(
    d: TokenisedDocument,
    proposal: Proposal,
    first: number,
    inQuotation: Uint8Array,
  ): Attribution {
    const kind = settledKind(this.sourceKind(d, proposal.source), proposal);
    return {
      type: typeOfShare(quotedShare(d, proposal, inQuotation)),
      source_kind: kind,
      generic: kind === 'generic' || kind === 'none',
      source: proposal.source.map((range) => spanOf(d, range)),
      speakers: proposal.source.map((range) => spanOf(d, speakerOf(d, range))),
      cue: proposal.cue.map((range) => spanOf(d, range)),
      content: proposal.content.map((range) => spanOf(d, range)),
      sentence: d.sentenceOfToken[first]!,
      confidence: proposal.confidence,
      found_by: proposal.foundBy,
      voicedTokens: this.#reported.voiced(d, proposal, inQuotation),
      contentTokens: proposal.content,
    };
  }

  /** What kind of source a noun phrase names: a name makes it named, a vague head without article generic. */
  sourceKind(d: TokenisedDocument, source: readonly TokenRange[]): SourceKind {
    const range = source[0];
    if (range === undefined) return 'none';
    const [first, after] = range;
    const word = (i: number): string => d.vocabulary.wordOf(d.word[i]!);
    let named = false;
    let head = after - 1;
    for (let i = first; i < after; i++) {
      if (
        d.pos[i] === POS.PROPN &&
        (d.flags[i]! & FLAG.capitalised) !== 0 &&
        !this.#lexicon.generic.has(word(i))
      )
        named = true;
      // The head of "critics of the plan" stands before the preposition.
      if (d.pos[i] === POS.ADP && i > first) {
        head = i - 1;
        break;
      }
    }
    if (after - first === 1) {
      const only = word(first);
      if (this.#lexicon.genericPronouns.has(only)) return 'generic';
      if (PERSONAL.has(only)) return NAMES_NONE.has(only) ? 'none' : 'pronoun';
    }
    while (head > first && (d.flags[head]! & FLAG.word) === 0) head--;
    const vague = this.#lexicon.generic.has(word(head)) || this.#lexicon.genericPronouns.has(word(first));
    if (vague && !named) {
      const plural = word(head).endsWith('s') || word(head) === 'people';
      if (!DEFINITE.has(word(first)) || (plural && word(first) !== 'the')) return 'generic';
    }
    return named ? 'named' : 'nominal';
  }
}

/** The kind by form, save where the finder itself told vague sources from others. */
function settledKind(kind: SourceKind, { vague, source }: Proposal): SourceKind {
  if (vague === undefined || source.length === 0) return kind;
  if (vague) return 'generic';
  return kind === 'generic' || kind === 'none' ? 'nominal' : kind;
}

function firstToken(proposal: Proposal): number {
  let first = Number.POSITIVE_INFINITY;
  for (const [begin] of proposal.source) if (begin < first) first = begin;
  for (const [begin] of proposal.cue) if (begin < first) first = begin;
  for (const [begin] of proposal.content) if (begin < first) first = begin;
  return first;
}

function spanOf(d: TokenisedDocument, [first, after]: TokenRange): Span {
  return { start: d.start[first]!, end: d.end[after - 1]!, surface: d.surface(first, after) };
}

function quotedShare(d: TokenisedDocument, proposal: Proposal, inQuotation: Uint8Array): number {
  let words = 0;
  let quoted = 0;
  for (const [first, after] of proposal.content) {
    for (let i = first; i < after; i++) {
      if ((d.flags[i]! & FLAG.word) === 0) continue;
      words++;
      if (inQuotation[i] === 1) quoted++;
    }
  }
  return words === 0 ? 0 : quoted / words;
}

/** For each token the attribution with the shortest content among those that hold it, or -1. */
export function innermost(
  tokenCount: number,
  attributions: readonly Attribution[],
): { readonly holder: Int32Array; readonly voice: Int32Array; readonly probability: Float32Array } {
  const holder = new Int32Array(tokenCount).fill(-1);
  const voice = new Int32Array(tokenCount).fill(-1);
  const probability = new Float32Array(tokenCount);
  const length = new Int32Array(attributions.length);
  for (let a = 0; a < attributions.length; a++)
    for (const [first, after] of attributions[a]!.contentTokens) length[a]! += after - first;
  const longestFirst = Array.from(length.keys()).sort((a, b) => length[b]! - length[a]! || a - b);
  for (const a of longestFirst) {
    for (const [first, after] of attributions[a]!.contentTokens) holder.fill(a, first, after);
    const { voicedTokens, confidence } = attributions[a]!;
    for (const [first, after] of voicedTokens) {
      voice.fill(a, first, after);
      // A word is a source's where one of the attributions around it holds.
      for (let i = first; i < after; i++) probability[i] = Math.max(probability[i]!, confidence);
    }
  }
  return { holder, voice, probability };
}

/** 1 for each token inside any quotation, its marks included. */
export function insideQuotations(tokenCount: number, quotations: readonly Quotation[]): Uint8Array {
  const inside = new Uint8Array(tokenCount);
  for (const { open, after } of quotations) inside.fill(1, open, after);
  return inside;
}
