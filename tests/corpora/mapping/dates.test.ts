import { describe, expect, it } from 'vitest';
import { readDate } from '../../../corpora/mapping/dates.js';

describe('newspaper dates as ISO 8601', () => {
  const cases: readonly [unknown, string | null][] = [
    ['2024-11-05', '2024-11-05'],
    ['2024-11', '2024-11'],
    ['2024', '2024'],
    [2024, '2024'],
    ['20241105', '2024-11-05'],
    ['2024-11-05T10:00:00Z', '2024-11-05T10:00:00Z'],
    ['2024-11-05 10:00:00.123456', '2024-11-05T10:00:00'],
    ['2024-11-05T10:00+0500', '2024-11-05T10:00+05:00'],
    ['2024/11/5', '2024-11-05'],
    ['5 November 2024', '2024-11-05'],
    ['November 5, 2024', '2024-11-05'],
    ['Nov. 5, 2024', '2024-11-05'],
    ['Tuesday, November 5, 2024', '2024-11-05'],
    ['November 5, 2024 Tuesday', '2024-11-05'],
    ['Nov 5, 2024 at 9:05 pm', '2024-11-05T21:05'],
    ['Tue, 05 Nov 2024 10:00:00 GMT', '2024-11-05T10:00:00Z'],
    ['Tue, 05 Nov 2024 10:00:00 +0500', '2024-11-05T10:00:00+05:00'],
    ['Tue Nov 05 2024 10:00:00 GMT+0000 (Coordinated Universal Time)', '2024-11-05T10:00:00+00:00'],
    ['1st September 2023', '2023-09-01'],
    ['5-Nov-2024', '2024-11-05'],
    ['November 2024', '2024-11'],
    ['25/11/2024', '2024-11-25'],
    ['11/25/2024', '2024-11-25'],
    ['05/05/2024', '2024-05-05'],
    [1730800800, '2024-11-05T10:00:00Z'],
    [1730800800000, '2024-11-05T10:00:00Z'],
    ['05/11/2024', null],
    ['05/11/24', null],
    ['2024-02-30', null],
    ['0001-11-30', null],
    ['31 June 2024', null],
    ['yesterday', null],
    ['', null],
    [null, null],
  ];
  for (const [written, iso] of cases) {
    it(`${JSON.stringify(written)} is ${iso}`, () => expect(readDate(written, null)).toBe(iso));
  }
  it('the order of day and month by option', () => {
    expect(readDate('05/11/2024', 'day-month-year')).toBe('2024-11-05');
    expect(readDate('05/11/2024', 'month-day-year')).toBe('2024-05-11');
    expect(readDate('25.11.2024 10:30', 'month-day-year')).toBe('2024-11-25T10:30');
  });
});
