import { expect, it } from 'vitest';
import { Database } from '../../pipeline/store/database.js';
import { PERIODS, periodNumber, periodOf } from '../../queries/periods.js';

it('weeks are those of ISO 8601 at the turns of years', () => {
  // ISO 8601: 1 January 2027 is a Friday of week 53 of 2026; 31 December 2024 a Tuesday of week 1 of 2025.
  expect(periodOf('2027-01-01', 'week')).toBe('2026-W53');
  expect(periodOf('2024-12-31', 'week')).toBe('2025-W01');
  expect(periodOf('1969-12-28T10:00Z', 'week')).toBe('1969-W52');
});

it('agrees with DuckDB on every day of 30 years, and numbers follow each other', async () => {
  const database = await Database.open({ threads: 1 });
  const days = await database.query<{ day: string; week: string; quarter: string }>(
    `SELECT d::DATE::VARCHAR AS day, strftime(d, '%G-W%V') AS week, strftime(d, '%Y-Q') || quarter(d) AS quarter
     FROM range(DATE '1995-01-01', DATE '2025-01-10', INTERVAL 1 DAY) AS days(d) ORDER BY d`,
  );
  database.close();
  const last = new Map<string, number>();
  for (const { day, week, quarter } of days) {
    expect(periodOf(day, 'week')).toBe(week);
    expect(periodOf(day, 'quarter')).toBe(quarter);
    for (const period of PERIODS) {
      const number = periodNumber(periodOf(day, period)!);
      expect(number - (last.get(period) ?? number)).toBeOneOf([0, 1]);
      last.set(period, number);
    }
  }
});

it('is unknown where the date is not precise enough or no date', () => {
  expect(periodOf('2024', 'year')).toBe('2024');
  expect(periodOf('2024', 'month')).toBeNull();
  expect(periodOf('2024-05', 'week')).toBeNull();
  expect(periodOf('2024-02-31', 'week')).toBeNull();
  expect(periodOf('2024-13', 'quarter')).toBeNull();
  expect(periodOf(null, 'year')).toBeNull();
});
