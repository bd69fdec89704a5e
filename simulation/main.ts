/**
 * `npm run simulate -- [RUNS] [intervals|tests]`: error rates and coverage of every test and interval that a report uses.
 * `npm run simulate -- [RUNS] corrected`: coverage and bias of corrected figures (docs/validation.md).
 * `npm run simulate -- [RUNS] equality|borrowed`: how often equal errors are rejected; coverage of figures with borrowed errors.
 * `npm run simulate -- RUNS labels ANALYSIS [COLUMN]`: false findings of a comparison whose documents are dealt to its groups;
 * `npm run simulate -- RUNS small ANALYSIS`: to 27 groups of 5 to 20.
 */
import { AnalysisStore } from '../pipeline/store/analysis-store.js';
import { findAnalysis } from '../pipeline/store/open-analysis.js';
import { coverages } from './intervals.js';
import { relabelled, SMALL_GROUPS } from './relabelled.js';
import { errorRates } from './tests.js';

const runs = Number(process.argv[2] ?? 2000);
const what = process.argv[3] ?? 'all';
const percent = (share: number | null): string => (share === null ? '–' : (100 * share).toFixed(1));

const print = (cells: readonly string[]): void => {
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
};

if (what === 'corrected') {
  const { CODED_SIZES, CORRECTED_DESIGNS, correctedCoverage } = await import('./corrected.js');
  print([
    'Share and errors',
    'Coded a group',
    'Counted covers, %',
    'Corrected covers, %',
    'Counted difference covers, %',
    'Corrected difference covers, %',
    'Counted bias',
    'Corrected bias',
    'Counted RMSE',
    'Corrected RMSE',
  ]);
  print(['---', ...Array.from({ length: 9 }, () => '---:')]);
  for (const design of CORRECTED_DESIGNS)
    for (const coded of CODED_SIZES) {
      const row = correctedCoverage(design, coded, runs);
      print([
        row.design,
        String(coded),
        ...[row.counted, row.corrected, row.countedDifference, row.correctedDifference].map(percent),
        ...[row.countedBias, row.correctedBias, row.countedError, row.correctedError].map((x) =>
          x.toFixed(4),
        ),
      ]);
    }
}
if (what === 'equality') {
  const { EQUALITY_DESIGNS, equalityRate } = await import('./equal-errors.js');
  const { CODED_SIZES } = await import('./corrected.js');
  print(['Groups', 'Coded a group', 'Made, %', 'Rejected, %', 'By chi-square, %']);
  print(['---', ...Array.from({ length: 4 }, () => '---:')]);
  for (const design of EQUALITY_DESIGNS)
    for (const coded of CODED_SIZES) {
      const row = equalityRate(design, coded, runs);
      print([row.design, String(coded), ...[row.made, row.rejected, row.byChiSquare].map(percent)]);
    }
}
if (what === 'borrowed') {
  const { BORROWED_DESIGNS, borrowedCoverage } = await import('./borrowed.js');
  const { CODED_SIZES } = await import('./corrected.js');
  print([
    'Shares, errors',
    'Coded',
    'Given, %',
    'Counted covers, %',
    'Borrowed covers, %',
    'Counted bias',
    'Bias',
  ]);
  print(['---', ...Array.from({ length: 6 }, () => '---:')]);
  for (const design of BORROWED_DESIGNS)
    for (const coded of CODED_SIZES) {
      const row = borrowedCoverage(design, coded, runs);
      print([
        row.design,
        String(coded),
        ...[row.given, row.counted, row.covered].map(percent),
        ...[row.countedBias, row.bias].map((x) => x.toFixed(4)),
      ]);
    }
}
if (what === 'labels') await labels(process.argv[4], process.argv[5] ?? 'outlet');
if (what === 'small') await labels(process.argv[4], 'outlet', SMALL_GROUPS);
if (what === 'all' || what === 'intervals') {
  print(['Interval', 'Design', 'Values', 'Given, %', 'Covers, %']);
  print(['---', '---', '---', '---:', '---:']);
  for (const { interval, design, size, given, covered } of coverages(runs))
    print([interval, design, size, percent(given), percent(covered)]);
}
if (what === 'all' || what === 'tests') {
  process.stdout.write('\n');
  print(['Test', 'Design', 'Values', 'Made, %', 'p < .05, %', 'p < .005, %']);
  print(['---', '---', '---', '---:', '---:', '---:']);
  for (const { test, design, size, made, at05, at005 } of errorRates(Math.min(runs, 2000)))
    print([test, design, size, percent(made), percent(at05), percent(at005)]);
}

async function labels(folder: string | undefined, by: string, sizes?: readonly number[]): Promise<void> {
  const analysis = folder === undefined ? null : await findAnalysis(folder);
  if (analysis === null) throw new Error('give the folder of an analysis');
  const store = await AnalysisStore.open(analysis);
  const { families, opening } = await relabelled(store, by, runs, sizes);
  store.close();
  print(['Family', 'False findings, %']);
  print(['---', '---:']);
  for (const [name, found] of families) print([name, percent(found / runs)]);
  print(['the opening (measures, actors)', percent(opening / runs)]);
}
