/** `npm run simulate`: error rates and coverage of every test and interval that a report uses. */
import { coverages } from './intervals.js';
import { errorRates } from './tests.js';

const runs = Number(process.argv[2] ?? 2000);
const what = process.argv[3] ?? 'all';
const percent = (share: number | null): string => (share === null ? '–' : (100 * share).toFixed(1));

const print = (cells: readonly string[]): void => {
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
};

if (what !== 'tests') {
  print(['Interval', 'Design', 'Values', 'Given, %', 'Covers, %']);
  print(['---', '---', '---', '---:', '---:']);
  for (const { interval, design, size, given, covered } of coverages(runs))
    print([interval, design, size, percent(given), percent(covered)]);
}
if (what !== 'intervals') {
  process.stdout.write('\n');
  print(['Test', 'Design', 'Values', 'Made, %', 'p < .05, %', 'p < .005, %']);
  print(['---', '---', '---', '---:', '---:', '---:']);
  for (const { test, design, size, made, at05, at005 } of errorRates(Math.min(runs, 2000)))
    print([test, design, size, percent(made), percent(at05), percent(at005)]);
}
