// Hides who is meant: proper names become one word, so that nothing that is learned of words can hang on a name.
import { readFileSync } from 'node:fs';
import { fromPackageRoot } from '../base/package-root.js';
import type { Resource } from './stage.js';
import { FLAG, POS, type TokenisedDocument } from './tokenising/annotation.js';
import type { Vocabulary } from './vocabulary.js';

export const COMMON_WORDS_PATH = 'stages/common-words.txt';
export const COMMON_WORDS: Resource = {
  path: COMMON_WORDS_PATH,
  kind: 'lexicon',
  licence: 'MIT',
  description: 'Words that are written small as a rule, and so are no names.',
};

/** Stands for a word of a name. */
export const NAME = '‹name›';
/** Stands for a people, a party's members, believers: "Republicans", "Pakistanis". */
export const PEOPLE = '‹people›';

/** Offices, capitalised before a name. */
const TITLES = new Set(
  `mr mrs ms miss dr prof professor president presidents vice prime minister ministers premier chancellor senator senators sen
rep reps representative congressman congresswoman gov governor secretary attorney general gen lt col maj capt sgt judge justice
chief king queen prince princess pope archbishop bishop cardinal father sister reverend rev rabbi imam sir lord lady dame baroness
mayor speaker chairman chairwoman captain sergeant lieutenant colonel major admiral ambassador commissioner sheriff detective
officer director deputy`.split(/\s+/),
);

/** Always capitalised, and yet no names; months that are names as well left out. */
const CAPITALISED = new Set(
  'i monday tuesday wednesday thursday friday saturday sunday january february july september october november december'.split(
    ' ',
  ),
);

/** Plurals of peoples, parties and creeds end so; few surnames do. */
const PEOPLES =
  /^(?:.*(?:icans|ians|crats|ists|slims|ynians|aelis|kistanis|raqis|audis)|jews|christians|conservatives|liberals|tories|germans|americans|europeans|africans|asians|arabs|kurds|turks|afghans|poles|danes|swedes|finns|scots|greeks|serbs|croats|greens|labourites|kenyans|cubans|texans|hindus|sikhs|buddhists|sunnis|shiites|catholics|protestants|evangelicals|hispanics|latinos|blacks|whites)$/;

const PARTICLES = new Set(
  'bin bint ibn al el van von der den de del della di da dos du la le ben abu'.split(' '),
);

/** From this share of capitals on a sentence is a headline, where a capital means nothing. */
const HEADLINE = 0.7;
const HEADLINE_WORDS = 4;

const COMMON = 1;
const TITLE = 2;
const PEOPLE_WORD = 4;
const PARTICLE = 8;
const KEEP = 16;

/** Masked once, for all stages that ask. */
const masks = new WeakMap<TokenisedDocument, TokenisedDocument>();

export class NameMask {
  readonly #name: number;
  readonly #people: number;
  readonly #kindsOf: (words: Int32Array, count: number, kinds: Int32Array) => void;
  readonly #capitalsOf: (forms: Int32Array, count: number, capitals: Int32Array) => void;
  /** By token of the document at hand. */
  #kinds = new Int32Array(1024);
  #capitals = new Int32Array(1024);
  /** Words that may be names or not ("Rice"), which a capital inside a sentence of the document showed to be one. */
  readonly #shown = new Set<number>();

  constructor(vocabulary: Vocabulary) {
    this.#name = vocabulary.intern(NAME);
    this.#people = vocabulary.intern(PEOPLE);
    const common = new Set(readFileSync(fromPackageRoot(COMMON_WORDS_PATH), 'utf8').split('\n'));
    this.#kindsOf = vocabulary.tableOfMany(
      (word) =>
        (common.has(word) || word.length === 1 || word.includes("'") || word.endsWith('-') ? COMMON : 0) |
        (TITLES.has(word.endsWith('.') ? word.slice(0, -1) : word) ? TITLE : 0) |
        (CAPITALISED.has(word) ? KEEP : 0) |
        (PEOPLES.test(word) ? PEOPLE_WORD : 0) |
        (PARTICLES.has(word) ? PARTICLE : 0),
    );
    this.#capitalsOf = vocabulary.tableOfMany((form) => (/\p{Lu}/u.test(form) ? 1 : 0));
  }

  /** Whether a word of a masked document stands for a name. */
  hides(word: number): boolean {
    return word === this.#name || word === this.#people;
  }

  /** The document with names in place of which all read the same; tokens, offsets and surfaces stay. */
  mask(d: TokenisedDocument): TokenisedDocument {
    const known = masks.get(d);
    if (known !== undefined) return known;
    const masked = this.#mask(d);
    masks.set(d, masked);
    return masked;
  }

  #mask(d: TokenisedDocument): TokenisedDocument {
    if (this.#kinds.length < d.tokenCount) {
      this.#kinds = new Int32Array(d.tokenCount * 2);
      this.#capitals = new Int32Array(d.tokenCount * 2);
    }
    this.#kindsOf(d.word, d.tokenCount, this.#kinds);
    this.#capitalsOf(d.form, d.tokenCount, this.#capitals);
    const names = this.#find(d);
    const kinds = this.#kinds;
    const word = d.word.slice(0, d.tokenCount);
    const pos = d.pos.slice(0, d.tokenCount);
    const flags = d.flags.slice(0, d.tokenCount);
    const place = FLAG.spaceBefore | FLAG.sentenceStart | FLAG.lineBefore;
    for (let i = 0; i < d.tokenCount; i++) {
      if (names[i] === 1) {
        word[i] = (kinds[i]! & PEOPLE_WORD) !== 0 ? this.#people : this.#name;
        pos[i] = POS.PROPN;
        flags[i] = (flags[i]! & place) | FLAG.word | FLAG.capitalised;
      } else if (pos[i] === POS.PROPN && (flags[i]! & FLAG.sentenceStart) !== 0 && names[i + 1] !== 1) {
        // A capital at a sentence's beginning makes the tagger take "Critics" for a name.
        const kind = kinds[i]!;
        if ((kind & COMMON) !== 0 && (kind & (KEEP | TITLE)) === 0) pos[i] = POS.NOUN;
      }
    }
    return { ...d, word, pos, flags, surface: (first, after) => d.surface(first, after) };
  }

  /** 1 for each token that is part of a name. */
  #find(d: TokenisedDocument): Uint8Array {
    const { tokenCount, flags, word, pos, sentenceStart } = d;
    const kinds = this.#kinds;
    const capitals = this.#capitals;
    const names = new Uint8Array(tokenCount + 1);
    /** 1 where a capital is due whatever the word. */
    const due = new Uint8Array(tokenCount);
    const shown = this.#shown;
    shown.clear();
    for (let s = 0; s < d.sentenceCount; s++) {
      const first = sentenceStart[s]!;
      const after = sentenceStart[s + 1]!;
      let headline = -1;
      for (let i = first; i < after; i++) {
        if (capitals[i] === 0 || (flags[i]! & FLAG.word) === 0) continue;
        const kind = kinds[i]!;
        if ((kind & (KEEP | TITLE)) !== 0 || ((kind & COMMON) !== 0 && isGrammatical(pos[i]!))) continue;
        let isDue = opensSentence(d, i);
        if (!isDue) {
          if (headline < 0) headline = this.#isHeadline(d, first, after) ? 1 : 0;
          isDue = headline === 1;
        }
        if (isDue) {
          due[i] = 1;
          if ((kind & COMMON) === 0 && !isFunctional(pos[i]!)) names[i] = 1;
        } else {
          names[i] = 1;
          if ((kind & COMMON) !== 0) shown.add(word[i]!);
        }
      }
    }
    if (shown.size > 0)
      for (let i = 0; i < tokenCount; i++) {
        if (!shown.has(word[i]!)) continue;
        if (capitals[i] === 0) shown.delete(word[i]!);
        // "May may bring it back": before an auxiliary a word that is a name elsewhere is one.
        else if (due[i] === 1 && i + 1 < tokenCount && pos[i + 1] === POS.AUX) names[i] = 1;
      }
    for (let i = tokenCount - 1; i >= 0; i--) {
      if (names[i] === 1) continue;
      // "Larry King said": after a name, and before none, a title is a name.
      if (i > 0 && names[i - 1] === 1 && names[i + 1] === 0 && (kinds[i]! & TITLE) !== 0 && capitals[i] === 1)
        names[i] = 1;
      // "Rice said", where "Condoleezza Rice" stands elsewhere; "Will Smith said".
      if (due[i] === 1)
        names[i] = shown.has(word[i]!) || (pos[i] === POS.PROPN && names[i + 1] === 1) ? 1 : 0;
      // "Ursula von der Leyen".
      else if (names[i + 1] === 1 && this.#isParticle(i)) {
        let before = i - 1;
        while (before >= 0 && this.#isParticle(before)) before--;
        names[i] = before >= 0 ? names[before]! : 0;
      }
    }
    return names;
  }

  #isParticle(i: number): boolean {
    return (this.#kinds[i]! & PARTICLE) !== 0 && this.#capitals[i] === 0;
  }

  #isHeadline({ flags }: TokenisedDocument, first: number, after: number): boolean {
    let words = 0;
    let capitals = 0;
    for (let i = first + 1; i < after; i++) {
      if ((flags[i]! & (FLAG.word | FLAG.digit)) !== FLAG.word) continue;
      words++;
      capitals += this.#capitals[i]!;
    }
    return words >= HEADLINE_WORDS && capitals >= HEADLINE * words;
  }
}

/** Whether a capital is due here whatever the word: at a sentence's, a quotation's beginning, after a colon. */
function opensSentence({ flags, text, end }: TokenisedDocument, i: number): boolean {
  if (i === 0 || (flags[i]! & FLAG.sentenceStart) !== 0) return true;
  if ((flags[i - 1]! & FLAG.word) !== 0) return false;
  const before = text[end[i - 1]! - 1]!;
  return (flags[i]! & FLAG.spaceBefore) === 0 ? !"-/’'&.".includes(before) : ':—–-•.!?…'.includes(before);
}

/** "The", "As": no names wherever they stand. */
function isGrammatical(pos: number): boolean {
  return (
    pos === POS.DET ||
    pos === POS.ADP ||
    pos === POS.PRON ||
    pos === POS.CCONJ ||
    pos === POS.SCONJ ||
    pos === POS.PART
  );
}

/** Words of other parts of speech are no names, however rare. */
function isFunctional(pos: number): boolean {
  return pos !== POS.PROPN && pos !== POS.NOUN && pos !== POS.ADJ && pos !== POS.VERB && pos !== POS.X;
}
