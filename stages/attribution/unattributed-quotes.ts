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
  const claimed = (q: Quotation): number =>
    settled.findIndex(({ content }) =>
      content.some(([first, after]) => first <= q.open + 1 && after >= q.after - 2),
    );
  const paragraphOf = (i: number): number => d.paragraphOfSentence[d.sentenceOfToken[i]!]!;
  for (const quotation of quotations) {
    if (quotation.nested || claimed(quotation) >= 0) continue;
    const shape = shapeOf(d, quotation);
    quotation.kind = shape;
    if (shape !== 'speech') continue;
    const range: TokenRange = [quotation.open, quotation.after];
    const paragraph = paragraphOf(quotation.open);
    const opensParagraph = d.sentenceStart[d.paragraphStart[paragraph]!] === quotation.open;
    let speaker = -1;
    for (let k = 0; k < settled.length; k++) {
      const candidate = settled[k]!;
      const first = candidate.content[0]![0];
      const cue = candidate.cue[0]?.[0] ?? first;
      if (cue >= quotation.after || candidate.source.length === 0) continue;
      const distance = paragraph - paragraphOf(cue);
      if (distance === 0 || (distance === 1 && opensParagraph)) speaker = k;
    }
    const whole =
      opensParagraph || (d.flags[quotation.open]! & FLAG.sentenceStart) !== 0 || quotation.continues;
    if (speaker >= 0 && whole) {
      const content = [...settled[speaker]!.content, range].sort((a, b) => a[0] - b[0]);
      settled[speaker] = withContent(settled[speaker]!, content);
    } else {
      const subject = subjectBefore(d, quotation);
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
