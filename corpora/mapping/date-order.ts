/** Which order the numbers of a column's dates have, told by all of them. */
import { DATE_ORDERS, type DateOrder, numericDate } from './dates.js';

/** Years, or days, that are few beside the many of the other place. */
const FEW = 3;

/** Gathers a column's dates of three numbers. */
export class DateOrderEvidence {
  /** Dates that tell the order by themselves: a day above 12. */
  readonly #told: Record<DateOrder, number> = {
    'day-month-year': 0,
    'month-day-year': 0,
    'year-month-day': 0,
  };
  #open = 0;
  #example: string | null = null;
  readonly #possible = new Set<DateOrder>(DATE_ORDERS);
  #short = 0;
  readonly #first = new Set<number>();
  readonly #last = new Set<number>();

  add(value: unknown): void {
    const numbers = numericDate(value);
    if (numbers === null) return;
    const [a, b, c] = numbers.map(Number) as [number, number, number];
    if (numbers[2].length === 2) {
      this.#short++;
      this.#first.add(a);
      this.#last.add(c);
      if (a > 31 || b > 12) this.#possible.delete('day-month-year');
      if (a > 12 || b > 31) this.#possible.delete('month-day-year');
      if (b > 12 || c > 31) this.#possible.delete('year-month-day');
    } else if (a > 12 && b <= 12) this.#told['day-month-year']++;
    else if (b > 12 && a <= 12) this.#told['month-day-year']++;
    else if (a !== b) {
      this.#open++;
      this.#example ??= String(value).trim();
    }
    if (numbers[2].length === 2) this.#example ??= String(value).trim();
  }

  /** How many dates wait for the order. */
  get open(): number {
    return this.#open + this.#short;
  }

  /** One of them, as it is written. */
  get example(): string | null {
    return this.#example;
  }

  /** Dates that show the order by themselves. */
  get telling(): number {
    return Math.max(this.#told['day-month-year'], this.#told['month-day-year']);
  }

  /** The order, where the dates agree on one. */
  get order(): DateOrder | null {
    const dayFirst = this.#told['day-month-year'];
    const monthFirst = this.#told['month-day-year'];
    if (dayFirst > 0 && monthFirst > 0) return null;
    const byLong = dayFirst > 0 ? 'day-month-year' : monthFirst > 0 ? 'month-day-year' : null;
    if (this.#short === 0 || byLong !== null) return byLong;
    const possible = new Set(this.#possible);
    // A year changes less often than a day.
    if (this.#last.size <= FEW && this.#first.size > FEW) possible.delete('year-month-day');
    else if (this.#first.size <= FEW && this.#last.size > FEW) {
      possible.delete('day-month-year');
      possible.delete('month-day-year');
    }
    return possible.size === 1 ? [...possible][0]! : null;
  }
}
