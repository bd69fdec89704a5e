/** Which of day and month stands first in dates such as 03/04/2024. */
export const DATE_ORDERS = ['day-month-year', 'month-day-year', 'year-month-day'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthOf = (word: string): number => MONTHS.indexOf(word.slice(0, 3).toLowerCase()) + 1;

const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const TIME = '(?:[T ]|,? (?:at )?)(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2})(?:[.,]\\d+)?)?(?: ?([ap])\\.?m\\.?)?';
const ZONE =
  ' ?(z|utc|gmt|est|edt|cst|cdt|mst|mdt|pst|pdt|et|bst|ist|pkt|cet|cest|[+-]\\d{2}:?\\d{2}|[+-]\\d{2})?(?: ?\\([^)]*\\))?';
const WEEKDAY = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\.?,? +)?';
const TAIL = `(?:${TIME}${ZONE})?`;

const ISO = new RegExp(`^(\\d{4})-(\\d{1,2})(?:-(\\d{1,2}))?${TAIL}$`, 'i');
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})(Z)?)?$/i;
const DAY_MONTH_YEAR = new RegExp(
  `^${WEEKDAY}(\\d{1,2})(?:st|nd|rd|th)?[ -]${MONTH},?[ -](\\d{4})${TAIL}$`,
  'i',
);
const MONTH_DAY_YEAR = new RegExp(
  `^${WEEKDAY}${MONTH} (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})(?:,? ${WEEKDAY.replace(',? +', '')})?${TAIL}$`,
  'i',
);
const MONTH_YEAR = new RegExp(`^${MONTH},? (\\d{4})$`, 'i');
const NUMERIC = new RegExp(`^(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4})${TAIL}$`, 'i');
const YEAR_FIRST = new RegExp(`^(\\d{4})[/.](\\d{1,2})[/.](\\d{1,2})${TAIL}$`, 'i');
// C's asctime and JavaScript's Date: "Tue Nov 05 2024 10:00:00 GMT+0000 (…)", "Tue Nov  5 10:00:00 2024".
const ASCTIME = new RegExp(
  `^${WEEKDAY}${MONTH} (\\d{1,2})(?: (\\d{4}))? (\\d{2}):(\\d{2}):(\\d{2})(?: (?:gmt|utc)?([+-]\\d{4})?)?(?: ?(\\d{4}))?(?: ?\\([^)]*\\))?$`,
  'i',
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
 * (`2024-11-05T10:00:00+05:00`; zones that mean several offsets, such as IST, are left out). Null where it
 * is not understood, where no such day exists, or where day and month cannot be told apart.
 *
 * @param order - resolves dates such as 03/04/2024; null leaves them null, unless one number exceeds 12.
 */
export function readDate(value: unknown, order: DateOrder | null): string | null {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : fromInstant(value.getTime());
  if (typeof value === 'number' || typeof value === 'bigint') return fromNumber(Number(value));
  if (typeof value !== 'string') return null;
  const text = value.trim().replace(/\s+/g, ' ');
  if (text === '' || text.length > 80) return null;
  let m = ISO.exec(text);
  if (m !== null) return compose(m[1]!, m[2]!, m[3], m.slice(4));
  m = COMPACT.exec(text);
  if (m !== null) return compose(m[1]!, m[2]!, m[3], [m[4], m[5], m[6], undefined, m[7]]);
  m = DAY_MONTH_YEAR.exec(text);
  if (m !== null) return compose(m[3]!, monthOf(m[2]!), m[1], m.slice(4));
  m = MONTH_DAY_YEAR.exec(text);
  if (m !== null) return compose(m[3]!, monthOf(m[1]!), m[2], m.slice(4));
  m = MONTH_YEAR.exec(text);
  if (m !== null) return compose(m[2]!, monthOf(m[1]!), undefined, []);
  m = YEAR_FIRST.exec(text);
  if (m !== null) return compose(m[1]!, m[2]!, m[3], m.slice(4));
  m = ASCTIME.exec(text);
  if (m !== null && (m[3] ?? m[8]) !== undefined)
    return compose((m[3] ?? m[8])!, monthOf(m[1]!), m[2], [m[4], m[5], m[6], undefined, m[7]]);
  m = NUMERIC.exec(text);
  if (m !== null) {
    const first = Number(m[1]);
    const second = Number(m[2]);
    const dayFirst =
      first > 12
        ? true
        : second > 12 || first === second
          ? false
          : order === null
            ? null
            : order === 'day-month-year';
    if (dayFirst === null) return null;
    return dayFirst ? compose(m[3]!, m[2]!, m[1], m.slice(4)) : compose(m[3]!, m[1]!, m[2], m.slice(4));
  }
  if (/^(?:1[5-9]|20)\d{2}$/.test(text)) return text;
  return /^\d{10}(?:\d{3})?$/.test(text) ? fromNumber(Number(text)) : null;
}

/** Years as they are, and Unix time in seconds or milliseconds between 1973 and 2100. */
function fromNumber(value: number): string | null {
  if (Number.isInteger(value) && value >= 1500 && value <= 2099) return String(value);
  if (value >= 1e8 && value < 4.2e9) return fromInstant(value * 1000);
  return value >= 1e11 && value < 4.2e12 ? fromInstant(value) : null;
}

const fromInstant = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;

function compose(
  year: string,
  month: string | number,
  day: string | undefined,
  [hour, minute, second, halfDay, zone]: readonly (string | undefined)[],
): string | null {
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
