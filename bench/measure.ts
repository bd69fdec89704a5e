import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';
import type { CorpusDocument, CorpusSurvey } from '../corpora/document.js';
import { openCorpus } from '../corpora/open-corpus.js';
import { analyseCorpus } from '../pipeline/analyse.js';
import { analyseStream } from '../pipeline/analyse-stream.js';
import { TOGETHER_DOCUMENTS } from '../pipeline/annotator.js';
import { BatchWriter } from '../pipeline/arrow/encode.js';
import { toIpcStream } from '../pipeline/arrow/ipc.js';
import { documentColumns } from '../pipeline/document-columns.js';
import { loadStages, planStages } from '../stages/plan.js';
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
    await analyseStream(corpusOf(some, survey), nowhere(), { workers });
    return (performance.now() - begun) / 1000;
  };
  const startSeconds = await timed(documents.slice(0, 1));
  return { startSeconds, seconds: await timed(documents) };
}

/**
 * Seconds in each stage, in the codec and in bare wink-nlp, batch by batch in one thread, so that what else the machine does
 * falls on all of them alike; `tokens` is what all rates here are counted in.
 */
function byStage(documents: readonly CorpusDocument[], survey: CorpusSurvey): Result {
  const plan = planStages();
  const steps = loadStages(plan);
  const writer = new BatchWriter(documentColumns(survey.extraColumns), plan.stages);
  const nlp = winkNLP(model, ['sbd', 'pos']);
  const stages: Record<string, number> = Object.fromEntries(
    ['wink', ...steps.map(({ name }) => name), 'codec'].map((name) => [name, 0]),
  );
  let tokens = 0;
  for (let first = 0; first < documents.length; first += TOGETHER_DOCUMENTS) {
    const batch = documents.slice(first, first + TOGETHER_DOCUMENTS);
    const bare = performance.now();
    for (const { text } of batch) nlp.readDoc(text).tokens().length();
    stages.wink! += (performance.now() - bare) / 1000;
    const given = batch.map((document): Record<string, unknown> => ({ document }));
    const timed = <T>(name: string, work: () => T): T => {
      const begun = performance.now();
      const result = work();
      stages[name]! += (performance.now() - begun) / 1000;
      return result;
    };
    timed('codec', () => writer.begin(batch));
    for (const { name, together, annotateAll } of steps) {
      for (let at = 0; at < given.length; at += together) {
        const some = given.slice(at, at + together);
        const annotations = timed(name, () => annotateAll(some));
        timed('codec', () => writer.add(name, at, annotations));
        annotations.forEach((annotation, i) => {
          some[i]![name] = annotation;
          if (name === 'tokenising') tokens += annotation.token_count as number;
        });
      }
    }
    timed('codec', () => {
      writer.end();
      toIpcStream(writer.finish());
    });
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
    const { manifest } = await analyseCorpus(corpus, { out, workers: 2 });
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
