/** Features of a word’s form, made once for each. */
import { NO_FINE, type WordClasses } from '../../../models/word-classes.js';
import type { Vocabulary } from '../../vocabulary.js';
import type { Gazetteer } from '../gazetteer/gazetteer.js';
import { hashEnd, mix } from './feature-hash.js';

/** How many tokens to each side of a candidate are looked at; with itself, `WINDOW_SIZE` places. */
export const REACH = 2;
export const WINDOW_SIZE = 2 * REACH + 1;

const LIST_NAMES = [
  'roles',
  'organisation_roles',
  'place_roles',
  'organisation_words',
  'facility_words',
  'location_words',
  'not_names',
  'government_nouns',
  'locative_prepositions',
] as const;

/** Columns of `FormTable`, one number a form. */
const COLUMNS = 9;
const WORD = 0;
const SHAPE = 1;
const FINE = 2;
const COARSE = 3;
const ENDING = 4;
const LISTS = 5;
const KIND = 6;
const FINEST = 7;
const USAGE = 8;

const UNKNOWN_FINE = 1023;
const UNKNOWN_COARSE = 127;

/** Facts of forms (words as written) that features are made of, found once for each that the vocabulary knows. */
export class FormTable {
  readonly #vocabulary: Vocabulary;
  readonly #classes: WordClasses;
  readonly #gazetteer: Gazetteer;
  /** By word in lower case, a bit for each list that it is on. */
  readonly #lists = new Map<string, number>();
  #slotOfForm = new Int32Array(4096).fill(-1);
  #formOfSlot = new Int32Array(4096);
  #wordOfSlot = new Int32Array(4096);
  #facts = new Int32Array(4096 * COLUMNS);
  #generation = 0;
  #count = 0;
  /** Slots whose form was forgotten. */
  readonly #free: number[] = [];

  constructor(vocabulary: Vocabulary, classes: WordClasses, gazetteer: Gazetteer) {
    this.#vocabulary = vocabulary;
    this.#classes = classes;
    this.#gazetteer = gazetteer;
    const note = (word: string, list: number): void => {
      const key = word.toLowerCase();
      this.#lists.set(key, (this.#lists.get(key) ?? 0) | (1 << list));
    };
    LIST_NAMES.forEach((name, k) => {
      for (const word of gazetteer.lists[name]) note(word, k);
    });
    for (const word of gazetteer.lists.groups.flat()) note(word, LIST_NAMES.length);
    const { titles_male, titles_female, titles_any } = gazetteer.lists;
    for (const word of [...titles_male, ...titles_female, ...titles_any]) note(word, LIST_NAMES.length + 1);
  }

  /** To be called before each document: the slots of forms that the vocabulary forgot, which others will have. */
  renew(): readonly number[] {
    const since = this.#generation;
    if (since === this.#vocabulary.generation) return [];
    this.#generation = this.#vocabulary.generation;
    const forgotten: number[] = [];
    for (const form of this.#vocabulary.forgottenSince(since)) {
      const slot = this.#slotOfForm[form] ?? -1;
      if (slot < 0) continue;
      this.#slotOfForm[form] = -1;
      this.#free.push(slot);
      forgotten.push(slot);
    }
    return forgotten;
  }

  /** The slot of a form, whose word in lower case is given too: a small number under which its facts are kept. */
  slot(form: number, word: number): number {
    const slot = form < this.#slotOfForm.length ? this.#slotOfForm[form]! : -1;
    return slot >= 0 ? slot : this.#add(form, word);
  }

  shape(slot: number): number {
    return this.#facts[slot * COLUMNS + SHAPE]!;
  }

  fine(slot: number): number {
    return this.#facts[slot * COLUMNS + FINE]!;
  }

  coarse(slot: number): number {
    return this.#facts[slot * COLUMNS + COARSE]!;
  }

  /** What a corpus makes of the word where it is capitalised; 0 where that is unknown. */
  usage(slot: number): number {
    return this.#facts[slot * COLUMNS + USAGE]!;
  }

  #add(form: number, word: number): number {
    if (form >= this.#slotOfForm.length) {
      const grown = new Int32Array(Math.max(form + 1, this.#slotOfForm.length * 2)).fill(-1);
      grown.set(this.#slotOfForm);
      this.#slotOfForm = grown;
    }
    const slot = this.#free.pop() ?? this.#count++;
    if (slot >= this.#formOfSlot.length) {
      const forms = new Int32Array(slot * 2);
      forms.set(this.#formOfSlot);
      this.#formOfSlot = forms;
      const words = new Int32Array(slot * 2);
      words.set(this.#wordOfSlot);
      this.#wordOfSlot = words;
      const facts = new Int32Array(slot * 2 * COLUMNS);
      facts.set(this.#facts);
      this.#facts = facts;
    }
    this.#slotOfForm[form] = slot;
    this.#formOfSlot[slot] = form;
    this.#wordOfSlot[slot] = word;
    const written = this.#vocabulary.wordOf(form);
    const lower = this.#vocabulary.wordOf(word);
    const hash = hashEnd(lower, lower.length);
    const { coarse, fine, finest, usage } = this.#classes.ofHash(hash);
    const facts = this.#facts;
    const at = slot * COLUMNS;
    facts[at + WORD] = hash;
    facts[at + SHAPE] = shapeHash(written);
    facts[at + FINE] = fine === NO_FINE ? UNKNOWN_FINE : fine;
    facts[at + COARSE] = fine === NO_FINE ? UNKNOWN_COARSE : coarse;
    facts[at + FINEST] = finest;
    facts[at + USAGE] = usage;
    facts[at + ENDING] = hashEnd(lower, 3);
    facts[at + LISTS] = this.#lists.get(lower) ?? 0;
    // States came into the lexicon after the model was fitted.
    const known = this.#gazetteer.find(written);
    facts[at + KIND] =
      known === undefined || known.kind === 'state' ? 0 : hashEnd(known.kind, known.kind.length);
    return slot;
  }

  /** Writes the features of a form standing at a place of the window (0 … `WINDOW_SIZE` - 1); returns how many. */
  features(slot: number, place: number, out: Int32Array): number {
    const facts = this.#facts;
    const at = slot * COLUMNS;
    let n = 0;
    out[n++] = mix(1, facts[at + WORD]!);
    out[n++] = mix(2, facts[at + SHAPE]!);
    out[n++] = mix(3, facts[at + FINE]!);
    out[n++] = mix(4, facts[at + COARSE]!);
    out[n++] = mix(22, facts[at + FINEST]!);
    const usage = facts[at + USAGE]!;
    if (usage !== 0) {
      out[n++] = mix(23, usage);
      out[n++] = mix(24, Math.trunc((usage - 1) / 9));
    }
    const lists = facts[at + LISTS]!;
    if (lists !== 0)
      for (let list = 0; list < LIST_NAMES.length + 2; list++)
        if ((lists & (1 << list)) !== 0) out[n++] = mix(5, list);
    if (facts[at + KIND] !== 0) out[n++] = mix(6, facts[at + KIND]!);
    const distance = Math.abs(place - REACH);
    if (distance < 2) out[n++] = mix(7, facts[at + ENDING]!);
    if (distance === 0) n = this.#ownFeatures(slot, out, n);
    for (let k = 0; k < n; k++) out[k] = mix(out[k]!, 100 + place - REACH);
    return n;
  }

  /** Features of the candidate's own form alone. */
  #ownFeatures(slot: number, out: Int32Array, from: number): number {
    let n = from;
    const written = this.#vocabulary.wordOf(this.#formOfSlot[slot]!);
    const lower = this.#vocabulary.wordOf(this.#wordOfSlot[slot]!);
    out[n++] = mix(8, hashEnd(written, written.length));
    for (let k = 1; k <= 4; k++) if (k !== 3 && lower.length > k) out[n++] = mix(9 + k, hashEnd(lower, k));
    for (let k = 2; k <= 4; k++) if (lower.length > k) out[n++] = mix(14 + k, hashEnd(lower.slice(0, k), k));
    out[n++] = mix(19, Math.min(lower.length, 12));
    if (lower.includes('-'))
      for (const part of lower.split('-', 6)) out[n++] = mix(20, hashEnd(part, part.length));
    return n;
  }
}

/** A code unit's kind: upper-case letter, lower-case letter, digit, or itself. */
function kindOf(code: number): number {
  if (code >= 97 && code <= 122) return 97;
  if (code >= 65 && code <= 90) return 65;
  if (code >= 48 && code <= 57) return 48;
  return code;
}

const LONGEST_SHAPE = 24;

/** The hash of a word's shape: the kinds of its characters, runs cut to two, runs of lower-case letters to one or two. */
function shapeHash(written: string): number {
  const length = Math.min(written.length, LONGEST_SHAPE);
  let hash = 0x811c9dc5 | 0;
  let run = 0;
  let last = -1;
  for (let i = 0; i <= length; i++) {
    const code = i < length ? written.charCodeAt(i) : -1;
    if (code > 127) return hashOfShape(written);
    const kind = code < 0 ? -1 : kindOf(code);
    if (kind === last) {
      run++;
      continue;
    }
    if (run > 0) {
      hash = Math.imul(hash ^ last, 0x01000193);
      if (run > 2 || (run === 2 && last !== 97)) hash = Math.imul(hash ^ last, 0x01000193);
    }
    last = kind;
    run = 1;
  }
  return hash;
}

/** The same for words with letters beyond ASCII. */
function hashOfShape(written: string): number {
  const shape = written
    .slice(0, LONGEST_SHAPE)
    .replace(/\p{Lu}/gu, 'A')
    .replace(/\p{Ll}/gu, 'a')
    .replace(/\p{N}/gu, '0')
    .replace(/(.)\1+/gu, (run, c: string) =>
      run.length > 2 ? `${c}${c}` : run.length === 2 && c === 'a' ? 'a' : run,
    );
  return hashEnd(shape, shape.length);
}
