/** Takes the actors' names out of a text before a model reads it: it may not know whom it judges. */

/** A mention of an actor; places in UTF-16 code units. */
export interface Mention {
  readonly start: number;
  readonly end: number;
  /** Who is meant: any value that is the same for the same actor, or null where it is not known. */
  readonly actor: string | null;
}

/** A mention as it is masked: without overlap, in text order. */
export interface MaskedMention {
  readonly start: number;
  readonly end: number;
  /** The part that the mask replaces; null where nothing names the actor. */
  readonly mask: readonly [start: number, end: number] | null;
  readonly actor: string;
  /** Index into the mentions given; -1 for an occurrence of a name that was not among them. */
  readonly mention: number;
}

const STRIPPED = new Set(
  'the a an this that these those my your his her its our their he she it they we you i him them us me who'.split(
    ' ',
  ),
);
const WORD = /[\p{L}\p{N}_]+(?:[-.][\p{L}\p{N}_]+)*/gu;
const NAMED = /^[\p{Uppercase}\p{Nd}]/u;
const CAPITAL = /^\p{Uppercase}/u;
/** Shorter last words of a name are not looked for elsewhere. */
const SHORTEST_NAME = 3;

/** From the first to the last word with a capital or a digit, articles and pronouns before them left out. */
export function maskedPart(text: string, start: number, end: number): readonly [number, number] | null {
  const surface = text.slice(start, end).replace(/['’]s$/u, '');
  const words = [...surface.matchAll(WORD)];
  let first = 0;
  while (first < words.length && STRIPPED.has(words[first]![0].toLowerCase())) first++;
  const named = words.slice(first).filter(([word]) => NAMED.test(word));
  const last = named.at(-1);
  if (last === undefined) return null;
  return [start + named[0]!.index, start + last.index + last[0].length];
}

/**
 * Lays out the mentions of a text without overlap, the longer before the earlier, and finds further occurrences of the
 * names, whole words in the same case.
 *
 * @param targets - how many mentions, from the first, win over all others.
 */
export function maskMentions(text: string, mentions: readonly Mention[], targets = 0): MaskedMention[] {
  const taken: MaskedMention[] = [];
  const order = mentions.map((_, i) => i);
  const rank = (i: number): number => (i < targets ? 0 : 1);
  order.sort((i, j) => {
    const [a, b] = [mentions[i]!, mentions[j]!];
    return rank(i) - rank(j) || b.end - b.start - (a.end - a.start) || a.start - b.start || i - j;
  });
  const isTaken = new Uint8Array(text.length);
  const free = (start: number, end: number): boolean => {
    for (let at = start; at < end; at++) if (isTaken[at] === 1) return false;
    return true;
  };
  const take = (mention: MaskedMention): void => {
    isTaken.fill(1, mention.start, mention.end);
    taken.push(mention);
  };
  for (const i of order) {
    const { start, end, actor } = mentions[i]!;
    if (start < end && free(start, end))
      take({ start, end, mask: maskedPart(text, start, end), actor: actor ?? `?${i}`, mention: i });
  }
  const actorOf = new Map<string, string>();
  const know = (name: string, actor: string): void => {
    if (!actorOf.has(name)) actorOf.set(name, actor);
  };
  for (const { mask, actor } of taken) {
    if (mask === null) continue;
    const name = text.slice(mask[0], mask[1]);
    know(name, actor);
    const last = name.split(/\s+/u).at(-1)!;
    if (last.length >= SHORTEST_NAME && CAPITAL.test(last)) know(last, actor);
  }
  if (actorOf.size > 0)
    for (const { 0: name, index } of text.matchAll(namesPattern([...actorOf.keys()]))) {
      const end = index + name.length;
      if (free(index, end))
        take({ start: index, end, mask: [index, end], actor: actorOf.get(name)!, mention: -1 });
    }
  return taken.sort((a, b) => a.start - b.start);
}

/** Whole words; of names that begin alike the longest. */
function namesPattern(names: readonly string[]): RegExp {
  const longestFirst = [...names].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const escaped = longestFirst.map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\p{N}_])(?:${escaped.join('|')})(?![\\p{L}\\p{N}_])`, 'gu');
}
