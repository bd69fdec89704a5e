/** LexisNexis' running layout: the text begins after the last field above it, and no line says so. */
import { labelOf, outletAndEdition, type Part, type Top } from './exported-document.js';
import { exportDate, isEdition, nexisField, WORDS } from './interface-languages.js';

/** Fields that stand below a text; the others only where one of these follows. */
const BELOW = new Set([
  'graphic',
  'load-date',
  'language',
  'publication-type',
  'journal-code',
  'correction',
  'correction-date',
]);
const MAY_STAND_BELOW = new Set([
  'subject',
  'notes',
  'url',
  'person',
  'organization',
  'company',
  'ticker',
  'industry',
  'geographic',
  'city',
  'state',
  'country',
  'type',
  'distribution',
  'series',
]);
const RIGHTS = /^(?:copyright|©|all rights reserved)/i;

interface Block {
  readonly from: number;
  readonly to: number;
  /** The field that it begins with; null where it is none. */
  readonly label: string | null;
  readonly value: string;
}

/** The text's lines, and what stands above the fields. */
export function runningBody(lines: Part): { from: number; to: number; top: Top } | null {
  const blocks = blocksOf(lines);
  const texts = blocks.map(({ from, to }) =>
    lines
      .slice(from, to)
      .map(({ text }) => text)
      .join(' '),
  );
  const firstField = blocks.findIndex(({ label }) => label !== null);
  if (firstField < 0) return null;
  let end = blocks.length;
  while (end > firstField && RIGHTS.test(texts[end - 1]!)) end--;
  let bodyAt = firstField;
  for (let i = firstField; i < end; ) {
    const { label, value } = blocks[i]!;
    if (label === null) {
      // A label that is not known stands among those that are; a text may begin with one too.
      const next = blocks[i + 1]?.label ?? null;
      const isUnknown = labelOf(texts[i]!) !== null && isCapitals(labelOf(texts[i]!)!);
      if (!isUnknown || i + 1 >= end || next === null || BELOW.has(next) || MAY_STAND_BELOW.has(next)) break;
      bodyAt = ++i;
      continue;
    }
    // A field may have its value below an empty line.
    i += value === '' && i + 1 < end && blocks[i + 1]!.label === null ? 2 : 1;
    bodyAt = i;
  }
  let bodyEnd = blocks.findIndex(({ label }, i) => i >= bodyAt && label !== null && BELOW.has(label));
  if (bodyEnd < 0 || bodyEnd > end) bodyEnd = end;
  while (bodyEnd > bodyAt && MAY_STAND_BELOW.has(blocks[bodyEnd - 1]!.label ?? '')) bodyEnd--;
  while (bodyEnd > bodyAt && RIGHTS.test(texts[bodyEnd - 1]!)) bodyEnd--;
  const head = lines.slice(0, blocks[firstField]!.from);
  const from = bodyAt < blocks.length ? blocks[bodyAt]!.from : lines.length;
  const to = bodyEnd > bodyAt ? blocks[bodyEnd - 1]!.to : from;
  return { from, to, top: runningTop(head) };
}

const isCapitals = (label: string): boolean => label === label.toUpperCase();

/** Stretches between empty lines; a field begins one of its own. */
function blocksOf(lines: Part): Block[] {
  const blocks: Block[] = [];
  let from = -1;
  let label: string | null = null;
  let value = '';
  const close = (to: number): void => {
    if (from >= 0) blocks.push({ from, to, label, value });
    from = -1;
    label = null;
    value = '';
  };
  for (const [i, { text }] of lines.entries()) {
    // Only capitals: a paragraph may begin as a field does.
    const match = nexisField(text);
    const field = match !== null && match.written === match.written.toUpperCase() ? match : null;
    // The number of words never goes on in the next line.
    const counted = label === 'length' && WORDS.test(value);
    if (text === '' || field !== null || counted) close(i);
    if (text === '') continue;
    if (from < 0) {
      from = i;
      label = field?.label ?? null;
      value = field?.value ?? '';
    }
  }
  close(lines.length);
  return blocks;
}

/** Outlet, date, editions, title, each perhaps in several lines. */
export function runningTop(head: Part): Top {
  const filled = head.flatMap(({ text }, i) => (text === '' || RIGHTS.test(text) ? [] : [{ text, i }]));
  const dates = filled.map(({ text }) => exportDate(text));
  const dateAt = dates.findIndex((date, i) => date !== null && i > 0);
  if (dateAt < 0) return { title: null, outlet: filled[0]?.text ?? null, published: null };
  const { date, edition } = dates[dateAt]!;
  const { outlet, edition: outletEdition } = outletAndEdition(filled[dateAt - 1]!.text);
  const editions = [edition, outletEdition].filter((name) => name !== null);
  let at = dateAt + 1;
  // Editions stand right below the date, or say so; the title stands last.
  let adjoins = true;
  while (at < filled.length - 1) {
    const { text, i } = filled[at]!;
    adjoins &&= i === filled[at - 1]!.i + 1;
    if (!adjoins && !isEdition(text)) break;
    editions.push(text);
    at++;
  }
  const alone = at === filled.length - 1 && filled[at]!.i === filled[at - 1]!.i + 1;
  if (alone && isEdition(filled[at]!.text)) editions.push(filled[at++]!.text);
  const title = filled
    .slice(at)
    .map(({ text }) => text)
    .join(' ');
  return {
    title: title === '' ? null : title,
    outlet,
    published: date,
    ...(editions.length === 0 ? {} : { edition: editions.join(' ').replace(/;$/, '') }),
  };
}
