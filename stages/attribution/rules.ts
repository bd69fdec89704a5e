/** Attributions by rules alone. */
import { POS, type TokenisedDocument } from '../tokenising/annotation.js';
import { type AttributionLexicon, CUE, CUE_VERB } from './lexicon.js';
import { Phrases } from './phrases.js';
import type { Proposal, TokenRange } from './proposal.js';
import type { Quotation } from './quotations.js';
import { FACTS, LEXICAL, ROLE, ROLES, type WordFacts } from './word-facts.js';

/** The bits of the lexicon's reporting words (`CUE`). */
const CUE_BITS = 255;

/**
 * Attributions by reporting words, quotation marks and parts of speech alone, sentence by sentence: what
 * stands before or after a reporting verb, whichever the verb and the punctuation allow. The stage's
 * baseline, and the source of attributions where the model is silent.
 */
export class AttributionRules {
  readonly #facts: WordFacts;
  readonly #vocabulary: TokenisedDocument['vocabulary'];
  readonly #lexicon: AttributionLexicon;
  readonly #phrases: Phrases;
  readonly #phraseStarts: ReadonlyMap<number, readonly (readonly number[])[]>;

  constructor(vocabulary: TokenisedDocument['vocabulary'], lexicon: AttributionLexicon, facts: WordFacts) {
    this.#facts = facts;
    this.#vocabulary = vocabulary;
    this.#lexicon = lexicon;
    this.#phrases = new Phrases(vocabulary);
    const phrases = lexicon.phrasesBeforeSource.map((phrase) => phrase.map((w) => vocabulary.intern(w)));
    const starts = new Map<number, (readonly number[])[]>();
    for (const phrase of phrases) starts.set(phrase[0]!, [...(starts.get(phrase[0]!) ?? []), phrase]);
    this.#phraseStarts = starts;
  }

  #roles(d: TokenisedDocument, i: number): number {
    return this.#facts.values[d.word[i]! * FACTS + ROLES]!;
  }

  /**
   * The attributions of a document whose word facts are prepared.
   *
   * @param trusted - only those that are seldom wrong: verbs with quotations, phrases, passives without an agent.
   */
  propose(d: TokenisedDocument, quotations: readonly Quotation[], trusted = false): Proposal[] {
    const found: Proposal[] = [];
    const outer = quotations.filter((quotation) => !quotation.nested);
    const quoteAt = new Int32Array(d.tokenCount).fill(-1);
    outer.forEach((quotation, q) => {
      quoteAt.fill(q, quotation.open, quotation.after);
    });
    const facts = this.#facts.values;
    for (let i = 0; i < d.tokenCount; i++) {
      const at = d.word[i]! * FACTS;
      const bits = facts[at + LEXICAL]! & CUE_BITS;
      const phrase = (facts[at + ROLES]! & ROLE.phrase) !== 0;
      if (bits === 0 && !phrase) continue;
      // A cue belongs to its sentence, and inside a quotation to the quotation.
      const s = d.sentenceOfToken[i]!;
      let from = d.sentenceStart[s]!;
      let until = d.sentenceStart[s + 1]!;
      const q = quoteAt[i]!;
      if (q >= 0) {
        from = Math.max(from, outer[q]!.open + 1);
        until = Math.min(until, outer[q]!.closed ? outer[q]!.after - 1 : outer[q]!.after);
      }
      const context = { d, from, until, quoteAt, outer, quote: q, trusted };
      const proposal = phrase
        ? this.#phrase(context, i)
        : (this.#verb(context, i, bits) ?? (trusted ? null : this.#noun(context, i, bits)));
      if (proposal === null) continue;
      found.push(proposal);
      i = Math.max(i, proposal.cue[0]![1] - 1);
    }
    return found;
  }

  /** "according to X, …", "in X's view …". */
  #phrase({ d, from, until }: Context, i: number): Proposal | null {
    for (const phrase of this.#phraseStarts.get(d.word[i]!) ?? []) {
      if (i + phrase.length > until || phrase.some((word, k) => d.word[i + k] !== word)) continue;
      const source = this.#phrases.after(d, i + phrase.length, until);
      if (source === null) continue;
      const content = this.#rest(d, from, i, source[1], until);
      if (content.length === 0) continue;
      return { source: [source], cue: [[i, i + phrase.length]], content, foundBy: 'phrase', confidence: 0.9 };
    }
    // "in X's view"
    for (let j = i + 2; j < Math.min(until, i + 8); j++) {
      if ((this.#roles(d, j) & ROLE.around) === 0) continue;
      const last = this.#vocabulary.wordOf(d.word[j - 1]!);
      const possessive = last.endsWith("'s") || last === "'" || ['his', 'her', 'their', 'its'].includes(last);
      const source: TokenRange = [i + 1, j];
      if (!possessive || this.#vocabulary.wordOf(d.word[i]!) !== 'in') return null;
      const content = this.#rest(d, from, i, j + 1, until);
      if (content.length === 0) return null;
      return {
        source: [source],
        cue: [
          [i, i + 1],
          [j, j + 1],
        ],
        content,
        foundBy: 'phrase',
        confidence: 0.7,
      };
    }
    return null;
  }

  /** The sentence without the attributing phrase [first, after): what follows it, or else what precedes. */
  #rest(d: TokenisedDocument, from: number, first: number, after: number, until: number): TokenRange[] {
    const trimmed = this.#trim(d, from, first);
    if (trimmed !== null && trimmed[1] - trimmed[0] >= 3) return [trimmed];
    const follows = this.#trim(d, after, until);
    return follows === null ? [] : [follows];
  }

  /** A range without the punctuation around it, quotation marks kept. */
  #trim(d: TokenisedDocument, first: number, after: number): TokenRange | null {
    let a = first;
    let b = after;
    while (a < b && (this.#roles(d, a) & (ROLE.comma | ROLE.stop)) !== 0) a++;
    while (b > a && (this.#roles(d, b - 1) & (ROLE.comma | ROLE.stop)) !== 0) b--;
    return b > a ? [a, b] : null;
  }

  #verb(context: Context, i: number, bits: number): Proposal | null {
    const { d, from, until } = context;
    if ((bits & CUE_VERB) === 0) return null;
    const pos = d.pos[i]!;
    if (pos !== POS.VERB && !(pos === POS.ADJ && (bits & CUE.past) !== 0)) return null;
    let cueEnd = i + 1;
    const next = i + 1 < until ? this.#vocabulary.wordOf(d.word[i + 1]!) : '';
    if (this.#lexicon.phrasal.get(this.#vocabulary.wordOf(d.word[i]!)) === next) cueEnd++;
    else if ((bits & CUE.needsParticle) !== 0) {
      if (this.#lexicon.particles.get(this.#vocabulary.wordOf(d.word[i]!))!.has(next)) cueEnd++;
      else if ((bits & ~(CUE.needsParticle | CUE.past | CUE.gerund)) === 0) return null;
    }
    let left = i;
    let passive = false;
    let perfect = false;
    while (left > from) {
      const kind = this.#roles(d, left - 1);
      if ((kind & ROLE.be) !== 0 && (bits & CUE.past) !== 0 && !perfect) passive = true;
      if ((kind & ROLE.have) !== 0) perfect = true;
      const skip =
        (kind & (ROLE.be | ROLE.have | ROLE.dependent)) !== 0 ||
        d.pos[left - 1] === POS.ADV ||
        d.pos[left - 1] === POS.AUX;
      if (!skip) break;
      left--;
    }
    const cue: TokenRange = [i, cueEnd];
    if (passive) return this.#passive(context, cue, left, bits);
    return this.#active(context, cue, left, bits);
  }

  #active(context: Context, cue: TokenRange, left: number, bits: number): Proposal | null {
    const { d, from, until } = context;
    let source = this.#phrases.before(d, left, from);
    const commaLeft = left > from && (this.#roles(d, left - 1) & (ROLE.comma | ROLE.quotationMark)) !== 0;
    // "…," said the minister; … said Smith, who
    let contentFrom = cue[1];
    let inverted = false;
    if (source === null && commaLeft && (bits & CUE.statement) !== 0) {
      source = this.#phrases.after(d, cue[1], until);
      if (source !== null) {
        inverted = true;
        contentFrom = source[1];
      }
    }
    const quoted = this.#quoted(
      context,
      source === null ? left : Math.min(source[0], left),
      contentFrom,
      bits,
    );
    if (quoted !== null) {
      return make(source, cue, quoted, 'verb and quotation', 0.95);
    }
    if (context.trusted) return null;
    const before = source === null ? left : Math.min(source[0], cue[0]);
    const atComma = before > from && (this.#roles(d, before - 1) & ROLE.comma) !== 0;
    const follows = this.#trim(d, contentFrom, until);
    const ends = contentFrom >= until || (this.#roles(d, contentFrom) & (ROLE.comma | ROLE.stop)) !== 0;
    if ((bits & (CUE.statement | CUE.thought)) !== 0 && (inverted || ends)) {
      if (!atComma && !inverted) return null;
      const content = this.#trim(d, from, inverted ? cue[0] : before);
      return content === null || content[1] - content[0] < 3
        ? null
        : make(source, cue, [content], 'verb after content', 0.8);
    }
    if (source === null || follows === null) return null;
    if ((bits & (CUE.statement | CUE.thought)) !== 0 || (bits & CUE.showing) !== 0) {
      const clause = this.#clause(d, follows, bits);
      if (clause !== null) return make(source, cue, [clause], 'verb and clause', 0.8);
    }
    if ((bits & CUE.evaluation) !== 0 || cue[1] - cue[0] > 1) {
      return make(source, cue, [this.#untilComma(d, follows)], 'verb and object', 0.6);
    }
    return null;
  }

  /** A clause with a verb, marked by "that" or not; "told X that". */
  #clause(d: TokenisedDocument, range: TokenRange, bits: number): TokenRange | null {
    let verb = false;
    for (let j = range[0]; j < range[1]; j++) {
      if ((this.#roles(d, j) & ROLE.that) !== 0 && j - range[0] <= 5) return [j, range[1]];
      if (d.pos[j] === POS.VERB || d.pos[j] === POS.AUX) {
        verb = true;
        break;
      }
    }
    return verb && (bits & (CUE.statement | CUE.thought)) !== 0 ? range : null;
  }

  #untilComma(d: TokenisedDocument, range: TokenRange): TokenRange {
    for (let j = range[0] + 1; j < range[1]; j++)
      if ((this.#roles(d, j) & ROLE.comma) !== 0) return [range[0], j];
    return range;
  }

  /** "it is believed that …", "was accused by X of …". */
  #passive(
    { d, from, until, trusted }: Context,
    cue: TokenRange,
    left: number,
    bits: number,
  ): Proposal | null {
    const follows = this.#trim(d, cue[1], until);
    if (follows === null) return null;
    if ((this.#roles(d, cue[1]) & ROLE.by) !== 0) {
      const source = trusted ? null : this.#phrases.after(d, cue[1] + 1, until);
      if (source === null) return null;
      const rest = this.#trim(d, source[1], until);
      const subject = this.#phrases.before(d, left, from);
      const content = rest ?? subject;
      return content === null ? null : make(source, cue, [content], 'passive with agent', 0.7);
    }
    const subject = this.#phrases.before(d, left, from);
    if (subject === null) return null;
    const first = this.#vocabulary.wordOf(d.word[follows[0]]!);
    const takes = first === 'that' || first === 'to' || first === 'of' || first === 'as' || first === 'for';
    if (!takes || (bits & (CUE.statement | CUE.thought | CUE.evaluation)) === 0) return null;
    const dummy = this.#vocabulary.wordOf(d.word[subject[0]]!) === 'it';
    const content: TokenRange[] = dummy ? [follows] : [subject, follows];
    return make(null, [left, cue[1]], content, 'passive without agent', 0.7);
  }

  /** "X's claim that …", "their calls for …". */
  #noun({ d, from, until }: Context, i: number, bits: number): Proposal | null {
    if ((bits & CUE.noun) === 0 || d.pos[i] !== POS.NOUN || i - 1 < from || i + 2 >= until) return null;
    const owner = this.#vocabulary.wordOf(d.word[i - 1]!);
    const next = this.#vocabulary.wordOf(d.word[i + 1]!);
    if (next !== 'that' && next !== 'for' && next !== 'of' && next !== 'to') return null;
    let source: TokenRange | null = null;
    if (['his', 'her', 'their', 'its'].includes(owner)) source = [i - 1, i];
    else if (owner.endsWith("'s") || owner === "'") source = this.#phrases.before(d, i, from);
    if (source === null && owner.endsWith("'s") && owner.length > 2) source = [i - 1, i];
    const content = this.#trim(d, i + 1, until);
    if (source === null || content === null) return null;
    return make(source, [i, i + 1], [this.#untilComma(d, content)], 'noun', 0.6);
  }

  /** The quotations that a verb introduces or follows, in its sentence. */
  #quoted(
    { d, from, until, quoteAt, outer, quote }: Context,
    before: number,
    after: number,
    bits: number,
  ): TokenRange[] | null {
    if (quote >= 0) return null;
    const content: TokenRange[] = [];
    // "…," X said
    let j = before - 1;
    while (j >= from && quoteAt[j]! < 0 && (this.#roles(d, j) & ROLE.comma) !== 0) j--;
    if (j >= from && quoteAt[j]! >= 0) {
      const q = outer[quoteAt[j]!]!;
      content.push([q.open, q.after]);
    }
    // X said, "…"; X said that "…"
    let k = after;
    while (
      k < until &&
      quoteAt[k]! < 0 &&
      k - after < 6 &&
      (this.#roles(d, k) & (ROLE.comma | ROLE.that)) !== 0
    )
      k++;
    for (let m = k; content.length > 0 && m < until; m++) {
      // "…," X said Tuesday. "…": the second half of a quotation that the verb interrupts.
      if (quoteAt[m]! < 0) continue;
      k = m;
      break;
    }
    if (k < until && quoteAt[k]! >= 0 && (bits & CUE.evaluation) === 0) {
      const q = outer[quoteAt[k]!]!;
      const end = Math.max(q.after, Math.min(until, q.after));
      content.push([q.open, end]);
    }
    return content.length > 0 ? content : null;
  }
}

interface Context {
  readonly d: TokenisedDocument;
  readonly from: number;
  readonly until: number;
  readonly quoteAt: Int32Array;
  readonly outer: readonly Quotation[];
  readonly quote: number;
  readonly trusted: boolean;
}

function make(
  source: TokenRange | null,
  cue: TokenRange,
  content: readonly TokenRange[],
  foundBy: string,
  confidence: number,
): Proposal {
  return { source: source === null ? [] : [source], cue: [cue], content, foundBy, confidence };
}
