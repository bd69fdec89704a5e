/** Reads labelled hedges. */
import { readFileSync } from 'node:fs';
import { codePoints } from '../../stages/code-points.js';
import type { TokenisedDocument } from '../../stages/tokenising/annotation.js';
import { Tokeniser } from '../../stages/tokenising/tokenise.js';
import { Wink } from '../../stages/tokenising/wink.js';
import { Vocabulary } from '../../stages/vocabulary.js';

/** A row of a hedge gold file. */
export interface HedgeGoldRow {
  readonly id: string;
  readonly doc?: string;
  /** The passage that a row is a part of. */
  readonly group?: string;
  readonly text: string;
  readonly uncertain: boolean;
  readonly cues?: readonly { readonly start: number; readonly end: number; readonly type: string }[];
}

/** A gold row with its tokens; cues as tokens [first, after), those that cut through a token widened to it. */
export interface TokenisedRow {
  readonly row: HedgeGoldRow;
  readonly document: TokenisedDocument;
  readonly cues: readonly { readonly first: number; readonly after: number; readonly type: string }[];
}

export function readHedgeGold(path: string): HedgeGoldRow[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as HedgeGoldRow);
}

/** Tokenises gold rows with the tokeniser of the stage, words kept for the whole run. */
export function goldTokeniser(): {
  readonly vocabulary: Vocabulary;
  tokenise(rows: readonly HedgeGoldRow[]): TokenisedRow[];
} {
  const vocabulary = new Vocabulary();
  const tokeniser = new Tokeniser(new Wink(), vocabulary);
  return {
    vocabulary,
    tokenise: (rows) =>
      rows.map((row) => {
        const document = tokeniser.tokenise(row.text);
        const points = codePoints(row.text);
        const cues = (row.cues ?? []).flatMap(({ start, end, type }) => {
          const from = points.toUtf16(start);
          const to = points.toUtf16(end);
          let first = 0;
          while (first < document.tokenCount && document.end[first]! <= from) first++;
          let after = first;
          while (after < document.tokenCount && document.start[after]! < to) after++;
          return after > first ? [{ first, after, type }] : [];
        });
        return { row, document, cues };
      }),
  };
}
