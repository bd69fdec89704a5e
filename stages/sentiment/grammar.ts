/** What a mention is in its clause: subject, object, agent, possessor and so on. */
import { POS } from '../tokenising/annotation.js';
import type { SentenceView } from './sentence.js';
import { AUXILIARY, TRAIT } from './words.js';

/**
 * What stands around a mention, read from parts of speech without a parser. Every field but the flags is an
 * index into the sentence, or -1.
 */
export class Grammar {
  /** The verb whose subject the mention seems to be. */
  subjectOf = -1;
  subjectPassive = false;
  subjectNegated = false;
  subjectModal = false;
  /** That verb's object or complement: the head noun after it. */
  subjectObject = -1;
  /** Adjective or noun after "is": "X is a liar". */
  complement = -1;
  complementNegated = false;
  /** The verb of a relative clause about the mention: "X, who was robbed, …". */
  relativeVerb = -1;
  relativePassive = false;
  /** The verb whose object is what the mention owns, or what is of it: "stole X's car", "burned the fields of X". */
  governor = -1;
  /** The verb whose object the mention seems to be. */
  objectOf = -1;
  objectNegated = false;
  /** The participle before "by X". */
  agentOf = -1;
  /** The preposition before the mention, and the word it hangs on. */
  preposition = -1;
  prepositionHead = -1;
  /** What is aimed at the mention: "the attack on X", "fired at X". */
  aimedAt = -1;
  /** What the mention owns: "X's lies". */
  possessed = -1;
  possessedAdjective = -1;
  /** Adjective or noun standing before the mention: "embattled X". */
  modifier = -1;
  /** A verb of saying has the mention as its subject. */
  speaks = false;

  #reset(): void {
    this.subjectOf = this.subjectObject = this.complement = this.objectOf = this.agentOf = -1;
    this.preposition = this.prepositionHead = this.possessed = this.possessedAdjective = this.modifier = -1;
    this.relativeVerb = this.governor = this.aimedAt = -1;
    this.relativePassive = false;
    this.subjectPassive = this.subjectNegated = this.subjectModal = false;
    this.complementNegated = this.objectNegated = this.speaks = false;
  }

  /** Reads the surroundings of the mention at [from, to) of the sentence. */
  read(sentence: SentenceView, from: number, to: number): void {
    this.#reset();
    const { traits } = sentence;
    const possessive =
      (to < sentence.length && (traits[to]! & TRAIT.possessive) !== 0 ? 1 : 0) ||
      (to - from === 1 && (traits[from]! & TRAIT.possessivePronoun) !== 0 ? 2 : 0);
    if (possessive !== 0) this.#readPossessed(sentence, possessive === 1 ? to + 1 : to);
    else this.#readRight(sentence, to);
    this.#readLeft(sentence, from, possessive !== 0);
  }

  #readPossessed(sentence: SentenceView, from: number): void {
    const { pos, length } = sentence;
    for (let i = from; i < length && i < from + 5; i++) {
      const p = pos[i]!;
      if (p === POS.NOUN || p === POS.PROPN) {
        this.possessed = i;
        if (i + 1 < length && pos[i + 1] === POS.NOUN) continue;
        this.#readVerb(sentence, i + 1, false);
        return;
      }
      if (p === POS.ADJ || p === POS.VERB) this.possessedAdjective = i;
      else if (p !== POS.ADV && p !== POS.NUM && p !== POS.PART) return;
    }
  }

  #readRight(sentence: SentenceView, to: number): void {
    this.#readVerb(sentence, to, true);
  }

  /** The verb group that follows, past an apposition, adverbs or a short prepositional phrase. */
  #readVerb(sentence: SentenceView, start: number, own: boolean): void {
    const { pos, traits, length } = sentence;
    let i = start;
    let skipped = 0;
    while (i < length && skipped < 14) {
      const p = pos[i]!;
      const t = traits[i]!;
      if (p === POS.VERB || p === POS.AUX || (t & AUXILIARY) !== 0) break;
      if ((t & TRAIT.clauseMark) !== 0) {
        // An apposition between commas or brackets.
        let close = i + 1;
        while (close < length && close < i + 12 && (traits[close]! & TRAIT.clauseMark) === 0) close++;
        if (own && (traits[i + 1]! & TRAIT.relative) !== 0) this.#readRelative(sentence, i + 2);
        if (close >= length || (traits[close]! & TRAIT.clauseMark) === 0) return;
        const next = pos[close + 1];
        const nextTraits = traits[close + 1] ?? 0;
        if (next !== POS.VERB && next !== POS.AUX && (nextTraits & AUXILIARY) === 0 && next !== POS.ADV)
          return;
        skipped += close - i;
        i = close + 1;
        continue;
      }
      if ((t & (TRAIT.straightQuote | TRAIT.openQuote | TRAIT.closeQuote)) !== 0 && skipped > 0) return;
      if ((t & TRAIT.subjectPronoun) !== 0 && (t & TRAIT.clauseOpener) === 0) return;
      if (p === POS.SCONJ && (t & TRAIT.clauseOpener) === 0) return;
      i++;
      skipped++;
    }
    if (i >= length || skipped >= 14) return;
    let negated = false;
    let modal = false;
    let lastAuxiliary = 0;
    let end = i;
    for (; end < length && end < i + 8; end++) {
      const t = traits[end]!;
      const p = pos[end]!;
      if ((t & TRAIT.negator) !== 0) negated = true;
      else if ((t & AUXILIARY) !== 0) {
        if ((t & TRAIT.modal) !== 0) modal = true;
        lastAuxiliary = t;
      } else if (p === POS.VERB) {
        this.subjectOf = end;
        this.subjectPassive = isPassive(sentence, end, lastAuxiliary);
        this.subjectNegated = negated;
        this.subjectModal = modal;
        this.speaks = own && !this.subjectPassive && (t & TRAIT.report) !== 0;
        this.subjectObject = this.#headNoun(sentence, end + 1);
        return;
      } else if (p !== POS.ADV && p !== POS.PART) break;
    }
    if (lastAuxiliary === 0) return;
    this.subjectNegated = negated;
    this.subjectModal = modal;
    if ((lastAuxiliary & (TRAIT.be | TRAIT.have)) === 0) return;
    this.complementNegated = negated;
    for (let k = end; k < length && k < end + 6; k++) {
      const p = pos[k]!;
      const t = traits[k]!;
      if (p === POS.ADJ) {
        this.complement = k;
        if (sentence.polarity[k] !== 0) return;
      } else if (p === POS.NOUN) {
        if (this.complement < 0 || sentence.polarity[this.complement] === 0) this.complement = k;
        return;
      } else if ((t & (TRAIT.clauseMark | TRAIT.preposition)) !== 0) return;
    }
  }

  #readRelative(sentence: SentenceView, start: number): void {
    const { pos, traits, length } = sentence;
    let lastAuxiliary = 0;
    for (let i = start; i < length && i < start + 6; i++) {
      const t = traits[i]!;
      if ((t & AUXILIARY) !== 0) lastAuxiliary = t;
      else if (pos[i] === POS.VERB) {
        this.relativeVerb = i;
        this.relativePassive = isPassive(sentence, i, lastAuxiliary);
        return;
      } else if (pos[i] !== POS.ADV && pos[i] !== POS.PART) return;
    }
  }

  #headNoun(sentence: SentenceView, start: number): number {
    const { pos, traits, length } = sentence;
    let head = -1;
    for (let i = start; i < length && i < start + 7; i++) {
      const p = pos[i]!;
      if (p === POS.NOUN) head = i;
      else if (head >= 0) return head;
      else if (p === POS.VERB || (traits[i]! & TRAIT.clauseMark) !== 0) return -1;
    }
    return head;
  }

  #readLeft(sentence: SentenceView, from: number, owns: boolean): void {
    const { pos, traits, negated, clause } = sentence;
    let i = from - 1;
    // Titles, names joined by "and", determiners, adjectives before the mention.
    for (let steps = 0; i >= 0 && steps < 8; i--, steps++) {
      const p = pos[i]!;
      const t = traits[i]!;
      if ((t & (TRAIT.preposition | TRAIT.clauseMark)) !== 0 && p !== POS.CCONJ) break;
      if (p === POS.VERB || p === POS.AUX || (t & AUXILIARY) !== 0) break;
      if (p === POS.ADJ || p === POS.NOUN) {
        if (this.modifier < 0 && i >= from - 3) this.modifier = i;
      } else if (p !== POS.PROPN && p !== POS.DET && p !== POS.NUM && p !== POS.PUNCT && p !== POS.CCONJ) {
        if ((t & TRAIT.determiner) === 0 && p !== POS.ADV && p !== POS.PRON) break;
        if (p === POS.PRON && (t & TRAIT.possessivePronoun) === 0) break;
      }
    }
    if (i < 0) return;
    const t = traits[i]!;
    if ((t & TRAIT.clauseMark) !== 0) return;
    if ((t & TRAIT.preposition) !== 0) {
      this.preposition = i;
      for (let k = i - 1; k >= 0 && k >= i - 7 && clause[k] === clause[i]; k--) {
        const p = pos[k]!;
        if (p === POS.VERB || p === POS.ADJ || p === POS.NOUN) {
          this.prepositionHead = k;
          break;
        }
      }
      if ((t & TRAIT.against) !== 0) this.aimedAt = this.prepositionHead;
      if ((t & TRAIT.by) !== 0) this.#readDoer(sentence, i);
      else if (this.prepositionHead >= 0 && pos[this.prepositionHead] === POS.NOUN)
        this.governor = verbBefore(sentence, this.prepositionHead);
      return;
    }
    if (pos[i] === POS.VERB && (t & AUXILIARY) === 0) {
      if (owns) this.governor = i;
      else {
        this.objectOf = i;
        this.objectNegated = negated[i] === 1;
      }
    }
  }

  /** What "by" hangs on: the participle before it, past "of" and what follows ("the poisoning of wells by X"). */
  #readDoer(sentence: SentenceView, by: number): void {
    const { pos, traits, clause } = sentence;
    for (let k = by - 1; k >= 0 && k >= by - 8 && clause[k] === clause[by]; k--) {
      const p = pos[k]!;
      if (p === POS.VERB && (traits[k]! & TRAIT.participle) !== 0) {
        this.agentOf = k;
        return;
      }
      if (p === POS.VERB || (traits[k]! & AUXILIARY) !== 0) return;
      if (p === POS.NOUN && (traits[k + 1]! & (TRAIT.of | TRAIT.against)) !== 0) this.prepositionHead = k;
    }
  }
}

/** With "be" or "get", or a bare participle before "by". */
function isPassive(sentence: SentenceView, verb: number, lastAuxiliary: number): boolean {
  const { traits, length } = sentence;
  if ((traits[verb]! & TRAIT.participle) === 0) return false;
  if ((lastAuxiliary & TRAIT.be) !== 0) return true;
  return lastAuxiliary === 0 && verb + 1 < length && (traits[verb + 1]! & TRAIT.by) !== 0;
}

/** The verb that a noun phrase is the object of, -1 for none: over its articles, adjectives and nouns. */
function verbBefore(sentence: SentenceView, head: number): number {
  const { pos, traits } = sentence;
  for (let i = head - 1; i >= 0 && i >= head - 5; i--) {
    const p = pos[i]!;
    if (p === POS.VERB) return (traits[i]! & AUXILIARY) === 0 ? i : -1;
    if (p !== POS.DET && p !== POS.ADJ && p !== POS.NOUN && p !== POS.NUM && p !== POS.PROPN) {
      if ((traits[i]! & (TRAIT.determiner | TRAIT.possessivePronoun)) === 0) return -1;
    }
  }
  return -1;
}
