// Finds the words that may attribute.
import { FLAG, POS } from '../../tokenising/annotation.js';
import { K } from '../labels.js';
import { CUE, CUE_VERB } from '../lexicon.js';
import { FACTS, LEXICAL, ROLE, ROLES } from '../word-facts.js';
import type { Scene } from './clause.js';
import { KIND } from './word-kinds.js';

/** Marginals below this start no candidate of words outside the lexicon. */
const LEAST_MARGINAL = 0.12;

/** The words that may attribute, with the token after their own: by the lexicon, by the tagger, by a colon or dash. */
export function candidateCues(
  scene: Scene,
  particleOf: (head: number) => number,
): [head: number, after: number][] {
  const { d, kinds, kindAt, facts, tags } = scene;
  const found: [number, number][] = [];
  for (let p = 0; p < d.paragraphCount; p++) {
    const ran = tags.ran[p] === 1;
    const first = d.sentenceStart[d.paragraphStart[p]!]!;
    const end = d.sentenceStart[d.paragraphStart[p + 1]!]!;
    for (let i = first; i < end; i++) {
      const at = d.word[i]! * FACTS;
      const bits = facts.values[at + LEXICAL]!;
      const lexical =
        (bits & (CUE_VERB | CUE.noun)) !== 0 || (facts.values[at + ROLES]! & ROLE.trigger) !== 0;
      let take = lexical;
      if (!take && ran) {
        const p2 = tags.probability[i * K + 2]!;
        // The likeliest word of a run of likely ones.
        const more = Math.max(
          i > first ? tags.probability[(i - 1) * K + 2]! : 0,
          i + 1 < end ? tags.probability[(i + 1) * K + 2]! : 0,
        );
        take =
          p2 >= LEAST_MARGINAL && (p2 >= more || d.pos[i] === POS.VERB) && (d.flags[i]! & FLAG.word) !== 0;
      }
      if (!take) take = kinds.attributesAtTimes(d.word[i]!);
      if (!take) {
        const kind = kindAt[i]!;
        take = kind === KIND.colon && i + 1 < end && i > first;
        if (
          kind === KIND.dash &&
          i + 1 < end &&
          (d.flags[i + 1]! & FLAG.capitalised) !== 0 &&
          d.pos[i + 1] === POS.PROPN
        ) {
          const s = d.sentenceOfToken[i]!;
          take = i === d.sentenceStart[s] || i + 6 >= d.sentenceStart[s + 1]!;
        }
      }
      if (take) found.push([i, particleOf(i)]);
    }
  }
  return found;
}
