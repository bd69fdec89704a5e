/** Reads hand-coded texts. */
import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { UserError } from '../../base/user-error.js';
import { frameNamed, listed, type NamedFrame } from '../../stages/framing/frame-names.js';

/** A hand-coded text. */
export interface LabelledText {
  readonly id: string;
  readonly text: string;
  readonly labels: readonly string[];
  /** The document a paragraph belongs to; the text's own id where the file has none. */
  readonly document: string;
  readonly outlet: string | null;
  /** The fold that the file assigns; null where it has none. */
  readonly fold: string | null;
}

/** What coding by several people came to. */
export interface CoderAgreement {
  readonly coders: number;
  /** Texts coded by two or more. */
  readonly texts: number;
  /** Krippendorff's alpha for nominal data (2004), by frame; null where it cannot be had. */
  readonly alpha: Readonly<Record<string, number | null>>;
}

export interface LabelFile {
  readonly texts: readonly LabelledText[];
  readonly frames: readonly string[];
  /** Every text has exactly one label in a field called `label`. */
  readonly singleLabel: boolean;
  /** Texts left out because no label has most of their coders: only where each has one label. */
  readonly undecided: readonly string[];
  readonly agreement: CoderAgreement | null;
}

interface Row {
  readonly place: string;
  readonly record: Readonly<Record<string, unknown>>;
}

interface Coding {
  readonly place: string;
  readonly id: string;
  readonly text: string;
  readonly labels: ReadonlySet<string>;
  readonly coder: string;
  readonly document: string;
  readonly outlet: string | null;
  readonly fold: string | null;
}

/**
 * Reads hand-coded texts from JSON lines or CSV: `text`, an `id`, and `label` (one), `labels` (a list, or in CSV
 * separated by `;`, `|` or `,`), or one 0/1 column for each frame; where wanted `document`, `outlet`, `coder`, `fold`.
 * Labels are a frame's name, title or code. A text coded by several people gets the labels that at least half of them gave;
 * where each has one label, the one that more of them gave than any other.
 *
 * @param frames - the codebook's frames; null takes the labels that occur.
 * @throws UserError naming the line of the first fault.
 */
export function readLabels(path: string, frames: readonly NamedFrame[] | null): LabelFile {
  let content: string;
  try {
    content = readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    throw new UserError({
      what: 'the label file cannot be read',
      where: path,
      why: (error as NodeJS.ErrnoException).code ?? String(error),
      remedy: 'Give the path of a CSV or JSON lines file.',
    });
  }
  const rows = /\.(?:csv|tsv)$/i.test(path) ? csvRows(content, path) : jsonRows(content, path);
  const codings = rows.map((row) => coding(row, frames));
  if (codings.length === 0) {
    throw new UserError({
      what: 'the label file has no rows',
      where: path,
      remedy: 'Give coded texts, one a row.',
    });
  }
  const found = [...new Set(codings.flatMap((c) => [...c.labels]))].sort();
  const names = frames?.map(({ name }) => name) ?? found;
  if (frames === null) refuseJoined(codings, found);
  if (found.length === 0)
    throw new UserError({ what: 'no text has a label', where: path, remedy: 'Code some texts first.' });
  const byText = new Map<string, Coding[]>();
  for (const c of codings) {
    const known = byText.get(c.id);
    if (known === undefined) byText.set(c.id, [c]);
    else if (known[0]!.text !== c.text) {
      throw new UserError({
        what: `two texts have the id '${c.id}'`,
        where: c.place,
        remedy: 'Give each text its own id; codings of one text by several coders share id and text.',
      });
    } else known.push(c);
  }
  const singleLabel = rows.every(({ record }) => isOneLabel(record.label) && record.labels === undefined);
  const undecided: string[] = [];
  const texts = [...byText.values()].flatMap((group): LabelledText[] => {
    const { id, text, document, outlet, fold } = group[0]!;
    const times = names.map((name) => group.filter((c) => c.labels.has(name)).length);
    const most = Math.max(...times);
    const labels = names.filter((_, f) => (singleLabel ? times[f] === most : 2 * times[f]! >= group.length));
    if (singleLabel && labels.length > 1) {
      undecided.push(id);
      return [];
    }
    return [{ id, text, labels, document, outlet, fold }];
  });
  if (texts.every(({ labels }) => labels.join('\t') === texts[0]?.labels.join('\t')))
    throw new UserError({
      what: 'all texts are coded alike',
      where: path,
      why: `each has: ${texts[0]?.labels.join(', ') || 'no label'}`,
      remedy: 'Code texts that have a frame and texts that lack it; there is nothing to tell apart.',
    });
  return {
    texts,
    frames: names,
    singleLabel,
    undecided,
    agreement: agreementOf([...byText.values()], names),
  };
}

/** A column of single labels whose cells hold several: their parts occur as labels by themselves. */
function refuseJoined(codings: readonly Coding[], found: readonly string[]): void {
  for (const { labels, place } of codings)
    for (const label of labels) {
      const parts = label.split(/[;|,]/).map((part) => part.trim());
      if (parts.length > 1 && parts.every((part) => found.includes(part)))
        throw new UserError({
          what: `the label '${label}' looks like ${parts.length} labels`,
          where: place,
          why: `${parts.map((part) => `'${part}'`).join(' and ')} are labels by themselves`,
          remedy: "Call the column 'labels' where a text can have several.",
        });
    }
}

function isOneLabel(label: unknown): label is string | number {
  return typeof label === 'number' || (typeof label === 'string' && label.trim() !== '');
}

function jsonRows(content: string, path: string): Row[] {
  return content.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    const place = `${path}, line ${i + 1}`;
    let record: unknown;
    try {
      record = JSON.parse(line);
    } catch (error) {
      throw new UserError({
        what: 'a line of the label file is not JSON',
        where: place,
        why: (error as Error).message,
        remedy: 'Each line holds one JSON object; a CSV file must be called .csv.',
      });
    }
    if (typeof record !== 'object' || record === null)
      throw new UserError({
        what: 'a line holds no object',
        where: place,
        remedy: 'Write {"id": …, "text": …}.',
      });
    return [{ place, record: record as Record<string, unknown> }];
  });
}

function csvRows(content: string, path: string): Row[] {
  const parsed = Papa.parse<string[]>(content, { header: false, skipEmptyLines: false });
  const fault = parsed.errors.find((error) => error.type !== 'Delimiter');
  const malformed = (row: number, why: string): UserError =>
    new UserError({
      what: 'the CSV file is malformed',
      where: `${path}, row ${row}`,
      why,
      remedy: 'Quote fields that hold commas, quotes or line breaks, and double the quotes in them.',
    });
  if (fault !== undefined) throw malformed((fault.row ?? 0) + 1, fault.message);
  const [head = [], ...rows] = parsed.data;
  const names = head.map((name) => name.trim());
  return rows.flatMap((cells, i) => {
    if (cells.every((cell) => cell.trim() === '')) return [];
    if (cells.length !== names.length)
      throw malformed(i + 2, `it has ${cells.length} cells and the header ${names.length}`);
    const record = Object.fromEntries(names.map((name, c) => [name, cells[c]!]));
    return [{ place: `${path}, row ${i + 2}`, record }];
  });
}

const YES = new Set(['1', 'true', 'yes', 'y', 'x']);

function coding({ place, record }: Row, frames: readonly NamedFrame[] | null): Coding {
  const text = record.text ?? record.content ?? record.body;
  if (typeof text !== 'string' || text.trim() === '') {
    throw new UserError({
      what: "the row has no 'text'",
      where: place,
      remedy: 'Give each row the coded text.',
    });
  }
  const id = String(record.id ?? place);
  const optional = (value: unknown): string | null =>
    value === undefined || value === null || value === '' ? null : String(value);
  return {
    place,
    id,
    text,
    labels: new Set(labelsOf(record, frames, place)),
    coder: optional(record.coder) ?? '',
    document: optional(record.document) ?? optional(record.doc) ?? id,
    outlet: optional(record.outlet),
    fold: optional(record.fold),
  };
}

function labelsOf(
  record: Readonly<Record<string, unknown>>,
  frames: readonly NamedFrame[] | null,
  place: string,
): string[] {
  const { labels, label } = record;
  const named = (written: unknown): string => {
    const text = String(written).trim();
    if (frames === null) return text;
    const frame = frameNamed(text, frames);
    if (frame === undefined)
      throw new UserError({
        what: `the label '${text}' is no frame of the codebook`,
        where: place,
        remedy: `The frames are: ${listed(frames)}.`,
      });
    return frame.name;
  };
  if (Array.isArray(labels)) return labels.map(named);
  if (typeof labels === 'string')
    return labels
      .split(/[;|,]/)
      .filter((part) => part.trim() !== '')
      .map(named);
  if (isOneLabel(label)) return [named(label)];
  const columns = (frames ?? []).filter(({ name }) => name in record);
  if (columns.length > 0)
    return columns
      .map(({ name }) => name)
      .filter((name) => YES.has(String(record[name]).trim().toLowerCase()));
  throw new UserError({
    what: 'the row has no label',
    where: place,
    remedy: "Give 'label' (one), 'labels' (several), or a 0/1 column for each frame of the codebook.",
  });
}

function agreementOf(
  groups: readonly (readonly Coding[])[],
  frames: readonly string[],
): CoderAgreement | null {
  const several = groups.filter((group) => group.length > 1);
  if (several.length === 0) return null;
  const alpha = Object.fromEntries(
    frames.map((frame) => {
      let disagreeing = 0;
      let pairable = 0;
      let ones = 0;
      for (const group of several) {
        const yes = group.filter((c) => c.labels.has(frame)).length;
        disagreeing += (2 * yes * (group.length - yes)) / (group.length - 1);
        pairable += group.length;
        ones += yes;
      }
      const expected = (2 * ones * (pairable - ones)) / (pairable - 1);
      return [frame, expected === 0 ? null : 1 - disagreeing / expected];
    }),
  );
  return { coders: new Set(groups.flat().map((c) => c.coder)).size, texts: several.length, alpha };
}
