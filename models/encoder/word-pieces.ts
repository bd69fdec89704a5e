/** BERT's uncased WordPiece, with each piece's place in the text: equal to the `tokenizers` package. */

/** The pieces of a text, in order: parallel arrays. */
export interface Pieces {
  readonly ids: number[];
  /** UTF-16 code units, half-open. */
  readonly starts: number[];
  readonly ends: number[];
}

/** Longer words, in characters, are one unknown piece. */
const LONGEST_WORD = 100;
/** How many words' pieces are remembered. */
const REMEMBERED = 50_000;

const CONTROL = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u;
const WHITE_SPACE = /\p{White_Space}/u;
const PUNCTUATION = /[\p{P}!-/:-@[-`{-~\u166d\u{111c9}]/u;
/** Punctuation that Unicode has since version 8, by whose tables the `tokenizers` package goes: letters to it. */
const LATER_PUNCTUATION =
  /[\u061d\u09fd\u0a76\u0c77\u0c84\u1b4e\u1b4f\u1b7d-\u1b7f\u2e43-\u2e4f\u2e52-\u2e5d\u{10d6e}\u{10ead}\u{10ed0}\u{10f55}-\u{10f59}\u{10f86}-\u{10f89}\u{113d4}\u{113d5}\u{113d7}\u{113d8}\u{1144b}-\u{1144f}\u{1145a}\u{1145b}\u{1145d}\u{11660}-\u{1166c}\u{116b9}\u{1183b}\u{11944}-\u{11946}\u{119e2}\u{11a3f}-\u{11a46}\u{11a9a}-\u{11a9c}\u{11a9e}-\u{11aa2}\u{11b00}-\u{11b09}\u{11be1}\u{11c41}-\u{11c45}\u{11c70}\u{11c71}\u{11ef7}\u{11ef8}\u{11f43}-\u{11f4f}\u{11fff}\u{12ff1}\u{12ff2}\u{16d6d}-\u{16d6f}\u{16e97}-\u{16e9a}\u{16fe2}\u{1e5ff}\u{1e95e}\u{1e95f}]/u;
const MARK = /\p{Mn}/gu;
const CJK = [
  [0x4e00, 0x9fff],
  [0x3400, 0x4dbf],
  [0x20000, 0x2a6df],
  [0x2a700, 0x2b73f],
  [0x2b740, 0x2b81f],
  [0x2b920, 0x2ceaf],
  [0xf900, 0xfaff],
  [0x2f800, 0x2fa1f],
] as const;

/** What becomes of one character: nothing, a break, a word of its own, or part of a word. */
interface Normalised {
  readonly text: string;
  readonly kind: 'nothing' | 'space' | 'alone' | 'letter';
}

const NOTHING: Normalised = { text: '', kind: 'nothing' };
const SPACE: Normalised = { text: ' ', kind: 'space' };

const isPunctuation = (text: string): boolean => PUNCTUATION.test(text) && !LATER_PUNCTUATION.test(text);

function normalise(character: string): Normalised {
  const code = character.codePointAt(0)!;
  if (character === '\t' || character === '\n' || character === '\r') return SPACE;
  if (code === 0 || code === 0xfffd || CONTROL.test(character)) return NOTHING;
  if (WHITE_SPACE.test(character)) return SPACE;
  const alone = CJK.some(([from, to]) => code >= from && code <= to);
  let text = '';
  // Letter by letter: a final sigma is like any other.
  for (const part of character.normalize('NFD').replace(MARK, '')) text += part.toLowerCase();
  if (text === '') return NOTHING;
  return { text, kind: alone || isPunctuation(text) ? 'alone' : 'letter' };
}

/**
 * Cuts text into the pieces of a vocabulary (Devlin et al. 2019, doi:10.18653/v1/N19-1423): control characters go, white
 * space and punctuation break words, words are lower-cased and lose their marks, and of what is left the longest known
 * beginning is taken, then the longest known continuation, and so on.
 */
export class WordPieces {
  readonly #idOf: ReadonlyMap<string, number>;
  readonly #unknown: number;
  readonly #characters = new Map<string, Normalised>();
  readonly #words = new Map<string, readonly (readonly [id: number, from: number, to: number])[]>();

  /** @param vocabulary - the pieces; the place of each is its id. */
  constructor(vocabulary: readonly string[]) {
    this.#idOf = new Map(vocabulary.map((piece, id) => [piece, id]));
    this.#unknown = this.idOf('[UNK]');
  }

  /** @throws Error where the vocabulary has no such piece. */
  idOf(piece: string): number {
    const id = this.#idOf.get(piece);
    if (id === undefined) throw new Error(`the encoder's vocabulary has no piece '${piece}'`);
    return id;
  }

  /** Adds the pieces of text[from, to) to `out`; places count from the text's beginning. */
  cut(text: string, from: number, to: number, out: Pieces): void {
    let word = '';
    // Of each code unit of the word, where the character that it comes from begins and ends.
    let begins: number[] = [];
    let ends: number[] = [];
    const finish = (): void => {
      if (word === '') return;
      for (const [id, a, b] of this.#piecesOf(word)) {
        out.ids.push(id);
        out.starts.push(begins[a]!);
        out.ends.push(ends[b - 1]!);
      }
      word = '';
      begins = [];
      ends = [];
    };
    const add = (letters: string, begin: number, end: number): void => {
      word += letters;
      for (let k = 0; k < letters.length; k++) {
        begins.push(begin);
        ends.push(end);
      }
    };
    for (let at = from; at < to; ) {
      const character = String.fromCodePoint(text.codePointAt(at)!);
      const next = Math.min(to, at + character.length);
      const { text: letters, kind } = this.#normalised(character);
      if (kind === 'letter') add(letters, at, next);
      else if (kind !== 'nothing') {
        finish();
        if (kind === 'alone') {
          add(letters, at, next);
          finish();
        }
      }
      at = next;
    }
    finish();
  }

  #normalised(character: string): Normalised {
    let known = this.#characters.get(character);
    if (known === undefined) {
      known = normalise(character);
      this.#characters.set(character, known);
    }
    return known;
  }

  #piecesOf(word: string): readonly (readonly [number, number, number])[] {
    const known = this.#words.get(word);
    if (known !== undefined) return known;
    const pieces = this.#findPieces(word);
    // Memory stays bounded over a corpus of any size.
    if (this.#words.size >= REMEMBERED) this.#words.clear();
    this.#words.set(word, pieces);
    return pieces;
  }

  #findPieces(word: string): readonly (readonly [number, number, number])[] {
    const whole = [[this.#unknown, 0, word.length]] as const;
    if ([...word].length > LONGEST_WORD) return whole;
    const pieces: (readonly [number, number, number])[] = [];
    for (let begin = 0; begin < word.length; ) {
      let end = word.length;
      let id: number | undefined;
      for (; end > begin; end--) {
        const piece = word.slice(begin, end);
        id = this.#idOf.get(begin === 0 ? piece : `##${piece}`);
        if (id !== undefined) break;
      }
      if (id === undefined) return whole;
      pieces.push([id, begin, end]);
      begin = end;
    }
    return pieces;
  }
}
