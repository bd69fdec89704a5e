/** Measures one benchmark in a process of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';
import { withAnalysisFlags } from '../cli/v8-flags.js';
import type { CorpusDocument, CorpusSurvey } from '../corpora/document.js';
import { openCorpus } from '../corpora/open-corpus.js';
import { BatchWriter } from '../pipeline/arrow/encode.js';
import { toIpcStream } from '../pipeline/arrow/ipc.js';
import { analyseCorpus } from '../pipeline/run/analyse.js';
import { analyseStream } from '../pipeline/run/analyse-stream.js';
import { TOGETHER_DOCUMENTS } from '../pipeline/run/annotator.js';
import { documentColumns } from '../pipeline/store/document-columns.js';
import { loadPlanForMany, planStages } from '../stages/plan.js';
import { corpusOf, firstArticles } from './articles.js';

/** What one child process measured; every measurement has a process of its own. */
export interface Measurement {
  readonly seconds?: number;
  readonly startSeconds?: number;
  readonly tokens?: number;
  readonly documents?: number;
  readonly peakMegabytes: number;
  readonly stages?: Readonly<Record<string, number>>;
}

type Result = Omit<Measurement, 'peakMegabytes'>;

/** Sentences and parts of speech by wink-nlp alone. */
function bareWink(documents: readonly CorpusDocument[]): Result {
  const nlp = winkNLP(model, ['sbd', 'pos']);
  const begun = performance.now();
  let tokens = 0;
  for (const { text } of documents) tokens += nlp.readDoc(text).tokens().length();
  return { seconds: (performance.now() - begun) / 1000, tokens, documents: documents.length };
}

/** All stages and the codec on so many worker threads, to an Arrow stream that goes nowhere. */
async function pipeline(
  documents: readonly CorpusDocument[],
  path: string,
  workers: number,
): Promise<Result> {
  const { survey } = await firstArticles(path, 1);
  const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });
  const timed = async (some: readonly CorpusDocument[]): Promise<number> => {
    const begun = performance.now();
    await withAnalysisFlags(() => analyseStream(corpusOf(some, survey), nowhere(), { workers }));
    return (performance.now() - begun) / 1000;
  };
  const startSeconds = await timed(documents.slice(0, 1));
  return { startSeconds, seconds: await timed(documents) };
}

/**
 * Seconds in each stage, in the codec and in bare wink-nlp, batch by batch in one thread, so that what else the machine does
 * falls on all of them alike; `tokens` is what all rates here are counted in.
 */
async function byStage(documents: readonly CorpusDocument[], survey: CorpusSurvey): Promise<Result> {
  const plan = planStages();
  const annotate = await loadPlanForMany(plan);
  const writer = new BatchWriter(documentColumns(survey.extraColumns), plan.stages);
  const nlp = winkNLP(model, ['sbd', 'pos']);
  const names = ['wink', ...plan.stages.map(({ stage }) => stage.name), 'codec'];
  const stages: Record<string, number> = Object.fromEntries(names.map((name) => [name, 0]));
  let since = 0;
  /** Books the time since it was last called. */
  const book = (name: string): void => {
    const now = performance.now();
    stages[name]! += (now - since) / 1000;
    since = now;
  };
  let tokens = 0;
  for (let first = 0; first < documents.length; first += TOGETHER_DOCUMENTS) {
    const batch = documents.slice(first, first + TOGETHER_DOCUMENTS);
    since = performance.now();
    for (const { text } of batch) nlp.readDoc(text).tokens().length();
    book('wink');
    writer.begin(batch);
    book('codec');
    await annotate(batch, (stage, at, annotations) => {
      book(stage);
      writer.add(stage, at, annotations);
      if (stage === 'tokenising') for (const { token_count } of annotations) tokens += token_count as number;
      book('codec');
    });
    writer.end();
    toIpcStream(writer.finish());
    book('codec');
  }
  return { stages, tokens };
}

/** A whole analysis to Parquet with two workers, read from the file: for its peak memory. */
async function analysis(path: string, count: number): Promise<Result> {
  const out = mkdtempSync(join(tmpdir(), 'hedgerow-bench-'));
  try {
    const opened = openCorpus(path);
    const corpus = Number.isFinite(count)
      ? {
          survey: () => opened.survey(),
          async *read() {
            let left = count;
            for await (const item of opened.read()) {
              if (left-- <= 0) return;
              yield item;
            }
          },
        }
      : opened;
    const begun = performance.now();
    const { manifest } = await withAnalysisFlags(() => analyseCorpus(corpus, { out, workers: 2 }));
    return { seconds: (performance.now() - begun) / 1000, documents: manifest.analysed };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

async function measure(kind: string, path: string, count: number): Promise<Result> {
  if (kind === 'analysis') return analysis(path, count);
  const { documents, survey } = await firstArticles(path, count);
  if (kind === 'wink') return bareWink(documents);
  if (kind === 'stages') return byStage(documents, survey);
  return pipeline(documents, path, kind === 'two' ? 2 : 1);
}

const [kind, path, count] = process.argv.slice(2);
const result = await measure(kind!, path!, count === 'all' ? Number.POSITIVE_INFINITY : Number(count));
const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(`${JSON.stringify({ ...result, peakMegabytes } satisfies Measurement)}\n`);
