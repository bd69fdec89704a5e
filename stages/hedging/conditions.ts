// The conditions that a lexicon's entries ask for, as tests of the tokens around a cue.
import { FLAG, POS, type TokenisedDocument } from '../tokenising/annotation.js';
import type { Vocabulary } from '../vocabulary.js';
import type { ConditionName } from './condition-names.js';
import { conditionWords } from './condition-words.js';
import { sentenceWindow } from './sentence-window.js';

type Condition = (document: TokenisedDocument, first: number, after: number) => boolean;

const NOMINAL = (1 << POS.NOUN) | (1 << POS.ADJ) | (1 << POS.PROPN);
const DETERMINING = (1 << POS.DET) | (1 << POS.ADJ) | (1 << POS.PRON) | (1 << POS.SCONJ);
const SUBJECT = (1 << POS.PRON) | (1 << POS.DET) | (1 << POS.NOUN) | (1 << POS.PROPN) | (1 << POS.ADJ);
const CONTENT = (1 << POS.VERB) | (1 << POS.ADJ) | (1 << POS.NOUN) | (1 << POS.DET) | (1 << POS.PROPN);

/** Builds the tests for one vocabulary: their word lists become tables by word id. */
export function buildConditions(vocabulary: Vocabulary): Readonly<Record<ConditionName, Condition>> {
  const words = conditionWords(vocabulary);
  const isNumber = (d: TokenisedDocument, t: number): boolean =>
    d.pos[t] === POS.NUM || (d.flags[t]! & FLAG.digit) !== 0 || words.isNumberWord(d.word[t]!) === 1;

  const beforeNumber: Condition = (d, _first, after) => {
    const [, end] = sentenceWindow(d, after - 1);
    for (let t = after; t < Math.min(end, after + 4); t++) {
      if (isNumber(d, t)) return true;
      const skippable =
        words.isCurrency(d.word[t]!) === 1 ||
        words.isArticle(d.word[t]!) === 1 ||
        (d.flags[t]! & FLAG.word) === 0;
      if (!skippable) return false;
    }
    return false;
  };

  /** Nearest token to the left that is not an adverb, auxiliary or mark, and so may end the subject. */
  const subjectEnd = (d: TokenisedDocument, first: number): number => {
    const [begin] = sentenceWindow(d, first);
    for (let t = first - 1; t >= begin; t--) {
      const p = d.pos[t]!;
      if (p === POS.ADV || p === POS.AUX || p === POS.PART || words.isNegation(d.word[t]!) === 1) continue;
      return t;
    }
    return -1;
  };

  const nextVerbal = (d: TokenisedDocument, after: number): number => {
    const [, end] = sentenceWindow(d, after - 1);
    let t = after;
    while (
      t < end &&
      (d.pos[t] === POS.ADV ||
        d.pos[t] === POS.PART ||
        words.isNegation(d.word[t]!) === 1 ||
        words.isAdverbial(d.word[t]!) === 1)
    )
      t++;
    return t < end ? t : -1;
  };

  /** "military might on Sunday", "with all his might": a noun, whatever the tagger says. */
  const isNominal = (d: TokenisedDocument, first: number, after: number, next: number): boolean => {
    const [begin, end] = sentenceWindow(d, first);
    if (first === begin) return false;
    const bare =
      next >= 0 &&
      (d.pos[next] === POS.VERB || d.pos[next] === POS.AUX) &&
      words.isBareVerb(d.word[next]!) === 1 &&
      words.isInflected(d.word[next]!) === 0;
    if (bare) return false;
    const before = d.pos[first - 1]!;
    if (
      words.isOwner(d.word[first - 1]!) === 1 ||
      before === POS.ADJ ||
      before === POS.DET ||
      before === POS.VERB
    )
      return true;
    const cut = after >= end || d.pos[after] === POS.ADP || d.pos[after] === POS.PUNCT;
    return cut && before !== POS.PRON;
  };

  const auxiliary: Condition = (d, first, after) => {
    // "in May", "May 5": a capital within the sentence is the month or a name.
    const capital = (d.flags[first]! & FLAG.capitalised) !== 0 && (d.flags[first]! & FLAG.allCaps) === 0;
    const [begin, end] = sentenceWindow(d, first);
    if (capital && first > begin && (d.pos[first - 1] === POS.ADP || d.pos[first - 1] === POS.PROPN))
      return false;
    if (capital && after < end && isNumber(d, after)) return false;
    const next = nextVerbal(d, after);
    if (words.isMight(d.word[first]!) === 1 && isNominal(d, first, after, next)) return false;
    if (d.pos[first] === POS.AUX) return true;
    return next >= 0 && (d.pos[next] === POS.AUX || (d.pos[next] === POS.VERB && d.pos[first] !== POS.NOUN));
  };

  return {
    auxiliary,

    // "could" of past ability ("could not find", "all he could") is no hedge; "could have been", "could be" are.
    possibility(d, first, after) {
      const [begin, end] = sentenceWindow(d, first);
      const next = nextVerbal(d, after);
      if (next < 0) return false;
      let negated = false;
      for (let t = after; t < next; t++) if (words.isNegation(d.word[t]!) === 1) negated = true;
      if (negated && words.isBeHave(d.word[next]!) === 0) return false;
      for (let t = Math.max(begin, first - 4); t < first; t++) {
        // "as fast as he could", "so that they could", "no one could"
        if (words.isNegation(d.word[t]!) === 1 && words.isBeHave(d.word[next]!) === 0) return false;
      }
      // "the one who could speak": in a relative clause it tells what somebody was able to do
      if (first > begin && words.isRelative(d.word[first - 1]!) === 1 && words.isBeHave(d.word[next]!) === 0)
        return false;
      return next < end;
    },

    // "would" softens a claim or tells an unreal outcome; future in the past and relative clauses are plain,
    // and the "if" of the same sentence is coded instead of it.
    outcome(d, first, after) {
      const [begin, end] = sentenceWindow(d, first);
      const next = nextVerbal(d, after);
      for (let t = after; t < Math.min(end, after + 3); t++)
        if (words.softening(d.word[t]!) === 1) return true;
      for (let t = begin; t < end; t++) if (words.isConditional(d.word[t]!) === 1) return false;
      if (next < 0) return false;
      for (let t = first - 1; t >= begin && d.pos[t] !== POS.PUNCT; t--) {
        if (words.isComplementiser(d.word[t]!) === 1 && (d.pos[t] === POS.SCONJ || d.pos[t] === POS.PRON))
          return false;
      }
      if (end > begin && words.questionMark(d.word[end - 1]!) === 1) return false;
      for (let t = begin; t < first; t++) if (words.isReporting(d.word[t]!) === 1) return false;
      return true;
    },

    // "if" that makes a claim depend: not "as if", "what if", "asked if", and not in a rhetorical question.
    condition(d, first, after) {
      const [begin, end] = sentenceWindow(d, first);
      if (first > begin) {
        const before = d.word[first - 1]!;
        if (words.isAsLikeEven(before) === 1 || words.isWhetherVerb(before) === 1) return false;
      }
      if (after < end && (words.isNegation(d.word[after]!) === 1 || d.pos[after] === POS.PUNCT)) return false;
      if (words.questionMark(d.word[end - 1]!) === 1) return false;
      // "steady if slow growth": no verb of its own
      if (
        first > begin &&
        after + 1 < end &&
        d.pos[after] === POS.ADJ &&
        (NOMINAL & (1 << d.pos[after + 1]!)) !== 0
      )
        return false;
      if (first > begin && words.hyphen(d.word[first - 1]!) === 1) return false;
      // "Call me if …": what depends is a request, not a claim
      let head = begin;
      while (head < first && ((d.flags[head]! & FLAG.word) === 0 || d.pos[head] === POS.ADV)) head++;
      return !(head < first && d.pos[head] === POS.VERB && words.isBareVerb(d.word[head]!) === 1);
    },

    'before-number': beforeNumber,

    'before-quantity': (d, first, after) => {
      const [, end] = sentenceWindow(d, first);
      return after < end && (beforeNumber(d, first, after) || words.isQuantity(d.word[after]!) === 1);
    },

    // "fifty or so", "a mile or so", "an hour or so": the number stands at most three tokens before
    'after-quantity': (d, first) => {
      const [begin] = sentenceWindow(d, first);
      for (let t = first - 1; t >= Math.max(begin, first - 3); t--)
        if (isNumber(d, t) || words.indefinite(d.word[t]!) === 1) return true;
      return false;
    },

    'before-adjective': (d, first, after) => {
      const [, end] = sentenceWindow(d, first);
      return after < end && (d.pos[after] === POS.ADJ || d.pos[after] === POS.ADV);
    },

    'before-verb': (d, _first, after) => {
      const next = nextVerbal(d, after);
      return next >= 0 && (d.pos[next] === POS.VERB || d.pos[next] === POS.AUX);
    },

    'not-before-than': (d, first, after) => {
      const [, end] = sentenceWindow(d, first);
      return after >= end || words.than(d.word[after]!) === 0;
    },

    'not-before-infinitive': (d, first, after) => {
      const [, end] = sentenceWindow(d, first);
      return after >= end || words.to(d.word[after]!) === 0;
    },

    'before-infinitive': (d, first, after) => {
      const [, end] = sentenceWindow(d, first);
      return after < end && words.to(d.word[after]!) === 1;
    },

    'before-noun': (d, first, after) => {
      const [, end] = sentenceWindow(d, first);
      return after < end && (NOMINAL & (1 << d.pos[after]!)) !== 0;
    },

    'not-before-preposition': (d, first, after) => {
      const [, end] = sentenceWindow(d, first);
      return after >= end || d.pos[after] !== POS.ADP;
    },

    // "he kind of agreed", not "this kind of law"
    'not-after-determiner': (d, first) => {
      const [begin] = sentenceWindow(d, first);
      return first === begin || (DETERMINING & (1 << d.pos[first - 1]!)) === 0;
    },

    'before-hyphen': (d, first, after) => {
      const [, end] = sentenceWindow(d, first);
      return after < end && words.hyphen(d.word[after]!) === 1;
    },

    // "effectively ended", not "spoke effectively"
    'before-content': (d, first, after) => {
      const [, end] = sentenceWindow(d, first);
      return after < end && (CONTENT & (1 << d.pos[after]!)) !== 0;
    },

    'clause-initial': (d, first) => {
      const [begin] = sentenceWindow(d, first);
      return first === begin || words.isClauseMark(d.word[first - 1]!) === 1;
    },

    // "Were the rains to fail, …", "Had he known, …", "Should she resign, …": verb before subject, no question
    inverted: (d, first, after) => {
      const [begin, end] = sentenceWindow(d, first);
      if (after >= end || words.questionMark(d.word[end - 1]!) === 1) return false;
      let opening = first - 1;
      while (opening >= begin && words.isInversionOpener(d.word[opening]!) === 1) opening--;
      // Within a sentence only before a pronoun: "…, had he known, …"
      if (
        opening >= begin
          ? words.isNominative(d.word[after]!) === 0 || opening === first - 1
          : (SUBJECT & (1 << d.pos[after]!)) === 0
      )
        return false;
      const subjunctive = words.isWere(d.word[first]!) === 1;
      let verb = after + 1;
      while (
        verb < Math.min(end, after + 9) &&
        d.pos[verb] !== POS.PUNCT &&
        d.pos[verb] !== POS.VERB &&
        d.pos[verb] !== POS.AUX
      )
        verb++;
      if (!subjunctive && (verb >= end || d.pos[verb] === POS.PUNCT)) return false;
      for (let t = after; t < end; t++) if (words.isOutcome(d.word[t]!) === 1) return true;
      for (let t = begin; t < first; t++) if (words.isOutcome(d.word[t]!) === 1) return true;
      return false;
    },

    // "a lie is never a truth", not "he never answered the letter": no deed of the past
    timeless: (d, first, after) => {
      const [begin] = sentenceWindow(d, first);
      for (let t = first - 1; t >= Math.max(begin, first - 2); t--)
        if (words.isPastAuxiliary(d.word[t]!) === 1) return false;
      const [, end] = sentenceWindow(d, first);
      if (first > begin && words.isAsLikeEven(d.word[first - 1]!) === 1) return false;
      for (let t = after; t < Math.min(end, after + 3); t++) {
        if (words.isPastAuxiliary(d.word[t]!) === 1) return false;
        if (d.pos[t] === POS.VERB) return words.isPast(d.word[t]!) === 0;
        if (d.pos[t] === POS.PUNCT || d.pos[t] === POS.ADP) return t > after;
      }
      return true;
    },

    // "was clearly built", not "spoke slowly and clearly into the microphone"
    'sentence-adverb': (d, first, after) => {
      const [begin, end] = sentenceWindow(d, first);
      if (first === begin || (d.pos[first - 1] === POS.PUNCT && after < end && d.pos[after] !== POS.ADP))
        return true;
      if (first > begin && d.pos[first - 1] === POS.CCONJ) return false;
      return after < end && (CONTENT & (1 << d.pos[after]!)) !== 0 && words.isSense(d.word[after]!) === 0;
    },

    // "simply false", "simply no money", not "simply forgot"
    'before-judgement': (d, first, after) => {
      const [begin, end] = sentenceWindow(d, first);
      for (let t = first - 1; t >= Math.max(begin, first - 2); t--)
        if (words.isNegation(d.word[t]!) === 1) return false;
      return (
        after < end &&
        (d.pos[after] === POS.ADJ ||
          words.isNegation(d.word[after]!) === 1 ||
          words.isDenial(d.word[after]!) === 1)
      );
    },

    'not-question': (d, first) => {
      const [, end] = sentenceWindow(d, first);
      // Also one that is quoted: '"Did it really happen?" she asked.'
      for (let t = first + 1; t < end; t++) if (words.questionMark(d.word[t]!) === 1) return false;
      return true;
    },

    // "Data from nine ports show", "the report, published in May, found": the subject names a ground
    'evidence-subject': (d, first) => {
      const [begin] = sentenceWindow(d, first);
      if (d.pos[first] !== POS.VERB && d.pos[first] !== POS.AUX && words.isEvidenceVerb(d.word[first]!) === 0)
        return false;
      let open = false;
      for (let t = first - 1; t >= Math.max(begin, first - 12); t--) {
        const id = d.word[t]!;
        if (words.isEvidence(id) === 1) return open || t === first - 1;
        if (
          d.pos[t] === POS.PRON ||
          d.pos[t] === POS.SCONJ ||
          d.pos[t] === POS.AUX ||
          words.isRelative(id) === 1
        )
          return false;
        open = d.pos[t] === POS.ADP || d.pos[t] === POS.PUNCT || d.pos[t] === POS.VERB;
      }
      return false;
    },

    // "according to the almanac", not "according to plan"
    'source-follows': (d, first, after) => {
      const [, end] = sentenceWindow(d, first);
      for (let t = after; t < Math.min(end, after + 2); t++)
        if (words.isMeasure(d.word[t]!) === 1) return false;
      return true;
    },

    // "the figures suggest": a person who suggests proposes or insinuates.
    'impersonal-subject': (d, first) => {
      const t = subjectEnd(d, first);
      if (t < 0) return true;
      if (words.isPersonal(d.word[t]!) === 1 || d.pos[t] === POS.PROPN) return false;
      return true;
    },

    // "some say", "many believe": the subject is the word just before and no longer noun phrase.
    'vague-subject': (d, first) => {
      const [begin] = sentenceWindow(d, first);
      if (first === begin) return true;
      const p = d.pos[first - 1]!;
      if (p === POS.PUNCT) return true;
      return (
        words.isSubjectBreak(d.word[first - 1]!) === 1 ||
        p === POS.SCONJ ||
        p === POS.CCONJ ||
        p === POS.ADV ||
        p === POS.VERB
      );
    },

    passive: (d, first) => {
      const [begin] = sentenceWindow(d, first);
      for (let t = first - 1; t >= Math.max(begin, first - 3); t--) {
        if (words.isPassiveBe(d.word[t]!) === 1) return true;
        if (d.pos[t] !== POS.ADV && d.pos[t] !== POS.PART) return false;
      }
      return false;
    },

    'no-named-subject': (d, first) => {
      const t = subjectEnd(d, first);
      return t < 0 || (d.pos[t] !== POS.PROPN && words.isPersonal(d.word[t]!) === 0);
    },

    'not-negated': (d, first) => {
      const [begin] = sentenceWindow(d, first);
      for (let t = first - 1; t >= Math.max(begin, first - 3); t--)
        if (words.isNegation(d.word[t]!) === 1) return false;
      return true;
    },
  };
}
