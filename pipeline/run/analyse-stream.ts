/** Analyses a corpus onto a stream. */
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { Corpus, Reject } from '../../corpora/document.js';
import { type PlanOptions, planStages } from '../../stages/plan.js';
import { BatchWriter } from '../arrow/encode.js';
import { END_OF_STREAM, schemaLength, toIpcStream } from '../arrow/ipc.js';
import { documentColumns } from '../store/document-columns.js';
import { type RunOptions, runParts } from './run-parts.js';

export interface StreamOptions extends PlanOptions, RunOptions {
  /** Arrow IPC stream by default; `jsonl`: one JSON object a line, with the same names, offsets in code points. */
  readonly format?: 'arrow' | 'jsonl' | undefined;
  /** Called for every reject, in the order of the corpus. */
  readonly onReject?: ((reject: Reject) => void) | undefined;
}

export interface StreamSummary {
  /** analysed + rejected = read. */
  readonly read: number;
  readonly analysed: number;
  readonly rejected: number;
  readonly reasons: Readonly<Record<string, number>>;
}

/**
 * Analyses a corpus onto a stream, in the corpus's order, waiting for the reader. A rejected document has no
 * row: it is named to `onReject` and counted. The bytes depend on the corpus and the options alone.
 */
export async function analyseStream(
  corpus: Corpus,
  output: Writable,
  options: StreamOptions = {},
): Promise<StreamSummary> {
  const plan = planStages(options);
  const survey = await corpus.survey();
  const format = options.format === 'jsonl' ? 'jsonl' : 'arrow-stream';
  const write = async (bytes: Uint8Array): Promise<void> => {
    if (bytes.length > 0 && !output.write(bytes)) await once(output, 'drain');
  };
  const reasons = new Map<string, number>();
  let analysed = 0;
  let rejected = 0;
  let schemaBytes = 0;
  if (format === 'arrow-stream') {
    const empty = toIpcStream(new BatchWriter(documentColumns(survey.extraColumns), plan.stages).finish());
    schemaBytes = schemaLength(empty);
    await write(empty.subarray(0, schemaBytes));
  }
  await runParts(
    corpus,
    survey,
    plan,
    options,
    {
      finished: new Map(),
      task: () => ({ format, file: null }),
      onStored: () => {},
      onPart: async ({ documents, rejects, result }) => {
        analysed += documents;
        for (const reject of rejects) {
          rejected++;
          reasons.set(reject.reason, (reasons.get(reject.reason) ?? 0) + 1);
          options.onReject?.(reject);
        }
        if (result?.content == null || documents === 0) return;
        // Each part comes as a stream of its own: its schema and its end are left out.
        await write(
          format === 'jsonl'
            ? result.content
            : result.content.subarray(schemaBytes, result.content.length - END_OF_STREAM.length),
        );
      },
    },
    options,
  );
  if (format === 'arrow-stream') await write(END_OF_STREAM);
  return {
    read: analysed + rejected,
    analysed,
    rejected,
    reasons: Object.fromEntries([...reasons].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
