/** Texts that a program or an API has cut: by the mark that it left, or by the pile-up of texts of one length. */

/** Lengths in which programs count. */
export const LENGTH_UNITS = ['characters', 'code points', 'bytes'] as const;
type LengthUnit = (typeof LENGTH_UNITS)[number];

/** A length at which texts of the corpus were cut. */
export interface CutLength {
  readonly unit: LengthUnit;
  readonly length: number;
}

/** The lengths at which a corpus has cut texts. */
export interface CutTexts {
  readonly lengths: readonly CutLength[];
}

const CUT_BY_NEWSAPI = /\[\+(\d{1,9}) (?:chars|characters)\]\s*$/;

export interface Cut {
  readonly what: string;
  readonly remedy: string;
}

const KEEP = 'The option `cutTexts: keep` takes it as it is.';

/** What shows that a text was cut; null where nothing does. */
export function cutMark(text: string, { lengths }: CutTexts): Cut | null {
  const marked = CUT_BY_NEWSAPI.exec(text.slice(-60));
  if (marked !== null)
    return {
      what: `the text was cut: ${marked[1]} characters are missing`,
      remedy: `Fetch the article itself: NewsAPI's \`content\` holds its first 200 characters only. ${KEEP}`,
    };
  if (lengths.length === 0 || isFinished(text)) return null;
  const at = lengths.find(({ unit, length }) => text.length >= length / 4 && lengthIn(text, unit) === length);
  if (at === undefined) return null;
  const by = LIMITS.get(at.length);
  return {
    what: `the text was cut at ${at.length.toLocaleString('en')} ${at.unit}${by === undefined ? '' : ` (${by})`}: it ends in the middle of a sentence, as others of this length do`,
    remedy: `Export it again in another way, or fetch the article itself. ${KEEP}`,
  };
}

/** Lengths at which well-known programs cut. */
const LIMITS = new Map([
  [32_767, 'the most that a cell of Excel holds'],
  [32_766, 'the most that a cell of Excel holds'],
  [65_535, 'the most that a TEXT column of MySQL holds'],
  [255, 'a usual limit of a column'],
  [256, 'a usual limit of a column'],
  [65_536, 'a usual limit of a column'],
]);

/** A text of so many is cut at a length of `LIMITS` if it ends unfinished, others only if there are several. */
const SURE_ALONE = 32_766;
const FEWEST = 4;
const FEWEST_ANYWHERE = 10;
const TIMES_EXPECTED = 8;
const UNFINISHED_SHARE = 0.8;
/** Lengths counted; a corpus has fewer different ones. */
const MOST_LENGTHS = 200_000;

const FINISHED = /[^\p{L},;…\s]\s*$/u;
const isFinished = (text: string): boolean => {
  const end = text.slice(-12);
  return FINISHED.test(end) && !/(?:…|\.\.\.)[\])]?\s*$/.test(end);
};

export function lengthIn(text: string, unit: LengthUnit): number {
  if (unit === 'characters') return text.length;
  if (unit === 'bytes') return Buffer.byteLength(text);
  let points = text.length;
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) === 0xdc00) points--;
  return points;
}

interface Pile {
  documents: number;
  unfinished: number;
  /** Of the first characters of texts; texts that begin alike are made alike. */
  readonly beginnings: Set<string>;
}

const BEGINNING = 24;
const MOST_BEGINNINGS = 16;
/** Shorter texts are no excerpts of an article. */
const SHORTEST = 100;

/** Counts the lengths of a corpus's texts. */
export class TextLengths {
  readonly #piles = new Map<LengthUnit, Map<number, Pile>>(LENGTH_UNITS.map((unit) => [unit, new Map()]));
  readonly #longest = new Map<LengthUnit, number>();

  add(text: string): void {
    if (text.length < SHORTEST) return;
    const unfinished = isFinished(text) ? 0 : 1;
    const beginning = text.slice(0, BEGINNING);
    for (const unit of LENGTH_UNITS) {
      const piles = this.#piles.get(unit)!;
      const length = lengthIn(text, unit);
      this.#longest.set(unit, Math.max(length, this.#longest.get(unit) ?? 0));
      const pile = piles.get(length);
      if (pile !== undefined) {
        pile.documents++;
        pile.unfinished += unfinished;
        if (pile.beginnings.size < MOST_BEGINNINGS) pile.beginnings.add(beginning);
      } else if (piles.size < MOST_LENGTHS)
        piles.set(length, { documents: 1, unfinished, beginnings: new Set([beginning]) });
    }
  }

  /**
   * The lengths at which texts pile up unfinished: four of the longest in the corpus or of a well-known program's limit,
   * ten of another; each length in the first unit that shows it.
   */
  cuts(): readonly (CutLength & { readonly documents: number })[] {
    const found: (CutLength & { documents: number })[] = [];
    for (const unit of LENGTH_UNITS) {
      for (const [length, { documents, unfinished, beginnings }] of this.#piles.get(unit)!) {
        const isLongest = length === this.#longest.get(unit);
        const isKnown = LIMITS.has(length);
        const fewest = isKnown && length >= SURE_ALONE ? 1 : isLongest || isKnown ? FEWEST : FEWEST_ANYWHERE;
        if (beginnings.size < fewest) continue;
        // A pile, and not the lengths that many short texts share by chance.
        const piled = documents >= TIMES_EXPECTED * this.#expected(unit, length);
        if (piled && unfinished >= fewest && unfinished >= UNFINISHED_SHARE * documents)
          if (!found.some((other) => other.length === length))
            found.push({ unit, length, documents: unfinished });
      }
    }
    return found;
  }

  /** Mean documents of the ten lengths around. */
  #expected(unit: LengthUnit, length: number): number {
    let sum = 0;
    const piles = this.#piles.get(unit)!;
    for (let other = length - 5; other <= length + 5; other++)
      if (other !== length) sum += piles.get(other)?.documents ?? 0;
    return sum / 10;
  }
}
