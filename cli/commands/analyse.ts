/** `hedgerow analyse`: analyses a corpus into a folder, a file or a stream. */
import { UserError } from '../../base/user-error.js';
import type { Corpus } from '../../corpora/document.js';
import type { Progress, RunOptions } from '../../pipeline/run/run-parts.js';
import type { PlanOptions } from '../../stages/plan.js';
import { defineCommand, type ExitStatus } from '../command.js';
import { corpusFrom, corpusOptions } from '../corpus-options.js';
import { onInterruption } from '../interruption.js';
import { nothingAnalysed } from '../nothing-analysed.js';
import { selectionOptions, tellSelected } from '../selection-options.js';
import { stageOptions, stageOptionsFrom } from '../stage-options.js';
import { StrictReject, strictCorpus } from '../strict-corpus.js';
import { note, printable, progressBar } from '../terminal.js';
import { withAnalysisFlags } from '../v8-flags.js';

export const analyse = defineCommand({
  usage: 'analyse <input..>',
  summary: 'Run the stages over a corpus, into a folder of Parquet parts or as a stream',
  positionals: {
    input: {
      type: 'string',
      array: true,
      demandOption: true,
      describe: 'Files, folders, globs, or - for standard input (Arrow stream or JSON lines)',
    },
  },
  options: {
    out: {
      type: 'string',
      demandOption: true,
      requiresArg: true,
      describe: 'Folder to write, or - for standard output',
    },
    format: {
      type: 'string',
      choices: ['parquet', 'arrow', 'jsonl'] as const,
      describe: 'Of the parts: parquet (default in a folder), arrow (default on standard output) or jsonl',
    },
    tables: {
      type: 'string',
      requiresArg: true,
      describe: 'Also write flat tables (one row a hit) to this folder',
    },
    'tables-format': {
      type: 'string',
      choices: ['parquet', 'csv'] as const,
      default: 'parquet' as const,
      describe: 'Of the flat tables',
    },
    shard: {
      type: 'string',
      requiresArg: true,
      describe: 'Work on one share of the corpus only, such as 3/8; `hedgerow join` puts them together',
    },
    workers: { type: 'number', requiresArg: true, describe: 'Worker threads (default: one for each core)' },
    'batch-size': {
      type: 'number',
      requiresArg: true,
      describe: 'Documents handed to a worker at a time (default: whole parts of up to 128, 64 of the last)',
    },
    'document-timeout': {
      type: 'number',
      default: 30,
      requiresArg: true,
      describe: "Seconds of the processor's time for one document; one that takes a stage longer is rejected",
    },
    overwrite: { type: 'boolean', default: false, describe: 'Replace an analysis of other input or options' },
    verify: {
      type: 'boolean',
      default: false,
      describe: 'Check every part of an analysis that stands finished by its checksum, not a sample of them',
    },
    strict: {
      type: 'boolean',
      default: false,
      describe: 'Stop at the first document that would be rejected',
    },
    ...selectionOptions,
    ...stageOptions,
    ...corpusOptions,
  },
  examples: [
    ['hedgerow analyse articles.csv --out analysis', 'a CSV with columns text, outlet, date …'],
    ['hedgerow analyse archive/ --out analysis --workers 8 --tables tables', 'a folder, with flat tables'],
    ['cat articles.jsonl | hedgerow analyse - --out - --format jsonl | head', 'in a pipe'],
  ],
  async run(values): Promise<ExitStatus> {
    const opened = await corpusFrom(values.input, values);
    const corpus = values.strict ? strictCorpus(opened) : opened;
    const tellSelection = async (): Promise<void> => {
      if (opened.selected !== undefined) await tellSelected(opened.selected(), values);
    };
    const bar = progressBar('documents');
    let kept = 0;
    let records = 0;
    const common = {
      workers: values.workers,
      batchDocuments: values['batch-size'],
      documentTimeoutMs: 1000 * values['document-timeout'],
      stageOptions: stageOptionsFrom(values),
      onProgress: (progress: Progress) => {
        ({ kept, total: records } = progress);
        bar.update(progress.analysed + progress.rejected, progress.total);
      },
    };
    const begun = performance.now();
    const atEnd = onInterruption(() => {
      bar.stop();
      if (values.out === '-') return 'Stopped: the output is cut off.';
      return kept === 0
        ? 'Stopped: nothing is kept yet.'
        : `Stopped: ${kept} of ${records} documents are kept in ${values.out}; give the same command to resume.`;
    });
    try {
      if (values.shard !== undefined) return await analyseShare(values.shard, corpus, values, common);
      if (values.out === '-') {
        const { analyseStream } = await import('../../pipeline/run/analyse-stream.js');
        const format = values.format === 'jsonl' ? 'jsonl' : 'arrow';
        const done = await withAnalysisFlags(() =>
          analyseStream(corpus, process.stdout, {
            ...common,
            format,
            onReject: ({ source, place, message }) =>
              process.stderr.write(
                `rejected: ${printable(`${source}${place === null ? '' : `, ${place}`}: ${message}`)}\n`,
              ),
          }),
        );
        bar.stop();
        await tellSelection();
        return closed(done, begun);
      }
      const { analyseCorpus } = await import('../../pipeline/run/analyse.js');
      const run = await withAnalysisFlags(() =>
        analyseCorpus(corpus, {
          ...common,
          out: values.out,
          format: values.format,
          overwrite: values.overwrite,
          verify: values.verify,
        }),
      );
      bar.stop();
      if (run.reused)
        note(
          `Unchanged since the last run: ${run.folder} stands as it is${values.verify ? ', every part verified' : ''}.`,
        );
      if (run.resumed > 0) note(`${run.resumed} documents were found finished from a run that was cut off.`);
      if (!run.reused) {
        await tellSelection();
        await (await import('../../queries/digest.js')).makeDigest(run);
      }
      if (values.tables !== undefined) {
        const { writeTables } = await import('../../pipeline/store/tables.js');
        const { withDiskErrors } = await import('../../pipeline/store/disk-errors.js');
        const folder = values.tables;
        const written = await withDiskErrors(
          folder,
          () => writeTables(run, folder, values['tables-format']),
          { what: 'the tables', elsewhere: 'Choose another folder with --tables.' },
        );
        note(`${written.length} tables in ${values.tables}.`);
      }
      return closed(run.manifest, begun, run.folder);
    } catch (error) {
      if (!(error instanceof StrictReject)) throw error;
      bar.stop();
      process.stderr.write(`hedgerow: stopped by --strict: ${printable(error.message)}\n`);
      return 1;
    } finally {
      atEnd();
      bar.stop();
    }
  },
});

/** One share of the corpus, into the folder that all shares write to. */
async function analyseShare(
  share: string,
  corpus: Corpus,
  values: { readonly out: string; readonly format?: 'parquet' | 'arrow' | 'jsonl' | undefined },
  common: RunOptions & PlanOptions,
): Promise<ExitStatus> {
  const begun = performance.now();
  const { parseShard } = await import('../../pipeline/run/shard.js');
  const shard = parseShard(share);
  const given = values as Readonly<Record<string, unknown>>;
  const conflict = ['tables', 'overwrite', 'verify'].find(
    (name) => given[name] !== undefined && given[name] !== false,
  );
  if (values.out === '-' || conflict !== undefined) {
    throw new UserError({
      what: `--shard cannot be used with --${conflict ?? 'out -'}`,
      why: 'all shares write into one folder',
      remedy: 'Join the shares first: `hedgerow join FOLDER`, which also takes --tables.',
    });
  }
  const { analyseShard } = await import('../../pipeline/cluster/shards/analyse-shard.js');
  const run = await withAnalysisFlags(() =>
    analyseShard(corpus, shard, { ...common, out: values.out, format: values.format }),
  );
  if (run.reused) note(`Share ${share} was finished already.`);
  if (run.resumed > 0) note(`${run.resumed} documents were found finished from a run that was cut off.`);
  note(`Share ${share}: ${closingLine(run, begun)}`);
  return run.rejected > 0 ? 1 : 0;
}

interface Counts {
  readonly read: number;
  readonly analysed: number;
  readonly rejected: number;
  readonly reasons: Readonly<Record<string, number>>;
}

/**
 * Tells the run's last line.
 *
 * @throws UserError where no document at all could be analysed.
 */
function closed(counts: Counts, begun: number, folder?: string): ExitStatus {
  note(closingLine(counts, begun, folder));
  if (counts.analysed === 0) throw nothingAnalysed(counts.reasons, folder);
  return counts.rejected > 0 ? 1 : 0;
}

/** The run's last line: every document accounted for. */
function closingLine(counts: Counts, begun: number, folder?: string): string {
  const seconds = (performance.now() - begun) / 1000;
  const reasons = Object.entries(counts.reasons).map(([reason, n]) => `${n} ${reason}`);
  const rejects =
    counts.rejected === 0
      ? 'none rejected'
      : `${counts.rejected} rejected (${reasons.join(', ')}${folder === undefined ? '' : `; see ${printable(folder)}/rejects.jsonl`})`;
  return `${counts.read} documents read: ${counts.analysed} analysed, ${rejects}, in ${seconds.toFixed(1)} s.`;
}
