/** What the survey tells of how values were read: mended, taken for missing, cut, in which order. */

import type { CutLength } from '../cleaning/cut-texts.js';
import { MEND_KINDS, type MendKind } from '../cleaning/mend.js';
import type { ReadingNote } from '../document.js';
import type { Oddity } from '../input/read-failure.js';
import type { DateOrderEvidence } from '../mapping/date-order.js';
import { type DateOrder, isSerialDay } from '../mapping/dates.js';
import type { RecordFields } from '../mapping/record-fields.js';

interface Tally {
  documents: number;
  readonly first: string;
}

const count = (n: number, one: string): string => `${n.toLocaleString('en')} ${one}${n === 1 ? '' : 's'}`;

/** Gathers the notes of a corpus, record by record. */
export class ReadingNotes {
  readonly #mended = new Map<MendKind, Tally>();
  readonly #marks = new Map<string, Map<string, Tally>>();
  readonly #serials: Tally[] = [];
  readonly #labels = new Map<string, Tally>();
  readonly #odd = new Map<'word-count' | 'bare-document', Tally>();
  #example: { readonly stated: number; readonly words: number } | null = null;
  #repaired: Tally | null = null;
  readonly #others: ReadingNote[] = [];

  add({ mended, marks, written }: RecordFields, place: string): void {
    for (const kind of mended) tally(this.#mended, kind, place);
    for (const [field, mark] of marks) {
      let own = this.#marks.get(field);
      if (own === undefined) {
        own = new Map();
        this.#marks.set(field, own);
      }
      if (own.size < 50 || own.has(mark)) tally(own, mark, place);
    }
    const number =
      typeof written === 'string' && /^\d{5}(?:\.\d+)?$/.test(written.trim()) ? Number(written) : written;
    if (typeof number === 'number' && isSerialDay(number)) {
      if (this.#serials.length === 0) this.#serials.push({ documents: 0, first: place });
      this.#serials[0]!.documents++;
    }
  }

  /** What a reader met that it does not know, or that does not fit. */
  odd(oddities: readonly Oddity[], place: string): void {
    for (const oddity of oddities) {
      if (oddity.kind === 'unknown-label') {
        if (this.#labels.size < 50 || this.#labels.has(oddity.label))
          tally(this.#labels, oddity.label, place);
      } else if (oddity.kind === 'bare-document') tally(this.#odd, 'bare-document', place);
      else {
        if (!this.#odd.has('word-count')) this.#example = oddity;
        tally(this.#odd, 'word-count', place);
      }
    }
  }

  /** A row whose quotes are not doubled, read all the same. */
  repaired(place: string): void {
    this.#repaired ??= { documents: 0, first: place };
    this.#repaired.documents++;
  }

  cutTexts(lengths: readonly (CutLength & { readonly documents: number })[], kept: boolean): void {
    for (const { unit, length, documents } of lengths)
      this.#others.push({
        kind: 'cut-texts',
        documents,
        message: `${count(documents, 'text')} of ${length.toLocaleString('en')} ${unit} each end${documents === 1 ? 's' : ''} in the middle of a sentence: cut by the program that wrote them. ${kept ? 'They are taken as they are' : 'They are rejected'}.`,
        remedy: kept
          ? 'The option `cutTexts: reject` leaves them out.'
          : 'The option `cutTexts: keep` takes them as they are.',
        first: null,
      });
  }

  dateOrder(file: string, evidence: DateOrderEvidence, order: DateOrder | null): void {
    const { open, example, telling } = evidence;
    const dates = `${count(open, 'date')} such as ${example}`;
    this.#others.push({
      kind: order === null ? 'date-order-unknown' : 'date-order',
      documents: open,
      message:
        order === null
          ? `${file}: ${dates} ${open === 1 ? 'is' : 'are'} not read: nothing in the column tells day from month.`
          : `${file}: ${dates} ${open === 1 ? 'is' : 'are'} read as ${order}, as ${telling > 0 ? `${count(telling, 'other date')} of the column show${telling === 1 ? 's' : ''}` : 'the dates of the corpus show'}.`,
      remedy:
        order === null
          ? 'Name the order with the option `dateOrder`.'
          : 'The option `dateOrder` names another.',
      first: null,
    });
  }

  finish(): readonly ReadingNote[] {
    const notes: ReadingNote[] = [];
    for (const [kind, { documents, first }] of this.#mended)
      notes.push({
        kind: 'mended-text',
        documents,
        message: `${count(documents, 'document')} held ${MEND_KINDS[kind]}, which ${documents === 1 ? 'was' : 'were'} mended; the original is kept in a column of its own.`,
        remedy: 'The option `mend: false` leaves them as they are.',
        first,
      });
    for (const [field, marks] of this.#marks) {
      const listed = [...marks].sort(([, a], [, b]) => b.documents - a.documents);
      const documents = listed.reduce((sum, [, one]) => sum + one.documents, 0);
      const name = field === 'published' ? 'date' : field;
      const shown = listed
        .slice(0, 6)
        .map(([mark, one]) => `'${mark}' (${one.documents.toLocaleString('en')})`);
      notes.push({
        kind: 'missing-marks',
        documents,
        message: `${name}: ${shown.join(', ')}${listed.length > 6 ? ' …' : ''} taken for missing values.`,
        remedy:
          field === 'text'
            ? 'These texts are rejected; the option `missingMarks: false` takes them as they are.'
            : `Where one of them is a real ${name}, the option \`missingMarks: false\` takes them as they are.`,
        first: listed[0]![1].first,
      });
    }
    for (const { documents, first } of this.#serials)
      notes.push({
        kind: 'serial-dates',
        documents,
        message: `${count(documents, 'date')} written as a number of days ${documents === 1 ? 'is' : 'are'} read as Excel counts them (day 1 is 1900-01-01).`,
        remedy: 'Format the column as dates and save again, where another calendar was meant.',
        first,
      });
    if (this.#repaired !== null) {
      const { documents, first } = this.#repaired;
      notes.push({
        kind: 'repaired-rows',
        documents,
        message: `${count(documents, 'row')} with quotation marks that are not doubled ${documents === 1 ? 'was' : 'were'} read as having as many fields as the header.`,
        remedy: 'Look at the first; export the table again with quotes doubled where fields are cut wrongly.',
        first,
      });
    }
    return [...notes, ...this.#oddNotes(), ...this.#others];
  }

  #oddNotes(): ReadingNote[] {
    const notes: ReadingNote[] = [];
    for (const [label, { documents, first }] of this.#labels)
      notes.push({
        kind: 'unknown-label',
        documents,
        message: `${count(documents, 'header')} hold${documents === 1 ? 's' : ''} the label '${label}', which is not known; its value is not read.`,
        remedy: 'Look at the first: where it matters, export the documents in another layout.',
        first,
      });
    const counts = this.#odd.get('word-count');
    if (counts !== undefined)
      notes.push({
        kind: 'word-count',
        documents: counts.documents,
        message: `${count(counts.documents, 'text')} ${counts.documents === 1 ? 'has' : 'have'} far more or fewer words than the export states: the first ${this.#example!.words.toLocaleString('en')} for ${this.#example!.stated.toLocaleString('en')}.`,
        remedy: 'Look at the first: the text may be cut, or hold what is none of it.',
        first: counts.first,
      });
    const bare = this.#odd.get('bare-document');
    if (bare !== undefined)
      notes.push({
        kind: 'bare-document',
        documents: bare.documents,
        message: `${count(bare.documents, 'document')} ${bare.documents === 1 ? 'has' : 'have'} no title, outlet or date, though other documents of the same export have them.`,
        remedy: 'Look at the first: its header may have another layout.',
        first: bare.first,
      });
    return notes;
  }
}

function tally<Key>(counts: Map<Key, Tally>, key: Key, place: string): void {
  const own = counts.get(key);
  if (own === undefined) counts.set(key, { documents: 1, first: place });
  else own.documents++;
}
