/** Joins quotations that run over paragraphs. */
import type { TokenisedDocument } from '../tokenising/annotation.js';
import { type Proposal, type TokenRange, withContent } from './proposal.js';
import type { Quotation } from './quotations.js';

/**
 * A quotation that runs over paragraphs, each of which reopens the marks, has one speaker: the paragraphs that nobody
 * is named for go to who is named for another of them, the first where there are several.
 */
export function joinContinued(
  d: TokenisedDocument,
  quotations: readonly Quotation[],
  proposals: readonly Proposal[],
): readonly Proposal[] {
  const runs = runsOf(quotations.filter(({ nested }) => !nested));
  if (runs.length === 0) return proposals;
  let joined = [...proposals];
  for (const run of runs) {
    const speakers = run.map((quotation) => joined.find((proposal) => speaks(d, proposal, quotation)));
    const speaker = speakers.find((one) => one !== undefined);
    const open = run.filter((_, k) => speakers[k] === undefined);
    if (speaker === undefined || open.length === 0) continue;
    const ranges = open.map(({ open: first, after }): TokenRange => [first, after]);
    const within = ({ source, cue, content }: Proposal): boolean =>
      source.length === 0 &&
      cue.length === 0 &&
      content.every((range) => ranges.some((r) => holds(r, range)));
    const content = [...speaker.content.filter((range) => !ranges.some((r) => holds(r, range))), ...ranges];
    content.sort((a, b) => a[0] - b[0]);
    joined = joined
      .filter((proposal) => !within(proposal))
      .map((proposal) => (proposal === speaker ? withContent(proposal, content) : proposal));
  }
  return joined;
}

/** The quotations of more than one paragraph, in their parts. */
function runsOf(outer: readonly Quotation[]): Quotation[][] {
  const runs: Quotation[][] = [];
  for (let k = 1; k < outer.length; k++) {
    if (!outer[k]!.continues) continue;
    if (outer[k - 1]!.continues && runs.length > 0) runs.at(-1)!.push(outer[k]!);
    else runs.push([outer[k - 1]!, outer[k]!]);
  }
  return runs;
}

/** Whether somebody named outside the quotation is said to say it. */
function speaks(d: TokenisedDocument, { source, content }: Proposal, { open, after }: Quotation): boolean {
  if (source.length === 0 || source.some((range) => holds([open, after], range))) return false;
  const first = Math.min(open + 1, d.tokenCount - 1);
  return content.some(([from, until]) => from <= first && first < until);
}

function holds([first, after]: TokenRange, [from, until]: TokenRange): boolean {
  return first <= from && until <= after;
}
