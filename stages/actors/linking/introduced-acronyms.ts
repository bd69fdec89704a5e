/** Acronyms in brackets after a name, or names in brackets after an acronym. */
import type { TokenisedDocument } from '../../tokenising/annotation.js';
import type { OpenMention } from '../entity.js';
import { isAcronymOf, type Name } from '../gazetteer/names.js';

const OPENING = 40;
const CLOSING = 41;

/** The name that an acronym stands for in a document. */
export interface IntroducedAcronym {
  readonly name: string;
  readonly confidence: number;
}

/** By folded acronym. The forms are those of the mentions, which are in text order. */
export function introducedAcronyms(
  d: TokenisedDocument,
  mentions: readonly OpenMention[],
  forms: readonly Name[],
): ReadonlyMap<string, IntroducedAcronym> {
  const found = new Map<string, IntroducedAcronym>();
  for (let k = 0; k + 1 < mentions.length; k++) {
    const outer = mentions[k]!;
    const inner = mentions[k + 1]!;
    if (inner.first !== outer.after + 1 || outer.type === 'person') continue;
    if (d.text.charCodeAt(d.start[outer.after]!) !== OPENING) continue;
    if (inner.after >= d.tokenCount || d.text.charCodeAt(d.start[inner.after]!) !== CLOSING) continue;
    const swapped = !forms[k + 1]!.acronym;
    const full = forms[swapped ? k + 1 : k]!;
    const short = forms[swapped ? k : k + 1]!;
    if (!short.acronym || full.acronym) continue;
    const match = isAcronymOf(short.shown, full.shown);
    // Acronyms of a name in another language share no letters with its translation.
    const confidence = match === 'initials' ? 0.98 : match === 'letters' ? 0.95 : 0.75;
    if (match === null && (outer.type !== 'organisation' || full.parts.length < 2)) continue;
    if (!found.has(short.folded)) found.set(short.folded, { name: full.shown, confidence });
  }
  return found;
}
