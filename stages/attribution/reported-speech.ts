/** Finds the content of reported speech. */
import type { TokenisedDocument } from '../tokenising/annotation.js';
import { type AttributionLexicon, CUE } from './lexicon.js';
import type { Proposal, TokenRange } from './proposal.js';

/** Words that open a clause told as somebody's. */
const OPENERS = new Set(['that', 'whether', 'if', 'how', 'why', ':']);
/** Words before what is only the topic of a statement. */
const TOPIC = new Set(['about', 'as', 'regarding', 'concerning']);
const PROPOSITIONAL = CUE.statement | CUE.thought | CUE.showing;

/**
 * Whose words an attribution's content is told in. A statement or thought is the source's, quoted or not: a clause
 * after a verb of saying or thinking, what somebody's claim or belief is, what stands "according to" somebody.
 * What is the object of a stance or of a doing ("she attacks the so-called experts", "he seeks a probable
 * compromise"), and what a statement is about, is told in the writer's words, save what stands in quotation marks. So is what nobody is said to
 * hold ("it is too early to tell whether it may work"); a passive or a verb of saying makes it somebody's all the
 * same ("it is believed that it may work").
 */
export class ReportedContent {
  readonly #lexicon: AttributionLexicon;
  readonly #phrases: ReadonlySet<string>;

  constructor(lexicon: AttributionLexicon) {
    this.#lexicon = lexicon;
    this.#phrases = new Set(lexicon.phrasesBeforeSource.map((phrase) => phrase.join(' ')));
  }

  /** The ranges of the content that stand in the source's voice. */
  voiced(d: TokenisedDocument, proposal: Proposal, inQuotation: Uint8Array): readonly TokenRange[] {
    return this.#isReported(d, proposal) ? proposal.content : quotedParts(proposal.content, inQuotation);
  }

  #isReported(d: TokenisedDocument, { source, cue, content, foundBy }: Proposal): boolean {
    if (cue.length === 0) return foundBy === 'quotation';
    if (foundBy === 'phrase') return true;
    let bits = 0;
    let said = false;
    for (const [first, after] of cue) {
      for (let i = first; i < after; i++) {
        const word = this.#lexicon.cues.get(d.vocabulary.wordOf(d.word[i]!)) ?? 0;
        bits |= word;
        // "believed", "said", "saying": not "knowing" or "to tell", which take nobody's word for it.
        if ((word & PROPOSITIONAL) !== 0 && (word & CUE.past) !== 0) said = true;
        if ((word & (CUE.statement | CUE.showing)) !== 0 && (word & CUE.gerund) !== 0) said = true;
      }
      if (this.#phrases.has(d.surface(first, after).toLowerCase())) return true;
    }
    if (source.length === 0) return said;
    const opens = content[0]![0];
    const before = Math.max(0, opens - 1);
    if (isAmong(d, OPENERS, opens) || isAmong(d, OPENERS, before)) return true;
    if (isAmong(d, TOPIC, opens) || isAmong(d, TOPIC, before)) return false;
    return (bits & (PROPOSITIONAL | CUE.noun)) !== 0;
  }
}

function isAmong(d: TokenisedDocument, words: ReadonlySet<string>, i: number): boolean {
  return words.has(d.vocabulary.wordOf(d.word[i]!));
}

function quotedParts(content: readonly TokenRange[], inQuotation: Uint8Array): TokenRange[] {
  const parts: TokenRange[] = [];
  for (const [first, after] of content) {
    let from = -1;
    for (let i = first; i <= after; i++) {
      const quoted = i < after && inQuotation[i] === 1;
      if (quoted && from < 0) from = i;
      if (quoted || from < 0) continue;
      parts.push([from, i]);
      from = -1;
    }
  }
  return parts;
}
