/**
 * Pumps every regular expression on the way of a document, ours and those of libraries: `node dist/bench/pump-expressions.js
 * [FOLDER …]`. A text made of what the expression is made of is repeated to 1, 10 and 100 kB and searched through; those that
 * take more than linear time are listed, with text and times.
 */
import vm from 'node:vm';
import { type Expression, expressionsIn, pumpsOf } from './expressions.js';

const SIZES = [1_000, 10_000, 100_000];
/** Time may grow so many times over ten times the text. */
const GROWTH = 30;
/** Under it times tell nothing. */
const NOTICEABLE_MS = 20;

/** What a document passes through: our code, and libraries that search texts of a user's. */
const PATHS = [
  'dist/base',
  'dist/corpora',
  'dist/language',
  'dist/stages',
  'dist/pipeline',
  'dist/queries',
  'dist/reports',
  'node_modules/wink-nlp/src',
  'node_modules/@mozilla/readability',
  'node_modules/htmlparser2/dist/commonjs',
  'node_modules/linkedom/cjs',
  'node_modules/papaparse/papaparse.js',
  'node_modules/mammoth/lib',
  'node_modules/yaml/dist',
];

/** All matches in the text, as `replace` and `matchAll` find them. */
const SEARCH = new vm.Script("text.replace(found, '').length");

export interface Slow {
  readonly expression: Expression;
  readonly pump: string;
  /** Milliseconds at 1, 10 and 100 kB; the last may be cut off. */
  readonly times: readonly number[];
}

/** The least of up to four times, as long as they are over `mostMs`: the process's other threads fall into some. */
function searchTime(context: vm.Context, mostMs: number, cutMs: number): number {
  let least = Infinity;
  for (let times = 0; times < 4 && (times === 0 || least > mostMs); times++) {
    const begun = process.cpuUsage();
    try {
      SEARCH.runInContext(context, { timeout: cutMs });
    } catch {
      return cutMs;
    }
    least = Math.min(least, process.cpuUsage(begun).user / 1000);
  }
  return least;
}

/** Null where time grows with the text alone. A search is cut off after `cutMs`. */
export function slowest(
  expression: Expression,
  sizes: readonly number[] = SIZES,
  cutMs = 8_000,
): Slow | null {
  const { source, flags } = expression;
  try {
    new RegExp(source, flags);
  } catch {
    return null;
  }
  const context = vm.createContext({ source, flags, text: '', found: null });
  vm.runInContext("found = new RegExp(source, flags.replace(/[gy]/g, '') + 'g')", context);
  for (const pump of pumpsOf(expression)) {
    const times: number[] = [];
    for (const size of sizes) {
      // What stands at the end is in no expression, so that a match up to there fails.
      context.text = `${pump.repeat(Math.ceil(size / pump.length))}\u0001`;
      const mostMs =
        times.length === 0 ? Infinity : Math.max(NOTICEABLE_MS, GROWTH * Math.max(times.at(-1)!, 0.5));
      const time = searchTime(context, mostMs, cutMs);
      times.push(Math.min(time, cutMs));
      if (time > mostMs || time >= cutMs) return { expression, pump, times };
    }
  }
  return null;
}

if (process.argv[1]?.endsWith('pump-expressions.js')) {
  const paths = process.argv.length > 2 ? process.argv.slice(2) : PATHS;
  let all = 0;
  let slow = 0;
  for (const path of paths) {
    for (const expression of expressionsIn(path)) {
      all++;
      const found = slowest(expression);
      if (found === null) continue;
      slow++;
      process.stdout.write(
        `${expression.place} /${expression.source}/${expression.flags}\n  ${JSON.stringify(found.pump)}: ${found.times.map((time) => `${time.toFixed(1)} ms`).join(', ')}\n`,
      );
    }
  }
  process.stdout.write(`${all} expressions pumped, ${slow} take more than linear time.\n`);
}
