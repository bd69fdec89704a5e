/** `economic_consequences` as "economic consequences". */
export function frameName(frame: string): string {
  return frame.replaceAll('_', ' ');
}

/** Frames of the policy codebook whose names are no nouns, or short for what they are of. */
const FRAME_SUBJECTS: Readonly<Record<string, string>> = {
  economic: 'the economy',
  capacity: 'capacity and resources',
  identity: 'cultural identity',
  opinion: 'public opinion',
  political: 'politics',
  external: 'foreign relations',
};

/** What a frame makes a text a matter of: "politics" of `political`. */
export const frameSubject = (codebook: string, frame: string): string =>
  (codebook === 'policy' ? FRAME_SUBJECTS[frame] : undefined) ?? frameName(frame);

/** A number for reading: three significant places or so, a proper minus sign. */
export function figure(value: number | null, unit = ''): string {
  if (value === null) return '–';
  const size = Math.abs(value);
  const digits = size >= 100 || (Number.isInteger(value) && size >= 10) ? 0 : size >= 10 ? 1 : 2;
  const text = size.toFixed(unit === 'share' ? Math.max(2, digits) : digits);
  return `${value < 0 && Number(text) !== 0 ? '−' : ''}${text}`;
}

/** With its sign, for sentiment and differences. */
export function signed(value: number | null): string {
  const text = figure(value);
  return value !== null && value > 0 && Number(text) !== 0 ? `+${text}` : text;
}

/** `37,254`. */
export function count(value: number): string {
  // Node's own formatter takes some 10 ms when first asked.
  return String(Math.round(value)).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `[0.12, 0.34]`, or nothing. */
export function range(
  interval: readonly [number, number] | null,
  format: (value: number) => string = figure,
): string {
  return interval === null ? '' : `[${format(interval[0])}, ${format(interval[1])}]`;
}

/** A percentile, 0 to 100: at its ends never 0 or 100 where documents are on both sides. */
export function percentileText(value: number | null): string {
  if (value === null) return '–';
  if (value > 0 && value < 0.5) return '<1';
  if (value < 100 && value > 99.5) return '>99';
  return value.toFixed(0);
}

/** Its interval, `[91, >99]`; nothing where whole numbers do not tell its ends apart. */
export function percentileRange(interval: readonly [number, number] | null): string {
  if (interval === null) return '';
  const [low, high] = interval.map(percentileText);
  return low === high ? '' : `[${low}, ${high}]`;
}

/** A signed figure with its interval. */
export function withRange(value: number | null, interval: readonly [number, number] | null): string {
  return `${signed(value)} ${range(interval, signed)}`.trim();
}

/** "1 document", "3 documents". */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listing(items: readonly string[]): string {
  return items.length < 2
    ? (items[0] ?? '')
    : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]!}`;
}

/** Codebooks and label sets as a reader knows them. */
export function codebookTitle(codebook: string): string {
  const name = frameName(codebook);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** A title inside a sentence: its first letter lower, unless it begins an abbreviation. */
export function inSentence(title: string): string {
  return /^.[A-Z]/.test(title) ? title : title.charAt(0).toLowerCase() + title.slice(1);
}

/** A warning where article and corpus were measured by other versions or options; null where alike. */
export function mismatchText({ mismatch }: { readonly mismatch: readonly string[] }): string | null {
  return mismatch.length === 0
    ? null
    : `Measures of these stages are not strictly comparable: ${mismatch.join('; ')}.`;
}

/** Types of actors as a reader knows them. */
export function actorType(type: string): string {
  return type === 'norp' ? 'nationality, religion, party' : type;
}

/** A p-value, adjusted or not. */
export function pText(q: number | null): string {
  return q === null ? '–' : q < 0.001 ? '<0.001' : q.toFixed(3);
}

/** The columns of a table of one measure by group. */
export const MEASURE_COLUMNS = [
  'Group',
  'Documents',
  'Mean',
  'Median',
  'Median − others',
  "Cliff's delta",
  'Adjusted p',
  'Matched difference',
] as const;
