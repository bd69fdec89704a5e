import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { UserError } from '../../user-error.js';

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
 * separated by `;` or `|`), or one 0/1 column for each frame; where wanted `document`, `outlet`, `coder`, `fold`.
 * A text coded by several people gets the labels that at least half of them gave.
 *
 * @param frames - the codebook's frames; null takes the labels that occur.
 * @throws UserError naming the line of the first fault.
 */
export function readLabels(path: string, frames: readonly string[] | null): LabelFile {
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
  const names = frames ?? found;
  const stranger = codings.find((c) => [...c.labels].some((label) => !names.includes(label)));
  if (stranger !== undefined) {
    throw new UserError({
      what: `the label '${[...stranger.labels].find((label) => !names.includes(label))}' is no frame of the codebook`,
      where: stranger.place,
      remedy: `The frames are: ${names.join(', ')}.`,
    });
  }
  if (names.length < 2 && found.length === 0) {
    throw new UserError({ what: 'no text has a label', where: path, remedy: 'Code some texts first.' });
  }
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
  const texts = [...byText.values()].map((group): LabelledText => {
    const first = group[0]!;
    return {
      id: first.id,
      text: first.text,
      labels: names.filter((name) => 2 * group.filter((c) => c.labels.has(name)).length >= group.length),
      document: first.document,
      outlet: first.outlet,
      fold: first.fold,
    };
  });
  const singleLabel = rows.every((row) => typeof row.record.label === 'string');
  return {
    texts: singleLabel ? texts.map((text) => ({ ...text, labels: text.labels.slice(0, 1) })) : texts,
    frames: names,
    singleLabel,
    agreement: agreementOf([...byText.values()], names),
  };
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
  const parsed = Papa.parse<Record<string, string>>(content, { header: true, skipEmptyLines: 'greedy' });
  const fault = parsed.errors.find((error) => error.type !== 'Delimiter');
  if (fault !== undefined) {
    throw new UserError({
      what: 'the CSV file is malformed',
      where: `${path}, row ${(fault.row ?? 0) + 2}`,
      why: fault.message,
      remedy: 'Quote fields that hold commas, quotes or line breaks, and double the quotes in them.',
    });
  }
  return parsed.data.map((record, i) => ({ place: `${path}, row ${i + 2}`, record }));
}

const YES = new Set(['1', 'true', 'yes', 'y', 'x']);

function coding({ place, record }: Row, frames: readonly string[] | null): Coding {
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
  frames: readonly string[] | null,
  place: string,
): string[] {
  const { labels, label } = record;
  if (Array.isArray(labels)) return labels.map(String);
  if (typeof labels === 'string')
    return labels
      .split(/[;|]/)
      .map((part) => part.trim())
      .filter((part) => part !== '');
  if (typeof label === 'string' && label.trim() !== '') return [label.trim()];
  const columns = (frames ?? []).filter((frame) => frame in record);
  if (columns.length > 0)
    return columns.filter((frame) => YES.has(String(record[frame]).trim().toLowerCase()));
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
