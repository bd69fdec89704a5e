/**
 * The accurate sentiment model: sentences a second of the encoder in one thread beside the same network run sentence by
 * sentence in Python in the same run, documents a second of whole analyses by each model, peak memory with two workers.
 *
 *     node dist/bench/encoder.js [corpus] [articles]
 *
 * HEDGEROW_PYTHON names a Python with the packages of training/encoder/requirements.txt; without it its figure is left out.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { fromPackageRoot } from '../base/package-root.js';
import { maskMentions } from '../models/encoder/masking.js';
import { sharedEncoder } from '../models/encoder/shared-encoder.js';
import { analyseStream } from '../pipeline/run/analyse-stream.js';
import { encoderText } from '../stages/encoder-reading.js';
import { loadPlan, planStages } from '../stages/plan.js';
import { maskable } from '../stages/sentiment/encoder-judge.js';
import { corpusOf, firstArticles } from './articles.js';

const [path = '../shared/gold/corpora/allsides.jsonl.gz', count = '100', model = '', workers = '1'] =
  process.argv.slice(2);

interface Figures {
  readonly seconds: number;
  readonly documents?: number;
  readonly sentences?: number;
  readonly pieces?: number;
  readonly peakMegabytes?: number;
}

/** Seconds of processor time since `begun`, all threads together. */
function processorSeconds(begun: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1e6;
}

/** A whole analysis to nowhere. */
async function analysed(): Promise<Figures> {
  const { documents, survey } = await firstArticles(path, Number(count));
  const begun = performance.now();
  await analyseStream(
    corpusOf(documents, survey),
    new Writable({ write: (_chunk, _encoding, done) => done() }),
    { workers: Number(workers), stageOptions: { sentiment: { model } } },
  );
  const seconds = (performance.now() - begun) / 1000;
  const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  return { seconds, documents: documents.length, peakMegabytes };
}

/** The encoder alone over all mentions of actors, and over the same sentences in Python. */
async function sentencesASecond(): Promise<{ readonly node: Figures; readonly python: Figures | null }> {
  const { documents } = await firstArticles(path, Number(count));
  const annotate = await loadPlan(planStages({ stages: ['actors'] }));
  const encoder = sharedEncoder();
  await encoder.load('sentiment');
  const sentences: string[] = [];
  let [seconds, pieces] = [0, 0];
  for (const document of documents) {
    const annotations = await annotate(document);
    const tokenising = annotations.tokenising!;
    const { text, ends } = encoderText(tokenising);
    const masked = maskMentions(text, maskable({ tokenising, actors: annotations.actors! }));
    const begun = process.cpuUsage();
    await encoder.sentiment(
      text,
      ends,
      masked,
      () => true,
      (_, size) => {
        pieces += size;
        return true;
      },
    );
    seconds += processorSeconds(begun);
    sentences.push(...Array.from(ends, (end, s) => text.slice(s === 0 ? 0 : ends[s - 1], end).trim()));
  }
  const script = fromPackageRoot('training/encoder/speed.py');
  const { status, stdout } = spawnSync(process.env.HEDGEROW_PYTHON ?? 'python3', [script], {
    input: JSON.stringify(sentences),
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    env: { ...process.env, OMP_NUM_THREADS: '1' },
  });
  const node = { seconds, pieces, sentences: sentences.length, documents: documents.length };
  return { node, python: status === 0 ? (JSON.parse(stdout) as Figures) : null };
}

function child(kind: string, threads: string): Figures {
  process.stderr.write(`${kind}, ${threads} …\n`);
  const script = fileURLToPath(import.meta.url);
  return JSON.parse(
    execFileSync(process.execPath, [script, path, count, kind, threads], { encoding: 'utf8' }),
  ) as Figures;
}

const perSecond = (n: number | undefined, { seconds }: Figures): number =>
  Number(((n ?? 0) / seconds).toFixed(1));

if (model !== '') process.stdout.write(`${JSON.stringify(await analysed())}\n`);
else {
  process.stderr.write('sentences …\n');
  const { node, python } = await sentencesASecond();
  const runs = (['fast', 'cascade', 'accurate'] as const).flatMap((kind) =>
    ['1', '2'].map((threads) => ({ kind, threads, figures: child(kind, threads) })),
  );
  const rows = {
    'encoder, sentences a CPU second': perSecond(node.sentences, node),
    'encoder, word pieces a CPU second': perSecond(node.pieces, node),
    'the same network in Python, sentence by sentence': python && perSecond(python.sentences, python),
    ...Object.fromEntries(
      runs.flatMap(({ kind, threads, figures }) => [
        [`${kind}, ${threads} worker(s), documents a second`, perSecond(figures.documents, figures)],
        [`${kind}, ${threads} worker(s), peak megabytes`, figures.peakMegabytes],
      ]),
    ),
  };
  process.stdout.write(`${JSON.stringify({ corpus: path, articles: node.documents, ...rows }, null, 2)}\n`);
}
