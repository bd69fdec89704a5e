/** Settles quotations that nobody is named for. */
import { FLAG, POS, type TokenisedDocument } from '../tokenising/annotation.js';
import { type Proposal, type TokenRange, withContent } from './proposal.js';
import type { Quotation } from './quotations.js';

/** Fewer words than this between marks, without a speaker beside them, are mentioned, not said. */
const SCARE_WORDS = 5;

/**
 * Settles the quotations that no cue claimed: titles and scare quotes are told apart by their shape; speech
 * goes to who spoke last in the paragraph, or in the paragraph before where the quotation opens this one.
 */
export function settleQuotations(
  d: TokenisedDocument,
  quotations: readonly Quotation[],
  proposals: readonly Proposal[],
): Proposal[] {
  const settled = [...proposals];
  const paragraphOf = (i: number): number => d.paragraphOfSentence[d.sentenceOfToken[i]!]!;
  const isClaimed = claims(d, proposals);
  const speakers = new Speakers(proposals, paragraphOf);
  const opens = new Set(quotations.map(({ open }) => open));
  // Of the quotations settled so far; they begin before all that follow.
  let settledUntil = -1;
  for (const quotation of quotations) {
    if (quotation.nested || settledUntil >= quotation.after - 2 || isClaimed(quotation)) continue;
    const shape = shapeOf(d, quotation);
    quotation.kind = shape;
    if (shape !== 'speech') continue;
    settledUntil = Math.max(settledUntil, quotation.after);
    const range: TokenRange = [quotation.open, quotation.after];
    const paragraph = paragraphOf(quotation.open);
    const opensParagraph = d.sentenceStart[d.paragraphStart[paragraph]!] === quotation.open;
    const speaker = Math.max(
      speakers.last(paragraph, quotation.after),
      opensParagraph ? speakers.last(paragraph - 1, quotation.after) : -1,
    );
    const whole =
      opensParagraph || (d.flags[quotation.open]! & FLAG.sentenceStart) !== 0 || quotation.continues;
    if (speaker >= 0 && whole) {
      const said = settled[speaker]!;
      if (opens.has(said.content.at(-1)![0])) {
        settled[speaker] = withContent(
          said,
          [...said.content, range].sort((a, b) => a[0] - b[0]),
        );
      } else {
        // "He said he was alarmed. “They lied.”": a statement in the writer's words, and one quoted, with one cue.
        speakers.add(paragraph, settled.length);
        settled.push(withContent(said, [range]));
      }
    } else {
      const subject = subjectBefore(d, quotation);
      if (subject !== null) speakers.add(paragraph, settled.length);
      settled.push({
        source: subject === null ? [] : [subject],
        cue: [],
        content: [range],
        foundBy: 'quotation',
        confidence: 0.5,
      });
    }
  }
  return settled;
}

/** Whether a content reaches from a quotation's first word to its last, told in one pass over the contents. */
function claims(d: TokenisedDocument, proposals: readonly Proposal[]): (quotation: Quotation) => boolean {
  const reach = new Int32Array(d.tokenCount + 1);
  for (const { content } of proposals)
    for (const [first, after] of content) reach[first] = Math.max(reach[first]!, after);
  for (let i = 1; i <= d.tokenCount; i++) reach[i] = Math.max(reach[i]!, reach[i - 1]!);
  return ({ open, after }) => reach[Math.min(open + 1, d.tokenCount)]! >= after - 2;
}

/** Who spoke last before a place, by paragraph; asked for places in text order. */
class Speakers {
  readonly #of = new Map<
    number,
    { readonly cues: [cue: number, index: number][]; next: number; last: number }
  >();

  constructor(proposals: readonly Proposal[], paragraphOf: (token: number) => number) {
    proposals.forEach(({ source, cue, content }, index) => {
      if (source.length === 0) return;
      const at = cue[0]?.[0] ?? content[0]![0];
      this.#in(paragraphOf(at)).cues.push([at, index]);
    });
    for (const { cues } of this.#of.values()) cues.sort(([a], [b]) => a - b);
  }

  #in(paragraph: number) {
    let speakers = this.#of.get(paragraph);
    if (speakers === undefined) {
      speakers = { cues: [], next: 0, last: -1 };
      this.#of.set(paragraph, speakers);
    }
    return speakers;
  }

  /** A speaker found meanwhile. */
  add(paragraph: number, index: number): void {
    this.#in(paragraph).last = index;
  }

  /** The last of the paragraph's whose cue stands before a token, by index; -1 where there is none. */
  last(paragraph: number, before: number): number {
    const speakers = this.#of.get(paragraph);
    if (speakers === undefined) return -1;
    for (; speakers.next < speakers.cues.length; speakers.next++) {
      const [cue, index] = speakers.cues[speakers.next]!;
      if (cue >= before) break;
      speakers.last = Math.max(speakers.last, index);
    }
    return speakers.last;
  }
}

/**
 * Who stands at the beginning of a sentence in which something is quoted without a cue: "The mayor left it at “a matter
 * for others”". A phrase of time or place before it is passed over.
 */
function subjectBefore(d: TokenisedDocument, { open }: Quotation): TokenRange | null {
  let first = d.sentenceStart[d.sentenceOfToken[open]!]!;
  if (d.pos[first] === POS.ADP || d.pos[first] === POS.SCONJ || d.pos[first] === POS.ADV) {
    while (first < open && d.text[d.start[first]!] !== ',') first++;
    first++;
  }
  let after = first;
  while (after < open && isNounPhrasePart(d.pos[after]!)) after++;
  return after > first && after < open ? [first, after] : null;
}

function isNounPhrasePart(pos: number): boolean {
  return (
    pos === POS.DET ||
    pos === POS.ADJ ||
    pos === POS.NOUN ||
    pos === POS.PROPN ||
    pos === POS.PRON ||
    pos === POS.NUM ||
    pos === POS.PART
  );
}

/** What a quotation without a speaker is, by its length, its capitals and how it ends. */
export function shapeOf(d: TokenisedDocument, quotation: Quotation): Quotation['kind'] {
  let words = 0;
  let capitalised = 0;
  let verbs = 0;
  for (let i = quotation.open + 1; i < quotation.after; i++) {
    if ((d.flags[i]! & FLAG.word) === 0) continue;
    words++;
    if (d.pos[i] === POS.VERB || d.pos[i] === POS.AUX) verbs++;
    const small = d.end[i]! - d.start[i]! <= 3 && words > 1;
    if ((d.flags[i]! & FLAG.capitalised) !== 0 || small) capitalised++;
  }
  if (words === 0) return 'scare';
  const last = quotation.closed ? quotation.after - 2 : quotation.after - 1;
  const ends = '.!?…'.includes(d.text[d.end[last]! - 1] ?? ' ');
  const startsSentence = (d.flags[quotation.open]! & FLAG.sentenceStart) !== 0;
  if (words >= 2 && words <= 10 && capitalised === words && !(ends && startsSentence)) return 'title';
  if (startsSentence && ends && words >= 3 && verbs > 0) return 'speech';
  return words < SCARE_WORDS || (verbs === 0 && !ends && words < 8) ? 'scare' : 'speech';
}
