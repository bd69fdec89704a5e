/** `npm run bench`: throughput, memory and scaling, as ratios of one run. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fromPackageRoot } from '../base/package-root.js';
import type { Measurement } from './measure.js';

/**
 * Speed as ratios, so that they mean the same on any machine: bare wink-nlp (sentences and parts of speech, one
 * thread), the whole pipeline on one worker and on two, on the same articles; a report against the bundled reference
 * beside a bare Node process that loads wink-nlp and reads the same article; peak memory at so many articles
 * and at all; the cost of each stage and of the codec. Each figure of speed is the best of the repeats, which are interleaved.
 */
interface Bench {
  readonly machine: { readonly cpu: string; readonly cores: number; readonly node: string };
  readonly corpus: string;
  readonly articles: number;
  readonly tokens: number;
  readonly repeats: number;
  /** Tokens a second once the threads stand. */
  readonly tokens_per_second: {
    readonly wink: number;
    readonly one_worker: number;
    readonly two_workers: number;
  };
  readonly ratios: { readonly one_worker_to_wink: number; readonly two_workers_to_one: number };
  readonly start_seconds: number;
  /** One article: a finished report, wink-nlp alone, and how far the first is over 1.2 times the second. */
  readonly report_seconds: { readonly report: number; readonly wink: number; readonly beyond: number };
  /** `wink` is bare wink-nlp on the same articles, document by document in the same thread. */
  readonly microseconds_per_token_by_stage: Readonly<Record<string, number>>;
  readonly stage_articles: number;
  readonly peak_megabytes: Readonly<Record<string, number>>;
  readonly analysis_seconds: Readonly<Record<string, number>>;
}

const { values } = parseArgs({
  options: {
    corpus: { type: 'string', default: '../shared/gold/corpora/allsides.jsonl.gz' },
    articles: { type: 'string', default: 'all' },
    repeats: { type: 'string', default: '1' },
    memory: { type: 'string', multiple: true, default: ['2000', '4000', 'all'] },
    'no-memory': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

function measured(kind: string, count: string): Measurement {
  process.stderr.write(`${kind} ${count} …\n`);
  const script = fileURLToPath(new URL('./measure.js', import.meta.url));
  return JSON.parse(
    execFileSync(process.execPath, [script, kind, values.corpus, count], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  ) as Measurement;
}

/** So many are enough for the cost of each stage: it differs little from one article to the next. */
const STAGE_ARTICLES = 4000;

/** Seconds of wall time from the start of a process to its end, the least of five. */
function leastSeconds(script: string, ...rest: readonly string[]): number {
  const times = Array.from({ length: 5 }, () => {
    const begun = performance.now();
    execFileSync(process.execPath, [script, ...rest], { stdio: 'ignore' });
    return (performance.now() - begun) / 1000;
  });
  return Math.min(...times);
}

function reportSeconds(): Bench['report_seconds'] {
  process.stderr.write('report …\n');
  const article = fromPackageRoot('corpora/samples/article.md');
  const folder = mkdtempSync(join(tmpdir(), 'hedgerow-bench-'));
  try {
    const wink = leastSeconds(fileURLToPath(new URL('./wink-alone.js', import.meta.url)), article);
    const out = join(folder, 'report.html');
    const report = leastSeconds(fromPackageRoot('dist/cli/main.js'), 'report', article, '--out', out);
    return { report: rounded(report), wink: rounded(wink), beyond: rounded(report - 1.2 * wink) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const rounded = (value: number, digits = 3): number => Number(value.toFixed(digits));

function bench(): Bench {
  const repeats = Number(values.repeats);
  const all = values.articles === 'all';
  const stageArticles = all ? STAGE_ARTICLES : Math.min(STAGE_ARTICLES, Number(values.articles));
  const report = reportSeconds();
  const stages = measured('stages', String(stageArticles));
  const runs = { wink: [] as Measurement[], one: [] as Measurement[], two: [] as Measurement[] };
  for (let i = 0; i < repeats; i++)
    for (const kind of ['wink', 'one', 'two'] as const) runs[kind].push(measured(kind, values.articles));
  const { tokens, documents } = runs.wink[0]! as Required<Measurement>;
  const best = (kind: keyof typeof runs): number =>
    tokens / Math.min(...runs[kind].map(({ seconds, startSeconds }) => seconds! - (startSeconds ?? 0)));
  const [wink, one, two] = [best('wink'), best('one'), best('two')];
  const counts = values['no-memory'] ? [] : values.memory;
  const analyses = counts.map((count) => [count, measured('analysis', count)] as const);
  return {
    machine: { cpu: cpus()[0]?.model ?? 'unknown', cores: availableParallelism(), node: process.version },
    corpus: values.corpus,
    articles: documents,
    tokens,
    repeats,
    tokens_per_second: {
      wink: Math.round(wink),
      one_worker: Math.round(one),
      two_workers: Math.round(two),
    },
    ratios: { one_worker_to_wink: rounded(one / wink), two_workers_to_one: rounded(two / one) },
    start_seconds: rounded(Math.min(...runs.one.map(({ startSeconds }) => startSeconds!))),
    report_seconds: report,
    stage_articles: stageArticles,
    microseconds_per_token_by_stage: Object.fromEntries(
      Object.entries(stages.stages!).map(([name, seconds]) => [
        name,
        rounded((seconds * 1e6) / stages.tokens!),
      ]),
    ),
    peak_megabytes: Object.fromEntries(analyses.map(([count, { peakMegabytes }]) => [count, peakMegabytes])),
    analysis_seconds: Object.fromEntries(
      analyses.map(([count, { seconds }]) => [count, rounded(seconds!, 1)]),
    ),
  };
}

if (!existsSync(values.corpus)) {
  process.stderr.write(`There is no corpus ${values.corpus}; name one with --corpus.\n`);
  process.exitCode = 2;
} else {
  const result = bench();
  process.stdout.write(values.json ? `${JSON.stringify(result, null, 2)}\n` : table(result));
}

function table(result: Bench): string {
  const lines = [
    `${result.articles} articles, ${result.tokens} tokens, best of ${result.repeats}; ${result.machine.cpu}, Node ${result.machine.node}`,
    `wink-nlp alone     ${result.tokens_per_second.wink} tokens/s`,
    `one worker         ${result.tokens_per_second.one_worker} tokens/s, ${result.ratios.one_worker_to_wink} of wink-nlp`,
    `two workers        ${result.tokens_per_second.two_workers} tokens/s, ${result.ratios.two_workers_to_one} times one`,
    `start              ${result.start_seconds} s`,
    `report             ${result.report_seconds.report} s for one article, wink-nlp alone ${result.report_seconds.wink} s: ${result.report_seconds.beyond} s beyond 1.2 times that`,
    ...Object.entries(result.microseconds_per_token_by_stage).map(
      ([name, cost]) =>
        `${name.padEnd(18)} ${cost} µs a token, ${rounded(cost / result.microseconds_per_token_by_stage.wink!, 2)} of wink-nlp`,
    ),
    ...Object.entries(result.peak_megabytes).map(
      ([count, megabytes]) =>
        `${`${count} articles`.padEnd(18)} ${megabytes} MB at most, ${result.analysis_seconds[count]} s to Parquet, two workers`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}
