/** Reads dates as corpora write them. */
import { isWeekday, monthOf } from './month-names.js';

/** Which of day and month stands first in dates such as 03/04/2024. */
export const DATE_ORDERS = ['day-month-year', 'month-day-year', 'year-month-day'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

const TIME =
  '(?:[T ]|,? (?:at )?| - )(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2})(?:[.,]\\d+)?)?(?: ?([ap])\\.?m\\.?| Uhr)?';
const ZONE =
  ' ?(z|utc|gmt|est|edt|cst|cdt|mst|mdt|pst|pdt|et|bst|ist|pkt|cet|cest|[+-]\\d{2}:?\\d{2}|[+-]\\d{2})?(?: ?\\([^)]*\\))?';
const TAIL = `(?:${TIME}${ZONE})?`;
const NAME = '(\\p{L}{3,11})\\.?';
const ORDINAL = '(?:st|nd|rd|th|er|\u00ba|\u00b0|\\.)?';

const ISO = new RegExp(`^(\\d{4})-(\\d{1,2})(?:-(\\d{1,2}))?${TAIL}$`, 'i');
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z)?)?$/i;
const DAY_MONTH_YEAR = new RegExp(
  `^(\\d{1,2})${ORDINAL}(?: de | |-)${NAME},?(?: del? | |-)(\\d{4}|['\u2019]?\\d{2})${TAIL}$`,
  'iu',
);
// As SAS writes it: 05MAR2021:10:30:00.
const RUN_TOGETHER = /^(\d{1,2})(\p{L}{3})(\d{4}|\d{2})(?::(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/iu;
const MONTH_DAY_YEAR = new RegExp(
  `^${NAME} (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4})|,? ['\u2019](\\d{2})|, (\\d{2}))(?:,? (\\p{L}{6,9}))?${TAIL}$`,
  'iu',
);
const YEAR_MONTH_DAY = new RegExp(`^(\\d{4})[ -]${NAME}[ -](\\d{1,2})${TAIL}$`, 'iu');
const MONTH_YEAR = new RegExp(`^${NAME},?(?: de)? (\\d{4})$`, 'iu');
const NUMERIC = new RegExp(`^(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{4}|\\d{2})${TAIL}$`, 'i');
const YEAR_FIRST = new RegExp(`^(\\d{4})[/.](\\d{1,2})[/.](\\d{1,2})${TAIL}$`, 'i');
// C's asctime and JavaScript's Date: "Tue Nov 05 2024 10:00:00 GMT+0000 (…)", "Tue Nov  5 10:00:00 2024".
const ASCTIME = new RegExp(
  `^${NAME} (\\d{1,2})(?: (\\d{4}))? (\\d{2}):(\\d{2}):(\\d{2})(?: (?:gmt|utc)?([+-]\\d{4})?)?(?: (?:[a-z]{3,4} )?(\\d{4}))?(?: ?\\([^)]*\\))?$`,
  'iu',
);

const ZONE_OFFSETS: Readonly<Record<string, string>> = {
  z: 'Z',
  utc: 'Z',
  gmt: 'Z',
  est: '-05:00',
  edt: '-04:00',
  cst: '-06:00',
  cdt: '-05:00',
  mst: '-07:00',
  mdt: '-06:00',
  pst: '-08:00',
  pdt: '-07:00',
  bst: '+01:00',
  pkt: '+05:00',
  cet: '+01:00',
  cest: '+02:00',
};

/**
 * A newspaper's date as ISO 8601: `2024-11-05`, `2024-11`, `2024`, or with the time as it is written
 * (`2024-11-05T10:00:00+05:00`; zones that mean several offsets, such as IST, are left out). Months may be named in
 * English, German, French, Spanish, Portuguese, Italian or Dutch; years of two digits are those of 1969 to 2068 (POSIX).
 * Numbers are years, `20241105`, days of a spreadsheet (from 1899-12-30), or Unix time in seconds to nanoseconds.
 * Null where it is not understood, where no such day exists, or where day and month cannot be told apart.
 *
 * @param order - resolves dates such as 03/04/2024 and all of numbers with a year of two digits; null leaves them
 *   null, unless one number exceeds 12 beside a year of four.
 */
export function readDate(value: unknown, order: DateOrder | null): string | null {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : fromInstant(value.getTime());
  if (typeof value === 'number' || typeof value === 'bigint') return fromNumber(Number(value));
  if (typeof value !== 'string') return null;
  const text = withoutWeekday(value.trim().replace(/\s+/g, ' '));
  if (text === '' || text.length > 80) return null;
  if (/^\d{4,19}(?:\.\d+)?$/.test(text)) return fromDigits(text);
  let m = ISO.exec(text);
  if (m !== null) return compose(m[1]!, m[2]!, m[3], m.slice(4));
  m = COMPACT.exec(text);
  if (m !== null) return compose(m[1]!, m[2]!, m[3], [m[4], m[5], m[6], undefined, m[7]]);
  m = DAY_MONTH_YEAR.exec(text);
  if (m !== null) return compose(m[3]!, monthOf(m[2]!), m[1], m.slice(4));
  m = RUN_TOGETHER.exec(text);
  if (m !== null) return compose(m[3]!, monthOf(m[2]!), m[1], m.slice(4));
  m = MONTH_DAY_YEAR.exec(text);
  if (m !== null) {
    if (m[6] !== undefined && !isWeekday(m[6])) return null;
    return compose((m[3] ?? m[4] ?? m[5])!, monthOf(m[1]!), m[2], m.slice(7));
  }
  m = YEAR_MONTH_DAY.exec(text);
  if (m !== null) return compose(m[1]!, monthOf(m[2]!), m[3], m.slice(4));
  m = MONTH_YEAR.exec(text);
  if (m !== null) return compose(m[2]!, monthOf(m[1]!), undefined, []);
  m = YEAR_FIRST.exec(text);
  if (m !== null) return compose(m[1]!, m[2]!, m[3], m.slice(4));
  m = ASCTIME.exec(text);
  if (m !== null && (m[3] ?? m[8]) !== undefined)
    return compose((m[3] ?? m[8])!, monthOf(m[1]!), m[2], [m[4], m[5], m[6], undefined, m[7]]);
  m = NUMERIC.exec(text);
  return m === null ? null : fromNumeric([m[1]!, m[3]!, m[4]!], order, m.slice(5));
}

function withoutWeekday(text: string): string {
  const first = /^(\p{L}[\p{L}-]{1,13})\.?,? /u.exec(text);
  return first !== null && isWeekday(first[1]!) ? text.slice(first[0].length) : text;
}

/** The three numbers of a date such as `3/4/2024`; null for any other. */
export function numericDate(value: unknown): readonly [string, string, string] | null {
  if (typeof value !== 'string' || value.length > 80) return null;
  const m = NUMERIC.exec(withoutWeekday(value.trim().replace(/\s+/g, ' ')));
  return m === null ? null : [m[1]!, m[3]!, m[4]!];
}

function fromNumeric(
  [a, b, c]: readonly [string, string, string],
  order: DateOrder | null,
  time: readonly (string | undefined)[],
): string | null {
  const [first, second] = [Number(a), Number(b)];
  if (c.length === 2) {
    if (order === null) return null;
    if (order === 'year-month-day') return compose(a, b, c, time);
    return order === 'day-month-year' ? compose(c, b, a, time) : compose(c, a, b, time);
  }
  const dayFirst =
    first > 12
      ? true
      : second > 12 || first === second
        ? false
        : order === null
          ? null
          : order === 'day-month-year';
  if (dayFirst === null) return null;
  return dayFirst ? compose(c, b, a, time) : compose(c, a, b, time);
}

function fromDigits(text: string): string | null {
  const whole = text.replace(/\.0+$/, '');
  if (/^(?:1[5-9]|20)\d{2}$/.test(whole)) return whole;
  const m = COMPACT.exec(whole);
  const compact = m === null ? null : compose(m[1]!, m[2]!, m[3], [m[4], m[5], m[6]]);
  if (compact !== null && /^(?:1[5-9]|20)/.test(whole)) return compact;
  return whole.length === 4 ? null : fromNumber(Number(text));
}

/** Days as spreadsheets count them, of 1954 to 2099: Excel's day 1 is 1900-01-01, and 1900 a leap year to it. */
const FIRST_SERIAL = 20_000;
const LAST_SERIAL = 73_050;
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);
const DAY = 86_400_000;

export const isSerialDay = (value: number): boolean => value >= FIRST_SERIAL && value <= LAST_SERIAL;

/** Years as they are, days of a spreadsheet, and Unix time in seconds to nanoseconds between 1973 and 2100. */
function fromNumber(value: number): string | null {
  if (Number.isInteger(value)) {
    if (value >= 1500 && value <= 2099) return String(value);
    const digits = String(value);
    if (
      (digits.length === 8 || digits.length === 12 || digits.length === 14) &&
      /^(?:1[5-9]|20)/.test(digits)
    ) {
      const m = COMPACT.exec(digits)!;
      const compact = compose(m[1]!, m[2]!, m[3], [m[4], m[5], m[6]]);
      if (compact !== null) return compact;
    }
  }
  if (isSerialDay(value)) {
    const instant = fromInstant(Math.round((SERIAL_EPOCH + value * DAY) / 1000) * 1000);
    return Number.isInteger(value) ? instant.slice(0, 10) : instant.slice(0, 19);
  }
  for (const unit of [1e3, 1, 1e-3, 1e-6])
    if (value * unit >= 1e11 && value * unit < 4.2e12) return fromInstant(Math.floor(value * unit));
  return null;
}

const fromInstant = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;

/** Two digits are a year of 1969 to 2068, as POSIX has it. */
function fullYear(written: string): string {
  const digits = written.replace(/^['\u2019]/, '');
  if (digits.length !== 2) return digits;
  return Number(digits) >= 69 ? `19${digits}` : `20${digits}`;
}

function compose(
  writtenYear: string,
  month: string | number,
  day: string | undefined,
  [hour, minute, second, halfDay, zone]: readonly (string | undefined)[],
): string | null {
  const year = fullYear(writtenYear);
  const m = Number(month);
  const y = Number(year);
  if (m < 1 || m > 12 || y < 1000) return null;
  const yearMonth = `${year}-${String(m).padStart(2, '0')}`;
  if (day === undefined) return hour === undefined ? yearMonth : null;
  const d = Number(day);
  if (d < 1 || d > new Date(Date.UTC(y, m, 0)).getUTCDate()) return null;
  const date = `${yearMonth}-${String(d).padStart(2, '0')}`;
  if (hour === undefined) return date;
  let h = Number(hour);
  if (halfDay !== undefined) {
    if (h < 1 || h > 12) return null;
    h = (h % 12) + (halfDay.toLowerCase() === 'p' ? 12 : 0);
  }
  if (h > 23 || Number(minute) > 59 || Number(second ?? 0) > 60) return null;
  const time = `${String(h).padStart(2, '0')}:${minute}${second === undefined ? '' : `:${second}`}`;
  return `${date}T${time}${zoneOffset(zone)}`;
}

function zoneOffset(zone: string | undefined): string {
  if (zone === undefined) return '';
  const numeric = /^([+-]\d{2}):?(\d{2})?$/.exec(zone);
  if (numeric !== null) return `${numeric[1]}:${numeric[2] ?? '00'}`;
  return ZONE_OFFSETS[zone.toLowerCase()] ?? '';
}
