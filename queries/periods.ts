/** Periods into which dates of publication fall: years, quarters, months, ISO weeks. */

export const PERIODS = ['year', 'quarter', 'month', 'week'] as const;
export type Period = (typeof PERIODS)[number];

const DATED: Readonly<Record<Period, RegExp>> = {
  year: /^(\d{4})/,
  quarter: /^(\d{4})-(\d{2})/,
  month: /^(\d{4})-(\d{2})/,
  week: /^(\d{4})-(\d{2})-(\d{2})/,
};

/**
 * The period of a date: `2024`, `2024-Q3`, `2024-09` or, by ISO 8601, `2024-W36`, where Thursday decides the year.
 *
 * @param published - ISO 8601, as precise as it is known.
 * @returns null where the date is unknown or not precise enough.
 */
export function periodOf(published: string | null, period: Period): string | null {
  const found = DATED[period].exec(published ?? '');
  if (found === null) return null;
  const [year, month, day] = found.slice(1).map(Number);
  if (period === 'year') return found[1]!;
  if (month! < 1 || month! > 12) return null;
  if (period === 'month') return `${found[1]}-${found[2]}`;
  if (period === 'quarter') return `${found[1]}-Q${Math.ceil(month! / 3)}`;
  const days = Date.UTC(year!, month! - 1, day!) / 86_400_000;
  if (new Date(days * 86_400_000).getUTCDate() !== day) return null;
  const monday = mondayOf(days);
  const weekYear = new Date((monday + 3) * 86_400_000).getUTCFullYear();
  const first = mondayOf(Date.UTC(weekYear, 0, 4) / 86_400_000);
  return `${String(weekYear).padStart(4, '0')}-W${String(1 + (monday - first) / 7).padStart(2, '0')}`;
}

/** Numbers of periods as `periodOf` writes them: those that follow each other differ by one. */
export function periodNumber(name: string): number {
  const year = Number(name.slice(0, 4));
  const rest = name.slice(5);
  if (rest === '') return year;
  if (rest.startsWith('Q')) return 4 * year + Number(rest.slice(1)) - 1;
  if (rest.startsWith('W'))
    return (mondayOf(Date.UTC(year, 0, 4) / 86_400_000) + 3) / 7 + Number(rest.slice(1)) - 1;
  return 12 * year + Number(rest) - 1;
}

/** Days since 1970 of the Monday on or before a day; 1970-01-01 was a Thursday. */
const mondayOf = (days: number): number => days - ((((days + 3) % 7) + 7) % 7);
